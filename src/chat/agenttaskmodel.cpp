// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "agenttaskmodel.h"

#include "ssesourcelink_p.h"
#include "sseupdatepacer_p.h"

#include <QtCore/qdatetime.h>
#include <QtCore/qjsonobject.h>
#include <QtCore/qlist.h>
#include <QtCore/qpointer.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

using namespace Qt::StringLiterals;

/*!
    \class AgentTaskModel
    \inmodule SseQt
    \inheaderfile SseQt/AgentTaskModel
    \brief What agents are at, as a list: a row for each task, with its state and its times.

    It follows a \l source whose server tells of progress. A row is a task or an agent:

    \table
    \header \li Event \li JSON \li What it does
    \row \li \c task_update \li \c task, \c status, \c timestamp, \c message \li the task is at
   work, or in what state its status says \row \li \c task_complete, \c task_error \li the same \li
   the task has ended \row \li \c agent_message \li \c agent_id, \c message \li the agent is at work
   on what it says \row \li \c complete, \c all_complete \li \c message \li everything has ended
    \row \li \c message \li \c message \li the words alone are shown, in \l message
    \endtable

    Tasks are told apart by \c task_id or \c id where events have one, else by their name. Where an
    event has no \c timestamp, in ISO 8601 or in seconds or milliseconds since 1970, it is the time
    of its arrival. Other events are left alone, and so are those whose data are no JSON object.

    To let the stream end when everything has, name the last event in the source:

    \code
    source.setEndOnEvent({ "all_complete" });
    model.setSource(&source);
    \endcode

    Rows stay when the connection breaks, and go when a source that had told all is opened again.
    Changes are told at most once in 16 milliseconds, which is a frame.

    \since 0.1
    \sa SseEventModel, SseSource::endOnEvent
*/

/*!
    \enum AgentTaskModel::State

    \value Waiting the task has been named, and is not at work
    \value Running it is at work
    \value Completed it has ended well
    \value Failed it has ended otherwise
*/

/*!
    \enum AgentTaskModel::Role

    \value TaskRole \c task: the name of the task, or the agent's
    \value StateRole \c state: a State
    \value StatusRole \c status: the word by which the server tells the state
    \value MessageRole \c message: the newest words about it
    \value AgentRole \c agent: whose task it is, where the server tells
    \value StartedRole \c started: when it was first named
    \value UpdatedRole \c updated: when it was last named
    \value FinishedRole \c finished: when it ended; an invalid time before
    \value JsonRole \c json: the newest event's data
*/

namespace {

using State = AgentTaskModel::State;

struct Task
{
    QString key;
    QString name;
    QString status;
    QString message;
    QString agent;
    State state = State::Waiting;
    QDateTime started;
    QDateTime updated;
    QDateTime finished;
    QJsonObject json;

    [[nodiscard]] bool hasEnded() const
    {
        return state == State::Completed || state == State::Failed;
    }
};

// The words that servers have for it.
std::optional<State> stateOf(const QString &status)
{
    struct Words
    {
        State state;
        std::array<QLatin1StringView, 8> words;
    };
    static constexpr std::array<Words, 4> all{ {
        { State::Waiting, { "pending"_L1, "waiting"_L1, "queued"_L1, "todo"_L1 } },
        { State::Running,
          { "processing"_L1, "running"_L1, "in_progress"_L1, "started"_L1, "working"_L1,
            "busy"_L1 } },
        { State::Completed,
          { "complete"_L1, "completed"_L1, "done"_L1, "success"_L1, "succeeded"_L1,
            "finished"_L1 } },
        { State::Failed,
          { "error"_L1, "failed"_L1, "failure"_L1, "cancelled"_L1, "canceled"_L1, "aborted"_L1,
            "timeout"_L1 } },
    } };
    for (const Words &group : all) {
        for (const QLatin1StringView word : group.words) {
            if (!word.isEmpty() && status.compare(word, Qt::CaseInsensitive) == 0)
                return group.state;
        }
    }
    return std::nullopt;
}

QDateTime timeOf(const QJsonObject &json)
{
    const QJsonValue value = json.value("timestamp"_L1);
    QDateTime time;
    if (value.isDouble()) {
        // Seconds reach this figure in the year 5138, milliseconds did in 1973.
        constexpr double MostSeconds = 1e11;
        constexpr double MostMilliseconds = 8.64e15; // as far as dates of JavaScript go
        const double number = value.toDouble();
        const double milliseconds = qAbs(number) < MostSeconds ? number * 1000 : number;
        if (qAbs(milliseconds) <= MostMilliseconds)
            time = QDateTime::fromMSecsSinceEpoch(qint64(milliseconds));
    } else if (value.isString()) {
        time = QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
    }
    return time.isValid() ? time.toLocalTime() : QDateTime::currentDateTime();
}

// Names and numbers serve as IDs.
QString textOf(const QJsonObject &json, QLatin1StringView name)
{
    const QJsonValue value = json.value(name);
    return value.isDouble() ? QString::number(value.toDouble(), 'g', 17) : value.toString();
}

} // namespace

class AgentTaskModelPrivate
{
public:
    explicit AgentTaskModelPrivate(AgentTaskModel *model);

    void take(const SseEvent &event);
    void takeOpening();
    void takeTask(const QByteArray &type, const QJsonObject &json);
    void takeAgent(const QJsonObject &json);
    void takeEnd(const QJsonObject &json);
    [[nodiscard]] int rowFor(const QString &key, const QString &name, const QDateTime &time);
    void makeRoom();
    void touch(int row);
    void update();

    AgentTaskModel *const q;
    SseSourceLink link;
    QList<Task> tasks;
    QString message;
    int maximumCount = 1000;
    bool isComplete = false;

private:
    void leave(int row);

    SseUpdatePacer m_pacer;
    int m_firstChanged = -1;
    int m_lastChanged = -1;
};

AgentTaskModelPrivate::AgentTaskModelPrivate(AgentTaskModel *model)
    : q(model)
    , m_pacer(model, [this] { update(); })
{ }

void AgentTaskModelPrivate::take(const SseEvent &event)
{
    if (!link.isLive())
        return;
    const QByteArray type = event.typeUtf8();
    const QJsonValue value = event.json();
    if (type == "complete" || type == "all_complete") {
        takeEnd(value.toObject()); // what ends a stream need not be JSON
        return;
    }
    if (!value.isObject())
        return;
    const QJsonObject json = value.toObject();
    if (type.startsWith("task_")) {
        takeTask(type, json);
    } else if (type == "agent_message") {
        takeAgent(json);
    } else if (type == "message" && json.contains("message"_L1)) {
        message = json.value("message"_L1).toString();
        m_pacer.request();
    }
}

// A source that is opened anew tells of other work; one that only reconnects goes on with the same.
void AgentTaskModelPrivate::takeOpening()
{
    if (isComplete)
        q->clear();
}

void AgentTaskModelPrivate::takeTask(const QByteArray &type, const QJsonObject &json)
{
    const QString name = textOf(json, "task"_L1);
    QString key = textOf(json, "task_id"_L1);
    if (key.isEmpty())
        key = textOf(json, "id"_L1);
    if (key.isEmpty())
        key = name;
    if (key.isEmpty())
        return;
    const QDateTime time = timeOf(json);
    const QPointer<AgentTaskModel> alive(q);
    const int row = rowFor("task:"_L1 + key, name.isEmpty() ? key : name, time);
    if (!alive || row < 0)
        return;
    Task &task = tasks[row];
    task.json = json;
    task.updated = time;
    if (const QString status = json.value("status"_L1).toString(); !status.isEmpty())
        task.status = status;
    if (const QString words = json.value("message"_L1).toString(); !words.isEmpty())
        task.message = words;
    if (const QString agent = textOf(json, "agent_id"_L1); !agent.isEmpty())
        task.agent = agent;
    // What the event is called says more than a status that may be any word.
    const auto told = stateOf(task.status);
    if (type == "task_complete")
        task.state = told == State::Failed ? State::Failed : State::Completed;
    else if (type == "task_error" || type == "task_failed")
        task.state = State::Failed;
    else
        task.state = told.value_or(State::Running);
    task.finished = task.hasEnded() ? time : QDateTime();
    touch(row);
}

void AgentTaskModelPrivate::takeAgent(const QJsonObject &json)
{
    const QString agent = textOf(json, "agent_id"_L1);
    const QDateTime time = timeOf(json);
    const QPointer<AgentTaskModel> alive(q);
    const int row = rowFor("agent:"_L1 + agent, agent, time);
    if (!alive || row < 0)
        return;
    Task &task = tasks[row];
    task.json = json;
    task.agent = agent;
    task.message = json.value("message"_L1).toString();
    task.updated = time;
    task.state = State::Running;
    task.finished = QDateTime();
    touch(row);
}

void AgentTaskModelPrivate::takeEnd(const QJsonObject &json)
{
    const QDateTime time = timeOf(json);
    if (const QString words = json.value("message"_L1).toString(); !words.isEmpty())
        message = words;
    isComplete = true;
    for (int row = 0; row < tasks.size(); ++row) {
        Task &task = tasks[row];
        if (!task.hasEnded()) {
            task.state = State::Completed;
            task.finished = time;
            touch(row);
        }
    }
    m_pacer.request();
}

int AgentTaskModelPrivate::rowFor(const QString &key, const QString &name, const QDateTime &time)
{
    const auto found = std::find_if(tasks.cbegin(), tasks.cend(),
                                    [&key](const Task &task) { return task.key == key; });
    if (found != tasks.cend())
        return int(found - tasks.cbegin());
    const QPointer<AgentTaskModel> alive(q);
    const int row = int(tasks.size());
    q->beginInsertRows({}, row, row);
    Task task;
    task.key = key;
    task.name = name;
    task.started = time;
    tasks.append(task);
    q->endInsertRows();
    if (alive)
        makeRoom();
    if (alive)
        Q_EMIT q->countChanged(q->count());
    // A slot may have cleared the model.
    return alive && !tasks.isEmpty() && tasks.constLast().key == key ? int(tasks.size()) - 1 : -1;
}

// The oldest that has ended goes first, and if none has the oldest, but never the newest.
void AgentTaskModelPrivate::makeRoom()
{
    const QPointer<AgentTaskModel> alive(q);
    while (alive && tasks.size() > maximumCount) {
        const auto ended = std::find_if(tasks.cbegin(), tasks.cend() - 1,
                                        [](const Task &task) { return task.hasEnded(); });
        leave(ended == tasks.cend() - 1 ? 0 : int(ended - tasks.cbegin()));
    }
}

void AgentTaskModelPrivate::leave(int row)
{
    update(); // what is told by row numbers is told before they change
    q->beginRemoveRows({}, row, row);
    tasks.removeAt(row);
    q->endRemoveRows();
}

void AgentTaskModelPrivate::touch(int row)
{
    m_firstChanged = m_firstChanged < 0 ? row : std::min(m_firstChanged, row);
    m_lastChanged = std::max(m_lastChanged, row);
    m_pacer.request();
}

void AgentTaskModelPrivate::update()
{
    const QPointer<AgentTaskModel> alive(q);
    const int first = std::exchange(m_firstChanged, -1);
    const int last = std::min(std::exchange(m_lastChanged, -1), int(tasks.size()) - 1);
    if (first >= 0 && first <= last)
        Q_EMIT q->dataChanged(q->index(first), q->index(last));
    if (alive)
        Q_EMIT q->progressChanged();
}

AgentTaskModel::AgentTaskModel(QObject *parent)
    : QAbstractListModel(parent)
    , d(new AgentTaskModelPrivate(this))
{ }

AgentTaskModel::~AgentTaskModel() = default;

/*!
    \property AgentTaskModel::source
    \brief the source whose events are followed; none by default.

    It is not owned, and may be destroyed first. Rows stay when it changes.
*/
SseSource *AgentTaskModel::source() const
{
    return d->link.source();
}

void AgentTaskModel::setSource(SseSource *source)
{
    if (!d->link.set(source, this, &AgentTaskModel::sourceChanged))
        return;
    if (source) {
        connect(source, &SseSource::eventReceived, this,
                [this](const SseEvent &event) { d->take(event); });
        connect(source, &SseSource::opened, this, [this] { d->takeOpening(); });
    }
    Q_EMIT sourceChanged();
}

/*!
    \property AgentTaskModel::maximumCount
    \brief how many rows there are at most; 1000 by default.

    The oldest task that has ended makes room for a new one, and if none has ended, the oldest.
*/
int AgentTaskModel::maximumCount() const
{
    return d->maximumCount;
}

void AgentTaskModel::setMaximumCount(int count)
{
    if (count < 1) {
        qWarning("AgentTaskModel: a maximum count of %d is refused: it has to be at least 1",
                 count);
        return;
    }
    if (d->maximumCount == count)
        return;
    d->maximumCount = count;
    const QPointer<AgentTaskModel> alive(this);
    const int before = this->count();
    d->makeRoom();
    if (alive && this->count() != before)
        Q_EMIT countChanged(this->count());
    if (alive)
        Q_EMIT maximumCountChanged(count);
}

/*!
    \property AgentTaskModel::count
    \brief the number of rows.
*/
int AgentTaskModel::count() const
{
    return int(d->tasks.size());
}

/*!
    \property AgentTaskModel::runningCount
    \brief how many tasks are at work.
*/
int AgentTaskModel::runningCount() const
{
    return int(std::count_if(d->tasks.cbegin(), d->tasks.cend(),
                             [](const Task &task) { return task.state == State::Running; }));
}

/*!
    \property AgentTaskModel::finishedCount
    \brief how many tasks have ended, well or not.
*/
int AgentTaskModel::finishedCount() const
{
    return int(std::count_if(d->tasks.cbegin(), d->tasks.cend(),
                             [](const Task &task) { return task.hasEnded(); }));
}

/*!
    \property AgentTaskModel::complete
    \brief whether the server has said that everything is.
*/
bool AgentTaskModel::isComplete() const
{
    return d->isComplete;
}

/*!
    \property AgentTaskModel::message
    \brief the newest words that are about no task in particular.
*/
QString AgentTaskModel::message() const
{
    return d->message;
}

/*!
    Removes all rows and forgets what was said.
*/
void AgentTaskModel::clear()
{
    const QPointer<AgentTaskModel> alive(this);
    beginResetModel();
    d->tasks.clear();
    d->message.clear();
    d->isComplete = false;
    endResetModel();
    if (alive)
        Q_EMIT countChanged(0);
    if (alive)
        d->update();
}

int AgentTaskModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant AgentTaskModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= count())
        return {};
    const Task &task = d->tasks.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case TaskRole:
        return task.name;
    case StateRole:
        return QVariant::fromValue(task.state);
    case StatusRole:
        return task.status;
    case MessageRole:
        return task.message;
    case AgentRole:
        return task.agent;
    case StartedRole:
        return task.started;
    case UpdatedRole:
        return task.updated;
    case FinishedRole:
        return task.finished;
    case JsonRole:
        return task.json;
    default:
        return {};
    }
}

QHash<int, QByteArray> AgentTaskModel::roleNames() const
{
    return {
        { Qt::DisplayRole, "display" }, { TaskRole, "task" },       { StateRole, "state" },
        { StatusRole, "status" },       { MessageRole, "message" }, { AgentRole, "agent" },
        { StartedRole, "started" },     { UpdatedRole, "updated" }, { FinishedRole, "finished" },
        { JsonRole, "json" },
    };
}

#include "moc_agenttaskmodel.cpp"
