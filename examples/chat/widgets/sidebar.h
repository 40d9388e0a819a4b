// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef CHATWIDGETS_SIDEBAR_H
#define CHATWIDGETS_SIDEBAR_H

#include <QtCore/QPersistentModelIndex>
#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

class ConversationFilter;
class ConversationList;
class Conversations;
class QAction;
class QLineEdit;
class QMenu;
class QToolButton;

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
    // Another conversation is to be shown, or none; also by setCurrent(). Not when it is the same
    // in another row.
    void currentChanged(int row);
    void newRequested();
    void exportRequested(int row);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void makeActions();
    void followModels();
    void takeSelection();
    void showCurrent();
    [[nodiscard]] bool isEndOfSearch(const QKeyEvent &key) const;
    bool takeSearchKey(const QKeyEvent &key);
    bool takeListKey(const QKeyEvent &key);
    void chooseNext(int first, int last);
    void updateEmptyText();
    void retranslate();
    void setCurrentIndex(const QModelIndex &index);

    Conversations *const m_conversations;
    ConversationFilter *const m_filter;
    QLineEdit *const m_search;
    QToolButton *const m_new;
    ConversationList *const m_list;
    QMenu *const m_menu;
    QAction *const m_rename;
    QAction *const m_export;
    QAction *const m_delete;
    QTimer m_clock; // for the words that say when
    QPersistentModelIndex m_current; // of m_conversations
    QPersistentModelIndex m_next; // when m_current is removed
    bool m_hasCurrent = false; // also of one that is being removed
    bool m_isFiltering = false; // rows go and come, and the view moves its current index with them
};

#endif
