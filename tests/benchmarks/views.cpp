// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// How smoothly views show ten thousand events a second: a list, and the inspector.
//
//     bench_views [seconds]

#include "process.h"
#include "readings.h"

#include <SseQt/SseSource>

#include <QtCore/qelapsedtimer.h>
#include <QtCore/qeventloop.h>
#include <QtCore/qprocess.h>
#include <QtCore/qtimer.h>
#include <QtGui/qguiapplication.h>
#include <QtQml/qqmlengine.h>
#include <QtQml/qqmlextensionplugin.h>
#include <QtQuick/qquickitem.h>
#include <QtQuick/qquickview.h>

#include <algorithm>
#include <climits>
#include <cstdio>

#ifdef SSEQT_STATIC_PLUGIN
Q_IMPORT_QML_PLUGIN(SSEPlugin)
#endif

namespace {

bool measure(const char *name, const QUrl &url, int seconds)
{
    QQuickView view;
    view.setResizeMode(QQuickView::SizeRootObjectToView);
    view.engine()->addImportPath(QStringLiteral(SSE_IMPORT_PATH));
    view.setInitialProperties({ { QStringLiteral("server"), url.toString().chopped(1) } });
    view.setSource(QUrl::fromLocalFile(QStringLiteral(VIEWS "/") + QLatin1String(name)
                                       + QStringLiteral(".qml")));
    if (view.status() != QQuickView::Ready)
        return false;
    view.resize(900, 560);
    view.show();
    const auto *const source = view.rootObject()->property("stream").value<SseSource *>();
    if (!source)
        return false;

    int frames = 0;
    QObject::connect(&view, &QQuickView::frameSwapped, &view, [&] { ++frames; });
    QEventLoop loop;
    QTimer::singleShot(1000, &loop, &QEventLoop::quit); // the first ones fill the view
    loop.exec();

    const qint64 memory = Process::status("VmRSS");
    const double cpu = Process::cpuTime();
    const double events = source->statistics().events;
    int fewest = INT_MAX;
    int all = 0;
    frames = 0;
    QElapsedTimer clock;
    clock.start();
    for (int second = 0; second < seconds; ++second) {
        QTimer::singleShot(1000, Qt::PreciseTimer, &loop, &QEventLoop::quit);
        loop.exec();
        all += frames;
        fewest = std::min(fewest, frames);
        frames = 0;
    }
    const double passed = double(clock.nsecsElapsed()) / 1e9;
    std::printf("%-16s %6.0f events/s  %5.1f frames/s, %d in the worst second  %5.1f %% CPU  "
                "%+lld KiB\n",
                name, (source->statistics().events - events) / passed, all / passed, fewest,
                (Process::cpuTime() - cpu) / passed * 100,
                static_cast<long long>(Process::status("VmRSS") - memory));
    const bool isGood = all > 0 && source->statistics().events > events;

    // Qt's software renderer frees the pictures of what has left the scene in its next frame, and
    // never where there is none.
    view.setSource({});
    QObject::connect(&view, &QQuickView::frameSwapped, &loop, &QEventLoop::quit);
    QTimer::singleShot(1000, &loop, &QEventLoop::quit);
    view.update();
    loop.exec();
    return isGood;
}

} // namespace

int main(int argc, char **argv)
{
    QGuiApplication application(argc, argv);
    const QStringList arguments = QGuiApplication::arguments();
    if (arguments.value(1) == QLatin1String("--serve"))
        return Readings::serve();
    const int seconds = argc > 1 ? arguments.at(1).toInt() : 20;
    if (seconds < 1)
        return 2;

    QProcess server;
    server.start(QGuiApplication::applicationFilePath(), { QStringLiteral("--serve") });
    if (!server.waitForReadyRead())
        return 1;
    const QUrl url(QString::fromUtf8(server.readLine().trimmed()));
    const bool isGood = measure("Events", url, seconds) && measure("Inspector", url, seconds);
    server.kill();
    server.waitForFinished();
    return isGood ? 0 : 1;
}
