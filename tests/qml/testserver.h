// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_TEST_QML_TESTSERVER_H
#define SSEQT_TEST_QML_TESTSERVER_H

#include <SseQt/SseTestServer>

#include <QtCore/qfile.h>
#include <QtCore/qobject.h>
#include <QtCore/qtemporarydir.h>
#include <QtCore/qurl.h>

// The test server as the tests see it, scripted by a few words: bytes as they are, and then what
// happens.
class TestServer : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QStringList requests READ requests)
    Q_PROPERTY(int openConnections READ openConnections)
public:
    explicit TestServer(QObject *parent)
        : QObject(parent)
    {
        m_server.listen();
    }

    QStringList requests() const
    {
        QStringList list;
        const auto requests = m_server.requests();
        for (const SseTestRequest &request : requests)
            list.append(QString::fromUtf8(request.method + ' ' + request.target));
        return list;
    }
    int openConnections() const { return m_server.openConnectionCount(); }

    Q_INVOKABLE QUrl url(const QString &path) const { return m_server.url(path); }
    Q_INVOKABLE void reset()
    {
        m_server.dropConnections();
        m_server.clearRequests();
    }
    Q_INVOKABLE void drop() { m_server.dropConnections(); }
    Q_INVOKABLE void stream(const QString &path, const QString &bytes, const QString &then)
    {
        SseTestScript script = SseTestScript::eventStream();
        script.send(bytes.toUtf8());
        if (then == QLatin1String("stall"))
            script.stall();
        else if (then == QLatin1String("cut"))
            script.close();
        m_server.route(path, script);
    }
    Q_INVOKABLE void reply(const QString &path, int status, const QString &body)
    {
        m_server.route(path, SseTestScript::reply(status, body.toUtf8(), "application/json"));
    }
    // Refuses, and says when to come back.
    Q_INVOKABLE void refuse(const QString &path, int status, int seconds)
    {
        m_server.route(
            path, SseTestScript::reply(status).header("Retry-After", QByteArray::number(seconds)));
    }
    // A stream for each request, in turn.
    Q_INVOKABLE void streams(const QString &path, const QStringList &bodies)
    {
        QList<SseTestScript> scripts;
        for (const QString &bytes : bodies)
            scripts.append(SseTestScript::eventStream().send(bytes.toUtf8()).end());
        m_server.route(path, scripts);
    }
    // Takes requests and does not answer them.
    Q_INVOKABLE void silence(const QString &path)
    {
        m_server.route(path, SseTestScript::raw().stall());
    }
    Q_INVOKABLE void send(const QString &bytes) { m_server.sendToAll(bytes.toUtf8()); }
    Q_INVOKABLE QString headerOf(int request, const QString &name) const
    {
        return QString::fromUtf8(m_server.requests().value(request).header(name.toUtf8()));
    }
    Q_INVOKABLE QString bodyOf(int request) const
    {
        return QString::fromUtf8(m_server.requests().value(request).body);
    }

    // Files that tests write, and what is in them.
    Q_INVOKABLE QUrl file(const QString &name) const
    {
        return QUrl::fromLocalFile(m_folder.filePath(name));
    }
    Q_INVOKABLE QString contentOf(const QUrl &url) const
    {
        QFile file(url.toLocalFile());
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }

private:
    SseTestServer m_server;
    QTemporaryDir m_folder;
};

#endif
