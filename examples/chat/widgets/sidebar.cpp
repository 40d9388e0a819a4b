// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "sidebar.h"

#include "conversationfilter.h"
#include "conversationlist.h"
#include "conversations.h"
#include "lossquestion.h"

#include <QtGui/QAction>
#include <QtGui/QContextMenuEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

SideBar::SideBar(Conversations *conversations, QWidget *parent)
    : QWidget(parent)
    , m_conversations(conversations)
    , m_filter(new ConversationFilter(this))
    , m_search(new QLineEdit(this))
    , m_new(new QToolButton(this))
    , m_list(new ConversationList(this))
    , m_menu(new QMenu(this))
    , m_rename(new QAction(this))
    , m_export(new QAction(this))
    , m_delete(new QAction(this))
{
    m_search->setObjectName(u"searchField"_s);
    m_new->setObjectName(u"newButton"_s);
    m_list->setObjectName(u"conversationList"_s);
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    m_list->installEventFilter(this);
    m_new->setToolButtonStyle(Qt::ToolButtonTextOnly);
    auto *const top = new QHBoxLayout;
    top->addWidget(m_search, 1);
    top->addWidget(m_new);
    auto *const layout = new QVBoxLayout(this);
    layout->addLayout(top);
    layout->addWidget(m_list, 1);
    setTabOrder(m_search, m_new);
    setTabOrder(m_new, m_list);
    setFocusProxy(m_list);
    makeActions();
    followModels();
    retranslate();
    connect(m_new, &QToolButton::clicked, this, &SideBar::newRequested);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter->setSearch(text);
        updateEmptyText();
    });
    connect(&m_clock, &QTimer::timeout, this,
            [this] { m_filter->setNow(QDateTime::currentDateTime()); });
    m_clock.start(1min);
}

void SideBar::makeActions()
{
    m_rename->setShortcut(Qt::Key_F2);
    m_delete->setShortcut(QKeySequence::Delete);
    connect(m_rename, &QAction::triggered, this, &SideBar::renameCurrent);
    connect(m_export, &QAction::triggered, this, [this] {
        if (current() >= 0)
            Q_EMIT exportRequested(current());
    });
    connect(m_delete, &QAction::triggered, this, &SideBar::deleteCurrent);
    // The keys are only told there. A window may have actions with the same ones.
    for (QAction *const action : { m_rename, m_export, m_delete }) {
        action->setShortcutContext(Qt::WidgetShortcut);
        m_menu->addAction(action);
    }
    m_menu->insertSeparator(m_delete);
}

// The order matters: this learns that rows go before the filter and the view do.
void SideBar::followModels()
{
    connect(m_conversations, &QAbstractItemModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex &, int first, int last) { chooseNext(first, last); });
    m_filter->setSourceModel(m_conversations);
    const auto begin = [this] { m_isFiltering = true; };
    const auto end = [this] {
        m_isFiltering = false;
        showCurrent();
        updateEmptyText();
    };
    connect(m_filter, &QAbstractItemModel::rowsAboutToBeRemoved, this, begin);
    m_list->setModel(m_filter);
    connect(m_filter, &QAbstractItemModel::rowsRemoved, this, end);
    connect(m_filter, &QAbstractItemModel::rowsInserted, this, end);
    connect(m_filter, &QAbstractItemModel::modelReset, this, end);
    connect(m_conversations, &QAbstractItemModel::rowsRemoved, this, [this] {
        if (m_hasCurrent && !m_current.isValid())
            setCurrentIndex(std::exchange(m_next, {}));
        updateEmptyText();
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &SideBar::takeSelection);
}

int SideBar::current() const
{
    return m_current.isValid() ? m_current.row() : -1;
}

void SideBar::setCurrent(int row)
{
    setCurrentIndex(m_conversations->index(row));
}

void SideBar::setCurrentIndex(const QModelIndex &index)
{
    if (m_hasCurrent == index.isValid() && m_current == index)
        return;
    m_current = index;
    m_hasCurrent = index.isValid();
    showCurrent();
    Q_EMIT currentChanged(current());
}

// By a click or a key. The view's own current index also changes when it gets the focus, which
// chooses nothing.
void SideBar::takeSelection()
{
    if (m_isFiltering)
        return;
    const QModelIndexList selected = m_list->selectionModel()->selectedIndexes();
    if (selected.isEmpty())
        showCurrent();
    else
        setCurrentIndex(m_filter->mapToSource(selected.first()));
}

// A search can hide it, and show it again.
void SideBar::showCurrent()
{
    const QModelIndex index = m_filter->mapFromSource(m_current);
    if (index == m_list->currentIndex() && m_list->selectionModel()->isSelected(index))
        return;
    const bool wasFiltering = std::exchange(m_isFiltering, true);
    if (index.isValid())
        m_list->setCurrentIndex(index);
    else
        m_list->selectionModel()->clear();
    m_isFiltering = wasFiltering;
}

// For the current conversation, if it is removed.
void SideBar::chooseNext(int first, int last)
{
    if (current() < first || current() > last)
        return;
    const int row = m_filter->mapFromSource(m_current).row();
    const int next = row + 1 < m_filter->rowCount() ? row + 1 : row - 1;
    m_next = row < 0 ? m_conversations->index(first > 0 ? first - 1 : last + 1)
                     : m_filter->mapToSource(m_filter->index(next, 0));
}

void SideBar::renameCurrent()
{
    if (current() < 0 || m_list->isEditing())
        return;
    if (!m_filter->mapFromSource(m_current).isValid())
        m_search->clear();
    const QModelIndex index = m_filter->mapFromSource(m_current);
    m_list->scrollTo(index);
    m_list->setFocus(Qt::OtherFocusReason);
    m_list->edit(index);
}

void SideBar::deleteCurrent()
{
    if (current() < 0)
        return;
    const LossQuestion question{ u"deleteQuestion"_s, tr("Delete Conversation"),
                                 tr("Delete \"%1\"?").arg(m_conversations->title(current())),
                                 tr("It cannot be brought back."), tr("Delete") };
    question.ask(this, [this, index = m_current] {
        if (index.isValid())
            m_conversations->remove(index.row());
    });
}

void SideBar::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

bool SideBar::eventFilter(QObject *watched, QEvent *event)
{
    const bool isPressed = event->type() == QEvent::KeyPress;
    if (!isPressed && event->type() != QEvent::ShortcutOverride)
        return QWidget::eventFilter(watched, event);
    const auto &key = *static_cast<QKeyEvent *>(event);
    bool isTaken = false;
    if (!isPressed) // before a window ends an answer with the key
        isTaken = watched == m_search && isEndOfSearch(key);
    else if (watched == m_search)
        isTaken = takeSearchKey(key);
    else
        isTaken = takeListKey(key);
    if (isTaken)
        event->accept();
    return isTaken;
}

bool SideBar::isEndOfSearch(const QKeyEvent &key) const
{
    return key.key() == Qt::Key_Escape && !m_search->text().isEmpty();
}

// From the search into what it has found.
bool SideBar::takeSearchKey(const QKeyEvent &key)
{
    if (isEndOfSearch(key)) {
        m_search->clear();
        return true;
    }
    const bool isEnter = key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
    if ((!isEnter && key.key() != Qt::Key_Down) || m_filter->rowCount() == 0)
        return false;
    if (isEnter || !m_list->selectionModel()->hasSelection())
        m_list->setCurrentIndex(m_filter->index(0, 0));
    m_list->setFocus(Qt::OtherFocusReason);
    return true;
}

bool SideBar::takeListKey(const QKeyEvent &key)
{
    if (key.key() == Qt::Key_F2)
        renameCurrent();
    else if (key.matches(QKeySequence::Delete))
        deleteCurrent();
    else
        return false;
    return true;
}

void SideBar::contextMenuEvent(QContextMenuEvent *event)
{
    const bool isOfKeyboard = event->reason() == QContextMenuEvent::Keyboard;
    QWidget *const viewport = m_list->viewport();
    const QPoint asked = viewport->mapFromGlobal(event->globalPos());
    const QModelIndex index = isOfKeyboard ? m_list->currentIndex() : m_list->indexAt(asked);
    if (!index.isValid())
        return;
    m_list->setCurrentIndex(index);
    const QPoint place = isOfKeyboard ? m_list->visualRect(index).center() : asked;
    m_menu->popup(viewport->mapToGlobal(place));
}

void SideBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void SideBar::retranslate()
{
    m_search->setPlaceholderText(tr("Search"));
    m_search->setAccessibleName(tr("Search conversations"));
    m_new->setText(tr("New"));
    m_new->setToolTip(tr("New conversation"));
    m_new->setAccessibleName(tr("New conversation"));
    m_list->setAccessibleName(tr("Conversations"));
    m_rename->setText(tr("&Rename"));
    m_export->setText(tr("&Export…"));
    m_delete->setText(tr("&Delete…"));
    updateEmptyText();
}

void SideBar::updateEmptyText()
{
    m_list->setEmptyText(m_conversations->rowCount() == 0 ? tr("No conversations yet")
                                                          : tr("No title has this in it"));
}
