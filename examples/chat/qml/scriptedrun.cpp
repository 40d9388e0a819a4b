// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "scriptedrun.h"

#include "exampleprogram.h"
#include "quickprogram.h"

#include <QtCore/QDir>
#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>
#include <QtQuick/QQuickWindow>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// A prompt takes so many strokes, however long it is.
constexpr qsizetype Strokes = 20;

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
    , m_prompts(arguments.prompts.isEmpty() ? demonstration() : arguments.prompts)
{
    QTimer::singleShot(arguments.timeLimit, this, [this, limit = arguments.timeLimit] {
        fail(u"not done after %1 seconds"_s.arg(limit.count()));
    });
    connect(qGuiApp, &QGuiApplication::lastWindowClosed, this,
            [this] { fail(u"the window was closed"_s); });

    connect(session->messages(), &ChatModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { watchMessages(first, last); });
    // Not within the signal: who hears of the end after this sees to it first.
    connect(
        session, &ChatSession::phaseChanged, this,
        [this](Chat::Phase phase) {
            if (phase == Chat::Phase::Idle || phase == Chat::Phase::WaitingToRetry)
                endAnswer();
        },
        Qt::QueuedConnection);

    m_keys.setInterval(16ms);
    connect(&m_keys, &QTimer::timeout, this, &ScriptedRun::typeKeys);
    window->requestActivate();
    QTimer::singleShot(Breath, this, &ScriptedRun::typePrompt);
}

ScriptedRun::~ScriptedRun() = default;

void ScriptedRun::typePrompt()
{
    m_untyped = m_prompts.takeFirst();
    m_stroke = m_untyped.size() / Strokes + 1;
    m_keys.start();
}

void ScriptedRun::typeKeys()
{
    for (qsizetype i = 0; i < m_stroke && !m_untyped.isEmpty(); ++i) {
        press(Qt::Key_unknown, m_untyped.first(1));
        m_untyped.remove(0, 1);
    }
    if (m_untyped.isEmpty()) {
        m_keys.stop();
        press(Qt::Key_Return, u"\r"_s);
    }
}

void ScriptedRun::press(int key, const QString &text)
{
    for (const auto type : { QEvent::KeyPress, QEvent::KeyRelease }) {
        QKeyEvent event(type, key, Qt::NoModifier, text);
        QCoreApplication::sendEvent(m_window, &event);
    }
}

void ScriptedRun::watchMessages(int first, int last)
{
    for (int row = first; row <= last; ++row) {
        ChatMessage *const message = m_session->messages()->messageAt(row);
        if (message->role() == Chat::Role::User) {
            print(u"You: %1\n"_s.arg(message->text()));
            continue;
        }
        print(u"Assistant: "_s);
        m_part = nullptr;
        // Later: what has come of the parts before it is told after a part is there.
        connect(
            message, &ChatMessage::rowsInserted, this,
            [this, message](const QModelIndex &, int firstPart, int lastPart) {
                watchParts(message, firstPart, lastPart);
            },
            Qt::QueuedConnection);
        watchParts(message, 0, message->count() - 1);
    }
}

void ScriptedRun::watchParts(ChatMessage *message, int first, int last)
{
    for (int row = first; row <= last; ++row) {
        ChatPart *const part = message->partAt(row);
        switch (part->type()) {
        case Chat::PartType::Text:
        case Chat::PartType::Reasoning:
        case Chat::PartType::Refusal:
            beginPart(part);
            print(part->text());
            connect(part, &ChatPart::textAppended, this,
                    [this](const QString &fragment) { print(fragment); });
            break;
        case Chat::PartType::ToolCall:
            watchTool(part);
            break;
        default:
            break;
        }
    }
}

void ScriptedRun::watchTool(ChatPart *part)
{
    beginPart(part);
    // A frame may bring more than one state.
    auto tell = [this, part, hasCalled = false, hasResult = false]() mutable {
        const Chat::ToolState state = part->toolState();
        if (state != Chat::ToolState::Pending && !std::exchange(hasCalled, true))
            print(u"%1 %2"_s.arg(part->toolName(), part->arguments()));
        const bool isDone = state == Chat::ToolState::Completed || state == Chat::ToolState::Error;
        if (isDone && !std::exchange(hasResult, true))
            print(u" = %1"_s.arg(part->result()));
    };
    tell();
    connect(part, &ChatPart::toolChanged, this, std::move(tell));
}

// Each part begins a line of its own, and says what it is unless it is the answer.
void ScriptedRun::beginPart(ChatPart *part)
{
    if (m_part)
        print(u"\n"_s);
    m_part = part;
    if (part->type() == Chat::PartType::Reasoning)
        print(u"(thinking) "_s);
    else if (part->type() == Chat::PartType::ToolCall)
        print(u"(tool) "_s);
}

void ScriptedRun::endAnswer()
{
    m_session->messages()->flush();
    print(u"\n\n"_s);
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
