// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// Where a stream goes on, what was seen of it before, and where it ends.

#include "sourcewatch.h"
#include "surroundings.h"

#include <SseQt/SseTestServer>

#include <QtTest/QtTest>

#include <memory>

using Code = SseError::Code;
using CloseReason = SseSource::CloseReason;
using DeliveryMode = SseSource::DeliveryMode;
using Phase = SseSource::Phase;

class tst_Place : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void resumesAfterTheAcknowledgedEvent();
    void whatWasNotAcknowledgedComesAgain();
    void withoutAcknowledgementItBeginsWhereItBegan();
    void theStartCountsAsAcknowledged();
    void anEventWithoutAnIdCanBeAcknowledged();
    void switchingTheModeKeepsThePlace();
    void anotherUrlForgetsThePlace();
    void reconnectsTellWhatTheyResumeAfter();
    void repetitionsAreToldAndKept();
    void repetitionsAreDroppedById();
    void repetitionsAreDroppedByData_data();
    void repetitionsAreDroppedByData();
    void anotherOpeningIsNoRepetition();
    void theWindowIsBounded();
    void longIdsAreToldApart();
    void atLeastOnceDropsWhatWasAcknowledgedAlone();
    void anotherUrlForgetsWhatWasSeen();
    void endsThatAreDeclared_data();
    void endsThatAreDeclared();
    void aDroppedEventMayEndIt();
    void aStreamThatStopsBeforeItsEndIsTruncated_data();
    void aStreamThatStopsBeforeItsEndIsTruncated();
    void truncationReconnects();
    void theConnectionIsKept();
    void theConnectionIsNotKept();

private:
    void route(const QList<SseTestScript> &scripts) { server->route(QStringLiteral("/"), scripts); }
    void makeSource()
    {
        source = std::make_unique<SseSource>(server->url());
        setExactDelay(*source, 1);
        watch = std::make_unique<SourceWatch>(*source);
    }

    std::unique_ptr<SseTestServer> server;
    std::unique_ptr<SseSource> source;
    std::unique_ptr<SourceWatch> watch;
};

namespace {

SseTestScript stream(const QByteArray &bytes)
{
    return SseTestScript::eventStream().send(bytes);
}

} // namespace

void tst_Place::init()
{
    watch.reset();
    source.reset();
    server = std::make_unique<SseTestServer>();
    QVERIFY(server->listen());
    makeSource();
}

void tst_Place::resumesAfterTheAcknowledgedEvent()
{
    route({ stream("id: 1\ndata: a\n\nid: 2\ndata: b\n\nid: 3\ndata: c\n\n").close(),
            stream("").stall() });
    source->setDeliveryMode(DeliveryMode::AtLeastOnce);
    QSignalSpy acknowledged(source.get(), &SseSource::acknowledgedEventIdChanged);
    connect(source.get(), &SseSource::eventReceived, this, [this](const SseEvent &event) {
        if (event.data() != QLatin1String("c"))
            source->acknowledge(event);
    });
    source->open();
    QTRY_COMPARE(watch->openedCount, 2);
    QCOMPARE(server->requests().at(1).header("Last-Event-ID"), "2");
    QCOMPARE(source->lastEventId(), QStringLiteral("3")); // what was received
    QCOMPARE(source->acknowledgedEventId(), QStringLiteral("2"));
    QCOMPARE(acknowledged.count(), 2);
}

void tst_Place::whatWasNotAcknowledgedComesAgain()
{
    route({ stream("id: 1\ndata: a\n\nid: 2\ndata: b\n\n").close(),
            stream("id: 2\ndata: b\n\n").stall() });
    source->setDeliveryMode(DeliveryMode::AtLeastOnce);
    source->setDeduplication(SseSource::ById | SseSource::ByData);
    bool isFirst = true;
    connect(source.get(), &SseSource::eventReceived, this, [&](const SseEvent &event) {
        if (std::exchange(isFirst, false))
            source->acknowledge(event);
    });
    source->open();
    QTRY_COMPARE(watch->data().join(u','), QStringLiteral("a,b,b"));
    QCOMPARE(server->requests().at(1).header("Last-Event-ID"), "1");
}

void tst_Place::withoutAcknowledgementItBeginsWhereItBegan()
{
    route({ stream("id: 1\ndata: a\n\n").close(), stream("").stall() });
    source->setDeliveryMode(DeliveryMode::AtLeastOnce);
    source->open();
    QTRY_COMPARE(watch->openedCount, 2);
    QVERIFY(server->requests().at(1).header("Last-Event-ID").isNull());
}

void tst_Place::theStartCountsAsAcknowledged()
{
    route({ stream("id: 1\ndata: a\n\n").close(), stream("").stall() });
    source->setDeliveryMode(DeliveryMode::AtLeastOnce);
    source->setLastEventId(QStringLiteral("0"));
    QCOMPARE(source->acknowledgedEventId(), QStringLiteral("0"));
    source->open();
    QTRY_COMPARE(watch->openedCount, 2);
    QCOMPARE(server->requests().at(0).header("Last-Event-ID"), "0");
    QCOMPARE(server->requests().at(1).header("Last-Event-ID"), "0");
}

void tst_Place::anEventWithoutAnIdCanBeAcknowledged()
{
    route({ stream("id: 1\ndata: a\n\ndata: b\n\n").close(), stream("").stall() });
    source->setDeliveryMode(DeliveryMode::AtLeastOnce);
    connect(source.get(), &SseSource::eventReceived, this, [this](const SseEvent &event) {
        if (event.data() == QLatin1String("b"))
            source->acknowledge(event);
    });
    source->open();
    QTRY_COMPARE(watch->openedCount, 2);
    QCOMPARE(server->requests().at(1).header("Last-Event-ID"), "1");
}

void tst_Place::switchingTheModeKeepsThePlace()
{
    route({ stream("id: 1\ndata: a\n\n").stall() });
    source->open();
    QTRY_COMPARE(watch->events.size(), 1);
    source->setDeliveryMode(DeliveryMode::AtLeastOnce);
    QCOMPARE(source->acknowledgedEventId(), QStringLiteral("1"));
}

void tst_Place::anotherUrlForgetsThePlace()
{
    route({ stream("id: 1\ndata: a\n\n").stall() });
    source->setDeliveryMode(DeliveryMode::AtLeastOnce);
    connect(source.get(), &SseSource::eventReceived, source.get(), &SseSource::acknowledge);
    source->open();
    QTRY_COMPARE(source->acknowledgedEventId(), QStringLiteral("1"));
    source->setUrl(server->url(QStringLiteral("/other")));
    QVERIFY(source->acknowledgedEventId().isEmpty());
    QVERIFY(source->lastEventId().isEmpty());
    // Work that is done late says nothing of the new stream, nor does that of another source.
    source->acknowledge(watch->events.at(0));
    QVERIFY(source->acknowledgedEventId().isEmpty());
    source->acknowledge(SseEvent("t", "made by hand", "5", "5"));
    QCOMPARE(source->acknowledgedEventId(), QStringLiteral("5"));
}

void tst_Place::reconnectsTellWhatTheyResumeAfter()
{
    route({ stream("data: a\n\n").end(), stream("id: 5\ndata: b\n\n").end(), stream("").stall() });
    QStringList resumed;
    connect(source.get(), &SseSource::resumed, this, [&](const QString &id) {
        QCOMPARE(source->readyState(), SseSource::ReadyState::Open);
        resumed.append(id);
    });
    source->open();
    QTRY_COMPARE(watch->openedCount, 3);
    QCOMPARE(resumed, (QStringList{ QString(), QStringLiteral("5") }));
    source->close();
    source->open();
    QTRY_COMPARE(watch->openedCount, 4);
    QCOMPARE(resumed.size(), 2); // that was a beginning
}

void tst_Place::repetitionsAreToldAndKept()
{
    route({ stream("id: 1\ndata: a\n\nid: 2\ndata: b\n\n").close(),
            stream("id: 1\ndata: a\n\nid: 2\ndata: b\n\nid: 3\ndata: c\n\n").stall() });
    QStringList repeated;
    connect(source.get(), &SseSource::eventRepeated, this,
            [&](const SseEvent &event) { repeated.append(event.id()); });
    source->open();
    QTRY_COMPARE(watch->data().join(u','), QStringLiteral("a,b,a,b,c"));
    QCOMPARE(repeated.join(u','), QStringLiteral("1,2"));
    QCOMPARE(source->statistics().repeatedEvents, 2.0);
    QCOMPARE(source->statistics().droppedEvents, 0.0);
}

void tst_Place::repetitionsAreDroppedById()
{
    route(
        { stream("id: 1\ndata: a\n\nid: 2\ndata: b\n\nid: 2\ndata: twice\n\n").close(),
          stream(
              "id: 1\ndata: a\n\nid: 2\ndata: b\n\nid: 3\ndata: c\n\ndata: none\n\ndata: none\n\n")
              .stall() });
    source->setDeduplication(SseSource::ById);
    QSignalSpy repeated(source.get(), &SseSource::eventRepeated);
    int heard = 0;
    source->addEventListener({}, this, [&] { ++heard; });
    source->open();
    QTRY_COMPARE(watch->data().join(u','), QStringLiteral("a,b,c,none,none"));
    QCOMPARE(heard, 5);
    QCOMPARE(repeated.count(), 3);
    QCOMPARE(source->statistics().droppedEvents, 3.0);
    QCOMPARE(source->statistics().events, 8.0);
    QCOMPARE(source->lastEventId(), QStringLiteral("3"));
}

void tst_Place::repetitionsAreDroppedByData_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("second");
    QTest::addColumn<QString>("data");
    QTest::newRow("the last") << QByteArray("data: a\n\ndata: b\n\n")
                              << QByteArray("data: b\n\ndata: c\n\n") << QStringLiteral("a,b,c");
    QTest::newRow("not one before") << QByteArray("data: a\n\ndata: b\n\n")
                                    << QByteArray("data: a\n\n") << QStringLiteral("a,b,a");
    QTest::newRow("once only") << QByteArray("data: a\n\n") << QByteArray("data: a\n\ndata: a\n\n")
                               << QStringLiteral("a,a");
    QTest::newRow("not within a stream") << QByteArray("data: a\n\ndata: a\n\n")
                                         << QByteArray("data: x\n\n") << QStringLiteral("a,a,x");
    QTest::newRow("not the second of a stream")
        << QByteArray("data: a\n\n") << QByteArray("data: x\n\ndata: x\n\n")
        << QStringLiteral("a,x,x");
    QTest::newRow("another type") << QByteArray("data: a\n\n")
                                  << QByteArray("event: t\ndata: a\n\n") << QStringLiteral("a,a");
    QTest::newRow("whatever the id")
        << QByteArray("id: 1\ndata: a\n\n") << QByteArray("id: 2\ndata: a\n\ndata: b\n\n")
        << QStringLiteral("a,b");
}

void tst_Place::repetitionsAreDroppedByData()
{
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, second);
    QFETCH(QString, data);
    route({ stream(first).close(), stream(second + "event: end\ndata: .\n\n").stall() });
    source->setDeduplication(SseSource::ByData);
    source->setEndOnEvent({ QStringLiteral("end") });
    source->open();
    QTRY_COMPARE(watch->closed.size(), 1);
    QCOMPARE(watch->data().join(u','), data + QStringLiteral(",."));
}

void tst_Place::anotherOpeningIsNoRepetition()
{
    route({ stream("id: 1\ndata: same\n\n").stall() });
    source->setDeduplication(SseSource::ById | SseSource::ByData);
    source->setMethod(QStringLiteral("POST"));
    for (int i = 1; i <= 2; ++i) { // two questions with one answer
        source->open();
        QTRY_COMPARE(watch->events.size(), i);
        source->close();
    }
    source->setMethod(QStringLiteral("GET"));
    source->setDeduplication(SseSource::ByData);
    source->open();
    QTRY_COMPARE(watch->events.size(), 3);
}

void tst_Place::theWindowIsBounded()
{
    QByteArray bytes;
    for (int i = 0; i < 5; ++i)
        bytes += "id: " + QByteArray::number(i) + "\ndata: " + QByteArray::number(i) + "\n\n";
    route({ stream(bytes).close(), stream(bytes).stall() });
    source->setDeduplication(SseSource::ById);
    QCOMPARE(source->deduplicationWindow(), 1000);
    source->setDeduplicationWindow(2);
    QTest::ignoreMessage(QtWarningMsg,
                         QRegularExpression(QStringLiteral("deduplicationWindow cannot be -1")));
    source->setDeduplicationWindow(-1);
    source->open();
    // 3 and 4 are remembered when the second stream begins; 0, 1 and 2 take their places.
    QTRY_COMPARE(watch->events.size(), 10);
    QCOMPARE(source->statistics().repeatedEvents, 0.0);

    // A window that holds them all drops them all.
    source->close();
    source->setDeduplicationWindow(5);
    route({ stream(bytes).close(), stream(bytes + "data: end\n\n").stall() });
    source->open();
    QTRY_COMPARE(watch->events.size(), 16);
    QCOMPARE(source->statistics().droppedEvents, 5.0);
}

void tst_Place::longIdsAreToldApart()
{
    const QByteArray a(100000, 'a');
    QByteArray b = a;
    b[99999] = 'b';
    route({ stream("id: " + a + "\ndata: 1\n\nid: " + b + "\ndata: 2\n\nid: " + a
                   + "\ndata: 3\n\ndata: 4\n\n")
                .stall() });
    source->setDeduplication(SseSource::ById);
    source->open();
    QTRY_COMPARE(watch->data().join(u','), QStringLiteral("1,2,4"));
}

void tst_Place::atLeastOnceDropsWhatWasAcknowledgedAlone()
{
    route({ stream("id: 1\ndata: a\n\nid: 2\ndata: b\n\n").close(),
            stream("id: 1\ndata: a\n\nid: 2\ndata: b\n\n").stall() });
    source->setDeliveryMode(DeliveryMode::AtLeastOnce);
    source->setDeduplication(SseSource::ById);
    connect(source.get(), &SseSource::eventReceived, this, [this](const SseEvent &event) {
        if (event.id() == QLatin1String("1"))
            source->acknowledge(event);
    });
    source->open();
    QTRY_COMPARE(watch->data().join(u','), QStringLiteral("a,b,b"));
    QCOMPARE(source->statistics().droppedEvents, 1.0);
}

void tst_Place::anotherUrlForgetsWhatWasSeen()
{
    const QByteArray bytes = "id: 1\ndata: a\n\n";
    route({ stream(bytes).stall() });
    server->route(QStringLiteral("/other"), stream(bytes).stall());
    source->setDeduplication(SseSource::ById | SseSource::ByData);
    source->open();
    QTRY_COMPARE(watch->events.size(), 1);
    source->setUrl(server->url(QStringLiteral("/other")));
    QTRY_COMPARE(watch->events.size(), 2);
}

void tst_Place::endsThatAreDeclared_data()
{
    QTest::addColumn<QStringList>("types");
    QTest::addColumn<QStringList>("data");
    QTest::addColumn<QByteArray>("bytes");
    const QStringList none;
    QTest::newRow("type") << QStringList{ QStringLiteral("complete") } << none
                          << QByteArray("event: complete\ndata: end\n\n");
    QTest::newRow("one of several types")
        << QStringList{ QStringLiteral("x"), QStringLiteral("error") } << none
        << QByteArray("event: error\ndata: end\n\n");
    QTest::newRow("data") << none << QStringList{ QStringLiteral("end") }
                          << QByteArray("data: end\n\n");
    QTest::newRow("data in lines")
        << none << QStringList{ QStringLiteral("a\nend") } << QByteArray("data: a\ndata: end\n\n");
    QTest::newRow("message") << QStringList{ QStringLiteral("message") } << none
                             << QByteArray("data: end\n\n");
}

void tst_Place::endsThatAreDeclared()
{
    QFETCH(QStringList, types);
    QFETCH(QStringList, data);
    QFETCH(QByteArray, bytes);
    // What follows the end, in the same chunk, is nobody's.
    route({ stream("event: near\ndata: not the end\n\n" + bytes + "data: more\n\n").stall() });
    source->setEndOnEvent(types);
    source->setEndOnData(data);
    QCOMPARE(source->endOnEvent(), types);
    QCOMPARE(source->endOnData(), data);
    source->open();
    QTRY_COMPARE(watch->closed, QList{ CloseReason::Ended });
    QCOMPARE(watch->events.size(), 2);
    QVERIFY(watch->errors.isEmpty());
    QVERIFY(source->isActive());
    QTRY_COMPARE(server->openConnectionCount(), 0);
    QCOMPARE(server->requests().size(), 1);
}

void tst_Place::aDroppedEventMayEndIt()
{
    route({ stream("id: 1\ndata: [DONE]\n\n").stall() });
    source->setDeduplication(SseSource::ById);
    source->setEndOnData({ QStringLiteral("[DONE]") });
    source->open();
    QTRY_COMPARE(watch->closed.size(), 1);
    source->open();
    QTRY_COMPARE(watch->closed.size(), 2);
    QCOMPARE(watch->events.size(), 1);
}

void tst_Place::aStreamThatStopsBeforeItsEndIsTruncated_data()
{
    QTest::addColumn<SseTestScript>("script");
    QTest::newRow("in good order") << stream("data: 1\n\n").end();
    QTest::newRow("cut") << stream("data: 1\n\n").close();
    QTest::newRow("without framing") << stream("data: 1\n\n").closeDelimited().close();
    QTest::newRow("in the middle of its end") << stream("data: 1\n\ndata: [DONE]\n").end();
}

void tst_Place::aStreamThatStopsBeforeItsEndIsTruncated()
{
    QFETCH(SseTestScript, script);
    route({ script });
    source->setMethod(QStringLiteral("POST"));
    source->setEndOnData({ QStringLiteral("[DONE]") });
    source->open();
    QTRY_COMPARE(watch->log.join(u','),
                 QStringLiteral("opened,event 1,error StreamTruncated,closed Failed"));
    QCOMPARE(watch->errors.at(0).phase(), SseError::Phase::Streaming);
    QCOMPARE(watch->errors.at(0).httpStatus(), 200);
    QVERIFY(!watch->errors.at(0).willReconnect());

    // Also where a stream that ends in good order is done otherwise.
    watch->log.clear();
    SseReconnectPolicy policy = source->reconnectPolicy();
    policy.setCleanEnd(SseReconnectPolicy::CleanEnd::Close);
    policy.setMaximumAttempts(0);
    source->setReconnectPolicy(policy);
    source->setMethod(QStringLiteral("GET"));
    source->open();
    QTRY_COMPARE(watch->log.join(u','),
                 QStringLiteral("opened,event 1,error StreamTruncated,closed Failed"));
}

void tst_Place::truncationReconnects()
{
    route({ stream("id: 1\ndata: 1\n\n").end(), stream("data: [DONE]\n\n").stall() });
    source->setEndOnData({ QStringLiteral("[DONE]") });
    source->open();
    QTRY_COMPARE(
        watch->log.join(u','),
        QStringLiteral("opened,event 1,error StreamTruncated,opened,event [DONE],closed Ended"));
    QCOMPARE(server->requests().at(1).header("Last-Event-ID"), "1");
}

void tst_Place::theConnectionIsKept()
{
    route({ stream("data: 1\n\n").end(), stream("data: 2\n\n").end(), stream("").stall() });
    QVERIFY(source->keepConnection());
    source->open();
    QTRY_COMPARE(watch->openedCount, 3);
    QCOMPARE(server->connectionCount(), 1);
    QVERIFY(server->requests().at(0).header("Connection").toLower() != "close");
}

void tst_Place::theConnectionIsNotKept()
{
    route({ stream("data: 1\n\n").end(), stream("data: 2\n\n").end(), stream("").stall() });
    QSignalSpy changed(source.get(), &SseSource::keepConnectionChanged);
    source->setKeepConnection(false);
    QCOMPARE(changed.count(), 1);
    source->open();
    QTRY_COMPARE(watch->openedCount, 3);
    QCOMPARE(server->connectionCount(), 3);
    QCOMPARE(server->requests().at(0).header("Connection").toLower(), "close");
    QTRY_COMPARE(server->openConnectionCount(), 1);
}

QTEST_GUILESS_MAIN(tst_Place)
#include "tst_place.moc"
