// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "agentswindow.h"

#include <QtCore/QAbstractItemModel>
#include <QtCore/QDateTime>
#include <QtCore/QRegularExpression>
#include <QtGui/QAccessible>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

namespace {

const QString &garden = AgentsWindow::garden;
const QString &harbour = AgentsWindow::harbour;

} // namespace

// What the page of agents makes of its stream: breaks, retries, failures, and what is hostile.
class tst_ChatExampleAgentsStream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void reconnectingLeavesNoSeam();
    void reconnectingTakesNothingBack();
    void reconnectingLeavesThePlace();
    void retriesAreCountedDown();
    void failuresAreShown();
    void withoutAServerOneTriesAgain();
    void aPromptThatWasNotTakenComesBack();
    void nothingHidesInAQuestion();

private:
    std::unique_ptr<AgentsWindow> m_chat;
};

void tst_ChatExampleAgentsStream::init()
{
    ChatWindow::failOnWarnings();
    m_chat = std::make_unique<AgentsWindow>();
    m_chat->open();
}

void tst_ChatExampleAgentsStream::cleanup()
{
    m_chat.reset();
}

// Neither a message nor its view goes, comes twice, or is built anew.
void tst_ChatExampleAgentsStream::reconnectingLeavesNoSeam()
{
    m_chat->showDemo(25);
    m_chat->choose(garden);
    ChatModel *const messages = m_chat->client->conversation(garden);
    QTRY_COMPARE(messages->count(), 2);
    QTRY_VERIFY(m_chat->item(u"toolCard"_s));
    const QList<QPointer<QQuickItem>> views{ m_chat->item(u"questionText"_s),
                                             m_chat->item(u"toolCard"_s), m_chat->rowOf(garden),
                                             m_chat->rowOf(harbour) };
    const QSignalSpy reset(messages, &QAbstractItemModel::modelReset);
    const QSignalSpy removed(messages, &QAbstractItemModel::rowsRemoved);
    const QSignalSpy inserted(messages, &QAbstractItemModel::rowsInserted);
    const QSignalSpy sessionsReset(m_chat->client->sessions(), &QAbstractItemModel::modelReset);
    const QSignalSpy sessionsRemoved(m_chat->client->sessions(), &QAbstractItemModel::rowsRemoved);

    m_chat->demo.dropConnections();
    QTRY_COMPARE(m_chat->demo.requests(u"/event"_s).size(), 2);
    QTRY_COMPARE(m_chat->client->state(), AgentClient::State::Live);
    QTRY_VERIFY(m_chat->isDone(garden));
    QTRY_VERIFY(m_chat->isDone(harbour));

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

// The server does not know the text yet that it has told in fragments.
void tst_ChatExampleAgentsStream::reconnectingTakesNothingBack()
{
    m_chat->showDemo(25);
    m_chat->choose(garden);
    ChatModel *const messages = m_chat->client->conversation(garden);
    QTRY_VERIFY(messages->count() == 2 && messages->messageAt(1)->text().size() > 20);
    const ChatMessage *const answer = messages->messageAt(1);
    qsizetype length = answer->text().size();
    bool hasShrunk = false;
    connect(answer, &ChatMessage::textChanged, this, [&] {
        hasShrunk |= answer->text().size() < length;
        length = answer->text().size();
    });
    m_chat->demo.dropConnections();
    QTRY_COMPARE(m_chat->demo.requests(u"/event"_s).size(), 2);
    QTRY_VERIFY(m_chat->isDone(garden));
    QVERIFY(answer->text().endsWith("until tomorrow."_L1));
    QVERIFY(!hasShrunk);
    QCOMPARE(m_chat->items(u"messageText"_s).size(), 1);
}

void tst_ChatExampleAgentsStream::reconnectingLeavesThePlace()
{
    m_chat->showDemo();
    m_chat->resize(QSize(900, 480));
    m_chat->choose(garden);
    QTRY_VERIFY(m_chat->isDone(garden));
    m_chat->prompt(u"And the notes?"_s);
    QTRY_VERIFY(m_chat->item(u"permissionCard"_s));
    QTRY_VERIFY(m_chat->item(u"messageView"_s)->property("contentHeight").toReal() > 480);
    QTRY_VERIFY(m_chat->beyond() <= 0);
    m_chat->wheel(2);
    QTRY_VERIFY(m_chat->item(u"jumpButton"_s));
    QQuickItem *const view = m_chat->item(u"messageView"_s);
    QTRY_VERIFY(!view->property("moving").toBool());
    const qreal place = view->property("contentY").toReal();
    const QSignalSpy moved(view, SIGNAL(contentYChanged()));

    m_chat->demo.dropConnections();
    QTRY_COMPARE(m_chat->demo.requests(u"/event"_s).size(), 2);
    QTRY_COMPARE(m_chat->client->state(), AgentClient::State::Live);
    QVERIFY2(m_chat->item(u"permissionCard"_s), "The question still waits");
    QVERIFY(m_chat->click(u"allowOnceButton"_s));
    QTRY_VERIFY(m_chat->isDone(garden));
    QCOMPARE(moved.count(), 0);
    QCOMPARE(view->property("contentY").toReal(), place);
    QVERIFY(m_chat->item(u"jumpButton"_s));
}

void tst_ChatExampleAgentsStream::retriesAreCountedDown()
{
    const qint64 next = QDateTime::currentMSecsSinceEpoch() + 60'000;
    m_chat->showScripted(
        AgentsWindow::sessionCreated(u"a"_s, u"Busy elsewhere"_s)
        + AgentsWindow::busEvent(u"session.status"_s,
                                 { { u"sessionID"_s, u"a"_s },
                                   { u"status"_s,
                                     QJsonObject{ { u"type"_s, u"retry"_s },
                                                  { u"attempt"_s, 1 },
                                                  { u"message"_s, u"Overloaded"_s },
                                                  { u"next"_s, double(next) } } } }));
    const auto seconds = [this] {
        static const QRegularExpression words(u"^Retries in (\\d+) s$"_s);
        return words.match(m_chat->statusOf(u"a"_s)).captured(1).toInt();
    };
    QTRY_VERIFY(seconds() > 50);
    const int first = seconds();
    QTRY_VERIFY(seconds() < first);
    QVERIFY(m_chat->text(u"agentsNote"_s).startsWith(m_chat->statusOf(u"a"_s)));
    QCOMPARE(QAccessible::queryAccessibleInterface(m_chat->rowOf(u"a"_s))->text(QAccessible::Name),
             u"Busy elsewhere: Waits to retry"_s);
    QVERIFY2(m_chat->item(u"stopButton"_s), "It can be stopped while it waits");
}

void tst_ChatExampleAgentsStream::failuresAreShown()
{
    m_chat->showScripted(
        AgentsWindow::sessionCreated(u"a"_s, u"Hopeless"_s)
        + AgentsWindow::busEvent(
            u"session.error"_s,
            { { u"sessionID"_s, u"a"_s },
              { u"error"_s,
                QJsonObject{
                    { u"name"_s, u"UnknownError"_s },
                    { u"data"_s, QJsonObject{ { u"message"_s, u"No such model"_s } } } } } }));
    QTRY_COMPARE(m_chat->statusOf(u"a"_s), u"Failed"_s);
    QCOMPARE(QAccessible::queryAccessibleInterface(m_chat->rowOf(u"a"_s))
                 ->text(QAccessible::Description),
             u"No such model"_s);
    QTRY_VERIFY(m_chat->text(u"agentsNote"_s).startsWith("Failed"_L1));
}

void tst_ChatExampleAgentsStream::withoutAServerOneTriesAgain()
{
    m_chat->server.route(u"/event"_s, SseTestScript::reply(403, "{}", "application/json"));
    m_chat->show(m_chat->server.url(QString()));
    QTRY_VERIFY(m_chat->item(u"agentsProblem"_s));
    QVERIFY(!m_chat->item(u"newSessionButton"_s)->isEnabled());
    QVERIFY(!m_chat->name(u"agentsProblem"_s).isEmpty());
    m_chat->server.route(u"/event"_s,
                         SseTestScript::eventStream()
                             .send(AgentsWindow::busEvent(u"server.connected"_s, {}))
                             .stall());
    QVERIFY(m_chat->click(u"connectButton"_s));
    QTRY_COMPARE(m_chat->client->state(), AgentClient::State::Live);
    QTRY_VERIFY(!m_chat->item(u"agentsProblem"_s));
    QTRY_VERIFY(m_chat->item(u"newSessionButton"_s)->isEnabled());
}

void tst_ChatExampleAgentsStream::aPromptThatWasNotTakenComesBack()
{
    m_chat->showScripted(AgentsWindow::sessionCreated(u"a"_s, u"Deaf"_s));
    QTRY_COMPARE(m_chat->text(u"agentsTitle"_s), u"Deaf"_s);
    m_chat->prompt(u"Can you hear me?"_s);
    QTRY_VERIFY(m_chat->item(u"toast"_s));
    QCOMPARE(m_chat->text(u"promptInput"_s), u"Can you hear me?"_s);
    QVERIFY(!m_chat->text(u"toastText"_s).isEmpty());
}

void tst_ChatExampleAgentsStream::nothingHidesInAQuestion()
{
    const QString command = u"rm -rf ~ # \u202Ethgir lla"_s;
    m_chat->showScripted(
        AgentsWindow::sessionCreated(u"a"_s, u"<b>Bold</b>\u202E"_s)
        + AgentsWindow::busEvent(u"permission.updated"_s,
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

QTEST_MAIN(tst_ChatExampleAgentsStream)
#include "tst_chatexample_agentsstream.moc"
