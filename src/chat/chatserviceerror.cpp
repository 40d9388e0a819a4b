// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatserviceerror_p.h"

#include <QtCore/qjsonarray.h>
#include <QtCore/qjsonobject.h>

#include <algorithm>

using Code = Chat::ErrorCode;

namespace {

// Enough for all that people read, and little beside the events that it came in.
constexpr qsizetype LongestMessage = 4096;
constexpr int DeepestNesting = 4;

struct Name
{
    const char *name;
    Code code;
};

// Services write the same names as rate_limit_exceeded, RateLimitExceeded and RATE-LIMIT-EXCEEDED;
// only letters and digits are compared.
constexpr Name Names[] = {
    { "ratelimiterror", Code::RateLimited },
    { "ratelimitexceeded", Code::RateLimited },
    { "ratelimitreached", Code::RateLimited },
    { "ratelimited", Code::RateLimited },
    { "ratelimit", Code::RateLimited },
    { "toomanyrequests", Code::RateLimited },
    { "resourceexhausted", Code::RateLimited },
    { "throttlingexception", Code::RateLimited },
    { "insufficientquota", Code::QuotaExceeded },
    { "quotaexceeded", Code::QuotaExceeded },
    { "insufficientcredits", Code::QuotaExceeded },
    { "insufficientbalance", Code::QuotaExceeded },
    { "billingerror", Code::QuotaExceeded },
    { "billinghardlimitreached", Code::QuotaExceeded },
    { "billingnotactive", Code::QuotaExceeded },
    { "paymentrequired", Code::QuotaExceeded },
    { "overloadederror", Code::Overloaded },
    { "overloaded", Code::Overloaded },
    { "serveroverloaded", Code::Overloaded },
    { "engineoverloaded", Code::Overloaded },
    { "serviceunavailable", Code::Overloaded },
    { "serviceunavailableerror", Code::Overloaded },
    { "unavailable", Code::Overloaded },
    { "authenticationerror", Code::Unauthorized },
    { "invalidauthentication", Code::Unauthorized },
    { "invalidapikey", Code::Unauthorized },
    { "apikeyinvalid", Code::Unauthorized },
    { "unauthenticated", Code::Unauthorized },
    { "unauthorized", Code::Unauthorized },
    { "permissionerror", Code::Forbidden },
    { "permissiondenied", Code::Forbidden },
    { "permissiondeniederror", Code::Forbidden },
    { "insufficientpermissions", Code::Forbidden },
    { "unsupportedcountryregionterritory", Code::Forbidden },
    { "forbidden", Code::Forbidden },
    { "notfounderror", Code::NotFound },
    { "notfound", Code::NotFound },
    { "modelnotfound", Code::NotFound },
    { "deploymentnotfound", Code::NotFound },
    { "contextlengthexceeded", Code::TooLarge },
    { "contextwindowexceeded", Code::TooLarge },
    { "exceedcontextsizeerror", Code::TooLarge },
    { "modelcontextwindowexceeded", Code::TooLarge },
    { "requesttoolarge", Code::TooLarge },
    { "stringabovemaxlength", Code::TooLarge },
    { "contentfilter", Code::ContentFiltered },
    { "contentfiltered", Code::ContentFiltered },
    { "contentpolicyviolation", Code::ContentFiltered },
    { "responsibleaipolicyviolation", Code::ContentFiltered },
    { "prohibitedcontent", Code::ContentFiltered },
    { "safety", Code::ContentFiltered },
    { "timeout", Code::TimedOut },
    { "timeouterror", Code::TimedOut },
    { "requesttimeout", Code::TimedOut },
    { "deadlineexceeded", Code::TimedOut },
    { "servererror", Code::ServerFailed },
    { "apierror", Code::ServerFailed },
    { "internal", Code::ServerFailed },
    { "internalerror", Code::ServerFailed },
    { "internalservererror", Code::ServerFailed },
    { "modelerror", Code::ServerFailed },
};

Code codeForName(const QString &name)
{
    QByteArray letters;
    for (const QChar character : name) {
        if (character.isLetterOrNumber())
            letters += character.toLower().toLatin1();
    }
    const auto *const found =
        std::find_if(std::begin(Names), std::end(Names),
                     [&](const Name &known) { return letters == known.name; });
    return found != std::end(Names) ? found->code : Code::NoError;
}

// Some services have no name for it, and say it in words alone.
bool saysTooLong(const QString &message)
{
    static const QLatin1String signs[] = {
        QLatin1String("prompt is too long"),
        QLatin1String("maximum context length"),
        QLatin1String("exceeds the context window"),
        QLatin1String("exceeds the maximum number of tokens"),
    };
    return std::any_of(std::begin(signs), std::end(signs), [&](QLatin1String sign) {
        return message.contains(sign, Qt::CaseInsensitive);
    });
}

QString messageFor(Code code)
{
    switch (code) {
    case Code::Unauthorized:
        return QStringLiteral("The service does not accept the API key.");
    case Code::Forbidden:
        return QStringLiteral("The service does not allow this.");
    case Code::NotFound:
        return QStringLiteral("The service does not know the endpoint or the model.");
    case Code::TooLarge:
        return QStringLiteral("The conversation is too long for the model.");
    case Code::RateLimited:
        return QStringLiteral("There were too many requests.");
    case Code::Overloaded:
        return QStringLiteral("The service is overloaded.");
    case Code::QuotaExceeded:
        return QStringLiteral("The quota of the account is used up.");
    case Code::ContentFiltered:
        return QStringLiteral("The service's filter has stopped the answer.");
    case Code::TimedOut:
        return QStringLiteral("The service took too long.");
    case Code::ServerFailed:
        return QStringLiteral("The service has failed.");
    default:
        return QStringLiteral("The service has refused the request.");
    }
}

QString textOf(const QJsonValue &value)
{
    if (value.isDouble())
        return QString::number(value.toDouble(), 'g', 15);
    return value.toString().left(LongestMessage);
}

QString firstText(const QJsonObject &object, std::initializer_list<const char *> names)
{
    for (const char *const name : names) {
        const QString text = textOf(object.value(QLatin1String(name)));
        if (!text.isEmpty())
            return text;
    }
    return QString();
}

// The object that tells of the error, or the text that is all there is.
QJsonValue innermost(QJsonValue value)
{
    for (int depth = 0; depth < DeepestNesting; ++depth) {
        const QJsonValue inner = value.isArray() ? value.toArray().at(0)
                                                 : value.toObject().value(QLatin1String("error"));
        if (!inner.isObject() && !inner.isArray() && inner.toString().isEmpty())
            break;
        // Beside a bare name of the error its message may stand.
        if (inner.isString() && value.toObject().contains(QLatin1String("message")))
            break;
        value = inner;
    }
    return value;
}

int statusOf(const QJsonObject &object)
{
    for (const char *const name : { "code", "status", "status_code" }) {
        const int status = textOf(object.value(QLatin1String(name))).toInt();
        if (status >= 400 && status < 600)
            return status;
    }
    return 0;
}

// "7s" or "1.5s" in one of the details.
int retryAfterOf(const QJsonObject &object)
{
    const QJsonArray details = object.value(QLatin1String("details")).toArray();
    for (const QJsonValue &detail : details) {
        const QString delay =
            detail.toObject().value(QLatin1String("retryDelay")).toString().trimmed();
        bool isNumber = false;
        const double seconds =
            delay.endsWith(QLatin1Char('s')) ? delay.chopped(1).toDouble(&isNumber) : 0;
        if (isNumber && seconds >= 0 && seconds <= 24 * 60 * 60)
            return int(seconds * 1000);
    }
    return -1;
}

Code codeOf(const ChatError &error, const QString &status)
{
    for (const QString &name : { error.serviceCode, error.serviceType, status }) {
        const Code code = codeForName(name);
        if (code != Code::NoError)
            return code;
    }
    if (saysTooLong(error.message))
        return Code::TooLarge;
    return ChatServiceError::codeForStatus(error.httpStatus);
}

} // namespace

ChatError ChatServiceError::fromJson(const QJsonValue &value, int httpStatus)
{
    ChatError error;
    const QJsonValue inner = innermost(value);
    const QJsonObject object = inner.toObject();
    error.httpStatus = httpStatus > 0 ? httpStatus : statusOf(object);
    error.message = inner.isString()
        ? textOf(inner)
        : firstText(object, { "message", "errorText", "detail", "error" });
    const QString status = textOf(object.value(QLatin1String("status")));
    error.serviceType = firstText(object, { "type", "status" });
    if (error.serviceType == QLatin1String("error"))
        error.serviceType.clear(); // the name of the event, and not of the error
    error.serviceCode = firstText(object, { "code" });
    error.retryAfter = retryAfterOf(object);
    error.code = codeOf(error, status);
    if (error.message.isEmpty())
        error.message = messageFor(error.code);
    error.advice = advice(error.code);
    return error;
}

Chat::ErrorCode ChatServiceError::codeForStatus(int httpStatus)
{
    switch (httpStatus) {
    case 401:
        return Code::Unauthorized;
    case 402:
        return Code::QuotaExceeded;
    case 403:
        return Code::Forbidden;
    case 404:
        return Code::NotFound;
    case 408:
    case 504:
        return Code::TimedOut;
    case 413:
        return Code::TooLarge;
    case 429:
        return Code::RateLimited;
    case 503:
    case 529:
        return Code::Overloaded;
    default:
        return httpStatus >= 500 ? Code::ServerFailed : Code::Refused;
    }
}

ChatError ChatServiceError::make(Chat::ErrorCode code, const QString &message)
{
    ChatError error;
    error.code = code;
    error.message = message;
    error.advice = advice(code);
    return error;
}

QString ChatServiceError::advice(Chat::ErrorCode code)
{
    switch (code) {
    case Code::MissingKey:
        return QStringLiteral("Set an API key.");
    case Code::Unauthorized:
        return QStringLiteral("Check the API key.");
    case Code::Forbidden:
        return QStringLiteral("Ask for access, or choose another model.");
    case Code::NotFound:
        return QStringLiteral("Check the endpoint and the name of the model.");
    case Code::TooLarge:
        return QStringLiteral("Begin a new conversation, or choose a model that reads more.");
    case Code::RateLimited:
    case Code::Overloaded:
        return QStringLiteral("Wait a while, then try again.");
    case Code::QuotaExceeded:
        return QStringLiteral("Look at the account's plan and payment.");
    case Code::ContentFiltered:
        return QStringLiteral("Say it in other words.");
    case Code::ServerFailed:
    case Code::TimedOut:
        return QStringLiteral("Try again.");
    case Code::InvalidRequest:
    case Code::Refused:
        return QStringLiteral("Check the model and the options.");
    case Code::ConnectionFailed:
        return QStringLiteral("Check the network and the endpoint, then try again.");
    case Code::Truncated:
        return QStringLiteral("What has come may lack its end. Try again.");
    case Code::MalformedStream:
        return QStringLiteral("Check that the format is the one that the endpoint speaks.");
    case Code::TooManyToolRounds:
        return QStringLiteral("Say what is still to be done, or allow more rounds.");
    case Code::ToolFailed:
    case Code::NoError:
        break;
    }
    return QString();
}
