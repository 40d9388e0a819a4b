// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// Servers that send as fast as they can, and no end of it: memory stays bounded, the event loop
// turns, and nothing is lost.

#include "floodserver.h"
#include "process.h"
#include "sourcewatch.h"

#include <QtCore/qelapsedtimer.h>
#include <QtCore/qthread.h>
#include <QtCore/qtimer.h>
#include <QtNetwork/qnetworkaccessmanager.h>
#include <QtTest/QtTest>

#include <algorithm>
#include <memory>
#include <vector>

using Code = SseError::Code;
using CloseReason = SseSource::CloseReason;
using Flood = FloodServer::Flood;

namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool isSanitized = true; // what is freed stays in memory for a while
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
constexpr bool isSanitized = true;
#else
constexpr bool isSanitized = false;
#endif
#else
constexpr bool isSanitized = false;
#endif

constexpr qint64 mebibyte = 1024 * 1024;

// In bytes; 0 where the system does not tell.
qint64 memory(const QByteArray &which)
{
    return Process::status(which) * 1024;
}

// By how much a 10 ms timer of this thread is late.
class Lateness
{
public:
    Lateness()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            m_lateness.push_back(std::max(0.0, double(m_clock.nsecsElapsed()) / 1e6 - 10));
            m_clock.start();
        });
        m_clock.start();
        m_timer.start(10);
    }

    // Of a thousand, the second-latest, in milliseconds. The turn that is under way counts.
    [[nodiscard]] double quantile()
    {
        m_lateness.push_back(std::max(0.0, double(m_clock.nsecsElapsed()) / 1e6 - 10));
        std::sort(m_lateness.begin(), m_lateness.end());
        return m_lateness[size_t(double(m_lateness.size() - 1) * 0.999)];
    }

private:
    QTimer m_timer;
    QElapsedTimer m_clock;
    std::vector<double> m_lateness;
};

// How much of each flood is sent: the more, the longer it takes.
qint64 floodSize()
{
    const int mebibytes = qEnvironmentVariableIntValue("SSEQT_FLOOD_MIB");
    return (mebibytes > 0 ? mebibytes : 16) * mebibyte;
}

// As many whole pieces as a flood of that size has.
qint64 piecesIn(const Flood &flood)
{
    const qint64 atOnce = 16 * 1024 / flood.piece.size() + 1;
    const qint64 block = atOnce * flood.piece.size();
    return (flood.size + block - 1) / block * atOnce;
}

} // namespace

Q_DECLARE_METATYPE(Flood)

class tst_Floods : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void bounded_data();
    void bounded();
    void manyAtOnce_data();
    void manyAtOnce();
    void aFloodLeavesOthersTheirTurn();
    void aFloodWithoutEventsIsNoEvent();
};

// What a program's first stream costs once is no flood's fault.
void tst_Floods::initTestCase()
{
    Flood flood;
    flood.piece = "data: 1\n\n";
    flood.size = mebibyte;
    const FloodServer server(flood);
    SseSource source(server.url());
    source.setAutoReconnect(false);
    QSignalSpy closed(&source, &SseSource::closed);
    source.open();
    QVERIFY(closed.wait());
}

void tst_Floods::bounded_data()
{
    using Framing = Flood::Framing;
    QTest::addColumn<Flood>("flood");
    QTest::addColumn<bool>("isInjected");
    QTest::addColumn<bool>("hasEvents"); // each piece is one
    QTest::addColumn<Code>("end");

    const auto row = [](const char *name, const QByteArray &piece,
                        Framing framing = Framing::Chunks, const QByteArray &begin = {}) {
        Flood flood;
        flood.prelude = "data: first\n\n" + begin;
        flood.piece = piece;
        flood.size = framing == Framing::ChunkPerPiece ? floodSize() / 16 : floodSize();
        flood.epilogue = "\n\ndata: last\n\n";
        flood.framing = framing;
        return &(QTest::newRow(name) << flood);
    };
    const QByteArray tiny = "data:1\n\n";
    const QByteArray usual = "data: " + QByteArray(234, 'x') + "\n\n";
    *row("tiny events", tiny) << false << true << Code::StreamEnded;
    *row("tiny events, a chunk each", tiny, Framing::ChunkPerPiece)
        << false << true << Code::StreamEnded;
    *row("tiny events, an injected manager", tiny) << true << true << Code::StreamEnded;
    *row("usual events", usual) << false << true << Code::StreamEnded;
    *row("usual events, a chunk each", usual, Framing::ChunkPerPiece)
        << false << true << Code::StreamEnded;
    *row("usual events, a chunk each, an injected manager", usual, Framing::ChunkPerPiece)
        << true << true << Code::StreamEnded;
    *row("usual events until the connection ends", usual, Framing::UntilClose)
        << false << true << Code::StreamEnded;
    *row("comments", ":\n") << false << false << Code::StreamEnded;
    *row("unknown fields", "x: y\n") << false << false << Code::StreamEnded;
    *row("empty lines", "\n") << false << false << Code::StreamEnded;
    *row("IDs", "id: 1\n\n") << false << false << Code::StreamEnded;
    *row("one line", "x", Framing::Chunks, "data: ") << false << false << Code::LineTooLong;
    *row("one comment", "x", Framing::Chunks, ":") << false << false << Code::LineTooLong;
    *row("one field name", "x") << false << false << Code::LineTooLong;
    *row("one event", "data: x\n") << false << false << Code::EventTooLong;
    *row("one event of empty lines", "data\n") << false << false << Code::EventTooLong;
}

void tst_Floods::bounded()
{
    QFETCH(Flood, flood);
    QFETCH(bool, isInjected);
    QFETCH(bool, hasEvents);
    QFETCH(Code, end);
    const FloodServer server(flood);
    SseSource source(server.url());
    QNetworkAccessManager manager;
    if (isInjected)
        source.setNetworkAccessManager(&manager);
    source.setAutoReconnect(false);
    constexpr int limit = int(2 * mebibyte);
    source.setMaximumLineSize(limit);
    source.setMaximumEventSize(limit);

    QElapsedTimer clock;
    qint64 firstEvent = -1;
    qint64 count = 0;
    QByteArray last;
    connect(&source, &SseSource::eventReceived, this, [&](const SseEvent &event) {
        if (firstEvent < 0)
            firstEvent = clock.elapsed();
        ++count;
        last = event.dataUtf8();
    });
    std::vector<Code> errors;
    connect(&source, &SseSource::errorOccurred, this,
            [&](const SseError &error) { errors.push_back(error.code()); });
    QSignalSpy closed(&source, &SseSource::closed);
    Process::resetPeak();
    const qint64 before = memory("VmRSS");
    Lateness lateness;
    clock.start();
    source.open();
    QVERIFY(closed.wait(10 * 60 * 1000));

    const double late = lateness.quantile();
    const qint64 growth = memory("VmHWM") - before;
    const bool isWhole = end == Code::StreamEnded;
    QCOMPARE(errors, isWhole ? std::vector<Code>() : std::vector<Code>{ end });
    QCOMPARE(count, (isWhole ? 2 : 1) + (hasEvents ? piecesIn(flood) : 0));
    QCOMPARE(last, isWhole ? QByteArray("last") : QByteArray("first"));
    QVERIFY2(firstEvent <= 100, qPrintable(QString::number(firstEvent)));
    QVERIFY2(late <= 50, qPrintable(QString::number(late)));
    // The bound that the documentation names, and what a process grows by anyhow.
    const qint64 bound = mebibyte + (isWhole ? 0 : 3 * limit) + 4 * mebibyte;
    if (!isSanitized)
        QVERIFY2(growth <= bound, qPrintable(QString::number(growth)));
}

// The more of them, the shorter a turn of each.
void tst_Floods::manyAtOnce_data()
{
    QTest::addColumn<int>("count");
    QTest::newRow("twenty") << 20;
    QTest::newRow("a hundred") << 100;
}

void tst_Floods::manyAtOnce()
{
    QFETCH(int, count);
    Flood flood;
    flood.piece = "data: " + QByteArray(60, 'x') + "\n\n";
    flood.size = floodSize() * 20 / (64 * count);
    std::vector<std::unique_ptr<FloodServer>> servers;
    std::vector<std::unique_ptr<SseSource>> sources;
    qint64 events = 0;
    int open = count;
    Process::resetPeak();
    const qint64 before = memory("VmRSS");
    for (int i = 0; i < count; ++i) {
        servers.push_back(std::make_unique<FloodServer>(flood));
        sources.push_back(std::make_unique<SseSource>(servers.back()->url()));
        SseSource &source = *sources.back();
        source.setAutoReconnect(false);
        connect(&source, &SseSource::eventReceived, this, [&] {
            ++events;
            QThread::usleep(20); // so that all of them are behind
        });
        connect(&source, &SseSource::closed, this, [&] { --open; });
    }
    Lateness lateness;
    for (const auto &source : sources)
        source->open();
    QTRY_COMPARE_WITH_TIMEOUT(open, 0, 10 * 60 * 1000);
    const double late = lateness.quantile();
    QCOMPARE(events, count * piecesIn(flood));
    QVERIFY2(late <= 50, qPrintable(QString::number(late)));
    const qint64 growth = memory("VmHWM") - before;
    if (!isSanitized)
        QVERIFY2(growth <= count * 2 * mebibyte, qPrintable(QString::number(growth)));
}

// One that never ends, at that.
void tst_Floods::aFloodLeavesOthersTheirTurn()
{
    Flood flood;
    flood.piece = "data: 1\n\n";
    flood.size = floodSize() * 1024; // it does not end
    const FloodServer server(flood);
    SseSource source(server.url());
    qint64 events = 0;
    connect(&source, &SseSource::eventReceived, this, [&] {
        ++events;
        QThread::usleep(20); // so that it is behind
    });
    Lateness lateness;
    source.open();
    QTRY_VERIFY(events > 10000);
    const double late = lateness.quantile();
    QVERIFY2(late <= 50, qPrintable(QString::number(late)));
    // What is posted gets its turn, and closing takes effect at once.
    bool isCalled = false;
    QMetaObject::invokeMethod(
        this, [&] { isCalled = true; }, Qt::QueuedConnection);
    QCoreApplication::processEvents();
    QVERIFY(isCalled);
    source.close();
    const qint64 closed = events;
    QCoreApplication::processEvents();
    QCOMPARE(events, closed);
}

void tst_Floods::aFloodWithoutEventsIsNoEvent()
{
    Flood flood;
    flood.piece = ":" + QByteArray(200, 'x') + "\n";
    flood.size = floodSize() * 1024; // it does not end
    const FloodServer server(flood);
    SseSource source(server.url());
    source.setAutoReconnect(false);
    source.setEventTimeout(300);
    // It is always behind.
    connect(&source, &SseSource::commentReceived, this, [] { QThread::usleep(100); });
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.closed, QList{ CloseReason::Failed });
    QCOMPARE(watch.errors.at(0).code(), Code::EventTimeout);
}

QTEST_GUILESS_MAIN(tst_Floods)
#include "tst_floods.moc"
