// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_CHATPENDINGCALL_H
#define SSEQT_CHATPENDINGCALL_H

#include <SseQt/sseqtchatglobal.h>

#include <QtCore/qjsonobject.h>
#include <QtCore/qjsonvalue.h>
#include <QtCore/qobject.h>
#include <QtCore/qvariant.h>

#include <memory>

class ChatPendingCallPrivate;

// A tool call that waits for its answer, which may come at once or later.
class SSEQT_CHAT_EXPORT ChatPendingCall : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChatPendingCall)
    Q_PROPERTY(QString name READ name CONSTANT)
    Q_PROPERTY(QString callId READ callId CONSTANT)
    Q_PROPERTY(QVariantMap arguments READ argumentMap CONSTANT)
    Q_PROPERTY(bool pending READ isPending NOTIFY pendingChanged)
public:
    ~ChatPendingCall() override;

    [[nodiscard]] QString name() const;
    [[nodiscard]] QString callId() const;
    [[nodiscard]] QJsonObject arguments() const;
    [[nodiscard]] bool isPending() const;

public Q_SLOTS:
    void answer(const QJsonValue &result);
    void fail(const QString &reason);

Q_SIGNALS:
    void pendingChanged();

private:
    friend class ChatPendingCallPrivate;
    friend class ChatSessionPrivate;
    ChatPendingCall(const QString &name, const QString &callId, const QJsonObject &arguments,
                    QObject *parent);
    [[nodiscard]] QVariantMap argumentMap() const;
    const std::unique_ptr<ChatPendingCallPrivate> d;
};

#endif
