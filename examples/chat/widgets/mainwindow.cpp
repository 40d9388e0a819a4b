// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "mainwindow.h"

#include "conversations.h"
#include "look.h"
#include "noticebar.h"
#include "profilemenu.h"
#include "profiles.h"
#include "sessionsetup.h"
#include "sidebar.h"
#include "statsline.h"
#include "suggestions.h"
#include "thinsplitter.h"
#include "windowactions.h"

#include <SseQt/ChatSession>
#include <SseQt/SseChatWidget>
#include <SseQt/SseEventView>
#include <SseQt/SseStatusLabel>

#include <QtCore/QEvent>
#include <QtCore/QSettings>
#include <QtGui/QAction>
#include <QtGui/QCloseEvent>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QDockWidget>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStatusBar>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

// The view makes its lines so long, and no longer.
constexpr int LineEms = 52;
constexpr int InputGap = 10; // above and below
constexpr int InspectorHeight = 250;

} // namespace

MainWindow::MainWindow(Conversations *conversations, Profiles *profiles, WindowOptions options,
                       QWidget *parent)
    : QMainWindow(parent)
    , m_conversations(conversations)
    , m_profiles(profiles)
    , m_settings(std::move(options.settings))
    , m_setup(new SessionSetup(profiles, this))
    , m_actions(new WindowActions(profiles, this))
    , m_splitter(new ThinSplitter(this))
    , m_sideBar(new SideBar(conversations, m_splitter))
    , m_notice(new NoticeBar(m_splitter))
    , m_chat(new SseChatWidget(m_splitter))
    , m_suggestions(new Suggestions(profiles, m_chat->view()))
    , m_dock(new QDockWidget(this))
    , m_events(new SseEventView(m_dock))
    , m_stats(new StatsLine(profiles, this))
    , m_profileButton(new QPushButton(this))
    , m_status(new SseStatusLabel(this))
{
    setWindowIcon(Look::programIcon());
    makeCenter();
    makeInspector();
    makeStatusBar();
    connectActions();
    connectZoom();
    connect(conversations, &Conversations::sessionCreated, m_setup, &SessionSetup::follow);
    connect(conversations, &Conversations::problemOccurred, m_notice, &NoticeBar::tell);
    connect(conversations, &Conversations::dataChanged, this, &MainWindow::updateTitle);
    connect(m_sideBar, &SideBar::currentChanged, this, &MainWindow::showConversation);
    connect(m_sideBar, &SideBar::newRequested, this, &MainWindow::newConversation);
    connect(m_sideBar, &SideBar::exportRequested, this, &MainWindow::exportConversation);
    connect(profiles, &Profiles::currentChanged, this, &MainWindow::updateProfileButton);
    connect(m_suggestions, &Suggestions::promptChosen, this, &MainWindow::send);
    connect(m_chat->input(), &SseChatInput::textChanged, this, [this] {
        if (m_session && !m_isSwitching)
            m_conversations->setDraft(m_session, m_chat->input()->text());
    });
    retranslate();
    setMinimumSize(480, 360); // also with the inspector
    resize(1080, 740);
    restore();
    if (options.showsInspector)
        showInspector(true);
    newConversation();
}

// The inspector hides as it goes, when there is no window any more that could show it.
MainWindow::~MainWindow()
{
    m_dock->toggleViewAction()->disconnect(m_actions->inspector);
}

ChatSession *MainWindow::session() const
{
    return m_session;
}

void MainWindow::makeCenter()
{
    m_sideBar->setObjectName(u"sideBar"_s);
    m_notice->setObjectName(u"notice"_s);
    m_chat->setObjectName(u"chat"_s);
    auto *const sheet = new QWidget(m_splitter);
    auto *const layout = new QVBoxLayout(sheet);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_notice);
    layout->addWidget(m_chat, 1);
    m_chat->layout()->setContentsMargins({});
    m_chat->layout()->setSpacing(0);
    m_chat->view()->setFrameShape(QFrame::NoFrame);
    m_chat->view()->viewport()->installEventFilter(this);
    m_splitter->setObjectName(u"splitter"_s);
    m_splitter->addWidget(m_sideBar);
    m_splitter->addWidget(sheet);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({ 260, 820 });
    setCentralWidget(m_splitter);
}

void MainWindow::makeInspector()
{
    m_dock->setObjectName(u"inspectorDock"_s);
    m_events->setObjectName(u"events"_s);
    m_dock->setWidget(m_events);
    addDockWidget(Qt::BottomDockWidgetArea, m_dock);
    m_dock->hide();
    // Not when it is only hidden with its window.
    connect(m_actions->inspector, &QAction::triggered, this, &MainWindow::showInspector);
    connect(m_dock->toggleViewAction(), &QAction::toggled, m_actions->inspector,
            &QAction::setChecked);
}

void MainWindow::showInspector(bool shows)
{
    m_dock->setVisible(shows);
    // The first time; from then on it is as large as the user has made it.
    if (shows && !std::exchange(m_hasShownInspector, true))
        resizeDocks({ m_dock }, { InspectorHeight }, Qt::Vertical);
}

void MainWindow::makeStatusBar()
{
    m_stats->setObjectName(u"stats"_s);
    m_stats->setContentsMargins(8, 0, 8, 0);
    m_profileButton->setObjectName(u"profileButton"_s);
    m_profileButton->setFlat(true);
    m_profileButton->setFocusPolicy(Qt::TabFocus);
    m_profileButton->setMenu(m_actions->profileMenu());
    m_status->setObjectName(u"status"_s);
    statusBar()->addWidget(m_stats, 1);
    statusBar()->addPermanentWidget(m_profileButton);
    statusBar()->addPermanentWidget(m_status);
    updateProfileButton();
}

void MainWindow::newConversation()
{
    m_sideBar->setCurrent(m_conversations->create());
    m_chat->input()->setFocus(Qt::OtherFocusReason);
}

void MainWindow::showConversation(int row)
{
    // There is always one, also after the last was deleted; not while the model tells of that.
    if (row < 0) {
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (m_sideBar->current() < 0)
                    newConversation();
            },
            Qt::QueuedConnection);
    }
    if (m_session) {
        m_session->disconnect(this);
        m_session->messages()->disconnect(this);
    }
    m_session = row < 0 ? nullptr : m_conversations->session(row);
    m_isSwitching = true;
    m_chat->setSession(m_session);
    m_conversations->setShown(m_session);
    showDraft();
    m_isSwitching = false;
    SseSource *const source = m_session ? m_session->source() : nullptr;
    m_events->setSource(source);
    m_status->setSource(source);
    m_stats->setSession(m_session);
    if (m_session) {
        connect(m_session, &ChatSession::phaseChanged, this, &MainWindow::updateActions);
        connect(m_session, &ChatSession::errorChanged, this, &MainWindow::updateActions);
        followMessages();
    }
    updateActions();
    updateSuggestions();
    updateTitle();
}

void MainWindow::followMessages()
{
    const ChatModel *const messages = m_session->messages();
    for (const auto signal : { &ChatModel::rowsInserted, &ChatModel::rowsRemoved }) {
        connect(messages, signal, this, &MainWindow::updateSuggestions);
        connect(messages, signal, this, &MainWindow::updateActions);
    }
    connect(messages, &ChatModel::modelReset, this, &MainWindow::updateSuggestions);
}

// What is written stands below what is read.
void MainWindow::alignInput()
{
    const int em = fontMetrics().height();
    const int width = m_chat->view()->viewport()->width();
    const int margin = std::max(em, (width - LineEms * em) / 2);
    const int bar = m_chat->view()->width() - width;
    const bool isLeftToRight = layoutDirection() == Qt::LeftToRight;
    m_chat->input()->setContentsMargins(margin + (isLeftToRight ? 0 : bar), InputGap,
                                        margin + (isLeftToRight ? bar : 0), InputGap);
}

bool MainWindow::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        alignInput();
    return QMainWindow::eventFilter(watched, event);
}

// What was being written, and, for the arrow keys, what was asked before.
void MainWindow::showDraft()
{
    if (!m_session)
        return;
    SseChatInput *const input = m_chat->input();
    if (input->history().isEmpty()) {
        QStringList questions;
        for (int row = 0; row < m_session->messages()->count(); ++row) {
            const ChatMessage *const message = m_session->messages()->messageAt(row);
            if (message->role() == Chat::Role::User)
                questions.append(message->text());
        }
        input->setHistory(questions);
    }
    input->setText(m_conversations->draft(m_session));
}

void MainWindow::updateActions()
{
    const bool isIdle = m_session && !m_session->isBusy();
    const bool hasMessages = m_session && m_session->messages()->count() > 0;
    m_actions->stop->setEnabled(m_session && m_session->isBusy());
    m_actions->setRetries(m_session && m_session->canRetry());
    m_actions->retry->setEnabled(isIdle && hasMessages);
    m_actions->exportMarkdown->setEnabled(hasMessages);
}

void MainWindow::updateSuggestions()
{
    m_suggestions->setVisible(m_session && m_session->messages()->count() == 0);
}

void MainWindow::updateTitle()
{
    const int row = m_conversations->rowOf(m_session);
    QString title = row < 0 ? QString() : m_conversations->title(row);
    title.replace("[*]"_L1, "[*][*]"_L1); // or else it stands for a mark of what is unsaved
    setWindowTitle(row < 0 ? tr("SseQt Chat") : tr("%1 – SseQt Chat").arg(title));
}

void MainWindow::updateProfileButton()
{
    QString name = m_profiles->name();
    m_profileButton->setText(name.replace(u'&', "&&"_L1));
    m_profileButton->setAccessibleName(tr("Profile: %1").arg(m_profiles->name()));
    m_profileButton->setToolTip(tr("The service that answers: %1").arg(m_profiles->host()));
}

void MainWindow::retranslate()
{
    m_dock->setWindowTitle(tr("Inspector"));
    m_splitter->setAccessibleName(tr("Conversations"));
    updateTitle();
    updateProfileButton();
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::FontChange || event->type() == QEvent::LayoutDirectionChange)
        alignInput();
    else if (event->type() == QEvent::WindowStateChange)
        m_actions->fullScreen->setChecked(isFullScreen());
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    endAnswers();
    m_conversations->flush();
    keep();
    if (m_losesUnwritten || m_conversations->isWritten()) {
        QMainWindow::closeEvent(event);
        return;
    }
    event->ignore();
    askToClose();
}

// What has come of them stays.
void MainWindow::endAnswers()
{
    QList<ChatSession *> busy;
    for (int row = 0; row < m_conversations->rowCount(); ++row) {
        if (m_conversations->index(row).data(Conversations::BusyRole).toBool())
            busy.append(m_conversations->session(row));
    }
    for (ChatSession *const session : std::as_const(busy))
        session->stop();
}

void MainWindow::restore()
{
    bool showsSideBar = true;
    if (m_settings) {
        restoreGeometry(m_settings->value(u"geometry"_s).toByteArray());
        restoreState(m_settings->value(u"state"_s).toByteArray());
        m_hasShownInspector = m_settings->value(u"inspector"_s).toBool();
        m_splitter->restoreState(m_settings->value(u"splitter"_s).toByteArray());
        showsSideBar = m_settings->value(u"sideBar"_s, true).toBool();
        m_chat->view()->setZoomFactor(m_settings->value(u"zoom"_s, 1.0).toDouble());
    }
    m_actions->sideBar->setChecked(showsSideBar);
    m_sideBar->setVisible(showsSideBar);
}

void MainWindow::keep()
{
    if (!m_settings)
        return;
    m_settings->setValue(u"geometry"_s, saveGeometry());
    m_settings->setValue(u"state"_s, saveState());
    m_settings->setValue(u"splitter"_s, m_splitter->saveState());
    m_settings->setValue(u"inspector"_s, m_hasShownInspector);
    m_settings->setValue(u"sideBar"_s, m_actions->sideBar->isChecked());
    m_settings->setValue(u"zoom"_s, m_chat->view()->zoomFactor());
}
