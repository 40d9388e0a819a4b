// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SCRIPTEDRUN_H
#define SCRIPTEDRUN_H

#include "arguments.h"
#include "conversationprinter.h"
#include "typist.h"

#include <SseQt/ChatSession>

#include <QtCore/QObject>
#include <QtCore/QStringList>

QT_FORWARD_DECLARE_CLASS(QQuickWindow)

// A user without hands, for machines without a display: types prompts into the window, key by key,
// prints what is said, takes a picture and ends the program.
class ScriptedRun : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScriptedRun)
public:
    explicit ScriptedRun(QQuickWindow *window, ChatSession *session, const Arguments &arguments);
    ~ScriptedRun() override;

private:
    void typePrompt();
    void goOn();
    void takePicture();
    void fail(const QString &reason);

    QQuickWindow *m_window;
    ChatSession *m_session;
    QString m_picture;
    ConversationPrinter m_printer;
    Typist m_typist;
    QStringList m_prompts;
};

#endif
