// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// Streams that the server compresses: asked for or not, whole and broken, small and swollen.

#include "sourcewatch.h"

#include <SseQt/SseTestServer>

#include <QtCore/qelapsedtimer.h>
#include <QtCore/qfile.h>
#include <QtTest/QtTest>

#include <memory>

using Code = SseError::Code;
using CloseReason = SseSource::CloseReason;

namespace {

QByteArray littleEndian(quint32 value, int bytes)
{
    QByteArray result;
    for (int i = 0; i < bytes; ++i)
        result += char((value >> (8 * i)) & 0xFFu);
    return result;
}

// An encoded body in pieces that are whole, as a server sends it that flushes after each event.
// Nothing is compressed: every format has blocks for what cannot be.
class Encoder
{
public:
    explicit Encoder(const QByteArray &encoding)
        : m_encoding(encoding)
    { }

    QByteArray piece(const QByteArray &bytes)
    {
        const QByteArray head = m_isBegun ? QByteArray() : begin();
        const auto size = quint32(bytes.size());
        if (m_encoding == "br") {
            // RFC 7932, 9.2: not the last, 4 nibbles, the length less 1, not compressed; before
            // the first, one bit for the window.
            const quint32 bits = ((size - 1) << 3) | (1u << 19);
            return littleEndian(std::exchange(m_isBegun, true) ? bits : bits << 1, 3) + bytes;
        }
        m_isBegun = true;
        if (m_encoding == "zstd") // RFC 8878, 3.1.1.2: not the last, raw, the length
            return head + littleEndian(size << 3, 3) + bytes;
        // RFC 1951, 3.2.4: not the last, stored, the length and its complement
        return head + QByteArray(1, '\0') + littleEndian(size, 2) + littleEndian(~size, 2) + bytes;
    }

    // What none of the formats allows where a piece might begin.
    [[nodiscard]] QByteArray garbage() const
    {
        if (m_encoding == "br")
            return QByteArray(64, '\xFF');
        return m_encoding == "zstd" ? QByteArray(64, '\x06') : QByteArray(64, '\x07');
    }

private:
    [[nodiscard]] QByteArray begin() const
    {
        if (m_encoding == "gzip")
            return QByteArray("\x1F\x8B\x08\x00\x00\x00\x00\x00\x00\xFF", 10);
        if (m_encoding == "deflate")
            return "\x78\x01";
        if (m_encoding == "zstd") // a frame without its length, and a window of 64 KiB
            return QByteArray("\x28\xB5\x2F\xFD\x00\x30", 6);
        return {};
    }

    const QByteArray m_encoding;
    bool m_isBegun = false;
};

SseTestScript encodedStream(const QByteArray &encoding)
{
    return SseTestScript::eventStream().header("Content-Encoding", encoding);
}

QByteArray sizedHead(qsizetype length)
{
    return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Encoding: gzip\r\n"
           "Content-Length: "
        + QByteArray::number(length) + "\r\n\r\n";
}

// Mebibytes of memory that the process has in use; 0 where that is not to be had, or where a
// sanitizer holds on to what is freed.
qint64 residentMemory()
{
#if defined(Q_OS_LINUX) && !defined(__SANITIZE_ADDRESS__)
    QFile file(QStringLiteral("/proc/self/statm"));
    if (file.open(QFile::ReadOnly))
        return file.readAll().split(' ').value(1).toLongLong() * 4 / 1024;
#endif
    return 0;
}

} // namespace

class tst_Compression : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void isNotAskedForUnlessAllowed();
    void isAskedForWhenAllowed();
    void changingItWhileOpenReopens();
    void everyEventArrivesWhenItWasFlushed_data();
    void everyEventArrivesWhenItWasFlushed();
    void whatQtDoesNotDecodeIsNamed_data();
    void whatQtDoesNotDecodeIsNamed();
    void aHeaderOfTheCallersIsNoPermission_data();
    void aHeaderOfTheCallersIsNoPermission();
    void aBurstIsReadToItsEndWhileTheServerRests_data();
    void aBurstIsReadToItsEndWhileTheServerRests();
    void aLongRepetitiveStreamPasses();
    void anEndIsAnEnd_data();
    void anEndIsAnEnd();
    void whatCannotBeDecodedEndsWhileTheServerRests_data();
    void whatCannotBeDecodedEndsWhileTheServerRests();
    void whatFollowsTheUndecodableIsNotRead();
    void errorBodiesAreDecoded();
    void errorBodiesThatSwellAreCapped();
    void aBombIsALineTooLong_data();
    void aBombIsALineTooLong();

private:
    std::unique_ptr<SseTestServer> server;
};

void tst_Compression::init()
{
    server = std::make_unique<SseTestServer>();
    QVERIFY(server->listen());
}

void tst_Compression::isNotAskedForUnlessAllowed()
{
    server->route(QStringLiteral("/"), SseTestScript::eventStream().stall());
    SseSource source(server->url());
    QVERIFY(!source.isCompressionAllowed());
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.openedCount, 1);
    QCOMPARE(server->requests().at(0).headerValues("Accept-Encoding"),
             QList<QByteArray>{ "identity" });
}

void tst_Compression::isAskedForWhenAllowed()
{
    server->route(QStringLiteral("/"), SseTestScript::eventStream().send("data: 1\n\n").stall());
    SseSource source(server->url());
    source.setCompressionAllowed(true);
    QVERIFY(source.isCompressionAllowed());
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.data(), QStringList{ QStringLiteral("1") }); // which the server did not
    QCOMPARE(server->requests().at(0).headerValues("Accept-Encoding").size(), 1);
    const QByteArray asked = server->requests().at(0).header("Accept-Encoding");
    QVERIFY2(asked.contains("gzip") && asked.contains("deflate"), asked);
}

void tst_Compression::changingItWhileOpenReopens()
{
    server->route(QStringLiteral("/"), SseTestScript::eventStream().stall());
    SseSource source(server->url());
    const SourceWatch watch(source);
    QSignalSpy changed(&source, &SseSource::compressionAllowedChanged);
    source.open();
    QTRY_COMPARE(watch.openedCount, 1);
    source.setCompressionAllowed(true);
    source.setCompressionAllowed(true);
    QCOMPARE(changed, (QList<QVariantList>{ { true } }));
    QTRY_COMPARE(watch.openedCount, 2);
    QVERIFY(server->requests().at(1).header("Accept-Encoding").contains("gzip"));
    QVERIFY(watch.errors.isEmpty());
}

void tst_Compression::everyEventArrivesWhenItWasFlushed_data()
{
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<QByteArray>("header");

    for (const char *const encoding : { "gzip", "deflate", "br", "zstd" })
        QTest::newRow(encoding) << QByteArray(encoding) << QByteArray(encoding);
    QTest::newRow("deflate without a head") << QByteArray("raw") << QByteArray("deflate");
    QTest::newRow("in capitals") << QByteArray("gzip") << QByteArray("GZip");
}

void tst_Compression::everyEventArrivesWhenItWasFlushed()
{
    QFETCH(QByteArray, encoding);
    QFETCH(QByteArray, header);
    using namespace std::chrono_literals;
    Encoder encoder(encoding);
    SseTestScript script = encodedStream(header);
    QStringList numbers;
    for (int i = 0; i < 5; ++i) {
        script.send(encoder.piece("data: " + QByteArray::number(i) + "\n\n")).pause(20ms);
        numbers.append(QString::number(i));
    }
    server->route(QStringLiteral("/"), script.stall());
    SseSource source(server->url());
    source.setCompressionAllowed(true);
    const SourceWatch watch(source);
    source.open();
    QTRY_VERIFY(!watch.events.isEmpty() || !watch.errors.isEmpty());
    if (!server->requests().at(0).header("Accept-Encoding").contains(header.toLower())) {
        QCOMPARE(watch.errors.value(0).code(), Code::UnexpectedContentEncoding);
        QSKIP("Qt is built without it");
    }
    QTRY_COMPARE(watch.data(), numbers);
    QVERIFY(watch.errors.isEmpty());
}

void tst_Compression::whatQtDoesNotDecodeIsNamed_data()
{
    QTest::addColumn<QByteArray>("encoding");
    for (const char *const encoding :
         { "compress", "x-gzip", "gzip, gzip", "identity, gzip", "gzip;q=1", "snappy" })
        QTest::newRow(encoding) << QByteArray(encoding);
}

void tst_Compression::whatQtDoesNotDecodeIsNamed()
{
    QFETCH(QByteArray, encoding);
    server->route(QStringLiteral("/"),
                  encodedStream(encoding).send(SseTestScript::gzip("data: 1\n\n")));
    SseSource source(server->url());
    source.setCompressionAllowed(true);
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.closed, QList{ CloseReason::Failed });
    QCOMPARE(watch.log.join(u','), QStringLiteral("error UnexpectedContentEncoding,closed Failed"));
    QVERIFY(watch.errors.at(0).message().contains(QString::fromLatin1(encoding)));
}

void tst_Compression::aHeaderOfTheCallersIsNoPermission_data()
{
    QTest::addColumn<bool>("isAllowed");
    QTest::addColumn<QByteArray>("header");

    for (const char *const header : { "gzip", "identity", "br;q=0.5, *" }) {
        QTest::addRow("%s", header) << false << QByteArray(header);
        QTest::addRow("%s and allowed", header) << true << QByteArray(header);
    }
}

// Qt decodes what it has asked for, and nothing else.
void tst_Compression::aHeaderOfTheCallersIsNoPermission()
{
    QFETCH(bool, isAllowed);
    QFETCH(QByteArray, header);
    server->route(QStringLiteral("/"),
                  encodedStream("gzip").send(SseTestScript::gzip("data: 1\n\n")));
    SseSource source(server->url());
    source.setHeader("accept-encoding", header);
    source.setCompressionAllowed(isAllowed);
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.closed, QList{ CloseReason::Failed });
    QCOMPARE(server->requests().at(0).headerValues("Accept-Encoding"), QList{ header });
    QCOMPARE(watch.log.join(u','), QStringLiteral("error UnexpectedContentEncoding,closed Failed"));
    const QString message = watch.errors.at(0).message();
    for (const char *const said : { "gzip", "Accept-Encoding", "compressionAllowed" })
        QVERIFY2(message.contains(QLatin1String(said)), qPrintable(message));
}

void tst_Compression::aBurstIsReadToItsEndWhileTheServerRests_data()
{
    QTest::addColumn<int>("events");
    QTest::addColumn<int>("pieceSize");

    // What comes out is many times the read buffer, and in the end more than Qt keeps decoded.
    QTest::newRow("3 MB, whole") << 3000 << 1000000;
    QTest::newRow("3 MB, in small pieces") << 3000 << 100;
    QTest::newRow("30 MB, whole") << 30000 << 1000000;
    QTest::newRow("30 MB, in small pieces") << 30000 << 1000;
}

void tst_Compression::aBurstIsReadToItsEndWhileTheServerRests()
{
    QFETCH(int, events);
    QFETCH(int, pieceSize);
    const QByteArray event = "data: " + QByteArray(992, 'x') + "\n\n";
    server->route(
        QStringLiteral("/"),
        encodedStream("gzip").send(SseTestScript::gzip(event.repeated(events)), pieceSize).stall());
    SseSource source(server->url());
    source.setCompressionAllowed(true);
    int count = 0;
    connect(&source, &SseSource::eventReceived, this, [&] { ++count; });
    QSignalSpy errors(&source, &SseSource::errorOccurred);
    source.open();
    QTRY_COMPARE_WITH_TIMEOUT(count, events, 20000);
    QVERIFY(errors.isEmpty());
}

// Qt takes more than 10 MiB that come of a fortieth of that for a bomb, unless it is told not to.
void tst_Compression::aLongRepetitiveStreamPasses()
{
    const QByteArray event = "data: " + QByteArray(9992, 'x') + "\n\n";
    const QByteArray member = SseTestScript::gzip(event.repeated(1000)); // 10 MB
    QVERIFY(member.size() * 800 < event.size() * 1000);
    SseTestScript script = encodedStream("gzip");
    for (int i = 0; i < 5; ++i)
        script.send(member, 512);
    server->route(QStringLiteral("/"), script.stall());
    SseSource source(server->url());
    source.setCompressionAllowed(true);
    int count = 0;
    connect(&source, &SseSource::eventReceived, this, [&] { ++count; });
    QSignalSpy errors(&source, &SseSource::errorOccurred);
    source.open();
    QTRY_COMPARE_WITH_TIMEOUT(count, 5000, 20000);
    QVERIFY(errors.isEmpty());
}

void tst_Compression::anEndIsAnEnd_data()
{
    QTest::addColumn<SseTestScript>("script");
    QTest::addColumn<QString>("end");

    const QByteArray body = SseTestScript::gzip(QByteArray("data: 1\n\n") + QByteArray(5000, '\n'));
    const auto ended = QStringLiteral("StreamEnded");
    const auto lost = QStringLiteral("ConnectionLost");
    QTest::newRow("chunked") << encodedStream("gzip").send(body).end() << ended;
    QTest::newRow("with the length of what was sent")
        << SseTestScript::raw().sendRaw(sizedHead(body.size()) + body).end() << ended;
    const QByteArray swollen = SseTestScript::gzip("data: 1\n\n"); // by its head and tail
    QTest::newRow("with a length that is more than what comes of it")
        << SseTestScript::raw().sendRaw(sizedHead(swollen.size()) + swollen).end() << ended;
    // Qt does not say how much it has decoded.
    QTest::newRow("chunked, with compressed data that lack their end")
        << encodedStream("gzip").send(body.chopped(8)).end() << ended;
    QTest::newRow("chunked and cut") << encodedStream("gzip").send(body).close() << lost;
    QTest::newRow("reset") << encodedStream("gzip").send(body).reset() << lost;
}

void tst_Compression::anEndIsAnEnd()
{
    QFETCH(SseTestScript, script);
    QFETCH(QString, end);
    server->route(QStringLiteral("/"), script);
    SseSource source(server->url());
    source.setCompressionAllowed(true);
    setExactDelay(source, 60000);
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.errors.size(), 1);
    QCOMPARE(watch.log.join(u','), QStringLiteral("opened,event 1,error ") + end);
}

void tst_Compression::whatCannotBeDecodedEndsWhileTheServerRests_data()
{
    QTest::addColumn<QByteArray>("encoding");
    for (const char *const encoding : { "gzip", "deflate", "br", "zstd" })
        QTest::newRow(encoding) << QByteArray(encoding);
}

// Qt says so in an error, and goes on to wait for the end.
void tst_Compression::whatCannotBeDecodedEndsWhileTheServerRests()
{
    QFETCH(QByteArray, encoding);
    using namespace std::chrono_literals;
    Encoder encoder(encoding);
    server->route(QStringLiteral("/"),
                  encodedStream(encoding)
                      .send(encoder.piece("data: 1\n\n"))
                      .pause(50ms)
                      .send(encoder.garbage())
                      .stall());
    SseSource source(server->url());
    source.setCompressionAllowed(true);
    setExactDelay(source, 60000);
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.errors.size(), 1);
    if (!server->requests().at(0).header("Accept-Encoding").contains(encoding))
        QSKIP("Qt is built without it");
    QCOMPARE(watch.log.join(u','), QStringLiteral("opened,event 1,error ConnectionLost"));
    QCOMPARE(watch.errors.at(0).networkError(), QNetworkReply::UnknownContentError);
    QVERIFY(watch.errors.at(0).message().contains(QLatin1String("decompressed")));
    QVERIFY(watch.errors.at(0).willReconnect());
}

// Qt hands it out as it came: here, as events.
void tst_Compression::whatFollowsTheUndecodableIsNotRead()
{
    using namespace std::chrono_literals;
    Encoder encoder("gzip");
    server->route(QStringLiteral("/"),
                  encodedStream("gzip")
                      .send(encoder.piece("data: 1\n\n"))
                      .pause(20ms)
                      .send(encoder.garbage())
                      .pause(20ms)
                      .send("\n\ndata: raw\n\n")
                      .stall());
    SseSource source(server->url());
    source.setCompressionAllowed(true);
    setExactDelay(source, 60000);
    const SourceWatch watch(source);
    // All of it arrives while this handler takes its time.
    connect(&source, &SseSource::eventReceived, this, [] { QTest::qWait(300); });
    source.open();
    QTRY_COMPARE(watch.errors.size(), 1);
    QCOMPARE(watch.log.join(u','), QStringLiteral("opened,event 1,error ConnectionLost"));
}

void tst_Compression::errorBodiesAreDecoded()
{
    server->route(QStringLiteral("/"),
                  SseTestScript::reply(429, SseTestScript::gzip(R"({"error":"slow down"})"),
                                       "application/json")
                      .header("Content-Encoding", "gzip"));
    SseSource source(server->url());
    source.setCompressionAllowed(true);
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.errors.size(), 1);
    QCOMPARE(watch.errors.at(0).httpStatus(), 429);
    QCOMPARE(watch.errors.at(0).responseText(), QStringLiteral(R"({"error":"slow down"})"));
}

void tst_Compression::errorBodiesThatSwellAreCapped()
{
    server->route(QStringLiteral("/"),
                  SseTestScript::reply(500, SseTestScript::gzip(QByteArray(20000000, 'x')))
                      .header("Content-Encoding", "gzip"));
    SseSource source(server->url());
    source.setCompressionAllowed(true);
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.errors.size(), 1);
    QCOMPARE(watch.errors.at(0).responseBody(), QByteArray(65536, 'x'));
}

void tst_Compression::aBombIsALineTooLong_data()
{
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("block");
    QTest::addColumn<int>("times");

    // A gibibyte each: members of 8 MiB, and blocks of 128 KiB that are one byte repeated.
    QTest::newRow("gzip") << QByteArray("gzip") << QByteArray()
                          << SseTestScript::gzip(QByteArray(8 * 1024 * 1024, '0')) << 128;
    QTest::newRow("zstd") << QByteArray("zstd") << QByteArray("\x28\xB5\x2F\xFD\x00\x38", 6)
                          << littleEndian((128u * 1024 << 3) | 2u, 3) + '0' << 8192;
}

void tst_Compression::aBombIsALineTooLong()
{
    QFETCH(QByteArray, encoding);
    QFETCH(QByteArray, head);
    QFETCH(QByteArray, block);
    QFETCH(int, times);
    SseTestScript script = encodedStream(encoding);
    if (!head.isEmpty())
        script.send(head);
    server->route(QStringLiteral("/"), script.send(block.repeated(times)).stall());
    SseSource source(server->url());
    source.setCompressionAllowed(true);
    const SourceWatch watch(source);
    const qint64 before = residentMemory();
    qint64 most = before;
    source.open();
    QElapsedTimer timer;
    timer.start();
    while (watch.closed.isEmpty() && timer.elapsed() < 20000) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 5);
        most = qMax(most, residentMemory());
    }
    QCOMPARE(watch.closed, QList{ CloseReason::Failed });
    if (!server->requests().at(0).header("Accept-Encoding").contains(encoding))
        QSKIP("Qt is built without it");
    QCOMPARE(watch.log.join(u','), QStringLiteral("opened,error LineTooLong,closed Failed"));
    QVERIFY2(most - before < 150, qPrintable(QString::number(most - before)));
}

QTEST_GUILESS_MAIN(tst_Compression)
#include "tst_compression.moc"
