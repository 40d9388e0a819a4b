// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// The chat of the documentation holds a conversation.
#include <SseQt/ChatModel>
#include <SseQt/ChatSession>
#include <SseQt/SseTestServer>

#include <QtGui/QGuiApplication>
#include <QtQml/QQmlComponent>
#include <QtQml/QQmlEngine>
#include <QtQml/qqmlextensionplugin.h>

#include <memory>

#ifdef STATIC_SSE
Q_IMPORT_QML_PLUGIN(SSEPlugin)
Q_IMPORT_QML_PLUGIN(SSEChatPlugin)
#endif

int main(int argc, char **argv)
{
    QGuiApplication app(argc, argv);
    SseTestServer server;
    if (!server.listen())
        return 4;
    server.route("/chat",
                 SseTestScript::eventStream()
                     .send("data: {\"choices\": [{\"delta\": {\"content\": \"Because.\"}}]}\n\n"
                           "data: {\"choices\": [{\"delta\": {}, \"finish_reason\": \"stop\"}]}\n\n"
                           "data: [DONE]\n\n")
                     .end());

    QQmlEngine engine;
    engine.addImportPath(SSE_IMPORT_PATH);
    QQmlComponent component(&engine, QUrl("qrc:/consumer/ChatConsumer/Conversation.qml"));
    const std::unique_ptr<QObject> object(component.create());
    if (!object) {
        qWarning() << component.errors();
        return 5;
    }
    auto *const session = object->property("session").value<ChatSession *>();
    if (!session)
        return 6;
    session->setEndpoint(server.url("/chat"));
    QObject::connect(session, &ChatSession::finished, &app, [](ChatMessage *answer) {
        QCoreApplication::exit(answer->text() == "Because." ? 0 : 7);
    });
    QObject::connect(session, &ChatSession::errorOccurred, &app, [](const ChatError &error) {
        qWarning() << error.message;
        QCoreApplication::exit(8);
    });
    return session->send("Why is the sky blue?") ? app.exec() : 9;
}
