// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SESSIONSETUP_H
#define SESSIONSETUP_H

#include "weathertool.h"

#include <QtCore/QList>
#include <QtCore/QObject>

class ChatSession;
class Profiles;

// Gives each conversation the service of the current profile, and the tool that its model may call.
class SessionSetup : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SessionSetup)
public:
    explicit SessionSetup(Profiles *profiles, QObject *parent = nullptr);
    ~SessionSetup() override;

    // From now on; it is not owned.
    void follow(ChatSession *session);

private:
    void apply(ChatSession *session);

    Profiles *const m_profiles;
    WeatherTool m_weather;
    QList<ChatSession *> m_sessions;
};

#endif
