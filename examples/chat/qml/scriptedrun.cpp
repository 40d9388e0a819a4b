// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "scriptedrun.h"

#include "exampleprogram.h"
#include "quickprogram.h"

#include <QtCore/QDir>
#include <QtGui/QGuiApplication>
#include <QtQuick/QQuickWindow>

#include <cstdio>
#include <cstdlib>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto Breath = 150ms;

QStringList demonstration()
{
    return { u"What are Server-Sent Events?"_s, u"What is the weather in Oslo?"_s,
             u"How do I use them from QML?"_s };
}

} // namespace

ScriptedRun::ScriptedRun(QQuickWindow *window, ChatSession *session, const Arguments &arguments)
    : m_window(window)
    , m_session(session)
    , m_picture(arguments.picture)
    , m_printer(session)
    , m_typist(window)
    , m_prompts(arguments.prompts.isEmpty() ? demonstration() : arguments.prompts)
{
    QTimer::singleShot(arguments.timeLimit, this, [this, limit = arguments.timeLimit] {
        fail(u"not done after %1 seconds"_s.arg(limit.count()));
    });
    connect(qGuiApp, &QGuiApplication::lastWindowClosed, this,
            [this] { fail(u"the window was closed"_s); });

    connect(&m_printer, &ConversationPrinter::answerEnded, this, &ScriptedRun::goOn);
    window->requestActivate();
    QTimer::singleShot(Breath, this, &ScriptedRun::typePrompt);
}

ScriptedRun::~ScriptedRun() = default;

void ScriptedRun::typePrompt()
{
    m_typist.type(m_prompts.takeFirst());
}

void ScriptedRun::goOn()
{
    const ChatError error = m_session->error();
    if (error.isError()) {
        fail(error.message + (error.advice.isEmpty() ? QString() : u'\n' + error.advice));
    } else if (!m_prompts.isEmpty()) {
        QTimer::singleShot(Breath, this, &ScriptedRun::typePrompt);
    } else {
        QTimer::singleShot(Breath, this, &ScriptedRun::takePicture);
    }
}

void ScriptedRun::takePicture()
{
    const QString problem = QuickProgram::savePicture(m_window, m_picture);
    if (!problem.isEmpty()) {
        fail(problem);
    } else {
        std::puts(qPrintable(u"Picture: %1"_s.arg(QDir::toNativeSeparators(m_picture))));
        QCoreApplication::exit(EXIT_SUCCESS);
    }
}

void ScriptedRun::fail(const QString &reason)
{
    ExampleProgram::complain(reason);
    QCoreApplication::exit(EXIT_FAILURE);
}
