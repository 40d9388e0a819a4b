// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatstream.h"
#include "chatwindow.h"

#include <QtCore/QRegularExpression>
#include <QtGui/QAccessible>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// What messages consist of, and what can be done with them.
class tst_ChatExampleParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void answersStream();
    void halvesOfCharactersJoin();
    void reasoningIsFolded();
    void foldsSurviveScrolling();
    void aToolIsCalledAndTheAnswerGoesOn();
    void aToolThatFailsSaysSo();
    void stoppingLeavesATool();
    void aRefusalIsShown();
    void notesSayHowItEnded_data();
    void notesSayHowItEnded();
    void failuresAreShownAndCanBeRetried_data();
    void failuresAreShownAndCanBeRetried();
    void onlyTheLastFailureCanBeRetried();
    void aRetryThatIsAskedForWaits();
    void whatIsTheProfilesFaultLeadsThere();
    void regenerating();
    void editingAndSendingAgain();
    void editingCanBeGivenUp();
    void anEditSurvivesScrolling();
    void rolesAreNamed();

private:
    [[nodiscard]] QString notice() const { return m_chat->text(u"noticeTitle"_s); }
    void writeMuch();

    std::unique_ptr<ChatWindow> m_chat;
};

void tst_ChatExampleParts::init()
{
    ChatWindow::failOnWarnings();
    m_chat = std::make_unique<ChatWindow>();
}

void tst_ChatExampleParts::cleanup()
{
    m_chat.reset();
}

// More than the list keeps of what is out of sight.
void tst_ChatExampleParts::writeMuch()
{
    for (int i = 0; i < 8; ++i) {
        m_chat->session->messages()->append(Chat::Role::User, u"Long\n"_s.repeated(60));
        m_chat->session->messages()->append(Chat::Role::Assistant, u"Long\n\n"_s.repeated(60));
    }
}

void tst_ChatExampleParts::answersStream()
{
    m_chat->open();
    QVERIFY(m_chat->ask(u"Hello"_s));
    QTRY_VERIFY(m_chat->item(u"typingDots"_s));
    m_chat->write(u"Good "_s);
    QTRY_VERIFY(m_chat->item(u"messageText"_s));
    QTRY_VERIFY(!m_chat->item(u"typingDots"_s));
    QCOMPARE(m_chat->state(), u"Answering"_s);
    QVERIFY(!m_chat->item(u"regenerateButton"_s));
    m_chat->write(u"day"_s);
    m_chat->finish();
    QTRY_COMPARE(m_chat->state(), u"Ready"_s);
    QCOMPARE(m_chat->lastText(), u"Good day"_s);
    QVERIFY(m_chat->item(u"regenerateButton"_s));
    QTRY_COMPARE(m_chat->server.openConnectionCount(), 0);
}

void tst_ChatExampleParts::halvesOfCharactersJoin()
{
    m_chat->open();
    QVERIFY(m_chat->ask(u"Grüße 👩‍🚀 世界"_s));
    QCOMPARE(m_chat->sentTurns(), QStringList{ u"user: Grüße 👩‍🚀 世界"_s });
    m_chat->exchange->write(ChatStream::rawToken(R"(a\ud83d)"));
    m_chat->exchange->write(ChatStream::rawToken(R"(\ude00z)"));
    m_chat->finish();
    QTRY_COMPARE(m_chat->state(), u"Ready"_s);
    QCOMPARE(m_chat->lastText(), u"a😀z"_s);
}

void tst_ChatExampleParts::reasoningIsFolded()
{
    m_chat->open();
    QVERIFY(m_chat->ask(u"Hello"_s));
    m_chat->exchange->write(ChatStream::reasoning(u"I should "_s));
    QTRY_VERIFY(m_chat->item(u"reasoningFold"_s));
    QCOMPARE(m_chat->text(u"reasoningFold"_s), u"Thinking…"_s);
    QCOMPARE(m_chat->state(), u"Thinking"_s);
    QVERIFY(!m_chat->item(u"reasoningText"_s));

    // It opens while it goes on.
    QVERIFY(m_chat->click(u"reasoningFold"_s));
    QTRY_VERIFY(m_chat->item(u"reasoningText"_s));
    const qreal height = m_chat->item(u"reasoningText"_s)->height();
    m_chat->exchange->write(ChatStream::reasoning(u"greet.\n\nAnd be polite.\n\nVery."_s));
    QTRY_VERIFY(m_chat->item(u"reasoningText"_s)->height() > height + 20);

    m_chat->write(u"Good day"_s);
    QTRY_VERIFY(m_chat->text(u"reasoningFold"_s).startsWith("Thought for "_L1));
    QVERIFY(m_chat->item(u"reasoningText"_s));
    m_chat->item(u"reasoningFold"_s)->forceActiveFocus(Qt::TabFocusReason);
    m_chat->press(Qt::Key_Space);
    QTRY_VERIFY(!m_chat->item(u"reasoningText"_s));
    m_chat->press(Qt::Key_Return);
    QTRY_VERIFY(m_chat->item(u"reasoningText"_s));
}

void tst_ChatExampleParts::foldsSurviveScrolling()
{
    m_chat->open();
    QVERIFY(m_chat->ask(u"Hello"_s));
    m_chat->exchange->write(ChatStream::reasoning(u"Hm."_s));
    m_chat->write(u"Good day"_s);
    m_chat->finish();
    QTRY_VERIFY(!m_chat->session->isBusy());
    QVERIFY(m_chat->click(u"reasoningFold"_s));
    QTRY_VERIFY(m_chat->item(u"reasoningText"_s));
    QPointer<QQuickItem> shown = m_chat->item(u"reasoningText"_s);
    writeMuch();
    QTRY_VERIFY(!shown); // the list has let go of it
    m_chat->item(u"messageView"_s)->forceActiveFocus();
    m_chat->press(Qt::Key_Home);
    QTRY_VERIFY(m_chat->item(u"reasoningText"_s));
}

void tst_ChatExampleParts::aToolIsCalledAndTheAnswerGoesOn()
{
    m_chat->open();
    QVERIFY(m_chat->ask(u"How is the weather in Oslo?"_s));
    const QJsonObject request =
        QJsonDocument::fromJson(m_chat->server.requests().constLast().body).object();
    const QJsonValue tool = request.value("tools"_L1)[0]["function"_L1];
    QCOMPARE(tool["name"_L1].toString(), u"get_weather"_s);
    QCOMPARE(tool["parameters"_L1]["required"_L1][0].toString(), u"city"_s);

    m_chat->exchange->write(ChatStream::toolCall(u"call-7"_s, u"get_weather"_s, uR"({"ci)"_s));
    QTRY_VERIFY(m_chat->item(u"toolCard"_s));
    QCOMPARE(m_chat->text(u"toolState"_s), u"Preparing"_s);
    QCOMPARE(m_chat->value(u"toolArguments"_s, "source").toString(), uR"({"ci)"_s);
    m_chat->exchange->write(ChatStream::toolCall({}, {}, uR"(ty":"Oslo"})"_s));
    m_chat->exchange->write(ChatStream::end("tool_calls"));
    QTRY_COMPARE(m_chat->text(u"toolState"_s), u"Running"_s);
    QCOMPARE(m_chat->value(u"toolArguments"_s, "source").toString(), uR"({"city":"Oslo"})"_s);
    QVERIFY(!m_chat->item(u"toolResult"_s));

    // The answer is sent back, and the service goes on.
    QTRY_COMPARE(m_chat->server.requests().size(), 2);
    QCOMPARE(m_chat->text(u"toolState"_s), u"Done"_s);
    QVERIFY(m_chat->value(u"toolResult"_s, "source").toString().contains(u"temperature"_s));
    QVERIFY(m_chat->server.requests().constLast().body.contains("call-7"));
    QVERIFY(m_chat->server.requests().constLast().body.contains("temperature"));
    QTRY_VERIFY(m_chat->session->source()->readyState() == SseSource::ReadyState::Open);
    m_chat->write(u"It is fine."_s);
    m_chat->finish();
    QTRY_COMPARE(m_chat->state(), u"Ready"_s);
    QCOMPARE(m_chat->lastText(), u"It is fine."_s);
    QCOMPARE(m_chat->session->messages()->count(), 2);
    QVERIFY(m_chat->item(u"toolCard"_s));
    QAccessibleInterface *const card =
        QAccessible::queryAccessibleInterface(m_chat->item(u"toolCard"_s));
    QCOMPARE(card->text(QAccessible::Name), u"Tool get_weather: Done"_s);
}

void tst_ChatExampleParts::aToolThatFailsSaysSo()
{
    m_chat->open();
    QVERIFY(m_chat->ask(u"How is the weather?"_s));
    m_chat->exchange->write(ChatStream::toolCall(u"call-7"_s, u"get_weather"_s, u"{}"_s)
                            + ChatStream::end("tool_calls"));
    QTRY_COMPARE(m_chat->text(u"toolState"_s), u"Failed"_s);
    QCOMPARE(m_chat->value(u"toolResult"_s, "source").toString(), u"Which city?"_s);
    QTRY_COMPARE(m_chat->server.requests().size(), 2);
    QVERIFY(m_chat->server.requests().constLast().body.contains("Which city?"));
}

void tst_ChatExampleParts::stoppingLeavesATool()
{
    m_chat->open();
    QVERIFY(m_chat->ask(u"How is the weather?"_s));
    m_chat->exchange->write(
        ChatStream::toolCall(u"call-7"_s, u"get_weather"_s, uR"({"city":"O"})"_s)
        + ChatStream::end("tool_calls"));
    QTRY_COMPARE(m_chat->text(u"toolState"_s), u"Running"_s);
    m_chat->press(Qt::Key_Escape);
    QTRY_VERIFY(!m_chat->session->isBusy());
    QVERIFY(m_chat->text(u"toolState"_s) != u"Running"_s);
    QVERIFY(m_chat->ask(u"Never mind"_s)); // nothing comes of the old call
    QCOMPARE(m_chat->server.requests().size(), 2);
}

void tst_ChatExampleParts::aRefusalIsShown()
{
    m_chat->open();
    QVERIFY(m_chat->ask(u"Hello"_s));
    m_chat->exchange->write(ChatStream::refusal(u"I will not."_s));
    m_chat->finish();
    QTRY_VERIFY(m_chat->item(u"refusalPart"_s));
    QCOMPARE(notice(), u"The model declined"_s);
    QCOMPARE(m_chat->text(u"noticeText"_s), u"I will not."_s);
    QVERIFY(!m_chat->item(u"retryButton"_s));
}

void tst_ChatExampleParts::notesSayHowItEnded_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("reason");
    QTest::addColumn<QString>("note");

    QTest::newRow("at the limit") << u"Once upon"_s << QByteArray("length") << u"limit"_s;
    QTest::newRow("empty") << QString() << QByteArray("stop") << u"no text"_s;
}

void tst_ChatExampleParts::notesSayHowItEnded()
{
    QFETCH(const QString, text);
    QFETCH(const QByteArray, reason);
    QFETCH(const QString, note);

    m_chat->open();
    QVERIFY(m_chat->ask(u"Hello"_s));
    if (!text.isEmpty())
        m_chat->write(text);
    m_chat->exchange->write(ChatStream::end(reason));
    QTRY_VERIFY(!m_chat->session->isBusy());
    QTRY_VERIFY(m_chat->text(u"messageNote"_s).contains(note));
}

void tst_ChatExampleParts::failuresAreShownAndCanBeRetried_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("text"); // the beginning of it

    QTest::newRow("status") << QByteArray("500") << u"No answer"_s << u"Out of order."_s;
    QTest::newRow("overloaded") << QByteArray("503") << u"The service is overloaded"_s
                                << u"Out of breath."_s;
    QTest::newRow("page") << QByteArray("html") << u"No answer"_s << QString();
    QTest::newRow("error in the stream")
        << QByteArray("stream") << u"An error ended the answer"_s << u"The engine stalled."_s;
    QTest::newRow("ends early") << QByteArray("end") << u"The answer was cut off"_s << QString();
    QTest::newRow("breaks") << QByteArray("reset") << u"The answer was cut off"_s << QString();
}

void tst_ChatExampleParts::failuresAreShownAndCanBeRetried()
{
    QFETCH(const QByteArray, kind);
    QFETCH(const QString, title);
    QFETCH(const QString, text);

    const auto stream = [] {
        return SseTestScript::eventStream().send(ChatStream::token(u"Well, "_s));
    };
    const auto refuse = [](int status, const QByteArray &message) {
        return SseTestScript::reply(status, ChatStream::error(message), "application/json");
    };
    const QHash<QByteArray, SseTestScript> scripts{
        { "500", refuse(500, "Out of order.") },
        { "503", refuse(503, "Out of breath.") },
        { "html", SseTestScript::reply(200, "<html>Hello</html>", "text/html") },
        { "stream",
          stream().send(ChatStream::event(ChatStream::error("The engine stalled."))).stall() },
        { "end", stream().end() },
        { "reset", stream().pause(50ms).reset() },
    };
    m_chat->server.route(
        ChatWindow::path,
        QList<SseTestScript>{
            scripts.value(kind),
            SseTestScript::eventStream().send(ChatStream::token(u"Fine."_s) + ChatStream::end()) });
    m_chat->open();
    m_chat->type(u"Hello"_s);
    m_chat->press(Qt::Key_Return);
    QTRY_VERIFY(m_chat->item(u"retryButton"_s));
    QCOMPARE(notice(), title);
    QVERIFY2(m_chat->text(u"noticeText"_s).startsWith(text),
             qPrintable(m_chat->text(u"noticeText"_s)));
    QVERIFY(!m_chat->text(u"noticeText"_s).contains(u'<'));
    QCOMPARE(m_chat->state(), u"Failed"_s);
    QVERIFY(!m_chat->item(u"editProfileButton"_s));

    QVERIFY(m_chat->click(u"retryButton"_s));
    QTRY_COMPARE(m_chat->state(), u"Ready"_s);
    QVERIFY(m_chat->lastText().endsWith("Fine."_L1));
    QCOMPARE(m_chat->session->messages()->count(), 2);
    QTRY_VERIFY(!m_chat->item(u"retryButton"_s));
    QCOMPARE(m_chat->server.requests().size(), 2);
}

void tst_ChatExampleParts::onlyTheLastFailureCanBeRetried()
{
    m_chat->server.route(
        ChatWindow::path,
        SseTestScript::reply(500, ChatStream::error("Out of order."), "application/json"));
    m_chat->open();
    for (int i = 1; i <= 2; ++i) {
        m_chat->type(u"Hello"_s);
        m_chat->press(Qt::Key_Return);
        QTRY_COMPARE(m_chat->server.requests().size(), i);
        QTRY_COMPARE(m_chat->items(u"errorPart"_s).size(), i);
    }
    QTRY_COMPARE(m_chat->items(u"retryButton"_s).size(), 1);
}

void tst_ChatExampleParts::aRetryThatIsAskedForWaits()
{
    m_chat->server.route(
        ChatWindow::path,
        SseTestScript::reply(429, ChatStream::error("Too fast."), "application/json")
            .header("Retry-After", "30"));
    m_chat->open();
    m_chat->type(u"Hello"_s);
    m_chat->press(Qt::Key_Return);
    QTRY_VERIFY(m_chat->item(u"retryButton"_s));
    QCOMPARE(notice(), u"Too many requests"_s);
    QVERIFY2(m_chat->text(u"retryButton"_s).startsWith("Retry in "_L1),
             qPrintable(m_chat->text(u"retryButton"_s)));
    // A screen reader is not told of every second.
    const auto name = [this](const QString &item) {
        return QAccessible::queryAccessibleInterface(m_chat->item(item))->text(QAccessible::Name);
    };
    QCOMPARE(name(u"errorPart"_s), u"Too many requests"_s);
    QVERIFY(!name(u"retryButton"_s).contains(QRegularExpression(u"[0-9]"_s)));
    const QString before = m_chat->text(u"retryButton"_s);
    QTRY_VERIFY(m_chat->text(u"retryButton"_s) != before);

    QVERIFY(m_chat->click(u"retryButton"_s));
    QTRY_VERIFY(m_chat->item(u"cancelRetryButton"_s));
    QCOMPARE(m_chat->state(), u"Waiting to retry"_s);
    QCOMPARE(m_chat->server.requests().size(), 1);
    QVERIFY(m_chat->click(u"cancelRetryButton"_s));
    QTRY_VERIFY(!m_chat->item(u"cancelRetryButton"_s));
    QCOMPARE(m_chat->server.requests().size(), 1);
}

void tst_ChatExampleParts::whatIsTheProfilesFaultLeadsThere()
{
    m_chat->server.route(
        ChatWindow::path,
        SseTestScript::reply(401, ChatStream::error("No such user."), "application/json"));
    m_chat->open();
    m_chat->type(u"Hello"_s);
    m_chat->press(Qt::Key_Return);
    QTRY_VERIFY(m_chat->item(u"editProfileButton"_s));
    QCOMPARE(notice(), u"The key was refused"_s);
    QVERIFY(m_chat->click(u"editProfileButton"_s));
    QTRY_COMPARE(m_chat->text(u"profileNameField"_s), u"Test"_s);
}

void tst_ChatExampleParts::regenerating()
{
    m_chat->open();
    QVERIFY(m_chat->converse(u"Hello"_s, u"Good day"_s));
    QVERIFY(m_chat->converse(u"Again"_s, u"Good night"_s));
    QTRY_COMPARE(m_chat->items(u"regenerateButton"_s).size(), 1); // only the last
    m_chat->exchange = nullptr;
    QVERIFY(m_chat->click(u"regenerateButton"_s));
    QTRY_VERIFY(m_chat->exchange);
    QCOMPARE(m_chat->sentTurns(),
             (QStringList{ u"user: Hello"_s, u"assistant: Good day"_s, u"user: Again"_s }));
    m_chat->write(u"Sleep well"_s);
    m_chat->finish();
    QTRY_COMPARE(m_chat->state(), u"Ready"_s);
    QCOMPARE(m_chat->lastText(), u"Sleep well"_s);
    QCOMPARE(m_chat->session->messages()->count(), 4);
    QCOMPARE(m_chat->focus(), u"promptInputArea"_s);
}

void tst_ChatExampleParts::editingAndSendingAgain()
{
    m_chat->open();
    QVERIFY(m_chat->converse(u"First"_s, u"One."_s));
    QVERIFY(m_chat->converse(u"Second"_s, u"Two."_s));
    QTRY_COMPARE(m_chat->items(u"editButton"_s).size(), 2);
    m_chat->click(m_chat->items(u"editButton"_s).at(1));
    QTRY_COMPARE(m_chat->focus(), u"editInputArea"_s);
    QCOMPARE(m_chat->text(u"editInput"_s), u"Second"_s);
    QVERIFY(!m_chat->item(u"listFrame"_s)); // the focus is shown where it is
    m_chat->type(u" thoughts"_s);
    m_chat->exchange = nullptr;
    m_chat->press(Qt::Key_Return);
    QTRY_VERIFY(m_chat->exchange);
    QCOMPARE(m_chat->sentTurns(),
             (QStringList{ u"user: First"_s, u"assistant: One."_s, u"user: Second thoughts"_s }));
    m_chat->write(u"Better."_s);
    m_chat->finish();
    QTRY_COMPARE(m_chat->state(), u"Ready"_s);
    QCOMPARE(m_chat->session->messages()->count(), 4);
    QCOMPARE(m_chat->lastText(), u"Better."_s);
    QVERIFY(!m_chat->item(u"editInput"_s));
    QCOMPARE(m_chat->focus(), u"promptInputArea"_s);
}

void tst_ChatExampleParts::editingCanBeGivenUp()
{
    m_chat->open();
    QVERIFY(m_chat->converse(u"First"_s, u"One."_s));
    QVERIFY(m_chat->click(u"editButton"_s));
    QTRY_COMPARE(m_chat->focus(), u"editInputArea"_s);
    m_chat->type(u"x"_s);
    m_chat->press(Qt::Key_Escape);
    QTRY_VERIFY(!m_chat->item(u"editInput"_s));
    QTRY_COMPARE(m_chat->text(u"questionText"_s), u"First"_s);
    QCOMPARE(m_chat->server.requests().size(), 1);
    QVERIFY(m_chat->click(u"editButton"_s));
    QTRY_COMPARE(m_chat->text(u"editInput"_s), u"First"_s);
    QVERIFY(m_chat->click(u"cancelEditButton"_s));
    QTRY_VERIFY(!m_chat->item(u"editInput"_s));
}

void tst_ChatExampleParts::anEditSurvivesScrolling()
{
    m_chat->open();
    QVERIFY(m_chat->converse(u"First"_s, u"One."_s));
    QVERIFY(m_chat->click(u"editButton"_s));
    QTRY_COMPARE(m_chat->focus(), u"editInputArea"_s);
    m_chat->press(Qt::Key_End);
    m_chat->type(u" of all"_s);
    QPointer<QQuickItem> shown = m_chat->item(u"editInput"_s);
    writeMuch();
    QTRY_VERIFY(!shown);
    m_chat->item(u"messageView"_s)->forceActiveFocus();
    m_chat->press(Qt::Key_Home);
    QTRY_COMPARE(m_chat->text(u"editInput"_s), u"First of all"_s);
}

void tst_ChatExampleParts::rolesAreNamed()
{
    m_chat->open();
    m_chat->session->messages()->append(Chat::Role::System, u"Be brief."_s);
    m_chat->session->messages()->append(Chat::Role::Tool, u"42"_s);
    QTRY_COMPARE(m_chat->items(u"speaker"_s).size(), 2);
    QStringList names;
    for (const QQuickItem *speaker : m_chat->items(u"speaker"_s))
        names.append(speaker->property("text").toString());
    names.sort();
    QCOMPARE(names, (QStringList{ u"System"_s, u"Tool"_s }));
    QVERIFY(!m_chat->item(u"editButton"_s));
    QVERIFY(!m_chat->item(u"regenerateButton"_s));
}

QTEST_MAIN(tst_ChatExampleParts)
#include "tst_chatexample_parts.moc"
