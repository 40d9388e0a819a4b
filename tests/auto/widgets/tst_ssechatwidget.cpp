// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// A person at the keyboard, a widget, and the demo server.

#include "chatscreen.h"

#include <SseQt/SseChatWidget>
#include <SseQt/SseDemoServer>

#include <QtGui/qclipboard.h>
#include <QtTest/qsignalspy.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qplaintextedit.h>
#include <QtWidgets/qtoolbutton.h>

#include <memory>
#include <type_traits>

static_assert(!std::is_copy_constructible_v<SseChatWidget>);

using namespace Qt::StringLiterals;

class tst_SseChatWidget : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void aQuestionIsAnswered();
    void stopKeepsWhatHasCome();
    void theEndIsFollowedUntilTheUserScrollsUp();
    void codeIsCopiedByItsButton();
    void aFailedAnswerIsRetried();
    void aBusyServiceIsAskedAgainAfterItsPause();
    void reasoningUnfolds();
    void toolCallsAreCards();
    void anotherConversationIsShownWhileOneStreams();
    void draftsStayWithTheirConversation();
    void theWindowClosesWhileAnAnswerStreams();
    void theSessionMayGoFirst();
    void handlersMayDestroyTheWidget();

private:
    void ask(const QString &question) const;
    [[nodiscard]] QAccessibleInterface *button(const QString &text) const;
    [[nodiscard]] std::unique_ptr<ChatSession> makeSession(const QString &query) const;

    std::unique_ptr<SseDemoServer> server;
    std::unique_ptr<ChatSession> session;
    std::unique_ptr<SseChatWidget> widget;
};

void tst_SseChatWidget::init()
{
    server = std::make_unique<SseDemoServer>();
    QVERIFY2(server->listen(), qPrintable(server->errorString()));
    session = makeSession(u"interval=0"_s);
    widget = std::make_unique<SseChatWidget>(session.get());
    widget->resize(600, 500);
    widget->show();
    QVERIFY(QTest::qWaitForWindowExposed(widget.get()));
    widget->activateWindow();
    widget->input()->setFocus();
}

void tst_SseChatWidget::cleanup()
{
    widget.reset();
    session.reset();
    server.reset();
}

std::unique_ptr<ChatSession> tst_SseChatWidget::makeSession(const QString &query) const
{
    auto made = std::make_unique<ChatSession>();
    made->setModel(u"demo-1"_s);
    made->setEndpoint(server->url(u"/v1/chat/completions?"_s + query));
    return made;
}

// As it is typed.
void tst_SseChatWidget::ask(const QString &question) const
{
    auto *const edit = widget->input()->findChild<QPlainTextEdit *>();
    QTest::keyClicks(edit, question);
    QTest::keyClick(edit, Qt::Key_Return);
}

QAccessibleInterface *tst_SseChatWidget::button(const QString &text) const
{
    return Screen::button(widget->view(), text);
}

void tst_SseChatWidget::aQuestionIsAnswered()
{
    ask(u"hello"_s);
    QVERIFY(session->isBusy());
    QVERIFY(widget->input()->isBusy());
    QCOMPARE(widget->input()->text(), QString());
    QTRY_VERIFY(!session->isBusy());
    QVERIFY(!widget->input()->isBusy());
    QTRY_VERIFY(Screen::shows(widget->view(), u"Hello! 👋"_s));
    QVERIFY(Screen::find(widget->view(), u"You"_s, QAccessible::Heading));
    QVERIFY(Screen::find(widget->view(), u"Assistant"_s, QAccessible::Heading));
    QVERIFY(Screen::isAtEnd(widget->view()));
}

void tst_SseChatWidget::stopKeepsWhatHasCome()
{
    session->setEndpoint(server->url(u"/v1/chat/completions?rate=100"_s));
    ask(u"/long 2000"_s);
    QTRY_VERIFY(session->messages()->count() == 2
                && session->messages()->messageAt(1)->text().size() > 100);
    QTest::mouseClick(widget->input()->findChild<QToolButton *>(), Qt::LeftButton);
    QVERIFY(!session->isBusy());
    const QString text = session->messages()->messageAt(1)->text();
    QVERIFY(text.size() > 100);
    QTRY_VERIFY(Screen::find(widget->view(), u"Stopped"_s));
    QVERIFY(Screen::shows(widget->view(), text.right(20).trimmed()));
}

void tst_SseChatWidget::theEndIsFollowedUntilTheUserScrollsUp()
{
    session->setEndpoint(server->url(u"/v1/chat/completions?rate=2000"_s));
    ask(u"/long 20000"_s);
    QScrollBar *const bar = widget->view()->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 1000);
    QVERIFY(Screen::isAtEnd(widget->view()));
    QVERIFY(widget->view()->followsEnd());

    Screen::turnWheel(widget->view(), 3);
    QVERIFY(!widget->view()->followsEnd());
    const int place = bar->value();
    const int end = bar->maximum();
    QVERIFY(place < end);
    QVERIFY(session->isBusy());
    QTRY_VERIFY(bar->maximum() > end + 1000);
    QCOMPARE(bar->value(), place);

    QTest::keyClick(widget->view(), Qt::Key_End);
    QVERIFY(widget->view()->followsEnd());
    const int newEnd = bar->maximum();
    QVERIFY(session->isBusy());
    QTRY_VERIFY(bar->maximum() > newEnd + 200);
    QVERIFY(Screen::isAtEnd(widget->view()));
}

void tst_SseChatWidget::codeIsCopiedByItsButton()
{
    ask(u"How is it in QML?"_s);
    QTRY_VERIFY(!session->isBusy() && session->messages()->count() == 2);
    QTRY_VERIFY(button(u"Copy code"_s));
    QGuiApplication::clipboard()->clear();
    Screen::click(widget->view(), button(u"Copy code"_s));
    const QString code = QGuiApplication::clipboard()->text();
    QVERIFY(!code.isEmpty());
    const QString markdown = session->messages()->messageAt(1)->text();
    QVERIFY2(markdown.contains(u'\n' + code + u"\n```"_s), qPrintable(code));
}

void tst_SseChatWidget::aFailedAnswerIsRetried()
{
    ask(u"/error"_s);
    QTRY_VERIFY(session->canRetry());
    QTRY_VERIFY(button(u"Retry"_s));
    const auto requests = server->requests().size();
    Screen::click(widget->view(), button(u"Retry"_s));
    QVERIFY(session->isBusy());
    QTRY_COMPARE(server->requests().size(), requests + 1);
    QTRY_VERIFY(!session->isBusy());
}

void tst_SseChatWidget::aBusyServiceIsAskedAgainAfterItsPause()
{
    session->setEndpoint(server->url(u"/v1/chat/completions?interval=0&retry-after=1"_s));
    ask(u"/busy"_s);
    QTRY_VERIFY(button(u"Retry in"_s));
    Screen::click(widget->view(), button(u"Retry in"_s));
    QVERIFY(session->isRetryScheduled());
    QVERIFY(button(u"cancel"_s));
    Screen::click(widget->view(), button(u"cancel"_s));
    QVERIFY(!session->isRetryScheduled());
    QVERIFY(!button(u"Retry"_s)); // the offer is gone

    ask(u"/busy please"_s);
    QTRY_VERIFY(button(u"Retry in"_s));
    Screen::click(widget->view(), button(u"Retry in"_s));
    QTRY_VERIFY(!session->isBusy() && !session->error().isError() && session->retryCountdown() < 0);
    QVERIFY(!button(u"Retry"_s));
}

void tst_SseChatWidget::reasoningUnfolds()
{
    ask(u"hello"_s);
    QTRY_VERIFY(!session->isBusy());
    QTRY_VERIFY(button(u"Thought"_s));
    QVERIFY(!Screen::shows(widget->view(), u"“hello”"_s));
    QVERIFY(button(u"Thought"_s)->state().collapsed);
    Screen::click(widget->view(), button(u"Thought"_s));
    QVERIFY(Screen::shows(widget->view(), u"“hello”"_s));
    QVERIFY(button(u"Thought"_s)->state().expanded);
    Screen::click(widget->view(), button(u"Thought"_s));
    QVERIFY(!Screen::shows(widget->view(), u"“hello”"_s));
}

void tst_SseChatWidget::toolCallsAreCards()
{
    ChatTool tool;
    tool.setName(u"get_weather"_s);
    tool.setParameters({ { u"type"_s, u"object"_s } });
    tool.setHandler([](ChatPendingCall *call) { call->answer(u"21 degrees"_s); });
    session->addTool(&tool);
    ask(u"What is the weather in Paris?"_s);
    QTRY_VERIFY(!session->isBusy() && session->messages()->count() == 2);
    QTRY_VERIFY(button(u"get_weather has answered"_s));
    QVERIFY(!Screen::shows(widget->view(), uR"({"location":"Paris"})"_s));
    widget->view()->setFocus();
    QTRY_VERIFY(widget->view()->hasFocus());
    // By the keyboard: past the reasoning, if there is any.
    for (int i = 0; i < 5 && !button(u"get_weather"_s)->state().focused; ++i)
        QTest::keyClick(widget->view(), Qt::Key_Tab);
    QVERIFY(button(u"get_weather"_s)->state().focused);
    QTest::keyClick(widget->view(), Qt::Key_Return);
    QTRY_VERIFY(Screen::shows(widget->view(), uR"({"location":"Paris"})"_s));
    QVERIFY(Screen::shows(widget->view(), u"21 degrees"_s));
}

void tst_SseChatWidget::anotherConversationIsShownWhileOneStreams()
{
    const auto other = makeSession(u"interval=0"_s);
    session->setEndpoint(server->url(u"/v1/chat/completions?rate=500"_s));
    ask(u"/long 1500"_s);
    QTRY_VERIFY(session->messages()->count() == 2
                && !session->messages()->messageAt(1)->text().isEmpty());
    widget->setSession(other.get());
    QVERIFY(!widget->input()->isBusy());
    QCOMPARE(widget->view()->toPlainText(), QString());
    ask(u"hello"_s);
    QTRY_VERIFY(!other->isBusy());
    QTRY_VERIFY(Screen::shows(widget->view(), u"Hello! 👋"_s));
    QVERIFY(session->isBusy());

    widget->setSession(session.get());
    QVERIFY(widget->input()->isBusy());
    QVERIFY(!Screen::shows(widget->view(), u"Hello! 👋"_s));
    QTRY_VERIFY(!session->isBusy());
    QVERIFY(!widget->input()->isBusy());
    QVERIFY(!session->error().isError());
}

void tst_SseChatWidget::draftsStayWithTheirConversation()
{
    const auto other = makeSession(u"interval=0"_s);
    ask(u"hello"_s);
    QTRY_VERIFY(!session->isBusy());
    auto *const edit = widget->input()->findChild<QPlainTextEdit *>();
    QTest::keyClicks(edit, u"half a question"_s);
    widget->setSession(other.get());
    QCOMPARE(widget->input()->text(), QString());
    QCOMPARE(widget->input()->history(), QStringList());
    widget->setSession(session.get());
    QCOMPARE(widget->input()->text(), u"half a question"_s);
    QCOMPARE(widget->input()->history(), QStringList{ u"hello"_s });
}

void tst_SseChatWidget::theWindowClosesWhileAnAnswerStreams()
{
    session->setEndpoint(server->url(u"/v1/chat/completions?rate=500"_s));
    ask(u"/long 200"_s);
    QTRY_VERIFY(session->messages()->count() == 2
                && !session->messages()->messageAt(1)->text().isEmpty());
    widget->setAttribute(Qt::WA_DeleteOnClose);
    QSignalSpy destroyed(widget.get(), &QObject::destroyed);
    widget.release()->close();
    QTRY_COMPARE(destroyed.size(), 1);
    // The session does not care.
    QTRY_VERIFY(!session->isBusy());
    QVERIFY(!session->error().isError());
}

void tst_SseChatWidget::theSessionMayGoFirst()
{
    session->setEndpoint(server->url(u"/v1/chat/completions?rate=500"_s));
    ask(u"/long 200"_s);
    QTRY_VERIFY(session->messages()->count() == 2
                && !session->messages()->messageAt(1)->text().isEmpty());
    session.reset();
    QCOMPARE(widget->session(), nullptr);
    QCOMPARE(widget->view()->toPlainText(), QString());
    QVERIFY(!widget->input()->isBusy());
    QVERIFY(!widget->input()->isEnabled());
    (void)widget->grab();
}

void tst_SseChatWidget::handlersMayDestroyTheWidget()
{
    connect(session.get(), &ChatSession::phaseChanged, this, [this] { widget.reset(); });
    SseChatInput *const input = widget->input();
    input->setText(u"hello"_s);
    input->submit();
    QVERIFY(!widget);
    QTRY_VERIFY(!session->isBusy());

    widget = std::make_unique<SseChatWidget>(session.get());
    connect(widget->view(), &SseChatView::modelChanged, this, [this] { widget.reset(); });
    widget->setSession(nullptr);
    QVERIFY(!widget);

    widget = std::make_unique<SseChatWidget>(session.get());
    connect(widget.get(), &SseChatWidget::sessionChanged, this, [this] { widget.reset(); });
    session.reset();
    QVERIFY(!widget);
}

QTEST_MAIN(tst_SseChatWidget)

#include "tst_ssechatwidget.moc"
