// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_CHATQMLFOREIGN_H
#define SSEQT_CHATQMLFOREIGN_H

#include <SseQt/Chat>
#include <SseQt/ChatError>
#include <SseQt/ChatKeyRequest>
#include <SseQt/ChatMarkdownModel>
#include <SseQt/ChatMessage>
#include <SseQt/ChatModel>
#include <SseQt/ChatPart>
#include <SseQt/ChatPendingCall>
#include <SseQt/ChatSession>
#include <SseQt/ChatTool>
#include <SseQt/ChatUsage>

#include <QtCore/qobject.h>
// qqmlregistration.h alone does not bring QML_FOREIGN in 6.4.
#include <QtQml/qqml.h>

// What QML knows of the chat library, which itself knows nothing of QML.

namespace ChatForeign {
Q_NAMESPACE
QML_FOREIGN_NAMESPACE(Chat)
QML_NAMED_ELEMENT(Chat)
QML_ADDED_IN_VERSION(1, 0)
} // namespace ChatForeign

// The base of the element ChatSession.
struct ChatSessionForeign
{
    Q_GADGET
    QML_FOREIGN(ChatSession)
    QML_NAMED_ELEMENT(ChatSessionBase)
    QML_UNCREATABLE("ChatSessionBase is the type of properties; the element is ChatSession")
    QML_ADDED_IN_VERSION(1, 0)
};

struct ChatModelForeign
{
    Q_GADGET
    QML_FOREIGN(ChatModel)
    QML_NAMED_ELEMENT(ChatModel)
    QML_ADDED_IN_VERSION(1, 0)
};

struct ChatMessageForeign
{
    Q_GADGET
    QML_FOREIGN(ChatMessage)
    QML_NAMED_ELEMENT(ChatMessage)
    QML_UNCREATABLE("Messages belong to a ChatModel")
    QML_ADDED_IN_VERSION(1, 0)
};

struct ChatPartForeign
{
    Q_GADGET
    QML_FOREIGN(ChatPart)
    QML_NAMED_ELEMENT(ChatPart)
    QML_UNCREATABLE("Parts belong to a ChatMessage")
    QML_ADDED_IN_VERSION(1, 0)
};

// The base of the element ChatTool.
struct ChatToolForeign
{
    Q_GADGET
    QML_FOREIGN(ChatTool)
    QML_NAMED_ELEMENT(ChatToolBase)
    QML_UNCREATABLE("ChatToolBase is the type of properties; the element is ChatTool")
    QML_ADDED_IN_VERSION(1, 0)
};

struct ChatPendingCallForeign
{
    Q_GADGET
    QML_FOREIGN(ChatPendingCall)
    QML_NAMED_ELEMENT(ChatPendingCall)
    QML_UNCREATABLE("Calls come from the model of a ChatSession")
    QML_ADDED_IN_VERSION(1, 0)
};

struct ChatKeyRequestForeign
{
    Q_GADGET
    QML_FOREIGN(ChatKeyRequest)
    QML_NAMED_ELEMENT(ChatKeyRequest)
    QML_UNCREATABLE("Keys are asked for by a ChatSession")
    QML_ADDED_IN_VERSION(1, 0)
};

struct ChatMarkdownModelForeign
{
    Q_GADGET
    QML_FOREIGN(ChatMarkdownModel)
    QML_NAMED_ELEMENT(ChatMarkdownModel)
    QML_ADDED_IN_VERSION(1, 0)
};

struct ChatUsageForeign
{
    Q_GADGET
    QML_FOREIGN(ChatUsage)
    QML_VALUE_TYPE(chatUsage)
    QML_ADDED_IN_VERSION(1, 0)
};

struct ChatErrorForeign
{
    Q_GADGET
    QML_FOREIGN(ChatError)
    QML_VALUE_TYPE(chatError)
    QML_ADDED_IN_VERSION(1, 0)
};

#endif
