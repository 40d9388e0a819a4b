// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include <SseQt/SseTestServer>

#include <QtGui/QGuiApplication>
#include <QtQml/QQmlApplicationEngine>
#include <QtQml/QQmlComponent>
#include <QtQml/QQmlContext>
#include <QtQml/qqmlextensionplugin.h>

#include <memory>

#ifdef STATIC_SSE
Q_IMPORT_QML_PLUGIN(SSEPlugin)
#endif

int main(int argc, char **argv)
{
    QGuiApplication app(argc, argv);
    SseTestServer server;
    if (!server.listen())
        return 4;
    server.route("/",
                 SseTestScript::eventStream()
                     .send("event: greeting\ndata: {\"text\": \"hello\"}\n\n")
                     .stall());

    QQmlApplicationEngine engine;
    engine.addImportPath(SSE_IMPORT_PATH);
    for (const char *const file : { "QuickStart.qml", "StreamedAnswer.qml" }) {
        QQmlComponent component(&engine, QUrl(QString("qrc:/consumer/Consumer/") + file));
        const std::unique_ptr<QObject> object(component.create());
        if (!object) {
            qWarning() << component.errors();
            return 5;
        }
    }
    engine.setInitialProperties({ { "url", server.url() } });
    engine.load(QUrl("qrc:/consumer/Consumer/Main.qml"));
    return engine.rootObjects().isEmpty() ? 2 : app.exec();
}
