// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "sseeventmodel_p.h"

#include "sseduration_p.h"
#include "ssejsonline_p.h"

#include <QtCore/qdatetime.h>
#include <QtCore/qdebug.h>

#include <algorithm>
#include <utility>

using Kind = SseEventModel::Kind;

/*!
    \class SseEventModel
    \inmodule SseQt
    \inheaderfile SseQt/SseEventModel
    \brief A list and table model of the newest events of a source.

    Views show events by it:

    \code
    SseEventModel model;
    model.setSource(&source);
    model.setTypes({ "reading" });
    model.setRoles({ { "temperature", "sensors.temperature" } });
    model.setColumns({ "received", "temperature" });
    tableView.setModel(&model);
    \endcode

    It takes events as they come and shows them at most once in 16 milliseconds, those that arrived
    meanwhile together, so that a view has as much to do at ten thousand events a second as at
   sixty. It keeps the newest \l maximumCount of them, and fewer when they are large: no more than
    \l maximumSize bytes.

    What an event holds is read when a view asks for it. Fields of JSON data are roles by their
    \l {roles}{paths}. With \l contents, what happens to the connection stands between the events.

    The model is not owned by the source, nor the source by the model; a source that is destroyed
    leaves its rows behind. Model and source may live in different threads, those that they have
   when the source is set; then the row of an opening does not name the URL, and the source must not
   be destroyed while the model's thread sets another. In QML it is the element \l [QML]
    {SseEventModel}.

    \since 0.1
    \sa SseEventFilterModel
*/

/*!
    \enum SseEventModel::Content

    What has rows of its own.

    \value Events the events of the stream, of the types that are wanted
    \value Connection what happens to the connection: it opened, an error, the end, a reconnection
           time that the server asks for
    \value Comments the stream's comments, which servers send to keep a connection alive
*/

/*!
    \enum SseEventModel::Kind

    What a row tells.

    \value Event an event of the stream
    \value Comment a comment of the stream
    \value Retry the server asks for a reconnection time
    \value Opened the stream is open
    \value Error an attempt has failed, or the stream broke
    \value Closed the source is closed, for good
*/

/*!
    \enum SseEventModel::Order

    Where the newest row stands.

    \value NewestLast at the end, as in a log
    \value NewestFirst at the top, as in a list of news
*/

/*!
    \enum SseEventModel::Role

    Roles of every row, in QML by the names that are given here.

    \value KindRole \c kind: a Kind
    \value EventRole \c event: the SseEvent; nothing for rows that are none
    \value ErrorRole \c error: the SseError; nothing for rows that are none
    \value TypeRole \c type: the event's type
    \value IdRole \c id: the event's own ID
    \value DataRole \c data: the event's data, and the text of other rows
    \value LastEventIdRole \c lastEventId
    \value OriginRole \c origin
    \value JsonRole \c json: the event's data read as JSON; nothing when they are none
    \value SummaryRole \c summary: the beginning of the data on one line, at most 200 characters
    \value ReceivedRole \c received: when it arrived, a QDateTime
    \value NumberRole \c number: counts all rows that the model ever had, from 1
    \value FirstFieldRole the first of the \l roles that the program has declared
*/

/*!
    Constructs a model with \a parent that has no source yet.
*/
SseEventModel::SseEventModel(QObject *parent)
    : QAbstractTableModel(parent)
    , d(std::make_unique<SseEventModelPrivate>(this))
{ }

SseEventModel::~SseEventModel() = default;

/*!
    \property SseEventModel::source
    \brief the source whose events it shows; none by default.

    Rows stay when it changes.
*/
SseSource *SseEventModel::source() const
{
    return d->link.source();
}

void SseEventModel::setSource(SseSource *source)
{
    if (!d->link.set(source, this, &SseEventModel::sourceChanged))
        return;
    d->listen();
    Q_EMIT sourceChanged();
}

/*!
    \property SseEventModel::types
    \brief the types of the events that it takes; all by default.

    A stream's unnamed events have the type \c message. Rows that are there already stay.

    \sa SseEventFilterModel::types
*/
QStringList SseEventModel::types() const
{
    return d->types;
}

void SseEventModel::setTypes(const QStringList &types)
{
    if (d->types == types)
        return;
    d->types = types;
    d->typesUtf8.clear();
    for (const QString &type : types)
        d->typesUtf8.append(type.toUtf8());
    Q_EMIT typesChanged(types);
}

/*!
    \property SseEventModel::contents
    \brief what has rows of its own; \c Events by default.
*/
SseEventModel::Contents SseEventModel::contents() const
{
    return d->contents;
}

void SseEventModel::setContents(Contents contents)
{
    if (d->contents == contents)
        return;
    d->contents = contents;
    d->listen();
    Q_EMIT contentsChanged(contents);
}

/*!
    \property SseEventModel::roles
    \brief fields of the events' JSON data that are roles: names, and the paths of the fields.

    A path joins names by dots; brackets hold positions in arrays, from the end when they are
    negative, and names that have dots in them: \c{sensors.temperature}, \c{items[0].name},
    \c{items[-1]}, \c{["a.b"].c}. The empty path is the whole of the data. Where an event has no
   such field, the role has no value.

    A name that is one of the model's own, and a path that is none, are left out with a warning.
*/
QVariantMap SseEventModel::roles() const
{
    return d->roles;
}

void SseEventModel::setRoles(const QVariantMap &roles)
{
    if (d->putsOff([=] { setRoles(roles); }))
        return;
    if (d->roles == roles)
        return;
    QList<SseEventModelPrivate::Field> fields;
    for (auto it = roles.cbegin(); it != roles.cend(); ++it) {
        const SseJsonPath path(it.value().toString());
        const bool isTaken =
            std::any_of(SseEventModelPrivate::builtInRoles().cbegin(),
                        SseEventModelPrivate::builtInRoles().cend(),
                        [&it](const auto &role) { return role.second == it.key().toUtf8(); });
        if (isTaken) {
            qWarning("SseEventModel: the role \"%s\" is left out: the model has one of that name",
                     qUtf8Printable(it.key()));
        } else if (!path.isValid()) {
            qWarning("SseEventModel: the role \"%s\" is left out: its path \"%s\" is none, %s",
                     qUtf8Printable(it.key()), qUtf8Printable(it.value().toString()),
                     qUtf8Printable(path.fault()));
        } else {
            fields.append({ it.key(), path });
        }
    }
    const bool isAlive = d->reset([&] {
        d->roles = roles;
        d->fields = fields;
        d->findColumns();
    });
    if (isAlive)
        Q_EMIT rolesChanged();
}

/*!
    \property SseEventModel::columns
    \brief the names of the roles that are columns of a table, in their order; by default there is
    one column, of summaries.

    The column's value is Qt::DisplayRole (\c display), and its name is the header's. Types, IDs and
    data are cut there as in \c summary.
*/
QStringList SseEventModel::columns() const
{
    return d->columns;
}

void SseEventModel::setColumns(const QStringList &columns)
{
    if (d->putsOff([=] { setColumns(columns); }))
        return;
    if (d->columns == columns)
        return;
    const bool isAlive = d->reset([&] {
        d->columns = columns;
        d->findColumns();
    });
    if (isAlive)
        Q_EMIT columnsChanged(columns);
}

/*!
    \property SseEventModel::order
    \brief where the newest row stands; \c NewestLast by default.
*/
SseEventModel::Order SseEventModel::order() const
{
    return d->order;
}

void SseEventModel::setOrder(Order order)
{
    if (d->putsOff([=] { setOrder(order); }))
        return;
    if (d->order == order)
        return;
    if (d->reset([&] { d->order = order; }))
        Q_EMIT orderChanged(order);
}

/*!
    \property SseEventModel::maximumCount
    \brief the most rows that it keeps; 1000 by default, at least 1.

    When there would be more, the oldest go.
*/
int SseEventModel::maximumCount() const
{
    return d->maximumCount;
}

void SseEventModel::setMaximumCount(int count)
{
    if (d->putsOff([=] { setMaximumCount(count); }))
        return;
    if (!isAtLeast(1, count, "maximumCount", "SseEventModel") || d->maximumCount == count)
        return;
    d->maximumCount = count;
    const QPointer<SseEventModel> self(this);
    d->limitShown();
    if (self)
        Q_EMIT maximumCountChanged(count);
}

/*!
    \property SseEventModel::maximumSize
    \brief the most bytes that its rows may take; 16 MiB by default, at least 1.

    When they would take more, the oldest go. The newest stays, however large it is. Counted are the
    bytes of the events and 256 more for each.
*/
int SseEventModel::maximumSize() const
{
    return d->maximumSize;
}

void SseEventModel::setMaximumSize(int bytes)
{
    if (d->putsOff([=] { setMaximumSize(bytes); }))
        return;
    if (!isAtLeast(1, bytes, "maximumSize", "SseEventModel") || d->maximumSize == bytes)
        return;
    d->maximumSize = bytes;
    const QPointer<SseEventModel> self(this);
    d->limitShown();
    if (self)
        Q_EMIT maximumSizeChanged(bytes);
}

/*!
    \property SseEventModel::paused
    \brief whether rows stay as they are, so that they can be read in peace; false by default.

    What arrives meanwhile is held back, within the same limits, and shown when the model is no
    longer paused. The source goes on reading; to make the server wait, pause that.

    \sa heldCount, SseSource::paused
*/
bool SseEventModel::isPaused() const
{
    return d->isPaused;
}

void SseEventModel::setPaused(bool paused)
{
    if (d->putsOff([=] { setPaused(paused); }))
        return;
    if (d->isPaused == paused)
        return;
    const QPointer<SseEventModel> self(this);
    // What has arrived until now belongs to what is to be read.
    if (paused)
        d->showWaiting();
    if (!self)
        return;
    d->isPaused = paused;
    if (!paused)
        d->showWaiting();
    if (self)
        Q_EMIT pausedChanged(paused);
}

/*!
    \property SseEventModel::count
    \brief the number of rows.
*/
int SseEventModel::count() const
{
    return d->shown.count();
}

/*!
    \property SseEventModel::heldCount
    \brief the number of rows that are held back because the model is paused.
*/
int SseEventModel::heldCount() const
{
    return d->isPaused ? d->waiting.count() : 0;
}

/*!
    Removes all rows, and those that are held back.
*/
void SseEventModel::clear()
{
    if (d->putsOff([=] { clear(); }))
        return;
    d->waiting.clear();
    if (d->reset([this] { d->shown.clear(); }))
        d->announceCounts();
}

/*!
    Returns the event in \a row, an empty one if the row is no event or is not there.
*/
SseEvent SseEventModel::eventAt(int row) const
{
    const auto *const found = d->rowAt(row);
    return found && found->event() ? *found->event() : SseEvent();
}

/*!
    Returns the whole text of \a row: the data of an event, what happened for other rows.
*/
QString SseEventModel::textAt(int row) const
{
    const auto *const found = d->rowAt(row);
    return found ? found->text() : QString();
}

/*!
    Returns the text of \a row for people: JSON data with a line for each member, its order and
    figures as they came. It is cut after 64 KiB; data of more than one MiB are not laid out.
*/
QString SseEventModel::prettyTextAt(int row) const
{
    const auto *const found = d->rowAt(row);
    return found ? found->prettyText() : QString();
}

/*!
    Returns \a row as one line of JSON, without a line break: an object with \c kind, \c time and
    what belongs to the kind, as \c{ssecat --format jsonl} prints it.
*/
QByteArray SseEventModel::jsonLineAt(int row) const
{
    const auto *const found = d->rowAt(row);
    if (!found)
        return {};
    const QString time =
        QDateTime::fromMSecsSinceEpoch(found->received).toUTC().toString(Qt::ISODateWithMs);
    if (const SseEvent *const event = found->event())
        return SseJsonLine::ofEvent(*event).add(QStringLiteral("time"), time).toUtf8();
    QByteArray line = found->note()->line;
    line.insert(line.size() - 1, ",\"time\":\"" + time.toLatin1() + '"');
    return line;
}

int SseEventModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : d->shown.count();
}

int SseEventModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : std::max(1, int(d->columns.size()));
}

QVariant SseEventModel::data(const QModelIndex &index, int role) const
{
    const auto *const row = index.isValid() ? d->rowAt(index.row()) : nullptr;
    if (!row)
        return {};
    if (role == Qt::DisplayRole)
        return d->displayedValue(*row, d->columnRoles.value(index.column(), SummaryRole));
    return d->value(*row, role);
}

QVariant SseEventModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::DisplayRole && section >= 0
        && section < d->columns.size()) {
        return d->columns.at(section);
    }
    return QAbstractTableModel::headerData(section, orientation, role);
}

QHash<int, QByteArray> SseEventModel::roleNames() const
{
    QHash<int, QByteArray> names;
    for (const auto &role : SseEventModelPrivate::builtInRoles())
        names.insert(role.first, role.second);
    for (qsizetype i = 0; i < d->fields.size(); ++i)
        names.insert(FirstFieldRole + int(i), d->fields.at(i).name.toUtf8());
    return names;
}

#include "moc_sseeventmodel.cpp"
