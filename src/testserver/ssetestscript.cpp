// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssetestscript.h"
#include "ssetestscript_p.h"

#include <QtCore/QUrl>

#include <array>

using namespace std::chrono_literals;
using Kind = SseTestStep::Kind;

/*!
    \class SseTestScript
    \inmodule SseQt
    \since 0.1
    \brief SseTestScript is an answer of SseTestServer, written down as a list of steps.

    A script is a value. It starts as one of the static functions, is extended by chained calls,
    and is played for every request to the path it was given to:

    \code
    server.route(u"/cut"_s, SseTestScript::eventStream()
                                .send("data: first\n\n")
                                .pause(20ms)
                                .send("data: half an ev")
                                .close());
    \endcode

    The head goes out when playing begins, and each step follows the one before it without delay
    unless the step is a pause(). A script whose steps run out ends its answer as end() does.

    Nothing is checked: a script may lie about its length, leave its last chunk out, or send no
    HTTP at all. That is what it is for.

    \sa SseTestServer::route(), SseTestExchange::play()
*/

/*! Constructs an answer with status 200, no headers of its own and a chunked body. */
SseTestScript::SseTestScript()
    : d(new SseTestScriptData)
{ }

SseTestScript::SseTestScript(const SseTestScript &other) = default;
SseTestScript::SseTestScript(SseTestScript &&other) noexcept = default;
SseTestScript &SseTestScript::operator=(const SseTestScript &other) = default;
SseTestScript &SseTestScript::operator=(SseTestScript &&other) noexcept = default;
SseTestScript::~SseTestScript() = default;

/*!
    Returns the beginning of an event stream: status 200, \c {Content-Type: text/event-stream},
    \c {Cache-Control: no-store}, chunked.
*/
SseTestScript SseTestScript::eventStream()
{
    SseTestScript script;
    script.header("Content-Type", "text/event-stream").header("Cache-Control", "no-store");
    return script;
}

/*!
    Returns a whole answer with \a status and \a body, of type \a contentType, and with its
    Content-Length. The Content-Type is left out when \a contentType is empty.
*/
SseTestScript SseTestScript::reply(int status, const QByteArray &body,
                                   const QByteArray &contentType)
{
    SseTestScript script;
    script.d->status = status;
    script.d->framing = SseTestExchange::Framing::ContentLength;
    if (!contentType.isEmpty())
        script.header("Content-Type", contentType);
    script.header("Content-Length", QByteArray::number(body.size()));
    if (!body.isEmpty())
        script.send(body);
    return script;
}

/*! Returns an answer with \a status and a Location header of exactly \a location. */
SseTestScript SseTestScript::redirect(int status, const QByteArray &location)
{
    return reply(status, {}, {}).header("Location", location);
}

/*! \overload */
SseTestScript SseTestScript::redirect(int status, const QUrl &target)
{
    return redirect(status, target.toEncoded());
}

/*!
    Returns a script for which nothing is written but what its steps send, status line included.

    An empty one, \c {raw().close()} or \c {raw().reset()}, hangs up before any answer; \c
    {raw().stall()} never answers.
*/
SseTestScript SseTestScript::raw()
{
    SseTestScript script;
    script.d->raw = true;
    return script;
}

/*! Sets the status to \a code. */
SseTestScript &SseTestScript::status(int code)
{
    d->status = code;
    return *this;
}

/*! Sets the header \a name to \a value, in place of all headers of that name. */
SseTestScript &SseTestScript::header(const QByteArray &name, const QByteArray &value)
{
    return removeHeader(name).addHeader(name, value);
}

/*! Adds a header \a name with \a value and keeps those of that name that are there already. */
SseTestScript &SseTestScript::addHeader(const QByteArray &name, const QByteArray &value)
{
    d->headers.append({ name, value });
    return *this;
}

/*! Removes all headers called \a name. */
SseTestScript &SseTestScript::removeHeader(const QByteArray &name)
{
    d->headers.removeIf(
        [&name](const auto &h) { return h.first.compare(name, Qt::CaseInsensitive) == 0; });
    return *this;
}

/*!
    Sends the body without chunks and without a length: it ends where the connection ends, as
    HTTP/1.0 servers and some proxies do it.
*/
SseTestScript &SseTestScript::closeDelimited()
{
    d->framing = SseTestExchange::Framing::UntilClose;
    return *this;
}

/*! Waits for \a duration before anything is written, the head included. */
SseTestScript &SseTestScript::delay(std::chrono::milliseconds duration)
{
    d->delay = duration;
    return *this;
}

/*! Writes \a bytes at once: one HTTP chunk when the body is chunked. */
SseTestScript &SseTestScript::send(const QByteArray &bytes)
{
    d->steps.append({ Kind::Send, bytes });
    return *this;
}

/*!
    Writes \a bytes in pieces of \a pieceSize bytes, each an HTTP chunk of its own when the body is
    chunked. The event loop gets a turn between two pieces, so that a client in the same thread
    sees them one by one.
*/
SseTestScript &SseTestScript::send(const QByteArray &bytes, qsizetype pieceSize)
{
    d->steps.append({ Kind::Send, bytes, pieceSize });
    return *this;
}

/*! Writes \a bytes in pieces of one byte. */
SseTestScript &SseTestScript::sendByteByByte(const QByteArray &bytes)
{
    return send(bytes, 1);
}

/*!
    Writes \a bytes as often as \a times says, each time as send() does. It goes no faster than
    the client reads, and so needs no more memory for a million times than for one.
*/
SseTestScript &SseTestScript::sendRepeatedly(const QByteArray &bytes, int times)
{
    if (times > 0)
        d->steps.append({ Kind::Send, bytes, 0, times });
    return *this;
}

/*! Writes \a bytes past the framing of the body: broken chunks, bytes after the end. */
SseTestScript &SseTestScript::sendRaw(const QByteArray &bytes)
{
    d->steps.append({ Kind::SendRaw, bytes });
    return *this;
}

/*! Waits for \a duration. */
SseTestScript &SseTestScript::pause(std::chrono::milliseconds duration)
{
    d->steps.append({ Kind::Pause, {}, 0, 1, duration });
    return *this;
}

/*! Keeps the connection open and says nothing more, until the client or the server closes. */
SseTestScript &SseTestScript::stall()
{
    d->steps.append({ Kind::Stall });
    return *this;
}

/*!
    Ends the answer in the regular way: with the last chunk when the body is chunked, by closing
    when it is close-delimited. Otherwise the connection stays open for the next request.
*/
SseTestScript &SseTestScript::end()
{
    d->steps.append({ Kind::End });
    return *this;
}

/*! Closes the connection (FIN) after what was sent; a chunked body stays without its end. */
SseTestScript &SseTestScript::close()
{
    d->steps.append({ Kind::Close });
    return *this;
}

/*!
    Resets the connection (RST). What was sent before may be lost on some systems, as it is with
    a real reset.
*/
SseTestScript &SseTestScript::reset()
{
    d->steps.append({ Kind::Reset });
    return *this;
}

/*!
    Returns \a bytes as one complete gzip member, to be sent with \c {Content-Encoding: gzip}.
*/
QByteArray SseTestScript::gzip(const QByteArray &bytes)
{
    // qCompress() gives four bytes of length, two of zlib header, deflate data, and four of
    // Adler-32; gzip (RFC 1952) wants its own head, and CRC-32 and length at the end.
    QByteArray deflated = qCompress(bytes);
    deflated =
        bytes.isEmpty() ? QByteArray("\x03\x00", 2) : deflated.sliced(6, deflated.size() - 10);

    static const auto table = [] {
        std::array<quint32, 256> crcs{};
        for (quint32 n = 0; n < crcs.size(); ++n) {
            quint32 c = n;
            for (int bit = 0; bit < 8; ++bit)
                c = (c & 1u) ? 0xedb88320u ^ (c >> 1) : c >> 1;
            crcs[n] = c;
        }
        return crcs;
    }();
    quint32 crc = 0xffffffffu;
    for (const char ch : bytes)
        crc = table[(crc ^ static_cast<uchar>(ch)) & 0xffu] ^ (crc >> 8);
    crc = ~crc;

    QByteArray result("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff", 10);
    result += deflated;
    const auto appendLittleEndian = [&result](quint32 value) {
        for (int shift = 0; shift < 32; shift += 8)
            result += static_cast<char>((value >> shift) & 0xffu);
    };
    appendLittleEndian(crc);
    appendLittleEndian(static_cast<quint32>(bytes.size()));
    return result;
}
