#include <QtCore>
#include <SseQt/ChatSession>

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    ChatSession session;
    session.setEndpoint(QUrl("http://127.0.0.1:8080/v1/chat/completions"));
    session.setModel("demo");
    QObject::connect(&session, &ChatSession::finished, &app, [](ChatMessage *answer) {
        qInfo().noquote() << answer->text();
        QCoreApplication::quit();
    });
    QObject::connect(&session, &ChatSession::errorOccurred, &app, [](const ChatError &error) {
        qWarning().noquote() << error.message << error.advice;
        QCoreApplication::exit(1);
    });
    session.send("Why is the sky blue?");
    return app.exec();
}
