// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef CHATWIDGETS_SIDEBAR_H
#define CHATWIDGETS_SIDEBAR_H

#include <QtCore/QPersistentModelIndex>
#include <QtWidgets/QWidget>

class ConversationFilter;
class ConversationList;
class Conversations;
class QAction;
class QLineEdit;

// The list of conversations, with a search and a button for a new one.
class SideBar : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SideBar)
public:
    explicit SideBar(Conversations *conversations, QWidget *parent = nullptr);

    // A row of the conversations, or -1. It stays the same while a search hides it.
    [[nodiscard]] int current() const;
    void setCurrent(int row);

    // For menus and shortcuts of a window; both are of the current conversation.
    void renameCurrent();
    void deleteCurrent(); // asks first
    void focusSearch();

Q_SIGNALS:
    // Another conversation is to be shown, or none. Told once, also by setCurrent(); not when the
    // conversation only has another row.
    void currentChanged(int row);
    void newRequested();
    void exportRequested(int row);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    Conversations *const m_conversations;
    ConversationFilter *const m_filter;
    QLineEdit *const m_search;
    ConversationList *const m_list;
    QPersistentModelIndex m_current; // of m_conversations
};

#endif
