// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSESOURCE_P_H
#define SSEQT_SSESOURCE_P_H

#include "sseattempt_p.h"
#include "ssenetworkaccess_p.h"
#include "ssesource.h"

#include <QtCore/qhash.h>
#include <QtCore/qloggingcategory.h>
#include <QtCore/qpointer.h>
#include <QtCore/qtimer.h>

#include <memory>
#include <optional>

Q_DECLARE_LOGGING_CATEGORY(lcSseSource)

// The state machine. It knows outcomes and timers, and nothing of replies.
//
// The phase is the only state there is; readyState() follows from it. It changes in enter() and
// nowhere else.
class SseSourcePrivate final : public SseAttempt::Client
{
    Q_DISABLE_COPY_MOVE(SseSourcePrivate)
public:
    explicit SseSourcePrivate(SseSource *source);
    ~SseSourcePrivate();

    // Tells after an emission whether the source still lives and is on the course it was on.
    class Course
    {
    public:
        explicit Course(const SseSourcePrivate *source)
            : m_source(source->q)
            , m_private(source)
            , m_turn(source->turn)
        { }
        [[nodiscard]] bool isKept() const { return m_source && m_private->turn == m_turn; }

    private:
        QPointer<SseSource> m_source;
        const SseSourcePrivate *m_private;
        quint64 m_turn;
    };

    [[nodiscard]] SseSource::ReadyState readyState() const;
    [[nodiscard]] int effectiveReconnectInterval() const;
    [[nodiscard]] bool mayReconnect() const;

    void open();
    void reopen();
    void close();
    void begin();
    void scheduleReopen();

    [[nodiscard]] SseEventChannel *channel(const QByteArray &type);
    void setUrl(const QUrl &url);
    void setBody(const QByteArray &bytes, const QJsonValue &json);
    void setLastEventId(const QByteArray &id);
    void setServerRetry(std::optional<int> milliseconds);
    template<typename Value, typename Signal>
    void changeRequest(Value &kept, const Value &wanted, Signal changed);
    template<typename Value, typename Signal>
    bool change(Value &kept, const Value &wanted, Signal changed);

    // SseAttempt::Client
    void attemptSent() override;
    void attemptOpened() override;
    void attemptReceivedEvent(const SseEvent &event) override;
    void attemptReceivedComment(const QByteArray &text) override;
    void attemptReceivedRetry(qint64 milliseconds) override;
    void attemptCommittedId(const QByteArray &id) override;
    void attemptEnded(const SseOutcome &outcome) override;
    [[nodiscard]] bool wantsComments() const override;

    SseSource *const q;

    // What is wished for.
    SseRequest request;
    QJsonValue jsonBody = QJsonValue(QJsonValue::Undefined);
    SseAttempt::Limits limits;
    bool active = false;
    bool isHeld = false; // opening waits for releaseOpening()
    bool autoReconnect = true;
    int reconnectInterval = 3000;
    int maximumReconnectAttempts = -1;

    // What is.
    SseSource::Phase phase = SseSource::Phase::Idle;
    quint64 turn = 0; // counts the changes of course
    bool urlIsAttempts = false; // the attempt was made for the URL that is set now
    bool wasOpened = false; // open() was called for this URL or an earlier one
    int reconnectAttempts = 0; // since a stream was open
    std::optional<int> serverRetry;
    QTimer reconnectTimer;
    QTimer reopenTimer;
    SseNetworkAccess network;
    QHash<QByteArray, SseEventChannel *> channels;
    std::unique_ptr<SseAttempt> attempt;

private:
    [[nodiscard]] bool enter(SseSource::Phase next);
    void dial();
    void letGo();
    void reconnectAfter(const SseError &error);
    void fail(const SseError &error);
    void finish(SseSource::CloseReason reason);
};

// Compares, stores, and says so once.
template<typename Value, typename Signal>
bool SseSourcePrivate::change(Value &kept, const Value &wanted, Signal changed)
{
    if (kept == wanted)
        return false;
    kept = wanted;
    changed();
    return true;
}

// The same for what goes into the request: a stream that was asked for otherwise is opened anew.
template<typename Value, typename Signal>
void SseSourcePrivate::changeRequest(Value &kept, const Value &wanted, Signal changed)
{
    if (kept != wanted && phase != SseSource::Phase::Idle)
        scheduleReopen();
    change(kept, wanted, changed);
}

#endif
