// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// Tools: who is asked, how they answer, and how the conversation goes on.

#include "chatpartner.h"

#include <QtCore/qpointer.h>
#include <QtTest/QtTest>

using Phase = Chat::Phase;

class tst_ChatSessionTools : public SessionFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { tearDown(); }
    void toolsTellTheirChangesOnce();
    void aRoundGoesThroughItsPhases();
    void theConversationShowsTheCallFirst();
    void whoIsAsked_data();
    void whoIsAsked();
    void severalCallsWaitAtTheSameTime();
    void answersOfAllKinds_data();
    void answersOfAllKinds();
    void argumentsThatAreNoneAreToldToTheModel_data();
    void argumentsThatAreNoneAreToldToTheModel();
    void onlyEnabledToolsAreDeclared();
    void aToolThatIsDestroyedLeaves();
    void whatIsDestroyedFailsItsCall_data();
    void whatIsDestroyedFailsItsCall();
    void theSecondAnswerIsIgnored();
    void stoppedCallsAreNotPending();
    void clearingReleasesCalls();
};

void tst_ChatSessionTools::init()
{
    setUp();
    server->route(QStringLiteral("/chat"),
                  { Partner::calls(Partner::call(0, "t1", "clock")), Partner::answer("Noon.") });
}

void tst_ChatSessionTools::toolsTellTheirChangesOnce()
{
    ChatTool tool;
    QVERIFY(tool.isEnabled());
    QSignalSpy names(&tool, &ChatTool::nameChanged);
    QSignalSpy descriptions(&tool, &ChatTool::descriptionChanged);
    QSignalSpy parameters(&tool, &ChatTool::parametersChanged);
    QSignalSpy enabled(&tool, &ChatTool::enabledChanged);
    for (int i = 0; i < 2; ++i) {
        tool.setName(QStringLiteral("clock"));
        tool.setDescription(QStringLiteral("Tells the time."));
        tool.setParameters({ { QStringLiteral("type"), QStringLiteral("object") } });
        tool.setEnabled(false);
    }
    for (const QSignalSpy *const spy : { &names, &descriptions, &parameters, &enabled })
        QCOMPARE(spy->size(), 1);
}

void tst_ChatSessionTools::aRoundGoesThroughItsPhases()
{
    ChatTool *const clock = addTool(QStringLiteral("clock"));
    QPointer<ChatPendingCall> pending;
    clock->setHandler([&](ChatPendingCall *call) { pending = call; });
    server->route(QStringLiteral("/chat"),
                  { Partner::calls(Partner::text("Let me see.")
                                   + Partner::call(0, "t1", "clock", R"({\"zone\":\"UTC\"})")),
                    Partner::answer("Noon.") });
    QVERIFY(session->send(QStringLiteral("Time?")));
    QTRY_VERIFY(pending);
    QCOMPARE(session->phase(), Phase::CallingTool);
    QCOMPARE(pending->name(), QStringLiteral("clock"));
    QCOMPARE(pending->callId(), QStringLiteral("t1"));
    QCOMPARE(pending->arguments().value(QLatin1String("zone")), QJsonValue(QLatin1String("UTC")));
    QVERIFY(pending->isPending());
    QVERIFY(lastOf(*session)->isStreaming());
    QSignalSpy pendings(pending, &ChatPendingCall::pendingChanged);
    pending->answer(QStringLiteral("12:00"));
    QCOMPARE(pendings.size(), 1);
    QVERIFY(!pending->isPending());
    QTRY_COMPARE(watch->ends, 1);
    QVERIFY(!pending);
    const QStringList expected{ QStringLiteral("Sending"),      QStringLiteral("sent"),
                                QStringLiteral("Answering"),    QStringLiteral("CallingTool"),
                                QStringLiteral("Sending"),      QStringLiteral("sent"),
                                QStringLiteral("Answering"),    QStringLiteral("Idle"),
                                QStringLiteral("finished Stop") };
    QCOMPARE(watch->log, expected);
    QCOMPARE(session->messages()->count(), 2);
    QCOMPARE(partsOf(lastOf(*session)),
             (QStringList{ QStringLiteral("Text Let me see."),
                           QStringLiteral("ToolCall clock Completed 12:00"), QStringLiteral("Step"),
                           QStringLiteral("Text Noon.") }));
    const QByteArrayList messages{
        R"({"content":"Time?","role":"user"})",
        R"({"content":"Let me see.","role":"assistant","tool_calls":[{"function":{"arguments":)"
        R"("{\"zone\":\"UTC\"}","name":"clock"},"id":"t1","type":"function"}]})",
        R"({"content":"12:00","role":"tool","tool_call_id":"t1"})"
    };
    QCOMPARE(Partner::messagesOf(server->requests().at(1)), messages);
}

// So that a person can be shown what is to be allowed.
void tst_ChatSessionTools::theConversationShowsTheCallFirst()
{
    server->route(QStringLiteral("/chat"),
                  { Partner::calls(Partner::text("Let me see.") + Partner::call(0, "t1", "clock")
                                   + Partner::call(1, "t2", "clock")),
                    Partner::answer("Done.") });
    QStringList shown;
    connect(session.get(), &ChatSession::toolCalled, this, [&](ChatPendingCall *call) {
        const ChatPart *const part = lastOf(*session)->toolCall(call->callId());
        shown.append(part && part->toolState() == Chat::ToolState::Running
                         ? lastOf(*session)->text()
                         : QStringLiteral("nothing"));
        call->answer(12);
    });
    QVERIFY(session->send(QStringLiteral("Time?")));
    QTRY_COMPARE(watch->ends, 1);
    QCOMPARE(shown, QStringList(2, QStringLiteral("Let me see.")));
}

void tst_ChatSessionTools::whoIsAsked_data()
{
    QTest::addColumn<bool>("hasTool");
    QTest::addColumn<bool>("hasHandler");
    QTest::addColumn<bool>("isToolConnected");
    QTest::addColumn<bool>("isSessionConnected");
    QTest::addColumn<QByteArray>("told");
    const QByteArray nobody("Error: There is no tool of the name clock.");
    QTest::newRow("the handler") << true << true << true << true << QByteArray("handler");
    QTest::newRow("the tool's signal") << true << false << true << true << QByteArray("tool");
    QTest::newRow("the session's signal")
        << true << false << false << true << QByteArray("session");
    QTest::newRow("the session's, without a tool")
        << false << false << false << true << QByteArray("session");
    QTest::newRow("nobody") << true << false << false << false << nobody;
    QTest::newRow("nobody, without a tool") << false << false << false << false << nobody;
}

void tst_ChatSessionTools::whoIsAsked()
{
    QFETCH(bool, hasTool);
    QFETCH(bool, hasHandler);
    QFETCH(bool, isToolConnected);
    QFETCH(bool, isSessionConnected);
    QFETCH(QByteArray, told);
    const auto says = [](const QString &who) {
        return [who](ChatPendingCall *call) { call->answer(who); };
    };
    ChatTool *const tool = hasTool ? addTool(QStringLiteral("clock")) : nullptr;
    if (hasHandler)
        tool->setHandler(says(QStringLiteral("handler")));
    if (isToolConnected)
        connect(tool, &ChatTool::called, this, says(QStringLiteral("tool")));
    if (isSessionConnected)
        connect(session.get(), &ChatSession::toolCalled, this, says(QStringLiteral("session")));
    QVERIFY(session->send(QStringLiteral("Time?")));
    QTRY_COMPARE(watch->ends, 1);
    QCOMPARE(watch->errors.size(), 0);
    QCOMPARE(resultOf(1, "t1"), told);
}

void tst_ChatSessionTools::severalCallsWaitAtTheSameTime()
{
    server->route(QStringLiteral("/chat"),
                  { Partner::calls(Partner::call(0, "t1", "clock") + Partner::call(1, "t2", "clock")
                                   + Partner::call(2, "t3", "weather")),
                    Partner::answer("Done.") });
    QList<QPointer<ChatPendingCall>> calls;
    connect(session.get(), &ChatSession::toolCalled, this, [&](ChatPendingCall *call) {
        calls.append(call);
        if (call->callId() == QLatin1String("t2"))
            call->answer(2);
    });
    QVERIFY(session->send(QStringLiteral("Go")));
    QTRY_COMPARE(calls.size(), 3);
    calls.at(2)->answer(3);
    QCOMPARE(session->phase(), Phase::CallingTool);
    QCOMPARE(server->requests().size(), 1);
    calls.at(0)->answer(1);
    QCOMPARE(session->phase(), Phase::Sending);
    QTRY_COMPARE(watch->ends, 1);
    QCOMPARE(resultOf(1, "t1"), "1");
    QCOMPARE(resultOf(1, "t2"), "2");
    QCOMPARE(resultOf(1, "t3"), "3");
}

void tst_ChatSessionTools::answersOfAllKinds_data()
{
    QTest::addColumn<QJsonValue>("result");
    QTest::addColumn<QByteArray>("told");
    QTest::newRow("text") << QJsonValue(QStringLiteral("a \"b\"")) << QByteArray("a \"b\"");
    QTest::newRow("object") << QJsonValue(QJsonObject{ { QStringLiteral("a"), 1 } })
                            << QByteArray(R"({"a":1})");
    QTest::newRow("array") << QJsonValue(QJsonArray{ 1, true }) << QByteArray("[1,true]");
    QTest::newRow("number") << QJsonValue(1.5) << QByteArray("1.5");
    QTest::newRow("false") << QJsonValue(false) << QByteArray("false");
    QTest::newRow("null") << QJsonValue() << QByteArray("null");
    QTest::newRow("undefined") << QJsonValue(QJsonValue::Undefined) << QByteArray("null");
    QTest::newRow("nothing said") << QJsonValue(QString()) << QByteArray();
}

void tst_ChatSessionTools::answersOfAllKinds()
{
    QFETCH(QJsonValue, result);
    QFETCH(QByteArray, told);
    addTool(QStringLiteral("clock"))->setHandler([&](ChatPendingCall *call) {
        call->answer(result);
    });
    QVERIFY(session->send(QStringLiteral("Time?")));
    QTRY_COMPARE(watch->ends, 1);
    QCOMPARE(resultOf(1, "t1"), told);
}

void tst_ChatSessionTools::argumentsThatAreNoneAreToldToTheModel_data()
{
    QTest::addColumn<QByteArray>("arguments");
    QTest::newRow("an array") << QByteArray("[1]");
    QTest::newRow("not whole") << QByteArray(R"({\"zone\":)");
    QTest::newRow("text") << QByteArray("at noon");
}

void tst_ChatSessionTools::argumentsThatAreNoneAreToldToTheModel()
{
    QFETCH(QByteArray, arguments);
    server->route(QStringLiteral("/chat"),
                  { Partner::calls(Partner::call(0, "t1", "clock", arguments)
                                   + Partner::call(1, "t2", "clock")),
                    Partner::answer("Noon.") });
    int called = 0;
    addTool(QStringLiteral("clock"))->setHandler([&](ChatPendingCall *call) {
        ++called;
        call->answer(QStringLiteral("12:00"));
    });
    QVERIFY(session->send(QStringLiteral("Time?")));
    QTRY_COMPARE(watch->ends, 1);
    QCOMPARE(watch->errors.size(), 0);
    QCOMPARE(called, 1);
    const ChatPart *const part = lastOf(*session)->toolCall(QStringLiteral("t1"));
    QCOMPARE(part->toolState(), Chat::ToolState::Error);
    QVERIFY(part->result().startsWith(QLatin1String("The arguments are no JSON object")));
    QVERIFY2(resultOf(1, "t1").startsWith("Error: The arguments are no JSON object"),
             resultOf(1, "t1").constData());
    QCOMPARE(resultOf(1, "t2"), "12:00");
}

void tst_ChatSessionTools::onlyEnabledToolsAreDeclared()
{
    ChatTool *const clock = addTool(QStringLiteral("clock"));
    ChatTool *const weather = addTool(QStringLiteral("weather"));
    weather->setDescription(QStringLiteral("Tells the weather."));
    clock->setEnabled(false);
    server->route(QStringLiteral("/chat"), Partner::answer("Yes."));
    QVERIFY(session->send(QStringLiteral("Hi")));
    QTRY_COMPARE(watch->ends, 1);
    const QJsonArray tools =
        Partner::bodyOf(server->requests().constFirst()).value(QLatin1String("tools")).toArray();
    QCOMPARE(QJsonDocument(tools).toJson(QJsonDocument::Compact),
             R"([{"function":{"description":"Tells the weather.","name":"weather","parameters":)"
             R"({"properties":{},"type":"object"}},"type":"function"}])");
    weather->setEnabled(false);
    QVERIFY(session->send(QStringLiteral("Hi")));
    QTRY_COMPARE(watch->ends, 2);
    QVERIFY(!Partner::bodyOf(server->requests().at(1)).contains(QLatin1String("tools")));
}

void tst_ChatSessionTools::aToolThatIsDestroyedLeaves()
{
    QSignalSpy changes(session.get(), &ChatSession::toolsChanged);
    ChatTool *const clock = addTool(QStringLiteral("clock"));
    ChatTool *const weather = addTool(QStringLiteral("weather"));
    QCOMPARE(session->tools(), (QList{ clock, weather }));
    delete clock;
    QCOMPARE(session->tools(), QList{ weather });
    session->removeTool(weather);
    QCOMPARE(session->tools(), QList<ChatTool *>());
    delete weather;
    QCOMPARE(changes.size(), 4);
}

void tst_ChatSessionTools::whatIsDestroyedFailsItsCall_data()
{
    QTest::addColumn<bool>("isTool");
    QTest::addColumn<QByteArray>("told");
    QTest::newRow("the call") << false << QByteArray("Error: The call was given up.");
    QTest::newRow("the tool") << true << QByteArray("Error: The tool is gone.");
}

void tst_ChatSessionTools::whatIsDestroyedFailsItsCall()
{
    QFETCH(bool, isTool);
    QFETCH(QByteArray, told);
    QPointer<ChatPendingCall> pending;
    ChatTool *const clock = addTool(QStringLiteral("clock"));
    clock->setHandler([&](ChatPendingCall *call) { pending = call; });
    QVERIFY(session->send(QStringLiteral("Time?")));
    QTRY_VERIFY(pending);
    if (isTool)
        delete clock;
    else
        delete pending;
    QTRY_COMPARE(watch->ends, 1);
    QCOMPARE(watch->errors.size(), 0);
    QCOMPARE(resultOf(1, "t1"), told);
}

void tst_ChatSessionTools::theSecondAnswerIsIgnored()
{
    addTool(QStringLiteral("clock"))->setHandler([](ChatPendingCall *call) {
        call->answer(1);
        call->answer(2);
        call->fail(QStringLiteral("three"));
    });
    QVERIFY(session->send(QStringLiteral("Time?")));
    QTRY_COMPARE(watch->ends, 1);
    QCOMPARE(resultOf(1, "t1"), "1");
    QCOMPARE(server->requests().size(), 2);
}

void tst_ChatSessionTools::stoppedCallsAreNotPending()
{
    QPointer<ChatPendingCall> pending;
    addTool(QStringLiteral("clock"))->setHandler([&](ChatPendingCall *call) { pending = call; });
    QVERIFY(session->send(QStringLiteral("Time?")));
    QTRY_VERIFY(pending);
    QSignalSpy pendings(pending, &ChatPendingCall::pendingChanged);
    session->stop();
    QCOMPARE(watch->log.last(), QStringLiteral("finished Stopped"));
    QVERIFY(!pending->isPending());
    QCOMPARE(pendings.size(), 1);
    QCOMPARE(partsOf(lastOf(*session)),
             QStringList{ QStringLiteral("ToolCall clock Error interrupted") });
    pending->answer(QStringLiteral("12:00"));
    QCOMPARE(pendings.size(), 1);
    QTRY_VERIFY(!pending);
    QCOMPARE(session->phase(), Phase::Idle);
    QCOMPARE(server->requests().size(), 1);
    QCOMPARE(partsOf(lastOf(*session)),
             QStringList{ QStringLiteral("ToolCall clock Error interrupted") });

    QVERIFY(session->send(QStringLiteral("And now?")));
    QTRY_COMPARE(watch->ends, 2);
    QCOMPARE(resultOf(1, "t1"), "Error: interrupted");
}

void tst_ChatSessionTools::clearingReleasesCalls()
{
    QPointer<ChatPendingCall> pending;
    addTool(QStringLiteral("clock"))->setHandler([&](ChatPendingCall *call) { pending = call; });
    QVERIFY(session->send(QStringLiteral("Time?")));
    QTRY_VERIFY(pending);
    session->clear();
    QVERIFY(!pending->isPending());
    pending->answer(1);
    QCOMPARE(session->messages()->count(), 0);
    QCOMPARE(session->phase(), Phase::Idle);
    QCOMPARE(watch->ends, 0);
}

QTEST_GUILESS_MAIN(tst_ChatSessionTools)
#include "tst_chatsessiontools.moc"
