// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "sseeventmodel_p.h"

#include "ssejsonline_p.h"
#include "ssejsontext_p.h"
#include "ssetext_p.h"

#include <QtCore/qdatetime.h>

#include <algorithm>
#include <utility>

using Kind = SseEventModel::Kind;

namespace {

constexpr int SummaryLength = 200;
constexpr qsizetype SummaryBytes = 1024; // enough for so many characters
constexpr qsizetype RowOverhead = 256;
// A text that takes longer to check than a frame lasts is shown as it is.
constexpr qsizetype PrettySize = 1024 * 1024;
constexpr qsizetype PrettyLength = 64 * 1024;
constexpr qsizetype PrettyBytes = PrettyLength * 4; // enough for so many characters

// Objects and arrays are maps and lists, as QML and views know them.
QVariant toVariant(const QJsonValue &value)
{
    return value.isUndefined() ? QVariant() : value.toVariant();
}

// Cut so that no character is broken.
QString shortened(QString text, qsizetype length)
{
    if (text.size() <= length)
        return text;
    text.truncate(text.at(length - 1).isHighSurrogate() ? length - 1 : length);
    return text + QChar(0x2026);
}

QString onOneLine(const QByteArray &utf8)
{
    QString text = SseText::toString(utf8.left(SummaryBytes));
    for (QChar &character : text) {
        if (character.category() == QChar::Other_Control
            || character.category() == QChar::Separator_Line
            || character.category() == QChar::Separator_Paragraph) {
            character = u' ';
        }
    }
    return shortened(text, SummaryLength);
}

} // namespace

// What stands in a row

const QList<QPair<int, QByteArray>> &SseEventModelPrivate::builtInRoles()
{
    static const QList<QPair<int, QByteArray>> roles{
        { Qt::DisplayRole, "display" },
        { SseEventModel::KindRole, "kind" },
        { SseEventModel::EventRole, "event" },
        { SseEventModel::ErrorRole, "error" },
        { SseEventModel::TypeRole, "type" },
        { SseEventModel::IdRole, "id" },
        { SseEventModel::DataRole, "data" },
        { SseEventModel::LastEventIdRole, "lastEventId" },
        { SseEventModel::OriginRole, "origin" },
        { SseEventModel::JsonRole, "json" },
        { SseEventModel::SummaryRole, "summary" },
        { SseEventModel::ReceivedRole, "received" },
        { SseEventModel::NumberRole, "number" },
    };
    return roles;
}

qsizetype SseEventModelPrivate::Row::size() const
{
    if (const SseEvent *const known = event()) {
        return RowOverhead + known->typeUtf8().size() + known->dataUtf8().size()
            + known->idUtf8().size() + known->lastEventIdUtf8().size();
    }
    return RowOverhead + note()->text.size() * 2 + note()->line.size()
        + note()->error.responseBody().size();
}

QString SseEventModelPrivate::Row::text() const
{
    return event() ? event()->data() : note()->text;
}

QString SseEventModelPrivate::Row::summary() const
{
    return onOneLine(event() ? event()->dataUtf8() : note()->text.left(SummaryBytes).toUtf8());
}

QString SseEventModelPrivate::Row::prettyText() const
{
    const SseEvent *const known = event();
    const bool isLaidOut =
        known && known->dataUtf8().size() <= PrettySize && !known->json().isUndefined();
    return shortened(
        isLaidOut ? SseText::toString(SseJsonText::pretty(known->dataUtf8(), PrettyBytes)) : text(),
        PrettyLength);
}

void SseEventModelPrivate::Rows::append(Row &&row)
{
    size += row.size();
    list.push_back(std::move(row));
}

void SseEventModelPrivate::Rows::removeOldest(int count)
{
    for (; count > 0; --count) {
        size -= list.front().size();
        list.pop_front();
    }
}

void SseEventModelPrivate::Rows::clear()
{
    list.clear();
    size = 0;
}

const SseEventModelPrivate::Row *SseEventModelPrivate::rowAt(int row) const
{
    if (row < 0 || row >= shown.count())
        return nullptr;
    const int place = order == SseEventModel::Order::NewestLast ? row : shown.count() - 1 - row;
    return &shown.list[std::size_t(place)];
}

QVariant SseEventModelPrivate::value(const Row &row, int role) const
{
    switch (role) {
    case SseEventModel::KindRole:
        return QVariant::fromValue(row.kind);
    case SseEventModel::ReceivedRole:
        return QDateTime::fromMSecsSinceEpoch(row.received);
    case SseEventModel::NumberRole:
        return qlonglong(row.number);
    case SseEventModel::DataRole:
        return row.text();
    case SseEventModel::SummaryRole:
        return row.summary();
    case SseEventModel::ErrorRole:
        return row.kind == Kind::Error ? QVariant::fromValue(row.note()->error) : QVariant();
    default:
        return row.event() ? eventValue(*row.event(), row.number, role) : QVariant();
    }
}

// What a view lays out is short: a type may be as long as data.
QVariant SseEventModelPrivate::displayedValue(const Row &row, int role) const
{
    switch (role) {
    case SseEventModel::TypeRole:
        return row.event() ? onOneLine(row.event()->typeUtf8()) : QVariant();
    case SseEventModel::IdRole:
        return row.event() ? onOneLine(row.event()->idUtf8()) : QVariant();
    case SseEventModel::LastEventIdRole:
        return row.event() ? onOneLine(row.event()->lastEventIdUtf8()) : QVariant();
    case SseEventModel::DataRole:
        return row.summary();
    default:
        return value(row, role);
    }
}

QVariant SseEventModelPrivate::eventValue(const SseEvent &event, quint64 number, int role) const
{
    switch (role) {
    case SseEventModel::EventRole:
        return QVariant::fromValue(event);
    case SseEventModel::TypeRole:
        return event.type();
    case SseEventModel::IdRole:
        return event.id();
    case SseEventModel::LastEventIdRole:
        return event.lastEventId();
    case SseEventModel::OriginRole:
        return event.origin();
    case SseEventModel::JsonRole:
        return toVariant(json(event, number));
    default:
        break;
    }
    const int field = role - SseEventModel::FirstFieldRole;
    if (field < 0 || field >= fields.size())
        return {};
    return toVariant(fields.at(field).path.valueIn(json(event, number)));
}

QJsonValue SseEventModelPrivate::json(const SseEvent &event, quint64 number) const
{
    if (m_readNumber != number) {
        m_readNumber = number;
        m_readJson = event.json();
    }
    return m_readJson;
}

void SseEventModelPrivate::findColumns()
{
    columnRoles.clear();
    for (const QString &column : std::as_const(columns))
        columnRoles.append(roleOf(column));
}

int SseEventModelPrivate::roleOf(const QString &name) const
{
    for (const auto &role : builtInRoles()) {
        if (role.second == name.toUtf8() && role.first != Qt::DisplayRole)
            return role.first;
    }
    for (qsizetype i = 0; i < fields.size(); ++i) {
        if (fields.at(i).name == name)
            return SseEventModel::FirstFieldRole + int(i);
    }
    return -1; // no value: the role may be declared later
}

// How rows come and go

SseEventModelPrivate::SseEventModelPrivate(SseEventModel *model)
    : q(model)
    , m_pacer(model, [this] { update(); })
{ }

// Only to what has rows: a source that nobody asks for comments makes none.
void SseEventModelPrivate::listen()
{
    for (const QMetaObject::Connection &connection : std::as_const(m_connections))
        QObject::disconnect(connection);
    m_connections.clear();
    SseSource *const source = link.source();
    if (!source)
        return;
    const auto connect = [&](auto signal, auto slot) {
        m_connections.append(QObject::connect(source, signal, q, slot));
    };
    if (contents & SseEventModel::Events)
        connect(&SseSource::eventReceived, [this](const SseEvent &event) { takeEvent(event); });
    if (contents & SseEventModel::Comments)
        connect(&SseSource::commentReceived, [this](const QString &text) { takeComment(text); });
    if (contents & SseEventModel::Connection) {
        connect(&SseSource::opened, [this] { takeOpening(); });
        connect(&SseSource::retryReceived, [this](int milliseconds) { takeRetry(milliseconds); });
        connect(&SseSource::errorOccurred, [this](const SseError &error) { takeError(error); });
        connect(&SseSource::closed, [this](SseSource::CloseReason reason) { takeClosing(reason); });
    }
}

void SseEventModelPrivate::takeEvent(const SseEvent &event)
{
    if (link.isLive() && (types.isEmpty() || typesUtf8.contains(event.typeUtf8())))
        take(Kind::Event, event);
}

void SseEventModelPrivate::takeComment(const QString &text)
{
    if (link.isLive())
        takeNote(Kind::Comment, text, SseJsonLine::ofComment(text));
}

void SseEventModelPrivate::takeRetry(int milliseconds)
{
    takeNote(
        Kind::Retry,
        SseEventModel::tr("The server asks for a reconnection time of %1 ms.").arg(milliseconds),
        SseJsonLine::ofRetry(milliseconds));
}

void SseEventModelPrivate::takeOpening()
{
    const SseSource *const source = link.nearSource();
    // What is saved goes to others.
    const QUrl url =
        source ? source->responseUrl().adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery) : QUrl();
    const QString text = url.isEmpty()
        ? SseEventModel::tr("The stream is open.")
        : SseEventModel::tr("The stream is open: %1").arg(url.toDisplayString());
    takeNote(Kind::Opened, text, SseJsonLine::ofOpening(url));
}

void SseEventModelPrivate::takeError(const SseError &error)
{
    QString text = error.message();
    if (error.willReconnect())
        text +=
            u' ' + SseEventModel::tr("The next attempt is in %1 ms.").arg(error.reconnectDelay());
    takeNote(Kind::Error, text, SseJsonLine::ofError(error), error);
}

void SseEventModelPrivate::takeClosing(SseSource::CloseReason reason)
{
    const auto text = [reason] {
        switch (reason) {
        case SseSource::CloseReason::Requested:
            return SseEventModel::tr("The source was closed.");
        case SseSource::CloseReason::Ended:
            return SseEventModel::tr("The stream has ended.");
        case SseSource::CloseReason::Failed:
            break;
        }
        return SseEventModel::tr("The source is closed: there will be no further attempt.");
    };
    const SseSource *const source = link.nearSource();
    const QString lastEventId = source ? source->lastEventId() : QString();
    takeNote(Kind::Closed, text(), SseJsonLine::ofClosing(reason, lastEventId));
}

void SseEventModelPrivate::takeNote(Kind kind, const QString &text, const SseJsonLine &line,
                                    const SseError &error)
{
    take(kind, Note{ text, line.toUtf8(), error });
}

void SseEventModelPrivate::take(Kind kind, std::variant<SseEvent, Note> &&content)
{
    waiting.append(
        { kind, QDateTime::currentMSecsSinceEpoch(), ++m_lastNumber, std::move(content) });
    while (waiting.count() > 1 && !fits(waiting.count(), waiting.size))
        waiting.removeOldest(1);
    m_pacer.request();
}

void SseEventModelPrivate::update()
{
    if (isPaused)
        announceCounts();
    else
        showWaiting();
}

// All that has arrived since the last frame in one insertion. Whoever looks on may change or
// destroy the model at every step.
void SseEventModelPrivate::showWaiting()
{
    m_pacer.cancel();
    if (waiting.list.empty())
        return;
    Rows arrived;
    std::swap(arrived, waiting);
    if (!removeOldest(excess(arrived)))
        return;
    const QPointer<SseEventModel> self(q);
    const int count = arrived.count();
    const int first = order == SseEventModel::Order::NewestLast ? shown.count() : 0;
    m_isChanging = true;
    q->beginInsertRows({}, first, first + count - 1);
    for (Row &row : arrived.list)
        shown.append(std::move(row));
    m_isChanging = false;
    q->endInsertRows();
    if (self)
        announceCounts();
}

// After a limit was lowered.
void SseEventModelPrivate::limitShown()
{
    while (waiting.count() > 1 && !fits(waiting.count(), waiting.size))
        waiting.removeOldest(1);
    int count = excess({});
    if (count == shown.count())
        --count; // the newest stays
    if (removeOldest(count))
        announceCounts();
}

int SseEventModelPrivate::excess(const Rows &others) const
{
    int count = 0;
    qsizetype size = shown.size + others.size;
    while (count < shown.count() && !fits(shown.count() - count + others.count(), size))
        size -= shown.list[std::size_t(count++)].size();
    return count;
}

bool SseEventModelPrivate::removeOldest(int count)
{
    if (count < 1)
        return true;
    const QPointer<SseEventModel> self(q);
    const int first = order == SseEventModel::Order::NewestLast ? 0 : shown.count() - count;
    m_isChanging = true;
    q->beginRemoveRows({}, first, first + count - 1);
    shown.removeOldest(count);
    m_isChanging = false;
    q->endRemoveRows();
    return !self.isNull();
}

void SseEventModelPrivate::announceCounts()
{
    const QPointer<SseEventModel> self(q);
    const int count = q->count();
    if (std::exchange(m_announcedCount, count) != count)
        Q_EMIT q->countChanged(count);
    if (!self)
        return;
    const int held = q->heldCount();
    if (std::exchange(m_announcedHeldCount, held) != held)
        Q_EMIT q->heldCountChanged(held);
}
