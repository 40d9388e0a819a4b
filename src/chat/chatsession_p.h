// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_CHATSESSION_P_H
#define SSEQT_CHATSESSION_P_H

#include "chateventdecoder.h"
#include "chatkeyrequest_p.h"
#include "chatmeter_p.h"
#include "chatpendingcall_p.h"
#include "chatrequest_p.h"
#include "chatsession.h"
#include "sseclock_p.h"

#include <QtCore/qloggingcategory.h>
#include <QtCore/qpointer.h>

#include <functional>
#include <memory>
#include <optional>

Q_DECLARE_LOGGING_CATEGORY(lcSseChat)

// A turn is what one question leads to: a request and its answer, and further rounds of both while
// the answer calls tools. There is one at most. It ends in finish(), fail(), stop() or abandon(),
// and nowhere else.
class ChatSessionPrivate
{
    Q_DISABLE_COPY_MOVE(ChatSessionPrivate)
public:
    explicit ChatSessionPrivate(ChatSession *session);
    ~ChatSessionPrivate();

    [[nodiscard]] static ChatSessionPrivate *of(ChatSession &session) { return session.d.get(); }
    // For tests, before anything is sent. The clock has to outlive the session.
    static SSEQT_CHAT_EXPORT void giveClock(ChatSession &session, SseClock *clock);

    // Tells after an emission whether the session still lives and is in the turn, and in the round
    // of it, that it was in.
    class Course
    {
    public:
        explicit Course(const ChatSessionPrivate *session)
            : m_session(session->q)
            , m_private(session)
            , m_course(session->course)
        { }
        [[nodiscard]] bool isKept() const { return m_session && m_private->course == m_course; }

    private:
        QPointer<ChatSession> m_session;
        const ChatSessionPrivate *m_private;
        quint64 m_course;
    };

    // One tool call of a round.
    struct Call
    {
        QString id;
        QString name;
        QString arguments;
        bool isDone = false;
        QPointer<ChatPendingCall> pending;
    };

    struct Turn
    {
        // Frozen when it begins.
        ChatRequestSettings settings;
        QString apiKey;
        ChatSession::KeyHandler keyHandler;
        QList<QPointer<ChatTool>> tools; // as the settings declare them
        int maximumRounds = 0;

        QPointer<ChatMessage> question;
        QPointer<ChatMessage> answer;
        int round = 0; // of calls that were made
        ChatUsage earlierUsage; // of rounds before this one

        // Of the round.
        QPointer<ChatKeyRequest> keyRequest;
        QByteArray key;
        std::unique_ptr<ChatEventDecoder> decoder; // while a stream is read
        ChatUsage usage;
        ChatError failure; // that the stream has told of
        Chat::FinishReason finishReason = Chat::FinishReason::None;
        QList<Call> calls;
    };

    // Where a turn that has failed can go on.
    struct Failure
    {
        QPointer<ChatMessage> answer;
        int round = 0;
        bool isRegeneration = false;
        QString replacedMessageId;
        bool isFull = false; // the answer, which has no room for another round
        QPointer<ChatMessage> question;
    };

    // chatsessionprivate.cpp
    [[nodiscard]] bool isBusy() const;
    [[nodiscard]] bool refuses(const char *what) const;
    [[nodiscard]] int lastQuestion() const;
    [[nodiscard]] bool announce();
    [[nodiscard]] bool forget();
    void reset();

    // chatsessionsending.cpp
    [[nodiscard]] bool begin(const Failure &from, const std::function<void()> &changeConversation);
    [[nodiscard]] bool show(Chat::Phase next);
    void ask();
    void goOn();
    void stop();
    void finish(Chat::FinishReason reason);
    void fail(const ChatError &reason);
    void abandon();

    // chatsessiontools.cpp
    void runTools();
    [[nodiscard]] QList<ChatToolDeclaration> declaredTools() const;
    void forgetTool(const QObject *tool);

    // chatsessionwaiting.cpp
    void offerRetry(const ChatError &error, const Failure &from);
    void dropRetry();
    [[nodiscard]] bool retry();
    [[nodiscard]] bool isCountingDown() const;

    ChatSession *const q;
    ChatModel *const messages;
    SseSource *const source;

    // What is wished for, from the next turn on.
    ChatRequestSettings settings;
    QString apiKey;
    ChatSession::KeyHandler keyHandler;
    QList<ChatTool *> tools;
    int maximumToolRounds = 8;

    // What is.
    quint64 course = 0;
    Chat::Phase phase = Chat::Phase::Idle;
    std::optional<Turn> turn;
    std::optional<Failure> failure; // that can be tried again
    ChatError error;
    ChatUsage usage; // of the newest answer
    ChatUsage earlierUsage; // of all before
    ChatMeter meter;
    int retryCountdown = -1;
    bool isRetryScheduled = false;

private:
    // What was told of it last.
    struct Told
    {
        Chat::Phase phase = Chat::Phase::Idle;
        ChatError error;
        bool canRetry = false;
        ChatUsage usage;
        ChatUsage totalUsage;
        double tokensPerSecond = 0;
        int timeToFirstToken = -1;
        int retryCountdown = -1;
        bool isRetryScheduled = false;
    };

    // chatsessionprivate.cpp
    [[nodiscard]] bool announceWaiting();
    void onRowsRemoved();
    void watch(ChatMessage *answer);
    void onAnswerEnded();

    // chatsessionsending.cpp
    void freeze();
    void onKey(const ChatKeyRequestPrivate::Answer &answer);
    void sendRequest(const QString &key);
    void openSource(const ChatRequest &request);
    void onAboutToConnect(const SsePendingAttempt &attempt);
    void onSourcePhase(SseSource::Phase sourcePhase);
    void onEvent(const SseEvent &event);
    void onSourceError(const SseError &sourceError);
    void onSourceClosed(SseSource::CloseReason reason);
    void endStream();
    void endRound();
    [[nodiscard]] bool takeAll(const QList<ChatDelta> &deltas);
    [[nodiscard]] bool take(const ChatDelta &delta);
    [[nodiscard]] bool takeFragment(const ChatDelta &delta);
    [[nodiscard]] bool takeUsage(const ChatUsage &newer);
    [[nodiscard]] std::optional<Turn> leaveTurn();

    // chatsessiontools.cpp
    void noteCall(const ChatDelta &delta);
    [[nodiscard]] bool hasOpenCalls() const;
    void giveUpCalls();
    void call(const Call &call);
    void hand(ChatPendingCall *pending);
    void onCallAnswered(const QString &callId, const QJsonValue &result, bool isError);

    // chatsessionwaiting.cpp
    void startCountdown(int milliseconds);
    void countDown();
    void onRetryDue();

    Told m_told;
    SseClock *m_clock = SseClock::system();
    std::unique_ptr<SseAlarm> m_countdownAlarm;
    qint64 m_retryDue = 0;
    QMetaObject::Connection m_keyConnection;
    QMetaObject::Connection m_answerConnection;
};

#endif
