// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_CHATKEYREQUEST_H
#define SSEQT_CHATKEYREQUEST_H

#include <SseQt/sseqtchatglobal.h>

#include <QtCore/qobject.h>

#include <memory>

class ChatKeyRequestPrivate;

// A session asks for the API key of one request; the answer may come at once or later.
class SSEQT_CHAT_EXPORT ChatKeyRequest : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChatKeyRequest)
    Q_PROPERTY(bool pending READ isPending NOTIFY pendingChanged)
public:
    ~ChatKeyRequest() override;

    [[nodiscard]] bool isPending() const;

public Q_SLOTS:
    void provide(const QString &key);
    void fail(const QString &reason);

Q_SIGNALS:
    void pendingChanged();

private:
    friend class ChatKeyRequestPrivate;
    friend class ChatSessionPrivate;
    explicit ChatKeyRequest(QObject *parent);
    const std::unique_ptr<ChatKeyRequestPrivate> d;
};

#endif
