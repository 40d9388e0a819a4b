// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "contractservice.h"

#include "contractstream.h"
#include "streamparameters.h"

#include <QtCore/qjsonarray.h>
#include <QtCore/qjsondocument.h>
#include <QtCore/qjsonobject.h>

#include <utility>

using namespace Qt::StringLiterals;

namespace {

QJsonArray capabilities()
{
    return {
        u"bom"_s,
        u"comments"_s,
        u"headers"_s,
        u"last-event-id"_s,
        u"post"_s,
        u"report"_s,
        u"read-timeout"_s,
        u"restart"_s,
        u"event-type-listeners"_s,
        u"server-directed-shutdown-request"_s,
    };
}

void reply(SseTestExchange *exchange, int status, const QJsonObject &object,
           const SseTestExchange::Headers &headers = {})
{
    exchange->reply(status, QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n',
                    "application/json", headers);
}

void replyDone(SseTestExchange *exchange)
{
    exchange->reply(204, {}, {});
}

void refuse(SseTestExchange *exchange, int status, const QString &reason,
            const SseTestExchange::Headers &headers = {})
{
    reply(exchange, status, { { u"error"_s, reason } }, headers);
}

void refuseMethod(SseTestExchange *exchange, const QByteArray &allowed)
{
    refuse(exchange, 405,
           u"%1 takes %2"_s.arg(exchange->request().path, QString::fromLatin1(allowed)),
           { { "Allow", allowed } });
}

} // namespace

ContractService::ContractService(QObject *parent)
    : QObject(parent)
{
    m_server.setRecordedRequestLimit(0);
    m_server.route(u"/"_s, [this](SseTestExchange *exchange) { answerForService(exchange); });
    m_server.route(u"/streams/{id}"_s,
                   [this](SseTestExchange *exchange) { answerForStream(exchange); });
}

ContractService::~ContractService() = default;

void ContractService::answerForService(SseTestExchange *exchange)
{
    const QByteArray &method = exchange->request().method;
    if (method == "GET") {
        reply(exchange, 200, { { u"capabilities"_s, capabilities() } });
    } else if (method == "POST") {
        create(exchange);
    } else if (method == "DELETE") {
        replyDone(exchange);
        Q_EMIT stopRequested();
    } else {
        refuseMethod(exchange, "GET, POST, DELETE");
    }
}

void ContractService::create(SseTestExchange *exchange)
{
    const SseTestRequest &request = exchange->request();
    QString fault;
    const auto parameters = StreamParameters::read(request.body, &fault);
    if (!parameters) {
        refuse(exchange, 400, fault);
        return;
    }
    const QString id = QString::number(++m_created);
    auto stream = std::make_unique<ContractStream>(*parameters, id);
    if (const auto refusal = stream->open()) {
        refuse(exchange, 400, *refusal);
        return;
    }
    m_streams.emplace(id, std::move(stream));
    // Absolute, and by the name that the harness knows the service by.
    const QByteArray host = request.header("Host");
    const QByteArray authority = host.isEmpty() ? m_server.url().authority().toLatin1() : host;
    exchange->reply(201, {}, {},
                    { { "Location", "http://" + authority + "/streams/" + id.toLatin1() } });
}

void ContractService::answerForStream(SseTestExchange *exchange)
{
    const auto stream = m_streams.find(exchange->pathParameter("id"));
    if (stream == m_streams.end()) {
        refuse(exchange, 404, u"there is no stream at %1"_s.arg(exchange->request().path));
        return;
    }
    const QByteArray &method = exchange->request().method;
    if (method == "POST") {
        QString fault;
        const auto command = StreamCommand::read(exchange->request().body, &fault);
        if (!command) {
            refuse(exchange, 400, fault);
            return;
        }
        stream->second->obey(*command);
        replyDone(exchange);
    } else if (method == "DELETE") {
        m_streams.erase(stream);
        replyDone(exchange);
    } else {
        refuseMethod(exchange, "POST, DELETE");
    }
}
