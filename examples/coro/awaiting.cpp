// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include <QCoroTask>
#include <QtCore>
#include <SseQt/SseSource>
#include <SseQt/SseStreamReader>

// Prints what arrives, and returns when the work is complete or the stream has ended.
QCoro::Task<int> read(SseSource &source)
{
    SseStreamReader reader(&source); // listens from here on
    source.open();
    while (const std::optional<SseEvent> event = co_await reader.nextEvent()) {
        qInfo().noquote() << event->type() << event->data();
        if (event->type() == QStringLiteral("complete"))
            co_return 0; // leaves the reader's scope, which closes the source
    }
    const SseStreamEnd end = co_await reader.closed();
    qWarning().noquote() << "It ended before it was complete." << end.message();
    co_return 1;
}

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    const QString url = app.arguments().value(1, QStringLiteral("http://127.0.0.1:8080/events"));
    SseSource source{ QUrl(url) };
    return QCoro::waitFor(read(source));
}
