// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatwindow.h"

#include <SseQt/AgentClient>
#include <SseQt/SseDemoServer>

#include <QtCore/QAbstractItemModel>
#include <QtCore/QDateTime>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QRegularExpression>
#include <QtGui/QAccessible>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

namespace {

const QString garden = u"ses_demo_1"_s;
const QString harbour = u"ses_demo_2"_s;

QByteArray busEvent(const QString &type, const QJsonObject &properties)
{
    const QJsonObject event{ { u"type"_s, type }, { u"properties"_s, properties } };
    return "data: " + QJsonDocument(event).toJson(QJsonDocument::Compact) + "\n\n";
}

QByteArray sessionCreated(const QString &id, const QString &title)
{
    return busEvent(u"session.created"_s,
                    { { u"sessionID"_s, id },
                      { u"info"_s, QJsonObject{ { u"id"_s, id }, { u"title"_s, title } } } });
}

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
    void reconnectingLeavesNoSeam();
    void reconnectingLeavesThePlace();
    void retriesAreCountedDown();
    void failuresAreShown();
    void withoutAServerOneTriesAgain();
    void aPromptThatWasNotTakenComesBack();
    void nothingHidesInAQuestion();
    void narrowWindowsHaveADrawer();
    void theEndIsAnnounced();
    void controlsHaveNames();

private:
    void show(const QUrl &server, const QString &eventPath = u"/event"_s);
    void showDemo(int interval = 1);
    // Lets the server tell whatever it is given, and answer what it is asked with 404.
    void showScripted(const QByteArray &events);
    void choose(const QString &id);
    void prompt(const QString &text);
    [[nodiscard]] bool isDone(const QString &id) const;
    [[nodiscard]] QString titleOf(int row) const;
    [[nodiscard]] QString statusOf(const QString &id) const;
    [[nodiscard]] QQuickItem *rowOf(const QString &id) const;
    [[nodiscard]] QString name(const QString &item) const;

    std::unique_ptr<SseDemoServer> m_demo;
    std::unique_ptr<ChatWindow> m_chat;
    AgentClient *m_client = nullptr;
};

void tst_ChatExampleAgents::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_demo = std::make_unique<SseDemoServer>();
    QVERIFY(m_demo->listen());
    m_chat = std::make_unique<ChatWindow>();
    m_chat->open();
}

void tst_ChatExampleAgents::cleanup()
{
    m_chat.reset();
    m_demo.reset();
}

void tst_ChatExampleAgents::show(const QUrl &server, const QString &eventPath)
{
    m_chat->window->setProperty("agentsServer", server);
    m_chat->window->setProperty("agentsEventPath", eventPath);
    m_chat->press(Qt::Key_2, Qt::ControlModifier);
    m_client = m_chat->window->findChild<AgentClient *>(u"agentClient"_s);
    QVERIFY(m_client);
    SseReconnectPolicy policy = m_client->source()->reconnectPolicy();
    policy.setMinimumDelay(1);
    policy.setInterval(5);
    policy.setJitter(0);
    m_client->source()->setReconnectPolicy(policy);
}

void tst_ChatExampleAgents::showDemo(int interval)
{
    show(m_demo->url(QString()), u"/event?interval=%1"_s.arg(interval));
    QTRY_COMPARE(m_client->state(), AgentClient::State::Live);
    QTRY_VERIFY(m_client->sessions()->rowOf(garden) >= 0);
    QTRY_VERIFY(m_client->sessions()->rowOf(harbour) >= 0);
}

void tst_ChatExampleAgents::showScripted(const QByteArray &events)
{
    m_chat->server.route(
        u"/event"_s,
        SseTestScript::eventStream().send(busEvent(u"server.connected"_s, {}) + events).stall());
    show(m_chat->server.url(QString()));
    QTRY_COMPARE(m_client->state(), AgentClient::State::Live);
}

void tst_ChatExampleAgents::choose(const QString &id)
{
    QTRY_VERIFY(rowOf(id));
    m_chat->click(rowOf(id));
    QTRY_COMPARE(m_chat->text(u"agentsTitle"_s), m_client->sessions()->session(id).title);
}

void tst_ChatExampleAgents::prompt(const QString &text)
{
    QTRY_COMPARE(m_chat->focus(), u"promptInputArea"_s);
    m_chat->type(text);
    m_chat->press(Qt::Key_Return);
}

bool tst_ChatExampleAgents::isDone(const QString &id) const
{
    return m_client->sessions()->session(id).status == AgentSession::Status::Idle
        && m_client->conversation(id)->count() > 1;
}

QString tst_ChatExampleAgents::titleOf(int row) const
{
    return m_client->sessions()->sessionAt(row).title;
}

QQuickItem *tst_ChatExampleAgents::rowOf(const QString &id) const
{
    const QList<QQuickItem *> rows = m_chat->items(u"sessionRow"_s);
    for (QQuickItem *row : rows) {
        if (row->property("sessionId").toString() == id)
            return row;
    }
    return nullptr;
}

QString tst_ChatExampleAgents::statusOf(const QString &id) const
{
    const QQuickItem *const row = rowOf(id);
    const QObject *const look = row ? row->property("look").value<QObject *>() : nullptr;
    return look ? look->property("word").toString() : QString();
}

QString tst_ChatExampleAgents::name(const QString &item) const
{
    QQuickItem *const found = m_chat->item(item);
    QAccessibleInterface *const accessible =
        found ? QAccessible::queryAccessibleInterface(found) : nullptr;
    return accessible ? accessible->text(QAccessible::Name) : QString();
}

void tst_ChatExampleAgents::thePageIsReachedAndLeft()
{
    QVERIFY(!m_chat->item(u"sessionList"_s));
    QVERIFY2(m_demo->requests().isEmpty(), "Nothing is asked before it is wanted");
    showDemo();
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
    QCOMPARE(m_demo->requests(u"/event"_s).size(), 1);
}

void tst_ChatExampleAgents::twoSessionsTalkAtOnce()
{
    showDemo(20);
    QTRY_COMPARE(m_chat->items(u"sessionRow"_s).size(), 2);
    QTRY_VERIFY(statusOf(garden) == "Busy"_L1 && statusOf(harbour) == "Busy"_L1);
    QTRY_COMPARE(m_client->conversation(garden)->count(), 2);
    QTRY_COMPARE(m_client->conversation(harbour)->count(), 2);
    QTRY_VERIFY(statusOf(garden) == "Idle"_L1 && statusOf(harbour) == "Idle"_L1);
    QCOMPARE(m_demo->requests(u"/event"_s).size(), 1);
}

void tst_ChatExampleAgents::theConversationHasItsParts()
{
    showDemo();
    choose(garden);
    QTRY_VERIFY(isDone(garden));
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
    showDemo();
    QCOMPARE(m_chat->text(u"agentsTitle"_s), titleOf(0));
    choose(harbour);
    QTRY_VERIFY(isDone(harbour));
    QTRY_VERIFY(m_chat->text(u"questionText"_s).contains("ferry"_L1));
    QVERIFY(rowOf(harbour)->property("chosen").toBool());
    QVERIFY(!rowOf(garden)->property("chosen").toBool());
    choose(garden);
    QTRY_VERIFY(m_chat->text(u"questionText"_s).contains("plants"_L1));
    QTRY_VERIFY(m_chat->beyond() <= 0);
}

void tst_ChatExampleAgents::sessionsAreChosenByKeys()
{
    showDemo();
    QTRY_VERIFY(isDone(m_client->sessions()->sessionAt(0).id));
    for (int i = 0; i < 60 && m_chat->focus() != "sessionView"_L1; ++i)
        m_chat->press(Qt::Key_Tab);
    QCOMPARE(m_chat->focus(), u"sessionView"_s);
    m_chat->press(Qt::Key_Down);
    m_chat->press(Qt::Key_Return);
    QTRY_COMPARE(m_chat->text(u"agentsTitle"_s), titleOf(1));
    QCOMPARE(m_chat->focus(), u"promptInputArea"_s);
}

void tst_ChatExampleAgents::aNewSessionIsBegun()
{
    showDemo();
    QVERIFY(m_chat->click(u"newSessionButton"_s));
    QTRY_COMPARE(m_chat->items(u"sessionRow"_s).size(), 3);
    QTRY_COMPARE(m_chat->text(u"agentsTitle"_s), u"New session"_s);
    QTRY_VERIFY(m_chat->item(u"nothingYet"_s));
    prompt(u"Are there notes?"_s);
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

    showDemo();
    choose(garden);
    QTRY_VERIFY(isDone(garden));
    prompt(u"And the notes?"_s);
    QTRY_VERIFY(m_chat->item(u"permissionCard"_s));
    QCOMPARE(statusOf(garden), u"Asks"_s);
    QCOMPARE(m_chat->text(u"permissionDetail"_s), u"Read the notes"_s);
    QVERIFY(m_chat->click(button));
    QTRY_VERIFY(!m_chat->item(u"permissionCard"_s));
    QTRY_VERIFY(isDone(garden));
    QCOMPARE(m_chat->focus(), u"promptInputArea"_s);

    const ChatModel *const messages = m_client->conversation(garden);
    QCOMPARE(messages->count(), 4);
    QTRY_VERIFY(messages->messageAt(3)->text().startsWith(beginning));
    QTRY_COMPARE(m_chat->text(u"toolState"_s), toolState);
    QByteArray body;
    const QList<SseTestRequest> requests = m_demo->requests();
    for (const SseTestRequest &request : requests) {
        if (request.path.contains("/permissions/"_L1))
            body += request.body;
    }
    QCOMPARE(QJsonDocument::fromJson(body)["response"_L1].toString(), response);
}

void tst_ChatExampleAgents::questionsAreAnsweredByKeys()
{
    showDemo();
    choose(garden);
    QTRY_VERIFY(isDone(garden));
    prompt(u"And the notes?"_s);
    QTRY_VERIFY(m_chat->item(u"permissionCard"_s));
    QCOMPARE(m_chat->focus(), u"promptInputArea"_s);
    for (int i = 0; i < 10 && m_chat->focus() != "allowOnceButton"_L1; ++i)
        m_chat->press(Qt::Key_Backtab, Qt::ShiftModifier);
    QCOMPARE(m_chat->focus(), u"allowOnceButton"_s);
    m_chat->press(Qt::Key_Return);
    QTRY_VERIFY(isDone(garden));
    QVERIFY(m_client->conversation(garden)->messageAt(3)->text().startsWith("I have read"_L1));
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

    showDemo();
    choose(garden);
    QTRY_VERIFY(isDone(garden));
    QVERIFY(!m_chat->item(u"stopButton"_s));
    prompt(u"And the notes?"_s);
    QTRY_VERIFY(m_chat->item(u"permissionCard"_s));
    if (byKey)
        m_chat->press(Qt::Key_Escape);
    else
        QVERIFY(m_chat->click(u"stopButton"_s));
    QTRY_COMPARE(statusOf(garden), u"Idle"_s);
    QTRY_VERIFY(!m_chat->item(u"permissionCard"_s));
    QTRY_COMPARE(m_chat->text(u"toolState"_s), u"Failed"_s);
    QVERIFY(m_chat->item(u"sendButton"_s));
}

// Neither a message nor its view goes, comes twice, or is built anew.
void tst_ChatExampleAgents::reconnectingLeavesNoSeam()
{
    showDemo(25);
    choose(garden);
    ChatModel *const messages = m_client->conversation(garden);
    QTRY_COMPARE(messages->count(), 2);
    QTRY_VERIFY(m_chat->item(u"toolCard"_s));
    const QList<QPointer<QQuickItem>> views{ m_chat->item(u"questionText"_s),
                                             m_chat->item(u"toolCard"_s), rowOf(garden),
                                             rowOf(harbour) };
    const QSignalSpy reset(messages, &QAbstractItemModel::modelReset);
    const QSignalSpy removed(messages, &QAbstractItemModel::rowsRemoved);
    const QSignalSpy inserted(messages, &QAbstractItemModel::rowsInserted);
    const QSignalSpy sessionsReset(m_client->sessions(), &QAbstractItemModel::modelReset);
    const QSignalSpy sessionsRemoved(m_client->sessions(), &QAbstractItemModel::rowsRemoved);

    m_demo->dropConnections();
    QTRY_VERIFY(m_client->state() != AgentClient::State::Live);
    QTRY_COMPARE(m_client->state(), AgentClient::State::Live);
    QCOMPARE(m_demo->requests(u"/event"_s).size(), 2);
    QTRY_VERIFY(isDone(garden));
    QTRY_VERIFY(isDone(harbour));

    QCOMPARE(messages->count(), 2);
    QCOMPARE(messages->messageAt(1)->text(),
             u"Two of them are dry: the basil (18 %) and the mint (21 %). The tomato is fine 🌱 "
             "until tomorrow."_s);
    QCOMPARE(reset.count() + removed.count() + inserted.count(), 0);
    QCOMPARE(sessionsReset.count() + sessionsRemoved.count(), 0);
    for (const QPointer<QQuickItem> &view : views)
        QVERIFY2(view && view->isVisible(), "A view was built anew");
    QCOMPARE(m_chat->items(u"toolCard"_s).size(), 1);
    QTRY_VERIFY(m_chat->beyond() <= 0);
}

void tst_ChatExampleAgents::reconnectingLeavesThePlace()
{
    showDemo();
    m_chat->resize(QSize(900, 480));
    choose(garden);
    QTRY_VERIFY(isDone(garden));
    prompt(u"And the notes?"_s);
    QTRY_VERIFY(m_chat->item(u"permissionCard"_s));
    QTRY_VERIFY(m_chat->item(u"messageView"_s)->property("contentHeight").toReal() > 480);
    QTRY_VERIFY(m_chat->beyond() <= 0);
    m_chat->wheel(2);
    QTRY_VERIFY(m_chat->item(u"jumpButton"_s));
    QQuickItem *const view = m_chat->item(u"messageView"_s);
    QTRY_VERIFY(!view->property("moving").toBool());
    const qreal place = view->property("contentY").toReal();
    const QSignalSpy moved(view, SIGNAL(contentYChanged()));

    m_demo->dropConnections();
    QTRY_VERIFY(m_client->state() != AgentClient::State::Live);
    QTRY_COMPARE(m_client->state(), AgentClient::State::Live);
    QVERIFY2(m_chat->item(u"permissionCard"_s), "The question still waits");
    QVERIFY(m_chat->click(u"allowOnceButton"_s));
    QTRY_VERIFY(isDone(garden));
    QCOMPARE(moved.count(), 0);
    QCOMPARE(view->property("contentY").toReal(), place);
    QVERIFY(m_chat->item(u"jumpButton"_s));
}

void tst_ChatExampleAgents::retriesAreCountedDown()
{
    const qint64 next = QDateTime::currentMSecsSinceEpoch() + 60'000;
    showScripted(sessionCreated(u"a"_s, u"Busy elsewhere"_s)
                 + busEvent(u"session.status"_s,
                            { { u"sessionID"_s, u"a"_s },
                              { u"status"_s,
                                QJsonObject{ { u"type"_s, u"retry"_s },
                                             { u"attempt"_s, 1 },
                                             { u"message"_s, u"Overloaded"_s },
                                             { u"next"_s, double(next) } } } }));
    const auto seconds = [this] {
        static const QRegularExpression words(u"^Retries in (\\d+) s$"_s);
        return words.match(statusOf(u"a"_s)).captured(1).toInt();
    };
    QTRY_VERIFY(seconds() > 50);
    const int first = seconds();
    QTRY_VERIFY(seconds() < first);
    QVERIFY(m_chat->text(u"agentsNote"_s).startsWith(statusOf(u"a"_s)));
    QCOMPARE(QAccessible::queryAccessibleInterface(rowOf(u"a"_s))->text(QAccessible::Name),
             u"Busy elsewhere: Waits to retry"_s);
    QVERIFY2(m_chat->item(u"stopButton"_s), "It can be stopped while it waits");
}

void tst_ChatExampleAgents::failuresAreShown()
{
    showScripted(
        sessionCreated(u"a"_s, u"Hopeless"_s)
        + busEvent(u"session.error"_s,
                   { { u"sessionID"_s, u"a"_s },
                     { u"error"_s,
                       QJsonObject{ { u"name"_s, u"UnknownError"_s },
                                    { u"data"_s,
                                      QJsonObject{ { u"message"_s, u"No such model"_s } } } } } }));
    QTRY_COMPARE(statusOf(u"a"_s), u"Failed"_s);
    QCOMPARE(QAccessible::queryAccessibleInterface(rowOf(u"a"_s))->text(QAccessible::Description),
             u"No such model"_s);
    QTRY_VERIFY(m_chat->text(u"agentsNote"_s).startsWith("Failed"_L1));
}

void tst_ChatExampleAgents::withoutAServerOneTriesAgain()
{
    m_chat->server.route(u"/event"_s, SseTestScript::reply(403, "{}", "application/json"));
    show(m_chat->server.url(QString()));
    QTRY_VERIFY(m_chat->item(u"agentsProblem"_s));
    QVERIFY(!m_chat->item(u"newSessionButton"_s)->isEnabled());
    QVERIFY(!name(u"agentsProblem"_s).isEmpty());
    m_chat->server.route(
        u"/event"_s,
        SseTestScript::eventStream().send(busEvent(u"server.connected"_s, {})).stall());
    QVERIFY(m_chat->click(u"connectButton"_s));
    QTRY_COMPARE(m_client->state(), AgentClient::State::Live);
    QTRY_VERIFY(!m_chat->item(u"agentsProblem"_s));
    QTRY_VERIFY(m_chat->item(u"newSessionButton"_s)->isEnabled());
}

void tst_ChatExampleAgents::aPromptThatWasNotTakenComesBack()
{
    showScripted(sessionCreated(u"a"_s, u"Deaf"_s));
    QTRY_COMPARE(m_chat->text(u"agentsTitle"_s), u"Deaf"_s);
    prompt(u"Can you hear me?"_s);
    QTRY_VERIFY(m_chat->item(u"toast"_s));
    QCOMPARE(m_chat->text(u"promptInput"_s), u"Can you hear me?"_s);
    QVERIFY(!m_chat->text(u"toastText"_s).isEmpty());
}

void tst_ChatExampleAgents::nothingHidesInAQuestion()
{
    const QString command = u"rm -rf ~ # \u202Ethgir lla"_s;
    showScripted(sessionCreated(u"a"_s, u"<b>Bold</b>\u202E"_s)
                 + busEvent(u"permission.updated"_s,
                            { { u"id"_s, u"p"_s },
                              { u"sessionID"_s, u"a"_s },
                              { u"type"_s, u"bash"_s },
                              { u"title"_s, u"<img src='http://example.org'>"_s },
                              { u"metadata"_s, QJsonObject{ { u"command"_s, command } } } }));
    QTRY_VERIFY(m_chat->item(u"permissionCard"_s));
    QStringList shown;
    const QList<QQuickItem *> details = m_chat->items(u"permissionDetail"_s);
    for (const QQuickItem *detail : details) {
        QCOMPARE(detail->property("textFormat").toInt(), 0); // plain
        shown.append(detail->property("text").toString());
    }
    QCOMPARE(
        shown,
        (QStringList{ u"<img src='http://example.org'>"_s, u"rm -rf ~ # <U+202E>thgir lla"_s }));
    QCOMPARE(m_chat->text(u"agentsTitle"_s), u"<b>Bold</b>"_s);
    QCOMPARE(m_chat->value(u"agentsTitle"_s, "textFormat").toInt(), 0);
}

void tst_ChatExampleAgents::narrowWindowsHaveADrawer()
{
    showDemo();
    QVERIFY(!m_chat->item(u"sessionsButton"_s));
    m_chat->resize(QSize(400, 600));
    QTRY_VERIFY(!rowOf(garden));
    QVERIFY(m_chat->click(u"sessionsButton"_s));
    QTRY_VERIFY(rowOf(harbour) && m_chat->focus() == "sessionView"_L1);
    choose(harbour);
    QTRY_VERIFY(!rowOf(harbour));
    QTRY_COMPARE(m_chat->focus(), u"promptInputArea"_s);

    QVERIFY(m_chat->click(u"sessionsButton"_s));
    QTRY_VERIFY(rowOf(harbour) && m_chat->focus() == "sessionView"_L1);
    m_chat->press(Qt::Key_Escape);
    QTRY_VERIFY(!rowOf(harbour));
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
    showDemo();
    choose(garden);
    QTRY_VERIFY(isDone(garden));
    QTRY_VERIFY(isDone(harbour));
    const auto said = [this] { return name(u"agentsAnnouncer"_s); };
    prompt(u"And the notes?"_s);
    QTRY_COMPARE(said(), u"The agent asks to use bash"_s);
    QVERIFY(m_chat->click(u"allowOnceButton"_s));
    QTRY_COMPARE(said(), u"The agent is done"_s);
}

void tst_ChatExampleAgents::controlsHaveNames()
{
    showDemo();
    choose(garden);
    QTRY_VERIFY(isDone(garden));
    prompt(u"And the notes?"_s);
    QTRY_VERIFY(m_chat->item(u"permissionCard"_s));
    for (const QString &item :
         { u"sessionView"_s, u"sessionRow"_s, u"newSessionButton"_s, u"agentsTitle"_s,
           u"connection"_s, u"searchButton"_s, u"chatButton"_s, u"themeButton"_s,
           u"permissionCard"_s, u"allowOnceButton"_s, u"allowAlwaysButton"_s, u"rejectButton"_s,
           u"promptInputArea"_s, u"stopButton"_s, u"messageView"_s })
        QVERIFY2(!name(item).isEmpty(), qPrintable(item));
}

QTEST_MAIN(tst_ChatExampleAgents)
#include "tst_chatexample_agents.moc"
