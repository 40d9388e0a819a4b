#include <QtCore>
#include <SseQt/SseSource>

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    SseSource source(QUrl("http://127.0.0.1:8080/events"));
    QObject::connect(&source, &SseSource::eventReceived, &app,
                     [](const SseEvent &event) { qInfo() << event.type() << event.json(); });
    QObject::connect(&source, &SseSource::closed, &app, &QCoreApplication::quit);
    source.setEndOnEvent({ "complete" });
    source.open();
    return app.exec();
}
