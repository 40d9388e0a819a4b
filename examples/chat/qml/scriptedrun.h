// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SCRIPTEDRUN_H
#define SCRIPTEDRUN_H

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
    explicit ScriptedRun(QQuickWindow *window, const QString &picture,
                         std::chrono::seconds timeLimit);
    ~ScriptedRun() override;

private Q_SLOTS:
    // What the conversation announces.
    void printQuestion(const QString &question);
    void printToken(const QString &token);
    void goOn(const QString &status, const QString &note);

private:
    void typePrompt();
    void typeKey();
    void press(int key, const QString &text = {});
    void takePicture();
    void print(const QString &text);
    void fail(const QString &reason);

    QQuickWindow *m_window;
    QString m_picture;
    QStringList m_prompts;
    QString m_untyped; // what is left of the prompt that is being typed
    QTimer m_keys;
    QStringEncoder m_toUtf8{ QStringEncoder::Utf8 }; // a token can end within a character
};

#endif
