// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "scriptedrun.h"

#include "exampleprogram.h"
#include "quickprogram.h"

#include <QtCore/QDir>
#include <QtCore/QJsonObject>
#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>
#include <QtQuick/QQuickWindow>

#include <cstdio>
#include <cstdlib>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

ScriptedRun::ScriptedRun(QQuickWindow *window, SseSource *source, const Plan &plan)
    : m_window(window)
    , m_source(source)
    , m_plan(plan)
{
    QTimer::singleShot(plan.timeLimit, this, [this] {
        fail(m_readings == 0 ? u"no reading came in %1 seconds"_s.arg(m_plan.timeLimit.count())
                             : u"not done after %1 seconds"_s.arg(m_plan.timeLimit.count()));
    });
    connect(qGuiApp, &QGuiApplication::lastWindowClosed, this,
            [this] { fail(u"the window was closed"_s); });
    m_watching.setSingleShot(true);
    m_watching.setInterval(plan.duration);
    connect(&m_watching, &QTimer::timeout, this, &ScriptedRun::finish);

    source->addEventListener(u"reading"_s, this, [this](const SseEvent &) { onReading(); });
    source->addEventListener(u"alarm"_s, this,
                             [this](const SseEvent &event) { printAlarm(event); });
    source->addEventListener(u"log"_s, this, [this](const SseEvent &) { ++m_logLines; });
    connect(source, &SseSource::errorOccurred, this, &ScriptedRun::printProblem);

    print(u"Watching %1\n"_s.arg(source->url().toDisplayString(QUrl::RemoveUserInfo)));
    window->requestActivate();
    // A short while fills a chart that shows little time.
    for (auto shown = 60s; shown > 15s && shown > plan.duration; shown /= 2)
        press(Qt::Key_Plus, u"+"_s);
}

ScriptedRun::~ScriptedRun() = default;

void ScriptedRun::onReading()
{
    if (m_readings++ == 0)
        m_watching.start();
}

void ScriptedRun::printAlarm(const SseEvent &event)
{
    const QJsonValue alarm = event.json();
    print(u"%1 %2\n"_s.arg(alarm["active"_L1].toBool() ? u"▲"_s : u"✓"_s,
                           alarm["text"_L1].toString().simplified()));
}

void ScriptedRun::printProblem(const SseError &error)
{
    if (error.willReconnect())
        print(u"%1\n"_s.arg(error.message()));
    else
        fail(error.message());
}

void ScriptedRun::finish()
{
    print(u"\n"_s);
    const QObjectList children = m_source->children();
    for (const QObject *const child : children) {
        const QString unit = child->property("unit").toString();
        if (unit.isEmpty())
            continue;
        print(u"%1 %2 %3  %4\n"_s.arg(child->property("title").toString(), -12)
                  .arg(child->property("text").toString(), 8)
                  .arg(unit, -6)
                  .arg(child->property("note").toString()));
    }
    print(u"\n%1 readings, %2 lines of the log\n"_s.arg(m_readings).arg(m_logLines));

    const QString problem = QuickProgram::savePicture(m_window, m_plan.picture);
    if (!problem.isEmpty()) {
        fail(problem);
    } else {
        print(u"Picture: %1\n"_s.arg(QDir::toNativeSeparators(m_plan.picture)));
        QCoreApplication::exit(EXIT_SUCCESS);
    }
}

void ScriptedRun::press(int key, const QString &text)
{
    for (const auto type : { QEvent::KeyPress, QEvent::KeyRelease }) {
        QKeyEvent event(type, key, Qt::NoModifier, text);
        QCoreApplication::sendEvent(m_window, &event);
    }
}

void ScriptedRun::print(const QString &text)
{
    std::fputs(text.toUtf8().constData(), stdout);
    std::fflush(stdout);
}

void ScriptedRun::fail(const QString &reason)
{
    ExampleProgram::complain(reason);
    QCoreApplication::exit(EXIT_FAILURE);
}
