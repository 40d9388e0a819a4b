// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "windowactions.h"

#include "profilemenu.h"

#include <QtCore/QEvent>
#include <QtGui/QAction>
#include <QtWidgets/QMainWindow>
#include <QtWidgets/QMenu>
#include <QtWidgets/QMenuBar>

using namespace Qt::StringLiterals;

namespace {

// Those of the platform; what it has none for gets what others have.
QList<QKeySequence> keys(QKeySequence::StandardKey standard, const QKeySequence &otherwise = {})
{
    QList<QKeySequence> found = QKeySequence::keyBindings(standard);
    if (found.isEmpty() && !otherwise.isEmpty())
        found.append(otherwise);
    return found;
}

} // namespace

WindowActions::WindowActions(Profiles *profiles, QMainWindow *window)
    : QObject(window)
    , m_file(window->menuBar()->addMenu(QString()))
    , m_edit(window->menuBar()->addMenu(QString()))
    , m_view(window->menuBar()->addMenu(QString()))
    , m_profile(new ProfileMenu(profiles, window))
    , m_help(new QMenu(window))
{
    window->menuBar()->addMenu(m_profile);
    window->menuBar()->addMenu(m_help);
    addConversationMenus();
    addViewMenu();
    addOtherMenus();
    retranslate();
    window->installEventFilter(this);
}

WindowActions::~WindowActions() = default;

QList<QMenu *> WindowActions::menus() const
{
    return { m_file, m_edit, m_view, m_profile, m_help };
}

QAction *WindowActions::add(QMenu *menu, const char *name, const char *text,
                            const QList<QKeySequence> &keys, bool isCheckable)
{
    auto *const action = new QAction(this);
    action->setObjectName(QLatin1StringView(name));
    action->setShortcuts(keys);
    action->setCheckable(isCheckable);
    // What Qt guesses from an English text it would not in another language.
    action->setMenuRole(QAction::NoRole);
    menu->addAction(action);
    m_texts.append({ action, text });
    return action;
}

void WindowActions::addConversationMenus()
{
    newConversation =
        add(m_file, "newAction", QT_TR_NOOP("&New Conversation"), keys(QKeySequence::New));
    exportMarkdown =
        add(m_file, "exportAction", QT_TR_NOOP("&Export as Markdown…"), keys(QKeySequence::Save));
    m_file->addSeparator();
    quit = add(m_file, "quitAction", QT_TR_NOOP("&Quit"),
               keys(QKeySequence::Quit, Qt::CTRL | Qt::Key_Q));
    quit->setMenuRole(QAction::QuitRole);

    copy = add(m_edit, "copyAction", QT_TR_NOOP("&Copy"), keys(QKeySequence::Copy));
    selectAll =
        add(m_edit, "selectAllAction", QT_TR_NOOP("Select &All"), keys(QKeySequence::SelectAll));
    search =
        add(m_edit, "searchAction", QT_TR_NOOP("&Find Conversation"), keys(QKeySequence::Find));
    m_edit->addSeparator();
    rename = add(m_edit, "renameAction", QT_TR_NOOP("Rena&me Conversation"), { Qt::Key_F2 });
    remove = add(m_edit, "removeAction", QT_TR_NOOP("&Delete Conversation…"));
    m_edit->addSeparator();
    retry = add(m_edit, "retryAction", QT_TR_NOOP("Ask A&gain"),
                keys(QKeySequence::Refresh, Qt::Key_F5));
    stop =
        add(m_edit, "stopAction", QT_TR_NOOP("&Stop"), keys(QKeySequence::Cancel, Qt::Key_Escape));
}

void WindowActions::addViewMenu()
{
    QList<QKeySequence> larger = keys(QKeySequence::ZoomIn);
    larger.append(Qt::CTRL | Qt::Key_Equal); // where plus is its shifted one
    zoomIn = add(m_view, "zoomInAction", QT_TR_NOOP("Zoom &In"), larger);
    zoomOut = add(m_view, "zoomOutAction", QT_TR_NOOP("Zoom &Out"), keys(QKeySequence::ZoomOut));
    resetZoom = add(m_view, "resetZoomAction", QT_TR_NOOP("&Reset Zoom"), { Qt::CTRL | Qt::Key_0 });
    m_view->addSeparator();
    sideBar = add(m_view, "sideBarAction", QT_TR_NOOP("&Side Bar"), { Qt::Key_F9 }, true);
    inspector = add(m_view, "inspectorAction", QT_TR_NOOP("I&nspector"), { Qt::Key_F12 }, true);
    m_view->addSeparator();
    fullScreen = add(m_view, "fullScreenAction", QT_TR_NOOP("&Full Screen"),
                     keys(QKeySequence::FullScreen, Qt::Key_F11), true);
}

void WindowActions::addOtherMenus()
{
    m_profile->addSeparator();
    editProfiles = add(m_profile, "editProfilesAction", QT_TR_NOOP("&Edit Profiles…"),
                       keys(QKeySequence::Preferences, Qt::CTRL | Qt::Key_Comma));
    editProfiles->setMenuRole(QAction::PreferencesRole);

    shortcuts = add(m_help, "shortcutsAction", QT_TR_NOOP("&Keyboard Shortcuts"),
                    keys(QKeySequence::HelpContents, Qt::Key_F1));
    m_help->addSeparator();
    about = add(m_help, "aboutAction", QT_TR_NOOP("&About SseQt Chat"));
    about->setMenuRole(QAction::AboutRole);
    aboutQt = add(m_help, "aboutQtAction", QT_TR_NOOP("About &Qt"));
    aboutQt->setMenuRole(QAction::AboutQtRole);
}

void WindowActions::setRetries(bool retries)
{
    m_retries = retries;
    retry->setText(retries ? tr("&Try Again") : tr("Ask A&gain"));
}

void WindowActions::retranslate()
{
    m_file->setTitle(tr("&File"));
    m_edit->setTitle(tr("&Edit"));
    m_view->setTitle(tr("&View"));
    m_profile->setTitle(tr("&Profile"));
    m_help->setTitle(tr("&Help"));
    for (const Text &text : std::as_const(m_texts))
        text.action->setText(tr(text.text));
    setRetries(m_retries);
}

bool WindowActions::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    return QObject::eventFilter(watched, event);
}
