// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "conversationtitle.h"

#include <SseQt/ChatModel>

#include <QtCore/QJsonArray>
#include <QtCore/QTextBoundaryFinder>

using namespace Qt::StringLiterals;

namespace {

// Between words, or where one is that long at least not within a character.
QString shortened(const QString &line, int maximum)
{
    if (line.size() <= maximum)
        return line;
    qsizetype length = line.lastIndexOf(u' ', maximum - 1);
    if (length < maximum / 2) {
        // It would look at all that is there.
        const QString beginning = line.left(2 * maximum);
        QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, beginning);
        finder.setPosition(maximum - 1);
        length = finder.isAtBoundary() ? finder.position() : finder.toPreviousBoundary();
    }
    return line.left(length) + u'…';
}

} // namespace

QString ConversationTitle::of(const ChatModel *messages)
{
    for (int row = 0; row < messages->count(); ++row) {
        const ChatMessage *const message = messages->messageAt(row);
        if (message->role() == Chat::Role::User)
            return ofQuestion(message->text());
    }
    return {};
}

QString ConversationTitle::of(const QJsonObject &conversation)
{
    const QJsonArray messages = conversation.value("messages"_L1).toArray();
    for (const QJsonValue &message : messages) {
        if (message["role"_L1].toString().compare("user"_L1, Qt::CaseInsensitive) != 0)
            continue;
        const QJsonArray parts = message["parts"_L1].toArray();
        QString text;
        for (const QJsonValue &part : parts)
            text += part["text"_L1].toString();
        return ofQuestion(text);
    }
    return {};
}

QString ConversationTitle::ofQuestion(const QString &question)
{
    const QString text = question.trimmed();
    return shortened(text.left(text.indexOf(u'\n')).simplified(), MaximumLength);
}

QString ConversationTitle::ofName(const QString &name)
{
    return shortened(name.simplified(), MaximumNameLength);
}
