// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// The desktop chat as a person has it: keys, clicks, and the demo server.

#include "chatdesktop.h"
#include "chatscreen.h"
#include "conversations.h"
#include "mainwindow.h"
#include "sidebar.h"

#include <SseQt/SseChatWidget>
#include <SseQt/SseDemoServer>

#include <QtGui/qclipboard.h>
#include <QtGui/qwindow.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qlistview.h>
#include <QtWidgets/qtoolbutton.h>

using namespace Qt::StringLiterals;

class tst_WidgetsChat : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void aQuestionIsAnsweredAndNamesItsConversation();
    void anAnswerIsStopped_data();
    void anAnswerIsStopped();
    void scrollingUpHoldsTheViewWhileAnAnswerStreams();
    void whatIsMarkedIsCopied();
    void allIsCopiedByKeys();
    void aFailedAnswerIsAskedForAgain_data();
    void aFailedAnswerIsAskedForAgain();
    void aBusyServiceIsAskedAgainAfterItsPause();
    void aLostConnectionLeavesWhatHasCome();

    void anAnswerGoesOnWhileAnotherConversationIsShown();
    void closingKeepsWhatHasComeOfEveryAnswer();
    void conversationsAreThereAfterARestart();
    void whatWasBeingWrittenIsThereAfterARestart();
    void aDeletedConversationIsGone();
    void deletingTheOneThatAnswersStopsIt();
    void aConversationIsNamed_data();
    void aConversationIsNamed();
    void aConversationIsFound();
    void escapeEndsTheSearchBeforeTheAnswer();

private:
    [[nodiscard]] QAccessibleInterface *button(const QString &text) const
    {
        return Screen::button(desktop->view(), text);
    }
    [[nodiscard]] QVariant mark(const QString &title, int role) const
    {
        const auto row = desktop->titles().indexOf(title);
        return desktop->list()->model()->index(int(row), 0).data(role);
    }
    // As a view shows the conversation that sees it for the first time.
    [[nodiscard]] QString wholeText() const
    {
        SseChatView view;
        view.setModel(desktop->session()->messages());
        return view.toPlainText();
    }

    std::unique_ptr<ChatDesktop> desktop;
};

void tst_WidgetsChat::init()
{
    desktop = std::make_unique<ChatDesktop>();
    QVERIFY(desktop->start());
}

void tst_WidgetsChat::cleanup()
{
    desktop.reset();
}

void tst_WidgetsChat::aQuestionIsAnsweredAndNamesItsConversation()
{
    QVERIFY(desktop->edit()->hasFocus());
    QCOMPARE(desktop->titles(), QStringList{ u"New conversation"_s });
    desktop->ask(u"hello"_s);
    QVERIFY(desktop->isBusy());
    QCOMPARE(desktop->titles(), QStringList{ u"hello"_s });
    QVERIFY(desktop->window->windowTitle().startsWith(u"hello"_s));
    QTRY_VERIFY(!desktop->isBusy());
    QTRY_VERIFY(Screen::shows(desktop->view(), u"Hello! 👋"_s));
    QVERIFY(!mark(u"hello"_s, Conversations::UnreadRole).toBool());
    QTRY_COMPARE(desktop->files().size(), 1);
}

void tst_WidgetsChat::anAnswerIsStopped_data()
{
    QTest::addColumn<bool>("isByKey");
    QTest::newRow("by the button") << false;
    QTest::newRow("by Escape") << true;
}

void tst_WidgetsChat::anAnswerIsStopped()
{
    QFETCH(const bool, isByKey);
    desktop->ask(u"/long 20000"_s);
    QTRY_VERIFY(desktop->textOfAnswer().size() > 100);
    QVERIFY(mark(u"/long 20000"_s, Conversations::BusyRole).toBool());
    if (isByKey)
        desktop->press(Qt::Key_Escape);
    else
        QTest::mouseClick(desktop->window->chat()->input()->findChild<QToolButton *>(),
                          Qt::LeftButton);
    QVERIFY(!desktop->isBusy());
    QVERIFY(!mark(u"/long 20000"_s, Conversations::BusyRole).toBool());
    const QString text = desktop->textOfAnswer();
    QVERIFY(text.size() > 100);
    QTRY_VERIFY(Screen::find(desktop->view(), u"Stopped"_s));
    QCOMPARE(desktop->view()->toPlainText(), wholeText());
}

void tst_WidgetsChat::scrollingUpHoldsTheViewWhileAnAnswerStreams()
{
    QVERIFY(desktop->start(u"rate=2000"_s));
    desktop->ask(u"/long 100000"_s);
    const QScrollBar *const bar = desktop->view()->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 1000);
    QVERIFY(Screen::isAtEnd(desktop->view()));
    Screen::turnWheel(desktop->view(), 3);
    const int place = bar->value();
    const int end = bar->maximum();
    QVERIFY(place < end);
    QTRY_VERIFY(bar->maximum() > end + 500);
    QCOMPARE(bar->value(), place);
    QVERIFY(desktop->isBusy());
    // One goes on to read, and then to the end.
    desktop->view()->setFocus();
    desktop->press(Qt::Key_End);
    const int newEnd = bar->maximum();
    QTRY_VERIFY(bar->maximum() > newEnd + 200);
    QVERIFY(Screen::isAtEnd(desktop->view()));
    desktop->session()->stop();
}

void tst_WidgetsChat::whatIsMarkedIsCopied()
{
    desktop->ask(u"hello"_s);
    QTRY_VERIFY(!desktop->isBusy());
    QTRY_VERIFY(Screen::find(desktop->view(), u"Hello! 👋"_s));
    QGuiApplication::clipboard()->clear();
    const QAccessibleInterface *const paragraph = Screen::find(desktop->view(), u"Hello! 👋"_s);
    Screen::dragOver(desktop->view(), paragraph, paragraph);
    desktop->press(Qt::Key_C, Qt::ControlModifier);
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY2(copied.startsWith(u"Hello! 👋 I am the SseQt demo."_s), qPrintable(copied));
    QVERIFY2(copied.endsWith(u"Ask me"_s), qPrintable(copied));
}

// As Markdown, question and answer.
void tst_WidgetsChat::allIsCopiedByKeys()
{
    desktop->ask(u"hello"_s);
    QTRY_VERIFY(!desktop->isBusy());
    QTRY_VERIFY(Screen::shows(desktop->view(), u"/tour"_s));
    QGuiApplication::clipboard()->clear();
    desktop->view()->setFocus();
    desktop->press(Qt::Key_A, Qt::ControlModifier);
    desktop->press(Qt::Key_C, Qt::ControlModifier);
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY2(copied.contains(u"hello"_s), qPrintable(copied));
    QVERIFY2(copied.contains(u"what an **event stream** is"_s), qPrintable(copied));
}

void tst_WidgetsChat::aFailedAnswerIsAskedForAgain_data()
{
    QTest::addColumn<bool>("isByKey");
    QTest::newRow("by the button") << false;
    QTest::newRow("by a key") << true;
}

void tst_WidgetsChat::aFailedAnswerIsAskedForAgain()
{
    QFETCH(const bool, isByKey);
    desktop->ask(u"/error"_s);
    QTRY_VERIFY(desktop->session()->canRetry());
    QTRY_VERIFY(button(u"Retry"_s));
    QVERIFY(mark(u"/error"_s, Conversations::FailedRole).toBool());
    const auto requests = desktop->server->requests().size();
    if (isByKey)
        desktop->press(Qt::Key_F5);
    else
        Screen::click(desktop->view(), button(u"Retry"_s));
    QVERIFY(desktop->isBusy());
    QVERIFY(!mark(u"/error"_s, Conversations::FailedRole).toBool());
    QTRY_COMPARE(desktop->server->requests().size(), requests + 1);
    QTRY_VERIFY(!desktop->isBusy());
    QVERIFY(mark(u"/error"_s, Conversations::FailedRole).toBool());
}

void tst_WidgetsChat::aBusyServiceIsAskedAgainAfterItsPause()
{
    QVERIFY(desktop->start(u"interval=0&retry-after=1"_s));
    desktop->ask(u"/busy"_s);
    QTRY_VERIFY(button(u"Retry in"_s));
    Screen::click(desktop->view(), button(u"Retry in"_s));
    QVERIFY(desktop->session()->isRetryScheduled());
    QTRY_VERIFY(!desktop->isBusy() && !desktop->session()->isRetryScheduled()
                && !desktop->session()->error().isError() && !desktop->textOfAnswer().isEmpty());
    QVERIFY(!button(u"Retry"_s));
    QVERIFY(!mark(u"/busy"_s, Conversations::FailedRole).toBool());
}

void tst_WidgetsChat::aLostConnectionLeavesWhatHasCome()
{
    desktop->ask(u"/drop"_s);
    QTRY_VERIFY(!desktop->isBusy() && desktop->session()->error().isError());
    const QString text = desktop->textOfAnswer();
    QVERIFY(!text.isEmpty());
    QTRY_VERIFY(button(u"Retry"_s));
    QVERIFY(Screen::shows(desktop->view(), text.left(20).trimmed()));
}

void tst_WidgetsChat::anAnswerGoesOnWhileAnotherConversationIsShown()
{
    desktop->ask(u"/long 1500"_s);
    QTRY_VERIFY(desktop->isStreaming());
    const QPointer<ChatSession> first = desktop->session();
    desktop->press(Qt::Key_N, Qt::ControlModifier);
    QVERIFY(desktop->session() != first);
    QCOMPARE(desktop->view()->toPlainText(), QString());
    QVERIFY(desktop->edit()->hasFocus());
    desktop->ask(u"hello"_s);
    QTRY_VERIFY(!desktop->isBusy());
    QTRY_VERIFY(Screen::shows(desktop->view(), u"Hello! 👋"_s));
    QVERIFY(first && first->isBusy());
    QVERIFY(mark(u"/long 1500"_s, Conversations::BusyRole).toBool());
    QTRY_VERIFY(mark(u"/long 1500"_s, Conversations::UnreadRole).toBool());
    QVERIFY(!mark(u"/long 1500"_s, Conversations::BusyRole).toBool());

    desktop->open(u"/long 1500"_s);
    QCOMPARE(desktop->session(), first.data());
    QVERIFY(!mark(u"/long 1500"_s, Conversations::UnreadRole).toBool());
    QVERIFY(!first->error().isError());
    QCOMPARE(desktop->lastAnswer()->finishReason(), Chat::FinishReason::Stop);
    const QString text = desktop->textOfAnswer();
    QVERIFY(text.size() > 1500);
    QTRY_COMPARE(desktop->view()->toPlainText(), wholeText());
    QVERIFY(!Screen::shows(desktop->view(), u"Hello! 👋"_s));
}

void tst_WidgetsChat::closingKeepsWhatHasComeOfEveryAnswer()
{
    desktop->ask(u"/long 20001"_s);
    QTRY_VERIFY(desktop->isStreaming());
    const QPointer<ChatSession> unseen = desktop->session();
    desktop->press(Qt::Key_N, Qt::ControlModifier);
    desktop->ask(u"/long 20002"_s);
    QTRY_VERIFY(desktop->isStreaming());
    const QPointer<ChatSession> seen = desktop->session();
    QVERIFY(unseen && unseen->isBusy());
    QVERIFY(desktop->window->close());
    const QString unseenText = unseen->messages()->messageAt(1)->text();
    const QString seenText = seen->messages()->messageAt(1)->text();
    QVERIFY(!unseenText.isEmpty() && !seenText.isEmpty());
    QCOMPARE(desktop->files().size(), 2);

    QVERIFY(desktop->start());
    for (const QString &title : { u"/long 20001"_s, u"/long 20002"_s }) {
        desktop->open(title);
        QVERIFY(!desktop->isBusy());
        QCOMPARE(desktop->textOfAnswer(), title.endsWith(u'1') ? unseenText : seenText);
        QCOMPARE(desktop->lastAnswer()->finishReason(), Chat::FinishReason::Stopped);
    }
}

void tst_WidgetsChat::conversationsAreThereAfterARestart()
{
    desktop->ask(u"hello"_s);
    QTRY_VERIFY(!desktop->isBusy());
    desktop->ask(u"thanks"_s);
    QTRY_VERIFY(!desktop->isBusy());
    QTRY_VERIFY(Screen::shows(desktop->view(), u"With pleasure"_s));
    const QString shown = desktop->view()->toPlainText();
    desktop->press(Qt::Key_N, Qt::ControlModifier);
    desktop->ask(u"help"_s);
    QTRY_VERIFY(!desktop->isBusy());

    QVERIFY(desktop->start());
    QCOMPARE(desktop->titles(), QStringList({ u"New conversation"_s, u"help"_s, u"hello"_s }));
    QCOMPARE(desktop->view()->toPlainText(), QString());
    desktop->open(u"hello"_s);
    QCOMPARE(desktop->view()->toPlainText(), shown);
    // It goes on.
    desktop->ask(u"hi"_s);
    QTRY_VERIFY(!desktop->isBusy());
    QCOMPARE(desktop->session()->messages()->count(), 6);
    QCOMPARE(desktop->titles().first(), u"hello"_s);
}

void tst_WidgetsChat::whatWasBeingWrittenIsThereAfterARestart()
{
    desktop->ask(u"hello"_s);
    QTRY_VERIFY(!desktop->isBusy());
    QTest::keyClicks(desktop->edit(), u"half a question"_s);
    desktop->press(Qt::Key_N, Qt::ControlModifier);
    QCOMPARE(desktop->edit()->toPlainText(), QString());
    desktop->open(u"hello"_s);
    QCOMPARE(desktop->edit()->toPlainText(), u"half a question"_s);
    QVERIFY(desktop->start());
    QCOMPARE(desktop->edit()->toPlainText(), QString());
    desktop->open(u"hello"_s);
    QCOMPARE(desktop->edit()->toPlainText(), u"half a question"_s);
    // What was asked before comes back by the arrow.
    desktop->edit()->clear();
    desktop->edit()->setFocus();
    desktop->press(Qt::Key_Up);
    QCOMPARE(desktop->edit()->toPlainText(), u"hello"_s);
}

void tst_WidgetsChat::aDeletedConversationIsGone()
{
    desktop->ask(u"hello"_s);
    QTRY_VERIFY(!desktop->isBusy());
    desktop->press(Qt::Key_N, Qt::ControlModifier);
    desktop->ask(u"help"_s);
    QTRY_VERIFY(!desktop->isBusy());
    QTRY_COMPARE(desktop->files().size(), 2);
    desktop->open(u"help"_s);
    desktop->press(Qt::Key_Delete);
    desktop->answer(u"Cancel"_s);
    QCOMPARE(desktop->titles().size(), 2);
    desktop->list()->setFocus();
    desktop->press(Qt::Key_Delete);
    desktop->answer(u"Delete"_s);
    QCOMPARE(desktop->titles(), QStringList{ u"hello"_s });
    QTRY_VERIFY(Screen::shows(desktop->view(), u"Hello! 👋"_s));
    QCOMPARE(desktop->files().size(), 1);
    // There is always one to write in.
    desktop->list()->setFocus();
    desktop->press(Qt::Key_Delete);
    desktop->answer(u"Delete"_s);
    QCOMPARE(desktop->titles(), QStringList{ u"New conversation"_s });
    QVERIFY(desktop->session());
    QCOMPARE(desktop->view()->toPlainText(), QString());
    desktop->ask(u"hello"_s);
    QTRY_VERIFY(!desktop->isBusy() && !desktop->textOfAnswer().isEmpty());
}

void tst_WidgetsChat::deletingTheOneThatAnswersStopsIt()
{
    desktop->ask(u"/long 20000"_s);
    QTRY_VERIFY(desktop->isStreaming());
    const QPointer<ChatSession> session = desktop->session();
    desktop->open(u"/long 20000"_s);
    desktop->press(Qt::Key_Delete);
    desktop->answer(u"Delete"_s);
    QTRY_VERIFY(!session);
    QTRY_COMPARE(desktop->server->openConnectionCount(), 0);
    QCOMPARE(desktop->titles(), QStringList{ u"New conversation"_s });
    desktop->conversations->flush();
    QCOMPARE(desktop->files(), QStringList());
}

void tst_WidgetsChat::aConversationIsNamed_data()
{
    QTest::addColumn<bool>("isInList");
    QTest::newRow("from the list") << true;
    QTest::newRow("while one writes") << false;
}

void tst_WidgetsChat::aConversationIsNamed()
{
    QFETCH(const bool, isInList);
    desktop->ask(u"hello"_s);
    QTRY_VERIFY(!desktop->isBusy());
    if (isInList)
        desktop->list()->setFocus();
    desktop->press(Qt::Key_F2);
    auto *const name = desktop->list()->viewport()->findChild<QLineEdit *>();
    QVERIFY(name);
    QTRY_VERIFY(name->hasFocus());
    QTest::keyClicks(name, u"Greetings [*]"_s);
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_COMPARE(desktop->titles(), QStringList{ u"Greetings [*]"_s });
    // What people see: in a widget's title this stands for a mark.
    QVERIFY(desktop->window->windowHandle()->title().startsWith(u"Greetings [*]"_s));
    QVERIFY(desktop->start());
    QVERIFY(desktop->titles().contains(u"Greetings [*]"_s));
}

void tst_WidgetsChat::aConversationIsFound()
{
    desktop->ask(u"hello"_s);
    QTRY_VERIFY(!desktop->isBusy());
    desktop->press(Qt::Key_N, Qt::ControlModifier);
    desktop->ask(u"help"_s);
    QTRY_VERIFY(!desktop->isBusy());
    desktop->press(Qt::Key_F, Qt::ControlModifier);
    auto *const search = desktop->window->sideBar()->findChild<QLineEdit *>(u"searchField"_s);
    QVERIFY(search->hasFocus());
    QTest::keyClicks(search, u"HELL"_s);
    QCOMPARE(desktop->titles(), QStringList{ u"hello"_s });
    QVERIFY(desktop->window->windowTitle().startsWith(u"help"_s));
    QTest::keyClick(search, Qt::Key_Return);
    QVERIFY(desktop->window->windowTitle().startsWith(u"hello"_s));
    QTRY_VERIFY(Screen::shows(desktop->view(), u"Hello! 👋"_s));
}

void tst_WidgetsChat::escapeEndsTheSearchBeforeTheAnswer()
{
    desktop->ask(u"/long 20000"_s);
    QTRY_VERIFY(desktop->isStreaming());
    desktop->press(Qt::Key_F, Qt::ControlModifier);
    const auto *const search = desktop->window->sideBar()->findChild<QLineEdit *>(u"searchField"_s);
    QVERIFY(search->hasFocus());
    desktop->press(Qt::Key_X);
    QCOMPARE(search->text(), u"x"_s);
    desktop->press(Qt::Key_Escape);
    QCOMPARE(search->text(), QString());
    QVERIFY(desktop->isBusy());
    desktop->press(Qt::Key_Escape);
    QVERIFY(!desktop->isBusy());
}

QTEST_MAIN(tst_WidgetsChat)
#include "tst_widgetschat.moc"
