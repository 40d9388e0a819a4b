// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssedemochatanswer_p.h"
#include "ssedemostream_p.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QRegularExpression>

using namespace Qt::StringLiterals;

namespace {

using SseDemo::ChatAnswer;
using SseDemo::ChatToolResult;

constexpr QLatin1StringView ToolName("get_weather");

bool isAboutWeather(const QString &prompt)
{
    static const QRegularExpression words(
        u"\\b(weather|forecast|temperature|rain|rains|raining|sunny|umbrella)\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    return prompt.contains(words);
}

// "in Paris and New York" has two. They are known by their capitals.
QStringList places(const QString &prompt)
{
    constexpr qsizetype Maximum = 4;
    static const QString name = u"\\p{Lu}[\\p{L}'-]*(?: \\p{Lu}[\\p{L}'-]*)*"_s;
    static const QRegularExpression list(
        u"\\b(?:in|for|at|of) (%1(?:(?:,| and|, and) %1)*)"_s.arg(name),
        QRegularExpression::UseUnicodePropertiesOption);
    static const QRegularExpression separator(u", and |, | and "_s);
    const QRegularExpressionMatch match = list.match(prompt.simplified());
    if (!match.hasMatch())
        return { u"Berlin"_s };
    return match.captured(1).split(separator).mid(0, Maximum);
}

// What the tool calls the place: its schema tells.
QString placeParameter(const QJsonObject &tool)
{
    const QJsonObject schema = tool["parameters"_L1].toObject();
    const QJsonObject properties = schema["properties"_L1].toObject();
    for (const QString &name : { u"location"_s, u"city"_s, u"place"_s }) {
        if (properties.contains(name))
            return name;
    }
    return schema["required"_L1].toArray().first().toString(u"location"_s);
}

ChatAnswer weatherCalls(const QJsonObject &tool, const QStringList &wanted)
{
    ChatAnswer answer;
    answer.reasoning = u"The user wants to know the weather in %1. I cannot see out of the window, "
                       "but there is a tool for it: %2."_s.arg(wanted.join(u", "_s), ToolName);
    const QString parameter = placeParameter(tool);
    for (const QString &place : wanted) {
        answer.calls.append(
            { ToolName, QString::fromUtf8(SseDemo::json({ { parameter, place } })) });
    }
    return answer;
}

ChatAnswer weatherWithoutTool()
{
    ChatAnswer answer;
    answer.reasoning = u"The user wants to know the weather, and I have no tool to look it up."_s;
    answer.content =
        u"I cannot look out of the window. 🌦️ Declare a tool in the request and I "
        "will call it:\n\n```json\n{\n  \"type\": \"function\",\n  \"function\": {\n"
        "    \"name\": \"get_weather\",\n    \"parameters\": {\n"
        "      \"type\": \"object\",\n      \"properties\": { \"location\": { "
        "\"type\": \"string\" } },\n      \"required\": [\"location\"]\n    }\n  }\n"
        "}\n```\n\nThen ask again, for instance: *What is the weather in Paris?*"_s;
    return answer;
}

// What stands in a cell must not end it.
QString cell(const QJsonValue &value)
{
    QString text;
    if (value.isObject())
        text = QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    else if (value.isArray())
        text = QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    else if (value.isNull())
        text = u"–"_s;
    else
        text = value.toVariant().toString();
    return text.simplified().replace(u'|', u"\\|"_s);
}

QString headingOf(const ChatToolResult &result)
{
    const QJsonObject arguments = QJsonDocument::fromJson(result.arguments.toUtf8()).object();
    QStringList values;
    for (const QJsonValue &value : arguments)
        values.append(cell(value));
    return values.isEmpty() ? result.name : values.join(u", "_s);
}

QString sectionOf(const ChatToolResult &result)
{
    const QString heading = u"### %1\n\n"_s.arg(headingOf(result));
    const QString text = result.content.trimmed();
    if (text.isEmpty())
        return heading + u"*Nothing at all.*"_s;
    const QJsonObject object = QJsonDocument::fromJson(text.toUtf8()).object();
    if (object.isEmpty())
        return heading + u"> "_s + QString(text).replace(u'\n', u"\n> "_s);
    QString table = u"| What | Value |\n|:-----|------:|\n"_s;
    for (auto it = object.begin(); it != object.end(); ++it)
        table += u"| %1 | %2 |\n"_s.arg(cell(it.key()), cell(it.value()));
    return heading + table;
}

} // namespace

std::optional<SseDemo::ChatAnswer> SseDemo::chatWeather(const ChatRequest &request)
{
    if (!isAboutWeather(request.prompt.text))
        return std::nullopt;
    if (const QJsonObject *tool = request.tool(ToolName))
        return weatherCalls(*tool, places(request.prompt.text));
    return weatherWithoutTool();
}

SseDemo::ChatAnswer SseDemo::chatToolAnswer(const QList<ChatToolResult> &results)
{
    ChatAnswer answer;
    answer.reasoning = results.size() == 1 ? u"The tool has answered. I only have to say it well."_s
                                           : u"All tools have answered. I put it side by side."_s;
    QStringList sections;
    for (const ChatToolResult &result : results)
        sections.append(sectionOf(result).trimmed());
    answer.content = u"This is what `%1` says:\n\n"_s.arg(results.first().name)
        + sections.join(u"\n\n"_s) + u"\n\nAnything else? 🙂"_s;
    return answer;
}
