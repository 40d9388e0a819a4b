// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "sserequest_p.h"

#include "ssesource.h"

#include <QtCore/qurl.h>
#include <QtNetwork/qtnetwork-config.h>

#if QT_CONFIG(ssl)
#include <QtNetwork/qsslconfiguration.h>
#include <QtNetwork/qsslkey.h>
#endif

#include <algorithm>
#include <iterator>
#include <limits>

namespace SseHttp {

// RFC 9110, section 5.6.2: what methods and field names are made of.
bool isToken(QByteArrayView text)
{
    const auto isTokenCharacter = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
            || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
    };
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenCharacter);
}

// RFC 9110, section 5.5: no control characters but the tab, no white space at either end.
bool isFieldValue(QByteArrayView text)
{
    const auto isBlank = [](char c) { return c == ' ' || c == '\t'; };
    const auto isAllowed = [](char c) {
        return (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) || c == '\t';
    };
    if (text.isEmpty())
        return true;
    return !isBlank(text.front()) && !isBlank(text.back())
        && std::all_of(text.begin(), text.end(), isAllowed);
}

// A URL as it may be shown: what is secret in one lies in the user info and in the query.
QString displayed(const QUrl &url)
{
    return url.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

bool isSameName(QByteArrayView a, QByteArrayView b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

QByteArray valueOf(const QList<SseRequest::Header> &headers, QByteArrayView name)
{
    for (const SseRequest::Header &header : headers) {
        if (isSameName(header.first, name))
            return header.second;
    }
    return {};
}

// The essence of a MIME type: without parameters, in lower case.
QByteArray mediaType(const QByteArray &contentType)
{
    const qsizetype parameters = contentType.indexOf(';');
    return (parameters < 0 ? contentType : contentType.left(parameters)).trimmed().toLower();
}

// HTML standard, "ASCII serialization of an origin".
QString origin(const QUrl &url)
{
    const QString scheme = url.scheme();
    const int defaultPort = scheme == QLatin1String("https") ? 443 : 80;
    const QString host = url.host(QUrl::FullyEncoded);
    QString result = scheme + QLatin1String("://");
    result += host.contains(QLatin1Char(':')) ? QLatin1Char('[') + host + QLatin1Char(']') : host;
    const int port = url.port(defaultPort);
    if (port != defaultPort)
        result += QLatin1Char(':') + QString::number(port);
    return result;
}

} // namespace SseHttp

namespace {

// How a name that may hold anything is shown to people.
QString quoted(const QByteArray &name)
{
    QString text = QString::fromLatin1(name.left(60).toPercentEncoding(" !#$&'()*+,/:;=?@[]"));
    return QLatin1Char('"') + text + QLatin1Char('"');
}

QString tr(const char *text)
{
    return SseSource::tr(text);
}

std::optional<QString> urlFault(const QUrl &url)
{
    if (url.isEmpty())
        return tr("No URL is set.");
    if (!url.isValid()) {
        // Qt's text goes on to quote the URL, and with it a password.
        const QString reason = url.errorString().section(QLatin1String("; source was"), 0, 0);
        return tr("The URL is not valid (%1); an event stream needs an absolute http or https URL.")
            .arg(reason);
    }
    if (url.isRelative())
        return tr("The URL %1 is relative; an event stream needs an absolute one.")
            .arg(SseHttp::displayed(url));
    if (url.scheme() != QLatin1String("http") && url.scheme() != QLatin1String("https"))
        return tr("The scheme of the URL %1 is neither http nor https.")
            .arg(SseHttp::displayed(url));
    if (url.host().isEmpty())
        return tr("The URL %1 names no host.").arg(SseHttp::displayed(url));
    return std::nullopt;
}

std::optional<QString> headerFault(const SseRequest::Header &header)
{
    if (!SseHttp::isToken(header.first))
        return tr("The header name %1 has a character that no header name may have.")
            .arg(quoted(header.first));
    const QString name = QString::fromLatin1(header.first);
    // The value may be a secret: it is never quoted.
    if (!SseHttp::isFieldValue(header.second.trimmed()))
        return tr("The value of the header %1 has a control character in it, such as a line break; "
                  "it is not sent.")
            .arg(name);
    for (const char *const reserved : { "Content-Length", "Transfer-Encoding" }) {
        if (SseHttp::isSameName(header.first, reserved))
            return tr("The header %1 follows from the body and cannot be set.").arg(name);
    }
    return std::nullopt;
}

// What Qt decodes by itself. Brotli and Zstandard are features that it may have been built without;
// x-gzip, which is the same as gzip, is a name that it does not know.
bool isDecodable(const QByteArray &encoding)
{
    static const QByteArrayList known{
        "gzip",
        "deflate",
#ifdef SSEQT_QT_HAS_BROTLI
        "br",
#endif
#ifdef SSEQT_QT_HAS_ZSTD
        "zstd",
#endif
    };
    return known.contains(encoding);
}

} // namespace

// "If the EventSource object's last event ID string is not the empty string"; an ID that cannot be
// a legal value is left out.
bool SseRequest::sendsLastEventId() const
{
    return !lastEventId.isEmpty() && SseHttp::isFieldValue(lastEventId);
}

bool SseRequest::mayUseHttp2() const
{
    return http2Allowed && url.scheme() == QLatin1String("https");
}

// In place of whatever it was; a null value removes it.
void SseRequest::setHeader(const QByteArray &name, const QByteArray &value)
{
    const auto isIt = [&name](const Header &header) {
        return SseHttp::isSameName(header.first, name);
    };
    const auto first = std::find_if(headers.begin(), headers.end(), isIt);
    const auto index = std::distance(headers.begin(), first);
    headers.erase(std::remove_if(first, headers.end(), isIt), headers.end());
    if (!value.isNull())
        headers.insert(index, { name, value });
}

// Makes it a request for \a target. What was given for one origin goes to no other.
void SseRequest::moveTo(const QUrl &target)
{
    if (SseHttp::origin(target) != SseHttp::origin(url)) {
        headers.clear();
#if QT_CONFIG(ssl)
        QSslConfiguration configuration = base.sslConfiguration();
        configuration.setLocalCertificateChain({});
        configuration.setPrivateKey({});
        base.setSslConfiguration(configuration);
#endif
    }
    url = target;
}

// Why the request cannot be sent, if it cannot.
std::optional<SseError> SseRequest::fault() const
{
    if (const auto text = urlFault(url))
        return SseError(SseError::Code::InvalidUrl, *text);

    const auto invalid = [](const QString &text) {
        return SseError(SseError::Code::InvalidRequest, text);
    };
    if (!SseHttp::isToken(method))
        return invalid(tr("%1 is not an HTTP method.").arg(quoted(method)));
    if (hasBody() && isRepeatable())
        return invalid(tr("A %1 request has no body; set the method to POST.")
                           .arg(QString::fromLatin1(method)));
    for (const Header &header : headers) {
        if (const auto text = headerFault(header))
            return invalid(*text);
    }
    // What a stream sets can hold none of these; what a caller sets can.
    const auto breaksLines = [](char c) { return c == '\r' || c == '\n' || c == '\0'; };
    if (std::any_of(lastEventId.begin(), lastEventId.end(), breaksLines))
        return invalid(tr("The last event ID has a line break or NUL in it and cannot be sent."));
    return std::nullopt;
}

// Why a redirect to \a target is not followed, if it is not.
std::optional<QString> SseRequest::redirectFault(const QUrl &target) const
{
    if (!isRepeatable())
        return tr("a %1 request is not repeated elsewhere").arg(QString::fromLatin1(method));
    if (urlFault(target))
        return tr("it leads nowhere that an event stream can be");
    if (SseHttp::origin(target) != SseHttp::origin(url))
        return tr("it leads to another origin");
    return std::nullopt;
}

// Why a response with the Content-Encoding \a encoding cannot be read, if it cannot.
std::optional<QString> SseRequest::encodingFault(const QByteArray &encoding) const
{
    const QByteArray lowered = encoding.trimmed().toLower();
    if (lowered.isEmpty() || lowered == "identity")
        return std::nullopt;
    const QString name = QString::fromLatin1(lowered.left(100));
    if (!SseHttp::valueOf(headers, "Accept-Encoding").trimmed().isEmpty())
        return tr("The response is encoded with %1. It is not decoded where the header "
                  "Accept-Encoding is set: remove that, and set compressionAllowed.")
            .arg(name);
    if (!compressionAllowed)
        return tr("The response is encoded with %1, which was not asked for.").arg(name);
    if (!isDecodable(lowered))
        return tr("The response is encoded with %1, which Qt does not decode here.").arg(name);
    return std::nullopt;
}

QNetworkRequest SseRequest::build() const
{
    QNetworkRequest request = base;
    request.setUrl(url);

    request.setRawHeader("Accept", "text/event-stream");
    request.setRawHeader("Cache-Control", "no-cache");
    // Compressed streams pass late, or not at all: a proxy or server holds back what it compresses.
    // Where they are allowed, Qt asks for what it decodes; what anybody else asked for it leaves as
    // it is.
    if (!compressionAllowed)
        request.setRawHeader("Accept-Encoding", "identity");
    // A stream that repeats itself is no bomb, however long it is: it is read as it comes.
    request.setDecompressedSafetyCheckThreshold(-1);
    if (!keepsConnection)
        request.setRawHeader("Connection", "close");
    if (hasBody())
        request.setRawHeader("Content-Type", defaultContentType);
    QList<QByteArray> given;
    for (const Header &header : headers) {
        // Fields that are given twice are one list (RFC 9110, section 5.3), and Qt keeps one value.
        const QByteArray name = header.first.toLower();
        const QByteArray value = header.second.trimmed();
        const QByteArray separator = name == "cookie" ? "; " : ", ";
        request.setRawHeader(
            header.first,
            given.contains(name) ? request.rawHeader(header.first) + separator + value : value);
        given.append(name);
    }
    if (sendsLastEventId())
        request.setRawHeader("Last-Event-ID", lastEventId);
    // Without a length, be it 0, Qt would keep a copy of the body, and could send it twice.
    if (!isRepeatable())
        request.setHeader(QNetworkRequest::ContentLengthHeader, body.size());

    // An endless body has no place in a cache, not even in one that an injected manager has.
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute,
                         QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    // Followed by the attempt itself: Qt would take the headers along to any origin, and 6.4 loses
    // its way after a few hops, so that the reply finishes without an answer and without an error.
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    // By ALPN, as TLS negotiates it, and in no other way.
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, mayUseHttp2());
    request.setAttribute(QNetworkRequest::Http2DirectAttribute, false);
    // The reply is the attempt's, whatever the manager does with others.
    request.setAttribute(QNetworkRequest::AutoDeleteReplyOnFinishAttribute, false);
    request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    const auto credentials = withCredentials ? QNetworkRequest::Automatic : QNetworkRequest::Manual;
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, credentials);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, credentials);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, credentials);
    // Qt's own timeout ends a stream that is merely quiet. 0 would mean that of the manager.
    request.setTransferTimeout(std::numeric_limits<int>::max());
    return request;
}
