// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSERECONNECTPOLICY_H
#define SSEQT_SSERECONNECTPOLICY_H

#include <SseQt/sseqtglobal.h>

#include <QtCore/qlist.h>
#include <QtCore/qmetatype.h>
#include <QtCore/qobjectdefs.h>
#include <QtCore/qshareddata.h>

#include <chrono>

class SseReconnectPolicyData;

class SSEQT_CORE_EXPORT SseReconnectPolicy
{
    Q_GADGET
    Q_PROPERTY(bool enabled READ isEnabled WRITE setEnabled)
    Q_PROPERTY(int interval READ interval WRITE setInterval)
    Q_PROPERTY(double factor READ factor WRITE setFactor)
    Q_PROPERTY(double jitter READ jitter WRITE setJitter)
    Q_PROPERTY(int minimumDelay READ minimumDelay WRITE setMinimumDelay)
    Q_PROPERTY(int maximumDelay READ maximumDelay WRITE setMaximumDelay)
    Q_PROPERTY(int maximumServerDelay READ maximumServerDelay WRITE setMaximumServerDelay)
    Q_PROPERTY(int maximumAttempts READ maximumAttempts WRITE setMaximumAttempts)
    Q_PROPERTY(int maximumTime READ maximumTime WRITE setMaximumTime)
    Q_PROPERTY(int stableTime READ stableTime WRITE setStableTime)
    Q_PROPERTY(CleanEnd cleanEnd READ cleanEnd WRITE setCleanEnd)
    Q_PROPERTY(bool anyMethod READ anyMethod WRITE setAnyMethod)
    Q_PROPERTY(QList<int> retryStatuses READ retryStatuses WRITE setRetryStatuses)
    Q_PROPERTY(bool retryServerErrors READ retryServerErrors WRITE setRetryServerErrors)
    Q_PROPERTY(bool retryUnauthorized READ retryUnauthorized WRITE setRetryUnauthorized)
public:
    enum class CleanEnd {
        Reconnect,
        ReconnectAtOnce,
        Close,
    };
    Q_ENUM(CleanEnd)

    SseReconnectPolicy();
    SseReconnectPolicy(const SseReconnectPolicy &other);
    SseReconnectPolicy(SseReconnectPolicy &&other) noexcept;
    SseReconnectPolicy &operator=(const SseReconnectPolicy &other);
    SseReconnectPolicy &operator=(SseReconnectPolicy &&other) noexcept;
    ~SseReconnectPolicy();

    void swap(SseReconnectPolicy &other) noexcept { d.swap(other.d); }

    [[nodiscard]] static SseReconnectPolicy resilient();

    [[nodiscard]] bool isEnabled() const;
    void setEnabled(bool enabled);

    [[nodiscard]] int interval() const;
    void setInterval(int milliseconds);
    void setInterval(std::chrono::milliseconds interval);
    [[nodiscard]] double factor() const;
    void setFactor(double factor);
    [[nodiscard]] double jitter() const;
    void setJitter(double fraction);
    [[nodiscard]] int minimumDelay() const;
    void setMinimumDelay(int milliseconds);
    void setMinimumDelay(std::chrono::milliseconds delay);
    [[nodiscard]] int maximumDelay() const;
    void setMaximumDelay(int milliseconds);
    void setMaximumDelay(std::chrono::milliseconds delay);
    [[nodiscard]] int maximumServerDelay() const;
    void setMaximumServerDelay(int milliseconds);
    void setMaximumServerDelay(std::chrono::milliseconds delay);

    [[nodiscard]] int maximumAttempts() const;
    void setMaximumAttempts(int attempts);
    [[nodiscard]] int maximumTime() const;
    void setMaximumTime(int milliseconds);
    void setMaximumTime(std::chrono::milliseconds time);
    [[nodiscard]] int stableTime() const;
    void setStableTime(int milliseconds);
    void setStableTime(std::chrono::milliseconds time);

    [[nodiscard]] CleanEnd cleanEnd() const;
    void setCleanEnd(CleanEnd reaction);
    [[nodiscard]] bool anyMethod() const;
    void setAnyMethod(bool enabled);
    [[nodiscard]] QList<int> retryStatuses() const;
    void setRetryStatuses(const QList<int> &statuses);
    [[nodiscard]] bool retryServerErrors() const;
    void setRetryServerErrors(bool enabled);
    [[nodiscard]] bool retryUnauthorized() const;
    void setRetryUnauthorized(bool enabled);

    friend bool operator==(const SseReconnectPolicy &lhs, const SseReconnectPolicy &rhs)
    {
        return lhs.isEqual(rhs);
    }
    friend bool operator!=(const SseReconnectPolicy &lhs, const SseReconnectPolicy &rhs)
    {
        return !lhs.isEqual(rhs);
    }

private:
    [[nodiscard]] bool isEqual(const SseReconnectPolicy &other) const;

    QSharedDataPointer<SseReconnectPolicyData> d;
};

Q_DECLARE_SHARED(SseReconnectPolicy)

#endif
