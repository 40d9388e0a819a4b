// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// What is around the conversation in the desktop chat: menus, keys, profiles, the inspector.

#include "chatdesktop.h"
#include "chatscreen.h"
#include "conversations.h"
#include "mainwindow.h"
#include "profiles.h"
#include "sidebar.h"
#include "windowactions.h"

#include <SseQt/SseChatWidget>
#include <SseQt/SseDemoServer>
#include <SseQt/SseEventView>

#include <QtCore/qdir.h>
#include <QtGui/qaction.h>
#include <QtTest/qsignalspy.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qdockwidget.h>
#include <QtWidgets/qfiledialog.h>
#include <QtWidgets/qlabel.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qlistview.h>
#include <QtWidgets/qmenu.h>
#include <QtWidgets/qmessagebox.h>
#include <QtWidgets/qpushbutton.h>
#include <QtWidgets/qtableview.h>
#include <QtWidgets/qtoolbutton.h>
#include <QtWidgets/qtreewidget.h>

#include <functional>

using namespace Qt::StringLiterals;

class tst_WidgetsWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void keysReachTheWindow_data();
    void keysReachTheWindow();
    void noKeyHasTwoMeanings();
    void theKeysAreListed();
    void theInspectorShowsWhatTheConversationReceives();
    void theInspectorComesBackWithItsWindow();
    void aProfileIsChosenFromTheMenu();
    void anAnswerKeepsTheProfileThatItWasAskedOf();
    void aSuggestionIsAsked();
    void whatCannotBeReadIsToldInTheWindow();
    void aConversationIsExported();
    void theWindowComesBackAsItWas();
    void closingTheWindowOfAFailedConversationIsClean();
    void theWindowStaysWhileSomethingIsNotWritten();
    void theWindowClosesAnywayWhenItIsTold();

private:
    [[nodiscard]] QList<QAction *> actions() const
    {
        return desktop->window->windowActions()->findChildren<QAction *>();
    }
    [[nodiscard]] SseEventView *inspector() const
    {
        return desktop->window->findChild<SseEventView *>();
    }
    void choose(QMenu *menu, const QString &text) const;
    // Asks something that finds no folder to be kept in, and closes the window.
    void closeUnwritten(QFile *obstacle);
    [[nodiscard]] QMessageBox *closeQuestion() const
    {
        return desktop->window->findChild<QMessageBox *>(u"closeQuestion"_s);
    }

    std::unique_ptr<ChatDesktop> desktop;
};

using Effect = std::function<bool(const MainWindow *)>;
Q_DECLARE_METATYPE(Effect)

void tst_WidgetsWindow::init()
{
    desktop = std::make_unique<ChatDesktop>();
    QVERIFY(desktop->start());
}

void tst_WidgetsWindow::cleanup()
{
    desktop.reset();
}

// As with a mouse.
void tst_WidgetsWindow::choose(QMenu *menu, const QString &text) const
{
    menu->popup(desktop->window->mapToGlobal(QPoint(20, 20)));
    QVERIFY(QTest::qWaitForWindowExposed(menu));
    QAction *found = nullptr;
    for (QAction *const action : menu->actions()) {
        if (action->text().remove(u'&') == text)
            found = action;
    }
    QVERIFY2(found, qPrintable(text));
    menu->setActiveAction(found);
    QTest::keyClick(menu, Qt::Key_Return);
    QVERIFY(!menu->isVisible());
}

void tst_WidgetsWindow::keysReachTheWindow_data()
{
    QTest::addColumn<QKeySequence>("keys");
    QTest::addColumn<Effect>("before");
    QTest::addColumn<Effect>("after");

    const Effect hasSideBar = [](const MainWindow *window) {
        return window->sideBar()->isVisible();
    };
    const Effect hasInspector = [](const MainWindow *window) {
        return window->findChild<QDockWidget *>()->isVisible();
    };
    const Effect isLarger = [](const MainWindow *window) {
        return window->chat()->view()->zoomFactor() > 1;
    };
    const Effect isSmaller = [](const MainWindow *window) {
        return window->chat()->view()->zoomFactor() < 1;
    };
    const Effect isSearching = [](const MainWindow *window) {
        return window->sideBar()->findChild<QLineEdit *>(u"searchField"_s)->hasFocus();
    };
    const Effect isFull = [](const MainWindow *window) { return window->isFullScreen(); };
    const Effect isClosed = [](const MainWindow *window) { return !window->isVisible(); };
    const auto not_ = [](const Effect &effect) -> Effect {
        return [effect](const MainWindow *window) { return !effect(window); };
    };
    const auto dialog = [](const QString &name) -> Effect {
        return [name](const MainWindow *window) { return window->findChild<QDialog *>(name); };
    };
    const auto add = [&](const char *name, const QKeySequence &keys, const Effect &effect) {
        QTest::newRow(name) << keys << not_(effect) << effect;
    };
    add("side bar", Qt::Key_F9, not_(hasSideBar));
    add("inspector", Qt::Key_F12, hasInspector);
    add("larger", Qt::CTRL | Qt::Key_Plus, isLarger);
    add("larger without Shift", Qt::CTRL | Qt::Key_Equal, isLarger);
    add("smaller", Qt::CTRL | Qt::Key_Minus, isSmaller);
    add("search", Qt::CTRL | Qt::Key_F, isSearching);
    add("full screen", Qt::Key_F11, isFull);
    add("profiles", Qt::CTRL | Qt::Key_Comma, dialog(u"profileDialog"_s));
    add("keys", Qt::Key_F1, dialog(u"shortcutsDialog"_s));
    add("quit", Qt::CTRL | Qt::Key_Q, isClosed);
}

void tst_WidgetsWindow::keysReachTheWindow()
{
    QFETCH(const QKeySequence, keys);
    QFETCH(const Effect, before);
    QFETCH(const Effect, after);
    // While one writes, where most are pressed.
    QVERIFY(desktop->edit()->hasFocus());
    QVERIFY(before(desktop->window.get()));
    desktop->press(keys[0].key(), keys[0].keyboardModifiers());
    QTRY_VERIFY(after(desktop->window.get()));
    QCOMPARE(desktop->edit()->toPlainText(), QString());
}

void tst_WidgetsWindow::noKeyHasTwoMeanings()
{
    QHash<QKeySequence, QString> meanings;
    for (const QAction *const action : desktop->window->findChildren<QAction *>()) {
        if (action->shortcutContext() != Qt::WindowShortcut)
            continue;
        for (const QKeySequence &keys : action->shortcuts()) {
            QVERIFY2(!meanings.contains(keys),
                     qPrintable(keys.toString() + u": "_s + meanings.value(keys) + u", "_s
                                + action->text()));
            meanings.insert(keys, action->text());
        }
    }
    QVERIFY(meanings.size() > 10);
}

void tst_WidgetsWindow::theKeysAreListed()
{
    desktop->press(Qt::Key_F1);
    QTRY_VERIFY(desktop->window->findChild<QTreeWidget *>());
    auto *const tree = desktop->window->findChild<QTreeWidget *>();
    for (const QAction *const action : actions()) {
        if (action->shortcut().isEmpty())
            continue;
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        QVERIFY2(!tree->findItems(keys, Qt::MatchExactly | Qt::MatchRecursive, 1).isEmpty(),
                 qPrintable(action->text()));
    }
    QVERIFY(!tree->findItems(u"Send"_s, Qt::MatchExactly | Qt::MatchRecursive).isEmpty());
}

void tst_WidgetsWindow::theInspectorShowsWhatTheConversationReceives()
{
    desktop->press(Qt::Key_F12);
    QTRY_VERIFY(inspector()->isVisible());
    const auto *const table = inspector()->findChild<QTableView *>(u"table"_s);
    QVERIFY(table);
    desktop->ask(u"hello"_s);
    QTRY_VERIFY(!desktop->isBusy());
    QTRY_VERIFY(table->model()->rowCount() > 10);
    bool hasText = false;
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        for (int column = 0; column < table->model()->columnCount(); ++column) {
            const QString cell = table->model()->index(row, column).data().toString();
            hasText = hasText || cell.contains(u"chat.completion.chunk"_s);
        }
    }
    QVERIFY(hasText);

    // It is of the conversation that is shown.
    const SseSource *const first = inspector()->source();
    QCOMPARE(first, desktop->session()->source());
    desktop->press(Qt::Key_N, Qt::ControlModifier);
    QCOMPARE(inspector()->source(), desktop->session()->source());
    QVERIFY(inspector()->source() != first);
    desktop->ask(u"help"_s);
    QTRY_VERIFY(!desktop->isBusy());
    QTRY_VERIFY(table->model()->rowCount() > 10);
    desktop->press(Qt::Key_F12);
    QTRY_VERIFY(!inspector()->isVisible());
}

// Minimized, a window is hidden in the same way.
void tst_WidgetsWindow::theInspectorComesBackWithItsWindow()
{
    desktop->press(Qt::Key_F12);
    QTRY_VERIFY(inspector()->isVisible());
    desktop->window->hide();
    desktop->window->show();
    QVERIFY(inspector()->isVisible());
    QVERIFY(desktop->window->windowActions()->inspector->isChecked());
}

void tst_WidgetsWindow::aProfileIsChosenFromTheMenu()
{
    auto *const button = desktop->window->findChild<QPushButton *>(u"profileButton"_s);
    QCOMPARE(button->text(), u"Demo server"_s);
    QVERIFY(desktop->profiles->count() > 1);
    const QString other = desktop->profiles->names().at(1);
    choose(button->menu(), other);
    QCOMPARE(desktop->profiles->name(), other);
    QCOMPARE(button->text(), other);
    QCOMPARE(desktop->session()->endpoint(), desktop->profiles->profile(1).url());
    // Also for those that come.
    desktop->press(Qt::Key_N, Qt::ControlModifier);
    QCOMPARE(desktop->session()->endpoint(), desktop->profiles->profile(1).url());
    choose(button->menu(), u"Demo server"_s);
    QCOMPARE(button->text(), u"Demo server"_s);
    desktop->ask(u"hello"_s);
    QTRY_VERIFY(!desktop->isBusy());
    QTRY_VERIFY(Screen::shows(desktop->view(), u"Hello! 👋"_s));
}

void tst_WidgetsWindow::anAnswerKeepsTheProfileThatItWasAskedOf()
{
    desktop->ask(u"/long 1000"_s);
    QTRY_VERIFY(desktop->isStreaming());
    const QUrl asked = desktop->session()->endpoint();
    choose(desktop->window->findChild<QMenu *>(u"profileMenu"_s), desktop->profiles->names().at(1));
    QVERIFY(desktop->isBusy());
    QCOMPARE(desktop->session()->endpoint(), asked);
    QTRY_VERIFY(!desktop->isBusy());
    QVERIFY(!desktop->session()->error().isError());
    QCOMPARE(desktop->session()->endpoint(), desktop->profiles->profile(1).url());
}

void tst_WidgetsWindow::aSuggestionIsAsked()
{
    auto *const card = desktop->window->findChild<QWidget *>(u"suggestion0"_s);
    QVERIFY(card);
    QVERIFY(card->isVisible());
    QTest::mouseClick(card, Qt::LeftButton);
    QVERIFY(desktop->isBusy());
    QVERIFY(!card->isVisible());
    QTRY_VERIFY(!desktop->isBusy());
    QVERIFY(!desktop->textOfAnswer().isEmpty());
    desktop->press(Qt::Key_N, Qt::ControlModifier);
    QVERIFY(card->isVisible());
}

void tst_WidgetsWindow::whatCannotBeReadIsToldInTheWindow()
{
    auto *const notice = desktop->window->findChild<QWidget *>(u"notice"_s);
    QVERIFY(!notice->isVisible());
    desktop->stop();
    QFile file(desktop->folder.filePath(u"conversations/damaged.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write("{\"version\":1,"), 13);
    file.close();
    QVERIFY(desktop->start());
    const auto *const text = desktop->window->findChild<QLabel *>(u"noticeText"_s);
    QTRY_VERIFY(text->isVisible());
    QVERIFY2(text->text().contains(u"damaged.json"_s), qPrintable(text->text()));
    // The next thing that goes wrong does not hide the first.
    Q_EMIT desktop->conversations->problemOccurred(u"another"_s);
    QVERIFY2(text->text().contains(u"damaged.json"_s), qPrintable(text->text()));
    QVERIFY(text->text().endsWith(u"\nanother"_s));
    auto *const close = desktop->window->findChild<QToolButton *>(u"noticeCloseButton"_s);
    QTest::mouseClick(close, Qt::LeftButton);
    QVERIFY(!text->isVisible());
    Q_EMIT desktop->conversations->problemOccurred(u"a third"_s);
    QCOMPARE(text->text(), u"a third"_s);
    // The rest works.
    desktop->ask(u"hello"_s);
    QTRY_VERIFY(!desktop->isBusy() && !desktop->textOfAnswer().isEmpty());
}

void tst_WidgetsWindow::aConversationIsExported()
{
    desktop->ask(u"hello"_s);
    QTRY_VERIFY(!desktop->isBusy());
    const QString path = desktop->folder.filePath(u"out.md"_s);
    desktop->press(Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(desktop->window->findChild<QFileDialog *>(u"exportDialog"_s));
    auto *const dialog = desktop->window->findChild<QFileDialog *>(u"exportDialog"_s);
    auto *const name = dialog->findChild<QLineEdit *>(u"fileNameEdit"_s);
    QVERIFY(name);
    QVERIFY2(name->text().startsWith(u"hello"_s), qPrintable(name->text()));
    name->setFocus();
    name->selectAll();
    QTest::keyClicks(name, path);
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_VERIFY(QFile::exists(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(QString::fromUtf8(file.readAll()).contains(u"what an **event stream** is"_s));
}

void tst_WidgetsWindow::theWindowComesBackAsItWas()
{
    desktop->press(Qt::Key_F9);
    desktop->press(Qt::Key_F12);
    desktop->press(Qt::Key_Plus, Qt::ControlModifier);
    desktop->window->resize(780, 640);
    const qreal zoom = desktop->view()->zoomFactor();
    QVERIFY(desktop->window->close());
    QVERIFY(desktop->start());
    QVERIFY(!desktop->window->sideBar()->isVisible());
    QVERIFY(inspector()->isVisible());
    QCOMPARE(desktop->view()->zoomFactor(), zoom);
    QCOMPARE(desktop->window->size(), QSize(780, 640));
    // The menu knows.
    desktop->press(Qt::Key_F9);
    QVERIFY(desktop->window->sideBar()->isVisible());
    desktop->press(Qt::Key_F12);
    QVERIFY(!inspector()->isVisible());
}

void tst_WidgetsWindow::closingTheWindowOfAFailedConversationIsClean()
{
    desktop->ask(u"/busy"_s);
    QTRY_VERIFY(Screen::button(desktop->view(), u"Retry in"_s));
    Screen::click(desktop->view(), Screen::button(desktop->view(), u"Retry in"_s));
    QVERIFY(desktop->session()->isRetryScheduled());
    QVERIFY(desktop->window->close());
    QVERIFY(desktop->start());
    desktop->open(u"/busy"_s);
    QVERIFY(!desktop->isBusy());
    QTRY_VERIFY(Screen::shows(desktop->view(), u"Rate limit reached"_s));
    QCOMPARE(desktop->server->requests().size(), 0);
}

void tst_WidgetsWindow::closeUnwritten(QFile *obstacle)
{
    QVERIFY(QDir(obstacle->fileName()).removeRecursively());
    QVERIFY(obstacle->open(QIODevice::WriteOnly));
    obstacle->close();
    desktop->ask(u"/tour"_s);
    QTRY_VERIFY(desktop->lastAnswer() && !desktop->isBusy());
    QVERIFY(!desktop->window->close());
    QVERIFY(desktop->window->isVisible());
    QTRY_VERIFY(closeQuestion() && closeQuestion()->isVisible());
    QVERIFY(!desktop->window->close());
    QCOMPARE(desktop->window->findChildren<QMessageBox *>().size(), 1);
}

void tst_WidgetsWindow::theWindowStaysWhileSomethingIsNotWritten()
{
    QFile obstacle(desktop->folder.filePath(u"conversations"_s));
    closeUnwritten(&obstacle);
    if (QTest::currentTestFailed())
        return;
    QTest::keyClick(closeQuestion(), Qt::Key_Escape);
    QTRY_VERIFY(!closeQuestion());
    QVERIFY(desktop->window->isVisible());
    QVERIFY(obstacle.remove());
    QVERIFY(desktop->window->close());
    QVERIFY(!closeQuestion());
    QCOMPARE(desktop->files().size(), 1);
}

void tst_WidgetsWindow::theWindowClosesAnywayWhenItIsTold()
{
    QFile obstacle(desktop->folder.filePath(u"conversations"_s));
    closeUnwritten(&obstacle);
    if (QTest::currentTestFailed())
        return;
    const QList<QAbstractButton *> buttons = closeQuestion()->buttons();
    for (QAbstractButton *const button : buttons) {
        if (closeQuestion()->buttonRole(button) == QMessageBox::DestructiveRole)
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QTRY_VERIFY(!desktop->window->isVisible());
}

QTEST_MAIN(tst_WidgetsWindow)
#include "tst_widgetswindow.moc"
