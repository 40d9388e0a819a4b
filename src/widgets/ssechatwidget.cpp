// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssechatwidget.h"

#include "ssestylesheet_p.h"

#include <QtCore/qcoreevent.h>
#include <QtCore/qhash.h>
#include <QtCore/qpointer.h>
#include <QtWidgets/qboxlayout.h>

#include <utility>

/*!
    \class SseChatWidget
    \inmodule SseQt
    \inheaderfile SseQt/SseChatWidget
    \brief A whole chat: a conversation, and a field to write in.

    It puts an SseChatView and an SseChatInput around a ChatSession:

    \code
    SseChatWidget chat(&session);
    chat.show();
    \endcode

    What is written is sent, and the button stops while an answer comes. After an error its button
    asks again. While the service wants a pause the button counts down: pressed then, it asks as
    soon as the pause is over, and pressed again it does not.

    Another session may be set at any time, also while one is busy, which goes on unseen. What was
    being written comes back with its session.

    A style sheet may set \c background, \c border and \c padding of \c SseChatWidget; see
    SseChatView and SseChatInput for theirs.

    The session is not owned: it may outlive the widget, and may be destroyed before it. The widget
    is to be used in the GUI thread.

    \since 0.1
    \sa SseChatView, SseChatInput, ChatSession
*/

namespace {

constexpr int MillisecondsPerSecond = 1000;

} // namespace

class SseChatWidgetPrivate
{
public:
    explicit SseChatWidgetPrivate(SseChatWidget *widget);

    void setSession(ChatSession *newSession);
    void updateRetry();

    SseChatWidget *const q;
    SseChatView *const view;
    SseChatInput *const input;
    SseStyleSheet styleSheet;
    QPointer<ChatSession> session;

private:
    // What is kept of a session that is not shown.
    struct Draft
    {
        QString text;
        QStringList history;
    };

    void keepDraft();
    void show(const Draft &draft);
    void follow();
    void send(const QString &text);
    void retry();

    QHash<ChatSession *, Draft> m_drafts;
};

SseChatWidgetPrivate::SseChatWidgetPrivate(SseChatWidget *widget)
    : q(widget)
    , view(new SseChatView(widget))
    , input(new SseChatInput(widget))
    , styleSheet(widget)
{
    auto *const layout = new QVBoxLayout(q);
    layout->addWidget(view, 1);
    layout->addWidget(input);
    q->setFocusProxy(input);
    QObject::connect(input, &SseChatInput::submitted, q,
                     [this](const QString &text) { send(text); });
    QObject::connect(input, &SseChatInput::stopRequested, q, [this] {
        if (session)
            session->stop();
    });
    QObject::connect(view, &SseChatView::retryRequested, q, [this] { retry(); });
    input->setEnabled(false);
}

void SseChatWidgetPrivate::setSession(ChatSession *newSession)
{
    keepDraft();
    if (session) {
        session->disconnect(q);
        // It is told when a draft loses its session.
        QObject::connect(session, &QObject::destroyed, q,
                         [this, old = session.data()] { m_drafts.remove(old); });
    }
    session = newSession;
    if (session)
        follow();
    const QPointer<SseChatWidget> self(q);
    show(m_drafts.take(session));
    if (self)
        updateRetry();
    if (self)
        Q_EMIT q->sessionChanged();
}

// Handlers of what the parts tell may destroy the widget.
void SseChatWidgetPrivate::show(const Draft &draft)
{
    const QPointer<SseChatWidget> self(q);
    input->setEnabled(session);
    view->setModel(session ? session->messages() : nullptr);
    if (self)
        input->setHistory(draft.history);
    if (self)
        input->setText(draft.text);
    if (self)
        input->setBusy(session && session->isBusy());
}

void SseChatWidgetPrivate::keepDraft()
{
    if (session)
        m_drafts.insert(session, { input->text(), input->history() });
}

void SseChatWidgetPrivate::follow()
{
    session->disconnect(q);
    QObject::connect(session, &ChatSession::phaseChanged, q,
                     [this] { input->setBusy(session && session->isBusy()); });
    const auto update = [this] { updateRetry(); };
    QObject::connect(session, &ChatSession::errorChanged, q, update);
    QObject::connect(session, &ChatSession::retryCountdownChanged, q, update);
    QObject::connect(session, &ChatSession::retryScheduledChanged, q, update);
    QObject::connect(session, &QObject::destroyed, q, [this, old = session.data()] {
        m_drafts.remove(old);
        session = nullptr;
        setSession(nullptr);
    });
}

void SseChatWidgetPrivate::send(const QString &text)
{
    const QPointer<SseChatWidget> self(q);
    if (session && session->send(text) && self)
        view->scrollToEnd();
}

void SseChatWidgetPrivate::retry()
{
    if (!session)
        return;
    if (session->isRetryScheduled())
        session->cancelRetry();
    else if (session->retryCountdown() > 0)
        session->scheduleRetry();
    else
        session->retry();
}

void SseChatWidgetPrivate::updateRetry()
{
    const QPointer<SseChatWidget> self(q);
    view->setCanRetry(session && session->canRetry());
    if (!self)
        return;
    const int milliseconds = session ? session->retryCountdown() : -1;
    const int seconds = (milliseconds + MillisecondsPerSecond - 1) / MillisecondsPerSecond;
    if (milliseconds <= 0)
        view->setRetryText(SseChatWidget::tr("Retry"));
    else if (session->isRetryScheduled())
        view->setRetryText(SseChatWidget::tr("Retrying in %n s – cancel", nullptr, seconds));
    else
        view->setRetryText(SseChatWidget::tr("Retry in %n s", nullptr, seconds));
}

/*!
    Constructs a widget without a session, and with \a parent.
*/
SseChatWidget::SseChatWidget(QWidget *parent)
    : SseChatWidget(nullptr, parent)
{ }

/*!
    Constructs a widget for \a session, which is not owned, with \a parent.
*/
SseChatWidget::SseChatWidget(ChatSession *session, QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<SseChatWidgetPrivate>(this))
{
    setSession(session);
}

SseChatWidget::~SseChatWidget() = default;

/*!
    \property SseChatWidget::session
    \brief the session that is shown; none by default.
*/
ChatSession *SseChatWidget::session() const
{
    return d->session;
}

void SseChatWidget::setSession(ChatSession *session)
{
    if (d->session != session)
        d->setSession(session);
}

/*!
    Returns the view of the conversation, which the widget owns.
*/
SseChatView *SseChatWidget::view() const
{
    return d->view;
}

/*!
    Returns the field to write in, which the widget owns.
*/
SseChatInput *SseChatWidget::input() const
{
    return d->input;
}

bool SseChatWidget::event(QEvent *event)
{
    const bool isTaken = QWidget::event(event);
    if (SseStyleSheet::concerns(event))
        d->styleSheet.update();
    return isTaken;
}

void SseChatWidget::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        d->updateRetry();
}

#include "moc_ssechatwidget.cpp"
