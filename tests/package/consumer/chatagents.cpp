#include <SseQt/AgentClient>

// Follows a server of agents: what is new is told to the console, and whoever asks may read.
void follow(AgentClient *client, const QUrl &server)
{
    client->setBaseUrl(server);
    client->setUserName("opencode");
    client->setPassword(qEnvironmentVariable("OPENCODE_SERVER_PASSWORD"));
    client->setDirectory("/home/me/garden"); // sessions of this folder only

    QObject::connect(client->sessions(), &AgentSessionModel::sessionChanged, client,
                     [client](const QString &id) {
                         const AgentSession session = client->sessions()->session(id);
                         qInfo() << session.title << session.status << session.error;
                     });
    QObject::connect(
        client, &AgentClient::permissionAsked, client, [client](const AgentPermission &permission) {
            const auto answer = permission.kind == "read" ? AgentPermission::Answer::Once
                                                          : AgentPermission::Answer::Reject;
            client->answerPermission(permission.sessionId, permission.id, answer);
        });
    QObject::connect(client, &AgentClient::sessionCreated, client, [client](const QString &id) {
        const ChatModel *const messages =
            client->conversation(id); // fetched and followed from now on
        QObject::connect(messages, &ChatModel::countChanged, client,
                         [id](int count) { qInfo() << id << "has" << count << "messages"; });
        client->prompt(id, "Which of my plants need water?");
    });
    QObject::connect(client, &AgentClient::errorOccurred, client,
                     [](const ChatError &error) { qWarning() << error.message << error.advice; });
    client->open();
    client->createSession("Watering");
}
