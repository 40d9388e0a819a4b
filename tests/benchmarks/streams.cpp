// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// What it costs to have many streams open to one host.
//
//     bench_streams [count …]

#include "process.h"

#include <SseQt/SseSource>
#include <SseQt/SseTestServer>

#include <QtCore/qcoreapplication.h>
#include <QtCore/qelapsedtimer.h>
#include <QtCore/qeventloop.h>
#include <QtCore/qprocess.h>

#include <cstdio>
#include <memory>
#include <vector>

namespace {

// Opens so many streams, and waits for the first event of each.
std::vector<std::unique_ptr<SseSource>> open(int count, const QUrl &url)
{
    std::vector<std::unique_ptr<SseSource>> sources;
    QEventLoop loop;
    int missing = count;
    for (int i = 0; i < count; ++i) {
        sources.push_back(std::make_unique<SseSource>(url));
        QObject::connect(sources.back().get(), &SseSource::eventReceived, &loop, [&] {
            if (--missing == 0)
                loop.quit();
        });
        sources.back()->open();
    }
    loop.exec();
    return sources;
}

// In a process of its own, so that only the streams are measured.
int serve()
{
    SseTestServer server;
    if (!server.listen())
        return 1;
    server.route(QStringLiteral("/"), SseTestScript::eventStream().send("data: 1\n\n").stall());
    std::printf("%s\n", server.url().toEncoded().constData());
    std::fflush(stdout);
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QStringList counts = QCoreApplication::arguments().mid(1);
    if (counts.value(0) == QLatin1String("--serve"))
        return serve();
    if (counts.isEmpty())
        counts = { QStringLiteral("50"), QStringLiteral("200"), QStringLiteral("1000") };

    QProcess server;
    server.start(QCoreApplication::applicationFilePath(), { QStringLiteral("--serve") });
    if (!server.waitForReadyRead())
        return 1;
    const QUrl url(QString::fromUtf8(server.readLine().trimmed()));
    const auto first = open(1, url); // what only the first one costs
    for (const QString &count : std::as_const(counts)) {
        const int number = count.toInt();
        if (number < 1)
            return 2;
        const qint64 memory = Process::status("VmRSS");
        const qint64 threads = Process::status("Threads");
        const qint64 files = Process::openFiles();
        QElapsedTimer clock;
        clock.start();
        const auto sources = open(number, url);
        std::printf("%d streams: open in %lld ms, %lld threads, %lld file descriptors, "
                    "%lld KiB each\n",
                    number, static_cast<long long>(clock.elapsed()),
                    static_cast<long long>(Process::status("Threads") - threads),
                    static_cast<long long>(Process::openFiles() - files),
                    static_cast<long long>((Process::status("VmRSS") - memory) / number));
    }
    server.kill();
    server.waitForFinished();
    return 0;
}
