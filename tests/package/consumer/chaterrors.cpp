#include <SseQt/ChatSession>

#include <QtCore/qdebug.h>

// Says what went wrong, and asks again where the service has said when.
void report(ChatSession *session)
{
    QObject::connect(session, &ChatSession::errorOccurred, session,
                     [session](const ChatError &error) {
                         qWarning().noquote() << error.message << error.advice;
                         if (session->phase() == Chat::Phase::WaitingToRetry)
                             session->scheduleRetry(); // until then cancelRetry() takes it back
                     });
    QObject::connect(session, &ChatSession::retryCountdownChanged, session, [](int milliseconds) {
        if (milliseconds > 0)
            qInfo().noquote() << "Once more in" << (milliseconds + 999) / 1000 << "s";
    });
}
