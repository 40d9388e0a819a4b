// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatmessage_p.h"

#include "chatpart_p.h"

#include <algorithm>

/*!
    \class ChatMessage
    \inmodule SseQt
    \inheaderfile SseQt/ChatMessage
    \brief One message of a conversation, and the list model of its parts.

    Messages belong to their ChatModel, which makes and changes them. One that is removed stays
    until control returns to the event loop, and takes no more of a stream.

    A message holds at most 10,000 parts, and 64 MiB of what it was told: text counts two bytes for
    each unit of UTF-16. When more comes, it ends with an error part of code
    Chat::ErrorCode::TooLarge, and what follows is left out. Of what is unknown the first 1,000
    parts are kept.

    \since 0.1
    \sa ChatModel, ChatPart
*/

/*!
    \enum ChatMessage::PartRole

    Roles of every part, in QML by the names that are given here.

    \value PartObjectRole \c part: the ChatPart
    \value TypeRole \c type: a Chat::PartType
    \value TextRole \c text: the part's text, the same as Qt::DisplayRole (\c display)
*/

/*!
    \fn void ChatMessage::detailsChanged()

    The name of the model, the finish reason or the usage has changed.
*/

ChatMessage::ChatMessage(Chat::Role role, const QString &messageId, const QDateTime &created,
                         QObject *parent)
    : QAbstractListModel(parent)
    , d(std::make_unique<ChatMessagePrivate>(this, role, messageId, created))
{ }

ChatMessage::~ChatMessage() = default;

/*!
    \property ChatMessage::messageId
    \brief the service's ID for it, or one that was made up.
*/
QString ChatMessage::messageId() const
{
    return d->messageId;
}

/*!
    \property ChatMessage::role
    \brief who speaks.
*/
Chat::Role ChatMessage::role() const
{
    return d->role;
}

/*!
    \property ChatMessage::created
    \brief when it was begun.
*/
QDateTime ChatMessage::created() const
{
    return d->created;
}

/*!
    \property ChatMessage::count
    \brief the number of parts.
*/
int ChatMessage::count() const
{
    return int(d->parts.size());
}

/*!
    Returns the part in \a row, or nothing if there is none. The message owns it.
*/
ChatPart *ChatMessage::partAt(int row) const
{
    return d->parts.value(row);
}

/*!
    Returns all parts in their order. The message owns them.
*/
QList<ChatPart *> ChatMessage::parts() const
{
    return d->parts;
}

/*!
    Returns the newest tool call with \a toolCallId, or nothing.
*/
ChatPart *ChatMessage::toolCall(const QString &toolCallId) const
{
    const auto found = std::find_if(d->parts.crbegin(), d->parts.crend(), [&](const auto *part) {
        return part->type() == Chat::PartType::ToolCall && part->toolCallId() == toolCallId;
    });
    return found == d->parts.crend() ? nullptr : *found;
}

/*!
    \property ChatMessage::text
    \brief the text of all parts that are text, with an empty line between them.
*/
QString ChatMessage::text() const
{
    QString joined;
    for (const ChatPart *part : std::as_const(d->parts)) {
        if (part->type() != Chat::PartType::Text)
            continue;
        const QString text = part->text();
        if (text.isEmpty())
            continue;
        if (joined.isEmpty())
            joined = text; // shared: most messages have one text
        else
            joined += QLatin1String("\n\n") + text;
    }
    return joined;
}

/*!
    \property ChatMessage::modelName
    \brief the model that has answered, as the service calls it.
*/
QString ChatMessage::modelName() const
{
    return d->modelName;
}

/*!
    \property ChatMessage::streaming
    \brief whether an answer is arriving.
*/
bool ChatMessage::isStreaming() const
{
    return d->isStreaming;
}

/*!
    \property ChatMessage::finishReason
    \brief why an answer has ended; None before, and for messages that are no answers.
*/
Chat::FinishReason ChatMessage::finishReason() const
{
    return d->finishReason;
}

/*!
    \property ChatMessage::usage
    \brief the tokens that the answer has taken, all rounds together, as far as the service has
    said.
*/
ChatUsage ChatMessage::usage() const
{
    return d->usage;
}

int ChatMessage::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant ChatMessage::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    ChatPart *const part = d->parts.at(index.row());
    switch (role) {
    case PartObjectRole:
        return QVariant::fromValue(part);
    case TypeRole:
        return QVariant::fromValue(part->type());
    case TextRole:
    case Qt::DisplayRole:
        return part->text();
    default:
        return {};
    }
}

QHash<int, QByteArray> ChatMessage::roleNames() const
{
    return {
        { Qt::DisplayRole, "display" },
        { PartObjectRole, "part" },
        { TypeRole, "type" },
        { TextRole, "text" },
    };
}
