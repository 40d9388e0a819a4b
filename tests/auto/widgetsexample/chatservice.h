// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef CHATSERVICE_H
#define CHATSERVICE_H

#include "conversations.h"

#include <SseQt/SseTestServer>

#include <QtCore/qpointer.h>
#include <QtTest/qtest.h>

// A service that answers when and what a test says.
class ChatService : public SseTestServer
{
public:
    ChatService()
    {
        route(QStringLiteral("/chat"), [this](SseTestExchange *exchange) {
            exchange->startEventStream();
            m_exchanges.append(exchange);
        });
    }

    // Sessions of these conversations ask here.
    void serve(Conversations *conversations)
    {
        connect(conversations, &Conversations::sessionCreated, this, [this](ChatSession *session) {
            session->setModel(QStringLiteral("test"));
            session->setEndpoint(url(QStringLiteral("/chat")));
        });
    }

    [[nodiscard]] int asked() const { return int(m_exchanges.size()); }
    // Whether anybody listens to the answer to the question of that number.
    [[nodiscard]] bool isHeard(int number) const
    {
        return m_exchanges.value(number) && m_exchanges.at(number)->isOpen();
    }

    void say(int number, const QByteArray &text)
    {
        m_exchanges.at(number)->write(R"(data: {"choices":[{"index":0,"delta":{"content":")" + text
                                      + "\"}}]}\n\n");
    }

    void end(int number)
    {
        m_exchanges.at(number)->write(
            R"(data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]})"
            "\n\ndata: [DONE]\n\n");
        m_exchanges.at(number)->finish();
    }

    void fail(int number)
    {
        m_exchanges.at(number)->write("data: {\"error\":{\"message\":\"It broke.\"}}\n\n");
        m_exchanges.at(number)->finish();
    }

private:
    QList<QPointer<SseTestExchange>> m_exchanges;
};

// Asks in that conversation, and waits for the service to have the question. Whether it has.
inline bool ask(ChatService &service, ChatSession *session, const QString &question)
{
    const int asked = service.asked();
    return session->send(question)
        && QTest::qWaitFor([&service, asked] { return service.asked() > asked; });
}

inline bool askAndAnswer(ChatService &service, ChatSession *session, const QString &question,
                         const QByteArray &answer)
{
    if (!ask(service, session, question))
        return false;
    service.say(service.asked() - 1, answer);
    service.end(service.asked() - 1);
    return QTest::qWaitFor([session] { return !session->isBusy(); });
}

#endif
