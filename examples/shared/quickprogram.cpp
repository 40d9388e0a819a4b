// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "quickprogram.h"

#include "exampleprogram.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtQml/QQmlApplicationEngine>
#include <QtQml/qqmlextensionplugin.h>
#include <QtQuick/QQuickWindow>
#include <QtQuickControls2/QQuickStyle>

Q_IMPORT_QML_PLUGIN(ExampleSharedPlugin)
#ifdef EXAMPLE_STATIC_SSE
Q_IMPORT_QML_PLUGIN(SSEPlugin)
#endif

using namespace Qt::StringLiterals;

namespace {

// Where the module SSE lies as seen from the program, in the build tree and once installed. Qt
// itself looks in its own folder, and a static build carries the module within.
void addImportPaths(QQmlEngine *engine)
{
    const QDir here(QCoreApplication::applicationDirPath());
    for (const QString &path :
         { QStringLiteral(EXAMPLE_QML_BUILT), QStringLiteral(EXAMPLE_QML_INSTALLED) }) {
        if (here.exists(path + "/SSE/qmldir"_L1))
            engine->addImportPath(QDir::cleanPath(here.filePath(path)));
    }
}

} // namespace

QQuickWindow *QuickProgram::load(QQmlApplicationEngine *engine, const QString &module)
{
    addImportPaths(engine);
    // That of the examples' own elements, for those of the module SSE.
    QQuickStyle::setStyle(u"Basic"_s);
    engine->load(
        QUrl(u"qrc:%1/%2/Main.qml"_s.arg(QStringLiteral(EXAMPLE_RESOURCE_PREFIX), module)));
    return qobject_cast<QQuickWindow *>(engine->rootObjects().value(0));
}

QString QuickProgram::savePicture(QQuickWindow *window, const QString &file)
{
    return ExampleProgram::savePicture(window->grabWindow(), file);
}
