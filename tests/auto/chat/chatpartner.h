// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_TEST_CHATPARTNER_H
#define SSEQT_TEST_CHATPARTNER_H

#include "chatnames.h"

#include <SseQt/ChatSession>
#include <SseQt/SseTestServer>

#include <QtCore/qjsonarray.h>
#include <QtCore/qjsondocument.h>
#include <QtCore/qjsonobject.h>
#include <QtCore/qstringlist.h>
#include <QtTest/QtTest>

#include <memory>

// What a service of Chat Completions says.
namespace Partner {

inline QByteArray event(const QByteArray &data)
{
    return "data: " + data + "\n\n";
}

inline QByteArray chunk(const QByteArray &delta, const QByteArray &finishReason = "null")
{
    return event(R"({"id":"c1","model":"m1","choices":[{"index":0,"delta":)" + delta
                 + R"(,"finish_reason":)" + finishReason + "}]}");
}

inline QByteArray text(const QByteArray &text)
{
    return chunk(R"({"content":")" + text + R"("})");
}

inline QByteArray reasoning(const QByteArray &text)
{
    return chunk(R"({"reasoning_content":")" + text + R"("})");
}

// The arguments are the inside of a JSON string.
inline QByteArray call(int index, const QByteArray &id, const QByteArray &name,
                       const QByteArray &arguments = "{}")
{
    return chunk(R"({"tool_calls":[{"index":)" + QByteArray::number(index) + R"(,"id":")" + id
                 + R"(","type":"function","function":{"name":")" + name + R"(","arguments":")"
                 + arguments + R"("}}]})");
}

inline QByteArray usage(int input, int output)
{
    return event(R"({"id":"c1","choices":[],"usage":{"prompt_tokens":)" + QByteArray::number(input)
                 + R"(,"completion_tokens":)" + QByteArray::number(output) + "}}");
}

inline QByteArray end(const QByteArray &finishReason = R"("stop")")
{
    return chunk("{}", finishReason) + event("[DONE]");
}

inline SseTestScript stream(const QByteArray &body)
{
    return SseTestScript::eventStream().send(body).end();
}

inline SseTestScript answer(const QByteArray &words)
{
    return stream(text(words) + end());
}

inline SseTestScript calls(const QByteArray &body)
{
    return stream(body + end(R"("tool_calls")"));
}

inline QJsonObject bodyOf(const SseTestRequest &request)
{
    return QJsonDocument::fromJson(request.body).object();
}

// The messages of a request, each on a line of its own.
inline QByteArrayList messagesOf(const SseTestRequest &request)
{
    QByteArrayList lines;
    const QJsonArray messages = bodyOf(request).value(QLatin1String("messages")).toArray();
    for (const QJsonValue &message : messages)
        lines.append(QJsonDocument(message.toObject()).toJson(QJsonDocument::Compact));
    return lines;
}

} // namespace Partner

// Writes down what a session announces, in order.
class SessionWatch : public QObject
{
public:
    explicit SessionWatch(ChatSession &session)
    {
        connect(&session, &ChatSession::phaseChanged, this,
                [this](Chat::Phase phase) { log.append(nameOf(phase)); });
        connect(&session, &ChatSession::sent, this, [this] { log.append(QStringLiteral("sent")); });
        connect(&session, &ChatSession::finished, this, [this](ChatMessage *answer) {
            log.append(QStringLiteral("finished ") + nameOf(answer->finishReason()));
            ++ends;
        });
        connect(&session, &ChatSession::errorOccurred, this, [this](const ChatError &error) {
            log.append(QStringLiteral("error ") + nameOf(error.code));
            errors.append(error);
            ++ends;
        });
        connect(&session, &ChatSession::retryReady, this,
                [this] { log.append(QStringLiteral("retryReady")); });
        connect(&session, &ChatSession::retryCountdownChanged, this,
                [this](int milliseconds) { countdown.append(milliseconds); });
    }

    QStringList log;
    QList<ChatError> errors;
    QList<int> countdown;
    int ends = 0;
};

// A session and the service that it is to talk to, which every test has anew.
class SessionFixture : public QObject
{
protected:
    void setUp()
    {
        server = std::make_unique<SseTestServer>();
        QVERIFY(server->listen());
        session = std::make_unique<ChatSession>();
        session->setEndpoint(server->url(QStringLiteral("/chat")));
        session->setModel(QStringLiteral("m1"));
        watch = std::make_unique<SessionWatch>(*session);
    }
    void tearDown()
    {
        watch.reset();
        session.reset();
        server.reset();
    }
    [[nodiscard]] ChatTool *addTool(const QString &name)
    {
        auto *const tool = new ChatTool(session.get());
        tool->setName(name);
        session->addTool(tool);
        return tool;
    }
    // What the service was told of a call.
    [[nodiscard]] QByteArray resultOf(int request, const QByteArray &callId) const
    {
        const QJsonArray messages = Partner::bodyOf(server->requests().at(request))
                                        .value(QLatin1String("messages"))
                                        .toArray();
        for (const QJsonValue &message : messages) {
            const QJsonObject object = message.toObject();
            if (object.value(QLatin1String("tool_call_id")).toString().toUtf8() == callId)
                return object.value(QLatin1String("content")).toString().toUtf8();
        }
        return "there is none";
    }

    std::unique_ptr<SseTestServer> server;
    std::unique_ptr<ChatSession> session;
    std::unique_ptr<SessionWatch> watch;
};

// The parts of a message, each as its type and text.
inline QStringList partsOf(const ChatMessage *message)
{
    QStringList parts;
    const QList<ChatPart *> all = message ? message->parts() : QList<ChatPart *>();
    for (const ChatPart *const part : all) {
        QString line = nameOf(part->type());
        if (part->type() == Chat::PartType::ToolCall)
            line += QLatin1Char(' ') + part->toolName() + QLatin1Char(' ')
                + nameOf(part->toolState()) + QLatin1Char(' ') + part->result();
        else if (part->type() == Chat::PartType::Error)
            line += QLatin1Char(' ') + nameOf(part->error().code);
        else if (part->type() != Chat::PartType::Step)
            line += QLatin1Char(' ') + part->text();
        parts.append(line);
    }
    return parts;
}

inline ChatMessage *lastOf(const ChatSession &session)
{
    return session.messages()->messageAt(session.messages()->count() - 1);
}

#endif
