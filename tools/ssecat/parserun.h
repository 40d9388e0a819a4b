// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSECAT_PARSERUN_H
#define SSECAT_PARSERUN_H

#include "input.h"

#include <SseQt/EventStreamParser>
#include <SseQt/SseSource>

#include <QtCore/qobject.h>

class Session;
class SseError;
struct Options;

// A run over a file or standard input: the parser alone, fed with pieces of one size.
class ParseRun : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ParseRun)
public:
    ParseRun(const Options &options, Session &session);
    ~ParseRun() override;

    // False, with a description, when the input cannot be opened.
    [[nodiscard]] bool start(QString *error);

private:
    void readOn();
    void parse(std::string_view piece);
    void report(sse::EventStreamParser::Token token);
    void fail(SseError error);
    void close(SseSource::CloseReason reason);

    Session &m_session;
    const QString m_inputName;
    const int m_chunkSize;
    Input m_input;
    sse::EventStreamParser m_parser;
    double m_bytes = 0; // that the parser was given
    double m_events = 0;
    bool m_isOver = false;
};

#endif
