#include <SseQt/ChatSession>

#include <QtCore/qpointer.h>

// Whatever an application has that keeps keys, and may have to ask somebody for one.
class KeyStore : public QObject
{
public:
    void read(const QString &name, const std::function<void(const QString &)> &then);
};

void useKeysOf(ChatSession *session, KeyStore *store)
{
    session->setApiKeyHandler([store](ChatKeyRequest *request) {
        const QPointer<ChatKeyRequest> waiting(request); // it goes when the turn is stopped
        store->read("chat", [waiting](const QString &key) {
            if (!waiting)
                return;
            if (key.isEmpty())
                waiting->fail("The key store is locked.");
            else
                waiting->provide(key);
        });
    });
}
