// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// The client of agents' servers, over sockets: the demo server, and scripted ones that replay
// captures, break off and refuse.

#include "agentcapture.h"
#include "chatreplay.h"
#include "destroyer.h"

#include <SseQt/AgentClient>
#include <SseQt/SseDemoServer>
#include <SseQt/SseReconnectPolicy>
#include <SseQt/SseTestServer>

#include <QtCore/qdeadlinetimer.h>
#include <QtCore/qjsondocument.h>
#include <QtCore/qtimer.h>
#include <QtCore/qurlquery.h>
#include <QtTest/QAbstractItemModelTester>

#include <memory>

static_assert(!std::is_copy_constructible_v<AgentClient>);
static_assert(!std::is_copy_constructible_v<AgentSessionModel>);

using namespace Qt::StringLiterals;
using AgentCapture::contentOf;
using State = AgentClient::State;
using Status = AgentSession::Status;

namespace {

QByteArray busEvent(const QString &type, const QJsonObject &properties = {})
{
    return "data: "
        + QJsonDocument(QJsonObject{ { u"type"_s, type }, { u"properties"_s, properties } })
              .toJson(QJsonDocument::Compact)
        + "\n\n";
}

QJsonObject sessionInfo(const QString &id, const QString &agent = {}, const QString &directory = {},
                        int created = 1)
{
    QJsonObject info{ { u"id"_s, id },
                      { u"title"_s, QString("Title of "_L1 + id) },
                      { u"directory"_s, directory },
                      { u"time"_s, QJsonObject{ { u"created"_s, created } } } };
    if (!agent.isEmpty())
        info.insert("agent"_L1, agent);
    return info;
}

QByteArray sessionEvent(const QString &type, const QJsonObject &info)
{
    return busEvent(type, { { u"sessionID"_s, info["id"_L1] }, { u"info"_s, info } });
}

QByteArray statusEvent(const QString &id, const QJsonObject &status)
{
    return busEvent(u"session.status"_s, { { u"sessionID"_s, id }, { u"status"_s, status } });
}

// As QTRY_VERIFY, and looks after every event: it is for tests that wait hundreds of times.
template<typename Condition>
bool happens(Condition condition)
{
    const QDeadlineTimer deadline(5000);
    QTimer waking;
    waking.start(50);
    while (!condition()) {
        if (deadline.hasExpired())
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return true;
}

QByteArray compact(const QJsonArray &array)
{
    return QJsonDocument(array).toJson(QJsonDocument::Compact);
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

class tst_AgentClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void twoSessionsTalkAtOnce_data();
    void twoSessionsTalkAtOnce();
    void promptsAreAnswered_data();
    void promptsAreAnswered();
    void anAnswerIsStopped();
    void filtersAreSentAndAppliedAgain_data();
    void filtersAreSentAndAppliedAgain();
    void filtersMayChange();
    void anAgentThatIsNamedLate();
    void theStreamBreaksAtEveryEvent_data();
    void theStreamBreaksAtEveryEvent();
    void conversationsShareTheStream();
    void conversationsAreFetchedWheneverAskedFor();
    void credentialsGoToTheServerAlone_data();
    void credentialsGoToTheServerAlone();
    void redirectsOfRequestsAreRefused();
    void whatCannotBeFetchedIsTriedAgain();
    void aServerWithAStreamAlone();
    void aServerThatGreetsNobody();
    void heartbeatsKeepTheStream();
    void sessionsRetry();
    void sessionsFail();
    void sessionsGo();
    void questionsAreFetchedToo();
    void errorsOfRequestsAreTold_data();
    void errorsOfRequestsAreTold();
    void malformedEventsAreTold();
    void anotherServerIsAnotherWorld();
    void closingKeepsWhatIsThere();
    void aConversationMayBeForgottenWhileItIsTold_data();
    void aConversationMayBeForgottenWhileItIsTold();
    void mayBeDestroyedInItsSignals_data();
    void mayBeDestroyedInItsSignals();

private:
    void serve(const QByteArray &events, const QJsonArray &sessions = {},
               const QJsonObject &statuses = {});
    void openDemo(const QString &eventPath = u"/event?interval=1"_s);
    [[nodiscard]] AgentSession session(const QString &id) const
    {
        return m_client->sessions()->session(id);
    }
    [[nodiscard]] QStringList sessionIds() const
    {
        QStringList ids;
        for (int row = 0; row < m_client->sessions()->count(); ++row)
            ids.append(m_client->sessions()->sessionAt(row).id);
        return ids;
    }

    std::unique_ptr<SseTestServer> m_server;
    std::unique_ptr<SseDemoServer> m_demo;
    std::unique_ptr<AgentClient> m_client;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void tst_AgentClient::init()
{
    m_server = std::make_unique<SseTestServer>();
    QVERIFY(m_server->listen());
    m_client = std::make_unique<AgentClient>();
    m_client->setBaseUrl(m_server->url({}));
    SseReconnectPolicy policy = m_client->source()->reconnectPolicy();
    policy.setInterval(1);
    policy.setMinimumDelay(1);
    policy.setFactor(1);
    m_client->source()->setReconnectPolicy(policy);
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_client->sessions(), QAbstractItemModelTester::FailureReportingMode::QtTest);
}

void tst_AgentClient::cleanup()
{
    m_tester.reset();
    m_client.reset();
    m_demo.reset();
    m_server.reset();
}

// A server that greets, says that, and stays; asked for its state it has these.
void tst_AgentClient::serve(const QByteArray &events, const QJsonArray &sessions,
                            const QJsonObject &statuses)
{
    m_server->route(
        u"/event"_s,
        SseTestScript::eventStream().send(busEvent(u"server.connected"_s) + events).stall());
    m_server->route(u"/session"_s,
                    SseTestScript::reply(200, compact(sessions), "application/json"));
    m_server->route(u"/session/status"_s,
                    SseTestScript::reply(200, compact(statuses), "application/json"));
    m_server->route(u"/permission"_s, SseTestScript::reply(200, "[]", "application/json"));
    m_server->route(u"/session/{id}/message"_s,
                    SseTestScript::reply(200, "[]", "application/json"));
}

void tst_AgentClient::openDemo(const QString &eventPath)
{
    m_demo = std::make_unique<SseDemoServer>();
    QVERIFY(m_demo->listen());
    m_client->setBaseUrl(m_demo->url({}));
    m_client->setEventPath(eventPath);
    m_client->open();
}

void tst_AgentClient::twoSessionsTalkAtOnce_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("OpenCode's") << u"/event?interval=2"_s;
    QTest::newRow("of the same shape") << u"/api/v1/events/sse?interval=2"_s;
}

void tst_AgentClient::twoSessionsTalkAtOnce()
{
    QFETCH(const QString, path);
    ChatModel *const garden = m_client->conversation(u"ses_demo_1"_s);
    ChatModel *const harbour = m_client->conversation(u"ses_demo_2"_s);
    openDemo(path);
    QTRY_COMPARE(m_client->state(), State::Live);
    QTRY_COMPARE(sessionIds(), QStringList({ u"ses_demo_1"_s, u"ses_demo_2"_s }));
    QTRY_VERIFY(session(u"ses_demo_1"_s).status == Status::Busy
                && session(u"ses_demo_2"_s).status == Status::Busy);
    QTRY_VERIFY(garden->count() == 2 && harbour->count() == 2
                && session(u"ses_demo_1"_s).status == Status::Idle
                && session(u"ses_demo_2"_s).status == Status::Idle);
    QTRY_COMPARE(
        garden->messageAt(1)->text(),
        QString(u"Two of them are dry: the basil (18 %) and the mint (21 %). The tomato is "
                "fine \U0001F331 until tomorrow."_s));
    QVERIFY(harbour->messageAt(1)->text().startsWith(u"The next one leaves at 10:15"_s));
    QCOMPARE(garden->messageAt(0)->role(), Chat::Role::User);
    QCOMPARE(garden->messageAt(0)->text(), u"Which of my plants need water today?"_s);
    const ChatPart *call = nullptr;
    const QList<ChatPart *> parts = garden->messageAt(1)->parts();
    for (const ChatPart *part : parts) {
        if (part->type() == Chat::PartType::ToolCall)
            call = part;
    }
    QVERIFY(call);
    QCOMPARE(call->toolState(), Chat::ToolState::Completed);
    QVERIFY(call->result().startsWith(u"basil,18"_s));
    QCOMPARE(session(u"ses_demo_1"_s).agent, u"build"_s);
    QCOMPARE(session(u"ses_demo_2"_s).directory, u"/home/demo/harbour"_s);
}

void tst_AgentClient::promptsAreAnswered_data()
{
    QTest::addColumn<AgentPermission::Answer>("answer");
    QTest::addColumn<Chat::ToolState>("state");
    QTest::newRow("once") << AgentPermission::Answer::Once << Chat::ToolState::Completed;
    QTest::newRow("always") << AgentPermission::Answer::Always << Chat::ToolState::Completed;
    QTest::newRow("reject") << AgentPermission::Answer::Reject << Chat::ToolState::Error;
}

void tst_AgentClient::promptsAreAnswered()
{
    QFETCH(const AgentPermission::Answer, answer);
    QFETCH(const Chat::ToolState, state);
    openDemo();
    QTRY_COMPARE(m_client->state(), State::Live);
    QSignalSpy created(m_client.get(), &AgentClient::sessionCreated);
    m_client->createSession(u"Mine"_s);
    QTRY_COMPARE(created.size(), 1);
    const QString id = created.at(0).at(0).toString();
    QTRY_COMPARE(session(id).title, u"Mine"_s);
    ChatModel *const model = m_client->conversation(id);
    QSignalSpy accepted(m_client.get(), &AgentClient::promptAccepted);
    QSignalSpy questions(m_client.get(), &AgentClient::permissionAsked);
    m_client->prompt(id, u"What is this?"_s);
    QTRY_COMPARE(accepted.size(), 1);
    QTRY_COMPARE(questions.size(), 1);
    const auto question = questions.at(0).at(0).value<AgentPermission>();
    QCOMPARE(question.sessionId, id);
    QCOMPARE(question.kind, u"bash"_s);
    QCOMPARE(question.title, u"cat notes.md"_s);
    QCOMPARE(session(id).permissions, QList<AgentPermission>{ question });
    QCOMPARE(session(id).status, Status::Busy);

    m_client->answerPermission(id, question.id, answer);
    QTRY_COMPARE(session(id).status, Status::Idle);
    QVERIFY(session(id).permissions.isEmpty());
    QCOMPARE(model->count(), 2);
    QCOMPARE(model->messageAt(0)->text(), u"What is this?"_s);
    const ChatPart *const call = model->messageAt(1)->toolCall(question.toolCallId);
    QVERIFY(call);
    QTRY_COMPARE(call->toolState(), state);
    QTRY_VERIFY(!model->messageAt(1)->isStreaming());
    QCOMPARE(model->messageAt(1)->text().contains(u"demonstration"_s),
             answer != AgentPermission::Answer::Reject);
}

void tst_AgentClient::anAnswerIsStopped()
{
    openDemo();
    QSignalSpy created(m_client.get(), &AgentClient::sessionCreated);
    QTRY_COMPARE(m_client->state(), State::Live);
    m_client->createSession();
    QTRY_COMPARE(created.size(), 1);
    const QString id = created.at(0).at(0).toString();
    ChatModel *const model = m_client->conversation(id);
    m_client->prompt(id, u"Go"_s);
    QTRY_COMPARE(session(id).permissions.size(), 1);
    QSignalSpy errors(m_client.get(), &AgentClient::errorOccurred);
    m_client->abort(id);
    QTRY_COMPARE(session(id).status, Status::Idle);
    QVERIFY(session(id).permissions.isEmpty());
    QTRY_COMPARE(model->messageAt(1)->finishReason(), Chat::FinishReason::Stopped);
    QVERIFY(!model->messageAt(1)->isStreaming());
    QCOMPARE(errors.size(), 0);
}

void tst_AgentClient::filtersAreSentAndAppliedAgain_data()
{
    QTest::addColumn<QString>("sessionId");
    QTest::addColumn<QString>("agentId");
    QTest::addColumn<QString>("directory");
    QTest::addColumn<QStringList>("seen");
    QTest::newRow("none") << QString() << QString() << QString()
                          << QStringList({ u"c"_s, u"b"_s, u"a"_s });
    QTest::newRow("session") << u"b"_s << QString() << QString() << QStringList({ u"b"_s });
    QTest::newRow("agent") << QString() << u"plan & co"_s << QString()
                           << QStringList({ u"c"_s, u"b"_s });
    QTest::newRow("directory") << QString() << QString() << u"/a b/ü"_s << QStringList({ u"c"_s });
    QTest::newRow("two") << u"b"_s << QString() << u"/a b/ü"_s << QStringList();
}

void tst_AgentClient::filtersAreSentAndAppliedAgain()
{
    QFETCH(const QString, sessionId);
    QFETCH(const QString, agentId);
    QFETCH(const QString, directory);
    QFETCH(const QStringList, seen);
    const QJsonArray infos{ sessionInfo(u"a"_s, u"build"_s, u"/x"_s, 1),
                            sessionInfo(u"b"_s, u"plan & co"_s, u"/x"_s, 2),
                            sessionInfo(u"c"_s, u"plan & co"_s, u"/a b/ü"_s, 3) };
    QByteArray events;
    for (const QJsonValue &info : infos) {
        events += busEvent(u"message.updated"_s,
                           { { u"info"_s,
                               QJsonObject{ { u"id"_s, QString("m"_L1 + info["id"_L1].toString()) },
                                            { u"sessionID"_s, info["id"_L1] },
                                            { u"role"_s, u"user"_s } } } });
    }
    serve(events, infos);
    m_client->setSessionId(sessionId);
    m_client->setAgentId(agentId);
    m_client->setDirectory(directory);
    m_client->open();
    QTRY_COMPARE(m_client->state(), State::Live);
    QCOMPARE(sessionIds(), seen);
    const QUrlQuery query = m_server->requests().at(0).query;
    QCOMPARE(query.queryItemValue(u"session_id"_s, QUrl::FullyDecoded), sessionId);
    QCOMPARE(query.queryItemValue(u"agent_id"_s, QUrl::FullyDecoded), agentId);
    QCOMPARE(query.queryItemValue(u"directory"_s, QUrl::FullyDecoded), directory);
    // The requests beside it know of directories.
    QCOMPARE(m_server->requests().at(1).query.queryItemValue(u"directory"_s, QUrl::FullyDecoded),
             directory);
    // Messages too: what the filters leave out is not shown, even to who asks for it.
    for (const QJsonValue &info : infos) {
        const QString id = info["id"_L1].toString();
        ChatModel *const model = m_client->conversation(id);
        QTRY_COMPARE(m_client->state(), State::Live);
        m_server->sendToAll(busEvent(u"message.updated"_s,
                                     { { u"info"_s,
                                         QJsonObject{ { u"id"_s, QString("m"_L1 + id) },
                                                      { u"sessionID"_s, id },
                                                      { u"role"_s, u"user"_s } } } })
                            + sessionEvent(u"session.updated"_s,
                                           sessionInfo(u"end"_s + id, agentId, directory, 9)));
        if (sessionId.isEmpty())
            QTRY_VERIFY(sessionIds().contains(u"end"_s + id));
        if (seen.contains(id))
            QTRY_COMPARE(model->count(), 1);
        else
            QCOMPARE(model->count(), 0);
    }
}

void tst_AgentClient::filtersMayChange()
{
    serve({}, { sessionInfo(u"a"_s, u"build"_s), sessionInfo(u"b"_s, u"plan"_s) });
    m_client->open();
    QTRY_COMPARE(m_client->sessions()->count(), 2);
    QTRY_COMPARE(m_client->state(), State::Live);
    m_client->setAgentId(u"plan"_s);
    QCOMPARE(sessionIds(), QStringList{ u"b"_s });
    QTRY_COMPARE(m_client->state(), State::Live);
    QCOMPARE(sessionIds(), QStringList{ u"b"_s });
    m_client->setAgentId({});
    QCOMPARE(sessionIds().size(), 2);
}

void tst_AgentClient::anAgentThatIsNamedLate()
{
    m_client->setAgentId(u"plan"_s);
    serve({}, { sessionInfo(u"a"_s) });
    ChatModel *const model = m_client->conversation(u"a"_s);
    m_client->open();
    QTRY_COMPARE(m_client->state(), State::Live);
    QCOMPARE(m_client->sessions()->count(), 0);
    m_server->sendToAll(busEvent(u"message.updated"_s,
                                 { { u"info"_s,
                                     QJsonObject{ { u"id"_s, u"m"_s },
                                                  { u"sessionID"_s, u"a"_s },
                                                  { u"agent"_s, u"plan"_s },
                                                  { u"role"_s, u"user"_s } } } }));
    QTRY_COMPARE(sessionIds(), QStringList{ u"a"_s });
    QCOMPARE(model->count(), 1);
}

void tst_AgentClient::theStreamBreaksAtEveryEvent_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("missed");
    for (const QString &name : { u"opencode-1.0.185-event"_s, u"opencode-event-session"_s }) {
        for (const int missed : { 0, 2 })
            QTest::addRow("%s, %d missed", qPrintable(name), missed) << name << missed;
    }
}

// After each event in turn the connection goes. What happens until it is there again is missed; the
// state is fetched, and while it is, the stream goes on.
void tst_AgentClient::theStreamBreaksAtEveryEvent()
{
    QFETCH(const QString, name);
    QFETCH(const int, missed);
    QList<AgentCapture::Event> events;
    const auto parsed = ChatReplay::parsed({ AgentCapture::body(name) });
    for (const SseEvent &event : parsed)
        events.append(AgentCapture::eventOf(event));
    AgentCapture::Store whole;
    for (const AgentCapture::Event &event : std::as_const(events))
        whole.apply(event);
    const QString id = whole.sessions().at(0)["id"_L1].toString();

    AgentCapture::Store store;
    qsizetype broken = 0;
    int connections = 0;
    const auto send = [&](SseTestExchange *exchange, qsizetype from, qsizetype to) {
        for (qsizetype i = from; i < to; ++i) {
            store.apply(events.at(i));
            exchange->write("data: " + events.at(i).data + "\n\n");
        }
    };
    m_server->route(u"/event"_s, SseTestServer::Handler([&](SseTestExchange *exchange) {
                        exchange->startEventStream();
                        if (++connections == 1) {
                            send(exchange, 0, broken + 1);
                            exchange->closeConnection();
                            return;
                        }
                        const qsizetype resumed = qMin(broken + 1 + missed, events.size());
                        for (qsizetype i = broken + 1; i < resumed; ++i)
                            store.apply(events.at(i));
                        exchange->write(busEvent(u"server.connected"_s));
                        send(exchange, resumed, events.size());
                    }));
    const auto answer = [this](const QString &path, auto value) {
        m_server->route(path, SseTestServer::Handler([value](SseTestExchange *exchange) {
                            exchange->reply(200, compact(value()), "application/json");
                        }));
    };
    answer(u"/session"_s, [&] { return store.sessions(); });
    answer(u"/session/status"_s, [&] { return store.statuses(); });
    answer(u"/session/{id}/message"_s, [&] { return store.messages(); });
    answer(u"/permission"_s, [] { return QJsonArray(); });

    // What a client that comes afterwards sees.
    QJsonObject expected;
    for (broken = events.size() - 1; broken >= 0; --broken) {
        store = {};
        connections = 0;
        AgentClient client;
        client.source()->setReconnectPolicy(m_client->source()->reconnectPolicy());
        client.setBaseUrl(m_server->url({}));
        ChatModel *const model = client.conversation(id);
        client.open();
        const auto isThere = [&] {
            return connections == 2 && client.state() == State::Live
                && client.sessions()->session(id).status == Status::Idle;
        };
        QVERIFY2(happens(isThere), QByteArray::number(broken));
        model->flush();
        if (expected.isEmpty())
            expected = contentOf(model);
        const auto isSame = [&] { return contentOf(model) == expected; };
        QVERIFY2(happens(isSame), QByteArray::number(broken));
        QCOMPARE(model->count(), whole.messages().size());
    }
}

void tst_AgentClient::conversationsShareTheStream()
{
    serve({}, { sessionInfo(u"a"_s), sessionInfo(u"b"_s) });
    m_client->open();
    QTRY_COMPARE(m_client->state(), State::Live);
    QCOMPARE(m_client->conversation(u"a"_s), m_client->conversation(u"a"_s));
    QVERIFY(m_client->conversation(u"a"_s) != m_client->conversation(u"b"_s));
    QTRY_COMPARE(m_client->state(), State::Live);
    int streams = 0;
    const auto requests = m_server->requests();
    for (const SseTestRequest &request : requests)
        streams += request.path == u"/event" ? 1 : 0;
    QCOMPARE(streams, 1);
    const QPointer<ChatModel> model = m_client->conversation(u"a"_s);
    m_client->forgetConversation(u"a"_s);
    QTRY_VERIFY(!model);
}

// A view asks for a conversation in the moment in which its session is told of: the state is still
// being fetched then.
void tst_AgentClient::conversationsAreFetchedWheneverAskedFor()
{
    serve({}, { sessionInfo(u"a"_s) });
    const QJsonObject info{ { u"id"_s, u"m"_s },
                            { u"sessionID"_s, u"a"_s },
                            { u"role"_s, u"user"_s } };
    const QJsonArray messages{ QJsonObject{ { u"info"_s, info }, { u"parts"_s, QJsonArray() } } };
    m_server->route(u"/session/{id}/message"_s,
                    SseTestScript::reply(200, compact(messages), "application/json"));
    const ChatModel *model = nullptr;
    State asked = State::Closed;
    connect(m_client->sessions(), &AgentSessionModel::rowsInserted, this, [&] {
        asked = m_client->state();
        model = m_client->conversation(u"a"_s);
    });
    m_client->open();
    QTRY_COMPARE(m_client->state(), State::Live);
    QCOMPARE(asked, State::Fetching);
    QCOMPARE(model->count(), 1);
}

void tst_AgentClient::credentialsGoToTheServerAlone_data()
{
    QTest::addColumn<bool>("inUrl");
    QTest::newRow("by properties") << false;
    QTest::newRow("in the URL") << true;
}

void tst_AgentClient::credentialsGoToTheServerAlone()
{
    QFETCH(const bool, inUrl);
    SseTestServer other;
    QVERIFY(other.listen());
    other.route(u"/event"_s,
                SseTestScript::eventStream().send(busEvent(u"server.connected"_s)).stall());
    serve({});
    m_server->route(u"/event"_s, SseTestScript::redirect(307, other.url(u"/event"_s)));
    if (inUrl) {
        QUrl url = m_server->url({});
        url.setUserInfo(u"me:p%40ss"_s);
        m_client->setBaseUrl(url);
    } else {
        QSignalSpy changes(m_client.get(), &AgentClient::hasPasswordChanged);
        m_client->setUserName(u"me"_s);
        m_client->setPassword(u"p@ss"_s);
        QCOMPARE(changes.size(), 1);
        QVERIFY(m_client->hasPassword());
    }
    m_client->open();
    QTRY_COMPARE(m_client->state(), State::Live);
    const QByteArray expected = "Basic " + QByteArray("me:p@ss").toBase64();
    const auto requests = m_server->requests();
    QVERIFY(requests.size() >= 3);
    for (const SseTestRequest &request : requests)
        QCOMPARE(request.header("Authorization"), expected);
    QCOMPARE(other.requests().size(), 1);
    QVERIFY(other.requests().at(0).header("Authorization").isEmpty());
}

void tst_AgentClient::redirectsOfRequestsAreRefused()
{
    serve({});
    m_server->route(u"/session"_s, SseTestScript::redirect(307, QByteArray("/elsewhere")));
    QSignalSpy errors(m_client.get(), &AgentClient::errorOccurred);
    m_client->open();
    QTRY_COMPARE(errors.size(), 1);
    const auto error = errors.at(0).at(0).value<ChatError>();
    QCOMPARE(error.code, Chat::ErrorCode::Refused);
    QVERIFY(error.message.contains("redirects"_L1));
    QVERIFY(!error.advice.isEmpty());
}

void tst_AgentClient::whatCannotBeFetchedIsTriedAgain()
{
    serve({}, { sessionInfo(u"a"_s) });
    m_server->route(u"/session"_s,
                    { SseTestScript::reply(500, "{\"message\": \"Oops\"}", "application/json"),
                      SseTestScript::reply(200, compact(QJsonArray{ sessionInfo(u"a"_s) }),
                                           "application/json") });
    QSignalSpy errors(m_client.get(), &AgentClient::errorOccurred);
    m_client->open();
    QTRY_COMPARE(errors.size(), 1);
    const auto error = errors.at(0).at(0).value<ChatError>();
    QCOMPARE(error.httpStatus, 500);
    QVERIFY2(error.message.contains("Oops"_L1), qPrintable(error.message));
    QCOMPARE(m_client->error(), error);
    QCOMPARE(m_client->state(), State::Fetching);
    QTRY_COMPARE(m_client->state(), State::Live);
    QCOMPARE(sessionIds(), QStringList{ u"a"_s });
    QVERIFY(!m_client->error().isError());
}

// It has no requests: what the stream tells is all there is.
void tst_AgentClient::aServerWithAStreamAlone()
{
    m_server->route(u"/event"_s,
                    SseTestScript::eventStream()
                        .send(busEvent(u"server.connected"_s)
                              + sessionEvent(u"session.created"_s, sessionInfo(u"a"_s))
                              + statusEvent(u"a"_s, { { u"type"_s, u"busy"_s } }))
                        .stall());
    QSignalSpy errors(m_client.get(), &AgentClient::errorOccurred);
    m_client->open();
    QTRY_COMPARE(session(u"a"_s).status, Status::Busy);
    QTRY_COMPARE(m_client->state(), State::Live);
    QCOMPARE(errors.size(), 0);
}

void tst_AgentClient::aServerThatGreetsNobody()
{
    serve({}, { sessionInfo(u"a"_s) });
    m_server->route(u"/event"_s,
                    SseTestScript::eventStream()
                        .send(statusEvent(u"a"_s, { { u"type"_s, u"busy"_s } }))
                        .stall());
    m_client->open();
    QTRY_COMPARE(m_client->state(), State::Live);
    QCOMPARE(session(u"a"_s).status, Status::Busy);
}

void tst_AgentClient::heartbeatsKeepTheStream()
{
    openDemo(u"/event?heartbeat=20&session_id=none"_s);
    m_client->source()->setIdleTimeout(400);
    QTRY_COMPARE(m_client->state(), State::Live);
    QSignalSpy events(m_client->source(), &SseSource::eventReceived);
    QSignalSpy errors(m_client.get(), &AgentClient::errorOccurred);
    QTRY_VERIFY(events.size() >= 40); // 800 ms
    QCOMPARE(errors.size(), 0);
    // Without them it is given up.
    serve({});
    m_client->setBaseUrl(m_server->url({}));
    m_client->setEventPath(u"/event"_s);
    QTRY_VERIFY(!errors.isEmpty());
    QTRY_VERIFY(m_server->requests().size() > 5);
}

void tst_AgentClient::sessionsRetry()
{
    const qint64 next = QDateTime::currentMSecsSinceEpoch() + 60'000;
    serve(statusEvent(u"a"_s,
                      { { u"type"_s, u"retry"_s },
                        { u"attempt"_s, 2 },
                        { u"message"_s, u"Overloaded"_s },
                        { u"next"_s, next } }),
          { sessionInfo(u"a"_s) });
    m_client->open();
    QTRY_COMPARE(session(u"a"_s).status, Status::Retrying);
    QCOMPARE(session(u"a"_s).retryAttempt, 2);
    QCOMPARE(session(u"a"_s).retryMessage, u"Overloaded"_s);
    QCOMPARE(session(u"a"_s).retryTime.toMSecsSinceEpoch(), next);
    AgentSessionModel *const model = m_client->sessions();
    const auto retryIn = [model] {
        return model->data(model->index(0), AgentSessionModel::RetryInRole).toInt();
    };
    const int before = retryIn();
    QVERIFY(before > 0 && before <= 60'000);
    QSignalSpy changes(model, &QAbstractItemModel::dataChanged);
    QTRY_VERIFY(!changes.isEmpty());
    QCOMPARE(changes.at(0).at(2).value<QList<int>>(), QList<int>{ AgentSessionModel::RetryInRole });
    QVERIFY(retryIn() < before);
    m_server->sendToAll(statusEvent(u"a"_s, { { u"type"_s, u"busy"_s } }));
    QTRY_COMPARE(session(u"a"_s).status, Status::Busy);
    QCOMPARE(retryIn(), -1);
}

void tst_AgentClient::sessionsFail()
{
    const QJsonObject error{ { u"name"_s, u"ProviderAuthError"_s },
                             { u"data"_s, QJsonObject{ { u"message"_s, u"No key"_s } } } };
    serve(busEvent(u"session.error"_s, { { u"sessionID"_s, u"a"_s }, { u"error"_s, error } }),
          { sessionInfo(u"a"_s) });
    QSignalSpy errors(m_client.get(), &AgentClient::errorOccurred);
    m_client->open();
    QTRY_COMPARE(errors.size(), 1);
    QCOMPARE(errors.at(0).at(0).value<ChatError>().message, u"No key"_s);
    QCOMPARE(errors.at(0).at(1).toString(), u"a"_s);
    QCOMPARE(session(u"a"_s).error, u"No key"_s);
    m_server->sendToAll(statusEvent(u"a"_s, { { u"type"_s, u"busy"_s } }));
    QTRY_COMPARE(session(u"a"_s).error, QString());
}

void tst_AgentClient::sessionsGo()
{
    serve({}, { sessionInfo(u"a"_s), sessionInfo(u"b"_s) });
    m_client->open();
    QTRY_COMPARE(m_client->state(), State::Live);
    m_server->sendToAll(sessionEvent(u"session.deleted"_s, sessionInfo(u"a"_s)));
    QTRY_COMPARE(sessionIds(), QStringList{ u"b"_s });
    // One that is gone while nobody listens is gone too.
    serve({}, { sessionInfo(u"c"_s) });
    m_server->dropConnections();
    QTRY_COMPARE(sessionIds(), QStringList{ u"c"_s });
}

void tst_AgentClient::questionsAreFetchedToo()
{
    serve({}, { sessionInfo(u"a"_s) }, { { u"a"_s, QJsonObject{ { u"type"_s, u"busy"_s } } } });
    const QJsonObject question{ { u"id"_s, u"q"_s },
                                { u"sessionID"_s, u"a"_s },
                                { u"permission"_s, u"edit"_s },
                                { u"patterns"_s, QJsonArray{ u"a.cpp"_s, u"b.cpp"_s } },
                                { u"tool"_s, QJsonObject{ { u"callID"_s, u"c"_s } } } };
    m_server->route(u"/permission"_s,
                    SseTestScript::reply(200, compact(QJsonArray{ question }), "application/json"));
    m_client->open();
    QTRY_COMPARE(session(u"a"_s).permissions.size(), 1);
    const AgentPermission permission = session(u"a"_s).permissions.at(0);
    QCOMPARE(permission.kind, u"edit"_s);
    QCOMPARE(permission.title, u"a.cpp, b.cpp"_s);
    QCOMPARE(permission.toolCallId, u"c"_s);
    m_server->sendToAll(busEvent(
        u"permission.replied"_s,
        { { u"sessionID"_s, u"a"_s }, { u"requestID"_s, u"q"_s }, { u"reply"_s, u"once"_s } }));
    QTRY_VERIFY(session(u"a"_s).permissions.isEmpty());
}

void tst_AgentClient::errorsOfRequestsAreTold_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<Chat::ErrorCode>("code");
    QTest::newRow("unauthorized") << 401 << Chat::ErrorCode::Unauthorized;
    QTest::newRow("no such session") << 404 << Chat::ErrorCode::NotFound;
    QTest::newRow("bad") << 400 << Chat::ErrorCode::Refused;
    QTest::newRow("dead") << 0 << Chat::ErrorCode::ConnectionFailed;
}

void tst_AgentClient::errorsOfRequestsAreTold()
{
    QFETCH(const int, status);
    QFETCH(const Chat::ErrorCode, code);
    m_server->route(u"/session/{id}/prompt_async"_s,
                    status == 0 ? SseTestScript::raw().close()
                                : SseTestScript::reply(status, "{}", "application/json"));
    QSignalSpy errors(m_client.get(), &AgentClient::errorOccurred);
    m_client->prompt(u"a/../b"_s, u"Hello"_s);
    QTRY_COMPARE(errors.size(), 1);
    QCOMPARE(errors.at(0).at(0).value<ChatError>().code, code);
    QCOMPARE(errors.at(0).at(1).toString(), u"a/../b"_s);
    // Sent once, and the ID is one segment of the path.
    QCOMPARE(m_server->requests().size(), 1);
    QCOMPARE(m_server->requests().at(0).target, QByteArray("/session/a%2F..%2Fb/prompt_async"));
}

void tst_AgentClient::malformedEventsAreTold()
{
    serve("data: {\"type\": \n\n" + sessionEvent(u"session.updated"_s, sessionInfo(u"a"_s)));
    QSignalSpy errors(m_client.get(), &AgentClient::errorOccurred);
    m_client->open();
    QTRY_COMPARE(errors.size(), 1);
    QCOMPARE(errors.at(0).at(0).value<ChatError>().code, Chat::ErrorCode::MalformedStream);
    QTRY_COMPARE(sessionIds(), QStringList{ u"a"_s });
}

void tst_AgentClient::anotherServerIsAnotherWorld()
{
    serve({}, { sessionInfo(u"a"_s) });
    m_client->open();
    QTRY_COMPARE(sessionIds(), QStringList{ u"a"_s });
    SseTestServer other;
    QVERIFY(other.listen());
    m_client->setBaseUrl(other.url({}));
    QCOMPARE(m_client->sessions()->count(), 0);
    QTRY_VERIFY(!other.requests().isEmpty());
}

void tst_AgentClient::closingKeepsWhatIsThere()
{
    serve({}, { sessionInfo(u"a"_s) });
    m_client->open();
    QTRY_COMPARE(m_client->state(), State::Live);
    m_client->close();
    QCOMPARE(m_client->state(), State::Closed);
    QCOMPARE(sessionIds(), QStringList{ u"a"_s });
    m_client->open();
    QTRY_COMPARE(m_client->state(), State::Live);
}

void tst_AgentClient::aConversationMayBeForgottenWhileItIsTold_data()
{
    QTest::addColumn<bool>("isDestroyed");
    QTest::newRow("forgotten") << false;
    QTest::newRow("destroyed, with the client") << true;
}

void tst_AgentClient::aConversationMayBeForgottenWhileItIsTold()
{
    QFETCH(const bool, isDestroyed);
    const QJsonObject info{ { u"id"_s, u"m"_s },
                            { u"sessionID"_s, u"a"_s },
                            { u"role"_s, u"assistant"_s } };
    const auto part = [](const QString &id) {
        return QJsonObject{ { u"id"_s, id },
                            { u"sessionID"_s, u"a"_s },
                            { u"messageID"_s, u"m"_s },
                            { u"type"_s, u"text"_s },
                            { u"text"_s, id } };
    };
    serve(busEvent(u"message.part.updated"_s, { { u"part"_s, part(u"early"_s) } })
              + busEvent(u"message.updated"_s, { { u"info"_s, info } }),
          { sessionInfo(u"a"_s) });
    m_server->route(
        u"/session/{id}/message"_s,
        SseTestScript::reply(
            200,
            compact(QJsonArray{ QJsonObject{
                { u"info"_s, info }, { u"parts"_s, QJsonArray{ part(u"x"_s), part(u"y"_s) } } } }),
            "application/json"));
    m_tester.reset();
    const QPointer<ChatModel> model = m_client->conversation(u"a"_s);
    int told = 0;
    connect(model, &QAbstractItemModel::rowsInserted, this, [&] {
        ++told;
        if (isDestroyed)
            m_client.reset();
        else
            m_client->forgetConversation(u"a"_s);
    });
    m_client->open();
    QTRY_VERIFY(told > 0);
    QTRY_VERIFY(!model);
    if (!isDestroyed)
        QTRY_COMPARE(m_client->state(), State::Live);
}

void tst_AgentClient::mayBeDestroyedInItsSignals_data()
{
    QTest::addColumn<QByteArray>("signal");
    for (const char *signal :
         { SIGNAL(stateChanged(AgentClient::State)), SIGNAL(permissionAsked(AgentPermission)),
           SIGNAL(errorOccurred(ChatError, QString)), SIGNAL(errorChanged()) })
        QTest::newRow(signal + 1) << QByteArray(signal);
}

void tst_AgentClient::mayBeDestroyedInItsSignals()
{
    QFETCH(const QByteArray, signal);
    serve("data: {\n\n"
              + busEvent(u"permission.updated"_s,
                         { { u"id"_s, u"q"_s }, { u"sessionID"_s, u"a"_s } }),
          { sessionInfo(u"a"_s) }, { { u"a"_s, QJsonObject{ { u"type"_s, u"busy"_s } } } });
    m_tester.reset();
    Destroyer destroyer;
    QVERIFY(connect(m_client.get(), signal.constData(), &destroyer, SLOT(destroy())));
    AgentClient *const client = m_client.release();
    destroyer.victim.reset(client);
    client->open();
    QTRY_VERIFY(!destroyer.victim);
}

QTEST_GUILESS_MAIN(tst_AgentClient)
#include "tst_agentclient.moc"
