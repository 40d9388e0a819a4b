// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// Every case of data/parser-vectors.json through a socket: a server sends it, an SseSource reads
// it, and what its user sees is what the standard says.

#include <SseQt/SseSource>
#include <SseQt/SseTestServer>

#include <QtCore/qfile.h>
#include <QtCore/qjsonarray.h>
#include <QtCore/qjsondocument.h>
#include <QtCore/qjsonobject.h>
#include <QtTest/QtTest>

#include <algorithm>
#include <limits>
#include <memory>

class tst_Conformance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void chunksAsGiven_data() { addCases(); }
    void chunksAsGiven();
    void byteByByte_data() { addCases(); }
    void byteByByte();

private:
    void addCases();
    void run(const QJsonObject &vector, bool singleBytes);

    QJsonArray m_cases;
};

namespace {

QByteArray unpacked(const QJsonValue &packed)
{
    if (packed.isString())
        return packed.toString().toUtf8();
    if (packed.isArray()) {
        QByteArray bytes;
        const QJsonArray parts = packed.toArray();
        for (const QJsonValue &part : parts)
            bytes += unpacked(part);
        return bytes;
    }
    const QJsonObject object = packed.toObject();
    if (object.contains(QLatin1String("x")))
        return QByteArray::fromHex(object.value(QLatin1String("x")).toString().toLatin1());
    return object.value(QLatin1String("t"))
        .toString()
        .toUtf8()
        .repeated(object.value(QLatin1String("n")).toInt());
}

// The vectors' strings keep a leading U+FEFF, which QString::fromUtf8() would drop.
QString text(const QJsonValue &packed)
{
    return packed.isString() ? packed.toString() : QString::fromUtf8(unpacked(packed));
}

} // namespace

void tst_Conformance::initTestCase()
{
    QFile file(QStringLiteral(SSEQT_TEST_DATA "/parser-vectors.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    m_cases =
        QJsonDocument::fromJson(file.readAll()).object().value(QLatin1String("cases")).toArray();
    QCOMPARE(m_cases.size(), 305);
}

void tst_Conformance::addCases()
{
    QTest::addColumn<QJsonObject>("vector");
    for (const QJsonValue &vector : std::as_const(m_cases))
        QTest::newRow(qPrintable(vector[QLatin1String("id")].toString())) << vector.toObject();
}

void tst_Conformance::run(const QJsonObject &vector, bool singleBytes)
{
    QJsonArray streams = vector.value(QLatin1String("streams")).toArray();
    if (streams.isEmpty())
        streams = { vector.value(QLatin1String("chunks")) };

    QList<SseTestScript> scripts;
    for (const QJsonValue &stream : std::as_const(streams)) {
        SseTestScript script = SseTestScript::eventStream();
        const QJsonArray chunks = stream.toArray();
        for (const QJsonValue &chunk : chunks) {
            if (singleBytes)
                script.sendByteByByte(unpacked(chunk));
            else
                script.send(unpacked(chunk));
        }
        scripts.append(script.end());
    }
    SseTestServer server;
    QVERIFY(server.listen());
    server.route(QStringLiteral("/"), scripts);

    SseSource source(server.url());
    source.setReconnectInterval(0);
    source.setLastEventId(text(vector.value(QLatin1String("initialLastEventId"))));
    QJsonArray events;
    QJsonArray comments;
    QStringList retries;
    qsizetype opened = 0;
    // After the last stream it ends, whatever reconnection time that has asked for.
    connect(&source, &SseSource::opened, this,
            [&] { source.setAutoReconnect(++opened < streams.size()); });
    connect(&source, &SseSource::eventReceived, this, [&](const SseEvent &event) {
        events.append(QJsonArray{ event.type(), event.data(), event.lastEventId() });
    });
    connect(&source, &SseSource::commentReceived, this,
            [&](const QString &comment) { comments.append(comment); });
    connect(&source, &SseSource::retryReceived, this,
            [&](int retry) { retries.append(QString::number(retry)); });
    QSignalSpy closed(&source, &SseSource::closed);
    source.open();
    QVERIFY(
        closed.wait(30000)); // runs the event loop without a pause, which a byte at a time needs
    QCOMPARE(opened, streams.size());

    QJsonArray expectedEvents;
    const QJsonArray packedEvents = vector.value(QLatin1String("events")).toArray();
    for (const QJsonValue &event : packedEvents)
        expectedEvents.append(QJsonArray{ text(event[0]), text(event[1]), text(event[2]) });
    QCOMPARE(events, expectedEvents);
    QCOMPARE(source.lastEventId(), text(vector.value(QLatin1String("lastEventId"))));

    QStringList expectedRetries;
    const QJsonArray packedRetries = vector.value(QLatin1String("retries")).toArray();
    for (const QJsonValue &retry : packedRetries) {
        bool fits = false;
        const int number = retry.toString().toInt(&fits);
        expectedRetries.append(QString::number(fits ? number : std::numeric_limits<int>::max()));
    }
    QCOMPARE(retries, expectedRetries);
    if (vector.contains(QLatin1String("comments")))
        QCOMPARE(comments, vector.value(QLatin1String("comments")).toArray());
}

void tst_Conformance::chunksAsGiven()
{
    QFETCH(QJsonObject, vector);
    run(vector, false);
}

void tst_Conformance::byteByByte()
{
    QFETCH(QJsonObject, vector);
    if (vector.value(QLatin1String("big")).toBool())
        return; // a packet for each of a million bytes; the parser's own test does it without them
    run(vector, true);
}

QTEST_GUILESS_MAIN(tst_Conformance)
#include "tst_conformance.moc"
