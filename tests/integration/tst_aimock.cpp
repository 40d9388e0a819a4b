// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// Conversations with a server that speaks the formats of four services, each to its end, whatever
// that is.

#include "aimockserver.h"

#include <SseQt/ChatSession>

#include <QtCore/qfile.h>
#include <QtTest/QtTest>

#include <memory>

using namespace Qt::StringLiterals;
using Chat::ErrorCode;
using Chat::FinishReason;
using Chat::Format;
using Chat::PartType;
using Chat::Phase;

namespace {

// Much less than the timeouts of a session, and enough for a machine that builds beside.
constexpr int Patience = 20'000;

// What the fixture in that row of the file has as its answer.
QJsonObject response(const QString &name, int row = 0)
{
    QFile file(QStringLiteral(SSEQT_AIMOCK_FIXTURES "/%1.json").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QJsonDocument::fromJson(file.readAll())["fixtures"_L1][row]["response"_L1].toObject();
}

QString content(const QString &name, int row = 0)
{
    return response(name, row)["content"_L1].toString();
}

} // namespace

class tst_Aimock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void answersComeWhole_data() { formats(); }
    void answersComeWhole();
    void reasoningComesBeforeTheAnswer_data() { formats(); }
    void reasoningComesBeforeTheAnswer();
    void toolsAreCalledAndTheConversationGoesOn_data() { formats(); }
    void toolsAreCalledAndTheConversationGoesOn();
    void severalCallsAreAnsweredTogether_data() { formats(); }
    void severalCallsAreAnsweredTogether();
    void roundsOfToolsAreLimited_data() { formats(); }
    void roundsOfToolsAreLimited();
    void anAnswerMayRunOutOfRoom_data() { formats(); }
    void anAnswerMayRunOutOfRoom();
    void truncationIsAnError_data() { formats(); }
    void truncationIsAnError();
    void aDisconnectIsAnErrorAndNothingIsSentAgain_data() { formats(); }
    void aDisconnectIsAnErrorAndNothingIsSentAgain();
    void retryAfterIsWaitedFor_data() { formats(); }
    void retryAfterIsWaitedFor();
    void theWaitCanBeCancelled_data() { formats(); }
    void theWaitCanBeCancelled();
    void aWrongKeyIsRefused_data() { formats(); }
    void aWrongKeyIsRefused();
    void stoppingLeavesWhatHasCome_data() { formats(); }
    void stoppingLeavesWhatHasCome();

private:
    static void formats();

    [[nodiscard]] QList<ChatPart *> answerParts(PartType type) const;
    [[nodiscard]] QString answerText() const;
    [[nodiscard]] FinishReason finishReason() const;

    std::unique_ptr<AimockServer> server;
    std::unique_ptr<ChatSession> session;
    ChatTool tool;
    QList<ChatPendingCall *> calls;
    QList<Phase> phases;
};

void tst_Aimock::formats()
{
    QTest::addColumn<Format>("format");
    QTest::newRow("Chat Completions") << Format::OpenAiChat;
    QTest::newRow("Responses") << Format::OpenAiResponses;
    QTest::newRow("Messages") << Format::AnthropicMessages;
    QTest::newRow("Gemini") << Format::Gemini;
}

void tst_Aimock::initTestCase()
{
    server = std::make_unique<AimockServer>();
    QVERIFY(server->isRunning());
    tool.setName(u"get_weather"_s);
    tool.setDescription(u"The weather in a city"_s);
    tool.setParameters(
        { { u"type"_s, u"object"_s },
          { u"properties"_s,
            QJsonObject{ { u"city"_s, QJsonObject{ { u"type"_s, u"string"_s } } },
                         { u"days"_s, QJsonObject{ { u"type"_s, u"integer"_s } } } } } });
    tool.setHandler([this](ChatPendingCall *call) { calls.append(call); });
}

void tst_Aimock::init()
{
    QVERIFY(server->reset());
    QFETCH(Format, format);
    session = std::make_unique<ChatSession>();
    session->setFormat(format);
    session->setEndpoint(server->endpoint(format));
    session->setModel(u"test-model"_s);
    session->setApiKey(AimockServer::key());
    session->addTool(&tool);
    phases.clear();
    connect(session.get(), &ChatSession::phaseChanged, this,
            [this](Phase phase) { phases.append(phase); });
}

void tst_Aimock::cleanup()
{
    session.reset();
    calls.clear();
}

// Of all that has come since the last question.
QList<ChatPart *> tst_Aimock::answerParts(PartType type) const
{
    QList<ChatPart *> parts;
    const ChatModel *messages = session->messages();
    for (int row = messages->count() - 1; row >= 0; --row) {
        const ChatMessage *message = messages->messageAt(row);
        if (message->role() == Chat::Role::User)
            break;
        QList<ChatPart *> some;
        const QList<ChatPart *> all = message->parts();
        for (ChatPart *part : all) {
            if (part->type() == type)
                some.append(part);
        }
        parts = some + parts;
    }
    return parts;
}

// What was said in the last message.
QString tst_Aimock::answerText() const
{
    const QList<ChatPart *> parts = answerParts(PartType::Text);
    return parts.isEmpty() ? QString() : parts.constLast()->text();
}

FinishReason tst_Aimock::finishReason() const
{
    const ChatModel *messages = session->messages();
    return messages->messageAt(messages->count() - 1)->finishReason();
}

void tst_Aimock::answersComeWhole()
{
    QSignalSpy finished(session.get(), &ChatSession::finished);
    QVERIFY(session->send(u"Please greet me"_s));
    QVERIFY(session->isBusy());
    QTRY_VERIFY_WITH_TIMEOUT(!session->isBusy(), Patience);
    QCOMPARE(session->error(), ChatError());
    QCOMPARE(session->messages()->count(), 2);
    QCOMPARE(session->messages()->messageAt(0)->text(), u"Please greet me"_s);
    // Surrogate pairs that were cut are whole again.
    QCOMPARE(answerText(), content(u"answer"_s));
    QCOMPARE(finishReason(), FinishReason::Stop);
    QCOMPARE(finished.size(), 1);
    QCOMPARE(finished.first().first().value<ChatMessage *>(), session->messages()->messageAt(1));
    QVERIFY(!session->messages()->messageAt(1)->isStreaming());
    QCOMPARE(session->usage().inputTokens, 11);
    QCOMPARE(session->usage().outputTokens, 42);
    QVERIFY(session->timeToFirstToken() >= 0);
    QCOMPARE(phases, (QList{ Phase::Sending, Phase::Answering, Phase::Idle }));

    // The next question takes along what was said.
    QVERIFY(session->send(u"Once more, greet me"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!session->isBusy(), Patience);
    QCOMPARE(answerText(), content(u"answer"_s));
    const QJsonArray requests = server->requests();
    QCOMPARE(requests.size(), 2);
    const QJsonArray messages = requests.at(1)["body"_L1]["messages"_L1].toArray();
    QCOMPARE(messages.size(), 3);
    QCOMPARE(messages.at(1)["role"_L1].toString(), u"assistant"_s);
    QVERIFY(QJsonDocument(messages.at(1).toObject()).toJson().contains("aimock"));
}

void tst_Aimock::reasoningComesBeforeTheAnswer()
{
    QVERIFY(session->send(u"Please think"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!session->isBusy(), Patience);
    QCOMPARE(session->error(), ChatError());
    const QJsonObject expected = response(u"reasoning"_s);
    const QList<ChatPart *> reasoning = answerParts(PartType::Reasoning);
    QCOMPARE(reasoning.size(), 1);
    QCOMPARE(reasoning.first()->text(), expected["reasoning"_L1].toString());
    QVERIFY(reasoning.first()->duration() >= 0);
    QCOMPARE(answerText(), expected["content"_L1].toString());
    QCOMPARE(phases, (QList{ Phase::Sending, Phase::Thinking, Phase::Answering, Phase::Idle }));
    const ChatMessage *answer = session->messages()->messageAt(1);
    QCOMPARE(answer->text(), answerText());
    QCOMPARE(answer->partAt(0), reasoning.first());
}

void tst_Aimock::toolsAreCalledAndTheConversationGoesOn()
{
    QVERIFY(session->send(u"What is the weather in Zürich?"_s));
    QTRY_COMPARE_WITH_TIMEOUT(calls.size(), 1, Patience);
    QCOMPARE(session->phase(), Phase::CallingTool);
    ChatPendingCall *call = calls.takeFirst();
    QVERIFY(call->isPending());
    QCOMPARE(call->name(), u"get_weather"_s);
    QCOMPARE(call->callId(), u"call_zurich"_s);
    QCOMPARE(call->arguments(),
             (QJsonObject{ { u"city"_s, u"Zürich 🏔️"_s }, { u"days"_s, 1 } }));
    QList<ChatPart *> parts = answerParts(PartType::ToolCall);
    QCOMPARE(parts.size(), 1);
    QCOMPARE(parts.first()->toolState(), Chat::ToolState::Running);
    QCOMPARE(parts.first()->toolCallId(), u"call_zurich"_s);
    QCOMPARE(answerText(), content(u"tool"_s));

    call->answer(QJsonObject{ { u"temperature"_s, 21 } });
    QTRY_VERIFY_WITH_TIMEOUT(!session->isBusy(), Patience);
    QCOMPARE(session->error(), ChatError());
    QCOMPARE(answerText(), content(u"tool"_s, 1));
    QCOMPARE(finishReason(), FinishReason::Stop);
    parts = answerParts(PartType::ToolCall);
    QCOMPARE(parts.size(), 1);
    QCOMPARE(parts.first()->toolState(), Chat::ToolState::Completed);
    QCOMPARE(parts.first()->resultValue().toObject(), (QJsonObject{ { u"temperature"_s, 21 } }));
    const QJsonArray requests = server->requests();
    QCOMPARE(requests.size(), 2);

    // A question after that has the call and its result behind it.
    QVERIFY(session->send(u"Now greet me"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!session->isBusy(), Patience);
    QCOMPARE(session->error(), ChatError());
    QCOMPARE(answerText(), content(u"answer"_s));
    QStringList roles;
    const QJsonArray messages = server->requests().last()["body"_L1]["messages"_L1].toArray();
    for (const QJsonValue &message : messages)
        roles.append(message["role"_L1].toString());
    roles.removeAll(u"assistant"_s); // text and call may be two
    QCOMPARE(roles, QStringList({ u"user"_s, u"tool"_s, u"user"_s }));
}

void tst_Aimock::severalCallsAreAnsweredTogether()
{
    QVERIFY(session->send(u"What of Basel and Bern, and in both others?"_s));
    QTRY_COMPARE_WITH_TIMEOUT(calls.size(), 2, Patience);
    QCOMPARE(calls.at(0)->arguments(), (QJsonObject{ { u"city"_s, u"Basel"_s } }));
    QCOMPARE(calls.at(1)->arguments(), (QJsonObject{ { u"city"_s, u"Bern"_s } }));
    // In any order, and nothing is sent before all are there.
    calls.at(1)->answer(QJsonObject{ { u"temperature"_s, 21 } });
    QCOMPARE(session->phase(), Phase::CallingTool);
    QCOMPARE(server->requests().size(), 1);
    calls.at(0)->answer(QJsonObject{ { u"temperature"_s, 21 } });
    QTRY_VERIFY_WITH_TIMEOUT(!session->isBusy(), Patience);
    QCOMPARE(session->error(), ChatError());
    QCOMPARE(answerText(), content(u"tool"_s, 3));
    QCOMPARE(server->requests().size(), 2);
}

void tst_Aimock::roundsOfToolsAreLimited()
{
    session->setMaximumToolRounds(2);
    QVERIFY(session->send(u"Please go on for ever"_s));
    for (int round = 0; round < 2; ++round) {
        QTRY_COMPARE_WITH_TIMEOUT(calls.size(), 1, Patience);
        calls.takeFirst()->answer(u"warm"_s);
    }
    QTRY_VERIFY_WITH_TIMEOUT(!session->isBusy(), Patience);
    QCOMPARE(session->error().code, ErrorCode::TooManyToolRounds);
    QVERIFY(calls.isEmpty());
}

void tst_Aimock::anAnswerMayRunOutOfRoom()
{
    QVERIFY(session->send(u"Be short of room"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!session->isBusy(), Patience);
    QCOMPARE(session->error(), ChatError());
    QCOMPARE(answerText(), content(u"length"_s));
    // In Responses the server says that something is missing, and not why.
    const bool isNamed = session->format() != Format::OpenAiResponses;
    QCOMPARE(finishReason(), isNamed ? FinishReason::Length : FinishReason::Other);
}

void tst_Aimock::truncationIsAnError()
{
    QSignalSpy errors(session.get(), &ChatSession::errorOccurred);
    QVERIFY(session->send(u"Please truncate"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!session->isBusy(), Patience);
    QCOMPARE(errors.size(), 1);
    QCOMPARE(session->error().code, ErrorCode::Truncated);
    QVERIFY(!session->error().message.isEmpty());
    QVERIFY(!session->error().advice.isEmpty());
    QVERIFY(session->canRetry());
    QCOMPARE(session->retryCountdown(), -1);
    // What has come stays.
    QVERIFY(!answerText().isEmpty());
    QVERIFY2(content(u"truncation"_s).startsWith(answerText()), qPrintable(answerText()));
    QCOMPARE(finishReason(), FinishReason::Error);
    QCOMPARE(server->requests().size(), 1);
}

void tst_Aimock::aDisconnectIsAnErrorAndNothingIsSentAgain()
{
    QVERIFY(session->send(u"Please disconnect"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!session->isBusy(), Patience);
    QCOMPARE(session->error().code, ErrorCode::ConnectionFailed);
    QCOMPARE(answerText(), QString());
    QVERIFY(session->canRetry());
    QCOMPARE(session->retryCountdown(), -1);
    QCOMPARE(server->requests().size(), 1);
}

void tst_Aimock::retryAfterIsWaitedFor()
{
    QVERIFY(session->send(u"I am too fast"_s));
    QTRY_COMPARE_WITH_TIMEOUT(session->phase(), Phase::WaitingToRetry, Patience);
    QCOMPARE(session->error().code, ErrorCode::RateLimited);
    QCOMPARE(session->error().httpStatus, 429);
    QCOMPARE(session->error().retryAfter, 1000);
    QCOMPARE(session->error().message, u"Too many requests"_s);
    QVERIFY(session->retryCountdown() > 0 && session->retryCountdown() <= 1000);
    QVERIFY(session->scheduleRetry());
    QTRY_COMPARE_WITH_TIMEOUT(answerText(), content(u"ratelimit"_s, 1), Patience);
    QTRY_VERIFY_WITH_TIMEOUT(!session->isBusy(), Patience);
    QCOMPARE(session->error(), ChatError());
    QCOMPARE(session->messages()->count(), 2);
    const QJsonArray requests = server->requests();
    QCOMPARE(requests.size(), 2);
    QCOMPARE(requests.at(1)["body"_L1], requests.at(0)["body"_L1]);
}

void tst_Aimock::theWaitCanBeCancelled()
{
    QVERIFY(session->send(u"You are always busy"_s));
    QTRY_COMPARE_WITH_TIMEOUT(session->phase(), Phase::WaitingToRetry, Patience);
    QVERIFY(session->retryCountdown() > 1000);
    session->cancelRetry();
    QCOMPARE(session->phase(), Phase::Idle);
    QCOMPARE(session->retryCountdown(), -1);
    QCOMPARE(session->error().code, ErrorCode::RateLimited);
    QVERIFY(!session->canRetry());
    QCOMPARE(server->requests().size(), 1);
}

void tst_Aimock::aWrongKeyIsRefused()
{
    session->setApiKey(u"another-key"_s);
    QVERIFY(session->send(u"Please greet me"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!session->isBusy(), Patience);
    QCOMPARE(session->error().code, ErrorCode::Unauthorized);
    QCOMPARE(session->error().httpStatus, 401);
    QVERIFY(!session->error().message.contains(u"another-key"));
    QVERIFY(!session->error().advice.isEmpty());
}

void tst_Aimock::stoppingLeavesWhatHasCome()
{
    QVERIFY(session->send(u"Please take your time"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!answerText().isEmpty(), Patience);
    QVERIFY(session->isBusy());
    session->stop();
    QVERIFY(!session->isBusy());
    QCOMPARE(session->phase(), Phase::Idle);
    QCOMPARE(session->error(), ChatError());
    QCOMPARE(finishReason(), FinishReason::Stopped);
    const QString said = answerText();
    QVERIFY(content(u"slow"_s).startsWith(said));

    // The conversation goes on from there.
    QVERIFY(session->send(u"Then greet me"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!session->isBusy(), Patience);
    QCOMPARE(session->error(), ChatError());
    QCOMPARE(answerText(), content(u"answer"_s));
    QCOMPARE(session->messages()->messageAt(1)->text(), said);
}

QTEST_GUILESS_MAIN(tst_Aimock)

#include "tst_aimock.moc"
