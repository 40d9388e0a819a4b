// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef TRANSCRIPT_H
#define TRANSCRIPT_H

#include <SseQt/ChatModel>

#include <QtCore/QObject>

// The conversation as Markdown, to be kept or passed on.
class Transcript : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Transcript)
public:
    explicit Transcript(QObject *parent = nullptr);
    ~Transcript() override;

    [[nodiscard]] Q_INVOKABLE static QString markdown(ChatModel *messages);
    // One message, without its heading.
    [[nodiscard]] Q_INVOKABLE static QString ofMessage(ChatMessage *message);
    // Returns what went wrong, or nothing.
    Q_INVOKABLE static QString save(ChatModel *messages, const QUrl &file);
};

#endif
