// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef AGENTSRUN_H
#define AGENTSRUN_H

#include "arguments.h"

#include <SseQt/AgentClient>

#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QSet>
#include <QtCore/QStringList>

#include <functional>

QT_FORWARD_DECLARE_CLASS(QQuickItem)
QT_FORWARD_DECLARE_CLASS(QQuickWindow)

// A user without hands on the page of agents: watches two sessions talk at once, prompts both by
// mouse and keys, allows what they ask, prints what happens, takes a picture and ends the program.
class AgentsRun : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AgentsRun)
public:
    explicit AgentsRun(QQuickWindow *window, AgentClient *client, const Arguments &arguments);
    ~AgentsRun() override;

private:
    struct Step
    {
        std::function<bool()> isDue;
        std::function<void()> act;
    };

    void plan();
    void goOn();
    void watchSession(const QString &id);
    void watchMessages(const QString &id, ChatModel *messages);
    void watchMessage(const QString &id, ChatMessage *message);
    void watchPart(const QString &id, const ChatMessage *message, ChatPart *part);
    [[nodiscard]] bool isIdle(int row) const;
    [[nodiscard]] bool asks(int row) const;
    [[nodiscard]] QQuickItem *item(const QString &name, int number = 0) const;
    void click(const QString &name, int number = 0);
    void type(const QString &text);
    void takePicture();
    void say(const QString &id, const QString &text) const;
    static void print(const QString &text);
    void fail(const QString &reason);

    QQuickWindow *m_window;
    AgentClient *m_client;
    QString m_picture;
    QList<Step> m_steps;
    QHash<QString, AgentSession> m_told;
    QSet<const ChatMessage *> m_watched;
};

#endif
