// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "profilemenu.h"

#include "profiles.h"

#include <QtGui/QActionGroup>

using namespace Qt::StringLiterals;

ProfileMenu::ProfileMenu(Profiles *profiles, QWidget *parent)
    : QMenu(parent)
    , m_profiles(profiles)
{
    setObjectName(u"profileMenu"_s);
    setToolTipsVisible(true);
    for (const auto signal : { &Profiles::countChanged, &Profiles::currentChanged })
        connect(profiles, signal, this, &ProfileMenu::refresh);
    connect(profiles, &Profiles::dataChanged, this, &ProfileMenu::refresh);
    refresh();
}

ProfileMenu::~ProfileMenu() = default;

void ProfileMenu::refresh()
{
    // Not at once: one of them may be what has brought this about.
    if (m_group) {
        const QList<QAction *> old = m_group->actions();
        for (QAction *const action : old)
            removeAction(action);
        m_group->deleteLater();
    }
    m_group = new QActionGroup(this);
    QAction *const below = actions().value(0);
    for (int row = 0; row < m_profiles->count(); ++row) {
        const QModelIndex index = m_profiles->index(row);
        QString name = index.data(Profiles::NameRole).toString();
        auto *const action = new QAction(name.replace(u'&', "&&"_L1), m_group);
        action->setObjectName(u"profile%1"_s.arg(row));
        action->setCheckable(true);
        action->setChecked(row == m_profiles->current());
        action->setToolTip(u"%1 – %2"_s.arg(index.data(Profiles::HostRole).toString(),
                                            index.data(Profiles::KeyRole).toString()));
        connect(action, &QAction::triggered, m_profiles,
                [profiles = m_profiles, row] { profiles->setCurrent(row); });
        insertAction(below, action);
    }
}
