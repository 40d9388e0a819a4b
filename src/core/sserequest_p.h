// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSEREQUEST_P_H
#define SSEQT_SSEREQUEST_P_H

#include "sseerror.h"

#include <QtCore/qlist.h>
#include <QtCore/qstringlist.h>
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
    QStringList trustedOrigins; // what is given for the URL's is for these too
    QByteArray proxyAuthorization; // for a proxy that reads the request, which is none over TLS
    bool withCredentials = false;
    bool keepsConnection = true;
    bool http2Allowed = false;
    bool compressionAllowed = false;
    QNetworkRequest base; // attributes and TLS configuration that an application gave

    [[nodiscard]] bool hasBody() const { return !body.isEmpty(); }
    // Whether it may be sent again: after a stream has ended, and by Qt when a connection turns out
    // to be dead. All others are sent once, on a fresh connection.
    [[nodiscard]] bool isRepeatable() const { return method == "GET" || method == "HEAD"; }

    // Whether Qt answers a challenge for it, by what its manager knows or by the URL of a proxy. It
    // would send the request again, which it cannot with a body: the reply would end as if the
    // server had hung up, and nobody would see the status.
    [[nodiscard]] bool leavesChallengesToQt() const { return withCredentials && isRepeatable(); }

    // Not when there is none, and not when HTTP does not allow it as a header.
    [[nodiscard]] bool sendsLastEventId() const;

    // Over TLS alone; whether it is spoken then is for the server to choose.
    [[nodiscard]] bool mayUseHttp2() const;

    void setHeader(const QByteArray &name, const QByteArray &value);

    void moveTo(const QUrl &target);
    void redirectTo(const QUrl &target, int status);

    [[nodiscard]] std::optional<SseError> fault() const;
    [[nodiscard]] std::optional<QString> redirectFault(const QUrl &target, int status) const;
    [[nodiscard]] std::optional<QString> encodingFault(const QByteArray &encoding) const;
    // Whether what was given for the URL's origin may go there too.
    [[nodiscard]] bool trusts(const QUrl &target) const;
    [[nodiscard]] bool hasCertificate() const;
    [[nodiscard]] QNetworkRequest build() const;

private:
    [[nodiscard]] bool losesBody(int status) const;
};

namespace SseHttp {

[[nodiscard]] bool isToken(QByteArrayView text);
[[nodiscard]] bool isFieldValue(QByteArrayView text);
// Without the white space that may stand around a field value; line breaks are none.
[[nodiscard]] QByteArray stripped(const QByteArray &value);
[[nodiscard]] bool isSameName(QByteArrayView a, QByteArrayView b);
// The value of the first header of that name, null when there is none.
[[nodiscard]] QByteArray valueOf(const QList<SseRequest::Header> &headers, QByteArrayView name);
[[nodiscard]] QByteArray basicCredentials(const QString &user, const QString &password);
[[nodiscard]] QByteArray mediaType(const QByteArray &contentType);
[[nodiscard]] QString displayed(const QUrl &url);
// With the port, where the URL names one.
[[nodiscard]] QString hostOf(const QUrl &url);
[[nodiscard]] QString origin(const QUrl &url);

} // namespace SseHttp

#endif
