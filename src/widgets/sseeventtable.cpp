// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "sseeventtable_p.h"

#include "sseeventdelegate_p.h"
#include "sseeventview.h"

#include <QtCore/qscopedvaluerollback.h>
#include <QtGui/qevent.h>
#include <QtWidgets/qheaderview.h>
#include <QtWidgets/qlabel.h>
#include <QtWidgets/qpushbutton.h>
#include <QtWidgets/qscrollbar.h>

#include <algorithm>
#include <utility>

SseEventTable::SseEventTable(SseEventRows *rows, QWidget *parent)
    : QTableView(parent)
    , m_rows(rows)
    , m_latest(new QPushButton(this))
    , m_note(new QLabel(this))
{
    // First of all who listen: a row that goes is no longer chosen, and no other one in its place.
    connect(rows, &QAbstractItemModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex &, int first, int last) {
                const int row = currentIndex().row();
                if (row >= first && row <= last)
                    selectionModel()->clear();
            });
    setModel(rows);
    // Qt's own view lays out later, and may be painted or clicked before.
    const auto layOut = [this] {
        if (isVisible())
            executeDelayedItemsLayout();
    };
    connect(rows, &QAbstractItemModel::rowsInserted, this, layOut);
    connect(rows, &QAbstractItemModel::rowsRemoved, this, layOut);
    connect(rows, &QAbstractItemModel::layoutChanged, this, layOut);
    connect(rows, &QAbstractItemModel::modelReset, this, layOut);
    setItemDelegate(new SseEventDelegate(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setAutoScroll(false);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setUpHeaders();

    m_latest->setObjectName(QStringLiteral("latestButton"));
    m_latest->hide();
    m_note->setObjectName(QStringLiteral("note"));
    m_note->setTextFormat(Qt::PlainText);
    m_note->setAlignment(Qt::AlignCenter);
    m_note->setWordWrap(true);
    m_note->setAttribute(Qt::WA_TransparentForMouseEvents);
    connect(m_latest, &QPushButton::clicked, this, [this] {
        follow();
        setFocus();
    });
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &SseEventTable::settle);
    connect(verticalScrollBar(), &QScrollBar::sliderReleased, this, &SseEventTable::place);
    retranslate();
}

void SseEventTable::setUpHeaders()
{
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    QHeaderView *const header = horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionsClickable(true);
    header->setStretchLastSection(true);
    header->setMinimumSectionSize(20);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setSectionResizeMode(SseEventRows::KindColumn, QHeaderView::Fixed);
    header->setSectionResizeMode(SseEventRows::ReceivedColumn, QHeaderView::Fixed);
    header->resizeSection(SseEventRows::TypeColumn, 110);
    header->resizeSection(SseEventRows::IdColumn, 70);
    header->setSortIndicator(SseEventRows::ReceivedColumn, Qt::AscendingOrder);
    header->setSortIndicatorClearable(true);
    setSortingEnabled(true);
    // After the rows were sorted.
    connect(header, &QHeaderView::sortIndicatorChanged, this, [this] {
        const int row = currentIndex().row();
        m_isFollowing = row < 0;
        if (row >= 0)
            reveal(row);
        place();
    });
    fit();
}

// Every row is as high as the others.
void SseEventTable::fit()
{
    const QFontMetrics metrics = fontMetrics();
    QHeaderView *const header = horizontalHeader();
    // As wide as the reader made them, for letters of that size.
    if (const int before = std::exchange(m_fontHeight, metrics.height()); before > 0) {
        for (const int column : { SseEventRows::TypeColumn, SseEventRows::IdColumn })
            header->resizeSection(column, header->sectionSize(column) * m_fontHeight / before);
    }
    verticalHeader()->setMinimumSectionSize(metrics.height() + 6);
    verticalHeader()->setDefaultSectionSize(metrics.height() + 6);
    header->resizeSection(SseEventRows::KindColumn, rowHeight());
    header->resizeSection(SseEventRows::ReceivedColumn,
                          metrics.horizontalAdvance(QStringLiteral("00:00:00.000"))
                              + 4 * SseEventDelegate::Margin);
}

int SseEventTable::rowHeight() const
{
    return verticalHeader()->defaultSectionSize();
}

void SseEventTable::retranslate()
{
    m_latest->setText(SseEventView::tr("Jump to latest"));
    setAccessibleName(SseEventView::tr("Events"));
    m_rows->retranslate();
    placeOverlays();
}

// What stands in place of rows where there are none.
void SseEventTable::setNote(const QString &note)
{
    if (m_note->text() != note)
        m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

// Where rows stand that are to be followed: the newest, or those that come first.
int SseEventTable::edgeRow() const
{
    return m_rows->isSorted() ? 0 : m_rows->rowCount() - 1;
}

void SseEventTable::follow()
{
    m_isFollowing = true;
    place();
}

void SseEventTable::place()
{
    if (verticalScrollBar()->isSliderDown())
        return;
    if (m_isFollowing)
        scrollTo(m_rows->isSorted() ? 0 : verticalScrollBar()->maximum());
    else if (m_anchor.isValid())
        scrollTo(m_anchor.row() * rowHeight() + m_anchorOffset);
    else if (!m_rows->isSorted())
        scrollTo(0); // it was among the oldest, which have gone
    rememberPlace();
    placeOverlays();
}

void SseEventTable::scrollTo(int offset)
{
    const QScopedValueRollback placing(m_isPlacing, true);
    verticalScrollBar()->setValue(offset);
}

void SseEventTable::reveal(int row)
{
    const int top = row * rowHeight();
    scrollTo(std::max(top + rowHeight() - viewport()->height(),
                      std::min(verticalScrollBar()->value(), top)));
    rememberPlace();
}

void SseEventTable::rememberPlace()
{
    const int value = verticalScrollBar()->value();
    const QRect chosen = visualRect(currentIndex());
    const bool isSeen = chosen.isValid() && viewport()->rect().contains(chosen.center());
    m_anchor = m_rows->index(isSeen ? currentIndex().row() : value / rowHeight(), 0);
    m_anchorOffset = value - m_anchor.row() * rowHeight();
}

// After it was scrolled by the reader.
void SseEventTable::settle()
{
    if (m_isPlacing)
        return;
    const QScrollBar *const bar = verticalScrollBar();
    m_isFollowing = m_rows->isSorted() ? bar->value() < rowHeight()
                                       : bar->value() > bar->maximum() - rowHeight();
    rememberPlace();
    placeOverlays();
}

void SseEventTable::updateGeometries()
{
    {
        const QScopedValueRollback placing(m_isPlacing, true);
        QTableView::updateGeometries();
    }
    verticalScrollBar()->setSingleStep(rowHeight());
    place();
}

void SseEventTable::placeOverlays()
{
    const QRect room = viewport()->geometry();
    const QSize size = m_latest->sizeHint();
    m_latest->setGeometry(room.center().x() - size.width() / 2, room.bottom() - size.height() - 7,
                          size.width(), size.height());
    m_latest->setVisible(!m_isFollowing && m_rows->isByTime()
                         && verticalScrollBar()->maximum() > 0);
    m_note->setGeometry(room.adjusted(8, 8, -8, -8));
}

// By mouse or by key.
void SseEventTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (!current.isValid())
        return;
    // What is read is not to run away.
    m_isFollowing = current.row() == edgeRow();
    reveal(current.row());
    place();
    Q_EMIT chosen(current.row());
}

void SseEventTable::select(int row)
{
    const int count = m_rows->rowCount();
    if (count == 0)
        return;
    const int wanted = std::clamp(row, 0, count - 1);
    selectionModel()->setCurrentIndex(
        m_rows->index(wanted, 0), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

int SseEventTable::rowByKey(int key) const
{
    const int page = std::max(1, viewport()->height() / rowHeight() - 1);
    const int row = currentIndex().isValid() ? currentIndex().row() : m_rows->rowCount();
    switch (key) {
    case Qt::Key_Up:
        return row - 1;
    case Qt::Key_Down:
        return row + 1;
    case Qt::Key_PageUp:
        return row - page;
    case Qt::Key_PageDown:
        return row + page;
    case Qt::Key_End:
        return m_rows->rowCount();
    default:
        return 0;
    }
}

void SseEventTable::keyPressEvent(QKeyEvent *event)
{
    const bool isPlain = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    event->setAccepted(isPlain);
    if (!isPlain)
        return;
    switch (event->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
    case Qt::Key_Home:
    case Qt::Key_End:
        select(rowByKey(event->key()));
        break;
    case Qt::Key_Space:
        Q_EMIT pausePressed();
        break;
    case Qt::Key_Escape:
        event->setAccepted(currentIndex().isValid());
        Q_EMIT closePressed();
        break;
    default:
        event->ignore();
    }
}

// Qt's own view would choose a row.
void SseEventTable::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void SseEventTable::contextMenuEvent(QContextMenuEvent *event)
{
    const bool isByKey = event->reason() == QContextMenuEvent::Keyboard;
    const QPoint place = isByKey ? visualRect(currentIndex()).bottomLeft()
                                 : viewport()->mapFromGlobal(event->globalPos());
    if (isByKey || indexAt(place).isValid())
        Q_EMIT menuRequested(viewport()->mapToGlobal(place));
}

void SseEventTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fit();
}
