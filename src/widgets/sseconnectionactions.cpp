// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "sseconnectionactions.h"

#include "sseconnectionstate_p.h"
#include "sseicon_p.h"

#include <QtCore/qcoreapplication.h>
#include <QtCore/qcoreevent.h>
#include <QtCore/qpointer.h>
#include <QtGui/qaction.h>

using Status = SseStatusLabel::Status;

/*!
    \class SseConnectionActions
    \inmodule SseQt
    \inheaderfile SseQt/SseConnectionActions
    \brief Two actions for menus and tool bars that connect a source and disconnect it.

    \code
    auto *const actions = new SseConnectionActions(&source, this);
    toolBar->addAction(actions->connectAction());
    toolBar->addAction(actions->disconnectAction());
    \endcode

    They follow the source. An action is enabled when there is something for it to do, and its text
    says what: while the source waits to try again, the first one connects at once and counts down
    the time that is left, and the second one gives up.

    The actions are owned by this object. The source is not; it may be destroyed first, and lives in
    the thread of the widgets.

    \since 0.1
    \sa SseStatusLabel
*/

class SseConnectionActionsPrivate
{
public:
    explicit SseConnectionActionsPrivate(SseConnectionActions *actions);

    void update();

    SseConnectionActions *const q;
    SseConnectionState state;
    QAction *const connectAction;
    QAction *const disconnectAction;
};

/*!
    Constructs actions with \a parent that have no source yet, and are disabled.
*/
SseConnectionActions::SseConnectionActions(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<SseConnectionActionsPrivate>(this))
{ }

/*!
    Constructs actions with \a parent that follow \a source.
*/
SseConnectionActions::SseConnectionActions(SseSource *source, QObject *parent)
    : SseConnectionActions(parent)
{
    setSource(source);
}

SseConnectionActions::~SseConnectionActions() = default;

/*!
    \property SseConnectionActions::source
    \brief the source that they connect and disconnect; none by default.
*/
SseSource *SseConnectionActions::source() const
{
    return d->state.source();
}

void SseConnectionActions::setSource(SseSource *source)
{
    const QPointer<SseConnectionActions> self(this);
    if (d->state.setSource(source) && self)
        Q_EMIT sourceChanged();
}

/*!
    Returns the action that opens the source, or makes one that waits try at once.
*/
QAction *SseConnectionActions::connectAction() const
{
    return d->connectAction;
}

/*!
    Returns the action that closes the source, be it open, connecting or waiting.
*/
QAction *SseConnectionActions::disconnectAction() const
{
    return d->disconnectAction;
}

/*!
    \internal
*/
bool SseConnectionActions::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::LanguageChange && watched == QCoreApplication::instance())
        d->update();
    return QObject::eventFilter(watched, event);
}

SseConnectionActionsPrivate::SseConnectionActionsPrivate(SseConnectionActions *actions)
    : q(actions)
    , state(nullptr)
    , connectAction(new QAction(actions))
    , disconnectAction(new QAction(actions))
{
    connectAction->setObjectName(QStringLiteral("connectAction"));
    disconnectAction->setObjectName(QStringLiteral("disconnectAction"));
    QObject::connect(&state, &SseConnectionState::changed, q, [this] { update(); });
    QObject::connect(connectAction, &QAction::triggered, q, [this] {
        if (!state.source())
            return;
        if (state.waits())
            state.source()->reconnectNow();
        else
            state.source()->open();
    });
    QObject::connect(disconnectAction, &QAction::triggered, q, [this] {
        if (state.source())
            state.source()->close();
    });
    connectAction->setIcon(SseIcon::icon(SseIcon::Shape::Plug));
    disconnectAction->setIcon(SseIcon::icon(SseIcon::Shape::Square));
    // Actions are not told of another language.
    QCoreApplication::instance()->installEventFilter(q);
    update();
}

void SseConnectionActionsPrivate::update()
{
    const QPointer<SseConnectionActions> self(q);
    const Status status = state.status();
    const bool isIdle = status == Status::Closed || status == Status::Failed;
    const bool waits = state.waits();
    const QString time = state.timeLeft();
    const QString connectText = !waits ? SseConnectionActions::tr("Connect")
        : time.isEmpty()               ? SseConnectionActions::tr("Connect now")
                         : SseConnectionActions::tr("Connect now (%1 left)").arg(time);
    const QString disconnectText = waits || status == Status::Connecting
        ? SseConnectionActions::tr("Stop connecting")
        : SseConnectionActions::tr("Disconnect");
    // Whoever hears of a change may destroy them.
    connectAction->setText(connectText);
    if (self)
        connectAction->setEnabled(isIdle || waits);
    if (self)
        disconnectAction->setText(disconnectText);
    if (self)
        disconnectAction->setEnabled(!isIdle && status != Status::NoSource);
}
