// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// A session and the demo server, which is strict about what is sent to it: what examples show has
// to work, whatever a conversation has behind it.

#include "chatpartner.h"

#include <SseQt/SseDemoServer>

#include <QtTest/QtTest>

#include <memory>

using namespace Qt::StringLiterals;
using Chat::ErrorCode;
using Chat::FinishReason;
using Chat::PartType;
using Chat::Phase;

class tst_ChatDemo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void answersAreReasonedAndCounted();
    void theWeatherIsLookedUp();
    void aToolThatFailsIsSpokenOf();
    void theConversationGoesOn_data();
    void theConversationGoesOn();
    void aBusyServerAnswersInTheEnd();
    void theKeyIsSent();
    void longAnswersComeWhole();

private:
    void ask(const QString &prompt, const QString &query = u"interval=0"_s);
    [[nodiscard]] QString partText(PartType type) const;

    std::unique_ptr<SseDemoServer> server;
    std::unique_ptr<ChatSession> session;
    std::unique_ptr<ChatTool> tool;
};

#define ASK(...)                                                                                   \
    ask(__VA_ARGS__);                                                                              \
    if (QTest::currentTestFailed())                                                                \
    return

void tst_ChatDemo::init()
{
    server = std::make_unique<SseDemoServer>();
    QVERIFY2(server->listen(), qPrintable(server->errorString()));
    session = std::make_unique<ChatSession>();
    session->setModel(u"demo-1"_s);
    tool = std::make_unique<ChatTool>();
    tool->setName(u"get_weather"_s);
    tool->setParameters(
        { { u"type"_s, u"object"_s },
          { u"properties"_s,
            QJsonObject{ { u"city"_s, QJsonObject{ { u"type"_s, u"string"_s } } } } },
          { u"required"_s, QJsonArray{ u"city"_s } } });
    tool->setHandler([](ChatPendingCall *call) {
        call->answer(
            QJsonObject{ { u"place"_s, call->arguments()["city"_L1] }, { u"degrees"_s, 21 } });
    });
}

void tst_ChatDemo::cleanup()
{
    session.reset();
    tool.reset();
    server.reset();
}

void tst_ChatDemo::ask(const QString &prompt, const QString &query)
{
    session->setEndpoint(server->url(u"/v1/chat/completions?"_s + query));
    QVERIFY(session->send(prompt));
    QTRY_VERIFY_WITH_TIMEOUT(!session->isBusy(), 20'000);
}

// Of the last of that type in the last message.
QString tst_ChatDemo::partText(PartType type) const
{
    QString text;
    const QList<ChatPart *> parts = lastOf(*session)->parts();
    for (const ChatPart *part : parts) {
        if (part->type() == type)
            text = type == PartType::ToolCall ? part->arguments() : part->text();
    }
    return text;
}

void tst_ChatDemo::answersAreReasonedAndCounted()
{
    ASK(u"hello"_s);
    QCOMPARE(session->error(), ChatError());
    QVERIFY(partText(PartType::Reasoning).contains(u"“hello”"));
    QVERIFY(partText(PartType::Text).startsWith(u"Hello! 👋"));
    QCOMPARE(lastOf(*session)->finishReason(), FinishReason::Stop);
    QVERIFY(session->usage().inputTokens > 0);
    QVERIFY(session->usage().outputTokens > session->usage().reasoningTokens);
    QVERIFY(session->usage().reasoningTokens > 0);
}

void tst_ChatDemo::theWeatherIsLookedUp()
{
    session->addTool(tool.get());
    ASK(u"What is the weather in Paris and Oslo?"_s);
    QCOMPARE(session->error(), ChatError());
    QCOMPARE(partText(PartType::ToolCall), uR"({"city":"Oslo"})"_s);
    const QString text = partText(PartType::Text);
    QVERIFY2(text.contains(u"### Paris\n"), qPrintable(text));
    QVERIFY2(text.contains(u"| degrees | 21 |\n| place | Oslo |"), qPrintable(text));
    QCOMPARE(server->requests().size(), 2);
}

void tst_ChatDemo::aToolThatFailsIsSpokenOf()
{
    tool->setHandler([](ChatPendingCall *call) { call->fail(u"The sky is closed"_s); });
    session->addTool(tool.get());
    ASK(u"What is the weather in Paris?"_s);
    QCOMPARE(session->error(), ChatError());
    QVERIFY2(partText(PartType::Text).contains(u"The sky is closed"),
             qPrintable(partText(PartType::Text)));
}

void tst_ChatDemo::theConversationGoesOn_data()
{
    QTest::addColumn<QString>("prompt");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("an answer") << u"What is SSE?"_s << ErrorCode::NoError;
    QTest::newRow("a tool") << u"Weather in Rome?"_s << ErrorCode::NoError;
    QTest::newRow("an error in the stream") << u"/error"_s << ErrorCode::ServerFailed;
    QTest::newRow("a connection that dropped") << u"/drop"_s << ErrorCode::Truncated;
    QTest::newRow("a refusal") << u"/busy"_s << ErrorCode::RateLimited;
}

void tst_ChatDemo::theConversationGoesOn()
{
    QFETCH(QString, prompt);
    QFETCH(ErrorCode, code);
    session->addTool(tool.get());
    ASK(prompt);
    QCOMPARE(session->error().code, code);
    ASK(u"thanks"_s);
    QCOMPARE(session->error(), ChatError());
    QVERIFY2(partText(PartType::Text).contains(u"pleasure"),
             qPrintable(partText(PartType::Text))); // it was the second question
    QCOMPARE(session->messages()->count(), 4);
}

void tst_ChatDemo::aBusyServerAnswersInTheEnd()
{
    ASK(u"/busy"_s, u"interval=0&retry-after=1"_s);
    QCOMPARE(session->phase(), Phase::WaitingToRetry);
    QCOMPARE(session->error().retryAfter, 1000);
    QVERIFY(session->scheduleRetry());
    QTRY_VERIFY(session->phase() == Phase::Idle && !session->error().isError());
    QVERIFY(partText(PartType::Text).contains(u"waiting"));
    QCOMPARE(server->requests().size(), 2);
}

void tst_ChatDemo::theKeyIsSent()
{
    const QString query = u"interval=0&key=open-sesame"_s;
    ASK(u"hello"_s, query);
    QCOMPARE(session->error().code, ErrorCode::Unauthorized);
    session->setApiKey(u"open-sesame"_s);
    QVERIFY(session->retry());
    QTRY_VERIFY(!session->isBusy());
    QCOMPARE(session->error(), ChatError());
}

void tst_ChatDemo::longAnswersComeWhole()
{
    session->setOptions({ { u"reasoning_effort"_s, u"none"_s } });
    ASK(u"/long 20000"_s, u"rate=100000"_s);
    QCOMPARE(session->error(), ChatError());
    QCOMPARE(session->usage().outputTokens, 20'000);
    const QString streamed = partText(PartType::Text);
    QCOMPARE(streamed.count(u"## Round "), streamed.count(u"> A token costs"_s) + 1);
    QVERIFY(streamed.size() > 80'000);
}

QTEST_GUILESS_MAIN(tst_ChatDemo)

#include "tst_chatdemo.moc"
