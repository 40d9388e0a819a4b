// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SCRIPTEDRUN_H
#define SCRIPTEDRUN_H

#include <SseQt/SseError>
#include <SseQt/SseEvent>
#include <SseQt/SseSource>

#include <QtCore/QObject>
#include <QtCore/QString>
#include <QtCore/QTimer>

#include <chrono>

QT_FORWARD_DECLARE_CLASS(QQuickWindow)

// A user without hands, for machines without a display: watches the station for a while, prints
// what happens there, takes a picture and ends the program.
class ScriptedRun : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScriptedRun)
public:
    struct Plan
    {
        QString picture;
        std::chrono::seconds duration; // of watching, from the first reading on
        std::chrono::seconds timeLimit;
    };

    explicit ScriptedRun(QQuickWindow *window, SseSource *source, const Plan &plan);
    ~ScriptedRun() override;

private:
    void onReading();
    void printAlarm(const SseEvent &event);
    void printProblem(const SseError &error);
    void finish();
    void press(int key, const QString &text);
    void print(const QString &text);
    void fail(const QString &reason);

    QQuickWindow *const m_window;
    SseSource *const m_source;
    const Plan m_plan;
    QTimer m_watching;
    int m_readings = 0;
    int m_logLines = 0;
};

#endif
