// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef PROFILEMENU_H
#define PROFILEMENU_H

#include <QtWidgets/QMenu>

class Profiles;
class QActionGroup;

// The profiles, one of which is the current one, and below them what others add.
class ProfileMenu : public QMenu
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProfileMenu)
public:
    explicit ProfileMenu(Profiles *profiles, QWidget *parent = nullptr);
    ~ProfileMenu() override;

private:
    void refresh();

    Profiles *const m_profiles;
    QActionGroup *m_group = nullptr;
};

#endif
