// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssestatuslabel_p.h"

#include "sseeventwords_p.h"
#include "sseicon_p.h"

#include <QtCore/qpointer.h>
#include <QtGui/qevent.h>
#include <QtGui/qpainter.h>
#include <QtWidgets/qboxlayout.h>
#include <QtWidgets/qlabel.h>
#include <QtWidgets/qstyle.h>
#include <QtWidgets/qstyleoption.h>

#include <utility>

/*!
    \class SseStatusLabel
    \inmodule SseQt
    \inheaderfile SseQt/SseStatusLabel
    \brief Shows how the connection of a source is doing.

    \code
    statusBar()->addPermanentWidget(new SseStatusLabel(&source));
    \endcode

    It shows a lamp, which has another shape and colour in each state, and a word; while the source
    waits to try again, a countdown. What went wrong stands in the tool tip and in the accessible
    description.

    A click, or Enter or Space while it has the focus, makes a source that waits connect at once.
    Otherwise it takes neither clicks nor the focus.

    Colours follow the palette, in light and in dark. A style sheet may set \c color, \c font,
    \c background, \c border and \c padding of \c SseStatusLabel; the lamp has the colour of the
    state, lighter where \c color is light. The source is not owned, may be destroyed first, and
    lives in the thread of the widgets.

    \since 0.1
    \sa SseConnectionActions, SseEventView
*/

/*!
    \enum SseStatusLabel::Status

    \value NoSource there is no source, or it was destroyed
    \value Closed it was never opened, was closed, or has ended as it should
    \value Failed an error has ended it, and no attempt follows
    \value Connecting an attempt is being made
    \value Connected the stream is open
    \value Paused the stream is open, and is not read
    \value Waiting it waits to try again
    \value Offline it waits for the network
*/

/*!
    Constructs a label with \a parent that has no source yet.
*/
SseStatusLabel::SseStatusLabel(QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<SseStatusLabelPrivate>(this))
{ }

/*!
    Constructs a label with \a parent that shows the state of \a source.
*/
SseStatusLabel::SseStatusLabel(SseSource *source, QWidget *parent)
    : SseStatusLabel(parent)
{
    setSource(source);
}

SseStatusLabel::~SseStatusLabel() = default;

/*!
    \property SseStatusLabel::source
    \brief the source whose state it shows; none by default.
*/
SseSource *SseStatusLabel::source() const
{
    return d->state.source();
}

void SseStatusLabel::setSource(SseSource *source)
{
    const QPointer<SseStatusLabel> self(this);
    if (d->state.setSource(source) && self)
        Q_EMIT sourceChanged();
}

/*!
    \property SseStatusLabel::compact
    \brief whether only the lamp is shown, and the text in its tool tip; false by default.
*/
bool SseStatusLabel::isCompact() const
{
    return d->isCompact;
}

void SseStatusLabel::setCompact(bool compact)
{
    if (d->isCompact == compact)
        return;
    d->isCompact = compact;
    d->label->setVisible(!compact);
    d->update();
    Q_EMIT compactChanged(compact);
}

/*!
    \property SseStatusLabel::status
    \brief the state; Status::NoSource by default.

    A source that had failed before it was set counts as closed.
*/
SseStatusLabel::Status SseStatusLabel::status() const
{
    return d->status;
}

/*!
    \property SseStatusLabel::text
    \brief the state in words, with the countdown.
*/
QString SseStatusLabel::text() const
{
    return d->text;
}

/*!
    \property SseStatusLabel::errorMessage
    \brief what went wrong last; empty by default, and when the stream is open or was closed well.
*/
QString SseStatusLabel::errorMessage() const
{
    return d->errorMessage;
}

/*!
    \property SseStatusLabel::color
    \brief the colour of the lamp, which follows the \l status and the palette.
*/
QColor SseStatusLabel::color() const
{
    return d->lamp->color();
}

bool SseStatusLabel::event(QEvent *event)
{
    if (event->type() == QEvent::Enter || event->type() == QEvent::Leave)
        update();
    const bool isTaken = QWidget::event(event);
    if (SseStyleSheet::concerns(event))
        d->styleSheet.update();
    return isTaken;
}

void SseStatusLabel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        d->update();
}

void SseStatusLabel::keyPressEvent(QKeyEvent *event)
{
    const bool isPress = event->key() == Qt::Key_Space || event->key() == Qt::Key_Return
        || event->key() == Qt::Key_Enter;
    event->setAccepted(isPress && d->press());
}

void SseStatusLabel::mousePressEvent(QMouseEvent *event)
{
    event->setAccepted(event->button() == Qt::LeftButton && d->state.waits());
}

void SseStatusLabel::mouseReleaseEvent(QMouseEvent *event)
{
    event->setAccepted(event->button() == Qt::LeftButton
                       && rect().contains(event->position().toPoint()) && d->press());
}

void SseStatusLabel::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    d->update();
}

void SseStatusLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (d->state.waits() && underMouse()) {
        QColor shade = palette().color(QPalette::WindowText);
        shade.setAlphaF(0.08F);
        painter.fillRect(rect(), shade);
    }
    if (hasFocus()) {
        QStyleOptionFocusRect option;
        option.initFrom(this);
        style()->drawPrimitive(QStyle::PE_FrameFocusRect, &option, &painter, this);
    }
}

SseStatusLabelPrivate::SseStatusLabelPrivate(SseStatusLabel *label_)
    : q(label_)
    , state(nullptr)
    , lamp(new SseStatusLamp(label_))
    , label(new QLabel(label_))
    , styleSheet(label_, { lamp, label })
{
    auto *const layout = new QHBoxLayout(q);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->setSpacing(6);
    layout->addWidget(lamp);
    layout->addWidget(label, 1);
    lamp->setObjectName(QStringLiteral("lamp"));
    label->setObjectName(QStringLiteral("label"));
    label->setTextFormat(Qt::PlainText);
    q->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    QObject::connect(&state, &SseConnectionState::changed, q, [this] { update(); });
    text = state.text();
    show();
}

// Whoever hears of it may destroy the label.
void SseStatusLabelPrivate::update()
{
    const QPointer<SseStatusLabel> self(q);
    const SseStatusLabel::Status newStatus = state.status();
    const QString newText = state.text();
    const QString newMessage = state.errorMessage();
    const bool hasStatus = std::exchange(status, newStatus) != newStatus;
    const bool hasText = std::exchange(text, newText) != newText;
    const bool hasMessage = std::exchange(errorMessage, newMessage) != newMessage;
    show();
    if (hasMessage)
        Q_EMIT q->errorMessageChanged(newMessage);
    if (self && hasStatus)
        Q_EMIT q->statusChanged(newStatus);
    if (self && hasText)
        Q_EMIT q->textChanged(newText);
}

void SseStatusLabelPrivate::show()
{
    const bool waits = state.waits();
    const QString message = SseEventWords::plain(errorMessage);
    QStringList lines{ message, waits ? SseStatusLabel::tr("Click to connect now.") : QString() };
    lines.removeAll(QString());
    lamp->show(status);
    label->setText(text);
    q->setAccessibleName(SseStatusLabel::tr("Connection: %1").arg(text));
    q->setAccessibleDescription(lines.join(u' '));
    if (isCompact)
        lines.prepend(text);
    q->setToolTip(SseEventWords::toolTip(lines.join(u'\n')));
    q->setCursor(waits ? Qt::PointingHandCursor : Qt::ArrowCursor);
    // The focus stays where it is until it is taken elsewhere.
    q->setFocusPolicy(waits || q->hasFocus() ? Qt::StrongFocus : Qt::NoFocus);
    q->update();
}

bool SseStatusLabelPrivate::press()
{
    if (!state.waits())
        return false;
    state.source()->reconnectNow();
    return true;
}

SseStatusLamp::SseStatusLamp(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void SseStatusLamp::show(SseStatusLabel::Status status)
{
    if (m_status == status)
        return;
    m_status = status;
    turn();
    update();
}

void SseStatusLamp::turn()
{
    const bool isTurning = m_status == SseStatusLabel::Status::Connecting && isVisible()
        && style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) > 0;
    if (!isTurning) {
        m_timer.stop();
    } else if (!m_timer.isActive()) {
        m_turning.start();
        m_timer.start(33, this);
    }
}

QColor SseStatusLamp::color() const
{
    const SseIcon::StateColors colors(palette().color(QPalette::WindowText));
    switch (m_status) {
    case SseStatusLabel::Status::Failed:
        return colors.bad;
    case SseStatusLabel::Status::Connecting:
    case SseStatusLabel::Status::Waiting:
    case SseStatusLabel::Status::Offline:
        return colors.busy;
    case SseStatusLabel::Status::Connected:
        return colors.good;
    case SseStatusLabel::Status::Paused:
        return colors.held;
    case SseStatusLabel::Status::NoSource:
    case SseStatusLabel::Status::Closed:
        break;
    }
    return colors.idle;
}

QSize SseStatusLamp::sizeHint() const
{
    const int side = fontMetrics().ascent();
    return { side, side };
}

void SseStatusLamp::paintEvent(QPaintEvent *)
{
    const auto shape = [this] {
        switch (m_status) {
        case SseStatusLabel::Status::NoSource:
            break;
        case SseStatusLabel::Status::Closed:
            return SseIcon::Shape::Square;
        case SseStatusLabel::Status::Failed:
            return SseIcon::Shape::Cross;
        case SseStatusLabel::Status::Connecting:
            return SseIcon::Shape::Arc;
        case SseStatusLabel::Status::Connected:
            return SseIcon::Shape::Disc;
        case SseStatusLabel::Status::Paused:
            return SseIcon::Shape::Bars;
        case SseStatusLabel::Status::Waiting:
            return SseIcon::Shape::Clock;
        case SseStatusLabel::Status::Offline:
            return SseIcon::Shape::Barred;
        }
        return SseIcon::Shape::Dash;
    };
    QPainter painter(this);
    const QPointF center = QRectF(rect()).center();
    if (m_timer.isActive()) {
        painter.translate(center);
        painter.rotate(qreal(m_turning.elapsed() % 1200) * 0.3);
        painter.translate(-center);
    }
    SseIcon::paint(&painter, shape(), rect(), color(), 3.5);
}

void SseStatusLamp::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_timer.timerId())
        update();
    else
        QWidget::timerEvent(event);
}

void SseStatusLamp::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    turn();
}

void SseStatusLamp::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    turn();
}
