// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssedemochat_p.h"
#include "ssedemochatstream_p.h"
#include "ssedemostream_p.h"

#include <optional>

using namespace Qt::StringLiterals;

namespace {

using SseDemo::ChatPace;
using SseDemo::ChatRequest;

constexpr int LongRate = 500;
constexpr int MaximumRate = 100'000;

void refuse(SseTestExchange *exchange, int status, const QByteArray &body,
            const SseTestExchange::Headers &headers = {})
{
    exchange->reply(status, body, "application/json", headers);
}

// With "key" in the query the request has to bring that key, as a bearer token.
bool refuseStranger(SseTestExchange *exchange)
{
    const QString key = exchange->request().query.queryItemValue(u"key"_s, QUrl::FullyDecoded);
    const QByteArray given = exchange->request().header("Authorization");
    if (key.isEmpty() || given == "Bearer " + key.toUtf8())
        return false;
    refuse(exchange, 401,
           SseDemo::chatErrorBody(given.isEmpty() ? u"No API key was given. It goes into a header: "
                                                    "Authorization: Bearer KEY."_s
                                                  : u"The API key is not the right one."_s,
                                  u"invalid_request_error"_s, {}, u"invalid_api_key"_s));
    return true;
}

// Nothing if a number in the query cannot be: then the request has been answered.
std::optional<ChatPace> wantedPace(SseTestExchange *exchange)
{
    const auto interval = SseDemo::interval(exchange, 25);
    const auto rate =
        interval ? SseDemo::number(exchange, u"rate"_s, 0, 1, MaximumRate) : std::nullopt;
    if (!rate)
        return std::nullopt;
    return ChatPace{ *interval, *rate };
}

} // namespace

void SseDemo::Chat::operator()(SseTestExchange *exchange)
{
    if (exchange->request().method != "POST") {
        refuse(exchange, 405,
               chatErrorBody(u"Only POST is answered here."_s, u"invalid_request_error"_s),
               { { "Allow", "POST" } });
        return;
    }
    std::optional<ChatPace> pace = wantedPace(exchange);
    if (!pace || refuseStranger(exchange))
        return;
    const ChatRequest request = parseChatRequest(exchange->request().body);
    if (request.problem) {
        refuse(exchange, 400,
               chatErrorBody(request.problem->message, u"invalid_request_error"_s,
                             request.problem->param));
        return;
    }
    if (refuseBusy(exchange, request))
        return;
    const ChatAnswer answer = chatAnswer(request);
    if (answer.repeatedTokens >= 0 && pace->rate == 0)
        pace->rate = LongRate;
    if (request.stream)
        streamChatAnswer(exchange, request, answer, *pace);
    else if (hasChatCommand(request.prompt.text, "/error"_L1))
        refuse(exchange, 500, chatFailureBody());
    else
        replyChatAnswer(exchange, request, answer);
}

// A client that asks again after the time that it was told gets its answer.
bool SseDemo::Chat::refuseBusy(SseTestExchange *exchange, const ChatRequest &request)
{
    if (!hasChatCommand(request.prompt.text, "/busy"_L1))
        return false;
    const auto seconds = number(exchange, u"retry-after"_s, 5, 0, 3600);
    if (!seconds)
        return true;
    if (m_refused == exchange->request().body && m_wait.hasExpired()) {
        m_refused.clear();
        return false;
    }
    m_refused = exchange->request().body;
    m_wait = QDeadlineTimer(std::chrono::seconds(*seconds));
    refuse(exchange, 429,
           chatErrorBody(
               u"Rate limit reached, as you asked for. Try again in %1 seconds."_s.arg(*seconds),
               u"rate_limit_error"_s, {}, u"rate_limit_exceeded"_s),
           { { "Retry-After", QByteArray::number(*seconds) } });
    return true;
}
