// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSECAT_PRINTER_H
#define SSECAT_PRINTER_H

#include "options.h"

#include <SseQt/SseSource>

#include <QtCore/qstring.h>

#include <memory>

class Output;
class QUrl;
class SseError;
class SseEvent;
struct Figures;

// How what happens on a stream is printed. Formats for people say nothing but what they override.
class Printer
{
    Q_DISABLE_COPY_MOVE(Printer)
public:
    virtual ~Printer();

    [[nodiscard]] static std::unique_ptr<Printer> create(const Options &options, Output &output);

    virtual void printOpened(const QUrl &url);
    virtual void printEvent(const SseEvent &event) = 0;
    virtual void printComment(const QString &text);
    virtual void printRetry(int milliseconds);
    virtual void printError(const SseError &error);
    virtual void printFigures(const Figures &figures);
    virtual void printClosed(SseSource::CloseReason reason, const QString &lastEventId);

    [[nodiscard]] virtual bool wantsComments() const { return false; }

protected:
    explicit Printer(Output &output)
        : m_output(output)
    { }

    void writeLine(const QByteArray &line);

private:
    Output &m_output;
};

#endif
