// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SCRIPTEDRUN_H
#define SCRIPTEDRUN_H

#include "typist.h"

#include <QtCore/QHash>
#include <QtCore/QStringList>

struct Arguments;
class ChatSession;
class ConversationPrinter;
class MainWindow;

// A user without hands, for machines without a display: types prompts into the window, key by key,
// prints what is said, takes a picture and ends the program.
class ScriptedRun : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScriptedRun)
public:
    explicit ScriptedRun(MainWindow *window, const Arguments &arguments);
    ~ScriptedRun() override;

private:
    void goOn();
    void typePrompt(const QString &prompt);
    void watch(ChatSession *session);
    void takePicture();
    void fail(const QString &reason);

    MainWindow *const m_window;
    const QString m_picture;
    QList<QStringList> m_conversations; // what is asked, each in a conversation of its own
    Typist m_typist;
    QHash<const ChatSession *, ConversationPrinter *> m_printers;
    QString m_problem;
};

#endif
