// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatmutations.h"
#include "chatreplay.h"

using namespace ChatReplay;
using Chat::ErrorCode;
using Chat::FinishReason;
using Chat::Format;
using Type = ChatDelta::Type;

Q_DECLARE_METATYPE(ChatReplay::Answer)

class tst_ChatCaptures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void capturesSayWhatTheServerMeant_data() { addCaptures(); }
    void capturesSayWhatTheServerMeant();
    void capturesAreTheSameInAnyCut_data() { addCaptures(); }
    void capturesAreTheSameInAnyCut();
    void disturbedStreamsKeepTheLaws_data() { addCaptures(); }
    void disturbedStreamsKeepTheLaws();
    void wrongTypesKeepTheLaws_data() { addCaptures(); }
    void wrongTypesKeepTheLaws();

private:
    void addCaptures();
};

void tst_ChatCaptures::addCaptures()
{
    QTest::addColumn<Format>("format");
    QTest::addColumn<Answer>("meant");

    const QString hello =
        QStringLiteral("Hello from aimock, the default answer in several chunks.");
    const QString thought = QStringLiteral("The user wants me to think. Two plus two is four.");
    const QStringList calls = {
        QStringLiteral("call_w1 get_weather {\"city\":\"Zürich\",\"unit\":\"celsius\"}"),
        QStringLiteral("call_w2 get_time {\"tz\":\"Europe/Zurich\"}"),
    };
    const auto add = [](const char *name, Format format, const Answer &meant) {
        QTest::newRow(name) << format << meant;
    };
    Answer answer;
    answer.isWhole = true;
    answer.finishes = { FinishReason::Stop };
    answer.parts = 1;
    answer.text = hello;
    answer.usage = { 2, 14, -1, -1 };
    add("aimock-openai-chat-hello", Format::OpenAiChat, answer);
    answer.usage = { 0, 0, -1, -1 };
    add("aimock-openai-responses-hello", Format::OpenAiResponses, answer);
    add("aimock-anthropic-hello", Format::AnthropicMessages, answer);
    answer.text = QStringLiteral("after a keepalive comment");
    answer.usage = { 3, 7, -1, -1 };
    add("aimock-openrouter-keepalive", Format::OpenAiChat, answer);

    answer.parts = 2;
    answer.text = QStringLiteral("The answer is 4.");
    answer.reasoning = thought;
    answer.usage = { 2, 4, -1, -1 };
    add("aimock-openai-chat-think", Format::OpenAiChat, answer);
    answer.usage = { 0, 0, -1, -1 };
    add("aimock-openai-responses-think", Format::OpenAiResponses, answer);
    add("aimock-anthropic-think", Format::AnthropicMessages, answer);
    add("aimock-gemini-think", Format::Gemini, answer);

    answer.parts = 1;
    answer.text = QStringLiteral("Let me check.");
    answer.reasoning.clear();
    answer.tools = calls;
    answer.finishes = { FinishReason::ToolCalls };
    add("aimock-openai-responses-weather", Format::OpenAiResponses, answer);
    add("aimock-anthropic-weather", Format::AnthropicMessages, answer);
    add("aimock-gemini-weather", Format::Gemini, answer);
    answer.usage = { 2, 22, -1, -1 };
    add("aimock-openai-chat-weather", Format::OpenAiChat, answer);

    Answer truncated;
    truncated.text = QStringLiteral("This ");
    truncated.parts = 1;
    truncated.errors = { ErrorCode::Truncated };
    add("aimock-openai-chat-truncate", Format::OpenAiChat, truncated);

    Answer served;
    served.text = QStringLiteral(u"Hello, wörld \U0001F44B\nline 2");
    served.tools = { QStringLiteral("call-1 weather {\"city\":\"Zürich\"}") };
    served.results = { QStringLiteral("call-1 {\"city\":\"Zürich\",\"temp\":18}") };
    served.parts = 1;
    served.finishes = { FinishReason::Stop };
    served.isWhole = true;
    add("aisdk-uimessage-tool", Format::UiMessageStream, served);

    Answer failed;
    failed.text = QStringLiteral("Partial ");
    failed.parts = 1;
    failed.errors = { ErrorCode::ServerFailed };
    failed.finishes = { FinishReason::Error };
    failed.isWhole = true;
    add("aisdk-uimessage-error", Format::UiMessageStream, failed);
}

void tst_ChatCaptures::capturesSayWhatTheServerMeant()
{
    QFETCH(Format, format);
    QFETCH(Answer, meant);
    const QByteArray body = capturedBody(QLatin1String(QTest::currentDataTag()));
    QVERIFY(!body.isEmpty());
    compareAnswers(answerOf(decoded(format, parsed({ body }))), meant);
}

void tst_ChatCaptures::capturesAreTheSameInAnyCut()
{
    QFETCH(Format, format);
    verifyAnyCut(format, capturedBody(QLatin1String(QTest::currentDataTag())));
}

void tst_ChatCaptures::disturbedStreamsKeepTheLaws()
{
    QFETCH(Format, format);
    ChatMutations::verifyDisturbed(
        format, parsed({ capturedBody(QLatin1String(QTest::currentDataTag())) }));
}

void tst_ChatCaptures::wrongTypesKeepTheLaws()
{
    QFETCH(Format, format);
    ChatMutations::verifyWrongTypes(
        format, parsed({ capturedBody(QLatin1String(QTest::currentDataTag())) }));
}

QTEST_GUILESS_MAIN(tst_ChatCaptures)

#include "tst_chatcaptures.moc"
