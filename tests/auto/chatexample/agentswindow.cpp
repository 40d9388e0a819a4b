// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "agentswindow.h"

#include <QtCore/QJsonDocument>
#include <QtGui/QAccessible>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

const QString AgentsWindow::garden = u"ses_demo_1"_s;
const QString AgentsWindow::harbour = u"ses_demo_2"_s;

AgentsWindow::AgentsWindow()
{
    demo.listen();
}

void AgentsWindow::show(const QUrl &place, const QString &eventPath)
{
    window->setProperty("agentsServer", place);
    window->setProperty("agentsEventPath", eventPath);
    press(Qt::Key_2, Qt::ControlModifier);
    client = window->findChild<AgentClient *>(u"agentClient"_s);
    QVERIFY(client);
    SseReconnectPolicy policy = client->source()->reconnectPolicy();
    policy.setMinimumDelay(1);
    policy.setInterval(5);
    policy.setJitter(0);
    client->source()->setReconnectPolicy(policy);
}

void AgentsWindow::showDemo(int interval)
{
    show(demo.url(QString()), u"/event?interval=%1"_s.arg(interval));
    QTRY_COMPARE(client->state(), AgentClient::State::Live);
    QTRY_VERIFY(client->sessions()->rowOf(garden) >= 0);
    QTRY_VERIFY(client->sessions()->rowOf(harbour) >= 0);
}

void AgentsWindow::showScripted(const QByteArray &events)
{
    server.route(
        u"/event"_s,
        SseTestScript::eventStream().send(busEvent(u"server.connected"_s, {}) + events).stall());
    show(server.url(QString()));
    QTRY_COMPARE(client->state(), AgentClient::State::Live);
}

void AgentsWindow::choose(const QString &id)
{
    QTRY_VERIFY(rowOf(id));
    click(rowOf(id));
    QTRY_COMPARE(text(u"agentsTitle"_s), client->sessions()->session(id).title);
}

void AgentsWindow::prompt(const QString &text)
{
    QTRY_COMPARE(focus(), u"promptInputArea"_s);
    type(text);
    press(Qt::Key_Return);
}

bool AgentsWindow::isDone(const QString &id) const
{
    return client->sessions()->session(id).status == AgentSession::Status::Idle
        && client->conversation(id)->count() > 1;
}

QString AgentsWindow::titleOf(int row) const
{
    return client->sessions()->sessionAt(row).title;
}

QQuickItem *AgentsWindow::rowOf(const QString &id) const
{
    const QList<QQuickItem *> rows = items(u"sessionRow"_s);
    for (QQuickItem *row : rows) {
        if (row->property("sessionId").toString() == id)
            return row;
    }
    return nullptr;
}

QString AgentsWindow::statusOf(const QString &id) const
{
    const QQuickItem *const row = rowOf(id);
    const QObject *const look = row ? row->property("look").value<QObject *>() : nullptr;
    return look ? look->property("word").toString() : QString();
}

QString AgentsWindow::name(const QString &item) const
{
    QQuickItem *const found = this->item(item);
    QAccessibleInterface *const accessible =
        found ? QAccessible::queryAccessibleInterface(found) : nullptr;
    return accessible ? accessible->text(QAccessible::Name) : QString();
}

QByteArray AgentsWindow::busEvent(const QString &type, const QJsonObject &properties)
{
    const QJsonObject event{ { u"type"_s, type }, { u"properties"_s, properties } };
    return "data: " + QJsonDocument(event).toJson(QJsonDocument::Compact) + "\n\n";
}

QByteArray AgentsWindow::sessionCreated(const QString &id, const QString &title)
{
    return busEvent(u"session.created"_s,
                    { { u"sessionID"_s, id },
                      { u"info"_s, QJsonObject{ { u"id"_s, id }, { u"title"_s, title } } } });
}
