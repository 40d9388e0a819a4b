// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "shortcutsdialog.h"

#include <QtGui/QAction>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTreeWidget>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

// As it is said, without the mark of its key.
QString plain(const QString &text)
{
    QString said = text;
    for (qsizetype at = said.indexOf(u'&'); at >= 0; at = said.indexOf(u'&', at + 1))
        said.remove(at, 1);
    return said;
}

QTreeWidgetItem *addGroup(QTreeWidget *tree, const QString &title)
{
    auto *const group = new QTreeWidgetItem(tree, { title });
    QFont bold = tree->font();
    bold.setBold(true);
    group->setFont(0, bold);
    group->setFlags(Qt::ItemIsEnabled);
    group->setFirstColumnSpanned(true);
    constexpr int Air = 12;
    group->setSizeHint(0, QSize(0, tree->fontMetrics().height() + Air));
    return group;
}

void addRow(QTreeWidgetItem *group, const QString &what, const QString &keys)
{
    auto *const row = new QTreeWidgetItem(group, { what, keys });
    constexpr int Air = 6;
    row->setSizeHint(0, QSize(0, group->treeWidget()->fontMetrics().height() + Air));
}

void addMenu(QTreeWidget *tree, const QMenu *menu)
{
    QTreeWidgetItem *group = nullptr;
    const QList<QAction *> actions = menu->actions();
    for (const QAction *const action : actions) {
        const QString keys =
            QKeySequence::listToString(action->shortcuts().mid(0, 1), QKeySequence::NativeText);
        if (keys.isEmpty())
            continue;
        if (!group)
            group = addGroup(tree, plain(menu->title()));
        addRow(group, plain(action->text()), keys);
    }
}

} // namespace

ShortcutsDialog::ShortcutsDialog(const QList<QMenu *> &menus, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"shortcutsDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Keyboard Shortcuts"));
    auto *const tree = new QTreeWidget(this);
    tree->setAccessibleName(windowTitle());
    tree->setColumnCount(2);
    tree->setHeaderHidden(true);
    tree->setRootIsDecorated(false);
    tree->setItemsExpandable(false);
    tree->setIndentation(12);
    for (const QMenu *const menu : menus)
        addMenu(tree, menu);
    QTreeWidgetItem *const field = addGroup(tree, tr("Writing"));
    const auto add = [field](const QString &what, const QKeySequence &keys) {
        addRow(field, what, keys.toString(QKeySequence::NativeText));
    };
    add(tr("Send"), Qt::Key_Return);
    add(tr("New line"), Qt::SHIFT | Qt::Key_Return);
    add(tr("What was sent before"), Qt::Key_Up);
    add(tr("What was sent after that"), Qt::Key_Down);
    tree->expandAll();
    tree->setSelectionMode(QAbstractItemView::NoSelection);
    tree->header()->setStretchLastSection(false);
    tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);

    auto *const buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto *const layout = new QVBoxLayout(this);
    layout->addWidget(tree, 1);
    layout->addWidget(buttons);
    buttons->button(QDialogButtonBox::Close)->setFocus();
    resize(400, 640);
}

ShortcutsDialog::~ShortcutsDialog() = default;
