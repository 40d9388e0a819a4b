#include <SseQt/SseSource>

// Whatever an application has that knows a token, and may have to ask somebody for it.
class Tokens : public QObject
{
public:
    void fetch(bool anew, const std::function<void(const QByteArray &)> &then);
};

void authorize(SseSource *source, Tokens *tokens)
{
    SseReconnectPolicy policy = SseReconnectPolicy::resilient();
    policy.setRetryUnauthorized(true); // once, at once
    source->setReconnectPolicy(policy);
    source->setAttemptHandler([tokens](const SsePendingAttempt &attempt) {
        attempt.hold();
        const bool isRefused = attempt.previousError().httpStatus() == 401;
        tokens->fetch(isRefused, [attempt](const QByteArray &token) {
            if (token.isEmpty()) {
                attempt.fail("Nobody is signed in.");
            } else {
                attempt.setHeader("Authorization", "Bearer " + token);
                attempt.proceed();
            }
        });
    });
}
