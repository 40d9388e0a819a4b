// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSEATTEMPT_P_H
#define SSEQT_SSEATTEMPT_P_H

#include "sseclock_p.h"
#include "sseerror.h"
#include "sseevent.h"
#include "ssemanagerpool_p.h"
#include "ssereadingturns_p.h"
#include "sserequest_p.h"

#include <SseQt/EventStreamParser>

#include <QtCore/qpointer.h>
#include <QtNetwork/qnetworkaccessmanager.h>
#include <QtNetwork/qsslerror.h>

#include <chrono>
#include <memory>
#include <optional>

class SseMeter;
class SseNetworkAccess;
class SseRequestBody;

// How an attempt ended.
struct SseOutcome
{
    enum class Kind : quint8 {
        Ended, // the stream was opened, and the server ended it in good order
        Failed, // trying again may help
        Rejected, // by a status, after which trying again is for the policy to decide
        Futile, // trying again would end the same way
    };

    Kind kind = Kind::Failed;
    SseError error;
    std::optional<std::chrono::milliseconds> retryAfter; // the response asked to wait so long
    bool distrustsConnection = false; // the peer may be dead without anybody having said so
};

// One attempt to read an event stream: one request with its redirects, at most one stream, exactly
// one outcome.
//
// All of the reply's signals arrive queued, so that no code of ours runs on the reply's stack, but
// by way of an application's handlers on a manager that it has injected: whoever lets go of an
// attempt deletes it, at any time, also from inside a call to its client.
class SseAttempt : public QObject, private SseReadingTurns::Reader
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SseAttempt)
public:
    struct Limits
    {
        int connectTimeout = 0; // milliseconds; 0 is none
        int responseTimeout = 0;
        int idleTimeout = 0;
        int eventTimeout = 0;
        sse::EventStreamParser::Options parsing;
    };

    // What an attempt finds around it, and does not own.
    struct Surroundings
    {
        SseClock *clock;
        SseMeter *meter;
        SseNetworkAccess *network;
        bool distrustsConnections; // that were open before
        quint64 stream; // what its events are marked with
    };

    // Any of these calls may delete the attempt, but the questions at the end.
    class Client
    {
    public:
        virtual void attemptWaitsForConnection(bool waits) = 0;
        virtual void attemptSent() = 0;
        virtual void attemptOpened() = 0;
        virtual void attemptReceivedEvent(const SseEvent &event) = 0;
        virtual void attemptReceivedComment(const QByteArray &text) = 0;
        virtual void attemptReceivedRetry(qint64 milliseconds) = 0;
        virtual void attemptCommittedId(const QByteArray &id) = 0;
        virtual void attemptEnded(const SseOutcome &outcome) = 0;
        [[nodiscard]] virtual bool wantsComments() const = 0;

    protected:
        ~Client() = default;
    };

    SseAttempt(Client *client, const SseRequest &request, const Limits &limits,
               const Surroundings &surroundings);
    ~SseAttempt() override;

    void start();

    // Reads no further, and goes on where it stopped.
    void setPaused(bool paused);

    [[nodiscard]] QUrl responseUrl() const { return m_responseUrl; }
    // What went out as Last-Event-ID, empty when nothing did.
    [[nodiscard]] QByteArray sentLastEventId() const;

private:
    void onConnecting();
    void onRequestSent();
    void takeHead();
    void onMetaDataChanged();
    void onReadyRead();
    void onErrorOccurred();
    void onFinished();
    void onReplyDestroyed();
    void onDeadline();
    void onSlotless();
    void watchForASlot();
    void onIdle();
    void onEventless();

    [[nodiscard]] SseError::Phase phase() const;
    [[nodiscard]] int wholeTimeout() const;
    [[nodiscard]] int answerTimeout() const;
    [[nodiscard]] bool hasHead() const;
    [[nodiscard]] bool usesHttp2() const;
    [[nodiscard]] bool isUndecodable() const;
    [[nodiscard]] bool tellsWhenSent() const;
    [[nodiscard]] std::optional<SseError> headFault() const;
    [[nodiscard]] QString tlsReasons() const;
    [[nodiscard]] QString peer() const;
    [[nodiscard]] QString unreachable(QNetworkReply::NetworkError networkError) const;
    void send();
    void resend();
    void letReplyGo();
    void redirect(int status, const QByteArray &location);
    [[nodiscard]] QByteArray proxyCredentials() const;
    [[nodiscard]] bool answerProxy();
    void judgeHead();
    bool readRejectedBody();
    enum class Reading : quint8 {
        Drained, // all that has arrived is read
        Interrupted, // there is more, for another turn of the event loop, or after the pause
        Over, // and with it the attempt
    };
    void readUnasked();
    void read(QDeadlineTimer deadline);
    [[nodiscard]] Reading readStream(QDeadlineTimer deadline);
    [[nodiscard]] Reading readUntil(QDeadlineTimer deadline);
    [[nodiscard]] bool readChunk();
    void askForMore();
    [[nodiscard]] bool hasUnread() const;
    [[nodiscard]] qint64 backlog() const;
    [[nodiscard]] qint64 maximumBacklog() const;
    void setHungry(bool hungry);
    void takeTurn(QDeadlineTimer deadline) override;
    [[nodiscard]] bool report(sse::EventStreamParser::Token token);
    void countComments();
    void watch();
    void conclude();
    void endRejected();
    void endStream();
    void endWithoutHead();
    void endOverwhelmed();
    void endSilent(SseError::Code code, const QString &message);
    void end(SseOutcome::Kind kind, const SseError &error);
    void end(SseOutcome outcome);

    // What a reply keeps for the reader, over HTTP/1.1: beyond it the peer has to wait. Measured:
    // half of it costs CPU, and more of it only memory and a longer way to the first event of a
    // flood.
    static constexpr qint64 readBufferSize = 64 * 1024;
    static constexpr qint64 chunkSize = readBufferSize;

    Client *const m_client;
    SseRequest m_request;
    const Limits m_limits;
    const Surroundings m_surroundings;
    SseManagerLease m_lease; // of the reply's manager, so it goes after it
    std::unique_ptr<SseRequestBody> m_body; // read by the reply, so it goes after it
    QPointer<QNetworkReply> m_reply;
    std::unique_ptr<QObject>
        m_receiver; // of the reply's signals: what was still queued goes with it
    int m_redirects = 0;
    const std::unique_ptr<SseAlarm> m_deadline; // for the request to be sent, then for an answer
    const std::unique_ptr<SseAlarm> m_slotAlarm; // for the manager to have a connection
    const std::unique_ptr<SseAlarm> m_idleAlarm;
    const std::unique_ptr<SseAlarm> m_eventAlarm;
    qint64 m_lastRead = 0; // by the steady clock
    qint64 m_lastEvent = 0;
    std::optional<qint64> m_eventDeadline; // in bytes, once the time is over
    QList<QSslError> m_tlsErrors;
    bool m_isEncrypted = false;

    bool m_isOthersToo = false; // the manager, and they hear its signals
    bool m_wantsFresh; // a connection that none of those before it has used
    const bool m_tellsWhenSent; // Qt does, in requestSent(), for what the attempt begins with
    bool m_hasConnection = false; // or is about to have one
    bool m_isSlotless = false; // and that was said
    bool m_isSent = false;
    bool m_isHopSent = false; // to where the last redirect led
    bool m_isOpen = false;
    bool m_isReading = false;
    bool m_isHungry = false; // waits for its turn to read on
    bool m_isPaused = false;
    bool m_hasErred = false; // the reply, whether it names an error or not
    bool m_isFinished = false;
    std::optional<SseError> m_rejection; // the head was no good; its body is being collected
    QByteArray m_rejectedBody;
    QList<SseError::Header> m_responseHeaders; // as they were before trailers

    QUrl m_responseUrl;
    QString m_origin;
    const std::shared_ptr<SseReadingTurns> m_turns;
    sse::EventStreamParser m_parser;
    quint64 m_countedComments = 0;
    qint64 m_received = 0; // bytes of the stream
    bool m_isCompressed = false;
    qint64 m_arrived = 0; // bytes as they were sent
    qint64 m_arrivedWhenDrained = 0;
    QByteArray m_chunk; // what the parser is reading
    // Found, and kept for after the pause.
    bool m_isChunkRead = true;
    sse::EventStreamParser::Token m_heldToken = sse::EventStreamParser::Token::NeedMore;
    // The newest of these, shared with the events that have the same.
    QByteArray m_type;
    QByteArray m_lastEventId;
};

#endif
