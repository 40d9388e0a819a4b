// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_TEST_FLOODSERVER_H
#define SSEQT_TEST_FLOODSERVER_H

#include <QtCore/qbytearray.h>
#include <QtCore/qsemaphore.h>
#include <QtCore/qthread.h>
#include <QtCore/qurl.h>
#include <QtNetwork/qtcpserver.h>
#include <QtNetwork/qtcpsocket.h>

#include <atomic>
#include <memory>

// A server that sends as fast as the peer takes it, from a thread of its own: a prelude, then a
// piece over and over until so many bytes are sent, then an epilogue. Then it ends the stream.
class FloodServer : public QThread
{
public:
    struct Flood
    {
        QByteArray prelude;
        QByteArray piece; // at least 16 KiB are sent at once
        qint64 size = 0; // bytes
        QByteArray epilogue;
        enum class Framing { Chunks, ChunkPerPiece, UntilClose };
        Framing framing = Framing::Chunks;
    };

    explicit FloodServer(const Flood &flood)
        : m_flood(flood)
    {
        start();
        m_listening.acquire();
    }
    ~FloodServer() override
    {
        m_isOver = true;
        wait();
    }

    [[nodiscard]] QUrl url() const
    {
        return QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(m_port.load()));
    }
    [[nodiscard]] qint64 sent() const { return m_sent; } // to the system

protected:
    void run() override
    {
        QTcpServer server;
        if (server.listen(QHostAddress::LocalHost))
            m_port = server.serverPort();
        m_listening.release();
        while (!m_isOver) {
            if (!server.waitForNewConnection(50))
                continue;
            const std::unique_ptr<QTcpSocket> socket(server.nextPendingConnection());
            serve(*socket);
        }
    }

private:
    void serve(QTcpSocket &socket)
    {
        QByteArray request;
        while (!m_isOver && !request.contains("\r\n\r\n")) {
            if (socket.waitForReadyRead(50))
                request += socket.readAll();
            else if (socket.state() != QAbstractSocket::ConnectedState)
                return;
        }
        QByteArray head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n";
        head += isChunked() ? "Transfer-Encoding: chunked\r\n\r\n" : "Connection: close\r\n\r\n";
        bool goesOn = push(socket, head) && push(socket, framed(m_flood.prelude));
        const int pieces = int(16 * 1024 / m_flood.piece.size()) + 1;
        const QByteArray block = m_flood.framing == Flood::Framing::ChunkPerPiece
            ? framed(m_flood.piece).repeated(pieces)
            : framed(m_flood.piece.repeated(pieces));
        for (qint64 sent = 0; goesOn && sent < m_flood.size;
             sent += pieces * m_flood.piece.size()) {
            goesOn = push(socket, block);
            m_sent += pieces * m_flood.piece.size();
        }
        goesOn = goesOn && push(socket, framed(m_flood.epilogue));
        if (goesOn && isChunked())
            goesOn = push(socket, "0\r\n\r\n");
        while (goesOn && !m_isOver && socket.bytesToWrite() > 0)
            socket.waitForBytesWritten(50);
        socket.disconnectFromHost();
        while (!m_isOver && socket.state() != QAbstractSocket::UnconnectedState)
            socket.waitForDisconnected(50);
    }

    [[nodiscard]] bool isChunked() const { return m_flood.framing != Flood::Framing::UntilClose; }

    [[nodiscard]] QByteArray framed(const QByteArray &bytes) const
    {
        if (!isChunked() || bytes.isEmpty())
            return bytes;
        return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
    }

    bool push(QTcpSocket &socket, const QByteArray &bytes)
    {
        socket.write(bytes);
        while (!m_isOver && socket.bytesToWrite() > 256 * 1024) {
            if (!socket.waitForBytesWritten(50)
                && socket.state() != QAbstractSocket::ConnectedState)
                return false;
        }
        return !m_isOver && socket.state() == QAbstractSocket::ConnectedState;
    }

    const Flood m_flood;
    QSemaphore m_listening;
    std::atomic<quint16> m_port = 0;
    std::atomic<bool> m_isOver = false;
    std::atomic<qint64> m_sent = 0;
};

#endif
