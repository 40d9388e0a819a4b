// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "agentsrun.h"

#include "exampleprogram.h"
#include "quickprogram.h"
#include "typist.h"

#include <QtCore/QDir>
#include <QtCore/QTimer>
#include <QtGui/QGuiApplication>
#include <QtGui/QMouseEvent>
#include <QtQuick/QQuickItem>
#include <QtQuick/QQuickWindow>

#include <cstdio>
#include <cstdlib>
#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// What is shown follows what was done within this.
constexpr auto Breath = 300ms;

void collect(QQuickItem *item, const QString &name, QList<QQuickItem *> &found)
{
    if (item->objectName() == name && item->isVisible())
        found.append(item);
    const QList<QQuickItem *> children = item->childItems();
    for (QQuickItem *child : children)
        collect(child, name, found);
}

} // namespace

AgentsRun::AgentsRun(QQuickWindow *window, AgentClient *client, const Arguments &arguments)
    : m_window(window)
    , m_client(client)
    , m_picture(arguments.picture)
{
    QTimer::singleShot(arguments.timeLimit, this, [this, limit = arguments.timeLimit] {
        fail(u"not done after %1 seconds"_s.arg(limit.count()));
    });
    connect(qGuiApp, &QGuiApplication::lastWindowClosed, this,
            [this] { fail(u"the window was closed"_s); });
    connect(client, &AgentClient::errorOccurred, this,
            [this](const ChatError &error) { fail(error.message); });
    connect(client, &AgentClient::permissionAsked, this, [this](const AgentPermission &permission) {
        say(permission.sessionId, u"asks to use %1: %2"_s.arg(permission.kind, permission.title));
    });
    connect(client->sessions(), &AgentSessionModel::sessionChanged, this, &AgentsRun::watchSession);
    window->requestActivate();
    plan();
    auto *const clock = new QTimer(this);
    connect(clock, &QTimer::timeout, this, &AgentsRun::goOn);
    clock->start(Breath);
}

AgentsRun::~AgentsRun() = default;

// One is asked about the second session and answered, so that both talk when the picture is taken:
// that of the first session waits for its answer then.
void AgentsRun::plan()
{
    m_steps = {
        { [this] { return isIdle(0) && isIdle(1); }, [this] { click(u"sessionRow"_s, 1); } },
        { [] { return true; }, [this] { type(u"What do my notes say about the ferry?"_s); } },
        { [this] { return asks(1); }, [this] { click(u"allowOnceButton"_s); } },
        { [this] { return !asks(1); }, [this] { click(u"sessionRow"_s, 0); } },
        { [] { return true; }, [this] { type(u"Is there anything about mint in my notes?"_s); } },
        { [this] { return asks(0); }, [] {} },
        { [] { return true; },
          [this] {
              takePicture();
              click(u"allowOnceButton"_s);
          } },
        { [this] { return isIdle(0) && isIdle(1); },
          [this] {
              print(u"Picture: %1\n"_s.arg(QDir::toNativeSeparators(m_picture)));
              QCoreApplication::exit(EXIT_SUCCESS);
          } },
    };
}

void AgentsRun::goOn()
{
    if (!m_steps.isEmpty() && m_steps.constFirst().isDue())
        m_steps.takeFirst().act();
}

void AgentsRun::watchSession(const QString &id)
{
    const AgentSession session = m_client->sessions()->session(id);
    if (session.id.isEmpty())
        return;
    if (!m_told.contains(id)) {
        print(
            u"Session: %1 (agent %2, %3)\n"_s.arg(session.title, session.agent, session.directory));
        watchMessages(id, m_client->conversation(id));
    }
    const auto told = std::exchange(m_told[id], session);
    if (told.status == session.status)
        return;
    switch (session.status) {
    case AgentSession::Status::Busy:
        say(id, u"is busy"_s);
        break;
    case AgentSession::Status::Retrying:
        say(id, u"tries again: %1"_s.arg(session.retryMessage));
        break;
    case AgentSession::Status::Idle:
        say(id, u"is idle"_s);
        break;
    }
}

void AgentsRun::watchMessages(const QString &id, ChatModel *messages)
{
    const auto watch = [this, id, messages](int first, int last) {
        for (int row = first; row <= last; ++row)
            watchMessage(id, messages->messageAt(row));
    };
    connect(messages, &ChatModel::rowsInserted, this,
            [watch](const QModelIndex &, int first, int last) { watch(first, last); });
    watch(0, messages->count() - 1);
}

void AgentsRun::watchMessage(const QString &id, ChatMessage *message)
{
    const auto watch = [this, id, message](int first, int last) {
        for (int row = first; row <= last; ++row)
            watchPart(id, message, message->partAt(row));
    };
    connect(message, &ChatMessage::rowsInserted, this,
            [watch](const QModelIndex &, int first, int last) { watch(first, last); });
    watch(0, message->count() - 1);
}

// Two talk at once: each part is one line, printed when it is whole.
void AgentsRun::watchPart(const QString &id, const ChatMessage *message, ChatPart *part)
{
    const QString who = message->role() == Chat::Role::User ? u"You: "_s : u"Agent: "_s;
    switch (part->type()) {
    case Chat::PartType::Text:
    case Chat::PartType::Reasoning: {
        const QString lead = part->type() == Chat::PartType::Reasoning ? u"(thinking) "_s : who;
        if (!part->isStreaming()) {
            say(id, lead + part->text());
            return;
        }
        connect(part, &ChatPart::streamingChanged, this, [this, id, part, lead] {
            if (!part->isStreaming())
                say(id, lead + part->text());
        });
        return;
    }
    case Chat::PartType::ToolCall: {
        const auto tell = [this, id, part, told = std::make_shared<Chat::ToolState>()] {
            if (std::exchange(*told, part->toolState()) == part->toolState())
                return;
            if (part->toolState() == Chat::ToolState::Running)
                say(id, u"(tool) %1 %2"_s.arg(part->toolName(), part->arguments()));
            else
                say(id, u"(tool) %1 = %2"_s.arg(part->toolName(), part->result().trimmed()));
        };
        connect(part, &ChatPart::toolChanged, this, tell);
        tell();
        return;
    }
    default:
        return;
    }
}

bool AgentsRun::isIdle(int row) const
{
    const AgentSession session = m_client->sessions()->sessionAt(row);
    return session.status == AgentSession::Status::Idle && !session.id.isEmpty()
        && m_client->conversation(session.id)->count() > 1;
}

bool AgentsRun::asks(int row) const
{
    return !m_client->sessions()->sessionAt(row).permissions.isEmpty();
}

QQuickItem *AgentsRun::item(const QString &name, int number) const
{
    QList<QQuickItem *> found;
    collect(m_window->contentItem(), name, found);
    return found.value(number);
}

void AgentsRun::click(const QString &name, int number)
{
    QQuickItem *const target = item(name, number);
    if (!target) {
        fail(u"nothing to click is called %1"_s.arg(name));
        return;
    }
    const QPointF place = target->mapToScene(QPointF(target->width() / 2, target->height() / 2));
    for (const auto type : { QEvent::MouseButtonPress, QEvent::MouseButtonRelease }) {
        const Qt::MouseButtons buttons =
            type == QEvent::MouseButtonPress ? Qt::LeftButton : Qt::NoButton;
        QMouseEvent event(type, place, m_window->mapToGlobal(place), Qt::LeftButton, buttons,
                          Qt::NoModifier);
        QCoreApplication::sendEvent(m_window, &event);
    }
}

void AgentsRun::type(const QString &text)
{
    for (const QChar letter : text)
        Typist::press(m_window, Qt::Key_unknown, letter);
    Typist::press(m_window, Qt::Key_Return, u"\r"_s);
}

void AgentsRun::takePicture()
{
    const QString problem = QuickProgram::savePicture(m_window, m_picture);
    if (!problem.isEmpty())
        fail(problem);
}

void AgentsRun::say(const QString &id, const QString &text) const
{
    QString line = text;
    print(u"[%1] %2\n"_s.arg(m_client->sessions()->session(id).title,
                             line.replace(u'\n', u"\n    "_s)));
}

void AgentsRun::print(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stdout);
    std::fflush(stdout);
}

void AgentsRun::fail(const QString &reason)
{
    ExampleProgram::complain(reason);
    m_steps.clear();
    QCoreApplication::exit(EXIT_FAILURE);
}
