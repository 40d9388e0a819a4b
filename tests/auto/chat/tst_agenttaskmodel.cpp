// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// What agents are at, as a list, against servers that tell of progress.

#include "destroyer.h"

#include <SseQt/AgentTaskModel>
#include <SseQt/SseDemoServer>
#include <SseQt/SseSource>
#include <SseQt/SseTestServer>

#include <QtCore/qdatetime.h>
#include <QtCore/qregularexpression.h>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QtTest>

#include <memory>

static_assert(!std::is_copy_constructible_v<AgentTaskModel>);

using namespace Qt::StringLiterals;
using State = AgentTaskModel::State;

class tst_AgentTaskModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void tasksOfTheDemoServer();
    void anAgentOfTheDemoServer();
    void statusesAreStates_data();
    void statusesAreStates();
    void timesAreTheServers_data();
    void timesAreTheServers();
    void tasksAreToldApartByTheirIds();
    void aTaskMayBeginAnew();
    void theEndEndsWhatIsAtWork();
    void anEndNeedBeNoJson();
    void whatIsNoProgressIsLeftAlone();
    void anotherRunBeginsAnew();
    void rowsStayWhenTheConnectionBreaks();
    void changesAreToldTogether();
    void rowsAreBounded();
    void theSourceMayGo();
    void mayBeDestroyedWhenItTells_data();
    void mayBeDestroyedWhenItTells();

private:
    void stream(const QByteArray &bytes);
    [[nodiscard]] QVariant at(int row, AgentTaskModel::Role role) const
    {
        return m_model->data(m_model->index(row), role);
    }
    [[nodiscard]] State stateAt(int row) const
    {
        return at(row, AgentTaskModel::StateRole).value<State>();
    }
    [[nodiscard]] QString taskAt(int row) const
    {
        return at(row, AgentTaskModel::TaskRole).toString();
    }

    std::unique_ptr<SseTestServer> m_server;
    std::unique_ptr<SseSource> m_source;
    std::unique_ptr<AgentTaskModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void tst_AgentTaskModel::init()
{
    m_server = std::make_unique<SseTestServer>();
    QVERIFY(m_server->listen());
    m_source = std::make_unique<SseSource>();
    m_source->setReconnectInterval(1);
    m_source->setEndOnEvent({ u"complete"_s, u"all_complete"_s });
    m_model = std::make_unique<AgentTaskModel>();
    m_model->setSource(m_source.get());
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
}

void tst_AgentTaskModel::cleanup()
{
    m_tester.reset();
    m_model.reset();
    m_source.reset();
    m_server.reset();
}

// Opens a stream that brings these bytes and stays open.
void tst_AgentTaskModel::stream(const QByteArray &bytes)
{
    m_server->route(u"/"_s, SseTestScript::eventStream().send(bytes).stall());
    m_source->setUrl(m_server->url(u"/"_s));
    m_source->open();
}

void tst_AgentTaskModel::tasksOfTheDemoServer()
{
    SseDemoServer server;
    QVERIFY(server.listen());
    m_source->setUrl(server.url(u"/tasks?interval=1"_s));
    m_source->open();
    QTRY_VERIFY(m_model->isComplete());
    QTRY_COMPARE(m_source->readyState(), SseSource::ReadyState::Closed);
    QCOMPARE(m_model->count(), 4);
    QCOMPARE(taskAt(0), u"Analysis"_s);
    QCOMPARE(taskAt(3), u"Testing"_s);
    for (int row = 0; row < 4; ++row) {
        QCOMPARE(stateAt(row), State::Completed);
        QCOMPARE(at(row, AgentTaskModel::StatusRole).toString(), u"complete"_s);
        const QDateTime started = at(row, AgentTaskModel::StartedRole).toDateTime();
        const QDateTime finished = at(row, AgentTaskModel::FinishedRole).toDateTime();
        QVERIFY(started.isValid() && finished >= started);
        QCOMPARE(at(row, AgentTaskModel::UpdatedRole).toDateTime(), finished);
    }
    QCOMPARE(m_model->runningCount(), 0);
    QCOMPARE(m_model->finishedCount(), 4);
    QCOMPARE(m_model->message(), u"All tasks are complete"_s);
}

void tst_AgentTaskModel::anAgentOfTheDemoServer()
{
    SseDemoServer server;
    QVERIFY(server.listen());
    QStringList words;
    connect(m_model.get(), &QAbstractItemModel::dataChanged, this,
            [&] { words.append(at(0, AgentTaskModel::MessageRole).toString()); });
    m_source->setUrl(server.url(u"/stream/agent-7?interval=20&count=3"_s));
    m_source->open();
    QTRY_VERIFY(m_model->isComplete());
    QCOMPARE(m_model->count(), 1);
    QCOMPARE(taskAt(0), u"agent-7"_s);
    QCOMPARE(at(0, AgentTaskModel::AgentRole).toString(), u"agent-7"_s);
    QCOMPARE(at(0, AgentTaskModel::MessageRole).toString(), u"Found what it is about"_s);
    QTRY_COMPARE(words.value(words.size() - 1), u"Found what it is about"_s);
    QCOMPARE(stateAt(0), State::Completed);
}

void tst_AgentTaskModel::statusesAreStates_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<AgentTaskModel::State>("state");

    QTest::newRow("processing") << QByteArray("task_update") << QByteArray("processing")
                                << State::Running;
    QTest::newRow("any word") << QByteArray("task_update") << QByteArray("thinking")
                              << State::Running;
    QTest::newRow("no word") << QByteArray("task_update") << QByteArray() << State::Running;
    QTest::newRow("capitals") << QByteArray("task_update") << QByteArray("Pending")
                              << State::Waiting;
    QTest::newRow("queued") << QByteArray("task_created") << QByteArray("queued") << State::Waiting;
    QTest::newRow("done") << QByteArray("task_update") << QByteArray("done") << State::Completed;
    QTest::newRow("failed") << QByteArray("task_update") << QByteArray("failed") << State::Failed;
    QTest::newRow("complete") << QByteArray("task_complete") << QByteArray("processing")
                              << State::Completed;
    QTest::newRow("complete, failed")
        << QByteArray("task_complete") << QByteArray("failed") << State::Failed;
    QTest::newRow("error") << QByteArray("task_error") << QByteArray() << State::Failed;
}

void tst_AgentTaskModel::statusesAreStates()
{
    QFETCH(const QByteArray, type);
    QFETCH(const QByteArray, status);
    QFETCH(const AgentTaskModel::State, state);
    stream("event: " + type + "\ndata: {\"task\": \"a\", \"status\": \"" + status + "\"}\n\n");
    QTRY_COMPARE(m_model->count(), 1);
    QCOMPARE(stateAt(0), state);
    const bool hasEnded = state == State::Completed || state == State::Failed;
    QCOMPARE(at(0, AgentTaskModel::FinishedRole).toDateTime().isValid(), hasEnded);
    QCOMPARE(m_model->finishedCount(), hasEnded ? 1 : 0);
    QCOMPARE(m_model->runningCount(), state == State::Running ? 1 : 0);
}

void tst_AgentTaskModel::timesAreTheServers_data()
{
    QTest::addColumn<QByteArray>("timestamp");
    const auto row = [](const char *name, const QByteArray &timestamp) {
        QTest::newRow(name) << timestamp;
    };
    row("ISO 8601", "\"2026-03-01T12:00:00.250Z\"");
    row("another zone", "\"2026-03-01T14:00:00.250+02:00\"");
    row("seconds", "1772366400.25");
    row("milliseconds", "1772366400250");
}

void tst_AgentTaskModel::timesAreTheServers()
{
    QFETCH(const QByteArray, timestamp);
    stream("event: task_update\ndata: {\"task\": \"a\", \"timestamp\": " + timestamp + "}\n\n");
    QTRY_COMPARE(m_model->count(), 1);
    QCOMPARE(at(0, AgentTaskModel::StartedRole).toDateTime().toMSecsSinceEpoch(),
             1'772'366'400'250);
}

void tst_AgentTaskModel::tasksAreToldApartByTheirIds()
{
    stream("event: task_update\ndata: {\"task\": \"build\", \"task_id\": 1}\n\n"
           "event: task_update\ndata: {\"task\": \"build\", \"id\": \"2\", \"agent_id\": \"b\"}\n\n"
           "event: task_complete\ndata: {\"task_id\": 1}\n\n"
           "event: agent_message\ndata: {\"agent_id\": \"build\", \"message\": \"hm\"}\n\n");
    QTRY_COMPARE(m_model->count(), 3);
    QTRY_COMPARE(stateAt(0), State::Completed);
    QCOMPARE(stateAt(1), State::Running);
    QCOMPARE(taskAt(0), u"build"_s);
    QCOMPARE(taskAt(1), u"build"_s);
    QCOMPARE(at(1, AgentTaskModel::AgentRole).toString(), u"b"_s);
    QCOMPARE(at(2, AgentTaskModel::MessageRole).toString(), u"hm"_s);
}

void tst_AgentTaskModel::aTaskMayBeginAnew()
{
    stream("event: task_complete\ndata: {\"task\": \"a\"}\n\n"
           "event: task_update\ndata: {\"task\": \"a\", \"message\": \"again\"}\n\n");
    QTRY_COMPARE(at(0, AgentTaskModel::MessageRole).toString(), u"again"_s);
    QCOMPARE(stateAt(0), State::Running);
    QVERIFY(!at(0, AgentTaskModel::FinishedRole).toDateTime().isValid());
}

void tst_AgentTaskModel::theEndEndsWhatIsAtWork()
{
    stream("event: task_update\ndata: {\"task\": \"a\"}\n\n"
           "event: task_error\ndata: {\"task\": \"b\"}\n\n"
           "event: all_complete\ndata: {\"message\": \"Over\"}\n\n");
    QTRY_VERIFY(m_model->isComplete());
    QCOMPARE(stateAt(0), State::Completed);
    QCOMPARE(stateAt(1), State::Failed);
    QCOMPARE(m_model->message(), u"Over"_s);
}

void tst_AgentTaskModel::anEndNeedBeNoJson()
{
    stream("event: agent_message\ndata: {\"agent_id\": 3, \"message\": \"x\"}\n\nevent: "
           "complete\ndata: bye\n\n");
    QTRY_VERIFY(m_model->isComplete());
    QCOMPARE(taskAt(0), u"3"_s);
}

void tst_AgentTaskModel::whatIsNoProgressIsLeftAlone()
{
    stream("event: task_update\ndata: no JSON\n\n"
           "event: task_update\ndata: [1]\n\n"
           "event: task_update\ndata: {\"status\": \"processing\"}\n\n"
           "event: other\ndata: {\"task\": \"a\"}\n\n"
           "data: {\"counter\": 1}\n\n"
           "data: {\"counter\": 1, \"message\": \"hello\"}\n\n");
    QTRY_COMPARE(m_model->message(), u"hello"_s);
    QCOMPARE(m_model->count(), 0);
    QVERIFY(!m_model->isComplete());
}

void tst_AgentTaskModel::anotherRunBeginsAnew()
{
    const QByteArray run =
        "event: task_update\ndata: {\"task\": \"a\"}\n\nevent: complete\ndata: 1\n\n";
    stream(run);
    QTRY_VERIFY(m_model->isComplete());
    QTRY_COMPARE(m_source->readyState(), SseSource::ReadyState::Closed);
    stream("event: task_update\ndata: {\"task\": \"b\"}\n\n");
    QTRY_COMPARE(taskAt(0), u"b"_s);
    QCOMPARE(m_model->count(), 1);
    QVERIFY(!m_model->isComplete());
}

void tst_AgentTaskModel::rowsStayWhenTheConnectionBreaks()
{
    m_server->route(u"/"_s,
                    SseTestScript::eventStream()
                        .send("event: task_update\ndata: {\"task\": \"a\"}\n\n")
                        .close());
    QSignalSpy openings(m_source.get(), &SseSource::opened);
    m_source->setUrl(m_server->url(u"/"_s));
    m_source->open();
    QTRY_VERIFY(openings.size() >= 3);
    QCOMPARE(m_model->count(), 1);
}

void tst_AgentTaskModel::changesAreToldTogether()
{
    QByteArray bytes;
    for (int i = 0; i < 1000; ++i)
        bytes += "event: task_update\ndata: {\"task\": \"" + QByteArray::number(i % 4)
            + "\", \"message\": \"" + QByteArray::number(i) + "\"}\n\n";
    QSignalSpy changes(m_model.get(), &QAbstractItemModel::dataChanged);
    stream(bytes);
    QTRY_COMPARE(at(3, AgentTaskModel::MessageRole).toString(), u"999"_s);
    QTRY_VERIFY(!changes.isEmpty());
    QVERIFY2(changes.size() < 100, QByteArray::number(changes.size()));
}

void tst_AgentTaskModel::rowsAreBounded()
{
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"maximum count of 0 is refused"_s));
    m_model->setMaximumCount(0);
    QCOMPARE(m_model->maximumCount(), 1000);
    m_model->setMaximumCount(3);
    QByteArray bytes;
    for (const char *name : { "a", "b", "c", "d" })
        bytes += "event: " + QByteArray(*name == 'b' ? "task_complete" : "task_update")
            + "\ndata: {\"task\": \"" + name + "\"}\n\n";
    stream(bytes);
    QTRY_COMPARE(taskAt(2), u"d"_s);
    QCOMPARE(m_model->count(), 3);
    QCOMPARE(taskAt(0), u"a"_s);
    QCOMPARE(taskAt(1), u"c"_s);
    m_model->setMaximumCount(1);
    QCOMPARE(m_model->count(), 1);
    QCOMPARE(taskAt(0), u"d"_s);
}

void tst_AgentTaskModel::theSourceMayGo()
{
    stream("event: task_update\ndata: {\"task\": \"a\"}\n\n");
    QTRY_COMPARE(m_model->count(), 1);
    QSignalSpy changes(m_model.get(), &AgentTaskModel::sourceChanged);
    m_source.reset();
    QCOMPARE(m_model->source(), nullptr);
    QCOMPARE(changes.size(), 1);
    QCOMPARE(m_model->count(), 1);
}

void tst_AgentTaskModel::mayBeDestroyedWhenItTells_data()
{
    QTest::addColumn<QByteArray>("signal");
    QTest::newRow("rows") << QByteArray(SIGNAL(rowsInserted(QModelIndex, int, int)));
    QTest::newRow("count") << QByteArray(SIGNAL(countChanged(int)));
    QTest::newRow("data") << QByteArray(SIGNAL(dataChanged(QModelIndex, QModelIndex)));
    QTest::newRow("progress") << QByteArray(SIGNAL(progressChanged()));
}

void tst_AgentTaskModel::mayBeDestroyedWhenItTells()
{
    QFETCH(const QByteArray, signal);
    m_tester.reset(); // it would look at the model afterwards
    Destroyer destroyer;
    QVERIFY(connect(m_model.get(), signal.constData(), &destroyer, SLOT(destroy())));
    destroyer.victim = std::move(m_model);
    stream("event: task_update\ndata: {\"task\": \"a\"}\n\n"
           "event: task_update\ndata: {\"task\": \"b\"}\n\n");
    QTRY_VERIFY(!destroyer.victim);
}

QTEST_GUILESS_MAIN(tst_AgentTaskModel)
#include "tst_agenttaskmodel.moc"
