// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtTest
import SSE
import SSE.Chat

TestCase {
    id: test

    name: "AgentClient"

    Component {
        id: declared

        AgentClient {
            baseUrl: agents.url
            eventPath: "/event?interval=2"
            source.reconnectInterval: 20
            source.reconnectPolicy.minimumDelay: 1
        }
    }
    Component {
        id: bare

        AgentClient {}
    }
    Component {
        id: shut

        AgentClient {
            active: false
            baseUrl: agents.url
        }
    }
    Component {
        id: withRows

        Item {
            id: item

            readonly property AgentClientBase client: client
            readonly property alias rows: repeater

            AgentClient {
                id: client

                baseUrl: agents.url
                eventPath: "/event?interval=2"
            }
            Repeater {
                id: repeater

                model: client.sessions
                delegate: Item {
                    required property string title
                    required property int status
                    required property int retryIn
                    required property string error
                    required property string agent
                    required property string directory
                    required property list<agentPermission> permissions
                    readonly property bool idle: status === AgentSession.Status.Idle
                }
            }
        }
    }
    Component {
        id: holder

        QtObject {
            property AgentClientBase client
        }
    }
    SignalSpy {
        id: spy
    }

    function sessionIsIdle(client, id) {
        const session = client.sessions.session(id);
        return session.id === id && session.status === AgentSession.Status.Idle && client.conversation(id).count > 1;
    }

    // A client with a new session, which the demo answers questions in.
    function withSession() {
        const client = createTemporaryObject(declared, test);
        tryCompare(client, "state", AgentClient.State.Live);
        spy.target = client;
        spy.signalName = "sessionCreated";
        spy.clear();
        client.createSession("Try it");
        tryCompare(spy, "count", 1);
        const id = spy.signalArguments[0][0];
        tryVerify(() => client.sessions.rowOf(id) >= 0);
        return {
            client: client,
            id: id
        };
    }

    function askedBy(client, id) {
        spy.target = client;
        spy.signalName = "permissionAsked";
        spy.clear();
        client.prompt(id, "What do my notes say?");
        tryCompare(spy, "count", 1);
        return spy.signalArguments[0][0];
    }

    function test_connectsWhenItIsComplete() {
        const client = createTemporaryObject(declared, test);
        verify(client.active);
        compare(client.state, AgentClient.State.Closed);
        tryCompare(client, "state", AgentClient.State.Live);
        compare(client.error.code, Chat.ErrorCode.NoError);
        tryVerify(() => client.sessions.count >= 2);
    }

    function test_connectsWhenItGetsItsUrl() {
        const client = createTemporaryObject(bare, test);
        verify(client.active);
        client.baseUrl = agents.url;
        tryCompare(client, "state", AgentClient.State.Live);
    }

    function test_staysShutUntilItIsActive() {
        const client = createTemporaryObject(shut, test);
        verify(!client.active);
        spy.target = client;
        spy.signalName = "activeChanged";
        spy.clear();
        compare(client.state, AgentClient.State.Closed);
        client.active = true;
        compare(spy.count, 1);
        tryCompare(client, "state", AgentClient.State.Live);
        client.active = false;
        compare(spy.count, 2);
        tryCompare(client, "state", AgentClient.State.Closed);
    }

    function test_showsSessionsInDelegates() {
        const item = createTemporaryObject(withRows, test);
        tryVerify(() => sessionIsIdle(item.client, "ses_demo_1"));
        const garden = item.client.sessions.rowOf("ses_demo_1");
        compare(item.rows.count, item.client.sessions.count);
        verify(item.rows.itemAt(garden).idle);
        compare(item.rows.itemAt(garden).title, "Which plants need water?");
        compare(item.rows.itemAt(garden).agent, "build");
        compare(item.rows.itemAt(garden).directory, "/home/demo/garden");
        compare(item.rows.itemAt(garden).retryIn, -1);
        compare(item.rows.itemAt(garden).error, "");
        compare(item.rows.itemAt(garden).permissions.length, 0);
    }

    function test_holdsAConversation() {
        const held = withSession();
        const permission = askedBy(held.client, held.id);
        compare(permission.sessionId, held.id);
        compare(permission.kind, "bash");
        compare(permission.title, "cat notes.md");
        compare(permission.details.command, "cat notes.md");
        const session = held.client.sessions.session(held.id);
        compare(session.status, AgentSession.Status.Busy);
        compare(session.permissions.length, 1);
        compare(session.permissions[0].id, permission.id);
        held.client.answerPermission(held.id, permission.id, AgentPermission.Answer.Once);
        tryVerify(() => sessionIsIdle(held.client, held.id));
        const messages = held.client.conversation(held.id);
        compare(messages.count, 2);
        compare(messages.messageAt(0).text, "What do my notes say?");
        verify(messages.messageAt(1).text.startsWith("I have read the notes."));
    }

    function test_takesNoForAnAnswer() {
        const held = withSession();
        const permission = askedBy(held.client, held.id);
        held.client.answerPermission(held.id, permission.id, AgentPermission.Answer.Reject);
        tryVerify(() => sessionIsIdle(held.client, held.id));
        compare(held.client.conversation(held.id).messageAt(1).text, "Then I leave it as it is.");
    }

    function test_stopsAnAgent() {
        const held = withSession();
        askedBy(held.client, held.id);
        held.client.abort(held.id);
        tryVerify(() => sessionIsIdle(held.client, held.id));
        compare(held.client.sessions.session(held.id).error, "");
        compare(held.client.sessions.session(held.id).permissions.length, 0);
    }

    function test_comesBackWithoutLoss() {
        const held = withSession();
        const permission = askedBy(held.client, held.id);
        const messages = held.client.conversation(held.id);
        tryCompare(messages, "count", 2);
        const question = messages.messageAt(0);
        const answer = messages.messageAt(1);
        const streams = agents.requestCount("/event");
        agents.drop();
        tryVerify(() => agents.requestCount("/event") > streams);
        tryCompare(held.client, "state", AgentClient.State.Live);
        held.client.answerPermission(held.id, permission.id, AgentPermission.Answer.Always);
        tryVerify(() => sessionIsIdle(held.client, held.id));
        compare(messages.count, 2);
        compare(messages.messageAt(0), question);
        compare(messages.messageAt(1), answer);
        verify(answer.text.startsWith("I have read the notes."));
    }

    function test_sendsCredentials() {
        server.reset();
        server.stream("/event", 'data: {"type":"server.connected","properties":{}}\n\n', "stall");
        const client = createTemporaryObject(bare, test);
        client.userName = "user";
        client.setPassword("secret");
        verify(client.hasPassword);
        client.baseUrl = server.url("");
        tryVerify(() => server.requests.length > 0);
        compare(server.headerOf(0, "Authorization"), "Basic " + Qt.btoa("user:secret"));
    }

    function test_tellsWhatWentWrong() {
        server.reset();
        server.reply("/event", 401, '{"name":"UnauthorizedError"}');
        const client = createTemporaryObject(bare, test);
        spy.target = client;
        spy.signalName = "errorOccurred";
        spy.clear();
        client.baseUrl = server.url("");
        tryCompare(spy, "count", 1);
        compare(spy.signalArguments[0][0].code, Chat.ErrorCode.Unauthorized);
        compare(client.error.code, Chat.ErrorCode.Unauthorized);
        compare(client.state, AgentClient.State.Closed);
        verify(client.active);
    }

    function test_fitsWhereAClientIsWanted() {
        const client = createTemporaryObject(shut, test);
        cppHolder.client = client;
        compare(cppHolder.client, client);
        cppHolder.client = null;
        const held = createTemporaryObject(holder, test, {
            client: client
        });
        compare(held.client, client);
        held.client = cppClient;
        compare(held.client, cppClient);
        verify(!cppClient.active);
    }
}
