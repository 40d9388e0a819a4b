// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatsessionerrors_p.h"

#include "chatserviceerror_p.h"
#include "sseretryafter_p.h"

#include <QtCore/qjsonarray.h>
#include <QtCore/qjsondocument.h>
#include <QtCore/qjsonobject.h>

#include <algorithm>

using Code = Chat::ErrorCode;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype LongestText = 300;
constexpr qsizetype ShortestSecret = 8; // shorter ones are parts of ordinary words

QJsonValue jsonOf(const QByteArray &body)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (document.isArray())
        return document.array();
    return document.isObject() ? QJsonValue(document.object()) : QJsonValue::Undefined;
}

// Frameworks that check requests before the service sees them have lists: {"detail":[{"msg":…}]}
// and {"errors":[{"message":…}]}.
QJsonValue firstOfList(const QJsonObject &object)
{
    for (const QLatin1String name : { "detail"_L1, "errors"_L1 }) {
        const QJsonValue first = object.value(name).toArray().at(0);
        if (first.isString())
            return first;
        if (!first.isObject())
            continue;
        QJsonObject item = first.toObject();
        if (item.contains("msg"_L1))
            item.insert(u"message"_s, item.take("msg"_L1));
        return item;
    }
    return object;
}

// Any text but a web page, which is the work of some server on the way.
QString plainText(const SseError &error)
{
    const QByteArray type = error.responseHeader("Content-Type").toLower();
    const QString text = error.responseText().simplified();
    if (type.startsWith("text/html") || text.startsWith(u'<'))
        return QString();
    return text.size() > LongestText ? text.left(LongestText) + QChar(0x2026) : text;
}

ChatError ofStatus(const SseError &error)
{
    const QJsonValue json = jsonOf(error.responseBody());
    if (json.isUndefined())
        return ChatServiceError::fromJson(plainText(error), error.httpStatus());
    return ChatServiceError::fromJson(json.isObject() ? firstOfList(json.toObject()) : json,
                                      error.httpStatus());
}

bool saysError(const QJsonValue &json)
{
    const QJsonObject object = json.isArray() ? json.toArray().at(0).toObject() : json.toObject();
    const QJsonValue error = object.value("error"_L1);
    return (!error.isUndefined() && !error.isNull()) || object.value("type"_L1) == "error"_L1
        || object.value("object"_L1) == "error"_L1;
}

ChatError make(Code code, const QString &message, const QString &advice = {})
{
    ChatError error = ChatServiceError::make(code, message);
    if (!advice.isEmpty())
        error.advice = advice;
    return error;
}

// 200, and no event stream.
ChatError ofOtherContent(const SseError &error)
{
    const QJsonValue json = jsonOf(error.responseBody());
    if (saysError(json))
        return ChatServiceError::fromJson(json);
    const QByteArray type = error.responseHeader("Content-Type").toLower();
    if (type.contains("json"))
        return make(Code::MalformedStream,
                    u"The service has answered with JSON at once, and did not stream."_s,
                    u"Check that the endpoint and the model can stream, and that the format is "
                    "theirs."_s);
    if (type.startsWith("text/html"))
        return make(Code::MalformedStream, u"The endpoint has answered with a web page."_s,
                    u"Check the endpoint: it is the whole URL that requests are posted to."_s);
    return make(Code::MalformedStream, error.message());
}

Code codeOf(const SseError &error)
{
    switch (error.code()) {
    case SseError::Code::InvalidUrl:
    case SseError::Code::InvalidRequest:
    case SseError::Code::PreparationFailed:
        return Code::InvalidRequest;
    case SseError::Code::PreparationTimeout:
    case SseError::Code::ConnectTimeout:
    case SseError::Code::ResponseTimeout:
    case SseError::Code::IdleTimeout:
    case SseError::Code::EventTimeout:
        return Code::TimedOut;
    case SseError::Code::ConnectionLost:
        return error.phase() == SseError::Phase::Streaming ? Code::Truncated
                                                           : Code::ConnectionFailed;
    case SseError::Code::StreamEnded:
    case SseError::Code::StreamTruncated:
    case SseError::Code::Suspended:
        return Code::Truncated;
    case SseError::Code::LineTooLong:
    case SseError::Code::EventTooLong:
    case SseError::Code::BacklogTooLong:
    case SseError::Code::MalformedStream:
    case SseError::Code::UnexpectedContentType:
    case SseError::Code::UnexpectedContentEncoding:
        return Code::MalformedStream;
    case SseError::Code::NoError:
    case SseError::Code::ConnectionFailed:
    case SseError::Code::TlsFailed:
    case SseError::Code::ProtocolFailure:
    case SseError::Code::RedirectRefused:
    case SseError::Code::UnexpectedStatus:
    case SseError::Code::ManagerDestroyed:
        break;
    }
    return Code::ConnectionFailed;
}

QString adviceOf(const SseError &error)
{
    switch (error.code()) {
    case SseError::Code::InvalidUrl:
        return u"Check the endpoint."_s;
    case SseError::Code::InvalidRequest:
        return u"Check the headers that are set."_s;
    case SseError::Code::RedirectRefused:
        return u"Set the endpoint to where the service is now."_s;
    case SseError::Code::TlsFailed:
        return u"Check the endpoint, the clock of this machine, and whom it trusts."_s;
    default:
        break;
    }
    return QString();
}

// What the header asks for; 0 is at once.
int retryAfterOf(const SseError &error, qint64 now)
{
    const QByteArray value = error.responseHeader("Retry-After").trimmed();
    const bool isZero = !value.isEmpty()
        && std::all_of(value.begin(), value.end(), [](char c) { return c == '0'; });
    if (isZero)
        return 0;
    const auto delay = SseHttp::retryAfter(value, error.responseHeader("Date"), now);
    if (!delay)
        return -1;
    return int(std::min<qint64>(delay->count(), ChatSessionErrors::LongestRetryAfter));
}

} // namespace

ChatError ChatSessionErrors::fromSseError(const SseError &error, qint64 now)
{
    ChatError result;
    if (error.code() == SseError::Code::UnexpectedStatus)
        result = ofStatus(error);
    else if (error.code() == SseError::Code::UnexpectedContentType)
        result = ofOtherContent(error);
    else
        result = make(codeOf(error), error.message(), adviceOf(error));
    if (result.httpStatus == 0)
        result.httpStatus = error.httpStatus();
    if (const int delay = retryAfterOf(error, now); delay >= 0)
        result.retryAfter = delay;
    return result;
}

bool ChatSessionErrors::isWaitedFor(const ChatError &error)
{
    return error.retryAfter >= 0
        && (error.code == Code::RateLimited || error.code == Code::Overloaded);
}

ChatError ChatSessionErrors::withoutSecret(ChatError error, const QByteArray &secret)
{
    const QString quoted = QString::fromUtf8(secret);
    if (quoted.size() < ShortestSecret)
        return error;
    for (QString *const text : { &error.message, &error.serviceType, &error.serviceCode })
        text->replace(quoted, QString(QChar(0x2026)));
    return error;
}

QByteArray ChatSessionErrors::secretOf(const QByteArray &headerName, const QByteArray &value)
{
    static const char *const signs[] = { "auth", "key", "token", "secret", "cookie" };
    const QByteArray name = headerName.toLower();
    const bool isSecret = std::any_of(std::begin(signs), std::end(signs),
                                      [&name](const char *sign) { return name.contains(sign); });
    // Behind the scheme, as in "Bearer".
    return isSecret ? value.sliced(value.lastIndexOf(' ') + 1) : QByteArray();
}
