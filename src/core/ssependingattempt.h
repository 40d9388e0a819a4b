// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSEPENDINGATTEMPT_H
#define SSEQT_SSEPENDINGATTEMPT_H

#include <SseQt/sseerror.h>
#include <SseQt/sseqtglobal.h>

#include <QtCore/qmetatype.h>
#include <QtCore/qobjectdefs.h>
#include <QtCore/qurl.h>

#include <memory>

struct SsePendingAttemptData;

class SSEQT_CORE_EXPORT SsePendingAttempt
{
    Q_GADGET
    Q_PROPERTY(int number READ number)
    Q_PROPERTY(QUrl url READ url WRITE setUrl)
    Q_PROPERTY(QString lastEventId READ lastEventId)
    Q_PROPERTY(SseError previousError READ previousError)
    Q_PROPERTY(bool pending READ isPending)
public:
    SsePendingAttempt();
    SsePendingAttempt(const SsePendingAttempt &other);
    SsePendingAttempt(SsePendingAttempt &&other) noexcept;
    SsePendingAttempt &operator=(const SsePendingAttempt &other);
    SsePendingAttempt &operator=(SsePendingAttempt &&other) noexcept;
    ~SsePendingAttempt();

    [[nodiscard]] int number() const;
    [[nodiscard]] QUrl url() const;
    void setUrl(const QUrl &url) const;
    [[nodiscard]] QString lastEventId() const;
    [[nodiscard]] SseError previousError() const;
    [[nodiscard]] bool isPending() const;

    void setHeader(const QByteArray &name, const QByteArray &value) const;
    // For literals, which are as good a QString as a QByteArray otherwise.
    void setHeader(const char *name, const QByteArray &value) const
    {
        setHeader(QByteArray(name), value);
    }
    Q_INVOKABLE void setHeader(const QString &name, const QString &value) const;

    Q_INVOKABLE void hold() const;
    Q_INVOKABLE void proceed() const;
    Q_INVOKABLE void fail(const QString &message) const;

private:
    friend class SseSourcePrivate;
    explicit SsePendingAttempt(std::shared_ptr<SsePendingAttemptData> data);

    std::shared_ptr<SsePendingAttemptData> d;
};

#endif
