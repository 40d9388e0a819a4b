// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSEERROR_H
#define SSEQT_SSEERROR_H

#include <SseQt/sseqtglobal.h>

#include <QtCore/qbytearray.h>
#include <QtCore/qlist.h>
#include <QtCore/qmetatype.h>
#include <QtCore/qobjectdefs.h>
#include <QtCore/qshareddata.h>
#include <QtCore/qstring.h>
#include <QtCore/qvariant.h>
#include <QtNetwork/qnetworkreply.h>

#include <chrono>

class SseErrorData;

class SSEQT_CORE_EXPORT SseError
{
    Q_GADGET
    Q_PROPERTY(Code code READ code CONSTANT)
    Q_PROPERTY(Phase phase READ phase CONSTANT)
    Q_PROPERTY(QString message READ message CONSTANT)
    Q_PROPERTY(int httpStatus READ httpStatus CONSTANT)
    Q_PROPERTY(int networkError READ networkError CONSTANT)
    Q_PROPERTY(QVariantMap responseHeaders READ responseHeaderMap CONSTANT)
    Q_PROPERTY(QString responseText READ responseText CONSTANT)
    Q_PROPERTY(bool willReconnect READ willReconnect CONSTANT)
    Q_PROPERTY(int reconnectDelay READ reconnectDelay CONSTANT)
public:
    enum class Code {
        NoError = 0,
        InvalidUrl,
        InvalidRequest,
        PreparationTimeout,
        PreparationFailed,
        ConnectionFailed,
        ConnectTimeout,
        TlsFailed,
        ResponseTimeout,
        ProtocolFailure,
        RedirectRefused,
        UnexpectedStatus,
        UnexpectedContentType,
        UnexpectedContentEncoding,
        StreamEnded,
        ConnectionLost,
        StreamTruncated,
        IdleTimeout,
        EventTimeout,
        Suspended,
        LineTooLong,
        EventTooLong,
        BacklogTooLong,
        MalformedStream,
        ManagerDestroyed,
    };
    Q_ENUM(Code)

    // The numbers are those of SseSource::Phase.
    enum class Phase {
        Idle,
        Dialing,
        AwaitingHeaders,
        Streaming,
        WaitingToReconnect,
    };
    Q_ENUM(Phase)

    using Header = QNetworkReply::RawHeaderPair;

    SseError();
    explicit SseError(Code code, const QString &message);
    SseError(const SseError &other);
    SseError(SseError &&other) noexcept;
    SseError &operator=(const SseError &other);
    SseError &operator=(SseError &&other) noexcept;
    ~SseError();

    void swap(SseError &other) noexcept { d.swap(other.d); }

    [[nodiscard]] Code code() const;
    [[nodiscard]] Phase phase() const;
    [[nodiscard]] QString message() const;
    [[nodiscard]] int httpStatus() const;
    [[nodiscard]] QNetworkReply::NetworkError networkError() const;
    [[nodiscard]] QList<Header> responseHeaders() const;
    [[nodiscard]] QByteArray responseHeader(const QByteArray &name) const;
    [[nodiscard]] QByteArray responseBody() const;
    [[nodiscard]] QString responseText() const;
    [[nodiscard]] bool willReconnect() const;
    [[nodiscard]] int reconnectDelay() const;
    [[nodiscard]] std::chrono::milliseconds reconnectDelayAsDuration() const;

    void setPhase(Phase phase);
    void setHttpStatus(int status);
    void setNetworkError(QNetworkReply::NetworkError error);
    void setResponseHeaders(const QList<Header> &headers);
    void setResponseBody(const QByteArray &body);
    void setReconnectDelay(std::chrono::milliseconds delay);

    friend bool operator==(const SseError &lhs, const SseError &rhs) { return lhs.isEqual(rhs); }
    friend bool operator!=(const SseError &lhs, const SseError &rhs) { return !lhs.isEqual(rhs); }

private:
    [[nodiscard]] QVariantMap responseHeaderMap() const;
    [[nodiscard]] bool isEqual(const SseError &other) const;

    QSharedDataPointer<SseErrorData> d;
};

Q_DECLARE_SHARED(SseError)

#ifndef QT_NO_DEBUG_STREAM
class QDebug;
SSEQT_CORE_EXPORT QDebug operator<<(QDebug debug, const SseError &error);
#endif

#endif
