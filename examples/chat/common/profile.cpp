// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "profile.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>
#include <QtNetwork/QHostAddress>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype LongestName = 40;
constexpr qsizetype LongestText = 2000;

QString tr(const char *text)
{
    return QCoreApplication::translate("Profile", text);
}

QString endpointProblem(const QString &endpoint)
{
    if (endpoint.isEmpty())
        return tr("Where is the service? It needs a URL.");
    if (endpoint.size() > LongestText)
        return tr("This URL is too long.");
    const QUrl url(endpoint, QUrl::TolerantMode);
    if (!url.isValid())
        return tr("This is no URL: %1").arg(url.errorString().section(u';', 0, 0));
    const QString scheme = url.scheme();
    if (scheme != "http"_L1 && scheme != "https"_L1)
        return tr("The URL must begin with https:// or http://");
    if (url.host().isEmpty())
        return tr("The URL names no host.");
    if (!url.userInfo().isEmpty())
        return tr("A password in the URL would be saved. Take it out.");
    return {};
}

// Who pastes the key itself here would have it saved.
QString variableProblem(const QString &variable)
{
    static const QRegularExpression name(u"^[A-Za-z_][A-Za-z0-9_]{0,99}$"_s);
    if (variable.isEmpty() || name.match(variable).hasMatch())
        return {};
    return tr("This is no name of an environment variable. A key itself does not belong here.");
}

} // namespace

QUrl Profile::url() const
{
    return QUrl(endpoint, QUrl::TolerantMode);
}

QString Profile::host() const
{
    const QUrl address = url();
    return address.host().isEmpty() ? endpoint : address.host();
}

bool Profile::isExposed() const
{
    const QUrl address = url();
    const QString host = address.host();
    return address.scheme() == "http"_L1 && host != "localhost"_L1
        && !QHostAddress(host).isLoopback();
}

QVariantMap Profile::problems() const
{
    QVariantMap found;
    const auto add = [&found](const QString &field, const QString &problem) {
        if (!problem.isEmpty())
            found.insert(field, problem);
    };
    if (name.isEmpty())
        add(u"name"_s, tr("The profile needs a name."));
    else if (name.size() > LongestName)
        add(u"name"_s, tr("A name has up to %1 characters.").arg(LongestName));
    add(u"endpoint"_s, endpointProblem(endpoint));
    if (model.isEmpty() && kind == Kind::Saved)
        add(u"model"_s, tr("Which model shall answer?"));
    else if (model.size() > LongestText)
        add(u"model"_s, tr("This name is too long."));
    if (format == Chat::Format::Gemini && found.isEmpty() && !endpoint.contains("{model}"_L1)
        && !endpoint.contains(model)) {
        add(u"endpoint"_s, tr("Gemini has the model in the URL: write {model} where it goes."));
    }
    add(u"keyVariable"_s, variableProblem(keyVariable));
    return found;
}

QVariantMap Profile::toMap() const
{
    return { { u"name"_s, name },
             { u"format"_s, int(format) },
             { u"endpoint"_s, endpoint },
             { u"model"_s, model },
             { u"keyVariable"_s, keyVariable } };
}

Profile Profile::fromMap(const QVariantMap &values)
{
    const auto text = [&values](const QString &field) {
        return values.value(field).toString().trimmed();
    };
    const int format = values.value(u"format"_s).toInt();
    Profile profile;
    profile.name = text(u"name"_s);
    if (format >= 0 && format < formatKeys().size())
        profile.format = Chat::Format(format);
    profile.endpoint = text(u"endpoint"_s);
    profile.model = text(u"model"_s);
    profile.keyVariable = text(u"keyVariable"_s);
    return profile;
}

QList<Profile> Profile::builtIns()
{
    const auto make = [](const QString &name, Chat::Format format, const QString &endpoint,
                         const QString &model, const QString &keyVariable) {
        Profile profile;
        profile.name = name;
        profile.format = format;
        profile.endpoint = endpoint;
        profile.model = model;
        profile.keyVariable = keyVariable;
        return profile;
    };
    using Format = Chat::Format;
    return {
        make(u"OpenAI Chat"_s, Format::OpenAiChat, u"https://api.openai.com/v1/chat/completions"_s,
             u"gpt-6-luna"_s, u"OPENAI_API_KEY"_s),
        make(u"OpenAI Responses"_s, Format::OpenAiResponses,
             u"https://api.openai.com/v1/responses"_s, u"gpt-6-luna"_s, u"OPENAI_API_KEY"_s),
        make(u"Anthropic"_s, Format::AnthropicMessages, u"https://api.anthropic.com/v1/messages"_s,
             u"claude-haiku-4-5"_s, u"ANTHROPIC_API_KEY"_s),
        make(u"Gemini"_s, Format::Gemini,
             u"https://generativelanguage.googleapis.com/v1beta/models/"
             "{model}:streamGenerateContent?alt=sse"_s,
             u"gemini-3.5-flash-lite"_s, u"GEMINI_API_KEY"_s),
        make(u"Local server"_s, Format::OpenAiChat, u"http://localhost:11434/v1/chat/completions"_s,
             u"llama3.2"_s, {}),
    };
}

QStringList Profile::formatNames()
{
    return { tr("OpenAI Chat Completions"), tr("OpenAI Responses"), tr("Anthropic Messages"),
             tr("Gemini"), tr("UI message stream") };
}

QStringList Profile::formatKeys()
{
    return { u"openai-chat"_s, u"openai-responses"_s, u"anthropic"_s, u"gemini"_s,
             u"ui-message-stream"_s };
}

std::optional<Chat::Format> Profile::formatFromKey(const QString &key)
{
    const qsizetype place = formatKeys().indexOf(key);
    if (place < 0)
        return std::nullopt;
    return Chat::Format(int(place));
}
