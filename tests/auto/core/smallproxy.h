// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_TEST_SMALLPROXY_H
#define SSEQT_TEST_SMALLPROXY_H

#include <QtCore/qurl.h>
#include <QtNetwork/qhostaddress.h>
#include <QtNetwork/qnetworkproxy.h>
#include <QtNetwork/qtcpserver.h>
#include <QtNetwork/qtcpsocket.h>

#include <memory>

// A proxy on the loopback interface: HTTP (CONNECT, and requests in absolute form) and SOCKS5,
// which it tells apart by the first byte. Whatever the name that it is asked to connect to, it is
// this machine: Qt asks no application's proxy for hosts of the loopback interface.
class SmallProxy : public QTcpServer
{
public:
    SmallProxy()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *const client = nextPendingConnection())
                serve(client);
        });
    }

    [[nodiscard]] QNetworkProxy proxy(QNetworkProxy::ProxyType type, const QString &user = {},
                                      const QString &password = {}) const
    {
        return { type, QStringLiteral("127.0.0.1"), serverPort(), user, password };
    }

    QByteArray credentials; // "user:password" that HTTP clients have to show; none when empty
    QByteArray refusal; // what every HTTP request is answered with, when not empty
    QList<QByteArray> heads; // of the HTTP requests it was sent
    QList<QByteArray> targets; // "host:port" of what it has connected to

private:
    struct Line
    {
        QByteArray buffer;
        bool isGreeted = false; // SOCKS5: the methods were agreed on
    };

    // Of a header, whose name Qt 6.8 writes in lower case.
    [[nodiscard]] static QByteArray valueOf(const QByteArray &head, const QByteArray &name)
    {
        for (const QByteArray &line : head.split('\n')) {
            if (line.toLower().startsWith(name.toLower() + ':'))
                return line.mid(name.size() + 1).trimmed();
        }
        return {};
    }

    void serve(QTcpSocket *client)
    {
        connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
        const auto line = std::make_shared<Line>();
        connect(client, &QTcpSocket::readyRead, this, [this, client, line] {
            line->buffer += client->readAll();
            if (line->buffer.startsWith('\x05'))
                talkSocks(client, *line);
            else
                talkHttp(client, *line);
        });
    }

    void talkHttp(QTcpSocket *client, Line &line)
    {
        const qsizetype end = line.buffer.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        const QByteArray head = line.buffer.left(end + 4);
        heads.append(head);
        if (!refusal.isEmpty()) {
            client->write(refusal);
            client->disconnectFromHost();
            return;
        }
        if (!credentials.isEmpty()
            && valueOf(head, "Proxy-Authorization") != "Basic " + credentials.toBase64()) {
            client->write("HTTP/1.1 407 Proxy Authentication Required\r\n"
                          "Proxy-Authenticate: Basic realm=\"small\"\r\n"
                          "Content-Length: 4\r\n\r\nwho?");
            // Of a body that follows nothing is taken for a request.
            const int body = valueOf(head, "Content-Length").toInt();
            line.buffer.remove(0, head.size() + body);
            return;
        }
        const QList<QByteArray> words = head.left(head.indexOf('\r')).split(' ');
        if (words.at(0) == "CONNECT") {
            line.buffer.remove(0, head.size());
            join(client, line, words.at(1), "HTTP/1.1 200 Connection established\r\n\r\n");
        } else {
            const QUrl url = QUrl::fromEncoded(words.at(1));
            join(client, line, url.host().toLatin1() + ':' + QByteArray::number(url.port(80)), {});
        }
    }

    void talkSocks(QTcpSocket *client, Line &line)
    {
        if (!line.isGreeted) {
            if (line.buffer.size() < 2 || line.buffer.size() < 2 + line.buffer.at(1))
                return;
            line.buffer.remove(0, 2 + line.buffer.at(1));
            line.isGreeted = true;
            client->write(QByteArray("\x05\x00", 2)); // no credentials
        }
        // Version, command, reserved, type of address, address, port.
        const QByteArray &request = line.buffer;
        if (request.size() < 7)
            return;
        const bool isName = request.at(3) == 3;
        const qsizetype start = isName ? 5 : 4;
        const qsizetype size = isName ? request.at(4) : 4;
        if (request.size() < start + size + 2)
            return;
        QByteArray host = request.mid(start, size);
        if (!isName) {
            host = QByteArray::number(uchar(host.at(0))) + '.'
                + QByteArray::number(uchar(host.at(1))) + '.'
                + QByteArray::number(uchar(host.at(2))) + '.'
                + QByteArray::number(uchar(host.at(3)));
        }
        const int port =
            uchar(request.at(start + size)) * 256 + uchar(request.at(start + size + 1));
        line.buffer.remove(0, start + size + 2);
        join(client, line, host + ':' + QByteArray::number(port),
             QByteArray("\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00", 10));
    }

    // Passes on what either side says from here on.
    void join(QTcpSocket *client, Line &line, const QByteArray &target, const QByteArray &greeting)
    {
        targets.append(target);
        auto *const server = new QTcpSocket(client);
        client->disconnect(this);
        const QByteArray waiting = line.buffer;
        connect(server, &QTcpSocket::connected, client, [client, server, greeting, waiting] {
            client->write(greeting);
            server->write(waiting);
            server->write(client->readAll());
            connect(client, &QTcpSocket::readyRead, server,
                    [client, server] { server->write(client->readAll()); });
        });
        connect(server, &QTcpSocket::readyRead, client,
                [client, server] { client->write(server->readAll()); });
        connect(server, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
        connect(client, &QTcpSocket::disconnected, server, &QTcpSocket::abort);
        server->connectToHost(QHostAddress::LocalHost,
                              target.mid(target.lastIndexOf(':') + 1).toUShort());
    }
};

#endif
