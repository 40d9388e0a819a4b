// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef TESTCLIENT_H
#define TESTCLIENT_H

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtNetwork/QHostAddress>
#include <QtNetwork/QTcpSocket>

#include <memory>

// A client that keeps what it receives byte by byte and judges nothing.
class TestClient
{
public:
    explicit TestClient(quint16 port, QTcpSocket *socket = new QTcpSocket)
        : m_socket(socket)
    {
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [this] {
            if (reading) {
                received += m_socket->readAll();
                ++reads;
            }
        });
        QObject::connect(socket, &QTcpSocket::disconnected, socket, [this] { closed = true; });
        if (port != 0)
            socket->connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    }
    ~TestClient() { m_socket->disconnect(m_socket.get()); }
    Q_DISABLE_COPY_MOVE(TestClient)

    // What is sent before the connection is there waits for it.
    void send(const QByteArray &bytes)
    {
        if (m_socket->state() == QAbstractSocket::ConnectedState) {
            m_socket->write(bytes);
            m_socket->flush();
        } else {
            QObject::connect(m_socket.get(), &QTcpSocket::connected, m_socket.get(),
                             [this, bytes] { m_socket->write(bytes); });
        }
    }
    void get(const QByteArray &target, const QByteArray &headers = {})
    {
        send("GET " + target + " HTTP/1.1\r\nHost: test\r\n" + headers + "\r\n");
    }
    void post(const QByteArray &target, const QByteArray &body, const QByteArray &headers = {})
    {
        send("POST " + target + " HTTP/1.1\r\nHost: test\r\nContent-Length: "
             + QByteArray::number(body.size()) + "\r\n" + headers + "\r\n" + body);
    }
    void stopReading()
    {
        reading = false;
        m_socket->setReadBufferSize(1024);
    }
    void startReading()
    {
        reading = true;
        m_socket->setReadBufferSize(0);
        received += m_socket->readAll();
    }
    void abort() { m_socket->abort(); }
    [[nodiscard]] QTcpSocket *socket() const { return m_socket.get(); }

    // The first answer in what was received.
    [[nodiscard]] int status() const
    {
        return received.startsWith("HTTP/1.1 ") ? received.mid(9, 3).toInt() : 0;
    }
    [[nodiscard]] QByteArray head() const
    {
        const qsizetype end = received.indexOf("\r\n\r\n");
        return end < 0 ? QByteArray() : received.first(end + 2);
    }
    [[nodiscard]] QByteArray header(const QByteArray &name) const
    {
        const QByteArray all = head();
        const qsizetype start = all.indexOf("\r\n" + name + ": ");
        if (start < 0)
            return {};
        const qsizetype value = start + name.size() + 4;
        return all.mid(value, all.indexOf("\r\n", value) - value);
    }
    [[nodiscard]] QByteArray rawBody() const
    {
        const qsizetype end = received.indexOf("\r\n\r\n");
        return end < 0 ? QByteArray() : received.sliced(end + 4);
    }
    [[nodiscard]] QList<QByteArray> chunks() const
    {
        const QByteArray bytes = rawBody();
        QList<QByteArray> result;
        qsizetype pos = 0;
        while (pos < bytes.size()) {
            const qsizetype lineEnd = bytes.indexOf("\r\n", pos);
            const int size = lineEnd < 0 ? -1 : bytes.mid(pos, lineEnd - pos).toInt(nullptr, 16);
            if (size <= 0 || lineEnd + 2 + size + 2 > bytes.size())
                break;
            result.append(bytes.mid(lineEnd + 2, size));
            pos = lineEnd + 2 + size + 2;
        }
        return result;
    }
    [[nodiscard]] QByteArray body() const
    {
        return header("Transfer-Encoding") == "chunked" ? chunks().join() : rawBody();
    }
    // Whether the first answer is there to its end.
    [[nodiscard]] bool isComplete() const
    {
        if (head().isEmpty())
            return false;
        if (header("Transfer-Encoding") == "chunked")
            return rawBody().endsWith("0\r\n\r\n");
        return rawBody().size() >= header("Content-Length").toInt();
    }

    QByteArray received;
    int reads = 0;
    bool closed = false;
    bool reading = true;

private:
    const std::unique_ptr<QTcpSocket> m_socket;
};

#endif // TESTCLIENT_H
