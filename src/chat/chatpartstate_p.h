// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_CHATPARTSTATE_P_H
#define SSEQT_CHATPARTSTATE_P_H

#include "chat.h"
#include "chaterror.h"

#include <QtCore/qjsonobject.h>
#include <QtCore/qjsonvalue.h>
#include <QtCore/qlist.h>
#include <QtCore/qstring.h>

// A part as a whole, as servers tell it that keep conversations themselves.
struct ChatPartState
{
    Chat::PartType type = Chat::PartType::Unknown;
    QString partId;
    bool isOpen = false; // more is to come
    QString text;
    QString toolName;
    QString toolCallId;
    Chat::ToolState toolState = Chat::ToolState::Pending;
    QString arguments;
    QJsonValue result = QJsonValue::Undefined;
    ChatError error;
    QString name;
    QJsonValue value = QJsonValue::Undefined;
    QJsonObject extra;

    // Whether it can be the same part at another time.
    [[nodiscard]] bool isSame(Chat::PartType otherType, const QString &otherId) const
    {
        return type == otherType && partId == otherId;
    }
};

#endif
