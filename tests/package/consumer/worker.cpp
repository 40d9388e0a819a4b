#include <SseQt/SseSource>

// Does what events ask for, all of it, across lost connections and across its own restarts.
class Worker : public QObject
{
public:
    Worker(const QUrl &url, const QString &place)
        : m_source(url)
    {
        m_source.setLastEventId(place);
        m_source.setDeliveryMode(SseSource::DeliveryMode::AtLeastOnce);
        m_source.setDeduplication(SseSource::ById);
        connect(&m_source, &SseSource::eventReceived, this, [this](const SseEvent &event) {
            work(event);
            m_source.acknowledge(event);
        });
        connect(&m_source, &SseSource::acknowledgedEventIdChanged, this, &Worker::keepPlace);
        m_source.open();
    }

private:
    void work(const SseEvent &event);
    void keepPlace(const QString &place);

    SseSource m_source;
};
