// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "sseeventview_p.h"

#include "sseelidedlabel_p.h"
#include "sseeventdetails_p.h"
#include "sseeventtable_p.h"
#include "sseeventtoolbar_p.h"
#include "sseeventwords_p.h"
#include "ssestatuslabel.h"

#include <QtCore/qpointer.h>
#include <QtGui/qclipboard.h>
#include <QtGui/qevent.h>
#include <QtGui/qguiapplication.h>
#include <QtWidgets/qboxlayout.h>
#include <QtWidgets/qfiledialog.h>
#include <QtWidgets/qmenu.h>
#include <QtWidgets/qsplitter.h>

/*!
    \class SseEventView
    \inmodule SseQt
    \inheaderfile SseQt/SseEventView
    \brief Shows the events of a source as they come, as the developer tools of browsers do.

    \code
    SseEventView view(&source);
    view.show();
    \endcode

    A table has a row for each event, with its time, type, ID and the beginning of its data, and
    rows for what happens to the connection. It follows the newest, unless the reader scrolls away.
    The row that is chosen is shown at length beside it, or below where that is narrow, JSON with a
    line for each member. Rows can be filtered by a text and by a type, held back, cleared, copied,
    and saved as lines of JSON. It is meant for 480 by 320 pixels and more.

    A click on the name of a column sorts by it, another one the other way round, and a third one
    not at all. Numbers come before texts, and of what is the same the older first. Rows that come
    are put into their places, many at once, so that this goes on at ten thousand events a second.
    The oldest rows go when there are too many, wherever they stand.

    \table
    \header \li Keys \li
    \row \li Arrows, Page Up, Page Down, Home, End \li choose a row
    \row \li Ctrl+F \li filter
    \row \li Ctrl+C, Ctrl+Shift+C \li copy the data, or the whole row
    \row \li Ctrl+S \li save
    \row \li Ctrl+L \li clear
    \row \li Space \li pause, and go on
    \row \li Escape \li close the details, or empty the filter
    \endtable

    What servers send is never taken for markup. Characters that would turn or hide others are
    replaced where they are shown; copied and saved are the events as they came.

    Only what is visible is drawn, at most once in 16 milliseconds, and no more rows are kept than
    \l maximumCount.

    A style sheet may set \c background, \c border and \c padding of \c SseEventView. Its parts have
    names: \c{#table}, \c{#filterField}, \c{#typeFilter}, \c{#details}, \c{#detailsText},
    \c{#status}, \c{#message} and \c{#counts}. Rows are painted in \c color, \c selection-color and
    \c selection-background-color of the table; \c{QTableView::item} does not reach them.

    The source is not owned, and may be destroyed first; its rows stay. One that lives in another
    thread is shown without the state of its connection, and must not be destroyed while this thread
    sets another.

    \since 0.1
    \sa SseStatusLabel, SseEventModel
*/

/*!
    Constructs a view with \a parent that has no source yet.
*/
SseEventView::SseEventView(QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<SseEventViewPrivate>(this))
{ }

/*!
    Constructs a view with \a parent of the events of \a source.
*/
SseEventView::SseEventView(SseSource *source, QWidget *parent)
    : SseEventView(parent)
{
    setSource(source);
}

SseEventView::~SseEventView() = default;

/*!
    \property SseEventView::source
    \brief the source whose events it shows; none by default.

    Rows stay when it changes.
*/
SseSource *SseEventView::source() const
{
    return d->model.source();
}

void SseEventView::setSource(SseSource *source)
{
    const bool isNear = !source || source->thread() == thread();
    d->status->setSource(isNear ? source : nullptr);
    d->status->setVisible(isNear);
    d->model.setSource(source);
}

/*!
    \property SseEventView::maximumCount
    \brief the most rows that it keeps; 1000 by default, at least 1.
*/
int SseEventView::maximumCount() const
{
    return d->model.maximumCount();
}

void SseEventView::setMaximumCount(int count)
{
    d->model.setMaximumCount(count);
}

/*!
    \property SseEventView::paused
    \brief whether rows stay as they are, and what arrives is held back; false by default.
*/
bool SseEventView::isPaused() const
{
    return d->model.isPaused();
}

void SseEventView::setPaused(bool paused)
{
    d->model.setPaused(paused);
}

/*!
    Returns the rows, whether the filter shows them or not. Their columns
    and their order are the view's to set.
*/
SseEventModel *SseEventView::model() const
{
    return &d->model;
}

/*!
    Removes all rows.
*/
void SseEventView::clear()
{
    d->closeDetails();
    d->say({});
    d->model.clear();
}

/*!
    Saves the rows that are shown in \a file, as one line of JSON each, in the order of their
    arrival. Returns an empty string, or what went wrong; the view shows either.
*/
QString SseEventView::save(const QUrl &file)
{
    const QString fault = d->filter.save(file);
    d->say(fault.isEmpty() ? tr("Saved %1.").arg(SseEventWords::rows(d->filter.count())) : fault);
    return fault;
}

QSize SseEventView::sizeHint() const
{
    return { 640, 400 };
}

bool SseEventView::event(QEvent *event)
{
    // Shortcuts of the program that are the same come second while the focus is in here.
    if (event->type() == QEvent::ShortcutOverride
        && SseEventViewPrivate::actionOf(static_cast<QKeyEvent *>(event))) {
        event->accept();
        return true;
    }
    const bool isTaken = QWidget::event(event);
    if (SseStyleSheet::concerns(event))
        d->styleSheet.update();
    return isTaken;
}

void SseEventView::keyPressEvent(QKeyEvent *event)
{
    const auto action = SseEventViewPrivate::actionOf(event);
    event->setAccepted(action != nullptr);
    if (action)
        (d.get()->*action)();
}

void SseEventView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        d->retranslate();
    else if (event->type() == QEvent::FontChange)
        d->fitSplitter();
}

void SseEventView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    d->fitSplitter();
}

SseEventViewPrivate::SseEventViewPrivate(SseEventView *view)
    : q(view)
    , rows(&filter, nullptr)
    , toolBar(new SseEventToolBar(&model, view))
    , splitter(new QSplitter(view))
    , table(new SseEventTable(&rows, splitter))
    , details(new SseEventDetails(splitter))
    , status(new SseStatusLabel(view))
    , message(new SseElidedLabel(Qt::ElideMiddle, view))
    , counts(new QLabel(view))
    , styleSheet(view)
{
    model.setContents(SseEventModel::Events | SseEventModel::Connection | SseEventModel::Comments);
    model.setColumns(SseEventRows::columns());
    filter.setModel(&model);
    updateFilter();
    layOut();
    listen();
    retranslate();
}

// Before the rows that they show.
SseEventViewPrivate::~SseEventViewPrivate()
{
    delete splitter;
    delete toolBar;
}

void SseEventViewPrivate::layOut()
{
    splitter->setObjectName(QStringLiteral("splitter"));
    table->setObjectName(QStringLiteral("table"));
    details->setObjectName(QStringLiteral("details"));
    status->setObjectName(QStringLiteral("status"));
    message->setObjectName(QStringLiteral("message"));
    counts->setObjectName(QStringLiteral("counts"));
    table->setFrameShape(QFrame::NoFrame);
    table->setMinimumSize(200, 80);
    details->setMinimumSize(160, 80);
    details->hide();
    splitter->setChildrenCollapsible(false);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    message->setMuted(true);
    counts->setTextFormat(Qt::PlainText);

    auto *const line = new QHBoxLayout;
    line->setContentsMargins(4, 0, 8, 0);
    line->setSpacing(8);
    line->addWidget(status);
    line->addWidget(message, 1);
    line->addWidget(counts);
    auto *const layout = new QVBoxLayout(q);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(toolBar);
    layout->addWidget(splitter, 1);
    layout->addLayout(line);
    q->setFocusProxy(table);
}

void SseEventViewPrivate::listen()
{
    QObject::connect(&model, &SseEventModel::sourceChanged, q, &SseEventView::sourceChanged);
    QObject::connect(&model, &SseEventModel::maximumCountChanged, q,
                     &SseEventView::maximumCountChanged);
    QObject::connect(&model, &SseEventModel::pausedChanged, q, [this](bool paused) {
        toolBar->setPaused(paused);
        Q_EMIT q->pausedChanged(paused);
    });
    const auto update = [this] { updateCounts(); };
    QObject::connect(&model, &SseEventModel::countChanged, q, update);
    QObject::connect(&model, &SseEventModel::heldCountChanged, q, update);
    QObject::connect(&filter, &SseEventFilterModel::countChanged, q, update);

    QObject::connect(toolBar, &SseEventToolBar::filterChanged, q, [this] { updateFilter(); });
    QObject::connect(toolBar, &SseEventToolBar::pauseToggled, q, &SseEventView::setPaused);
    QObject::connect(toolBar, &SseEventToolBar::clearPressed, q, &SseEventView::clear);
    QObject::connect(toolBar, &SseEventToolBar::copyPressed, q, [this] { copyData(); });
    QObject::connect(toolBar, &SseEventToolBar::savePressed, q, [this] { askForFile(); });
    QObject::connect(table, &SseEventTable::chosen, q, [this](int row) { showDetails(row); });
    QObject::connect(table, &SseEventTable::pausePressed, q,
                     [this] { model.setPaused(!model.isPaused()); });
    QObject::connect(table, &SseEventTable::closePressed, q, [this] { closeDetails(); });
    QObject::connect(table, &SseEventTable::menuRequested, q,
                     [this](const QPoint &position) { showMenu(position); });
    QObject::connect(details, &SseEventDetails::closePressed, q, [this] {
        closeDetails();
        table->setFocus();
    });
}

void SseEventViewPrivate::retranslate()
{
    q->setAccessibleName(SseEventView::tr("Event inspector"));
    toolBar->retranslate();
    table->retranslate();
    details->retranslate();
    updateCounts();
}

SseEventViewPrivate::Action SseEventViewPrivate::actionOf(const QKeyEvent *event)
{
    const Qt::KeyboardModifiers modifiers = event->modifiers();
    if (event->key() == Qt::Key_C && modifiers == (Qt::ControlModifier | Qt::ShiftModifier))
        return &SseEventViewPrivate::copyRow;
    if (modifiers != Qt::ControlModifier)
        return nullptr;
    switch (event->key()) {
    case Qt::Key_C:
        return &SseEventViewPrivate::copyData;
    case Qt::Key_F:
        return &SseEventViewPrivate::takeFocus;
    case Qt::Key_L:
        return &SseEventViewPrivate::clear;
    case Qt::Key_S:
        return &SseEventViewPrivate::askForFile;
    default:
        return nullptr;
    }
}

void SseEventViewPrivate::takeFocus()
{
    toolBar->takeFocus();
}

void SseEventViewPrivate::clear()
{
    q->clear();
}

void SseEventViewPrivate::updateFilter()
{
    filter.setText(toolBar->text());
    filter.setTypes(toolBar->types());
    filter.setContents(toolBar->contents());
}

void SseEventViewPrivate::updateCounts()
{
    const int shown = filter.count();
    const int all = model.count();
    counts->setText(SseEventWords::counts(shown, all, model.heldCount()));
    toolBar->setPossible(all > 0 || model.heldCount() > 0, details->hasRow(), shown > 0);
    table->setNote(shown > 0     ? QString()
                       : all > 0 ? SseEventView::tr("The filter hides all rows.")
                                 : SseEventView::tr("No events yet."));
}

void SseEventViewPrivate::say(const QString &text)
{
    message->setText(SseEventWords::plain(text));
    message->setToolTip(SseEventWords::toolTip(message->text()));
}

void SseEventViewPrivate::showDetails(int row)
{
    const QModelIndex index = filter.mapToSource(rows.mapToSource(rows.index(row, 0)));
    details->show(&model, index.row());
    details->setVisible(true);
    table->setAccessibleDescription(details->beginning());
    updateCounts();
}

void SseEventViewPrivate::closeDetails()
{
    table->selectionModel()->clear();
    details->clear();
    details->hide();
    table->setAccessibleDescription({});
    updateCounts();
}

void SseEventViewPrivate::fitSplitter()
{
    const int wide = 48 * q->fontMetrics().height();
    splitter->setOrientation(q->width() < wide ? Qt::Vertical : Qt::Horizontal);
}

void SseEventViewPrivate::copyData()
{
    copy(details->wholeText(), SseEventView::tr("Copied the data."));
}

void SseEventViewPrivate::copyRow()
{
    copy(details->rowText(), SseEventView::tr("Copied the row."));
}

void SseEventViewPrivate::copy(const QString &text, const QString &done)
{
    if (!details->hasRow())
        return;
    QGuiApplication::clipboard()->setText(text);
    say(done);
}

void SseEventViewPrivate::askForFile()
{
    auto *const dialog = new QFileDialog(q, SseEventView::tr("Save the events"));
    dialog->setObjectName(QStringLiteral("saveDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setDefaultSuffix(QStringLiteral("jsonl"));
    dialog->setNameFilters(
        { SseEventView::tr("JSON Lines (*.jsonl)"), SseEventView::tr("All files (*)") });
    QObject::connect(dialog, &QFileDialog::fileSelected, q,
                     [this](const QString &file) { q->save(QUrl::fromLocalFile(file)); });
    dialog->open();
}

void SseEventViewPrivate::showMenu(const QPoint &position)
{
    auto *const menu = new QMenu(q);
    menu->setObjectName(QStringLiteral("menu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(SseEventView::tr("Copy the data"), q, [this] { copyData(); });
    menu->addAction(SseEventView::tr("Copy the row"), q, [this] { copyRow(); });
    for (QAction *const action : menu->actions())
        action->setEnabled(details->hasRow());
    menu->popup(position);
}
