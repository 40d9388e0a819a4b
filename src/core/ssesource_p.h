// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSESOURCE_P_H
#define SSEQT_SSESOURCE_P_H

#include "sseattempt_p.h"
#include "sseenvironment_p.h"
#include "ssemeter_p.h"
#include "ssenetworkaccess_p.h"
#include "ssependingattempt_p.h"
#include "sserecentevents_p.h"
#include "ssereconnection_p.h"
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
class SseSourcePrivate final : public SseAttempt::Client, public SsePendingAttemptData::Client
{
    Q_DISABLE_COPY_MOVE(SseSourcePrivate)
public:
    explicit SseSourcePrivate(SseSource *source);
    ~SseSourcePrivate();

    [[nodiscard]] static SseSourcePrivate *of(SseSource &source) { return source.d.get(); }
    void setEnvironment(const SseEnvironment &environment);

    // Tells after an emission whether the source still lives and is on the course it was on.
    class Course
    {
    public:
        explicit Course(const SseSourcePrivate *source)
            : m_source(source->q)
            , m_private(source)
            , m_turn(source->turn)
            , m_closings(source->closings)
        { }
        [[nodiscard]] bool isKept() const { return m_source && m_private->turn == m_turn; }
        // For those about to open it: nor was it closed, which is no change of an idle one's
        // course.
        [[nodiscard]] bool isWanted() const
        {
            return isKept() && m_private->closings == m_closings;
        }

    private:
        QPointer<SseSource> m_source;
        const SseSourcePrivate *m_private;
        quint64 m_turn;
        quint64 m_closings;
    };

    [[nodiscard]] SseSource::ReadyState readyState() const;
    [[nodiscard]] int nextReconnectIn() const;

    void open();
    void reopen();
    void close();
    void begin();
    void scheduleReopen();
    void reconnectNow();
    void leaveThread();

    [[nodiscard]] SseEventChannel *channel(const QByteArray &type);
    void setUrl(const QUrl &url);
    void setBody(const QByteArray &bytes, const QJsonValue &json);
    void setLastEventId(const QByteArray &id);
    void setServerRetry(std::optional<int> milliseconds);
    void setReconnectPolicy(const SseReconnectPolicy &policy);
    void setAcknowledgedId(const QByteArray &id);
    void requestChanges();
    void distrustConnections();
    template<typename Value, typename Signal>
    void changeRequest(Value &kept, const Value &wanted, Signal changed);
    template<typename Value, typename Signal>
    bool change(Value &kept, const Value &wanted, Signal changed);

    // SseAttempt::Client
    void attemptWaitsForConnection(bool waits) override;
    void attemptSent() override;
    void attemptOpened() override;
    void attemptReceivedEvent(const SseEvent &event) override;
    void attemptReceivedComment(const QByteArray &text) override;
    void attemptReceivedRetry(qint64 milliseconds) override;
    void attemptCommittedId(const QByteArray &id) override;
    void attemptEnded(const SseOutcome &outcome) override;
    [[nodiscard]] bool wantsComments() const override;

    // SsePendingAttemptData::Client
    void pendingAttemptProceeds() override;
    void pendingAttemptFails(const QString &message) override;

    SseSource *const q;

    // What is wished for.
    SseRequest request;
    QJsonValue jsonBody = QJsonValue(QJsonValue::Undefined);
    SseAttempt::Limits limits;
    bool active = false;
    bool isPaused = false;
    bool isHeld = false; // opening waits for releaseOpening()
    int preparationTimeout = 30000;
    SseSource::AttemptHandler attemptHandler;
    QList<QByteArray> endingTypes;
    QList<QByteArray> endingData;
    SseSource::DeliveryMode deliveryMode = SseSource::DeliveryMode::AsReceived;
    SseSource::Deduplication deduplication = SseSource::NoDeduplication;

    // What is.
    SseSource::Phase phase = SseSource::Phase::Idle;
    quint64 turn = 0; // counts the changes of course
    quint64 closings = 0; // counts the calls of close()
    bool urlIsAttempts = false; // the attempt was made for the URL that is set now
    bool wasOpened = false; // open() was called for this URL or an earlier one
    bool hadStream = false; // since it was opened
    bool waitsForNetwork = false;
    bool waitsForConnection = false;
    QByteArray acknowledgedId;
    quint64 stream = nextStream(); // what the events of this URL are marked with
    SseError lastError;
    SseEnvironment environment;
    SseReconnection reconnection;
    SseRecentEvents recentEvents;
    SseMeter meter;
    QTimer reopenTimer;
    SseNetworkAccess network;
    QHash<QByteArray, SseEventChannel *> channels;
    std::unique_ptr<SseAttempt> attempt;

    [[nodiscard]] static quint64 nextStream();

private:
    // Milliseconds of the steady clock.
    [[nodiscard]] qint64 now() const { return environment.clock->steady(); }
    [[nodiscard]] QByteArray resumeId() const;
    [[nodiscard]] bool isOnline();
    [[nodiscard]] bool declaresEnd() const;
    [[nodiscard]] bool isDeclaredEnd(const SseEvent &event) const;
    [[nodiscard]] bool drops(SseRecentEvents::Repetition repetition) const;

    [[nodiscard]] bool enter(SseSource::Phase next);
    void dial();
    void offer();
    void launch(const SseRequest &upcoming);
    void letGo();
    void restart();
    void reconnectAfter(const SseError &error, int delay);
    void waitFor(int delay);
    void onPreparationTimeout();
    void onReconnectDue();
    void onOnlineChanged(bool online);
    void onWoken(qint64 asleep);
    void beginSleepWatch();
    void watchForSleep();
    void countDown();
    void proveStream();
    void announceAttempts();
    void announceLeaving();
    void announceState();
    void announceWaiting();
    void fail(const SseError &error);
    void finish(SseSource::CloseReason reason);
    void forgetChanges();
    void moveUpcoming();

    std::shared_ptr<SsePendingAttemptData> m_pending; // an attempt that is offered or held
    bool m_followsReachability = false;
    bool m_distrustsConnections = false;
    bool m_isBegunOffline = false; // the attempt, as far as is known
    bool m_disbelievesOffline = false; // until the network changes
    int m_attemptsBegun = 0; // since it was opened, the newest among them
    SseSource::ReadyState m_announcedState = SseSource::ReadyState::Closed;
    int m_announcedAttempts = 0;
    int m_announcedLeft = -1;
    bool m_announcedWaits = false;
    bool m_announcedWaitsForConnection = false;
    qint64 m_due = 0; // when the next attempt is
    qint64 m_watchedSteady = 0;
    qint64 m_watchedWall = 0;
    std::unique_ptr<SseAlarm> m_reconnectAlarm;
    std::unique_ptr<SseAlarm> m_countdownAlarm;
    std::unique_ptr<SseAlarm> m_stableAlarm;
    std::unique_ptr<SseAlarm> m_preparationAlarm;
    std::unique_ptr<SseAlarm> m_sleepAlarm;
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

// The same for what goes into the request.
template<typename Value, typename Signal>
void SseSourcePrivate::changeRequest(Value &kept, const Value &wanted, Signal changed)
{
    if (kept != wanted)
        requestChanges();
    change(kept, wanted, changed);
}

#endif
