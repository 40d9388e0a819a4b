// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "scriptedrun.h"

#include "exampleprogram.h"

#include <QtCore/QDir>
#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>
#include <QtQuick/QQuickWindow>

#include <cstdio>
#include <cstdlib>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

ScriptedRun::ScriptedRun(QQuickWindow *window, const QString &picture,
                         std::chrono::seconds timeLimit)
    : m_window(window)
    , m_picture(picture)
    , m_prompts{ u"What are Server-Sent Events?"_s, u"How does a client reconnect?"_s,
                 u"And how do I use them from QML?"_s }
{
    QTimer::singleShot(timeLimit, this, [this, timeLimit] {
        fail(u"not done after %1 seconds"_s.arg(timeLimit.count()));
    });
    connect(qGuiApp, &QGuiApplication::lastWindowClosed, this,
            [this] { fail(u"the window was closed"_s); });

    const QObject *const conversation = window->findChild<QObject *>(u"conversation"_s);
    if (!conversation) {
        QTimer::singleShot(0, this, [this] { fail(u"the window has no conversation"_s); });
        return;
    }
    // They are declared in QML, so there are no member pointers to them.
    connect(conversation, SIGNAL(asked(QString)), this, SLOT(printQuestion(QString)));
    connect(conversation, SIGNAL(tokenReceived(QString)), this, SLOT(printToken(QString)));
    connect(conversation, SIGNAL(answered(QString, QString)), this, SLOT(goOn(QString, QString)));

    m_keys.setInterval(35ms);
    connect(&m_keys, &QTimer::timeout, this, &ScriptedRun::typeKey);
    window->requestActivate();
    QTimer::singleShot(500ms, this, &ScriptedRun::typePrompt);
}

ScriptedRun::~ScriptedRun() = default;

void ScriptedRun::typePrompt()
{
    m_untyped = m_prompts.takeFirst();
    m_keys.start();
}

void ScriptedRun::typeKey()
{
    if (m_untyped.isEmpty()) {
        m_keys.stop();
        press(Qt::Key_Return, u"\r"_s);
        return;
    }
    press(Qt::Key_unknown, m_untyped.first(1));
    m_untyped.remove(0, 1);
}

void ScriptedRun::press(int key, const QString &text)
{
    for (const auto type : { QEvent::KeyPress, QEvent::KeyRelease }) {
        QKeyEvent event(type, key, Qt::NoModifier, text);
        QCoreApplication::sendEvent(m_window, &event);
    }
}

void ScriptedRun::printQuestion(const QString &question)
{
    print(u"You: %1\nAssistant: "_s.arg(question));
}

void ScriptedRun::printToken(const QString &token)
{
    print(token);
}

void ScriptedRun::goOn(const QString &status, const QString &note)
{
    print(u"\n\n"_s);
    if (status != "done"_L1) {
        const QString what = status == "cut"_L1 ? u"the answer was cut off"_s : u"no answer"_s;
        fail(note.isEmpty() ? what : what + ": "_L1 + note);
    } else if (!m_prompts.isEmpty()) {
        QTimer::singleShot(700ms, this, &ScriptedRun::typePrompt);
    } else {
        QTimer::singleShot(700ms, this, &ScriptedRun::takePicture);
    }
}

void ScriptedRun::takePicture()
{
    const QString problem = ExampleProgram::savePicture(m_window, m_picture);
    if (!problem.isEmpty()) {
        fail(problem);
    } else {
        print(u"Picture: %1\n"_s.arg(QDir::toNativeSeparators(m_picture)));
        QCoreApplication::exit(EXIT_SUCCESS);
    }
}

void ScriptedRun::print(const QString &text)
{
    const QByteArray bytes = m_toUtf8(text);
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stdout);
    std::fflush(stdout);
}

void ScriptedRun::fail(const QString &reason)
{
    ExampleProgram::complain(reason);
    QCoreApplication::exit(EXIT_FAILURE);
}
