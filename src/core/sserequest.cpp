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

QByteArray stripped(const QByteArray &value)
{
    const auto isBlank = [](char c) { return c == ' ' || c == '\t'; };
    const auto first = std::find_if_not(value.begin(), value.end(), isBlank);
    const auto last = std::find_if_not(value.rbegin(), std::make_reverse_iterator(first), isBlank);
    return QByteArray(first, last.base() - first);
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

// RFC 7617, section 2.
QByteArray basicCredentials(const QString &user, const QString &password)
{
    return "Basic " + (user.toUtf8() + ':' + password.toUtf8()).toBase64();
}

// The essence of a MIME type: without parameters, in lower case.
QByteArray mediaType(const QByteArray &contentType)
{
    const qsizetype parameters = contentType.indexOf(';');
    return (parameters < 0 ? contentType : contentType.left(parameters)).trimmed().toLower();
}

QString hostOf(const QUrl &url)
{
    return url.port() > 0 ? url.host() + QLatin1Char(':') + QString::number(url.port())
                          : url.host();
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

bool hasControl(const QString &text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c < u' ' || c == u'\x7F'; });
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
    // RFC 7617, section 2: the first colon ends the user name. It is a secret, and not quoted.
    const QString user = url.userName(QUrl::FullyDecoded);
    if (hasControl(user) || user.contains(QLatin1Char(':'))
        || hasControl(url.password(QUrl::FullyDecoded))) {
        return tr("The user info of the URL %1 cannot be sent: it has a control character in it, "
                  "or the name has a colon.")
            .arg(SseHttp::displayed(url));
    }
    return std::nullopt;
}

// Why an entry of trustedOrigins is none, if it is none.
std::optional<QString> originFault(const QString &entry)
{
    const QUrl url(entry, QUrl::StrictMode);
    const bool isOrigin = url.isValid() && !url.host().isEmpty()
        && (url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https"))
        && url.path().isEmpty() && !url.hasQuery() && !url.hasFragment()
        && !entry.contains(QLatin1Char('@'));
    if (isOrigin)
        return std::nullopt;
    // What stands before the host is a secret.
    const qsizetype at = entry.lastIndexOf(QLatin1Char('@'));
    const QString shown = at < 0 ? entry : QLatin1String("...") + entry.mid(at);
    return tr("The entry %1 of trustedOrigins is no origin: scheme http or https, host, and port "
              "if it is not the scheme's own, such as https://example.org:8443.")
        .arg(quoted(shown.toUtf8()));
}

std::optional<QString> headerFault(const SseRequest::Header &header)
{
    if (!SseHttp::isToken(header.first))
        return tr("The header name %1 has a character that no header name may have.")
            .arg(quoted(header.first));
    const QString name = QString::fromLatin1(header.first);
    // The value may be a secret: it is never quoted.
    if (!SseHttp::isFieldValue(SseHttp::stripped(header.second)))
        return tr("The value of the header %1 has a control character in it, such as a line break; "
                  "it is not sent.")
            .arg(name);
    for (const char *const reserved : { "Content-Length", "Transfer-Encoding" }) {
        if (SseHttp::isSameName(header.first, reserved))
            return tr("The header %1 follows from the body and cannot be set.").arg(name);
    }
    // It would go to the server too, where no proxy takes it out.
    if (SseHttp::isSameName(header.first, "Proxy-Authorization"))
        return tr("The header %1 is for a proxy: give the QNetworkProxy its user and password.")
            .arg(name);
    // RFC 9110, section 7.2: it is the authority of the URL.
    if (SseHttp::isSameName(header.first, "Host"))
        return tr("The header %1 follows from the URL and cannot be set.").arg(name);
    // They promise what is Qt's to keep, and it does not: another protocol, another coding of the
    // answer, fields after the body, a body that waits (RFC 9110, sections 6.6.2, 7.8, 10.1).
    for (const char *const reserved : { "Upgrade", "TE", "Trailer", "Expect" }) {
        if (SseHttp::isSameName(header.first, reserved))
            return tr("The header %1 is about the connection and cannot be set.").arg(name);
    }
    // Any other option names headers that proxies are to take out (RFC 9110, section 7.6.1).
    if (SseHttp::isSameName(header.first, "Connection")) {
        const QByteArray option = SseHttp::stripped(header.second).toLower();
        if (option != "close" && option != "keep-alive")
            return tr("The header %1 can be set to close and keep-alive only.").arg(name);
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

// Fetch standard, "request-body-header name".
bool describesBody(const SseRequest::Header &header)
{
    for (const char *const name :
         { "Content-Encoding", "Content-Language", "Content-Location", "Content-Type" }) {
        if (SseHttp::isSameName(header.first, name))
            return true;
    }
    return false;
}

bool isSameOrigin(const QUrl &a, const QUrl &b)
{
    return SseHttp::origin(a) == SseHttp::origin(b);
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

bool SseRequest::trusts(const QUrl &target) const
{
    const auto isIt = [&target](const QString &entry) { return isSameOrigin(QUrl(entry), target); };
    return isSameOrigin(url, target)
        || std::any_of(trustedOrigins.begin(), trustedOrigins.end(), isIt);
}

// Makes it a request for \a target. What was given for one origin goes to no other that is not
// trusted, and does not come back when the way leads on from there.
//
// The last event ID stays: it is the place in the stream, and no secret. Browsers send it to where
// they are redirected. One that was given as a header goes with the headers.
void SseRequest::moveTo(const QUrl &target)
{
    if (!isSameOrigin(url, target))
        base.setPeerVerifyName({});
    if (!trusts(target)) {
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

// Fetch standard, "HTTP-redirect fetch": what it makes of method and body.
bool SseRequest::losesBody(int status) const
{
    return status == 303 ? !isRepeatable() : (status == 301 || status == 302) && method == "POST";
}

// Makes it what a redirect to \a target asks for; that has no fault.
void SseRequest::redirectTo(const QUrl &target, int status)
{
    if (losesBody(status)) {
        method = QByteArrayLiteral("GET");
        body.clear();
        headers.removeIf(describesBody);
    }
    proxyAuthorization.clear();
    // What the server put there is nobody's credentials.
    QUrl destination = target;
    destination.setUserInfo(isSameOrigin(url, target) ? url.userInfo(QUrl::FullyEncoded)
                                                      : QString());
    moveTo(destination);
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
    // RFC 9110, section 9.3.6: what follows the answer is no body.
    if (method == "CONNECT")
        return invalid(tr("The method CONNECT asks for a tunnel, and not for an event stream."));
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
    for (const QString &entry : trustedOrigins) {
        if (const auto text = originFault(entry))
            return invalid(*text);
    }
    return std::nullopt;
}

// Why a redirect to \a target is not followed, if it is not.
std::optional<QString> SseRequest::redirectFault(const QUrl &target, int status) const
{
    QUrl destination = target;
    destination.setUserInfo({}); // it is not used
    if (!target.isValid() || urlFault(destination))
        return tr("it leads nowhere that an event stream can be");
    if (url.scheme() == QLatin1String("https") && target.scheme() != QLatin1String("https"))
        return tr("it leads from https to http, where anybody on the way can read and change it");
    if (isRepeatable() || losesBody(status) || trusts(target))
        return std::nullopt;
    return hasBody()
        ? tr("the body of the request is not sent to another origin that trustedOrigins "
             "does not name")
        : tr("a %1 request is not sent to another origin that trustedOrigins does not name")
              .arg(QString::fromLatin1(method));
}

// Whether it can say over TLS who it is from.
bool SseRequest::hasCertificate() const
{
#if QT_CONFIG(ssl)
    return !base.sslConfiguration().localCertificateChain().isEmpty();
#else
    return false;
#endif
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
    request.setUrl(url.adjusted(QUrl::RemoveUserInfo));

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
    // At once, as Qt would wait for a challenge, and then not send a body again.
    if (!url.userName().isEmpty())
        request.setRawHeader("Authorization",
                             SseHttp::basicCredentials(url.userName(QUrl::FullyDecoded),
                                                       url.password(QUrl::FullyDecoded)));
    if (!proxyAuthorization.isEmpty())
        request.setRawHeader("Proxy-Authorization", proxyAuthorization);
    QList<QByteArray> given;
    for (const Header &header : headers) {
        // Fields that are given twice are one list (RFC 9110, section 5.3), and Qt keeps one value.
        const QByteArray name = header.first.toLower();
        const QByteArray value = SseHttp::stripped(header.second);
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
    // Whatever an application has set: the one would never return, the other would have requests
    // wait behind a response that never ends.
    request.setAttribute(QNetworkRequest::SynchronousRequestAttribute, false);
    request.setAttribute(QNetworkRequest::HttpPipeliningAllowedAttribute, false);
    const auto credentials = withCredentials ? QNetworkRequest::Automatic : QNetworkRequest::Manual;
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, credentials);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, credentials);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute,
                         leavesChallengesToQt() ? QNetworkRequest::Automatic
                                                : QNetworkRequest::Manual);
    // Qt's own timeout ends a stream that is merely quiet. 0 would mean that of the manager.
    request.setTransferTimeout(std::numeric_limits<int>::max());
    return request;
}
