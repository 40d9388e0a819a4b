#include <SseQt/ChatSession>

#include <QtCore/qjsonarray.h>
#include <QtCore/qpointer.h>

// Whatever an application has that knows temperatures, and needs a moment for it.
class Thermometer : public QObject
{
public:
    void measure(const QString &room, const std::function<void(double)> &then);
};

void addTools(ChatSession *session, Thermometer *thermometer)
{
    auto *const tool = new ChatTool(session);
    tool->setName("get_temperature");
    tool->setDescription("Measures the temperature of a room, in degrees Celsius.");
    tool->setParameters({
        { "type", "object" },
        { "properties", QJsonObject{ { "room", QJsonObject{ { "type", "string" } } } } },
        { "required", QJsonArray{ "room" } },
    });
    tool->setHandler([thermometer](ChatPendingCall *call) {
        const QString room = call->arguments().value("room").toString();
        if (room.isEmpty()) {
            call->fail("Which room?");
            return;
        }
        const QPointer<ChatPendingCall> waiting(call); // it goes when the turn is stopped
        thermometer->measure(room, [waiting](double celsius) {
            if (waiting)
                waiting->answer(QJsonObject{ { "celsius", celsius } });
        });
    });
    session->addTool(tool);
}
