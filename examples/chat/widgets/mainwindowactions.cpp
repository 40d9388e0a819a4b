// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// What the window does when it is told to by its menus.

#include "mainwindow.h"

#include "conversations.h"
#include "lossquestion.h"
#include "noticebar.h"
#include "profiledialog.h"
#include "shortcutsdialog.h"
#include "sidebar.h"
#include "transcript.h"
#include "windowactions.h"

#include <SseQt/ChatSession>
#include <SseQt/SseChatWidget>

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>
#include <QtCore/QUrl>
#include <QtGui/QAction>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace {

// A name that every file system takes.
QString fileName(const QString &title)
{
    static const QRegularExpression awkward(uR"([\x00-\x1f<>:"/\\|?*])"_s);
    constexpr qsizetype Longest = 60;
    QString name = title;
    name = name.remove(awkward).simplified().left(Longest).trimmed();
    while (name.startsWith(u'.'))
        name.remove(0, 1);
    return (name.isEmpty() ? u"conversation"_s : name) + ".md"_L1;
}

// What the widget does at those keys it does.
void press(QWidget *widget, QKeySequence::StandardKey standard)
{
    const QKeySequence keys(standard);
    if (!widget || keys.isEmpty())
        return;
    QKeyEvent event(QEvent::KeyPress, keys[0].key(), keys[0].keyboardModifiers());
    QCoreApplication::sendEvent(widget, &event);
}

bool hasSelection(const QWidget *widget)
{
    if (const auto *const line = qobject_cast<const QLineEdit *>(widget))
        return line->hasSelectedText();
    const auto *const edit = qobject_cast<const QPlainTextEdit *>(widget);
    return edit && edit->textCursor().hasSelection();
}

} // namespace

void MainWindow::connectActions()
{
    const auto on = [this](QAction *action, auto act) {
        connect(action, &QAction::triggered, this, act);
    };
    on(m_actions->newConversation, [this] { newConversation(); });
    on(m_actions->exportMarkdown, [this] { exportConversation(m_sideBar->current()); });
    on(m_actions->quit, [this] { close(); });
    on(m_actions->copy, [this] { copy(); });
    on(m_actions->selectAll, [this] { selectAll(); });
    on(m_actions->search, [this] {
        m_actions->sideBar->setChecked(true);
        m_sideBar->focusSearch();
    });
    on(m_actions->rename, [this] {
        m_actions->sideBar->setChecked(true);
        m_sideBar->renameCurrent();
    });
    on(m_actions->remove, [this] { m_sideBar->deleteCurrent(); });
    on(m_actions->retry, [this] { retry(); });
    on(m_actions->stop, [this] {
        if (m_session)
            m_session->stop();
    });
    connect(m_actions->sideBar, &QAction::toggled, m_sideBar, &QWidget::setVisible);
    on(m_actions->fullScreen,
       [this](bool full) { setWindowState(windowState().setFlag(Qt::WindowFullScreen, full)); });
    on(m_actions->editProfiles, [this] { editProfiles(); });
    on(m_actions->shortcuts, [this] {
        auto *const dialog = new ShortcutsDialog(m_actions->menus(), this);
        dialog->open();
    });
    on(m_actions->about, [this] { showAbout(); });
    on(m_actions->aboutQt, [] { QApplication::aboutQt(); });
}

void MainWindow::connectZoom()
{
    SseChatView *const view = m_chat->view();
    connect(m_actions->zoomIn, &QAction::triggered, view, &SseChatView::zoomIn);
    connect(m_actions->zoomOut, &QAction::triggered, view, &SseChatView::zoomOut);
    connect(m_actions->resetZoom, &QAction::triggered, view, &SseChatView::resetZoom);
}

void MainWindow::send(const QString &prompt)
{
    if (m_session && m_session->send(prompt))
        m_chat->input()->setFocus(Qt::OtherFocusReason);
}

void MainWindow::retry()
{
    if (!m_session)
        return;
    if (!m_session->canRetry())
        m_session->regenerate();
    else if (m_session->retryCountdown() > 0)
        m_session->scheduleRetry();
    else
        m_session->retry();
}

// Of the conversation while one writes, unless something of what is written is selected.
void MainWindow::copy()
{
    QWidget *const focus = focusWidget();
    if (!focus || (m_chat->isAncestorOf(focus) && !hasSelection(focus)))
        m_chat->view()->copy();
    else
        press(focus, QKeySequence::Copy);
}

void MainWindow::selectAll()
{
    if (QWidget *const focus = focusWidget())
        press(focus, QKeySequence::SelectAll);
    else
        m_chat->view()->selectAll();
}

void MainWindow::exportConversation(int row)
{
    const QPointer<ChatSession> session = m_conversations->session(row);
    if (!session)
        return;
    auto *const dialog = new QFileDialog(this, tr("Export as Markdown"));
    dialog->setObjectName(u"exportDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({ tr("Markdown (*.md)"), tr("All files (*)") });
    dialog->setDefaultSuffix(u"md"_s);
    dialog->selectFile(fileName(m_conversations->title(row)));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, session](const QString &file) { saveMarkdown(session, file); });
    dialog->open();
}

void MainWindow::saveMarkdown(ChatSession *session, const QString &file)
{
    if (!session)
        return;
    const QString problem = Transcript::save(session->messages(), QUrl::fromLocalFile(file));
    if (!problem.isEmpty())
        m_notice->tell(problem);
}

void MainWindow::editProfiles()
{
    auto *const dialog = new ProfileDialog(m_profiles, this);
    dialog->open();
}

// What could not be written is nowhere else.
void MainWindow::askToClose()
{
    const LossQuestion question{
        u"closeQuestion"_s, tr("Close"),
        tr("Not all conversations could be written. Close the window anyway?"),
        tr("What is only in memory will be lost."), tr("Close Anyway")
    };
    question.ask(this, [this] {
        m_losesUnwritten = true;
        close();
    });
}

void MainWindow::showAbout()
{
    auto *const box = new QMessageBox(this);
    box->setObjectName(u"aboutBox"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("About SseQt Chat"));
    box->setIconPixmap(windowIcon().pixmap(QSize(64, 64), devicePixelRatio()));
    box->setTextFormat(Qt::PlainText);
    box->setText(tr("SseQt Chat %1").arg(QCoreApplication::applicationVersion()));
    box->setInformativeText(
        tr("A chat whose answers stream in as server-sent events, made of the widgets of SseQt."));
    box->open();
}
