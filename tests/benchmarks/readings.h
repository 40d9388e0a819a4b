// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_BENCHMARK_READINGS_H
#define SSEQT_BENCHMARK_READINGS_H

#include <SseQt/SseTestServer>

#include <QtCore/qcoreapplication.h>
#include <QtCore/qelapsedtimer.h>
#include <QtCore/qtimer.h>

#include <cstdio>

// A server of ten thousand events a second, for those who measure how they are shown.
namespace Readings {

constexpr int EventsPerSecond = 10'000;

// In a process of its own, so that only the views are measured. Prints its URL.
inline int serve()
{
    SseTestServer server;
    if (!server.listen())
        return 1;
    server.route(QStringLiteral("/"), SseTestScript::eventStream().stall());
    QElapsedTimer clock;
    clock.start();
    qint64 sent = 0;
    QTimer timer;
    timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&timer, &QTimer::timeout, &server, [&] {
        QByteArray bytes;
        for (const qint64 due = clock.elapsed() * EventsPerSecond / 1000; sent < due; ++sent) {
            const QByteArray number = QByteArray::number(sent);
            bytes += "id: " + number + "\nevent: reading\ndata: {\"sensor\":\"pump-"
                + QByteArray::number(sent % 4) + "\",\"temperature\":21.5,\"number\":" + number
                + ",\"text\":\"" + QByteArray(150, 'x') + "\"}\n\n";
        }
        server.sendToAll(bytes);
    });
    timer.start(5);
    std::printf("%s\n", server.url().toEncoded().constData());
    std::fflush(stdout);
    return QCoreApplication::exec();
}

} // namespace Readings

#endif
