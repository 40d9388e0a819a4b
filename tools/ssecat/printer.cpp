// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "printer.h"

#include "figures.h"
#include "jsonline.h"
#include "log.h"
#include "output.h"
#include "text.h"

#include <SseQt/SseError>
#include <SseQt/SseEvent>

#include <QtCore/qurl.h>

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

    void printOpened(const QUrl &url) override
    {
        // A stream opens on the status 200 alone.
        write(JsonLine(u"open"_s)
                  .add(u"url"_s, url.toString(QUrl::FullyEncoded | QUrl::RemoveUserInfo))
                  .add(u"status"_s, 200));
    }

    void printEvent(const SseEvent &event) override
    {
        write(JsonLine(u"event"_s)
                  .add(u"type"_s, event.type())
                  .add(u"data"_s, event.data())
                  .add(u"lastEventId"_s, event.lastEventId())
                  .add(u"origin"_s, event.origin()));
    }

    void printComment(const QString &text) override
    {
        write(JsonLine(u"comment"_s).add(u"text"_s, text));
    }

    void printRetry(int milliseconds) override
    {
        write(JsonLine(u"retry"_s).add(u"ms"_s, milliseconds));
    }

    void printError(const SseError &error) override
    {
        write(JsonLine(u"error"_s)
                  .add(u"code"_s, Text::keyOf(error.code()))
                  .add(u"phase"_s, Text::nameOf(error.phase()))
                  .add(u"message"_s, error.message())
                  .add(u"httpStatus"_s, error.httpStatus())
                  .add(u"willReconnect"_s, error.willReconnect())
                  .add(u"delayMs"_s,
                       error.willReconnect() ? QJsonValue(error.reconnectDelay()) : QJsonValue()));
    }

    void printFigures(const Figures &figures) override
    {
        JsonLine line(u"stats"_s);
        for (const Figures::Number &number : figures.numbers)
            line.add(number.name, number.value);
        write(line);
    }

    void printClosed(const QString &reason, const QString &lastEventId) override
    {
        write(JsonLine(u"closed"_s).add(u"reason"_s, reason).add(u"lastEventId"_s, lastEventId));
    }

    [[nodiscard]] bool wantsComments() const override { return true; }

private:
    void write(const JsonLine &line) { writeLine(line.toUtf8()); }
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

void Printer::printClosed(const QString &, const QString &) { }

void Printer::writeLine(const QByteArray &line)
{
    m_output.writeLine(line);
}
