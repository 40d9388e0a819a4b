// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SHORTCUTSDIALOG_H
#define SHORTCUTSDIALOG_H

#include <QtCore/QList>
#include <QtWidgets/QDialog>

class QMenu;

// The keys of what the menus offer, and those of the field that one writes in.
class ShortcutsDialog : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ShortcutsDialog)
public:
    explicit ShortcutsDialog(const QList<QMenu *> &menus, QWidget *parent = nullptr);
    ~ShortcutsDialog() override;
};

#endif
