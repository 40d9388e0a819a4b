// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatmodel_p.h"

#include "chatmessage_p.h"

#include <QtCore/quuid.h>

#include <algorithm>

/*!
    \class ChatModel
    \inmodule SseQt
    \inheaderfile SseQt/ChatModel
    \brief The messages of a conversation, as a list model, which grows while an answer is streamed.

    A ChatSession has one. It can also be filled from any stream whose deltas are known:

    \code
    ChatMessage *answer = model.beginAnswer();
    for (const ChatDelta &delta : decoder->decode(event))
        model.apply(answer, delta);
    \endcode

    What a stream says is told to views at most once in 16 milliseconds, all that has come meanwhile
    together, and each message costs the same for its ten-thousandth fragment as for its first.
    Until then getters give what was told before. The end of an answer is told at once, and so is
    everything by flush().

    It owns its messages. Slots may do anything, also destroy the model, except between the signals
    that announce a change of rows and those that say that it is done: what is called for there
    happens afterwards. It is to be used in its own thread alone.

    \since 0.1
    \sa ChatMessage, ChatSession
*/

/*!
    \enum ChatModel::MessageRole

    Roles of every message, in QML by the names that are given here.

    \value MessageObjectRole \c message: the ChatMessage
    \value IdRole \c messageId
    \value RoleRole \c role: a Chat::Role
    \value TextRole \c text: the same as Qt::DisplayRole (\c display)
    \value StreamingRole \c streaming: whether it is an answer that is arriving
    \value CreatedRole \c created: a QDateTime
    \value FinishReasonRole \c finishReason: a Chat::FinishReason
*/

/*!
    \fn void ChatModel::replaced()

    All messages were replaced, by loading or by clearing.
*/

namespace {

QList<int> rolesOf(unsigned changes)
{
    QList<int> roles;
    if (changes & ChatMessagePrivate::IdChange)
        roles << ChatModel::IdRole;
    if (changes & ChatMessagePrivate::TextChange)
        roles << ChatModel::TextRole << Qt::DisplayRole;
    if (changes & ChatMessagePrivate::StreamingChange)
        roles << ChatModel::StreamingRole;
    if (changes & ChatMessagePrivate::FinishChange)
        roles << ChatModel::FinishReasonRole;
    return roles;
}

bool endsAnAnswer(ChatDelta::Type type)
{
    return type == ChatDelta::Type::Finish || type == ChatDelta::Type::Error
        || type == ChatDelta::Type::End;
}

} // namespace

/*!
    Constructs an empty model with \a parent.
*/
ChatModel::ChatModel(QObject *parent)
    : QAbstractListModel(parent)
    , d(std::make_unique<ChatModelPrivate>(this))
{ }

ChatModel::~ChatModel() = default;

/*!
    \property ChatModel::count
    \brief the number of messages.
*/
int ChatModel::count() const
{
    return int(d->messages.size());
}

/*!
    Returns the message in \a row, or nothing if there is none. The model owns it.
*/
ChatMessage *ChatModel::messageAt(int row) const
{
    return d->messages.value(row);
}

/*!
    Returns the newest message with \a messageId, or nothing. Services may use an ID twice.
*/
ChatMessage *ChatModel::message(const QString &messageId) const
{
    const auto found =
        std::find_if(d->messages.crbegin(), d->messages.crend(),
                     [&](const ChatMessage *message) { return message->messageId() == messageId; });
    return found == d->messages.crend() ? nullptr : *found;
}

/*!
    Returns the row of \a message, -1 if it is none of the model's. The pointer is only compared,
   and may be one to a message that is no more.
*/
int ChatModel::rowOf(const ChatMessage *message) const
{
    // The newest is asked for most.
    for (qsizetype row = d->messages.size() - 1; row >= 0; --row) {
        if (d->messages.at(row) == message)
            return int(row);
    }
    return -1;
}

/*!
    Appends a message of \a role with one part of \a text, or without parts if it is empty. Without
    \a messageId it gets an ID of its own. Returns it, or nothing if a slot has removed it at once.
*/
ChatMessage *ChatModel::append(Chat::Role role, const QString &text, const QString &messageId)
{
    ChatMessage *const message = d->create(role, messageId);
    if (!text.isEmpty())
        message->d->addText(text);
    return d->insert(-1, message);
}

/*!
    Inserts a message of \a role without parts before \a row, at the end if there is no such row.
    Without \a messageId it gets an ID of its own, and without a time of its creation the present
    one. Parts come by apply(). Returns it, or nothing if
   a slot has removed it at once.
*/
ChatMessage *ChatModel::insert(int row, Chat::Role role, const QString &messageId,
                               const QDateTime &created)
{
    return d->insert(row, d->create(role, messageId, created));
}

/*!
    Appends an answer that is about to be streamed. It is streaming until a delta says that it is
    finished, or that something went wrong, or until end(). Without \a messageId it gets an ID of
   its own until the service names it. Returns it, or nothing if a slot has removed it at once.
*/
ChatMessage *ChatModel::beginAnswer(const QString &messageId)
{
    ChatMessage *const message = d->create(Chat::Role::Assistant, messageId);
    message->d->startStreaming();
    return d->insert(-1, message);
}

/*!
    Takes what the stream of \a message has said with \a delta. Views are told within a frame, and
   at once of an answer's end.

    A fragment goes to the part that has its type and ID, without an ID to the newest of its type,
    and where there is none a new part begins. An ID is free again after the part's end and after a
    step. Tool calls are found by their ID, and begin with whatever is said of them first. A message
    that does not stream takes all the same, as results of tool calls come after its end. What is
    said of messages that are not in the model is ignored.
*/
void ChatModel::apply(ChatMessage *message, const ChatDelta &delta)
{
    if (rowOf(message) < 0 || !message->d->take(delta))
        return;
    if (endsAnAnswer(delta.type))
        d->update(message);
    else
        d->schedule(message);
}

/*!
    Has \a message stream again, which has ended, for another round of a turn with tool calls. Its
    usage is the sum of all rounds. A message that has got too large stays at its end.
*/
void ChatModel::resume(ChatMessage *message)
{
    if (rowOf(message) < 0 || d->putsOff(message, [=] { resume(message); }))
        return;
    message->d->resume();
    d->update(message);
}

/*!
    Ends the streaming of \a message for \a reason, and tells so at once. After Stopped and Error,
    tool calls without a result have failed: they were interrupted. A message that has ended already
    only changes if it has such calls.
*/
void ChatModel::end(ChatMessage *message, Chat::FinishReason reason)
{
    if (rowOf(message) < 0 || d->putsOff(message, [=] { end(message, reason); }))
        return;
    message->d->endStreaming(reason);
    d->update(message);
}

/*!
    Removes \a count messages from \a row on; those that are not there are no matter. One that is
    streaming is stopped.
*/
void ChatModel::remove(int row, int count)
{
    if (!d->putsOff([=] { remove(row, count); }))
        d->remove(row, count);
}

/*!
    Tells views now what would be told within a frame.
*/
void ChatModel::flush()
{
    d->updateAll();
}

/*!
    Removes all messages.
*/
void ChatModel::clear()
{
    if (!d->putsOff([this] { clear(); }))
        d->replace({});
}

int ChatModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant ChatModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    ChatMessage *const message = d->messages.at(index.row());
    switch (role) {
    case MessageObjectRole:
        return QVariant::fromValue(message);
    case IdRole:
        return message->messageId();
    case RoleRole:
        return QVariant::fromValue(message->role());
    case TextRole:
    case Qt::DisplayRole:
        return message->text();
    case StreamingRole:
        return message->isStreaming();
    case CreatedRole:
        return message->created();
    case FinishReasonRole:
        return QVariant::fromValue(message->finishReason());
    default:
        return {};
    }
}

QHash<int, QByteArray> ChatModel::roleNames() const
{
    return {
        { Qt::DisplayRole, "display" }, { MessageObjectRole, "message" },
        { IdRole, "messageId" },        { RoleRole, "role" },
        { TextRole, "text" },           { StreamingRole, "streaming" },
        { CreatedRole, "created" },     { FinishReasonRole, "finishReason" },
    };
}

ChatModelPrivate::ChatModelPrivate(ChatModel *model)
    : q(model)
    , m_pacer(model, [this] { updateAll(); })
{ }

ChatMessage *ChatModelPrivate::create(Chat::Role role, const QString &messageId,
                                      const QDateTime &created)
{
    const QDateTime time = created.isValid() ? created : QDateTime::currentDateTimeUtc();
    const QString id =
        messageId.isEmpty() ? QUuid::createUuid().toString(QUuid::WithoutBraces) : messageId;
    return new ChatMessage(role, id, time, q);
}

ChatMessage *ChatModelPrivate::insert(int row, ChatMessage *message)
{
    if (putsOff([this, row, message] { insert(row, message); }))
        return message;
    const QPointer<ChatModel> self(q);
    const QPointer<ChatMessage> inserted(message);
    const int place = row < 0 || row > q->count() ? q->count() : row;
    m_isChanging = true;
    q->beginInsertRows({}, place, place);
    messages.insert(place, message);
    m_isChanging = false;
    q->endInsertRows();
    if (self)
        announceCount();
    return self && inserted && q->rowOf(message) >= 0 ? message : nullptr;
}

void ChatModelPrivate::remove(int row, int count)
{
    const int first = std::max(row, 0);
    const int end = int(std::min<qint64>(qint64(row) + count, q->count()));
    if (first >= end)
        return;
    const QPointer<ChatModel> self(q);
    m_isChanging = true;
    q->beginRemoveRows({}, first, end - 1);
    const QList<ChatMessage *> removed = messages.mid(first, end - first);
    messages.remove(first, end - first);
    m_isChanging = false;
    q->endRemoveRows();
    if (self)
        announceCount();
    if (self)
        release(removed);
}

void ChatModelPrivate::replace(const QList<ChatMessage *> &replacement)
{
    const QPointer<ChatModel> self(q);
    m_isChanging = true;
    q->beginResetModel();
    const QList<ChatMessage *> removed = std::exchange(messages, replacement);
    m_isChanging = false;
    q->endResetModel();
    if (self)
        announceCount();
    if (self)
        Q_EMIT q->replaced();
    if (self)
        release(removed);
}

// Delegates and slots may still have them in their hands.
void ChatModelPrivate::release(const QList<ChatMessage *> &removed)
{
    QList<QPointer<ChatMessage>> leaving;
    for (ChatMessage *const message : removed) {
        message->deleteLater();
        leaving.append(message);
    }
    for (const QPointer<ChatMessage> &message : std::as_const(leaving)) {
        if (!message || message->d->isInserting())
            continue;
        message->d->endStreaming(Chat::FinishReason::Stopped);
        (void)message->d->update();
    }
}

void ChatModelPrivate::announceCount()
{
    const int count = q->count();
    if (std::exchange(m_announcedCount, count) != count)
        Q_EMIT q->countChanged(count);
}

bool ChatModelPrivate::isBusyWith(const ChatMessage *message) const
{
    return m_isChanging || message->d->isInserting();
}

void ChatModelPrivate::schedule(ChatMessage *message)
{
    if (!m_waiting.contains(message))
        m_waiting.append(message);
    m_pacer.request();
}

void ChatModelPrivate::update(ChatMessage *message)
{
    if (isBusyWith(message)) {
        schedule(message);
        return;
    }
    const QPointer<ChatModel> self(q);
    const QPointer<ChatMessage> known(message);
    const QList<int> roles = rolesOf(message->d->update());
    if (!self || !known || roles.isEmpty())
        return;
    const int row = q->rowOf(message);
    if (row < 0)
        return;
    const QModelIndex index = q->index(row);
    Q_EMIT q->dataChanged(index, index, roles);
}

void ChatModelPrivate::updateAll()
{
    m_pacer.cancel();
    const QPointer<ChatModel> self(q);
    const QList<QPointer<ChatMessage>> waiting = std::exchange(m_waiting, {});
    for (const QPointer<ChatMessage> &message : waiting) {
        if (self && message && q->rowOf(message) >= 0)
            update(message);
    }
}
