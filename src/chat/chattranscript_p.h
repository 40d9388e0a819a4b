// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_CHATTRANSCRIPT_P_H
#define SSEQT_CHATTRANSCRIPT_P_H

#include "chat.h"

#include <QtCore/qjsonobject.h>
#include <QtCore/qjsonvalue.h>
#include <QtCore/qlist.h>
#include <QtCore/qstring.h>

class ChatMessage;
class ChatModel;
class ChatPart;

// A conversation as services have to be told of it, in whatever format: without errors and what
// nobody understands, each call of a tool with a result, the rounds of a turn told apart.
struct ChatTranscript
{
    // A text, a refusal, a piece of reasoning, a call, or what a service alone understands.
    struct Item
    {
        Chat::PartType type = Chat::PartType::Text;
        QString text; // well-formed, and not blank
        QJsonObject extra; // what the service may want back as it was
        QString callId;
        QString toolName;
        QJsonObject arguments;
        QJsonValue result; // of a call
        bool isError = false;
        bool isMalformed = false; // a call whose arguments are no object

        [[nodiscard]] bool isCall() const { return type == Chat::PartType::ToolCall; }
        // Refusals are said as any other text.
        [[nodiscard]] bool isSaid() const
        {
            return type == Chat::PartType::Text || type == Chat::PartType::Refusal;
        }
        [[nodiscard]] QString argumentsText() const;
        [[nodiscard]] QString resultText() const; // text as it is, all else as JSON
    };

    // What is said in one go: a question, or one round of an answer.
    struct Entry
    {
        Chat::Role role = Chat::Role::User;
        QString messageId;
        bool isOfTurn = false; // after the last question: of the answer that is being asked for
        QList<Item> items; // one at least is understood

        [[nodiscard]] QString text() const; // all that is said, with an empty line between
        [[nodiscard]] bool hasCalls() const;
        [[nodiscard]] bool isUnderstood() const;
    };

    explicit ChatTranscript(const ChatModel &conversation);

    // The prompt and the conversation's messages of the system, for formats that know one prompt.
    [[nodiscard]] QString systemText(const QString &prompt) const;
    // Questions and answers, from the first question on: these formats know no other beginning.
    [[nodiscard]] QList<Entry> dialogue() const;

    QList<Entry> entries;

private:
    void add(const ChatMessage &message);
    void close(Entry *entry);
    void leaveOutMalformedCalls();
    void tellCallsApart();
};

#endif
