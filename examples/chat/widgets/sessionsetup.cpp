// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "sessionsetup.h"

#include "profiles.h"

#include <SseQt/ChatSession>

SessionSetup::SessionSetup(Profiles *profiles, QObject *parent)
    : QObject(parent)
    , m_profiles(profiles)
{
    connect(profiles, &Profiles::currentChanged, this, [this] {
        const QList<ChatSession *> sessions = m_sessions;
        for (ChatSession *const session : sessions)
            apply(session);
    });
}

SessionSetup::~SessionSetup() = default;

void SessionSetup::follow(ChatSession *session)
{
    m_sessions.append(session);
    session->addTool(&m_weather);
    apply(session);
    connect(session, &ChatSession::phaseChanged, this, [this, session] { apply(session); });
    connect(session, &QObject::destroyed, this, [this, session] { m_sessions.removeOne(session); });
}

// Not under way: what is being answered was asked of the old one.
void SessionSetup::apply(ChatSession *session)
{
    if (!session->isBusy())
        m_profiles->applyTo(session);
}
