// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "conversationtitle.h"

#include <SseQt/ChatModel>

#include <QtCore/QJsonArray>
#include <QtCore/QTextBoundaryFinder>

using namespace Qt::StringLiterals;

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
    const QString line = text.left(text.indexOf(u'\n')).simplified();
    if (line.size() <= MaximumLength)
        return line;
    // Between words, or where one is that long at least not within a character.
    qsizetype length = line.lastIndexOf(u' ', MaximumLength - 1);
    if (length < MaximumLength / 2) {
        QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, line);
        finder.setPosition(MaximumLength - 1);
        length = finder.isAtBoundary() ? finder.position() : finder.toPreviousBoundary();
    }
    return line.left(length) + u'…';
}
