// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSETESTSERVER_H
#define SSETESTSERVER_H

#include <SseQt/ssetestexchange.h>
#include <SseQt/ssetestrequest.h>
#include <SseQt/ssetestscript.h>
#include <SseQt/ssetestserverglobal.h>

#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtCore/QStringList>
#include <QtCore/QUrl>
#include <QtNetwork/qtnetworkglobal.h>

#include <functional>
#include <memory>

QT_FORWARD_DECLARE_CLASS(QSslConfiguration)
class SseTestServerPrivate;

class SSEQT_TESTSERVER_EXPORT SseTestServer : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SseTestServer)

public:
    using Handler = std::function<void(SseTestExchange *)>;

    explicit SseTestServer(QObject *parent = nullptr);
    ~SseTestServer() override;

    bool listen(quint16 port = 0);
    void close();
    [[nodiscard]] bool isListening() const;
    [[nodiscard]] quint16 port() const;
    [[nodiscard]] QString errorString() const;
    [[nodiscard]] QUrl url(const QString &pathAndQuery = QStringLiteral("/")) const;

#if QT_CONFIG(ssl)
    void setSslConfiguration(const QSslConfiguration &configuration);
#endif

    void route(const QString &path, Handler handler);
    void route(const QString &path, const SseTestScript &script);
    void route(const QString &path, const QList<SseTestScript> &scripts);

    [[nodiscard]] QList<SseTestRequest> requests(const QString &path = {}) const;
    void clearRequests();
    void setRecordedRequestLimit(int count);

    [[nodiscard]] int connectionCount() const;
    [[nodiscard]] int openConnectionCount() const;
    void sendToAll(const QByteArray &bytes);
    void dropConnections();

    [[nodiscard]] QStringList allowedOrigins() const;
    void setAllowedOrigins(const QStringList &origins);

    void setMaximumHeaderSize(qsizetype bytes);
    void setMaximumBodySize(qsizetype bytes);

Q_SIGNALS:
    void requestReceived(const SseTestRequest &request);
    void connectionClosed(int connection);

private:
    friend class SseTestServerPrivate;
    const std::unique_ptr<SseTestServerPrivate> d;
};

#endif // SSETESTSERVER_H
