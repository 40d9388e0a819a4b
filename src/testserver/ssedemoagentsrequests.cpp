// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssedemoagents_p.h"

#include "ssedemostream_p.h"
#include "ssetestexchange.h"

#include <QtCore/QDateTime>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QUrlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;

// What is asked of the agents beside their event stream.

namespace {

constexpr size_t MaximumSessions = 100;
constexpr qsizetype MaximumPrompts = 10;

void answer(SseTestExchange *exchange, const QJsonValue &value)
{
    const QJsonDocument json =
        value.isArray() ? QJsonDocument(value.toArray()) : QJsonDocument(value.toObject());
    exchange->reply(200, json.toJson(QJsonDocument::Compact), "application/json");
}

void refuse(SseTestExchange *exchange, int status, const QString &name, const QString &message)
{
    exchange->reply(status,
                    SseDemo::json({ { u"name"_s, name },
                                    { u"data"_s, QJsonObject{ { u"message"_s, message } } } }),
                    "application/json");
}

std::optional<QJsonObject> bodyOf(SseTestExchange *exchange)
{
    const QByteArray body = exchange->request().body;
    if (body.trimmed().isEmpty())
        return QJsonObject();
    const QJsonDocument json = QJsonDocument::fromJson(body);
    if (json.isObject())
        return json.object();
    refuse(exchange, 400, u"BadRequestError"_s, u"The body is no JSON object."_s);
    return std::nullopt;
}

} // namespace

SseDemoAgents::Session *SseDemoAgents::sessionOf(SseTestExchange *exchange)
{
    const QString id = exchange->pathParameter("session");
    const auto found =
        std::find_if(m_sessions.begin(), m_sessions.end(), [&id](const Session &session) {
            return session.place.sessionId == id && !session.info.isEmpty();
        });
    if (found != m_sessions.end())
        return &*found;
    refuse(exchange, 404, u"NotFoundError"_s, u"There is no session %1."_s.arg(id));
    return nullptr;
}

void SseDemoAgents::list(SseTestExchange *exchange)
{
    const QByteArray method = exchange->request().method;
    if (method != "GET" && method != "HEAD") {
        exchange->reply(405, "This route answers GET and POST.\n", "text/plain",
                        { { "Allow", "GET, HEAD, POST" } });
        return;
    }
    const QString directory =
        exchange->request().query.queryItemValue(u"directory"_s, QUrl::FullyDecoded);
    QJsonArray infos;
    for (const Session &session : m_sessions) {
        if (!session.info.isEmpty()
            && (directory.isEmpty() || session.place.directory == directory))
            infos.append(session.info);
    }
    answer(exchange, infos);
}

void SseDemoAgents::create(SseTestExchange *exchange)
{
    const std::optional<QJsonObject> body = bodyOf(exchange);
    if (!body)
        return;
    if (m_sessions.size() >= MaximumSessions) {
        refuse(exchange, 400, u"BadRequestError"_s, u"There are too many sessions."_s);
        return;
    }
    Session session;
    session.place.sessionId = u"ses_demo_%1"_s.arg(++m_created);
    session.place.agent = u"build"_s;
    session.place.title = body->value("title"_L1).toString(u"New session"_s);
    session.place.directory =
        exchange->request().query.queryItemValue(u"directory"_s, QUrl::FullyDecoded);
    if (session.place.directory.isEmpty())
        session.place.directory = u"/home/demo"_s;
    session.place.created = QDateTime::currentMSecsSinceEpoch();
    session.place.separateDeltas = true;
    session.status = u"idle"_s;
    const QJsonObject info = SseDemo::sessionInfo(session.place, session.place.created);
    const SseDemo::BusEvent event{
        u"session.created"_s, { { u"sessionID"_s, session.place.sessionId }, { u"info"_s, info } }
    };
    remember(session, event);
    m_sessions.push_back(session);
    tell(m_sessions.back(), event);
    answer(exchange, info);
}

void SseDemoAgents::listStatuses(SseTestExchange *exchange)
{
    QJsonObject statuses;
    for (const Session &session : m_sessions) {
        if (session.status == "busy"_L1)
            statuses.insert(session.place.sessionId, QJsonObject{ { u"type"_s, session.status } });
    }
    answer(exchange, statuses);
}

void SseDemoAgents::listMessages(SseTestExchange *exchange)
{
    const Session *const session = sessionOf(exchange);
    if (!session)
        return;
    QJsonArray messages;
    for (const Message &message : session->messages) {
        QJsonArray parts;
        for (const QJsonObject &part : message.parts)
            parts.append(part);
        messages.append(QJsonObject{ { u"info"_s, message.info }, { u"parts"_s, parts } });
    }
    answer(exchange, messages);
}

void SseDemoAgents::takePrompt(SseTestExchange *exchange)
{
    Session *const session = sessionOf(exchange);
    const std::optional<QJsonObject> body = session ? bodyOf(exchange) : std::nullopt;
    if (!body)
        return;
    QString prompt;
    const QJsonArray parts = body->value("parts"_L1).toArray();
    for (const QJsonValue &part : parts) {
        if (part["type"_L1].toString() == "text"_L1)
            prompt += part["text"_L1].toString();
    }
    if (prompt.trimmed().isEmpty()) {
        refuse(exchange, 400, u"BadRequestError"_s, u"A prompt has a part of text."_s);
    } else if (session->prompts.size() >= MaximumPrompts) {
        refuse(exchange, 400, u"BadRequestError"_s, u"Too many prompts wait already."_s);
    } else {
        session->prompts.append(prompt);
        exchange->reply(204);
        goOn();
    }
}

void SseDemoAgents::stop(SseTestExchange *exchange)
{
    Session *const session = sessionOf(exchange);
    if (!session)
        return;
    exchange->reply(200, "true", "application/json");
    session->prompts.clear();
    if (session->status != "busy"_L1)
        return;
    session->question.clear();
    session->script.clear();
    const Message *const newest =
        session->messages.isEmpty() ? nullptr : &session->messages.constLast();
    const bool isAnswering = newest && newest->info["role"_L1].toString() == "assistant"_L1;
    session->script = SseDemo::abortion(session->place, isAnswering ? newest->info : QJsonObject(),
                                        isAnswering ? newest->parts : QList<QJsonObject>());
    goOn();
}

void SseDemoAgents::takeAnswer(SseTestExchange *exchange)
{
    Session *const session = sessionOf(exchange);
    const std::optional<QJsonObject> body = session ? bodyOf(exchange) : std::nullopt;
    if (!body)
        return;
    const QString question = exchange->pathParameter("question");
    const QString response = body->value("response"_L1).toString();
    if (session->question.isEmpty() || session->question != question) {
        refuse(exchange, 404, u"NotFoundError"_s, u"There is no question %1."_s.arg(question));
        return;
    }
    if (response != "once"_L1 && response != "always"_L1 && response != "reject"_L1) {
        refuse(exchange, 400, u"BadRequestError"_s,
               u"\"response\" has to be once, always or reject."_s);
        return;
    }
    exchange->reply(200, "true", "application/json");
    session->question.clear();
    session->script.append({ u"permission.replied"_s,
                             { { u"sessionID"_s, session->place.sessionId },
                               { u"permissionID"_s, question },
                               { u"response"_s, response } } });
    session->script +=
        response == "reject"_L1 ? session->branches.refused : session->branches.allowed;
    goOn();
}

void SseDemoAgents::listQuestions(SseTestExchange *exchange)
{
    QJsonArray questions;
    for (const Session &session : m_sessions) {
        if (session.question.isEmpty())
            continue;
        for (const SseDemo::BusEvent &event : session.branches.events) {
            if (event.type == "permission.updated"_L1)
                questions.append(event.properties);
        }
    }
    answer(exchange, questions);
}
