// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSETESTREQUESTPARSER_P_H
#define SSETESTREQUESTPARSER_P_H

#include "ssetestrequest.h"

// HTTP/1.x requests out of bytes, one after the other. Knows no socket.
class SseTestRequestParser
{
public:
    enum class Result {
        NeedMore,
        ExpectsContinue, // the head is there and the client waits for a 100; parse() goes on after
        Complete, // takeRequest() has it; what follows in the buffer is the next one
        Failed // errorStatus() says why; nothing more can be parsed
    };

    struct Limits
    {
        qsizetype header = 64 * 1024;
        qsizetype body = 16 * 1024 * 1024;
    };

    explicit SseTestRequestParser(Limits limits);

    void append(const QByteArray &bytes);
    Result parse();

    SseTestRequest takeRequest();
    [[nodiscard]] bool isHttp10() const { return m_http10; }
    [[nodiscard]] bool isKeepAlive() const { return m_keepAlive; }
    [[nodiscard]] int errorStatus() const { return m_errorStatus; }

private:
    enum class State { RequestLine, Headers, Body, ChunkSize, ChunkData, ChunkEnd, Trailers, Done };
    enum class Line { Missing, There, TooLong };

    Line takeLine(qsizetype limit);
    [[nodiscard]] qsizetype headerRoom() const { return m_limits.header - m_headerSize; }
    bool parseRequestLine();
    bool parseHeaderLine();
    bool endHeaders();
    bool parseChunkSize();
    bool takeBody(State next);
    bool fail(int status);

    const Limits m_limits;
    State m_state = State::RequestLine;
    SseTestRequest m_request;
    QByteArray m_buffer;
    QByteArray m_line;
    qsizetype m_pos = 0; // what lies before it is used up
    qsizetype m_scanned = 0; // from m_pos to it there is no line end, so nobody looks twice
    qsizetype m_headerSize = 0;
    qsizetype m_remaining = 0; // of the body or of the chunk
    int m_errorStatus = 0;
    bool m_http10 = false;
    bool m_keepAlive = true;
    bool m_expectsContinue = false;
};

#endif // SSETESTREQUESTPARSER_P_H
