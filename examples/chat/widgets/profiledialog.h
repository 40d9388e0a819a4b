// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef PROFILEDIALOG_H
#define PROFILEDIALOG_H

#include <QtWidgets/QDialog>

#include <functional>

class ProfileForm;
class Profiles;
class QListView;
class QPushButton;

// The services, to be added, changed and removed.
class ProfileDialog : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProfileDialog)
public:
    explicit ProfileDialog(Profiles *profiles, QWidget *parent = nullptr);
    ~ProfileDialog() override;

    void reject() override;

protected:
    void changeEvent(QEvent *event) override;

private:
    void choose(int row);
    void leave(std::function<void()> next);
    void save();
    void use();
    void remove();
    void updateButtons();
    void retranslate();

    Profiles *const m_profiles;
    QListView *const m_list;
    ProfileForm *const m_form;
    QPushButton *const m_add;
    QPushButton *const m_remove;
    QPushButton *const m_save;
    QPushButton *const m_use;
    QPushButton *const m_close;
};

#endif
