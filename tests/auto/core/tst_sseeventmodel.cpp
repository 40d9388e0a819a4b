// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// The model of a source's events, and the filter over it, against a real server.

#include "fulldisk.h"
#include "sourcewatch.h"

#include <SseQt/SseEventFilterModel>
#include <SseQt/SseEventModel>
#include <SseQt/SseTestServer>

#include <QtCore/qbuffer.h>
#include <QtCore/qdir.h>
#include <QtCore/qelapsedtimer.h>
#include <QtCore/qjsondocument.h>
#include <QtCore/qjsonobject.h>
#include <QtCore/qtemporarydir.h>
#include <QtCore/qthread.h>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QtTest>

#include <functional>
#include <memory>
#include <type_traits>

static_assert(!std::is_copy_constructible_v<SseEventModel>);
static_assert(!std::is_copy_constructible_v<SseEventFilterModel>);
static_assert(int(SseEventModel::Events) == 1 && int(SseEventModel::Connection) == 2
              && int(SseEventModel::Comments) == 4);

using namespace Qt::StringLiterals;
using Kind = SseEventModel::Kind;
using Order = SseEventModel::Order;

class tst_SseEventModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void isEmptyAtFirst();
    void showsEventsInTheirOrder();
    void newestFirst();
    void takesTheTypesThatAreWanted();
    void rolesOfAnEvent();
    void fieldsAreRoles();
    void fieldsOfOtherKindsHaveNoValue();
    void rolesThatCannotBeAreLeftOut();
    void columns();
    void keepsTheNewest_data();
    void keepsTheNewest();
    void keepsNoMoreThanTheSize();
    void theNewestStaysHoweverLarge();
    void limitsCanBeLowered();
    void limitsThatCannotBeStay();
    void whatArrivesTogetherIsInsertedTogether();
    void aFloodIsBounded();
    void theFirstComesWithoutDelay();
    void pausedItHoldsBack();
    void whatIsHeldBackIsBounded();
    void clearing();
    void theConnectionsLife();
    void secretsOfTheUrlAreNotShown();
    void commentsAreAskedFor();
    void rowsStayWhenTheSourceGoes();
    void anotherSource();
    void aSourceInAnotherThread();
    void closedByAnotherHandlerNothingFollows();
    void handlersMayDoAnything_data();
    void handlersMayDoAnything();
    void summariesAreShortAndOnOneLine_data();
    void summariesAreShortAndOnOneLine();
    void whatIsDisplayedIsShort();
    void prettyText();
    void jsonLines();

    void filterByText();
    void filterByTypeAndKind();
    void filterFollowsWhatComesAndGoes();
    void filterSaves();
    void filterSaysWhyItCannotSave();
    void filterTakesItsOwnKindOfModelOnly();
    void filterIsEmptyWhenItsModelGoes();

private:
    void stream(const QByteArray &bytes);
    void open(SseEventModel &model);
    static QStringList texts(const QAbstractItemModel &model, int role = SseEventModel::DataRole);

    std::unique_ptr<SseTestServer> m_server;
    std::unique_ptr<SseSource> m_source;
};

namespace {

QStringList strings(std::initializer_list<const char *> texts)
{
    QStringList list;
    for (const char *text : texts)
        list.append(QString::fromUtf8(text));
    return list;
}

QByteArray eventOf(const QByteArray &type, const QByteArray &data)
{
    return "event: " + type + "\ndata: " + data + "\n\n";
}

// The numbers from 1 to \a count, an event each.
QByteArray numbers(int count, int first = 1)
{
    QByteArray stream;
    for (int i = first; i < first + count; ++i)
        stream += "data: " + QByteArray::number(i) + "\n\n";
    return stream;
}

QVariant at(const QAbstractItemModel &model, int row, int role, int column = 0)
{
    return model.data(model.index(row, column), role);
}

int roleOf(const QAbstractItemModel &model, const char *name)
{
    return model.roleNames().key(name, -1);
}

} // namespace

void tst_SseEventModel::init()
{
    m_server = std::make_unique<SseTestServer>();
    QVERIFY(m_server->listen());
    m_source = std::make_unique<SseSource>(m_server->url());
    setExactDelay(*m_source, 20);
}

void tst_SseEventModel::cleanup()
{
    m_source.reset();
    m_server.reset();
}

void tst_SseEventModel::stream(const QByteArray &bytes)
{
    m_server->route(u"/"_s, SseTestScript::eventStream().send(bytes).stall());
}

// Until the source is open; what has arrived is shown soon after.
void tst_SseEventModel::open(SseEventModel &model)
{
    model.setSource(m_source.get());
    m_source->open();
    QTRY_COMPARE(m_source->readyState(), SseSource::ReadyState::Open);
}

QStringList tst_SseEventModel::texts(const QAbstractItemModel &model, int role)
{
    QStringList list;
    for (int row = 0; row < model.rowCount(); ++row)
        list.append(at(model, row, role).toString());
    return list;
}

void tst_SseEventModel::isEmptyAtFirst()
{
    const SseEventModel model;
    QCOMPARE(model.source(), nullptr);
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.columnCount(), 1);
    QCOMPARE(model.count(), 0);
    QCOMPARE(model.heldCount(), 0);
    QCOMPARE(model.maximumCount(), 1000);
    QCOMPARE(model.maximumSize(), 16 * 1024 * 1024);
    QCOMPARE(model.contents(), SseEventModel::Contents(SseEventModel::Events));
    QCOMPARE(model.order(), Order::NewestLast);
    QVERIFY(!model.isPaused());
    QCOMPARE(model.eventAt(0), SseEvent());
    QCOMPARE(model.textAt(-1), QString());
    QCOMPARE(model.prettyTextAt(0), QString());
    QCOMPARE(model.jsonLineAt(0), QByteArray());
    QVERIFY(!model.data({}, Qt::DisplayRole).isValid());
}

void tst_SseEventModel::showsEventsInTheirOrder()
{
    stream(numbers(3));
    SseEventModel model;
    const QAbstractItemModelTester tester(&model);
    const QSignalSpy counts(&model, &SseEventModel::countChanged);
    open(model);
    QTRY_COMPARE(model.count(), 3);
    QCOMPARE(texts(model), strings({ "1", "2", "3" }));
    QCOMPARE(counts.last().at(0).toInt(), 3);
    m_server->sendToAll(numbers(1, 4));
    QTRY_COMPARE(texts(model), strings({ "1", "2", "3", "4" }));
    QCOMPARE(model.eventAt(3).dataUtf8(), "4");
    QCOMPARE(at(model, 3, SseEventModel::NumberRole).toInt(), 4);
}

void tst_SseEventModel::newestFirst()
{
    stream(numbers(3));
    SseEventModel model;
    const QAbstractItemModelTester tester(&model);
    model.setOrder(Order::NewestFirst);
    model.setMaximumCount(4);
    open(model);
    QTRY_COMPARE(texts(model), strings({ "3", "2", "1" }));
    m_server->sendToAll(numbers(2, 4));
    QTRY_COMPARE(texts(model), strings({ "5", "4", "3", "2" }));
    QCOMPARE(model.eventAt(0).dataUtf8(), "5");
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    model.setOrder(Order::NewestLast);
    QCOMPARE(resets.count(), 1);
    QCOMPARE(texts(model), strings({ "2", "3", "4", "5" }));
}

void tst_SseEventModel::takesTheTypesThatAreWanted()
{
    stream(eventOf("a", "1") + eventOf("b", "2") + "data: 3\n\n" + eventOf("a", "4"));
    SseEventModel model;
    model.setTypes({ u"a"_s, u"message"_s });
    open(model);
    QTRY_COMPARE(texts(model), strings({ "1", "3", "4" }));
    model.setTypes({ u"b"_s });
    m_server->sendToAll(eventOf("a", "5") + eventOf("b", "6"));
    QTRY_COMPARE(texts(model), strings({ "1", "3", "4", "6" }));
}

void tst_SseEventModel::rolesOfAnEvent()
{
    stream("event: tick\nid: 7\ndata: {\"a\": [1, true]}\n\ndata: no JSON\n\n");
    SseEventModel model;
    const QDateTime before = QDateTime::currentDateTime();
    open(model);
    QTRY_COMPARE(model.count(), 2);
    const auto value = [&](const char *role, int row = 0) {
        return at(model, row, roleOf(model, role));
    };
    QCOMPARE(value("kind").value<Kind>(), Kind::Event);
    QCOMPARE(value("type").toString(), u"tick"_s);
    QCOMPARE(value("id").toString(), u"7"_s);
    QCOMPARE(value("data").toString(), u"{\"a\": [1, true]}"_s);
    QCOMPARE(value("lastEventId", 1).toString(), u"7"_s);
    QCOMPARE(value("origin").toString(), m_server->url().toString().chopped(1));
    QCOMPARE(value("json").toMap().value(u"a"_s).toList(), QVariantList({ 1, true }));
    QVERIFY(!value("json", 1).isValid());
    QCOMPARE(value("event").value<SseEvent>().type(), u"tick"_s);
    QVERIFY(!value("error").isValid());
    QCOMPARE(value("number", 1).toInt(), 2);
    QVERIFY(value("received").toDateTime() >= before.addMSecs(-1));
    QVERIFY(value("received").toDateTime() <= QDateTime::currentDateTime());
    QCOMPARE(value("display").toString(), u"{\"a\": [1, true]}"_s);
    QCOMPARE(value("summary", 1).toString(), u"no JSON"_s);
}

void tst_SseEventModel::fieldsAreRoles()
{
    stream("data: {\"sensors\": {\"t\": 21.5}, \"on\": true, \"list\": [{\"x\": \"y\"}], "
           "\"none\": null}\n\n");
    SseEventModel model;
    model.setRoles({ { u"temperature"_s, u"sensors.t"_s },
                     { u"on"_s, u"on"_s },
                     { u"x"_s, u"list[0].x"_s },
                     { u"none"_s, u"none"_s },
                     { u"missing"_s, u"sensors.p"_s },
                     { u"sensors"_s, u"sensors"_s },
                     { u"all"_s, u""_s } });
    open(model);
    QTRY_COMPARE(model.count(), 1);
    const auto value = [&](const char *role) { return at(model, 0, roleOf(model, role)); };
    QCOMPARE(value("temperature").toDouble(), 21.5);
    QCOMPARE(value("on"), QVariant(true));
    QCOMPARE(value("x").toString(), u"y"_s);
    QVERIFY(value("none").isValid() && value("none").isNull());
    QVERIFY(!value("missing").isValid());
    QCOMPARE(value("sensors").toMap().value(u"t"_s).toDouble(), 21.5);
    QCOMPARE(value("all").toMap().size(), 4);
    QCOMPARE(model.roles().size(), 7);
}

void tst_SseEventModel::fieldsOfOtherKindsHaveNoValue()
{
    stream("data: text\n\n");
    SseEventModel model;
    model.setContents(SseEventModel::Events | SseEventModel::Connection);
    model.setRoles({ { u"x"_s, u"x"_s }, { u"all"_s, u""_s } });
    open(model);
    QTRY_COMPARE(model.count(), 2); // that it is open, and the event
    for (int row = 0; row < 2; ++row) {
        QVERIFY(!at(model, row, roleOf(model, "x")).isValid());
        QVERIFY(!at(model, row, roleOf(model, "all")).isValid());
    }
    QVERIFY(!at(model, 0, SseEventModel::EventRole).isValid());
    QCOMPARE(model.eventAt(0), SseEvent());
}

void tst_SseEventModel::rolesThatCannotBeAreLeftOut()
{
    SseEventModel model;
    QTest::ignoreMessage(QtWarningMsg,
                         "SseEventModel: the role \"type\" is left out: the model has one of that "
                         "name");
    QTest::ignoreMessage(QtWarningMsg,
                         "SseEventModel: the role \"b\" is left out: its path \"x..y\" is none, a "
                         "name is missing at position 2");
    model.setRoles({ { u"type"_s, u"t"_s }, { u"b"_s, u"x..y"_s }, { u"c"_s, u"c"_s } });
    QCOMPARE(roleOf(model, "b"), -1);
    QCOMPARE(roleOf(model, "type"), int(SseEventModel::TypeRole));
    QVERIFY(roleOf(model, "c") >= SseEventModel::FirstFieldRole);
}

void tst_SseEventModel::columns()
{
    stream("event: a\ndata: {\"t\": 5}\n\n");
    SseEventModel model;
    const QAbstractItemModelTester tester(&model);
    // Columns may be declared before the roles that they show.
    model.setColumns({ u"type"_s, u"t"_s, u"nothing"_s });
    model.setRoles({ { u"t"_s, u"t"_s } });
    open(model);
    QTRY_COMPARE(model.count(), 1);
    QCOMPARE(model.columnCount(), 3);
    QCOMPARE(at(model, 0, Qt::DisplayRole, 0).toString(), u"a"_s);
    QCOMPARE(at(model, 0, Qt::DisplayRole, 1).toInt(), 5);
    QVERIFY(!at(model, 0, Qt::DisplayRole, 2).isValid());
    // The other roles are the row's, whatever the column.
    QCOMPARE(at(model, 0, SseEventModel::TypeRole, 1).toString(), u"a"_s);
    QCOMPARE(model.headerData(1, Qt::Horizontal, Qt::DisplayRole).toString(), u"t"_s);
    model.setColumns({});
    QCOMPARE(model.columnCount(), 1);
    QCOMPARE(at(model, 0, Qt::DisplayRole).toString(), u"{\"t\": 5}"_s);
}

void tst_SseEventModel::keepsTheNewest_data()
{
    QTest::addColumn<int>("maximum");
    QTest::addColumn<QStringList>("expected");

    QTest::newRow("one") << 1 << strings({ "8" });
    QTest::newRow("fewer than come together") << 3 << strings({ "6", "7", "8" });
    QTest::newRow("some of before") << 5 << strings({ "4", "5", "6", "7", "8" });
    QTest::newRow("all but one") << 7 << strings({ "2", "3", "4", "5", "6", "7", "8" });
    QTest::newRow("all") << 8 << strings({ "1", "2", "3", "4", "5", "6", "7", "8" });
}

void tst_SseEventModel::keepsTheNewest()
{
    QFETCH(const int, maximum);
    QFETCH(const QStringList, expected);

    stream(numbers(4));
    SseEventModel model;
    const QAbstractItemModelTester tester(&model);
    model.setMaximumCount(maximum);
    open(model);
    QTRY_COMPARE(model.count(), std::min(4, maximum));
    m_server->sendToAll(numbers(4, 5));
    QTRY_COMPARE(texts(model), expected);
}

void tst_SseEventModel::keepsNoMoreThanTheSize()
{
    QByteArray large;
    for (int i = 0; i < 10; ++i)
        large += "data: " + QByteArray::number(i) + QByteArray(10'000, 'x') + "\n\n";
    stream(large);
    SseEventModel model;
    model.setMaximumSize(35'000);
    open(model);
    QTRY_COMPARE(model.count(), 3);
    QCOMPARE(model.textAt(2).at(0), u'9');
    m_server->sendToAll("data: small\n\n");
    QTRY_COMPARE(model.textAt(3), u"small"_s);
    QCOMPARE(model.textAt(0).at(0), u'7');
}

void tst_SseEventModel::theNewestStaysHoweverLarge()
{
    stream("data: 1\n\ndata: " + QByteArray(10'000, 'x') + "\n\n");
    SseEventModel model;
    model.setMaximumSize(1000);
    open(model);
    QTRY_COMPARE(model.count(), 1);
    QCOMPARE(model.textAt(0).size(), 10'000);
}

void tst_SseEventModel::limitsCanBeLowered()
{
    stream(numbers(6));
    SseEventModel model;
    const QAbstractItemModelTester tester(&model);
    open(model);
    QTRY_COMPARE(model.count(), 6);
    QSignalSpy counts(&model, &SseEventModel::countChanged);
    model.setMaximumCount(4);
    QCOMPARE(texts(model), strings({ "3", "4", "5", "6" }));
    QCOMPARE(counts.takeFirst().at(0).toInt(), 4);
    model.setMaximumSize(600);
    QCOMPARE(texts(model), strings({ "5", "6" }));
    model.setMaximumSize(1);
    QCOMPARE(texts(model), strings({ "6" }));
    QCOMPARE(counts.count(), 2);
}

void tst_SseEventModel::limitsThatCannotBeStay()
{
    SseEventModel model;
    QTest::ignoreMessage(QtWarningMsg,
                         "SseEventModel: maximumCount cannot be 0; it stays as it was");
    model.setMaximumCount(0);
    QTest::ignoreMessage(QtWarningMsg,
                         "SseEventModel: maximumSize cannot be -1; it stays as it was");
    model.setMaximumSize(-1);
    QCOMPARE(model.maximumCount(), 1000);
    QCOMPARE(model.maximumSize(), 16 * 1024 * 1024);
}

void tst_SseEventModel::whatArrivesTogetherIsInsertedTogether()
{
    stream({});
    SseEventModel model;
    model.setMaximumCount(5000);
    open(model);
    const QSignalSpy insertions(&model, &QAbstractItemModel::rowsInserted);
    const QSignalSpy counts(&model, &SseEventModel::countChanged);
    QElapsedTimer clock;
    clock.start();
    m_server->sendToAll(numbers(5000));
    QTRY_COMPARE(model.count(), 5000);
    // One a frame; the turn in which a timer is late costs none.
    QVERIFY2(insertions.count() <= 2 + clock.elapsed() / 16,
             qPrintable(u"%1 insertions"_s.arg(insertions.count())));
    QCOMPARE(counts.count(), insertions.count());
}

void tst_SseEventModel::aFloodIsBounded()
{
    stream({});
    SseEventModel model;
    const QAbstractItemModelTester tester(&model);
    model.setMaximumCount(100);
    open(model);
    int most = 0;
    connect(&model, &QAbstractItemModel::rowsInserted, &model,
            [&] { most = std::max(most, model.rowCount()); });
    m_server->sendToAll(numbers(20'000));
    QTRY_COMPARE(model.textAt(model.count() - 1), u"20000"_s);
    QCOMPARE(most, 100);
    QCOMPARE(model.textAt(0), u"19901"_s);
}

void tst_SseEventModel::theFirstComesWithoutDelay()
{
    stream("data: 1\n\n");
    SseEventModel model;
    QElapsedTimer clock;
    connect(m_source.get(), &SseSource::eventReceived, &model, [&] { clock.start(); });
    qint64 delay = -1;
    connect(&model, &QAbstractItemModel::rowsInserted, &model,
            [&] { delay = clock.nsecsElapsed(); });
    open(model);
    QTRY_VERIFY(delay >= 0);
    // In the next turn of the event loop: well under the frame that it would else have to wait.
    QVERIFY2(delay < 12'000'000, qPrintable(QString::number(delay)));
}

void tst_SseEventModel::pausedItHoldsBack()
{
    stream(numbers(2));
    SseEventModel model;
    const QAbstractItemModelTester tester(&model);
    open(model);
    QTRY_COMPARE(model.count(), 2);
    QSignalSpy held(&model, &SseEventModel::heldCountChanged);
    model.setPaused(true);
    m_server->sendToAll(numbers(3, 3));
    QTRY_COMPARE(model.heldCount(), 3);
    QTRY_COMPARE(held.count(), 1);
    QCOMPARE(held.at(0).at(0).toInt(), 3);
    QCOMPARE(model.count(), 2);
    model.setPaused(false);
    QCOMPARE(texts(model), strings({ "1", "2", "3", "4", "5" }));
    QCOMPARE(model.heldCount(), 0);
    QCOMPARE(held.last().at(0).toInt(), 0);
}

void tst_SseEventModel::whatIsHeldBackIsBounded()
{
    stream({});
    SseEventModel model;
    model.setMaximumCount(3);
    open(model);
    model.setPaused(true);
    m_server->sendToAll(numbers(10) + eventOf("last", "x"));
    bool isLast = false;
    m_source->addEventListener(u"last"_s, &model, [&] { isLast = true; });
    QTRY_VERIFY(isLast);
    QCOMPARE(model.heldCount(), 3);
    model.setPaused(false);
    QCOMPARE(texts(model), strings({ "9", "10", "x" }));
}

void tst_SseEventModel::clearing()
{
    stream(numbers(3));
    SseEventModel model;
    const QAbstractItemModelTester tester(&model);
    open(model);
    QTRY_COMPARE(model.count(), 3);
    model.setPaused(true);
    m_server->sendToAll(numbers(1, 4));
    QTRY_COMPARE(model.heldCount(), 1);
    model.clear();
    QCOMPARE(model.count(), 0);
    QCOMPARE(model.heldCount(), 0);
    model.setPaused(false);
    QCOMPARE(model.count(), 0);
    m_server->sendToAll(numbers(1, 5));
    QTRY_COMPARE(texts(model), strings({ "5" }));
    QCOMPARE(at(model, 0, SseEventModel::NumberRole).toInt(), 5);
}

void tst_SseEventModel::theConnectionsLife()
{
    m_server->route(u"/"_s,
                    QList<SseTestScript>{
                        SseTestScript::eventStream().send("retry: 20\ndata: 1\n\n").close(),
                        SseTestScript::reply(404, "no"),
                    });
    SseEventModel model;
    model.setContents(SseEventModel::Events | SseEventModel::Connection);
    model.setSource(m_source.get());
    m_source->open();
    QTRY_COMPARE(m_source->readyState(), SseSource::ReadyState::Closed);
    QTRY_COMPARE(model.count(), 6);
    QList<Kind> kinds;
    for (int row = 0; row < model.count(); ++row)
        kinds.append(at(model, row, SseEventModel::KindRole).value<Kind>());
    QCOMPARE(kinds,
             QList<Kind>({ Kind::Opened, Kind::Retry, Kind::Event, Kind::Error, Kind::Error,
                           Kind::Closed }));
    QVERIFY(model.textAt(0).contains(m_server->url().toString()));
    QVERIFY(model.textAt(1).contains(QLatin1String("20 ms")));
    QVERIFY(model.textAt(3).contains(QLatin1String("20 ms"))); // until the next attempt
    const auto error = at(model, 4, SseEventModel::ErrorRole).value<SseError>();
    QCOMPARE(error.httpStatus(), 404);
    QCOMPARE(model.textAt(4), error.message());
    QVERIFY(!model.textAt(5).isEmpty());
    QVERIFY(!at(model, 5, SseEventModel::ErrorRole).isValid());
    QVERIFY(!at(model, 5, SseEventModel::TypeRole).isValid());
}

void tst_SseEventModel::secretsOfTheUrlAreNotShown()
{
    m_server->route(u"/"_s, SseTestScript::eventStream().stall());
    QUrl url = m_server->url(u"/?token=secret"_s);
    url.setUserInfo(u"me:secret"_s);
    m_source->setUrl(url);
    SseEventModel model;
    model.setContents(SseEventModel::Connection);
    open(model);
    QTRY_COMPARE(model.count(), 1);
    QVERIFY(!model.textAt(0).contains(QLatin1String("secret")));
    QVERIFY(!model.jsonLineAt(0).contains("secret"));
}

void tst_SseEventModel::commentsAreAskedFor()
{
    stream(": one\n\ndata: 1\n\n");
    SseEventModel model;
    open(model);
    QTRY_COMPARE(model.count(), 1);
    model.setContents(SseEventModel::Events | SseEventModel::Comments);
    m_server->sendToAll(": two\n\ndata: 2\n\n");
    QTRY_COMPARE(model.count(), 3);
    QVERIFY(texts(model).contains(QLatin1String("two"))
            || texts(model).contains(QLatin1String(" two")));
    QCOMPARE(at(model, 1, SseEventModel::KindRole).value<Kind>(), Kind::Comment);
}

void tst_SseEventModel::rowsStayWhenTheSourceGoes()
{
    stream(numbers(2));
    SseEventModel model;
    open(model);
    QTRY_COMPARE(model.count(), 2);
    const QSignalSpy changes(&model, &SseEventModel::sourceChanged);
    m_source.reset();
    QCOMPARE(model.source(), nullptr);
    QCOMPARE(changes.count(), 1);
    QCOMPARE(texts(model), strings({ "1", "2" }));
}

void tst_SseEventModel::anotherSource()
{
    stream(numbers(1));
    m_server->route(u"/other"_s, SseTestScript::eventStream().send("data: other\n\n").stall());
    SseEventModel model;
    open(model);
    QTRY_COMPARE(model.count(), 1);
    SseSource other(m_server->url(u"/other"_s));
    model.setSource(&other);
    other.open();
    QTRY_COMPARE(texts(model), strings({ "1", "other" }));
    bool isLast = false;
    m_source->addEventListener(u"last"_s, &model, [&] { isLast = true; });
    m_server->sendToAll(eventOf("last", "x"));
    QTRY_VERIFY(isLast);
    QTRY_COMPARE(texts(model), strings({ "1", "other", "x" })); // of the other one, once
    model.setSource(nullptr);
    QCOMPARE(model.count(), 3);
}

void tst_SseEventModel::aSourceInAnotherThread()
{
    stream(numbers(100));
    QThread thread;
    auto *source = new SseSource(m_server->url());
    source->moveToThread(&thread);
    connect(&thread, &QThread::finished, source, &QObject::deleteLater);
    SseEventModel model;
    model.setContents(SseEventModel::Events | SseEventModel::Connection);
    model.setSource(source);
    thread.start();
    QMetaObject::invokeMethod(source, qOverload<>(&SseSource::open));
    QTRY_COMPARE(model.count(), 101);
    QCOMPARE(model.textAt(100), u"100"_s);
    thread.quit();
    QVERIFY(thread.wait());
    QCOMPARE(model.source(), nullptr);
}

void tst_SseEventModel::closedByAnotherHandlerNothingFollows()
{
    stream(numbers(3));
    connect(m_source.get(), &SseSource::eventReceived, m_source.get(),
            [this](const SseEvent &event) {
                if (event.dataUtf8() == "2")
                    m_source->close();
            });
    SseEventModel model;
    bool isClosed = false;
    connect(m_source.get(), &SseSource::closed, &model, [&] { isClosed = true; });
    model.setSource(m_source.get());
    m_source->open();
    QTRY_VERIFY(isClosed);
    QTRY_COMPARE(model.count(), 1);
    QCOMPARE(model.textAt(0), u"1"_s);
}

void tst_SseEventModel::handlersMayDoAnything_data()
{
    QTest::addColumn<QByteArray>("when");
    QTest::addColumn<QByteArray>("what");

    for (const char *when : { "inserted", "removed", "reset", "count" }) {
        for (const char *what : { "delete", "clear", "order", "limit", "pause", "source" })
            QTest::addRow("%s: %s", when, what) << QByteArray(when) << QByteArray(what);
    }
    // Nobody can destroy a model that is in the middle of a change; Qt's own part of it still runs.
    for (const char *when : { "inserting", "removing", "resetting" }) {
        for (const char *what : { "clear", "order", "limit", "size", "roles", "pause", "source" })
            QTest::addRow("%s: %s", when, what) << QByteArray(when) << QByteArray(what);
    }
}

// Whatever a view does in the middle of a change, nothing is touched that is gone.
void tst_SseEventModel::handlersMayDoAnything()
{
    QFETCH(const QByteArray, when);
    QFETCH(const QByteArray, what);

    stream(numbers(3));
    auto *model = new SseEventModel(m_source.get());
    std::unique_ptr<QAbstractItemModelTester> tester;
    if (what != "delete")
        tester = std::make_unique<QAbstractItemModelTester>(model);
    model->setMaximumCount(4);
    const QPointer<SseEventModel> alive(model);
    open(*model);
    QTRY_COMPARE(model->count(), 3);

    bool isDone = false;
    const std::function<void()> act = [&] {
        if (std::exchange(isDone, true))
            return;
        if (what == "delete")
            delete model;
        else if (what == "clear")
            model->clear();
        else if (what == "order")
            model->setOrder(Order::NewestFirst);
        else if (what == "limit")
            model->setMaximumCount(1);
        else if (what == "size")
            model->setMaximumSize(300);
        else if (what == "roles")
            model->setRoles({ { u"x"_s, u"x"_s } });
        else if (what == "pause")
            model->setPaused(true);
        else
            model->setSource(nullptr);
    };
    if (when == "inserted")
        connect(model, &QAbstractItemModel::rowsInserted, m_source.get(), act);
    else if (when == "removed")
        connect(model, &QAbstractItemModel::rowsRemoved, m_source.get(), act);
    else if (when == "reset")
        connect(model, &QAbstractItemModel::modelReset, m_source.get(), act);
    else if (when == "inserting")
        connect(model, &QAbstractItemModel::rowsAboutToBeInserted, m_source.get(), act);
    else if (when == "removing")
        connect(model, &QAbstractItemModel::rowsAboutToBeRemoved, m_source.get(), act);
    else if (when == "resetting")
        connect(model, &QAbstractItemModel::modelAboutToBeReset, m_source.get(), act);
    else
        connect(model, &SseEventModel::countChanged, m_source.get(), act);

    if (when.startsWith("reset")) {
        model->setColumns({ u"type"_s });
    } else {
        m_server->sendToAll(numbers(3, 4));
        QTRY_VERIFY(isDone);
    }
    QCoreApplication::processEvents(); // what was put off until the change was over
    if (alive) {
        model->setPaused(false);
        model->setSource(m_source.get());
        m_server->sendToAll(eventOf("last", "last"));
        const auto hasLast = [&] { return texts(*model).contains(QLatin1String("last")); };
        QTRY_VERIFY(hasLast());
        QVERIFY(model->count() <= model->maximumCount());
    }
}

void tst_SseEventModel::summariesAreShortAndOnOneLine_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QString>("summary");

    QTest::newRow("as it is") << QByteArray("text") << u"text"_s;
    QTest::newRow("lines") << QByteArray("a\ndata: b") << u"a b"_s;
    QTest::newRow("controls") << QByteArray("a\tb\x1b[31m\u2028\u2029") << u"a b [31m  "_s;
    QTest::newRow("long") << QByteArray(500, 'x') << QString(200, QLatin1Char('x')) + QChar(0x2026);
    QTest::newRow("no half characters") << QByteArray(199, 'x') + "\U0001F98A" + QByteArray(20, 'y')
                                        << QString(199, QLatin1Char('x')) + QChar(0x2026);
    QTest::newRow("huge") << QByteArray(1024 * 1024, 'x')
                          << QString(200, QLatin1Char('x')) + QChar(0x2026);
}

void tst_SseEventModel::summariesAreShortAndOnOneLine()
{
    QFETCH(const QByteArray, data);
    QFETCH(const QString, summary);

    stream("data: " + data + "\n\n");
    SseEventModel model;
    open(model);
    QTRY_COMPARE(model.count(), 1);
    QCOMPARE(at(model, 0, SseEventModel::SummaryRole).toString(), summary);
}

void tst_SseEventModel::whatIsDisplayedIsShort()
{
    const QByteArray longText(100'000, 'x');
    stream("id: " + longText + "\nevent: " + longText + "\ndata: 1\n\n");
    SseEventModel model;
    model.setColumns({ u"type"_s, u"id"_s, u"lastEventId"_s, u"data"_s, u"number"_s });
    open(model);
    QTRY_COMPARE(model.count(), 1);
    for (int column = 0; column < 3; ++column)
        QCOMPARE(at(model, 0, Qt::DisplayRole, column).toString().size(), 201);
    QCOMPARE(at(model, 0, Qt::DisplayRole, 4).toInt(), 1);
    QCOMPARE(at(model, 0, SseEventModel::TypeRole).toString().size(), 100'000);
}

void tst_SseEventModel::prettyText()
{
    stream("data: {\"b\":1,\"a\":2}\n\ndata: {text, no JSON}\n\ndata: [\"" + QByteArray(70'000, 'x')
           + "\"]\n\ndata: [" + QByteArray(2 * 1024 * 1024, ' ') + "1]\n\n");
    SseEventModel model;
    open(model);
    QTRY_COMPARE(model.count(), 4);
    QCOMPARE(model.prettyTextAt(0), u"{\n    \"b\": 1,\n    \"a\": 2\n}"_s);
    QCOMPARE(model.prettyTextAt(1), u"{text, no JSON}"_s);
    QCOMPARE(model.prettyTextAt(2).size(), 64 * 1024 + 1);
    QVERIFY(model.prettyTextAt(2).endsWith(QChar(0x2026)));
    QVERIFY(model.prettyTextAt(3).startsWith(QLatin1String("[   ")));
}

void tst_SseEventModel::jsonLines()
{
    m_server->route(
        u"/"_s,
        SseTestScript::eventStream().send(": c\nid: 7\nevent: t\ndata: a\ndata: b\n\n").end());
    m_source->setAutoReconnect(false);
    SseEventModel model;
    model.setContents(SseEventModel::Events | SseEventModel::Connection | SseEventModel::Comments);
    model.setSource(m_source.get());
    m_source->open();
    QTRY_VERIFY(model.count() >= 4);
    QTRY_COMPARE(m_source->readyState(), SseSource::ReadyState::Closed);
    QStringList kinds;
    for (int row = 0; row < model.count(); ++row) {
        const QByteArray line = model.jsonLineAt(row);
        QVERIFY(!line.contains('\n'));
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        kinds.append(object.value(QLatin1String("kind")).toString());
        const QString time = object.value(QLatin1String("time")).toString();
        QVERIFY(QDateTime::fromString(time, Qt::ISODateWithMs).isValid());
        QVERIFY(time.endsWith(u'Z'));
        if (kinds.last() == QLatin1String("event")) {
            QCOMPARE(object.value(QLatin1String("data")).toString(), u"a\nb"_s);
            QCOMPARE(object.value(QLatin1String("type")).toString(), u"t"_s);
            QCOMPARE(object.value(QLatin1String("lastEventId")).toString(), u"7"_s);
        }
    }
    QCOMPARE(kinds.mid(0, 3), strings({ "open", "comment", "event" }));
    QCOMPARE(kinds.last(), u"closed"_s);
}

void tst_SseEventModel::filterByText()
{
    stream("id: 77\nevent: Alpha\ndata: one\n\nid: 8\nevent: b\ndata: Two\n\n");
    SseEventModel model;
    SseEventFilterModel filter;
    filter.setModel(&model);
    const QAbstractItemModelTester tester(&filter);
    open(model);
    QTRY_COMPARE(filter.count(), 2);
    filter.setText(u"two"_s);
    QCOMPARE(texts(filter), strings({ "Two" }));
    QCOMPARE(filter.eventAt(0).type(), u"b"_s);
    QCOMPARE(filter.textAt(0), u"Two"_s);
    filter.setText(u"ALPHA"_s);
    QCOMPARE(texts(filter), strings({ "one" }));
    filter.setText(u"77"_s);
    QCOMPARE(texts(filter), strings({ "one" }));
    filter.setText(u"nowhere"_s);
    QCOMPARE(filter.count(), 0);
    QCOMPARE(filter.eventAt(0), SseEvent());
    filter.setText({});
    QCOMPARE(filter.count(), 2);
}

void tst_SseEventModel::filterByTypeAndKind()
{
    stream(": c\n" + eventOf("a", "1") + eventOf("b", "2"));
    SseEventModel model;
    model.setContents(SseEventModel::Events | SseEventModel::Connection | SseEventModel::Comments);
    SseEventFilterModel filter;
    filter.setModel(&model);
    open(model);
    QTRY_COMPARE(filter.count(), 4);
    filter.setTypes({ u"b"_s });
    QCOMPARE(filter.count(), 3);
    filter.setContents(SseEventModel::Events);
    QCOMPARE(texts(filter), strings({ "2" }));
    filter.setTypes({});
    QCOMPARE(texts(filter), strings({ "1", "2" }));
    filter.setContents(SseEventModel::Connection);
    QCOMPARE(filter.count(), 1);
    QCOMPARE(at(filter, 0, SseEventModel::KindRole).value<Kind>(), Kind::Opened);
    filter.setContents(SseEventModel::Comments);
    QCOMPARE(filter.count(), 1);
    QCOMPARE(at(filter, 0, SseEventModel::KindRole).value<Kind>(), Kind::Comment);
}

void tst_SseEventModel::filterFollowsWhatComesAndGoes()
{
    stream({});
    SseEventModel model;
    model.setMaximumCount(50);
    model.setOrder(Order::NewestFirst);
    SseEventFilterModel filter;
    filter.setModel(&model);
    filter.setText(u"7"_s);
    const QAbstractItemModelTester tester(&filter);
    const QSignalSpy counts(&filter, &SseEventFilterModel::countChanged);
    open(model);
    m_server->sendToAll(numbers(1000));
    QTRY_COMPARE(model.textAt(0), u"1000"_s);
    QCOMPARE(texts(filter),
             strings({ "997", "987", "979", "978", "977", "976", "975", "974", "973", "972", "971",
                       "970", "967", "957" }));
    QCOMPARE(counts.last().at(0).toInt(), 14);
    model.clear();
    QCOMPARE(filter.count(), 0);
    QCOMPARE(counts.last().at(0).toInt(), 0);
}

void tst_SseEventModel::filterSaves()
{
    stream(eventOf("a", "1") + eventOf("b", "2") + eventOf("b", "3"));
    SseEventModel model;
    SseEventFilterModel filter;
    filter.setModel(&model);
    filter.setTypes({ u"b"_s });
    open(model);
    QTRY_COMPARE(filter.count(), 2);
    const QTemporaryDir folder;
    const QString name = folder.filePath(u"ev ents.jsonl"_s);
    QCOMPARE(filter.save(QUrl::fromLocalFile(name)), QString());
    QFile file(name);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArrayList lines = file.readAll().split('\n');
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines.last().isEmpty());
    QCOMPARE(QJsonDocument::fromJson(lines.at(1)).object().value(QLatin1String("data")).toString(),
             u"3"_s);

    if (!FullDisk::IsPossible)
        return;
    QString fault;
    {
        const FullDisk full;
        fault = filter.save(QUrl::fromLocalFile(name));
    }
    QVERIFY2(fault.contains(name), qPrintable(fault));
    QFile left(name);
    QVERIFY(left.open(QIODevice::ReadOnly));
    QCOMPARE(left.readAll().split('\n'), lines);
}

void tst_SseEventModel::filterSaysWhyItCannotSave()
{
    const SseEventFilterModel filter;
    QVERIFY(filter.save(QUrl(u"http://example.org/x"_s)).contains(QLatin1String("example.org")));
    const QTemporaryDir folder;
    const QString name = folder.filePath(u"missing/x.jsonl"_s);
    const QString fault = filter.save(QUrl::fromLocalFile(name));
    QVERIFY(fault.contains(name));
    QVERIFY(fault.size() > name.size() + 20);
}

void tst_SseEventModel::filterTakesItsOwnKindOfModelOnly()
{
    SseEventModel model;
    SseEventFilterModel filter;
    filter.setModel(&model);
    QSignalSpy changes(&filter, &SseEventFilterModel::modelChanged);
    QSortFilterProxyModel other;
    QTest::ignoreMessage(QtWarningMsg,
                         "SseEventFilterModel: the model must be an SseEventModel, not a "
                         "QSortFilterProxyModel");
    filter.setSourceModel(&other);
    QCOMPARE(filter.model(), &model);
    QCOMPARE(changes.count(), 0);
    filter.setModel(nullptr);
    QCOMPARE(filter.model(), nullptr);
    QCOMPARE(filter.count(), 0);
    QCOMPARE(changes.count(), 1);
}

void tst_SseEventModel::filterIsEmptyWhenItsModelGoes()
{
    stream(numbers(2));
    auto model = std::make_unique<SseEventModel>();
    SseEventFilterModel filter;
    filter.setModel(model.get());
    open(*model);
    QTRY_COMPARE(filter.count(), 2);
    const QSignalSpy changes(&filter, &SseEventFilterModel::modelChanged);
    const QSignalSpy counts(&filter, &SseEventFilterModel::countChanged);
    const QSignalSpy resets(&filter, &QAbstractItemModel::modelReset);
    model.reset();
    QCOMPARE(filter.model(), nullptr);
    QCOMPARE(filter.count(), 0);
    QCOMPARE(changes.count(), 1);
    QCOMPARE(counts.count(), 1);
    QVERIFY(resets.count() >= 1);
    // Another one, which goes after it was let go, is none of its business.
    auto other = std::make_unique<SseEventModel>();
    filter.setModel(other.get());
    filter.setModel(nullptr);
    other.reset();
    QCOMPARE(changes.count(), 3);
}

QTEST_GUILESS_MAIN(tst_SseEventModel)
#include "tst_sseeventmodel.moc"
