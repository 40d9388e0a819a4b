// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatdelta.h"

#include <QtCore/qdebug.h>
#include <QtCore/qmetaobject.h>

/*!
    \class ChatDelta
    \inmodule SseQt
    \inheaderfile SseQt/ChatDelta
    \brief One thing that the stream of an answer has said, in whatever format.

    A value. Which of its members mean something follows from its type. Fragments of text are UTF-16
    as the service has cut them: one may end in the first half of a surrogate pair, and only
    fragments that are joined are whole text.

    \since 0.1
    \sa ChatEventDecoder, ChatModel::apply()
*/

/*!
    \variable ChatDelta::sessionId
    \brief Which session it is of, in streams that carry many; empty in the others.
*/

/*!
    \variable ChatDelta::messageId
    \brief The service's ID of the answer, with MessageBegin.
*/

/*!
    \variable ChatDelta::partId
    \brief Tells the parts of an answer apart; empty continues the newest of the type.
*/

/*!
    \variable ChatDelta::toolCallId
    \brief The ID of the tool call: the service's, or one that was made up where it has given none.
*/

/*!
    \variable ChatDelta::toolName
    \brief The name of the tool that is called, as soon as it is known.
*/

/*!
    \variable ChatDelta::model
    \brief The model that answers, as the service calls it, with MessageBegin.
*/

/*!
    \variable ChatDelta::name
    \brief What an Unknown calls itself.
*/

/*!
    \variable ChatDelta::text
    \brief A fragment, or with ToolComplete all of the arguments.
*/

/*!
    \variable ChatDelta::value
    \brief The JSON that comes with it: a result, the whole of an Unknown, and with PartEnd and
    ToolComplete what the service wants to have back; undefined where there is none.
*/

/*!
    \variable ChatDelta::toolState
    \brief How far the tool call is, with ToolState and ToolResult.
*/

/*!
    \variable ChatDelta::finishReason
    \brief Why the answer has ended, with Finish.
*/

/*!
    \variable ChatDelta::usage
    \brief The tokens as far as they are known, with Usage.
*/

/*!
    \variable ChatDelta::error
    \brief What went wrong, with Error.
*/

bool ChatDelta::isEqual(const ChatDelta &other) const
{
    return type == other.type && sessionId == other.sessionId && messageId == other.messageId
        && partId == other.partId && toolCallId == other.toolCallId && toolName == other.toolName
        && model == other.model && name == other.name && text == other.text && value == other.value
        && toolState == other.toolState && finishReason == other.finishReason
        && usage == other.usage && error == other.error;
}

#ifndef QT_NO_DEBUG_STREAM
QDebug operator<<(QDebug debug, const ChatDelta &delta)
{
    const QDebugStateSaver saver(debug);
    debug.nospace() << "ChatDelta(" << delta.type;
    const std::pair<const char *, QString> texts[] = {
        { "session", delta.sessionId }, { "message", delta.messageId },   { "part", delta.partId },
        { "call", delta.toolCallId },   { "tool", delta.toolName },       { "name", delta.name },
        { "text", delta.text },         { "error", delta.error.message },
    };
    for (const auto &[name, text] : texts) {
        if (!text.isEmpty())
            debug << ", " << name << ": " << text;
    }
    if (delta.finishReason != Chat::FinishReason::None)
        debug << ", " << delta.finishReason;
    if (!delta.value.isUndefined())
        debug << ", " << delta.value;
    debug << ')';
    return debug;
}
#endif
