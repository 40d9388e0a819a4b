// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssedemoserver.h"
#include "ssedemoagents_p.h"
#include "ssedemochat_p.h"
#include "ssedemometrics_p.h"
#include "ssedemostream_p.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using namespace SseDemo;
using std::chrono::milliseconds;

namespace {

constexpr QByteArrayView indexPage = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>SseQt demo server</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
dt { font-family: ui-monospace, monospace; margin-top: 1rem }
dd { margin-left: 1.5rem }
</style>
</head>
<body>
<h1>SseQt demo server</h1>
<p>Event streams to try a client on. <code>count</code> and <code>interval</code> (milliseconds)
may be given where the links show them.</p>
<dl>
<dt><a href="/events?count=3&amp;interval=500">/events?count=3&amp;interval=500</a></dt>
<dd>Messages with an id and a counter, then <code>complete</code>.</dd>
<dt><a href="/rapid?count=100">/rapid?count=100</a></dt>
<dd>Many events at once.</dd>
<dt><a href="/events-with-id?count=10&amp;interval=500">/events-with-id?count=10&amp;interval=500</a></dt>
<dd>Continues after the Last-Event-ID of the request.</dd>
<dt><a href="/reconnect-test">/reconnect-test</a></dt>
<dd>One event, then the connection drops.</dd>
<dt><a href="/retry-override?retry=1000">/retry-override?retry=1000</a></dt>
<dd>Sets the reconnection time and drops.</dd>
<dt><a href="/stream/agent-1?count=5&amp;interval=300">/stream/{agent}?count=5&amp;interval=300</a></dt>
<dd>What an agent says, as <code>agent_message</code>.</dd>
<dt><a href="/tasks?interval=400">/tasks?interval=400</a></dt>
<dd>The progress of several tasks.</dd>
<dt><a href="/metrics?rate=10">/metrics?rate=10&amp;count=0</a></dt>
<dd>Live figures of a pumping station, with alarms and a log. <code>rate</code> is the number of
events a second, 1 to 1000; without a <code>count</code> the stream goes on for ever.</dd>
<dt><a href="/api/v1/events/sse">/api/v1/events/sse?session_id=&amp;agent_id=&amp;directory=&amp;interval=120</a></dt>
<dd>Two agent sessions at work: <code>ses_demo_1</code> of the agent <code>build</code> in
<code>/home/demo/garden</code>, and <code>ses_demo_2</code> of <code>plan</code> in
<code>/home/demo/harbour</code>. The stream stays open, with a heartbeat every 10 seconds.</dd>
<dt>POST /v1/chat/completions</dt>
<dd>A chat in the shape of OpenAI's API, with reasoning, Markdown and a call of
<code>get_weather</code>. The prompt <code>/tour</code> shows what Markdown can,
<code>/long 5000</code> sends so many tokens, <code>/error</code> fails in the middle,
<code>/drop</code> cuts the answer, <code>/busy</code> is answered by 429.</dd>
</dl>
</body>
</html>
)";

// For routes that only give: answers other methods by 405 and tells the caller to return.
bool isReading(SseTestExchange *exchange)
{
    const QByteArray method = exchange->request().method;
    if (method == "GET" || method == "HEAD")
        return true;
    exchange->reply(405, "This route answers GET.\n", "text/plain", { { "Allow", "GET, HEAD" } });
    return false;
}

// The id to go on after; 0 for none, and for one that this server has not given.
int lastEventId(const SseTestExchange *exchange, int maximum)
{
    bool isNumber = false;
    const int id = exchange->request().header("Last-Event-ID").toInt(&isNumber);
    return isNumber ? std::clamp(id, 0, maximum) : 0;
}

QByteArray message(int counter, const QString &text)
{
    return json(
        { { u"counter"_s, counter }, { u"message"_s, text }, { u"timestamp"_s, timestamp() } });
}

// Events counted from first to last, the first at once, and then the one that says it is over.
void count(SseTestExchange *exchange, int first, int last, int interval)
{
    SseDemoStream::start(exchange, [=](int n) -> std::optional<milliseconds> {
        const int counter = first + n;
        if (counter > last) {
            exchange->write(complete(last));
            return std::nullopt;
        }
        exchange->write(event("message", message(counter, u"Server message %1"_s.arg(counter)),
                              QByteArray::number(counter)));
        return milliseconds(interval);
    });
}

void events(SseTestExchange *exchange)
{
    const auto number = SseDemo::number(exchange, u"count"_s, 3, 0, MaximumCount);
    const auto interval = number ? SseDemo::interval(exchange, 500) : std::nullopt;
    if (interval)
        count(exchange, 1, *number, *interval);
}

void eventsWithId(SseTestExchange *exchange)
{
    const auto number = SseDemo::number(exchange, u"count"_s, 10, 0, MaximumCount);
    const auto interval = number ? SseDemo::interval(exchange, 500) : std::nullopt;
    if (interval)
        count(exchange, lastEventId(exchange, *number) + 1, *number, *interval);
}

void rapid(SseTestExchange *exchange)
{
    const auto number = SseDemo::number(exchange, u"count"_s, 100, 0, MaximumCount);
    if (!number)
        return;
    // A hundred in one write: what a client gets in one read and has to cut up.
    constexpr int AtOnce = 100;
    SseDemoStream::start(exchange, [exchange, last = *number](int n) {
        const int first = n * AtOnce + 1;
        const int end = std::min(last, first + AtOnce - 1);
        QByteArray bytes;
        for (int counter = first; counter <= end; ++counter) {
            bytes += event("message", message(counter, u"Rapid event %1"_s.arg(counter)),
                           QByteArray::number(counter));
        }
        exchange->write(bytes);
        return end < last ? std::optional(milliseconds(0)) : std::nullopt;
    });
}

void reconnectTest(SseTestExchange *exchange, int connection)
{
    const int counter = lastEventId(exchange, MaximumCount) + 1;
    exchange->startEventStream();
    exchange->write(event("message",
                          json({ { u"counter"_s, counter },
                                 { u"connection"_s, connection },
                                 { u"message"_s, u"The connection drops now"_s },
                                 { u"timestamp"_s, timestamp() } }),
                          QByteArray::number(counter)));
    exchange->closeConnection();
}

void retryOverride(SseTestExchange *exchange)
{
    const auto retry = SseDemo::number(exchange, u"retry"_s, 1000, 0, 3'600'000);
    if (!retry)
        return;
    const int counter = lastEventId(exchange, MaximumCount) + 1;
    exchange->startEventStream();
    exchange->write("retry: " + QByteArray::number(*retry) + '\n'
                    + event("message",
                            json({ { u"counter"_s, counter },
                                   { u"retry"_s, *retry },
                                   { u"message"_s, u"Come back in %1 ms"_s.arg(*retry) },
                                   { u"timestamp"_s, timestamp() } }),
                            QByteArray::number(counter)));
    exchange->closeConnection();
}

void agentStream(SseTestExchange *exchange)
{
    static const std::array lines{
        u"Looking at the request"_s, u"Reading the files that it names"_s,
        u"Found what it is about"_s, u"Writing the change"_s,
        u"All tests pass \u2714"_s,
    };
    const auto number = SseDemo::number(exchange, u"count"_s, 5, 0, MaximumCount);
    const auto interval = number ? SseDemo::interval(exchange, 300) : std::nullopt;
    if (!interval)
        return;
    SseDemoStream::start(
        exchange,
        [exchange, last = *number, pace = milliseconds(*interval),
         agent = exchange->pathParameter("agent")](int n) -> std::optional<milliseconds> {
            if (n == last) {
                exchange->write(complete(last));
                return std::nullopt;
            }
            const QString &line = lines.at(static_cast<size_t>(n) % lines.size());
            exchange->write(event("agent_message",
                                  json({ { u"agent_id"_s, agent },
                                         { u"counter"_s, n + 1 },
                                         { u"message"_s, line },
                                         { u"timestamp"_s, timestamp() } }),
                                  QByteArray::number(n + 1)));
            return pace;
        });
}

void tasks(SseTestExchange *exchange)
{
    static const std::array names{ u"Analysis"_s, u"Planning"_s, u"Implementation"_s,
                                   u"Testing"_s };
    const auto interval = SseDemo::interval(exchange, 400);
    if (!interval)
        return;
    SseDemoStream::start(exchange, [=](int n) -> std::optional<milliseconds> {
        const auto task = static_cast<size_t>(n) / 2;
        if (task == names.size()) {
            exchange->write(event("all_complete",
                                  json({ { u"message"_s, u"All tasks are complete"_s },
                                         { u"timestamp"_s, timestamp() } })));
            return std::nullopt;
        }
        const bool isDone = n % 2 == 1;
        exchange->write(event(isDone ? "task_complete" : "task_update",
                              json({ { u"task"_s, names.at(task) },
                                     { u"status"_s, isDone ? u"complete"_s : u"processing"_s },
                                     { u"timestamp"_s, timestamp() } })));
        return milliseconds(*interval);
    });
}

} // namespace

/*!
    \class SseDemoServer
    \inmodule SseQt
    \since 0.1
    \brief SseDemoServer is an SseTestServer with a set of event streams to try clients on.

    The program \c sse-demo-server runs it; examples and tests may run it in their own process.
    Wherever it says so below, the query sets the number of events (\c count) and the time between
    two of them (\c interval, in milliseconds). A number that cannot be is answered by 400.

    \table
    \header \li Route \li Answer
    \row \li \c / \li A page that lists the routes.
    \row \li \c /events \li \c message events with an id and JSON
         \c {{"counter","message","timestamp"}}, the first at once, then \c complete and the end.
         \c count (3), \c interval (500).
    \row \li \c /rapid \li Events of the same kind, all at once. \c count (100).
    \row \li \c /events-with-id \li As \c /events, but going on after the Last-Event-ID of the
         request. \c count (10) is the last id; \c interval (500).
    \row \li \c /reconnect-test \li One event, then the connection drops. The counter goes on after
         Last-Event-ID; \c connection counts the requests.
    \row \li \c /retry-override \li A reconnection time of \c retry (1000) milliseconds and one
         event, then the connection drops.
    \row \li \c /stream/{agent} \li \c agent_message events with JSON \c {{"agent_id","message"}},
         then \c complete. \c count (5), \c interval (300).
    \row \li \c /tasks \li \c task_update and \c task_complete for several tasks, then
         \c all_complete. \c interval (400).
    \row \li \c /metrics \li Live figures of a pumping station, \c rate (10) events a second, 1 to
         1000: \c reading with JSON \c {{"time","sensors"}}, now and then \c log with
         \c {{"level","unit","text","time"}}, and \c alarm with
         \c {{"id","sensor","severity","active","text","value","time"}} whenever one goes on or
         off. The alarms that are on are told at the start. Ids go on after Last-Event-ID. After
         \c count events, \c complete and the end; 0, the default, is for ever.
    \row \li \c /event, \c /api/v1/events/sse \li The bus of a server of coding agents, two sessions
         talking at once as soon as somebody listens: \c ses_demo_1 (agent \c build, directory \c
         /home/demo/garden) and \c ses_demo_2 (\c plan, \c /home/demo/harbour). \c session_id, \c
         agent_id and \c directory each narrow it down. The stream stays open, with \c
         server.heartbeat after a silence of \c heartbeat (10000) milliseconds. \c interval (120) is
         the time between two events.
    \row \li \c /session \li GET: the sessions. POST: a new one, with an optional \c title. \c
         /session/status tells which are busy, \c {/session/{id}/message} what was said in one; POST
         to \c {/session/{id}/prompt_async} takes a prompt, whose answer asks before it runs a
         command, \c {/session/{id}/permissions/{id}} the answer to that, and \c
         {/session/{id}/abort} stops it.
    \row \li \c /v1/chat/completions \li POST: an answer in the shape of OpenAI's Chat Completions,
         in Markdown, with \c reasoning_content before it, and streamed when the request says so. \c
         interval (25) is the mean time between two tokens, \c rate so many of them a second. A
         question about the weather calls \c get_weather if the request declares that tool, and its
         result is answered in the next round. With \c key in the query the request has to bring
         that key as a bearer token. What is wrong with a request is named, with 400.

         Prompts with one of these words in them are commands: \c /tour shows what Markdown can, \c
         {/long 5000} sends so many tokens, 500 a second without \c rate, \c /error ends in an error
         inside of the stream, \c /drop cuts the connection in the middle, and \c /busy is answered
         by 429 with a Retry-After of \c retry-after (5) seconds; the same request is answered when
         these have passed.
    \endtable

    It keeps the newest 100 requests and turns away bodies of more than 1 MiB.
*/

/*! Constructs a demo server with \a parent that does not listen yet. */
SseDemoServer::SseDemoServer(QObject *parent)
    : SseTestServer(parent)
{
    setRecordedRequestLimit(100);
    setMaximumBodySize(1024 * 1024);

    const auto get = [this](const QString &path, Handler handler) {
        route(path, Handler([handler = std::move(handler)](SseTestExchange *exchange) {
                  if (isReading(exchange))
                      handler(exchange);
              }));
    };
    get(u"/"_s, [](SseTestExchange *exchange) {
        exchange->reply(200, indexPage.toByteArray(), "text/html; charset=utf-8");
    });
    get(u"/events"_s, events);
    get(u"/rapid"_s, rapid);
    get(u"/events-with-id"_s, eventsWithId);
    get(u"/reconnect-test"_s,
        [this](SseTestExchange *exchange) { reconnectTest(exchange, ++m_dropped); });
    get(u"/retry-override"_s, retryOverride);
    get(u"/stream/{agent}"_s, agentStream);
    get(u"/tasks"_s, tasks);
    get(u"/metrics"_s, SseDemo::metrics);
    route(u"/v1/chat/completions"_s, Handler(SseDemo::Chat()));
    new SseDemoAgents(this);
}

SseDemoServer::~SseDemoServer() = default;
