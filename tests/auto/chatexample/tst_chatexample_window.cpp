// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatstream.h"
#include "chatwindow.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// The window as a whole: writing, sending, stopping, scrolling, searching, exporting.
class tst_ChatExampleWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void startsWithTheCaretInTheBox();
    void enterSends_data();
    void enterSends();
    void shiftEnterBreaksTheLine();
    void nothingIsNotSent();
    void oneQuestionAtATime();
    void theConversationGoesAlong();
    void stopping_data();
    void stopping();
    void tooMuchIsNotPasted();
    void theViewFollows();
    void theViewStaysWhereTheReaderIs();
    void keysScroll();
    void suggestionsAreSent();
    void typingElsewhereGoesIntoTheBox();
    void searchFindsAndOpens();
    void escapeClosesTheSearchFirst();
    void theConversationIsCopied();
    void aNewConversationIsEmpty();
    void ratesAreShown();

private:
    void writeLines(int from, int to);
    [[nodiscard]] static QString markedText(const QQuickItem *item);

    std::unique_ptr<ChatWindow> m_chat;
};

void tst_ChatExampleWindow::init()
{
    ChatWindow::failOnWarnings();
    m_chat = std::make_unique<ChatWindow>();
}

void tst_ChatExampleWindow::cleanup()
{
    m_chat.reset();
}

// Paragraphs, each of one line.
void tst_ChatExampleWindow::writeLines(int from, int to)
{
    for (int i = from; i < to; ++i)
        m_chat->write(u"Line %1\n\n"_s.arg(i));
    QTRY_VERIFY(m_chat->lastText().contains(u"Line %1"_s.arg(to - 1)));
}

void tst_ChatExampleWindow::startsWithTheCaretInTheBox()
{
    m_chat->open();
    QCOMPARE(m_chat->focus(), u"promptInputArea"_s);
    QCOMPARE(m_chat->state(), u"Ready"_s);
    QVERIFY(!m_chat->item(u"sendButton"_s)->isEnabled());
    QVERIFY(!m_chat->item(u"jumpButton"_s));
    QCOMPARE(m_chat->items(u"suggestion"_s).size(), 3);
}

void tst_ChatExampleWindow::enterSends_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
    QTest::newRow("Return") << Qt::Key_Return << Qt::KeyboardModifiers(Qt::NoModifier);
    QTest::newRow("Enter") << Qt::Key_Enter << Qt::KeyboardModifiers(Qt::KeypadModifier);
}

void tst_ChatExampleWindow::enterSends()
{
    QFETCH(const Qt::Key, key);
    QFETCH(const Qt::KeyboardModifiers, modifiers);

    m_chat->open();
    m_chat->type(u"Hello there"_s);
    m_chat->press(key, modifiers);
    QTRY_COMPARE(m_chat->server.requests().size(), 1);
    QCOMPARE(m_chat->text(u"promptInput"_s), QString());
    QCOMPARE(m_chat->focus(), u"promptInputArea"_s);
    QVERIFY(!m_chat->item(u"suggestion"_s));
    QTRY_COMPARE(m_chat->text(u"questionText"_s), u"Hello there"_s);

    const SseTestRequest request = m_chat->server.requests().constFirst();
    QCOMPARE(request.method, "POST");
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    QCOMPARE(body.value("model"_L1).toString(), u"test-model"_s);
    QCOMPARE(body.value("stream"_L1), QJsonValue(true));
    QCOMPARE(m_chat->sentTurns(), QStringList{ u"user: Hello there"_s });
}

void tst_ChatExampleWindow::shiftEnterBreaksTheLine()
{
    m_chat->open();
    m_chat->type(u"one"_s);
    m_chat->press(Qt::Key_Return, Qt::ShiftModifier);
    QVERIFY(m_chat->ask(u"two"_s));
    QCOMPARE(m_chat->sentTurns(), QStringList{ u"user: one\ntwo"_s });
}

void tst_ChatExampleWindow::nothingIsNotSent()
{
    m_chat->open();
    m_chat->press(Qt::Key_Return);
    m_chat->type(u"   "_s);
    m_chat->press(Qt::Key_Return);
    m_chat->press(Qt::Key_Return, Qt::ShiftModifier);
    m_chat->press(Qt::Key_Return);
    QCOMPARE(m_chat->session->messages()->count(), 0);
    QVERIFY(!m_chat->item(u"sendButton"_s)->isEnabled());
}

void tst_ChatExampleWindow::oneQuestionAtATime()
{
    m_chat->open();
    QVERIFY(m_chat->ask(u"First"_s));
    m_chat->write(u"Well"_s);
    m_chat->type(u"Second"_s);
    m_chat->press(Qt::Key_Return);
    QCOMPARE(m_chat->text(u"promptInput"_s), u"Second"_s);
    QCOMPARE(m_chat->session->messages()->count(), 2);
    QVERIFY(m_chat->item(u"stopButton"_s));
    QVERIFY(!m_chat->item(u"sendButton"_s));
    m_chat->finish();
    QTRY_VERIFY(!m_chat->session->isBusy());
    QVERIFY(m_chat->click(u"sendButton"_s));
    QTRY_COMPARE(m_chat->server.requests().size(), 2);
    QCOMPARE(m_chat->text(u"promptInput"_s), QString());
    QCOMPARE(m_chat->focus(), u"promptInputArea"_s);
}

void tst_ChatExampleWindow::theConversationGoesAlong()
{
    m_chat->open();
    QVERIFY(m_chat->converse(u"First"_s, u"One."_s));
    QVERIFY(m_chat->ask(u"Second"_s));
    m_chat->write(u"Half of t"_s);
    QTRY_COMPARE(m_chat->lastText(), u"Half of t"_s);
    m_chat->press(Qt::Key_Escape);
    QVERIFY(m_chat->ask(u"Third"_s));
    QCOMPARE(m_chat->sentTurns(),
             (QStringList{ u"user: First"_s, u"assistant: One."_s, u"user: Second"_s,
                           u"assistant: Half of t"_s, u"user: Third"_s }));
}

void tst_ChatExampleWindow::stopping_data()
{
    QTest::addColumn<bool>("byKey");
    QTest::addColumn<bool>("afterText");
    QTest::newRow("button") << false << true;
    QTest::newRow("button, before the first word") << false << false;
    QTest::newRow("Esc") << true << true;
    QTest::newRow("Esc, before the first word") << true << false;
}

void tst_ChatExampleWindow::stopping()
{
    QFETCH(const bool, byKey);
    QFETCH(const bool, afterText);

    m_chat->open();
    m_chat->press(Qt::Key_Escape); // with nothing to stop
    QVERIFY(m_chat->ask(u"Hello"_s));
    QCOMPARE(m_chat->text(u"hint"_s), u"Esc stops the answer"_s);
    if (afterText) {
        m_chat->write(u"Good day"_s);
        QTRY_COMPARE(m_chat->lastText(), u"Good day"_s);
        QCOMPARE(m_chat->state(), u"Answering"_s);
    }
    if (byKey)
        m_chat->press(Qt::Key_Escape);
    else
        QVERIFY(m_chat->click(u"stopButton"_s));
    QVERIFY(!m_chat->session->isBusy());
    QCOMPARE(m_chat->last()->finishReason(), Chat::FinishReason::Stopped);
    QCOMPARE(m_chat->lastText(), afterText ? u"Good day"_s : QString());
    QTRY_COMPARE(m_chat->text(u"messageNote"_s), u"Stopped"_s);
    QCOMPARE(m_chat->state(), u"Ready"_s);
    QCOMPARE(m_chat->focus(), u"promptInputArea"_s);
    QVERIFY(!m_chat->item(u"retryButton"_s));
    QTRY_COMPARE(m_chat->server.openConnectionCount(), 0);
}

void tst_ChatExampleWindow::tooMuchIsNotPasted()
{
    m_chat->open();
    m_chat->type(u"See: "_s);
    QGuiApplication::clipboard()->setText(QString(1'000'000, u'x'));
    m_chat->press(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(m_chat->text(u"promptInput"_s), u"See: "_s);
    QVERIFY2(m_chat->text(u"hint"_s).contains(u"1,000,005 characters"_s),
             qPrintable(m_chat->text(u"hint"_s)));
    m_chat->type(u"this"_s);
    QVERIFY(!m_chat->text(u"hint"_s).contains(u"characters"_s));
    QGuiApplication::clipboard()->setText(QString(50'000, u'x'));
    m_chat->press(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(m_chat->text(u"promptInput"_s).size(), 50'009);
    m_chat->press(Qt::Key_Return);
    QTRY_COMPARE(m_chat->server.requests().size(), 1);
    QCOMPARE(m_chat->sentTurns().constFirst().size(), 50'015);
    // Of what was sent only a beginning is shown, until one wants all of it.
    QTRY_VERIFY(m_chat->text(u"questionText"_s).size() < 2000);
    QVERIFY(m_chat->click(u"moreTextButton"_s));
    QTRY_COMPARE(m_chat->text(u"questionText"_s).size(), 50'009);
}

void tst_ChatExampleWindow::theViewFollows()
{
    m_chat->open();
    QVERIFY(m_chat->ask(u"Hello"_s));
    writeLines(0, 60);
    QTRY_VERIFY(m_chat->value(u"messageView"_s, "contentY").toReal() > 500);
    QTRY_VERIFY(m_chat->beyond() <= 0);
    QVERIFY(!m_chat->item(u"jumpButton"_s));
}

void tst_ChatExampleWindow::theViewStaysWhereTheReaderIs()
{
    m_chat->open();
    QVERIFY(m_chat->ask(u"Hello"_s));
    writeLines(0, 60);
    const QQuickItem *const view = m_chat->item(u"messageView"_s);
    QTRY_VERIFY(view->property("contentY").toReal() > 500 && m_chat->beyond() <= 0);

    m_chat->wheel(3);
    QTRY_VERIFY(m_chat->beyond() > 60);
    QTRY_VERIFY(!view->property("moving").toBool());
    QVERIFY(m_chat->item(u"jumpButton"_s));
    const qreal place = view->property("contentY").toReal();
    writeLines(60, 90);
    QTRY_VERIFY(m_chat->beyond() > 600);
    QCOMPARE(view->property("contentY").toReal(), place);

    QVERIFY(m_chat->click(u"jumpButton"_s));
    QTRY_VERIFY(m_chat->beyond() <= 0);
    QVERIFY(!m_chat->item(u"jumpButton"_s));
    writeLines(90, 95);
    QTRY_VERIFY(m_chat->beyond() <= 0);

    // Who scrolls back to the end follows again.
    m_chat->wheel(3);
    QTRY_VERIFY(m_chat->item(u"jumpButton"_s));
    QTRY_VERIFY(!view->property("moving").toBool());
    m_chat->wheel(-20);
    QTRY_VERIFY(m_chat->beyond() <= 0);
    QTRY_VERIFY(!m_chat->item(u"jumpButton"_s));
}

void tst_ChatExampleWindow::keysScroll()
{
    m_chat->open();
    QVERIFY(m_chat->ask(u"Hello"_s));
    writeLines(0, 60);
    const QQuickItem *const view = m_chat->item(u"messageView"_s);
    QTRY_VERIFY(view->property("contentY").toReal() > 500 && m_chat->beyond() <= 0);
    m_chat->press(Qt::Key_PageUp);
    QVERIFY(m_chat->beyond() > 200);
    QVERIFY(m_chat->item(u"jumpButton"_s));
    // The text may grow meanwhile.
    const auto isAtEnd = [this] { return m_chat->beyond() <= 0 && !m_chat->item(u"jumpButton"_s); };
    for (int i = 0; i < 5 && !isAtEnd(); ++i)
        m_chat->press(Qt::Key_PageDown);
    QTRY_VERIFY(isAtEnd());

    m_chat->item(u"messageView"_s)->forceActiveFocus(Qt::TabFocusReason);
    QVERIFY(m_chat->item(u"listFrame"_s));
    m_chat->press(Qt::Key_Home);
    QCOMPARE(view->property("contentY").toReal(), view->property("originY").toReal());
    const qreal top = view->property("contentY").toReal();
    m_chat->press(Qt::Key_Down);
    QVERIFY(view->property("contentY").toReal() > top);
    m_chat->press(Qt::Key_Up);
    QCOMPARE(view->property("contentY").toReal(), top);
    m_chat->press(Qt::Key_End);
    QTRY_VERIFY(m_chat->beyond() <= 0);
}

void tst_ChatExampleWindow::suggestionsAreSent()
{
    m_chat->open();
    m_chat->click(m_chat->items(u"suggestion"_s).at(1));
    QTRY_COMPARE(m_chat->server.requests().size(), 1);
    QCOMPARE(m_chat->sentTurns(), QStringList{ u"user: What is the weather in Oslo and Rome?"_s });
    QCOMPARE(m_chat->focus(), u"promptInputArea"_s);
}

void tst_ChatExampleWindow::typingElsewhereGoesIntoTheBox()
{
    m_chat->open();
    QVERIFY(m_chat->converse(u"Hello"_s, u"Good day"_s));
    QTRY_VERIFY(m_chat->item(u"questionText"_s));
    m_chat->item(u"questionText"_s)->forceActiveFocus();
    m_chat->type(u"So"_s);
    QCOMPARE(m_chat->text(u"promptInput"_s), u"So"_s);
    QCOMPARE(m_chat->focus(), u"promptInputArea"_s);
    QCOMPARE(m_chat->text(u"questionText"_s), u"Hello"_s);
}

// Within the item.
QString tst_ChatExampleWindow::markedText(const QQuickItem *item)
{
    QString text = item->property("selectedText").toString();
    const QList<QQuickItem *> children = item->childItems();
    for (const QQuickItem *const child : children)
        text += markedText(child);
    return text;
}

void tst_ChatExampleWindow::searchFindsAndOpens()
{
    m_chat->open();
    QVERIFY(m_chat->ask(u"Where is it?"_s));
    m_chat->exchange->write(ChatStream::reasoning(u"Oslo, I think."_s));
    writeLines(0, 60);
    m_chat->write(u"It is in Oslo.\n\n"_s);
    writeLines(60, 120);
    m_chat->finish();
    QTRY_VERIFY(!m_chat->session->isBusy());
    QTRY_VERIFY(m_chat->beyond() <= 0);

    m_chat->press(Qt::Key_F, Qt::ControlModifier);
    QCOMPARE(m_chat->focus(), u"searchInput"_s);
    m_chat->type(u"oslo"_s);
    QTRY_COMPARE(m_chat->text(u"searchCount"_s), u"1 of 2"_s);
    // What was folded is open, and in sight.
    QTRY_VERIFY(m_chat->item(u"reasoningText"_s));
    QTRY_VERIFY(m_chat->isInSight(m_chat->item(u"reasoningText"_s)));
    QVERIFY(m_chat->beyond() > 1000);
    QTRY_COMPARE(markedText(m_chat->item(u"messageView"_s)), u"Oslo"_s);
    const qreal first = m_chat->beyond();
    m_chat->press(Qt::Key_Return);
    QTRY_COMPARE(m_chat->text(u"searchCount"_s), u"2 of 2"_s);
    QTRY_VERIFY(m_chat->beyond() < first - 1000);
    QVERIFY(m_chat->beyond() > 500);
    QTRY_COMPARE(markedText(m_chat->item(u"messageView"_s)), u"Oslo"_s);
    m_chat->press(Qt::Key_Return, Qt::ShiftModifier);
    QTRY_COMPARE(m_chat->text(u"searchCount"_s), u"1 of 2"_s);
    QTRY_VERIFY(m_chat->isInSight(m_chat->item(u"reasoningText"_s)));
    QVERIFY(m_chat->click(u"nextButton"_s));
    QTRY_COMPARE(m_chat->text(u"searchCount"_s), u"2 of 2"_s);
    m_chat->item(u"searchInput"_s)->forceActiveFocus();
    m_chat->type(u"x"_s);
    QTRY_COMPARE(m_chat->text(u"searchCount"_s), u"Nothing found"_s);
}

void tst_ChatExampleWindow::escapeClosesTheSearchFirst()
{
    m_chat->open();
    QVERIFY(m_chat->ask(u"Hello"_s));
    m_chat->press(Qt::Key_F, Qt::ControlModifier);
    QCOMPARE(m_chat->text(u"hint"_s), u"Esc closes the search"_s);
    m_chat->item(u"promptInput"_s)->setFocus(true);
    m_chat->item(u"promptInputArea"_s)->forceActiveFocus();
    m_chat->press(Qt::Key_Escape);
    QVERIFY(!m_chat->item(u"searchBar"_s));
    QVERIFY(m_chat->session->isBusy());
    QCOMPARE(m_chat->text(u"hint"_s), u"Esc stops the answer"_s);
    m_chat->press(Qt::Key_Escape);
    QVERIFY(!m_chat->session->isBusy());
}

void tst_ChatExampleWindow::theConversationIsCopied()
{
    m_chat->open();
    QVERIFY(m_chat->converse(u"Hello"_s, u"Good **day**"_s));
    m_chat->press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(),
             u"# Conversation\n\n## You\n\nHello\n\n## Assistant\n\nGood **day**\n"_s);
    QCOMPARE(m_chat->text(u"toastText"_s), u"Copied as Markdown"_s);
    QTRY_COMPARE(m_chat->items(u"copyButton"_s).size(), 2);
    m_chat->click(m_chat->items(u"copyButton"_s).at(0));
    QCOMPARE(QGuiApplication::clipboard()->text(), u"Hello"_s);
    m_chat->click(m_chat->items(u"copyButton"_s).at(1));
    QCOMPARE(QGuiApplication::clipboard()->text(), u"Good **day**"_s);
    QCOMPARE(m_chat->items(u"copyButton"_s).at(1)->property("text").toString(), u"Copied"_s);
}

void tst_ChatExampleWindow::aNewConversationIsEmpty()
{
    m_chat->open();
    QVERIFY(m_chat->ask(u"Hello"_s));
    m_chat->write(u"Good day"_s);
    QTRY_COMPARE(m_chat->lastText(), u"Good day"_s);
    m_chat->press(Qt::Key_N, Qt::ControlModifier);
    QCOMPARE(m_chat->session->messages()->count(), 0);
    QVERIFY(!m_chat->session->isBusy());
    QVERIFY(m_chat->item(u"suggestion"_s));
    QVERIFY(m_chat->ask(u"Anew"_s));
    QCOMPARE(m_chat->sentTurns(), QStringList{ u"user: Anew"_s });
}

void tst_ChatExampleWindow::ratesAreShown()
{
    m_chat->open();
    QVERIFY(m_chat->text(u"statsLine"_s).contains(u"test-model"_s));
    QVERIFY(m_chat->ask(u"Hello"_s));
    writeLines(0, 30);
    QTRY_VERIFY(m_chat->text(u"statsLine"_s).contains(u"first after"_s));
    m_chat->exchange->write(ChatStream::event(
        R"({"choices":[],"usage":{"prompt_tokens":1200,"completion_tokens":34}})"));
    m_chat->finish();
    QTRY_VERIFY(m_chat->text(u"statsLine"_s).contains(u"1,200 in, 34 out"_s));
}

QTEST_MAIN(tst_ChatExampleWindow)
#include "tst_chatexample_window.moc"
