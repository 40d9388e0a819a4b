#include <QApplication>
#include <SseQt/SseChatWidget>

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    ChatSession session;
    session.setEndpoint(QUrl("http://127.0.0.1:8080/v1/chat/completions"));
    session.setModel("demo");
    SseChatWidget chat(&session);
    chat.show();
    return app.exec();
}
