// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSEREQUEST_P_H
#define SSEQT_SSEREQUEST_P_H

#include "sseerror.h"

#include <QtCore/qlist.h>
#include <QtNetwork/qnetworkrequest.h>

#include <optional>

// What a source asks for, before it is a request of Qt's: checked, then built anew for each
// attempt.
struct SseRequest
{
    using Header = QNetworkReply::RawHeaderPair;

    QUrl url;
    QByteArray method = QByteArrayLiteral("GET");
    QList<Header> headers;
    QByteArray body;
    QByteArray defaultContentType = QByteArrayLiteral("application/octet-stream");
    QByteArray lastEventId;
    bool withCredentials = false;
    QNetworkRequest base; // attributes and TLS configuration that an application gave

    [[nodiscard]] bool hasBody() const { return !body.isEmpty(); }
    // Whether it has to be sent once and no more, on a connection that nobody has closed meanwhile.
    [[nodiscard]] bool isSentOnce() const { return hasBody() || !isIdempotent(); }
    [[nodiscard]] bool isIdempotent() const;

    [[nodiscard]] std::optional<SseError> fault() const;
    [[nodiscard]] std::optional<QString> redirectFault(const QUrl &target) const;
    [[nodiscard]] QNetworkRequest build() const;
};

namespace SseHttp {

[[nodiscard]] bool isToken(QByteArrayView text);
[[nodiscard]] bool isFieldValue(QByteArrayView text);
[[nodiscard]] bool isSameName(QByteArrayView a, QByteArrayView b);
[[nodiscard]] QByteArray mediaType(const QByteArray &contentType);
[[nodiscard]] QString origin(const QUrl &url);

} // namespace SseHttp

#endif
