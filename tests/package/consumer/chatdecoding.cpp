#include <SseQt/ChatEventDecoder>
#include <SseQt/ChatModel>
#include <SseQt/SseSource>

// Shows the answer of a source that the program has set up itself, in a model of its own.
class Answer : public QObject
{
public:
    Answer(SseSource *source, Chat::Format format, ChatModel *model)
        : m_decoder(ChatEventDecoder::create(format))
        , m_model(model)
        , m_message(model->beginAnswer())
    {
        connect(source, &SseSource::eventReceived, this,
                [this](const SseEvent &event) { take(m_decoder->decode(event)); });
        connect(source, &SseSource::closed, this, [this] { take(m_decoder->finish()); });
    }

private:
    void take(const QList<ChatDelta> &deltas)
    {
        for (const ChatDelta &delta : deltas)
            m_model->apply(m_message, delta);
    }

    const std::unique_ptr<ChatEventDecoder> m_decoder;
    ChatModel *const m_model;
    ChatMessage *const m_message;
};
