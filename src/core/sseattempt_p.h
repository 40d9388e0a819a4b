// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSEATTEMPT_P_H
#define SSEQT_SSEATTEMPT_P_H

#include "sseerror.h"
#include "sseevent.h"
#include "sserequest_p.h"

#include <SseQt/EventStreamParser>

#include <QtCore/qpointer.h>
#include <QtCore/qtimer.h>
#include <QtNetwork/qnetworkaccessmanager.h>
#include <QtNetwork/qsslerror.h>

#include <memory>
#include <optional>

class SseRequestBody;

// How an attempt ended.
struct SseOutcome
{
    enum class Kind : quint8 {
        Ended, // the stream was opened, and the server ended it in good order
        Failed, // trying again may help
        Futile, // trying again would end the same way
    };

    Kind kind = Kind::Failed;
    SseError error;
};

// One attempt to read an event stream: one request with its redirects, at most one stream, exactly
// one outcome.
//
// All of the reply's signals arrive queued, so that no code of ours ever runs on the reply's stack:
// whoever lets go of an attempt deletes it, at any time, also from inside a call to its client.
class SseAttempt : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SseAttempt)
public:
    struct Limits
    {
        int connectTimeout = 0; // milliseconds; 0 is none
        int responseTimeout = 0;
        sse::EventStreamParser::Options parsing;
    };

    // Any of these calls may delete the attempt, but the question at the end.
    class Client
    {
    public:
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

    SseAttempt(Client *client, const SseRequest &request, const Limits &limits);
    ~SseAttempt() override;

    void start(QNetworkAccessManager *manager);

    [[nodiscard]] QUrl responseUrl() const { return m_responseUrl; }

private:
    void onRequestSent();
    void onMetaDataChanged();
    void onReadyRead();
    void onFinished();
    void onReplyDestroyed();
    void onDeadline();

    [[nodiscard]] std::optional<SseError> headFault() const;
    [[nodiscard]] QString tlsReasons() const;
    void send();
    void letReplyGo();
    void redirect(int status, const QByteArray &location);
    void judgeHead();
    bool readRejectedBody();
    [[nodiscard]] bool readStream();
    [[nodiscard]] bool report(sse::EventStreamParser::Token token);
    void conclude();
    void endRejected();
    void endStream();
    void endWithoutHead();
    void end(SseOutcome::Kind kind, const SseError &error);

    Client *const m_client;
    SseRequest m_request;
    const Limits m_limits;
    QPointer<QNetworkAccessManager> m_manager;
    std::unique_ptr<SseRequestBody> m_body; // read by the reply, so it goes after it
    QPointer<QNetworkReply> m_reply;
    std::unique_ptr<QObject>
        m_receiver; // of the reply's signals: what was still queued goes with it
    int m_redirects = 0;
    QTimer m_deadline;
    QList<QSslError> m_tlsErrors;

    bool m_isSent = false;
    bool m_isOpen = false;
    bool m_isReading = false;
    bool m_isFinished = false;
    std::optional<SseError> m_rejection; // the head was no good; its body is being collected
    QByteArray m_rejectedBody;

    QUrl m_responseUrl;
    QString m_origin;
    sse::EventStreamParser m_parser;
    QByteArray m_chunk;
    // The newest of these, shared with the events that have the same.
    QByteArray m_type;
    QByteArray m_lastEventId;
};

#endif
