// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssetestconnection_p.h"
#include "ssetestexchange_p.h"
#include "ssetestsocketreset_p.h"

#include <QtCore/QPointer>
#include <QtNetwork/QTcpSocket>
#if QT_CONFIG(ssl)
#include <QtNetwork/QSslSocket>
#endif

#include <utility>

using namespace std::chrono_literals;

namespace {
// What a client may send ahead while it is being answered: beyond that TCP holds it back.
constexpr qint64 ReadBufferSize = 64 * 1024;
} // namespace

SseTestConnection::SseTestConnection(QTcpSocket *socket, int ordinal,
                                     SseTestRequestParser::Limits limits, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_ordinal(ordinal)
    , m_parser(limits)
{
    socket->setParent(this);
    socket->setReadBufferSize(ReadBufferSize);
    // A script's writes are meant to arrive as they are written, not joined by Nagle's algorithm.
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_discardTimer.setSingleShot(true);

    connect(socket, &QTcpSocket::readyRead, this, &SseTestConnection::processInput);
    connect(socket, &QTcpSocket::disconnected, this, &SseTestConnection::onDisconnected);
    const auto onBytesWritten = [this] {
        if (m_exchange)
            SseTestExchangePrivate::get(m_exchange)->onBytesWritten();
    };
#if QT_CONFIG(ssl)
    // Over TLS bytesWritten() tells of encryption, not of the network.
    if (auto *sslSocket = qobject_cast<QSslSocket *>(socket))
        connect(sslSocket, &QSslSocket::encryptedBytesWritten, this, onBytesWritten);
    else
#endif
        connect(socket, &QTcpSocket::bytesWritten, this, onBytesWritten);
    connect(&m_discardTimer, &QTimer::timeout, this, &SseTestConnection::closeSocket);
}

SseTestConnection::~SseTestConnection()
{
    m_closed = true;
    m_socket->disconnect(this);
    delete m_exchange;
}

qint64 SseTestConnection::bytesToWrite() const
{
    qint64 bytes = m_socket->bytesToWrite();
#if QT_CONFIG(ssl)
    if (const auto *sslSocket = qobject_cast<const QSslSocket *>(m_socket))
        bytes += sslSocket->encryptedBytesToWrite();
#endif
    return bytes;
}

void SseTestConnection::write(const QByteArray &bytes)
{
    if (bytes.isEmpty() || m_socket->state() != QAbstractSocket::ConnectedState)
        return;
    m_socket->write(bytes);
    m_socket->flush();
}

void SseTestConnection::abort()
{
    const QPointer self(this);
    m_socket->abort();
    // A socket that never got as far as being connected announces nothing.
    if (self)
        onDisconnected();
}

void SseTestConnection::exchangeFinished(bool keepAlive)
{
    releaseExchange();
    if (keepAlive) // Queued: the next request's handler does not run inside this one's.
        QMetaObject::invokeMethod(this, &SseTestConnection::processInput, Qt::QueuedConnection);
    else
        closeSocket();
}

void SseTestConnection::exchangeClosed()
{
    releaseExchange();
    closeSocket();
}

void SseTestConnection::exchangeReset()
{
    releaseExchange();
    sseResetOnClose(m_socket->socketDescriptor());
    m_socket->abort();
}

void SseTestConnection::processInput()
{
    if (m_rejected) {
        discardInput();
        return;
    }
    while (!m_exchange && m_socket->state() == QAbstractSocket::ConnectedState) {
        switch (m_parser.parse()) {
        case SseTestRequestParser::Result::NeedMore:
            if (m_socket->bytesAvailable() == 0)
                return;
            m_parser.append(m_socket->read(ReadBufferSize));
            break;
        case SseTestRequestParser::Result::ExpectsContinue:
            write("HTTP/1.1 100 Continue\r\n\r\n");
            break;
        case SseTestRequestParser::Result::Complete:
            startExchange();
            return;
        case SseTestRequestParser::Result::Failed:
            rejectInput(m_parser.errorStatus());
            return;
        }
    }
}

void SseTestConnection::startExchange()
{
    SseTestRequest request = m_parser.takeRequest();
    request.connection = m_ordinal;
    m_exchange = SseTestExchangePrivate::create(this, std::move(request), m_parser.isHttp10(),
                                                m_parser.isKeepAlive());
    Q_EMIT exchangeStarted(m_exchange);
}

void SseTestConnection::rejectInput(int status)
{
    const QByteArray body = QByteArray::number(status) + ' ' + sseReasonPhrase(status) + '\n';
    write("HTTP/1.1 " + body.chopped(1) + "\r\nContent-Type: text/plain\r\nContent-Length: "
          + QByteArray::number(body.size()) + "\r\nConnection: close\r\n\r\n" + body);
    m_rejected = true;
    discardInput();
}

// Closing with unread input makes the system send a reset, and a reset can take the answer away
// from a client that still sends (RFC 9112, 9.6). So the input is drained until it pauses.
void SseTestConnection::discardInput()
{
    m_socket->skip(m_socket->bytesAvailable());
    m_discardTimer.start(100ms);
}

void SseTestConnection::releaseExchange()
{
    if (SseTestExchange *exchange = std::exchange(m_exchange, nullptr))
        exchange->deleteLater();
}

void SseTestConnection::closeSocket()
{
    m_socket->skip(m_socket->bytesAvailable());
    m_socket->disconnectFromHost();
}

void SseTestConnection::onDisconnected()
{
    if (std::exchange(m_closed, true))
        return;
    const QPointer self(this);
    if (SseTestExchange *exchange = std::exchange(m_exchange, nullptr)) {
        exchange->deleteLater();
        SseTestExchangePrivate::get(exchange)->onConnectionLost();
    }
    if (self)
        Q_EMIT closed();
}
