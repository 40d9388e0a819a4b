// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "scriptedrun.h"

#include "arguments.h"
#include "conversationprinter.h"
#include "exampleprogram.h"
#include "mainwindow.h"
#include "windowactions.h"

#include <QtCore/QDir>
#include <QtGui/QAction>
#include <QtGui/QWindow>
#include <QtWidgets/QApplication>

#include <cstdio>
#include <cstdlib>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto Breath = 150ms;

QList<QStringList> demonstration()
{
    return { { u"What happens when a stream breaks?"_s },
             { u"Is a WebSocket better for a dashboard?"_s },
             { u"What are Server-Sent Events?"_s, u"What is the weather in Oslo?"_s,
               u"How do I use them from QML?"_s } };
}

} // namespace

ScriptedRun::ScriptedRun(MainWindow *window, const Arguments &arguments)
    : m_window(window)
    , m_picture(arguments.picture)
    , m_conversations(arguments.prompts.isEmpty() ? demonstration()
                                                  : QList<QStringList>{ arguments.prompts })
    , m_typist(window->windowHandle())
{
    QTimer::singleShot(arguments.timeLimit, this, [this, limit = arguments.timeLimit] {
        fail(u"not done after %1 seconds"_s.arg(limit.count()));
    });
    connect(qApp, &QGuiApplication::lastWindowClosed, this,
            [this] { fail(u"the window was closed"_s); });
    window->activateWindow();
    QTimer::singleShot(Breath, this, &ScriptedRun::goOn);
}

ScriptedRun::~ScriptedRun() = default;

void ScriptedRun::goOn()
{
    if (m_problem.isEmpty() && !m_conversations.constFirst().isEmpty()) {
        typePrompt(m_conversations.first().takeFirst());
    } else if (m_problem.isEmpty() && m_conversations.size() > 1) {
        m_conversations.removeFirst();
        m_window->windowActions()->newConversation->trigger();
        QTimer::singleShot(Breath, this, &ScriptedRun::goOn);
    } else {
        takePicture();
    }
}

void ScriptedRun::typePrompt(const QString &prompt)
{
    if (!m_window->session()) {
        fail(u"there is no conversation to write in"_s);
        return;
    }
    watch(m_window->session());
    m_typist.type(prompt);
}

void ScriptedRun::watch(ChatSession *session)
{
    if (m_printers.contains(session))
        return;
    auto *const printer = new ConversationPrinter(session, this);
    m_printers.insert(session, printer);
    connect(printer, &ConversationPrinter::answerEnded, this, [this, session] {
        const ChatError error = session->error();
        if (error.isError())
            m_problem = error.message + (error.advice.isEmpty() ? QString() : u'\n' + error.advice);
        QTimer::singleShot(Breath, this, &ScriptedRun::goOn);
    });
}

// Also of an error, which the window shows.
void ScriptedRun::takePicture()
{
    const QString problem = ExampleProgram::savePicture(m_window->grab().toImage(), m_picture);
    if (!problem.isEmpty()) {
        fail(problem);
        return;
    }
    std::puts(qPrintable(u"Picture: %1"_s.arg(QDir::toNativeSeparators(m_picture))));
    if (!m_problem.isEmpty())
        fail(m_problem);
    else
        QCoreApplication::exit(EXIT_SUCCESS);
}

void ScriptedRun::fail(const QString &reason)
{
    ExampleProgram::complain(reason);
    QCoreApplication::exit(EXIT_FAILURE);
}
