// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef CONVERSATIONPRINTER_H
#define CONVERSATIONPRINTER_H

#include <SseQt/ChatSession>

#include <QtCore/QObject>
#include <QtCore/QStringEncoder>

// Prints what is said in a conversation on the standard output, as it comes in.
class ConversationPrinter : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConversationPrinter)
public:
    explicit ConversationPrinter(ChatSession *session, QObject *parent = nullptr);
    ~ConversationPrinter() override;

Q_SIGNALS:
    // An answer, or an error in place of it, has been printed whole.
    void answerEnded();

private:
    void watchMessages(int first, int last);
    void watchParts(ChatMessage *message, int first, int last);
    void watchTool(ChatPart *part);
    void beginPart(ChatPart *part);
    void endAnswer();
    void print(const QString &text);

    ChatSession *const m_session;
    const ChatPart *m_part = nullptr; // the newest that was printed
    QStringEncoder m_toUtf8{ QStringEncoder::Utf8 }; // a token can end within a character
};

#endif
