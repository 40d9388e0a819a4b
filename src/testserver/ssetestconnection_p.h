// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSETESTCONNECTION_P_H
#define SSETESTCONNECTION_P_H

#include "ssetestrequestparser_p.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>

class SseTestExchange;
QT_FORWARD_DECLARE_CLASS(QTcpSocket)

// One TCP connection: cuts what comes in into requests and serves them one after the other.
class SseTestConnection : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SseTestConnection)

public:
    SseTestConnection(QTcpSocket *socket, int ordinal, SseTestRequestParser::Limits limits,
                      QObject *parent);
    ~SseTestConnection() override;

    [[nodiscard]] int ordinal() const { return m_ordinal; }
    [[nodiscard]] SseTestExchange *exchange() const { return m_exchange; }
    [[nodiscard]] qint64 bytesToWrite() const;

    void write(const QByteArray &bytes);
    void abort();

    // The exchange lets go of the connection by one of these.
    void exchangeFinished(bool keepAlive);
    void exchangeClosed();
    void exchangeReset();

Q_SIGNALS:
    void exchangeStarted(SseTestExchange *exchange);
    void closed();

private:
    void processInput();
    void startExchange();
    void rejectInput(int status);
    void discardInput();
    void releaseExchange();
    void closeSocket();
    void onDisconnected();

    QTcpSocket *const m_socket;
    const int m_ordinal;
    SseTestRequestParser m_parser;
    SseTestExchange *m_exchange = nullptr;
    QTimer m_discardTimer;
    bool m_rejected = false;
    bool m_closed = false;
};

#endif // SSETESTCONNECTION_P_H
