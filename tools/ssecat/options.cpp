// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "options.h"

#include <QtCore/qcommandlineparser.h>

#include <cmath>
#include <limits>

namespace {

using namespace Qt::StringLiterals;

constexpr int maximumSeconds = std::numeric_limits<int>::max() / 1000;
constexpr int maximumChunkSize = 16 * 1024 * 1024;

class Reader
{
public:
    Reader();

    [[nodiscard]] CommandLine read(const QStringList &arguments);
    [[nodiscard]] QString help(const QStringList &arguments);

private:
    using Option = QCommandLineOption;

    void readCommand();
    void readStream();
    void readParse();
    void readShared();

    [[nodiscard]] std::optional<int> number(const Option &option, int minimum,
                                            int maximum = std::numeric_limits<int>::max());
    [[nodiscard]] std::optional<std::chrono::milliseconds> seconds(const Option &option);
    [[nodiscard]] std::optional<QString> text(const Option &option) const;
    void refuseAll(const QList<const Option *> &options, const QString &why);
    void fail(const QString &error);
    [[nodiscard]] QString parserError() const;
    [[nodiscard]] static QString nameOf(const Option &option);

    QCommandLineParser m_parser;
    Options m_options;
    QString m_error; // the first one

    const Option m_request{ { u"X"_s, u"request"_s },
                            u"The method of the request. Default: GET, and POST with --data."_s,
                            u"METHOD"_s };
    const Option m_header{ { u"H"_s, u"header"_s },
                           u"A header of the request, as in 'Name: value'. May be given more than "
                           "once."_s,
                           u"HEADER"_s };
    const Option m_data{ { u"d"_s, u"data"_s },
                         u"The body of the request; @FILE reads it from a file, @- from standard "
                         "input. Given more than once, the pieces are joined by '&'."_s,
                         u"TEXT"_s };
    const Option m_lastEventId{ u"last-event-id"_s,
                                u"Go on after this event: sent as Last-Event-ID."_s, u"ID"_s };
    const Option m_type{ u"type"_s,
                         u"Print only events of this type. May be given more than once."_s,
                         u"NAME"_s };
    const Option m_format{ u"format"_s,
                           u"How to print: text for people (default), data for the events' data "
                           "alone, jsonl for all there is as one JSON object a line."_s,
                           u"text|data|jsonl"_s };
    const Option m_verbose{ { u"v"_s, u"verbose"_s },
                            u"Tell the life of the connection on standard error, and print "
                            "comments with --format text."_s };
    const Option m_stats{ u"stats"_s,
                          u"Tell in the end what was seen, in numbers: on standard error, or as "
                          "the object before the last with --format jsonl."_s };
    const Option m_count{ { u"n"_s, u"count"_s }, u"End after N printed events."_s, u"N"_s };
    const Option m_maxTime{ u"max-time"_s, u"End after so many seconds, as in 2 or 0.5."_s,
                            u"SECONDS"_s };
    const Option m_untilType{ u"until-type"_s, u"End after an event of this type."_s, u"NAME"_s };
    const Option m_untilData{ u"until-data"_s, u"End after an event whose whole data are TEXT."_s,
                              u"TEXT"_s };
    const Option m_noReconnect{ u"no-reconnect"_s,
                                u"Do not open the stream again when it ends or breaks."_s };
    const Option m_reconnectInterval{ u"reconnect-interval"_s,
                                      u"Milliseconds before the stream is opened again, unless the "
                                      "server asks for another time; more and more after failures "
                                      "in a row. Default: 3000."_s,
                                      u"MS"_s };
    const Option m_maxReconnectAttempts{ u"max-reconnect-attempts"_s,
                                         u"Try again so often in a row, and then give up."_s,
                                         u"N"_s };
    const Option m_resilient{ u"resilient"_s,
                              u"Try again after the statuses 408, 425, 429 and 5xx too, and heed "
                              "Retry-After."_s };
    const Option m_dedupe{ u"dedupe"_s,
                           u"Do not print events that have come before: whose ID is known, or "
                           "which only repeat the last one after a reconnect."_s };
    const Option m_connectTimeout{ u"connect-timeout"_s,
                                   u"Milliseconds until the request is sent; 0 for no limit. "
                                   "Default: 10000."_s,
                                   u"MS"_s };
    const Option m_responseTimeout{ u"response-timeout"_s,
                                    u"Milliseconds from there to the answer's headers; 0 for no "
                                    "limit. Default: 60000."_s,
                                    u"MS"_s };
    const Option m_idleTimeout{ u"idle-timeout"_s,
                                u"Milliseconds for which an open stream may bring no byte; 0 for "
                                "no limit. Default: 300000."_s,
                                u"MS"_s };
    const Option m_strict{ u"strict"_s,
                           u"Fail when the stream is malformed, in place of ignoring or repairing "
                           "it."_s };
    const Option m_maxEventSize{ u"max-event-size"_s,
                                 u"Fail when an event is larger. Default: 16777216."_s,
                                 u"BYTES"_s };
    const Option m_cacert{ u"cacert"_s,
                           u"Trust the certificate authorities in this PEM file in place of the "
                           "system's."_s,
                           u"FILE"_s };
    const Option m_parse{ u"parse"_s,
                          u"Read an event stream from a file, or from standard input, in place of "
                          "the network."_s };
    const Option m_chunkSize{ u"chunk-size"_s,
                              u"With --parse: hand the parser pieces of N bytes. Default: 65536."_s,
                              u"N"_s };
    const Option m_help{ { u"h"_s, u"help"_s }, u"Print this."_s };
    const Option m_version{ u"version"_s, u"Print the version."_s };
};

Reader::Reader()
{
    m_parser.setApplicationDescription(
        u"Prints the events of an event stream (Server-Sent Events) as they come."_s);
    m_parser.addPositionalArgument(u"URL"_s, u"The address of the stream, http or https."_s);
    m_parser.addPositionalArgument(u"FILE"_s,
                                   u"With --parse: the file; standard input when it is - or "
                                   "missing."_s);
    m_parser.addOptions({ m_request,
                          m_header,
                          m_data,
                          m_lastEventId,
                          m_type,
                          m_format,
                          m_verbose,
                          m_stats,
                          m_count,
                          m_maxTime,
                          m_untilType,
                          m_untilData,
                          m_noReconnect,
                          m_reconnectInterval,
                          m_maxReconnectAttempts,
                          m_resilient,
                          m_dedupe,
                          m_connectTimeout,
                          m_responseTimeout,
                          m_idleTimeout,
                          m_strict,
                          m_maxEventSize,
                          m_cacert,
                          m_parse,
                          m_chunkSize,
                          m_help,
                          m_version });
}

CommandLine Reader::read(const QStringList &arguments)
{
    if (m_parser.parse(arguments))
        readCommand();
    else
        fail(parserError());
    return { m_options, m_error };
}

void Reader::readCommand()
{
    if (m_parser.isSet(m_help)) {
        m_options.command = Options::Command::Help;
    } else if (m_parser.isSet(m_version)) {
        m_options.command = Options::Command::Version;
    } else {
        const bool parses = m_parser.isSet(m_parse);
        m_options.command = parses ? Options::Command::Parse : Options::Command::Stream;
        if (m_parser.positionalArguments().size() > 1)
            fail(u"'%1' is one argument too many."_s.arg(m_parser.positionalArguments().at(1)));
        // Files are read last: a mistake elsewhere should not wait for standard input.
        readShared();
        if (parses)
            readParse();
        else
            readStream();
    }
}

void Reader::readShared()
{
    const QString format = m_parser.value(m_format);
    if (format == "data"_L1)
        m_options.format = Options::Format::Data;
    else if (format == "jsonl"_L1)
        m_options.format = Options::Format::JsonLines;
    else if (m_parser.isSet(m_format) && format != "text"_L1)
        fail(u"'%1' is no value for --format, which takes text, data or jsonl."_s.arg(format));

    m_options.types = m_parser.values(m_type);
    m_options.isVerbose = m_parser.isSet(m_verbose);
    m_options.printsFigures = m_parser.isSet(m_stats);
    m_options.isStrict = m_parser.isSet(m_strict);
    m_options.lastEventId = m_parser.value(m_lastEventId);
    m_options.maximumEventSize = number(m_maxEventSize, 1);
    m_options.ending.count = number(m_count, 1);
    m_options.ending.type = text(m_untilType);
    m_options.ending.data = text(m_untilData);
    m_options.maximumTime = seconds(m_maxTime);
}

void Reader::readStream()
{
    refuseAll({ &m_chunkSize }, u"it belongs to --parse"_s);
    if (m_parser.positionalArguments().isEmpty()) {
        fail(u"A URL is missing."_s);
        return;
    }
    m_options.reconnects = !m_parser.isSet(m_noReconnect);
    m_options.isResilient = m_parser.isSet(m_resilient);
    if (m_options.isResilient && !m_options.reconnects)
        fail(u"--resilient and --no-reconnect contradict each other."_s);
    m_options.dropsRepetitions = m_parser.isSet(m_dedupe);
    m_options.reconnectInterval = number(m_reconnectInterval, 0);
    m_options.maximumReconnectAttempts = number(m_maxReconnectAttempts, 0);
    m_options.connectTimeout = number(m_connectTimeout, 0);
    m_options.responseTimeout = number(m_responseTimeout, 0);
    m_options.idleTimeout = number(m_idleTimeout, 0);

    Request &request = m_options.request;
    request.url = QUrl(m_parser.positionalArguments().constFirst());
    QString error;
    if (m_error.isEmpty()
        && !(request.readHeaders(m_parser.values(m_header), &error)
             && (!m_parser.isSet(m_cacert)
                 || request.readAuthorities(m_parser.value(m_cacert), &error))
             && request.readData(m_parser.values(m_data), &error)))
        fail(error);
    if (m_parser.isSet(m_request))
        request.method = m_parser.value(m_request);
}

void Reader::readParse()
{
    refuseAll({ &m_request, &m_header, &m_data, &m_noReconnect, &m_reconnectInterval,
                &m_maxReconnectAttempts, &m_resilient, &m_connectTimeout, &m_responseTimeout,
                &m_idleTimeout, &m_cacert },
              u"--parse sends no request"_s);
    refuseAll({ &m_dedupe }, u"--parse prints all that its input holds"_s);
    m_options.chunkSize = number(m_chunkSize, 1, maximumChunkSize).value_or(m_options.chunkSize);
    m_options.fileName = m_parser.positionalArguments().value(0, u"-"_s);
}

std::optional<int> Reader::number(const Option &option, int minimum, int maximum)
{
    if (!m_parser.isSet(option))
        return std::nullopt;
    bool isNumber = false;
    const int value = m_parser.value(option).toInt(&isNumber);
    if (isNumber && value >= minimum && value <= maximum)
        return value;
    fail(u"'%1' is no value for %2, which takes a whole number from %3 to %4."_s.arg(
        m_parser.value(option), nameOf(option), QString::number(minimum),
        QString::number(maximum)));
    return std::nullopt;
}

std::optional<std::chrono::milliseconds> Reader::seconds(const Option &option)
{
    if (!m_parser.isSet(option))
        return std::nullopt;
    bool isNumber = false;
    const double value = m_parser.value(option).toDouble(&isNumber);
    if (isNumber && value > 0 && value <= maximumSeconds) // and so no NaN
        return std::chrono::milliseconds(qint64(std::ceil(value * 1000)));
    fail(u"'%1' is no value for %2, which takes seconds, as in 2 or 0.5, up to %3."_s.arg(
        m_parser.value(option), nameOf(option), QString::number(maximumSeconds)));
    return std::nullopt;
}

std::optional<QString> Reader::text(const Option &option) const
{
    return m_parser.isSet(option) ? std::optional(m_parser.value(option)) : std::nullopt;
}

void Reader::refuseAll(const QList<const Option *> &options, const QString &why)
{
    for (const Option *option : options) {
        if (m_parser.isSet(*option))
            fail(u"%1 has no place here: %2."_s.arg(nameOf(*option), why));
    }
}

void Reader::fail(const QString &error)
{
    if (m_error.isEmpty())
        m_error = error;
}

// QCommandLineParser names unknown options without their dashes.
QString Reader::parserError() const
{
    const QString unknown = m_parser.unknownOptionNames().value(0);
    if (unknown.isEmpty())
        return m_parser.errorText();
    return u"Unknown option '%1%2'."_s.arg(unknown.size() == 1 ? u"-"_s : u"--"_s, unknown);
}

QString Reader::nameOf(const Option &option)
{
    return "--"_L1 + option.names().constLast();
}

QString Reader::help(const QStringList &arguments)
{
    // QCommandLineParser would print one usage line, with the program's whole path.
    m_parser.parse(arguments);
    const QString text = m_parser.helpText();
    return u"Usage: ssecat [options] URL\n"
           "       ssecat --parse [options] [FILE|-]\n"_s
        + text.mid(text.indexOf(u'\n'));
}

} // namespace

CommandLine readCommandLine(const QStringList &arguments)
{
    return Reader().read(arguments);
}

QString helpText(const QStringList &arguments)
{
    return Reader().help(arguments);
}
