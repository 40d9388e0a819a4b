// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatmarkdownmodel_p.h"

#include <QtCore/qelapsedtimer.h>

#include <algorithm>
#include <utility>

namespace {

// So much is taken in at once, however long it lasts; more only as long as the turn is short.
constexpr qsizetype TurnSize = 16 * 1024;
constexpr qint64 TurnMilliseconds = 8;
constexpr qsizetype SliceSize = 2048;
constexpr qsizetype TurnRows = 500; // views make items of them
constexpr size_t MaximumWaiting = 512;

} // namespace

// Listens to the part, and shows the text that it has.
void ChatMarkdownModelPrivate::follow()
{
    const QPointer<ChatMarkdownModel> self(q);
    if (part) {
        QObject::connect(part, &ChatPart::textAppended, q,
                         [this](const QString &fragment) { take(fragment, false); });
        QObject::connect(part, &ChatPart::textReset, q, [this] { takePart(); });
        QObject::connect(part, &ChatPart::streamingChanged, q, [this] {
            if (part && !part->isStreaming())
                complete();
        });
        QObject::connect(part, &QObject::destroyed, q, [this] { follow(); });
        takePart();
    } else {
        clear();
    }
    if (self)
        Q_EMIT q->partChanged();
}

void ChatMarkdownModelPrivate::takePart()
{
    const QPointer<ChatMarkdownModel> self(q);
    clear();
    if (self && part)
        take(part->text(), !part->isStreaming());
}

void ChatMarkdownModelPrivate::clear()
{
    text.clear();
    m_pending.clear();
    m_offset = 0;
    m_blocks = {};
    m_references = {};
    m_waiting.clear();
    m_defined.clear();
    m_finishedCount = 0;
    m_nextNumber = 1;
    m_isComplete = false;
    m_hasNewText = true;
    timer.stop();
    update();
}

void ChatMarkdownModelPrivate::take(const QString &fragment, bool isLast)
{
    if (!part)
        text += fragment;
    m_pending += fragment;
    m_isComplete = isLast;
    m_hasNewText = true;
    update();
}

void ChatMarkdownModelPrivate::complete()
{
    if (std::exchange(m_isComplete, true))
        return;
    update();
}

// Handlers of the model's signals may add text; it is taken in when all have been told.
void ChatMarkdownModelPrivate::update()
{
    if (m_isShowing)
        timer.start(0, q);
    else if (!timer.isActive())
        goOn();
}

void ChatMarkdownModelPrivate::goOn()
{
    timer.stop();
    const QPointer<ChatMarkdownModel> self(q);
    m_isShowing = true;
    const bool hasNewText = std::exchange(m_hasNewText, false);
    QList<ChatMarkdownRow> rowsOfTurn = takeTurn();
    const int finished = int(rowsOfTurn.size());
    m_tailReferences = m_references;
    if (m_pending.isEmpty())
        appendTail(&rowsOfTurn);
    if (!show(rowsOfTurn, finished) || !setBusy(!m_pending.isEmpty()))
        return;
    if (!link(std::exchange(m_defined, {})))
        return;
    if (hasNewText)
        Q_EMIT q->textChanged();
    if (!self)
        return;
    m_isShowing = false;
    if (!m_pending.isEmpty())
        timer.start(0, q);
}

QList<ChatMarkdownRow> ChatMarkdownModelPrivate::takeTurn()
{
    QElapsedTimer clock;
    clock.start();
    QList<ChatMarkdownRow> taken;
    const qsizetype start = m_offset;
    while (m_offset < m_pending.size() && taken.size() < TurnRows
           && (m_offset - start < TurnSize || clock.elapsed() < TurnMilliseconds)) {
        m_blocks.feed(QStringView(m_pending).mid(m_offset, SliceSize));
        m_offset = std::min(m_offset + SliceSize, m_pending.size());
        const auto pieces = m_blocks.takeFinished();
        for (const ChatMarkdownPiece &piece : pieces)
            takePiece(piece, &taken);
    }
    if (m_offset == m_pending.size()) {
        m_pending.clear();
        m_offset = 0;
    }
    return taken;
}

void ChatMarkdownModelPrivate::takePiece(const ChatMarkdownPiece &piece,
                                         QList<ChatMarkdownRow> *into)
{
    QSet<QString> labels;
    if (piece.kind == ChatMarkdownPiece::Kind::Markdown) {
        m_defined.unite(m_references.collect(piece.source));
        labels = ChatMarkdownReferences::labelsIn(piece.source);
    }
    auto result =
        ChatMarkdownHtml::rendered(piece, m_references.definitionsOf(labels), m_nextNumber);
    if (!m_references.hasAll(labels)) {
        m_waiting.push_back({ piece, labels, m_nextNumber, m_finishedCount + int(into->size()),
                              int(result.rows.size()) });
        if (m_waiting.size() > MaximumWaiting)
            m_waiting.pop_front();
    }
    m_nextNumber = result.nextNumber;
    for (ChatMarkdownRow &row : result.rows) {
        row.isFinished = true;
        into->append(std::move(row));
    }
}

void ChatMarkdownModelPrivate::appendTail(QList<ChatMarkdownRow> *into)
{
    const auto pieces = m_blocks.tail(!m_isComplete);
    int number = m_nextNumber;
    for (const ChatMarkdownPiece &piece : pieces) {
        QSet<QString> labels;
        if (piece.kind == ChatMarkdownPiece::Kind::Markdown) {
            // What is still growing defines nothing yet.
            if (m_isComplete)
                m_defined.unite(m_tailReferences.collect(piece.source));
            labels = ChatMarkdownReferences::labelsIn(piece.source);
        }
        auto result =
            ChatMarkdownHtml::rendered(piece, m_tailReferences.definitionsOf(labels), number);
        number = result.nextNumber;
        for (ChatMarkdownRow &row : result.rows) {
            row.isFinished = m_isComplete;
            into->append(std::move(row));
        }
    }
}

// Puts rows where the unfinished ones are, the first of them finished now.
bool ChatMarkdownModelPrivate::show(const QList<ChatMarkdownRow> &newRows, int finishedCount)
{
    const int first = m_finishedCount;
    m_finishedCount += finishedCount;
    return changeRows(first, newRows) && resize(first, newRows);
}

bool ChatMarkdownModelPrivate::changeRows(int first, const QList<ChatMarkdownRow> &newRows)
{
    const int common = int(std::min(rows.size() - first, newRows.size()));
    int begin = -1;
    int end = -1;
    for (int i = 0; i < common; ++i) {
        if (rows[first + i] == newRows[i])
            continue;
        rows[first + i] = newRows[i];
        end = first + i;
        if (begin < 0)
            begin = end;
    }
    const QPointer<ChatMarkdownModel> self(q);
    if (begin >= 0)
        Q_EMIT q->dataChanged(q->index(begin), q->index(end));
    return self;
}

bool ChatMarkdownModelPrivate::resize(int first, const QList<ChatMarkdownRow> &newRows)
{
    const QPointer<ChatMarkdownModel> self(q);
    const int oldCount = int(rows.size());
    const int newCount = first + int(newRows.size());
    if (newCount == oldCount)
        return true;
    if (newCount > oldCount) {
        q->beginInsertRows({}, oldCount, newCount - 1);
        rows.append(newRows.mid(oldCount - first));
        q->endInsertRows();
    } else {
        q->beginRemoveRows({}, newCount, oldCount - 1);
        rows.resize(newCount);
        q->endRemoveRows();
    }
    if (self)
        Q_EMIT q->countChanged(newCount);
    return self;
}

// Draws finished blocks again that name these labels.
bool ChatMarkdownModelPrivate::link(const QSet<QString> &labels)
{
    if (labels.isEmpty())
        return true;
    int begin = -1;
    int end = -1;
    for (const Waiting &waiting : m_waiting) {
        if (!waiting.labels.intersects(labels))
            continue;
        const auto result = ChatMarkdownHtml::rendered(
            waiting.piece, m_tailReferences.definitionsOf(waiting.labels), waiting.number);
        if (result.rows.size() != waiting.rowCount || waiting.row + waiting.rowCount > rows.size())
            continue;
        for (int i = 0; i < waiting.rowCount; ++i) {
            rows[waiting.row + i] = result.rows[i];
            rows[waiting.row + i].isFinished = true;
        }
        begin = begin < 0 ? waiting.row : std::min(begin, waiting.row);
        end = std::max(end, waiting.row + waiting.rowCount - 1);
    }
    const QPointer<ChatMarkdownModel> self(q);
    if (begin >= 0)
        Q_EMIT q->dataChanged(q->index(begin), q->index(end));
    return self;
}

bool ChatMarkdownModelPrivate::setBusy(bool busy)
{
    if (m_isBusy == busy)
        return true;
    m_isBusy = busy;
    const QPointer<ChatMarkdownModel> self(q);
    Q_EMIT q->busyChanged(busy);
    return self;
}
