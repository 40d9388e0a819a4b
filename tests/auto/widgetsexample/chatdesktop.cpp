// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatdesktop.h"

#include "conversations.h"
#include "mainwindow.h"
#include "profiles.h"
#include "sidebar.h"

#include <SseQt/SseChatWidget>
#include <SseQt/SseDemoServer>

#include <QtCore/qdir.h>
#include <QtCore/qsettings.h>
#include <QtTest/qtest.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qlistview.h>
#include <QtWidgets/qmessagebox.h>
#include <QtWidgets/qpushbutton.h>

using namespace Qt::StringLiterals;

ChatDesktop::ChatDesktop() = default;

ChatDesktop::~ChatDesktop()
{
    stop();
}

bool ChatDesktop::start(const QString &query)
{
    stop();
    server = std::make_unique<SseDemoServer>();
    if (!folder.isValid() || !server->listen())
        return false;
    profiles = std::make_unique<Profiles>(
        std::make_unique<QSettings>(folder.filePath(u"profiles.ini"_s), QSettings::IniFormat));
    profiles->setDemo(server->url(u"/v1/chat/completions?"_s + query), u"demo-1"_s);
    conversations = std::make_unique<Conversations>(folder.filePath(u"conversations"_s));
    WindowOptions options;
    options.settings =
        std::make_unique<QSettings>(folder.filePath(u"window.ini"_s), QSettings::IniFormat);
    window = std::make_unique<MainWindow>(conversations.get(), profiles.get(), std::move(options));
    window->show();
    if (!QTest::qWaitForWindowExposed(window.get()))
        return false;
    window->activateWindow();
    return QTest::qWaitForWindowActive(window.get());
}

void ChatDesktop::stop()
{
    window.reset();
    conversations.reset();
    profiles.reset();
    server.reset();
}

void ChatDesktop::ask(const QString &question) const
{
    edit()->setFocus();
    QTest::keyClicks(edit(), question);
    QTest::keyClick(edit(), Qt::Key_Return);
}

void ChatDesktop::open(const QString &title) const
{
    const auto row = titles().indexOf(title);
    QVERIFY2(row >= 0, qPrintable(title));
    const QRect place = list()->visualRect(list()->model()->index(int(row), 0));
    // Above may be the name of a group.
    QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, place.bottomLeft() + QPoint(40, -10));
}

void ChatDesktop::press(Qt::Key key, Qt::KeyboardModifiers modifiers) const
{
    QTest::keyClick(window->windowHandle(), key, modifiers);
}

void ChatDesktop::answer(const QString &button) const
{
    QTRY_VERIFY(question());
    for (QAbstractButton *const choice : question()->buttons()) {
        if (choice->text().remove(u'&') == button)
            QTest::mouseClick(choice, Qt::LeftButton);
    }
    QTRY_VERIFY(!question());
    window->activateWindow(); // not every platform does so when a dialog closes
    QVERIFY(QTest::qWaitForWindowActive(window.get()));
}

ChatSession *ChatDesktop::session() const
{
    return window->session();
}

bool ChatDesktop::isBusy() const
{
    return session() && session()->isBusy();
}

SseChatView *ChatDesktop::view() const
{
    return window->chat()->view();
}

QPlainTextEdit *ChatDesktop::edit() const
{
    return window->chat()->input()->findChild<QPlainTextEdit *>();
}

QListView *ChatDesktop::list() const
{
    return window->sideBar()->findChild<QListView *>();
}

QMessageBox *ChatDesktop::question() const
{
    return window->findChild<QMessageBox *>(u"deleteQuestion"_s);
}

QStringList ChatDesktop::titles() const
{
    QStringList found;
    for (int row = 0; row < list()->model()->rowCount(); ++row)
        found.append(list()->model()->index(row, 0).data().toString());
    return found;
}

ChatMessage *ChatDesktop::lastAnswer() const
{
    ChatModel *const messages = session()->messages();
    ChatMessage *const last = messages->messageAt(messages->count() - 1);
    return last && last->role() == Chat::Role::Assistant ? last : nullptr;
}

QString ChatDesktop::textOfAnswer() const
{
    return lastAnswer() ? lastAnswer()->text() : QString();
}

bool ChatDesktop::isStreaming() const
{
    return isBusy() && !textOfAnswer().isEmpty();
}

QStringList ChatDesktop::files() const
{
    return QDir(folder.filePath(u"conversations"_s)).entryList({ u"*.json"_s }, QDir::Files);
}
