// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SCRIPTEDRUN_H
#define SCRIPTEDRUN_H

#include "arguments.h"

#include <SseQt/ChatSession>

#include <QtCore/QObject>
#include <QtCore/QStringEncoder>
#include <QtCore/QStringList>
#include <QtCore/QTimer>

#include <chrono>

QT_FORWARD_DECLARE_CLASS(QQuickWindow)

// A user without hands, for machines without a display: types prompts into the window, key by key,
// prints what is said on the standard output as it comes in, takes a picture and ends the program.
class ScriptedRun : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScriptedRun)
public:
    explicit ScriptedRun(QQuickWindow *window, ChatSession *session, const Arguments &arguments);
    ~ScriptedRun() override;

private:
    void typePrompt();
    void typeKeys();
    void press(int key, const QString &text = {});
    void watchMessages(int first, int last);
    void watchParts(ChatMessage *message, int first, int last);
    void watchTool(ChatPart *part);
    void beginPart(ChatPart *part);
    void endAnswer();
    void takePicture();
    void print(const QString &text);
    void fail(const QString &reason);

    QQuickWindow *m_window;
    ChatSession *m_session;
    QString m_picture;
    QStringList m_prompts;
    QString m_untyped; // what is left of the prompt that is being typed
    qsizetype m_stroke = 1; // characters at a time
    QTimer m_keys;
    const ChatPart *m_part = nullptr; // the newest that was printed
    QStringEncoder m_toUtf8{ QStringEncoder::Utf8 }; // a token can end within a character
};

#endif
