// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef AGENTSWINDOW_H
#define AGENTSWINDOW_H

#include "chatwindow.h"

#include <SseQt/AgentClient>
#include <SseQt/SseDemoServer>

#include <QtCore/QJsonObject>

// The window of the chat example at its page of agents, and the demo server's agents.
class AgentsWindow : public ChatWindow
{
public:
    AgentsWindow();

    void show(const QUrl &place, const QString &eventPath = QStringLiteral("/event"));
    void showDemo(int interval = 1);
    // Lets the server tell what it is given, and answer what it is asked with 404.
    void showScripted(const QByteArray &events);
    void choose(const QString &id);
    void prompt(const QString &text);
    [[nodiscard]] bool isDone(const QString &id) const;
    [[nodiscard]] QString titleOf(int row) const;
    [[nodiscard]] QString statusOf(const QString &id) const;
    [[nodiscard]] QQuickItem *rowOf(const QString &id) const;
    [[nodiscard]] QString name(const QString &item) const; // for screen readers

    [[nodiscard]] static QByteArray busEvent(const QString &type, const QJsonObject &properties);
    [[nodiscard]] static QByteArray sessionCreated(const QString &id, const QString &title);

    static const QString garden;
    static const QString harbour;

    SseDemoServer demo;
    AgentClient *client = nullptr;
};

#endif
