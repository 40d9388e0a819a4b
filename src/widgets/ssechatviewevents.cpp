// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssechatview_p.h"

#include "ssechataccessible_p.h"

#include <QtCore/qpointer.h>
#include <QtGui/qclipboard.h>
#include <QtGui/qdesktopservices.h>
#include <QtGui/qevent.h>
#include <QtGui/qguiapplication.h>
#include <QtGui/qpainter.h>
#include <QtGui/qstylehints.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qmenu.h>
#include <QtWidgets/qscrollbar.h>
#include <QtWidgets/qtooltip.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace {

constexpr int ScrollInterval = 40;

// An address can be as long as a message.
QString shownAddress(const QString &link)
{
    constexpr qsizetype Maximum = 300;
    const QString shown = link.size() > Maximum ? link.left(Maximum) + u'…' : link;
    return QStringLiteral("<p>") + shown.toHtmlEscaped() + QStringLiteral("</p>");
}

} // namespace

void SseChatViewPrivate::retranslate()
{
    q->setAccessibleName(SseChatView::tr("Conversation"));
    content.retranslate();
}

void SseChatViewPrivate::showAddress(const QString &link, const QPoint &position)
{
    QToolTip::showText(position, shownAddress(link), q->viewport());
}

void SseChatViewPrivate::setSelectionChanged(bool changed)
{
    if (!changed)
        return;
    q->viewport()->update();
    SseChatViewAccessible::tellSelection(q);
    Q_EMIT q->selectionChanged();
}

// Touchpads turn by less than a step at a time.
void SseChatViewPrivate::zoomBy(int delta)
{
    zoomDelta += delta;
    const int steps = zoomDelta / QWheelEvent::DefaultDeltasPerStep;
    zoomDelta -= steps * QWheelEvent::DefaultDeltasPerStep;
    q->setZoomFactor(zoom * std::pow(ZoomStep, steps));
}

void SseChatViewPrivate::hover(const QPoint &viewportPoint)
{
    SseChatBlock *const button = buttonAt(viewportPoint);
    if (std::exchange(hoveredBlock, button) != button)
        q->viewport()->update();
    const QPoint point = toContent(viewportPoint);
    const SseChatBlock *const block = blockAt(viewportPoint);
    Qt::CursorShape shape = Qt::ArrowCursor;
    if (button || !layout.linkAt(point).isEmpty())
        shape = Qt::PointingHandCursor;
    else if (block && block->hasText() && layout.textRect(block).contains(point))
        shape = Qt::IBeamCursor;
    q->viewport()->setCursor(shape);
}

void SseChatViewPrivate::startSelecting(const QMouseEvent *event)
{
    const QPoint point = toContent(event->position().toPoint());
    const SseChatPosition place = layout.positionAt(point);
    pressedLink = layout.linkAt(point);
    isSelecting = true;
    const bool isThird = doubleClicked.isValid()
        && doubleClicked.elapsed() < QGuiApplication::styleHints()->mouseDoubleClickInterval();
    doubleClicked.invalidate();
    if (isThird)
        setSelectionChanged(selection.select(place, QTextCursor::BlockUnderCursor));
    else if (event->modifiers() & Qt::ShiftModifier && selection.anchor().block)
        setSelectionChanged(selection.extendTo(place));
    else
        setSelectionChanged(selection.set(place, place));
}

void SseChatViewPrivate::selectTo(const QPoint &viewportPoint)
{
    const QRect visible = q->viewport()->rect();
    const bool isInside =
        viewportPoint.y() >= visible.top() && viewportPoint.y() <= visible.bottom();
    selectedTo = viewportPoint;
    if (isInside && beyondCode(viewportPoint) == 0)
        scrollTimer.stop();
    else if (!scrollTimer.isActive())
        scrollTimer.start(ScrollInterval, q);
    setSelectionChanged(selection.extendTo(layout.positionAt(toContent(viewportPoint))));
}

void SseChatViewPrivate::scrollWhileSelecting()
{
    const QPoint point = selectedTo;
    const QRect visible = q->viewport()->rect();
    const int beyond = point.y() < visible.top() ? point.y() - visible.top()
                                                 : std::max(point.y() - visible.bottom(), 0);
    QScrollBar *const bar = q->verticalScrollBar();
    bar->setValue(bar->value() + beyond);
    if (const int sideways = beyondCode(point); sideways != 0)
        moveSideways(selection.cursor().block, sideways);
    selectTo(point);
}

void SseChatViewPrivate::open(const QString &link)
{
    const QUrl url(link);
    const QPointer<SseChatView> self(q);
    Q_EMIT q->linkActivated(url);
    if (self && opensLinks)
        QDesktopServices::openUrl(url);
}

void SseChatViewPrivate::showMenu(const QContextMenuEvent *event)
{
    auto *const menu = new QMenu(q);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool isByKey = event->reason() == QContextMenuEvent::Keyboard;
    QPoint position = event->globalPos();
    QString link = layout.linkAt(toContent(q->viewport()->mapFromGlobal(position)));
    if (isByKey && focused.block) {
        link = linkOf(focused).address;
        const QList<QRect> rects = rectsOf(focused);
        if (!rects.isEmpty())
            position = q->viewport()->mapToGlobal(toViewport(rects.constLast()).bottomLeft());
    }
    QAction *const copy = menu->addAction(SseChatView::tr("&Copy"), q, &SseChatView::copy);
    copy->setShortcut(QKeySequence::Copy);
    copy->setEnabled(!selection.isEmpty());
    if (!link.isEmpty()) {
        menu->addAction(SseChatView::tr("Copy &Link"), q,
                        [link] { QGuiApplication::clipboard()->setText(link); });
    }
    QAction *const all =
        menu->addAction(SseChatView::tr("Select &All"), q, &SseChatView::selectAll);
    all->setShortcut(QKeySequence::SelectAll);
    menu->addSeparator();
    QAction *const wrap = menu->addAction(SseChatView::tr("&Wrap Lines of Code"));
    wrap->setCheckable(true);
    wrap->setChecked(wrapsCode);
    QObject::connect(wrap, &QAction::toggled, q, &SseChatView::setWrapsCode);
    menu->popup(position);
}

bool SseChatView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        auto *const key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Copy) || key->matches(QKeySequence::SelectAll)) {
            event->accept();
            return true;
        }
    }
    return QAbstractScrollArea::event(event);
}

void SseChatView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    switch (event->type()) {
    case QEvent::FontChange:
    case QEvent::PaletteChange:
    case QEvent::StyleChange:
    case QEvent::EnabledChange:
    case QEvent::LayoutDirectionChange:
        d->restyle();
        break;
    case QEvent::LanguageChange:
        d->retranslate();
        break;
    default:
        break;
    }
}

void SseChatView::contextMenuEvent(QContextMenuEvent *event)
{
    d->showMenu(event);
}

void SseChatView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void SseChatView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

bool SseChatView::focusNextPrevChild(bool next)
{
    return (hasFocus() && d->focusNext(next)) || QAbstractScrollArea::focusNextPrevChild(next);
}

void SseChatView::keyPressEvent(QKeyEvent *event)
{
    QScrollBar *const bar = verticalScrollBar();
    const bool isControl = event->modifiers() & Qt::ControlModifier;
    const bool presses = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter
        || event->key() == Qt::Key_Space || event->key() == Qt::Key_Select;
    if (event->matches(QKeySequence::Copy)) {
        copy();
    } else if (event->matches(QKeySequence::SelectAll)) {
        selectAll();
    } else if (event->matches(QKeySequence::ZoomIn)
               || (isControl && event->key() == Qt::Key_Equal)) {
        zoomIn();
    } else if (event->matches(QKeySequence::ZoomOut)) {
        zoomOut();
    } else if (isControl && event->key() == Qt::Key_0) {
        resetZoom();
    } else if (presses && d->focused.block) {
        event->accept();
        d->press(d->focused);
        return;
    } else if (event->key() == Qt::Key_Escape && d->focused.block) {
        d->setFocused({});
    } else if (d->focusesCode() && event->key() == Qt::Key_Left) {
        d->moveByKey(-1);
    } else if (d->focusesCode() && event->key() == Qt::Key_Right) {
        d->moveByKey(1);
    } else if (event->key() == Qt::Key_Home) {
        bar->triggerAction(QScrollBar::SliderToMinimum);
    } else if (event->key() == Qt::Key_End) {
        bar->triggerAction(QScrollBar::SliderToMaximum);
    } else if (event->key() == Qt::Key_Space) {
        bar->triggerAction(event->modifiers() & Qt::ShiftModifier ? QScrollBar::SliderPageStepSub
                                                                  : QScrollBar::SliderPageStepAdd);
    } else {
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    event->accept();
}

void SseChatView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton) {
        QAbstractScrollArea::mousePressEvent(event);
        return;
    }
    d->pressedAt = event->position().toPoint();
    d->hover(d->pressedAt);
    d->pressedBlock = d->buttonAt(d->pressedAt);
    d->pressedLink.clear();
    if (d->pressedBlock)
        viewport()->update();
    else if (!d->pressBar(d->pressedAt))
        d->startSelecting(event);
}

void SseChatView::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint point = event->position().toPoint();
    if (d->barBlock) {
        d->dragBar(point);
    } else if (d->isSelecting && event->buttons() & Qt::LeftButton) {
        if ((point - d->pressedAt).manhattanLength() >= QApplication::startDragDistance())
            d->pressedLink.clear();
        d->selectTo(point);
    } else {
        d->hover(point);
    }
}

void SseChatView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const QPoint point = event->position().toPoint();
    d->scrollTimer.stop();
    d->isSelecting = false;
    d->barBlock = nullptr;
    const QString link = std::exchange(d->pressedLink, {});
    SseChatBlock *const pressed = std::exchange(d->pressedBlock, nullptr);
    viewport()->update();
    if (pressed && d->buttonAt(point) == pressed)
        d->press({ pressed, 0 });
    else if (!link.isEmpty() && d->layout.linkAt(d->toContent(point)) == link)
        d->open(link);
}

void SseChatView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QPoint point = event->position().toPoint();
    if (event->button() != Qt::LeftButton || d->buttonAt(point)) {
        mousePressEvent(event);
        return;
    }
    const SseChatPosition place = d->layout.positionAt(d->toContent(point));
    d->doubleClicked.start();
    d->setSelectionChanged(d->selection.select(place, QTextCursor::WordUnderCursor));
}

void SseChatView::paintEvent(QPaintEvent *event)
{
    d->settle();
    QPainter painter(viewport());
    d->paint(&painter, event->rect());
}

void SseChatView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    if (isVisible())
        d->layOutNow();
}

void SseChatView::scrollContentsBy(int dx, int dy)
{
    Q_UNUSED(dx)
    Q_UNUSED(dy)
    d->takeScrolling();
}

void SseChatView::showEvent(QShowEvent *event)
{
    QAbstractScrollArea::showEvent(event);
    d->layOutNow();
}

void SseChatView::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == d->layoutTimer.timerId())
        d->layOutNow();
    else if (event->timerId() == d->scrollTimer.timerId())
        d->scrollWhileSelecting();
    else
        QAbstractScrollArea::timerEvent(event);
}

bool SseChatView::viewportEvent(QEvent *event)
{
    // What is pointed at is found by where it is.
    if (event->type() != QEvent::Paint)
        d->settle();
    if (event->type() == QEvent::ToolTip) {
        const auto *const help = static_cast<QHelpEvent *>(event);
        const QString link = d->layout.linkAt(d->toContent(help->pos()));
        if (link.isEmpty())
            QToolTip::hideText();
        else
            d->showAddress(link, help->globalPos());
        return true;
    }
    if (event->type() == QEvent::Leave && std::exchange(d->hoveredBlock, nullptr))
        viewport()->update();
    return QAbstractScrollArea::viewportEvent(event);
}

void SseChatView::wheelEvent(QWheelEvent *event)
{
    if (!(event->modifiers() & Qt::ControlModifier)) {
        event->accept();
        if (!d->turnSideways(event))
            QAbstractScrollArea::wheelEvent(event);
        return;
    }
    event->accept();
    d->zoomBy(event->angleDelta().y());
}
