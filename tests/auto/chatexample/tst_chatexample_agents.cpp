// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "agentswindow.h"

#include <QtCore/QJsonDocument>
#include <QtGui/QAccessible>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

namespace {

const QString &garden = AgentsWindow::garden;
const QString &harbour = AgentsWindow::harbour;

} // namespace

// The page of agents, driven by mouse and keys.
class tst_ChatExampleAgents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void thePageIsReachedAndLeft();
    void twoSessionsTalkAtOnce();
    void theConversationHasItsParts();
    void sessionsAreChosenByMouse();
    void sessionsAreChosenByKeys();
    void aNewSessionIsBegun();
    void questionsAreAnswered_data();
    void questionsAreAnswered();
    void questionsAreAnsweredByKeys();
    void agentsAreStopped_data();
    void agentsAreStopped();
    void narrowWindowsHaveADrawer();
    void theEndIsAnnounced();
    void controlsHaveNames();

private:
    std::unique_ptr<AgentsWindow> m_chat;
};

void tst_ChatExampleAgents::init()
{
    ChatWindow::failOnWarnings();
    m_chat = std::make_unique<AgentsWindow>();
    m_chat->open();
}

void tst_ChatExampleAgents::cleanup()
{
    m_chat.reset();
}

void tst_ChatExampleAgents::thePageIsReachedAndLeft()
{
    QVERIFY(!m_chat->item(u"sessionList"_s));
    QVERIFY2(m_chat->demo.requests().isEmpty(), "Nothing is asked before it is wanted");
    m_chat->showDemo();
    QVERIFY(m_chat->item(u"sessionList"_s));
    QCOMPARE(m_chat->focus(), u"promptInputArea"_s);
    QVERIFY(!m_chat->item(u"stateBadge"_s));

    QVERIFY(m_chat->click(u"chatButton"_s));
    QTRY_VERIFY(!m_chat->item(u"sessionList"_s));
    QVERIFY(m_chat->item(u"stateBadge"_s));
    QCOMPARE(m_chat->focus(), u"promptInputArea"_s);
    m_chat->type(u"chat"_s);
    QCOMPARE(m_chat->text(u"promptInput"_s), u"chat"_s);

    QVERIFY(m_chat->click(u"agentsButton"_s));
    QTRY_VERIFY(m_chat->item(u"sessionList"_s));
    QCOMPARE(m_chat->text(u"promptInput"_s), QString());
    m_chat->press(Qt::Key_1, Qt::ControlModifier);
    QTRY_VERIFY(!m_chat->item(u"sessionList"_s));
    QCOMPARE(m_chat->demo.requests(u"/event"_s).size(), 1);
}

void tst_ChatExampleAgents::twoSessionsTalkAtOnce()
{
    m_chat->showDemo(20);
    QTRY_COMPARE(m_chat->items(u"sessionRow"_s).size(), 2);
    QTRY_VERIFY(m_chat->statusOf(garden) == "Busy"_L1 && m_chat->statusOf(harbour) == "Busy"_L1);
    QTRY_COMPARE(m_chat->client->conversation(garden)->count(), 2);
    QTRY_COMPARE(m_chat->client->conversation(harbour)->count(), 2);
    QTRY_VERIFY(m_chat->statusOf(garden) == "Idle"_L1 && m_chat->statusOf(harbour) == "Idle"_L1);
    QCOMPARE(m_chat->demo.requests(u"/event"_s).size(), 1);
}

void tst_ChatExampleAgents::theConversationHasItsParts()
{
    m_chat->showDemo();
    m_chat->choose(garden);
    QTRY_VERIFY(m_chat->isDone(garden));
    QTRY_COMPARE(m_chat->text(u"questionText"_s), u"Which of my plants need water today?"_s);
    QTRY_COMPARE(m_chat->text(u"toolName"_s), u"bash"_s);
    QTRY_COMPARE(m_chat->text(u"toolState"_s), u"Done"_s);
    QVERIFY(m_chat->value(u"toolArguments"_s, "source").toString().contains("moisture.csv"_L1));
    QVERIFY(m_chat->value(u"toolResult"_s, "source").toString().contains("basil,18"_L1));
    QVERIFY2(!m_chat->item(u"reasoningText"_s), "What it thought is folded");
    QVERIFY(m_chat->click(u"reasoningFold"_s));
    QTRY_VERIFY(m_chat->item(u"reasoningText"_s));
    QVERIFY2(!m_chat->item(u"editButton"_s) && !m_chat->item(u"regenerateButton"_s),
             "An agent's conversation is not edited");
}

void tst_ChatExampleAgents::sessionsAreChosenByMouse()
{
    m_chat->showDemo();
    QCOMPARE(m_chat->text(u"agentsTitle"_s), m_chat->titleOf(0));
    m_chat->choose(harbour);
    QTRY_VERIFY(m_chat->isDone(harbour));
    QTRY_VERIFY(m_chat->text(u"questionText"_s).contains("ferry"_L1));
    QVERIFY(m_chat->rowOf(harbour)->property("chosen").toBool());
    QVERIFY(!m_chat->rowOf(garden)->property("chosen").toBool());
    m_chat->choose(garden);
    QTRY_VERIFY(m_chat->text(u"questionText"_s).contains("plants"_L1));
    QTRY_VERIFY(m_chat->beyond() <= 0);
}

void tst_ChatExampleAgents::sessionsAreChosenByKeys()
{
    m_chat->showDemo();
    QTRY_VERIFY(m_chat->isDone(m_chat->client->sessions()->sessionAt(0).id));
    for (int i = 0; i < 60 && m_chat->focus() != "sessionRow"_L1; ++i)
        m_chat->press(Qt::Key_Tab);
    QCOMPARE(m_chat->focus(), u"sessionRow"_s);
    m_chat->press(Qt::Key_Down);
    m_chat->press(Qt::Key_Return);
    QTRY_COMPARE(m_chat->text(u"agentsTitle"_s), m_chat->titleOf(1));
    QCOMPARE(m_chat->focus(), u"promptInputArea"_s);
}

void tst_ChatExampleAgents::aNewSessionIsBegun()
{
    m_chat->showDemo();
    QVERIFY(m_chat->click(u"newSessionButton"_s));
    QTRY_COMPARE(m_chat->items(u"sessionRow"_s).size(), 3);
    QTRY_COMPARE(m_chat->text(u"agentsTitle"_s), u"New session"_s);
    QTRY_VERIFY(m_chat->item(u"nothingYet"_s));
    m_chat->prompt(u"Are there notes?"_s);
    QTRY_COMPARE(m_chat->text(u"questionText"_s), u"Are there notes?"_s);
    QCOMPARE(m_chat->text(u"promptInput"_s), QString());
    QTRY_VERIFY(m_chat->item(u"permissionCard"_s));

    m_chat->press(Qt::Key_N, Qt::ControlModifier);
    QTRY_COMPARE(m_chat->items(u"sessionRow"_s).size(), 4);
    QTRY_VERIFY2(!m_chat->item(u"permissionCard"_s), "The question is that of the other session");
}

void tst_ChatExampleAgents::questionsAreAnswered_data()
{
    QTest::addColumn<QString>("button");
    QTest::addColumn<QString>("response");
    QTest::addColumn<QString>("toolState");
    QTest::addColumn<QString>("beginning");

    QTest::newRow("once") << u"allowOnceButton"_s << u"once"_s << u"Done"_s
                          << u"I have read the notes."_s;
    QTest::newRow("always") << u"allowAlwaysButton"_s << u"always"_s << u"Done"_s
                            << u"I have read the notes."_s;
    QTest::newRow("no") << u"rejectButton"_s << u"reject"_s << u"Failed"_s
                        << u"Then I leave it as it is."_s;
}

void tst_ChatExampleAgents::questionsAreAnswered()
{
    QFETCH(const QString, button);
    QFETCH(const QString, response);
    QFETCH(const QString, toolState);
    QFETCH(const QString, beginning);

    m_chat->showDemo();
    m_chat->choose(garden);
    QTRY_VERIFY(m_chat->isDone(garden));
    m_chat->prompt(u"And the notes?"_s);
    QTRY_VERIFY(m_chat->item(u"permissionCard"_s));
    QCOMPARE(m_chat->statusOf(garden), u"Asks"_s);
    QCOMPARE(m_chat->text(u"permissionDetail"_s), u"Read the notes"_s);
    QVERIFY(m_chat->click(button));
    QTRY_VERIFY(!m_chat->item(u"permissionCard"_s));
    QTRY_VERIFY(m_chat->isDone(garden));
    QCOMPARE(m_chat->focus(), u"promptInputArea"_s);

    const ChatModel *const messages = m_chat->client->conversation(garden);
    QCOMPARE(messages->count(), 4);
    QTRY_VERIFY(messages->messageAt(3)->text().startsWith(beginning));
    QTRY_COMPARE(m_chat->text(u"toolState"_s), toolState);
    QByteArray body;
    const QList<SseTestRequest> requests = m_chat->demo.requests();
    for (const SseTestRequest &request : requests) {
        if (request.path.contains("/permissions/"_L1))
            body += request.body;
    }
    QCOMPARE(QJsonDocument::fromJson(body)["response"_L1].toString(), response);
}

void tst_ChatExampleAgents::questionsAreAnsweredByKeys()
{
    m_chat->showDemo();
    m_chat->choose(garden);
    QTRY_VERIFY(m_chat->isDone(garden));
    m_chat->prompt(u"And the notes?"_s);
    QTRY_VERIFY(m_chat->item(u"permissionCard"_s));
    QCOMPARE(m_chat->focus(), u"promptInputArea"_s);
    for (int i = 0; i < 10 && m_chat->focus() != "allowOnceButton"_L1; ++i)
        m_chat->press(Qt::Key_Backtab, Qt::ShiftModifier);
    QCOMPARE(m_chat->focus(), u"allowOnceButton"_s);
    m_chat->press(Qt::Key_Return);
    QTRY_VERIFY(m_chat->isDone(garden));
    QVERIFY(
        m_chat->client->conversation(garden)->messageAt(3)->text().startsWith("I have read"_L1));
}

void tst_ChatExampleAgents::agentsAreStopped_data()
{
    QTest::addColumn<bool>("byKey");
    QTest::newRow("by button") << false;
    QTest::newRow("by Escape") << true;
}

void tst_ChatExampleAgents::agentsAreStopped()
{
    QFETCH(const bool, byKey);

    m_chat->showDemo();
    m_chat->choose(garden);
    QTRY_VERIFY(m_chat->isDone(garden));
    QVERIFY(!m_chat->item(u"stopButton"_s));
    m_chat->prompt(u"And the notes?"_s);
    QTRY_VERIFY(m_chat->item(u"permissionCard"_s));
    if (byKey)
        m_chat->press(Qt::Key_Escape);
    else
        QVERIFY(m_chat->click(u"stopButton"_s));
    QTRY_COMPARE(m_chat->statusOf(garden), u"Idle"_s);
    QTRY_VERIFY(!m_chat->item(u"permissionCard"_s));
    QTRY_COMPARE(m_chat->text(u"toolState"_s), u"Failed"_s);
    QVERIFY(m_chat->item(u"sendButton"_s));
}

void tst_ChatExampleAgents::narrowWindowsHaveADrawer()
{
    m_chat->showDemo();
    QVERIFY(!m_chat->item(u"sessionsButton"_s));
    m_chat->resize(QSize(400, 600));
    QTRY_VERIFY(!m_chat->rowOf(garden));
    QCOMPARE(m_chat->item(u"messageView"_s)->width(), 400.0);
    QVERIFY(m_chat->click(u"sessionsButton"_s));
    QTRY_VERIFY(m_chat->rowOf(harbour) && m_chat->focus() == "sessionRow"_L1);
    m_chat->choose(harbour);
    QTRY_VERIFY(!m_chat->rowOf(harbour));
    QTRY_COMPARE(m_chat->focus(), u"promptInputArea"_s);

    QVERIFY(m_chat->click(u"sessionsButton"_s));
    QTRY_VERIFY(m_chat->rowOf(harbour) && m_chat->focus() == "sessionRow"_L1);
    m_chat->press(Qt::Key_Escape);
    QTRY_VERIFY(!m_chat->rowOf(harbour));
    // Nothing reaches out of the window.
    for (const QString &item : { u"agentsTitle"_s, u"connection"_s, u"searchButton"_s,
                                 u"chatButton"_s, u"themeButton"_s, u"sendButton"_s }) {
        const QQuickItem *const found = m_chat->item(item);
        QVERIFY2(found, qPrintable(item));
        const QRectF place = found->mapRectToScene(QRectF(QPointF(), found->size()));
        QVERIFY2(place.left() >= 0 && place.right() <= 400, qPrintable(item));
    }
}

void tst_ChatExampleAgents::theEndIsAnnounced()
{
    m_chat->showDemo();
    m_chat->choose(garden);
    QTRY_VERIFY(m_chat->isDone(garden));
    QTRY_VERIFY(m_chat->isDone(harbour));
    const auto said = [this] { return m_chat->name(u"agentsAnnouncer"_s); };
    m_chat->prompt(u"And the notes?"_s);
    QTRY_COMPARE(said(), u"The agent asks to use bash"_s);
    QVERIFY(m_chat->click(u"allowOnceButton"_s));
    QTRY_COMPARE(said(), u"The agent is done"_s);
}

void tst_ChatExampleAgents::controlsHaveNames()
{
    m_chat->showDemo();
    m_chat->choose(garden);
    QTRY_VERIFY(m_chat->isDone(garden));
    m_chat->prompt(u"And the notes?"_s);
    QTRY_VERIFY(m_chat->item(u"permissionCard"_s));
    for (const QString &item :
         { u"sessionView"_s, u"sessionRow"_s, u"newSessionButton"_s, u"agentsTitle"_s,
           u"connection"_s, u"searchButton"_s, u"chatButton"_s, u"themeButton"_s,
           u"permissionCard"_s, u"allowOnceButton"_s, u"allowAlwaysButton"_s, u"rejectButton"_s,
           u"promptInputArea"_s, u"stopButton"_s, u"messageView"_s })
        QVERIFY2(!m_chat->name(item).isEmpty(), qPrintable(item));
}

QTEST_MAIN(tst_ChatExampleAgents)
#include "tst_chatexample_agents.moc"
