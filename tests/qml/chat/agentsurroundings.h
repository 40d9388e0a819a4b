// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef AGENTSURROUNDINGS_H
#define AGENTSURROUNDINGS_H

#include <SseQt/AgentClient>
#include <SseQt/SseDemoServer>

#include <QtCore/qobject.h>
#include <QtCore/qurl.h>

// The demo server as the tests see it: agents that talk.
class DemoServer : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QUrl url READ url CONSTANT)
    Q_PROPERTY(int openConnections READ openConnections)
public:
    explicit DemoServer(QObject *parent)
        : QObject(parent)
    {
        m_server.listen();
    }

    QUrl url() const { return m_server.url(QString()); }
    int openConnections() const { return m_server.openConnectionCount(); }
    Q_INVOKABLE void drop() { m_server.dropConnections(); }
    Q_INVOKABLE int requestCount(const QString &path) const
    {
        return int(m_server.requests(path).size());
    }
    Q_INVOKABLE QString headerOf(const QString &path, const QString &name) const
    {
        return QString::fromUtf8(m_server.requests(path).value(0).header(name.toUtf8()));
    }

private:
    SseDemoServer m_server;
};

// What views of C++ look like to QML.
class Holder : public QObject
{
    Q_OBJECT
    Q_PROPERTY(AgentClient *client MEMBER client)
public:
    using QObject::QObject;
    AgentClient *client = nullptr;
};

#endif
