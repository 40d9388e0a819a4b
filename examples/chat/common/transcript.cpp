// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "transcript.h"

#include <QtCore/QDir>
#include <QtCore/QJsonDocument>
#include <QtCore/QRegularExpression>
#include <QtCore/QSaveFile>
#include <QtCore/QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

// A fence that is longer than any in the text.
QString fenced(const QString &text, const QString &language)
{
    qsizetype longest = 2;
    qsizetype run = 0;
    for (const QChar c : text) {
        run = c == u'`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    const QString fence(longest + 1, u'`');
    return fence + language + u'\n' + text + (text.endsWith(u'\n') ? QString() : u"\n"_s) + fence;
}

QString quoted(const QString &text)
{
    static const QRegularExpression lineBreaks(u"\r\n|\r|\n"_s);
    return u"> "_s + text.split(lineBreaks).join("\n> "_L1);
}

// Code in a line, for names that a service has given.
QString code(const QString &name)
{
    return u'`' + name.simplified().remove(u'`') + u'`';
}

// Indented where it is JSON.
QString data(const QString &text)
{
    const QJsonDocument json = QJsonDocument::fromJson(text.toUtf8());
    if (json.isNull())
        return fenced(text, {});
    return fenced(QString::fromUtf8(json.toJson()), u"json"_s);
}

QString toolCall(const ChatPart *part)
{
    QStringList lines{ Transcript::tr("**Tool call:** %1").arg(code(part->toolName())) };
    if (!part->arguments().isEmpty())
        lines.append(data(part->arguments()));
    if (!part->result().isEmpty()) {
        lines.append(part->toolState() == Chat::ToolState::Error ? Transcript::tr("**It failed:**")
                                                                 : Transcript::tr("**Result:**"));
        lines.append(data(part->result()));
    }
    return lines.join("\n\n"_L1);
}

QString reasoning(const ChatPart *part)
{
    const QString title = part->duration() < 0
        ? Transcript::tr("**Thought**")
        : Transcript::tr("**Thought for %1 s**").arg(part->duration() / 1000.0, 0, 'f', 1);
    return quoted(title + "\n\n"_L1 + part->text());
}

QString error(const ChatError &error)
{
    QString text = Transcript::tr("**Error:** %1").arg(error.message);
    if (!error.advice.isEmpty())
        text += "\n\n"_L1 + error.advice;
    return quoted(text);
}

QString partText(const ChatPart *part)
{
    switch (part->type()) {
    case Chat::PartType::Text:
        return part->text();
    case Chat::PartType::Reasoning:
        return reasoning(part);
    case Chat::PartType::Refusal:
        return quoted(Transcript::tr("**Refused:** %1").arg(part->text()));
    case Chat::PartType::ToolCall:
        return toolCall(part);
    case Chat::PartType::Error:
        return error(part->error());
    case Chat::PartType::Unknown:
        return Transcript::tr("*Something of the kind %1, which this program does not know*")
            .arg(code(part->name()));
    case Chat::PartType::Step:
        break;
    }
    return {};
}

QString heading(const ChatMessage *message)
{
    switch (message->role()) {
    case Chat::Role::User:
        return Transcript::tr("You");
    case Chat::Role::System:
        return Transcript::tr("System");
    case Chat::Role::Tool:
        return Transcript::tr("Tool");
    case Chat::Role::Assistant:
        break;
    }
    const QString model = message->modelName().simplified();
    return model.isEmpty() ? Transcript::tr("Assistant")
                           : Transcript::tr("Assistant (%1)").arg(model);
}

} // namespace

Transcript::Transcript(QObject *parent)
    : QObject(parent)
{ }

Transcript::~Transcript() = default;

QString Transcript::ofMessage(ChatMessage *message)
{
    QStringList texts;
    if (!message)
        return {};
    const QList<ChatPart *> parts = message->parts();
    for (const ChatPart *part : parts) {
        const QString text = partText(part);
        if (!text.isEmpty())
            texts.append(text);
    }
    if (message->finishReason() == Chat::FinishReason::Stopped)
        texts.append(tr("*Stopped*"));
    return texts.join("\n\n"_L1);
}

QString Transcript::markdown(ChatModel *messages)
{
    QStringList texts{ tr("# Conversation") };
    for (int row = 0; messages && row < messages->count(); ++row) {
        ChatMessage *const message = messages->messageAt(row);
        texts.append("## "_L1 + heading(message));
        const QString text = ofMessage(message);
        if (!text.isEmpty())
            texts.append(text);
    }
    return texts.join("\n\n"_L1) + u'\n';
}

QString Transcript::save(ChatModel *messages, const QUrl &file)
{
    const QString path = file.toLocalFile();
    if (path.isEmpty())
        return tr("It can only be saved to a file of this computer.");
    QSaveFile out(path);
    const QByteArray text = markdown(messages).toUtf8();
    // A commit does not notice when there is no room for what it flushes itself.
    if (out.open(QIODevice::WriteOnly) && out.write(text) == text.size() && out.flush()
        && out.commit()) {
        return {};
    }
    return tr("%1 cannot be written: %2").arg(QDir::toNativeSeparators(path), out.errorString());
}
