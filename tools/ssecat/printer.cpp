// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "printer.h"

#include "figures.h"
#include "log.h"
#include "output.h"
#include "ssejsonline_p.h"
#include "text.h"

#include <SseQt/SseError>
#include <SseQt/SseEvent>

using namespace Qt::StringLiterals;

namespace {

// "[type #id] data", the further lines of the data indented.
class TextPrinter : public Printer
{
public:
    TextPrinter(Output &output, bool isVerbose)
        : Printer(output)
        , m_isVerbose(isVerbose)
    { }

    void printEvent(const SseEvent &event) override
    {
        QByteArray label = event.typeUtf8();
        if (!event.idUtf8().isEmpty())
            label += " #" + event.idUtf8();
        QByteArrayList lines = event.dataUtf8().split('\n');
        for (QByteArray &line : lines)
            line = Text::printable(line);
        writeLine('[' + Text::printable(label) + "] " + lines.join("\n    "));
    }

    void printComment(const QString &text) override
    {
        if (m_isVerbose)
            writeLine(':' + Text::printable(text.toUtf8()));
    }

    [[nodiscard]] bool wantsComments() const override { return m_isVerbose; }

private:
    const bool m_isVerbose;
};

class DataPrinter : public Printer
{
public:
    explicit DataPrinter(Output &output)
        : Printer(output)
    { }

    void printEvent(const SseEvent &event) override { writeLine(event.dataUtf8()); }
};

// All there is, for programs.
class JsonPrinter : public Printer
{
public:
    explicit JsonPrinter(Output &output)
        : Printer(output)
    { }

    void printOpened(const QUrl &url) override { write(SseJsonLine::ofOpening(url)); }

    void printEvent(const SseEvent &event) override { write(SseJsonLine::ofEvent(event)); }

    void printComment(const QString &text) override { write(SseJsonLine::ofComment(text)); }

    void printRetry(int milliseconds) override { write(SseJsonLine::ofRetry(milliseconds)); }

    void printError(const SseError &error) override { write(SseJsonLine::ofError(error)); }

    void printFigures(const Figures &figures) override
    {
        SseJsonLine line(u"stats"_s);
        for (const Figures::Number &number : figures.numbers)
            line.add(number.name, number.value);
        write(line);
    }

    void printClosed(SseSource::CloseReason reason, const QString &lastEventId) override
    {
        write(SseJsonLine::ofClosing(reason, lastEventId));
    }

    [[nodiscard]] bool wantsComments() const override { return true; }

private:
    void write(const SseJsonLine &line) { writeLine(line.toUtf8()); }
};

} // namespace

std::unique_ptr<Printer> Printer::create(const Options &options, Output &output)
{
    switch (options.format) {
    case Options::Format::Text:
        break;
    case Options::Format::Data:
        return std::make_unique<DataPrinter>(output);
    case Options::Format::JsonLines:
        return std::make_unique<JsonPrinter>(output);
    }
    return std::make_unique<TextPrinter>(output, options.isVerbose);
}

Printer::~Printer() = default;

void Printer::printOpened(const QUrl &) { }

void Printer::printComment(const QString &) { }

void Printer::printRetry(int) { }

// Where people read, an error is no part of the stream.
void Printer::printError(const SseError &error)
{
    QString text = error.message();
    if (error.willReconnect())
        text += u" Trying again in %1 ms."_s.arg(error.reconnectDelay());
    Log::complain(text);
}

void Printer::printFigures(const Figures &figures)
{
    for (const QString &line : figures.lines)
        Log::summarize(line);
}

void Printer::printClosed(SseSource::CloseReason, const QString &) { }

void Printer::writeLine(const QByteArray &line)
{
    m_output.writeLine(line);
}
