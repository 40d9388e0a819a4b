// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "conversationprinter.h"

#include <cstdio>

using namespace Qt::StringLiterals;

ConversationPrinter::ConversationPrinter(ChatSession *session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    connect(session->messages(), &ChatModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { watchMessages(first, last); });
    // Not within the signal: who hears of the end after this sees to it first.
    connect(
        session, &ChatSession::phaseChanged, this,
        [this](Chat::Phase phase) {
            if (phase == Chat::Phase::Idle || phase == Chat::Phase::WaitingToRetry)
                endAnswer();
        },
        Qt::QueuedConnection);
}

ConversationPrinter::~ConversationPrinter() = default;

void ConversationPrinter::watchMessages(int first, int last)
{
    for (int row = first; row <= last; ++row) {
        ChatMessage *const message = m_session->messages()->messageAt(row);
        if (message->role() == Chat::Role::User) {
            print(u"You: %1\n"_s.arg(message->text()));
            continue;
        }
        print(u"Assistant: "_s);
        m_part = nullptr;
        // Later: what has come of the parts before it is told after a part is there.
        connect(
            message, &ChatMessage::rowsInserted, this,
            [this, message](const QModelIndex &, int firstPart, int lastPart) {
                watchParts(message, firstPart, lastPart);
            },
            Qt::QueuedConnection);
        watchParts(message, 0, message->count() - 1);
    }
}

void ConversationPrinter::watchParts(ChatMessage *message, int first, int last)
{
    for (int row = first; row <= last; ++row) {
        ChatPart *const part = message->partAt(row);
        switch (part->type()) {
        case Chat::PartType::Text:
        case Chat::PartType::Reasoning:
        case Chat::PartType::Refusal:
            beginPart(part);
            print(part->text());
            connect(part, &ChatPart::textAppended, this,
                    [this](const QString &fragment) { print(fragment); });
            break;
        case Chat::PartType::ToolCall:
            watchTool(part);
            break;
        default:
            break;
        }
    }
}

void ConversationPrinter::watchTool(ChatPart *part)
{
    beginPart(part);
    // A frame may bring more than one state.
    auto tell = [this, part, hasCalled = false, hasResult = false]() mutable {
        const Chat::ToolState state = part->toolState();
        if (state != Chat::ToolState::Pending && !std::exchange(hasCalled, true))
            print(u"%1 %2"_s.arg(part->toolName(), part->arguments()));
        const bool isDone = state == Chat::ToolState::Completed || state == Chat::ToolState::Error;
        if (isDone && !std::exchange(hasResult, true))
            print(u" = %1"_s.arg(part->result()));
    };
    tell();
    connect(part, &ChatPart::toolChanged, this, std::move(tell));
}

// Each part begins a line of its own, and says what it is unless it is the answer.
void ConversationPrinter::beginPart(ChatPart *part)
{
    if (m_part)
        print(u"\n"_s);
    m_part = part;
    if (part->type() == Chat::PartType::Reasoning)
        print(u"(thinking) "_s);
    else if (part->type() == Chat::PartType::ToolCall)
        print(u"(tool) "_s);
}

void ConversationPrinter::endAnswer()
{
    m_session->messages()->flush();
    print(u"\n\n"_s);
    Q_EMIT answerEnded();
}

void ConversationPrinter::print(const QString &text)
{
    const QByteArray bytes = m_toUtf8(text);
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stdout);
    std::fflush(stdout);
}
