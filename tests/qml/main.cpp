// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "testserver.h"

#include <SseQt/SseSource>

#include <QtQml/qqmlcontext.h>
#include <QtQml/qqmlengine.h>
#include <QtQml/qqmlextensionplugin.h>
#include <QtQuickTest/quicktest.h>

#ifdef SSEQT_STATIC_PLUGIN
Q_IMPORT_QML_PLUGIN(SSEPlugin)
#endif

// What views and handlers of C++ look like to QML.
class Holder : public QObject
{
    Q_OBJECT
    Q_PROPERTY(SseSource *source MEMBER source NOTIFY sourceChanged)
public:
    using QObject::QObject;
    SseSource *source = nullptr;

Q_SIGNALS:
    void sourceChanged();
};

class Setup : public QObject
{
    Q_OBJECT
public Q_SLOTS:
    // Not earlier: a server needs an application, and this object is older than that.
    void qmlEngineAvailable(QQmlEngine *engine)
    {
        QQmlContext *const context = engine->rootContext();
        context->setContextProperty(QStringLiteral("server"), new TestServer(engine));
        context->setContextProperty(QStringLiteral("cppSource"), new SseSource(engine));
        context->setContextProperty(QStringLiteral("cppHolder"), new Holder(engine));
    }
};

QUICK_TEST_MAIN_WITH_SETUP(qml, Setup)
#include "main.moc"
