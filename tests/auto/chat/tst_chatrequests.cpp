// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// What services are told of a conversation, byte for byte, in each format.

#include "chatdeltas.h"
#include "chatrequest_p.h"

#include <SseQt/ChatModel>

#include <QtCore/qfile.h>
#include <QtCore/qjsonarray.h>
#include <QtCore/qjsondocument.h>
#include <QtTest/QtTest>

#include <iterator>

using namespace ChatDeltas;
using namespace Qt::StringLiterals;
using Type = ChatDelta::Type;

namespace {

struct Format
{
    Chat::Format format;
    const char *name;
};

constexpr Format Formats[] = {
    { Chat::Format::OpenAiChat, "openai-chat" },
    { Chat::Format::OpenAiResponses, "openai-responses" },
    { Chat::Format::AnthropicMessages, "anthropic" },
    { Chat::Format::Gemini, "gemini" },
    { Chat::Format::UiMessageStream, "uimessage" },
};

// An answer being written, which the deltas fill.
ChatMessage *answer(ChatModel *model, const QString &id, const QList<ChatDelta> &deltas)
{
    ChatMessage *const message = model->beginAnswer(id);
    for (const ChatDelta &delta : deltas)
        model->apply(message, delta);
    model->flush();
    return message;
}

void ask(ChatModel *model, const QString &id, const QString &question)
{
    model->append(Chat::Role::User, question, id);
}

QList<ChatDelta> calling(const QString &id, const QString &name, const QString &arguments)
{
    return { call(Type::ToolBegin, id, name), call(Type::ToolComplete, id, name, arguments) };
}

ChatDelta step()
{
    return of(Type::Step);
}

ChatDelta signedCall(const QString &id, const QString &name, const QString &arguments,
                     const QString &signature)
{
    ChatDelta delta = call(Type::ToolComplete, id, name, arguments);
    delta.value = QJsonObject{ { u"thoughtSignature"_s, signature } };
    return delta;
}

void textOnly(ChatModel *model)
{
    ask(model, u"u1"_s, u"Hi \"there\"\n👋"_s);
    answer(model, u"a1"_s,
           { reasoning(u"A greeting."_s), text(u"Hello."_s), finish(Chat::FinishReason::Stop) });
    ask(model, u"u2"_s, u"Bye"_s);
    answer(model, u"a2"_s, {});
}

// Two calls in the first round, one of which has failed; the second round is to be asked for.
void toolRound(ChatModel *model)
{
    ask(model, u"u1"_s, u"Weather and time?"_s);
    answer(model, u"a1"_s,
           QList{ reasoning(u"Two tools."_s, u"0"_s),
                  partEnd(u"0"_s,
                          QJsonObject{ { u"signature"_s, u"c2ln"_s },
                                       { u"providerMetadata"_s, QJsonObject{ { u"p"_s, 1 } } } }),
                  unknown(u"redacted_thinking"_s,
                          QJsonObject{ { u"type"_s, u"redacted_thinking"_s },
                                       { u"data"_s, u"cmVk"_s } }),
                  text(u"Let me check."_s, u"1"_s), call(Type::ToolBegin, u"w1"_s, u"weather"_s),
                  signedCall(u"w1"_s, u"weather"_s, uR"({"city":"Zürich"})"_s, u"dGhv"_s) }
               + calling(u"w2"_s, u"clock"_s, u""_s)
               + QList{ toolResult(u"w1"_s, QJsonObject{ { u"degrees"_s, 18 } }),
                        toolResult(u"w2"_s, u"no clock"_s, Chat::ToolState::Error), step() });
}

// The same, answered, and another question: signatures have had their day.
void afterToolRounds(ChatModel *model)
{
    toolRound(model);
    ChatMessage *const message = model->messageAt(1);
    const QList<ChatDelta> rest = calling(u"w3"_s, u"clock"_s, u"{}"_s)
        + QList{ toolResult(u"w3"_s, QJsonArray{ 12, 30 }), step(), text(u"18 degrees."_s),
                 finish(Chat::FinishReason::Stop) };
    for (const ChatDelta &delta : rest)
        model->apply(message, delta);
    model->flush();
    ask(model, u"u2"_s, u"Thanks"_s);
}

// One call was whole, the other was not, and nobody has answered either.
void stoppedInCalls(ChatModel *model)
{
    ask(model, u"u1"_s, u"Weather?"_s);
    ChatMessage *const message =
        answer(model, u"a1"_s,
               calling(u"w1"_s, u"weather"_s, uR"({"city":"Bern"})"_s)
                   + QList{ call(Type::ToolBegin, u"w2"_s, u"clock"_s),
                            call(Type::ToolArguments, u"w2"_s, {}, uR"({"tz":"Eur)"_s) });
    model->end(message, Chat::FinishReason::Stopped);
    ask(model, u"u2"_s, u"Never mind."_s);
}

void errorsAndWhatNobodyKnows(ChatModel *model)
{
    ask(model, u"u1"_s, u"First"_s);
    answer(model, u"a1"_s, { failure(Chat::ErrorCode::Overloaded, u"Busy."_s) });
    ask(model, u"u2"_s, u"Second"_s);
    answer(model, u"a2"_s,
           { text(u"Half an"_s), failure(Chat::ErrorCode::Truncated, u"Cut off."_s) });
    ask(model, u"u3"_s, u"Third"_s);
    answer(model, u"a3"_s, { unknown(u"source"_s, QJsonObject{ { u"url"_s, u"x"_s } }) });
    answer(model, u"a4"_s, { text(u" \n"_s), finish(Chat::FinishReason::Stop) });
    model->append(Chat::Role::Tool, u"A result without a call"_s, u"t1"_s);
    ask(model, u"u4"_s, u"Fourth"_s);
}

// The second round has failed and was tried again.
void retriedRound(ChatModel *model)
{
    ask(model, u"u1"_s, u"Time?"_s);
    ChatMessage *const message =
        answer(model, u"a1"_s,
               calling(u"call-1"_s, u"clock"_s, u"{}"_s)
                   + QList{ toolResult(u"call-1"_s, u"12:00"_s), step(), text(u"It is n"_s),
                            failure(Chat::ErrorCode::Truncated, u"Cut off."_s) });
    model->resume(message);
    const QList<ChatDelta> rest = QList{ step() } + calling(u"call-1"_s, u"clock"_s, u"{}"_s)
        + QList{ toolResult(u"call-1"_s, u"12:01"_s), step() };
    for (const ChatDelta &delta : rest)
        model->apply(message, delta);
    model->flush();
}

void systemAndGreeting(ChatModel *model)
{
    model->append(Chat::Role::System, u"Be kind."_s, u"s1"_s);
    model->append(Chat::Role::Assistant, u"How can I help?"_s, u"a0"_s);
    ask(model, u"u1"_s, u"Say no."_s);
    ChatDelta refusal = fragment(Type::Refusal, u"I will not."_s);
    answer(model, u"a1"_s, { refusal, finish(Chat::FinishReason::ContentFilter) });
    ask(model, u"u2"_s, u"Please"_s);
}

struct Conversation
{
    const char *name;
    void (*fill)(ChatModel *model);
    bool hasTools;
};

constexpr Conversation Conversations[] = {
    { "text", textOnly, false },
    { "toolround", toolRound, true },
    { "aftertoolrounds", afterToolRounds, true },
    { "stoppedincalls", stoppedInCalls, true },
    { "errors", errorsAndWhatNobodyKnows, false },
    { "retriedround", retriedRound, true },
    { "system", systemAndGreeting, false },
};

ChatRequestSettings settingsOf(Chat::Format format)
{
    ChatRequestSettings settings;
    settings.format = format;
    settings.endpoint = QUrl(u"https://example.org/v1/chat"_s);
    settings.model = u"m1"_s;
    settings.systemPrompt = u"You are a test."_s;
    settings.conversationId = u"conversation"_s;
    return settings;
}

QList<ChatToolDeclaration> tools()
{
    const QJsonObject city{ { u"type"_s, u"string"_s } };
    return { { u"weather"_s,
               u"Tells the weather."_s,
               { { u"type"_s, u"object"_s },
                 { u"properties"_s, QJsonObject{ { u"city"_s, city } } },
                 { u"additionalProperties"_s, false } } },
             { u"clock"_s, u"Tells the time."_s, {} } };
}

} // namespace

class tst_ChatRequests : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bodies_data();
    void bodies();
    void options_data();
    void options();
    void urls_data();
    void urls();
    void headers();
    void faults_data();
    void faults();
    void regenerations();
    void halvesOfCharactersAreNotSent();
    void rolesAlternate_data();
    void rolesAlternate();
};

void tst_ChatRequests::bodies_data()
{
    QTest::addColumn<int>("format");
    QTest::addColumn<int>("conversation");
    for (int f = 0; f < int(std::size(Formats)); ++f) {
        for (int c = 0; c < int(std::size(Conversations)); ++c)
            QTest::addRow("%s.%s", Conversations[c].name, Formats[f].name) << f << c;
    }
}

void tst_ChatRequests::bodies()
{
    QFETCH(int, format);
    QFETCH(int, conversation);
    ChatModel model;
    Conversations[conversation].fill(&model);
    ChatRequestSettings settings = settingsOf(Formats[format].format);
    if (Conversations[conversation].hasTools)
        settings.tools = tools();
    const QByteArray body = QJsonDocument(ChatRequest::build(settings, model).body).toJson();
    QFile file(QStringLiteral(SSEQT_TEST_DATA "/chat/requests/%1.json")
                   .arg(QString::fromLatin1(QTest::currentDataTag())));
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
    const QByteArray expected = file.readAll();
    QVERIFY2(body == expected, body.constData());
}

void tst_ChatRequests::options_data()
{
    QTest::addColumn<Chat::Format>("format");
    QTest::addColumn<QStringList>("own");
    QTest::newRow("OpenAiChat") << Chat::Format::OpenAiChat
                                << QStringList{ u"messages"_s, u"stream"_s };
    QTest::newRow("OpenAiResponses")
        << Chat::Format::OpenAiResponses << QStringList{ u"input"_s, u"stream"_s };
    QTest::newRow("AnthropicMessages")
        << Chat::Format::AnthropicMessages << QStringList{ u"messages"_s, u"stream"_s };
    QTest::newRow("Gemini") << Chat::Format::Gemini << QStringList{ u"contents"_s };
    QTest::newRow("UiMessageStream")
        << Chat::Format::UiMessageStream << QStringList{ u"messages"_s, u"trigger"_s };
}

void tst_ChatRequests::options()
{
    QFETCH(Chat::Format, format);
    QFETCH(QStringList, own);
    ChatModel model;
    textOnly(&model);
    ChatRequestSettings settings = settingsOf(format);
    if (format != Chat::Format::UiMessageStream)
        settings.tools = tools();
    const QJsonObject without = ChatRequest::build(settings, model).body;
    for (const QString &name : without.keys() + QStringList{ u"temperature"_s })
        settings.options.insert(name, u"mine"_s);
    const QJsonObject search{ { u"search"_s, QJsonObject() } };
    settings.options.insert(u"tools"_s, QJsonArray{ search });
    const QJsonObject with = ChatRequest::build(settings, model).body;
    for (const QString &name : with.keys()) {
        if (name == "tools"_L1) {
            QJsonArray declared = without.value(name).toArray();
            declared.append(search);
            QCOMPARE(with.value(name).toArray(), declared);
        } else {
            QCOMPARE(with.value(name), own.contains(name) ? without.value(name) : u"mine"_s);
        }
    }
    QCOMPARE(with.value(u"temperature"_s), QJsonValue(u"mine"_s));
    for (const QString &name : own)
        QVERIFY2(without.contains(name), qPrintable(name));
}

void tst_ChatRequests::urls_data()
{
    QTest::addColumn<Chat::Format>("format");
    QTest::addColumn<QString>("endpoint");
    QTest::addColumn<QString>("model");
    QTest::addColumn<QByteArray>("url");
    const auto gemini = Chat::Format::Gemini;
    const QString path = u"https://h.test/v1beta/models/{model}:streamGenerateContent"_s;
    QTest::newRow("as it is") << Chat::Format::OpenAiChat << u"https://h.test/v1/chat?a=b"_s
                              << u"m"_s << QByteArray("https://h.test/v1/chat?a=b");
    QTest::newRow("a place for the model")
        << gemini << path << u"gemini-2.5"_s
        << QByteArray("https://h.test/v1beta/models/gemini-2.5:streamGenerateContent?alt=sse");
    QTest::newRow("a query of its own")
        << gemini << path + "?alt=json&x=%26"_L1 << u"m"_s
        << QByteArray("https://h.test/v1beta/models/m:streamGenerateContent?x=%26&alt=sse");
    QTest::newRow("a name that would lead away")
        << gemini << path << u"../a?b=c#d e"_s
        << QByteArray("https://h.test/v1beta/models/..%2Fa%3Fb%3Dc%23d%20e:streamGenerateContent"
                      "?alt=sse");
    QTest::newRow("a deployment") << Chat::Format::OpenAiChat
                                  << u"https://h.test/deployments/{model}/chat?v=1"_s << u"gpt"_s
                                  << QByteArray("https://h.test/deployments/gpt/chat?v=1");
}

void tst_ChatRequests::urls()
{
    QFETCH(Chat::Format, format);
    QFETCH(QString, endpoint);
    QFETCH(QString, model);
    QFETCH(QByteArray, url);
    ChatRequestSettings settings = settingsOf(format);
    settings.endpoint = QUrl(endpoint);
    settings.model = model;
    QCOMPARE(ChatRequest::build(settings, ChatModel()).url.toEncoded(), url);
}

void tst_ChatRequests::headers()
{
    using Header = ChatRequest::Header;
    ChatRequestSettings settings = settingsOf(Chat::Format::AnthropicMessages);
    const Header version("anthropic-version", "2023-06-01");
    QCOMPARE(ChatRequest::build(settings, ChatModel()).headers, QList{ version });
    const Header mine("Anthropic-Version", "2099-01-01");
    settings.headers = { mine };
    QCOMPARE(ChatRequest::build(settings, ChatModel()).headers, QList{ mine });
    settings.format = Chat::Format::OpenAiChat;
    settings.headers.clear();
    QVERIFY(ChatRequest::build(settings, ChatModel()).headers.isEmpty());
}

void tst_ChatRequests::faults_data()
{
    QTest::addColumn<Chat::Format>("format");
    QTest::addColumn<QString>("endpoint");
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("fault");
    const QString plain = u"https://h.test/"_s;
    QTest::newRow("no endpoint") << Chat::Format::OpenAiChat << QString() << u"m"_s
                                 << u"No endpoint is set."_s;
    for (const auto format : { Chat::Format::OpenAiChat, Chat::Format::OpenAiResponses,
                               Chat::Format::AnthropicMessages })
        QTest::addRow("no model, %d", int(format))
            << format << plain << QString() << u"No model is set."_s;
    QTest::newRow("no model for the place") << Chat::Format::Gemini << u"https://h.test/{model}"_s
                                            << QString() << u"No model is set."_s;
    QTest::newRow("none needed in the URL")
        << Chat::Format::Gemini << plain << QString() << QString();
    QTest::newRow("none needed") << Chat::Format::UiMessageStream << plain << QString()
                                 << QString();
}

void tst_ChatRequests::faults()
{
    QFETCH(Chat::Format, format);
    QFETCH(QString, endpoint);
    QFETCH(QString, model);
    QFETCH(QString, fault);
    ChatRequestSettings settings = settingsOf(format);
    settings.endpoint = QUrl(endpoint);
    settings.model = model;
    QCOMPARE(ChatRequest::fault(settings), fault);
    if (fault.contains(u"model"_s) && format != Chat::Format::Gemini) {
        settings.options.insert(u"model"_s, u"mine"_s);
        QCOMPARE(ChatRequest::fault(settings), QString());
    }
    if (!ChatRequest::fault(settings).isEmpty())
        return;
    settings.tools = tools();
    QCOMPARE(ChatRequest::fault(settings), QString());
    settings.tools.append(ChatToolDeclaration());
    QCOMPARE(ChatRequest::fault(settings), u"A tool has no name."_s);
    settings.tools = tools() + tools();
    QCOMPARE(ChatRequest::fault(settings), u"Two tools have the name weather."_s);
}

void tst_ChatRequests::regenerations()
{
    ChatModel model;
    ask(&model, u"u1"_s, u"Hi"_s);
    ChatRequestSettings settings = settingsOf(Chat::Format::UiMessageStream);
    settings.isRegeneration = true;
    settings.replacedMessageId = u"a1"_s;
    const QJsonObject body = ChatRequest::build(settings, model).body;
    QCOMPARE(body.value("trigger"_L1), QJsonValue(u"regenerate-message"_s));
    QCOMPARE(body.value("messageId"_L1), QJsonValue(u"a1"_s));
}

void tst_ChatRequests::halvesOfCharactersAreNotSent()
{
    for (const Format &format : Formats) {
        ChatModel model;
        const QString half = u"👋"_s.left(1);
        ask(&model, u"u1"_s, u"Hi"_s);
        answer(&model, u"a1"_s,
               QList{ text(u"Hello "_s + half), reasoning(half) }
                   + calling(u"w1"_s, u"clock"_s, u"{}"_s)
                   + QList{ toolResult(u"w1"_s, half), finish(Chat::FinishReason::Stop) });
        ask(&model, u"u2"_s, half);
        const QJsonObject body = ChatRequest::build(settingsOf(format.format), model).body;
        const QByteArray json = QJsonDocument(body).toJson(QJsonDocument::Compact);
        QVERIFY2(QString::fromUtf8(json).isValidUtf16(), json.constData());
        QVERIFY2(!json.contains("\\ud"), json.constData());
        QVERIFY2(json.contains("Hello \xEF\xBF\xBD"), json.constData());
    }
}

void tst_ChatRequests::rolesAlternate_data()
{
    QTest::addColumn<Chat::Format>("format");
    QTest::addColumn<QString>("member");
    QTest::newRow("AnthropicMessages") << Chat::Format::AnthropicMessages << u"messages"_s;
    QTest::newRow("Gemini") << Chat::Format::Gemini << u"contents"_s;
}

void tst_ChatRequests::rolesAlternate()
{
    QFETCH(Chat::Format, format);
    QFETCH(QString, member);
    for (const Conversation &conversation : Conversations) {
        ChatModel model;
        conversation.fill(&model);
        const QJsonArray messages =
            ChatRequest::build(settingsOf(format), model).body.value(member).toArray();
        for (qsizetype i = 0; i < messages.size(); ++i) {
            const QString role = messages.at(i).toObject().value("role"_L1).toString();
            const bool isQuestion = i % 2 == 0;
            QVERIFY2((role == "user"_L1) == isQuestion, conversation.name);
        }
        QCOMPARE(messages.size() % 2, 1); // the last word is not the model's
    }
}

QTEST_GUILESS_MAIN(tst_ChatRequests)
#include "tst_chatrequests.moc"
