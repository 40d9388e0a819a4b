// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatkeyrequest.h"

#include "chatkeyrequest_p.h"

#include <utility>

/*!
    \class ChatKeyRequest
    \inmodule SseQt
    \inheaderfile SseQt/ChatKeyRequest
    \brief Asks for the API key of one request.

    ChatSession::setApiKeyHandler() sets who is asked, before each request. The answer may come at
    once, or later, as from a key store of the system. The session keeps the key until the answer to
    that request has ended, and no longer.

    A request for a key belongs to its session, and is destroyed soon after it was answered. When
    the turn is stopped it is no longer pending, and an answer that comes all the same is ignored.
    Destroying one that is pending fails it.

    The class is reentrant: it lives in the thread of its session.

    \since 0.1
*/

ChatKeyRequest::ChatKeyRequest(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<ChatKeyRequestPrivate>())
{ }

/*!
    Destroys the request. One that was pending has failed then.
*/
ChatKeyRequest::~ChatKeyRequest()
{
    if (const auto taker = std::exchange(d->taker, nullptr))
        taker({ QString(), QStringLiteral("Nobody has given an API key."), false });
}

/*!
    \property ChatKeyRequest::pending
    \brief whether the session still waits for the key.
*/
bool ChatKeyRequest::isPending() const
{
    return d->taker != nullptr;
}

/*!
    Answers with the \a key. An empty one is no key: the request is sent without. It counts once;
    further answers are ignored.
*/
void ChatKeyRequest::provide(const QString &key)
{
    d->settle(this, { key, QString(), true });
}

/*!
    Says that there is no key. The turn ends with Chat::ErrorCode::MissingKey, for which the
    \a reason tells people why; nothing is sent.
*/
void ChatKeyRequest::fail(const QString &reason)
{
    d->settle(this, { QString(), reason, false });
}

void ChatKeyRequestPrivate::settle(ChatKeyRequest *request, const Answer &answer)
{
    const Taker waiting = std::exchange(taker, nullptr);
    request->deleteLater();
    if (!waiting)
        return;
    Q_EMIT request->pendingChanged();
    waiting(answer);
}

void ChatKeyRequestPrivate::release(ChatKeyRequest *request)
{
    if (std::exchange(taker, nullptr))
        Q_EMIT request->pendingChanged();
}

#include "moc_chatkeyrequest.cpp"
