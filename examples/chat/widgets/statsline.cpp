// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "statsline.h"

#include "look.h"
#include "profiles.h"

#include <QtCore/QEvent>
#include <QtCore/QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

StatsLine::StatsLine(const Profiles *profiles, QWidget *parent)
    : QLabel(parent)
    , m_profiles(profiles)
{
    setTextFormat(Qt::PlainText);
    // It takes what room there is, and never asks for more.
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    connect(profiles, &Profiles::currentChanged, this, &StatsLine::refresh);
}

StatsLine::~StatsLine() = default;

void StatsLine::setSession(ChatSession *session)
{
    if (m_session)
        m_session->disconnect(this);
    m_session = session;
    if (session) {
        connect(session, &ChatSession::modelChanged, this, &StatsLine::refresh);
        connect(session, &ChatSession::ratesChanged, this, &StatsLine::refresh);
        connect(session, &ChatSession::usageChanged, this, &StatsLine::refresh);
    }
    refresh();
}

void StatsLine::refresh()
{
    QStringList pieces;
    if (m_session) {
        const auto number = [this](double value, int digits = 0) {
            return locale().toString(value, 'f', digits);
        };
        if (!m_session->model().isEmpty())
            pieces.append(m_session->model());
        if (!m_profiles->warning().isEmpty())
            pieces.append(m_profiles->warning());
        if (m_session->tokensPerSecond() > 0)
            pieces.append(tr("%1 tokens/s").arg(number(m_session->tokensPerSecond())));
        if (m_session->timeToFirstToken() >= 0)
            pieces.append(
                tr("first after %1 s").arg(number(m_session->timeToFirstToken() / 1000.0, 1)));
        const ChatUsage usage = m_session->usage();
        if (usage.totalTokens() >= 0)
            pieces.append(tr("%1 in, %2 out")
                              .arg(number(std::max(0, usage.inputTokens)),
                                   number(std::max(0, usage.outputTokens))));
    }
    m_text = pieces.join(u"  ·  "_s);
    setAccessibleName(m_text);
    elide();
}

void StatsLine::elide()
{
    const QString shown = fontMetrics().elidedText(m_text, Qt::ElideRight, contentsRect().width());
    setText(shown);
    setToolTip(shown == m_text ? QString() : Look::toolTip(m_text));
}

void StatsLine::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::LocaleChange)
        refresh();
    else if (event->type() == QEvent::FontChange)
        elide();
}

void StatsLine::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    elide();
}
