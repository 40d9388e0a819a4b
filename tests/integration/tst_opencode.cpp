// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// A conversation with OpenCode itself, on the loopback interface, whose model is aimock.

#include "../auto/chat/agentcapture.h"
#include "aimockserver.h"

#include <SseQt/AgentClient>

#include <QtCore/qdir.h>
#include <QtCore/qtemporarydir.h>
#include <QtNetwork/qtcpserver.h>
#include <QtTest/QtTest>

#include <memory>

using namespace Qt::StringLiterals;
using State = AgentClient::State;
using Status = AgentSession::Status;

namespace {

constexpr int Patience = 60'000; // it reads its configuration, and may look for the network

// OpenCode in a process of its own, with a home of its own.
class OpenCode
{
public:
    explicit OpenCode(const QUrl &service)
    {
        QTcpServer place;
        place.listen(QHostAddress::LocalHost);
        m_port = place.serverPort();
        place.close();

        QDir(m_home.path()).mkdir(u"project"_s);
        const QJsonObject provider{
            { u"npm"_s, u"@ai-sdk/openai-compatible"_s },
            { u"name"_s, u"Mock"_s },
            { u"options"_s,
              QJsonObject{ { u"baseURL"_s, service.toString() },
                           { u"apiKey"_s, AimockServer::key() } } },
            { u"models"_s, QJsonObject{ { u"mock-1"_s, QJsonObject{ { u"name"_s, u"Mock"_s } } } } }
        };
        QFile file(m_home.filePath(u"opencode.json"_s));
        if (!file.open(QIODevice::WriteOnly))
            return;
        file.write(QJsonDocument(
                       QJsonObject{ { u"provider"_s, QJsonObject{ { u"mock"_s, provider } } },
                                    { u"model"_s, u"mock/mock-1"_s },
                                    { u"small_model"_s, u"mock/mock-1"_s },
                                    { u"autoupdate"_s, false },
                                    { u"share"_s, u"disabled"_s },
                                    { u"permission"_s, QJsonObject{ { u"bash"_s, u"ask"_s } } } })
                       .toJson());
        file.close();

        QProcessEnvironment environment;
        environment.insert(u"PATH"_s, qEnvironmentVariable("PATH"));
        environment.insert(u"HOME"_s, m_home.path());
        environment.insert(u"OPENCODE_CONFIG"_s, file.fileName());
        environment.insert(u"OPENCODE_SERVER_PASSWORD"_s, password());
        m_process.setProcessEnvironment(environment);
        m_process.setWorkingDirectory(directory());
        m_process.start(
            QStringLiteral(SSEQT_OPENCODE),
            { u"serve"_s, u"--hostname"_s, u"127.0.0.1"_s, u"--port"_s, QString::number(m_port) });
        m_isRunning = m_process.waitForReadyRead(Patience);
    }

    ~OpenCode()
    {
        m_process.terminate();
        if (!m_process.waitForFinished()) {
            m_process.kill();
            m_process.waitForFinished();
        }
    }
    Q_DISABLE_COPY_MOVE(OpenCode)

    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    [[nodiscard]] QString directory() const { return m_home.filePath(u"project"_s); }
    [[nodiscard]] static QString password() { return u"secret"_s; }
    [[nodiscard]] QUrl url() const { return QUrl(u"http://127.0.0.1:%1"_s.arg(m_port)); }

private:
    QTemporaryDir m_home;
    QProcess m_process;
    int m_port = 0;
    bool m_isRunning = false;
};

} // namespace

class tst_OpenCode : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();

    void aConversationWithATool();
    void aConnectionThatBreaks();
    void aWrongPassword();

private:
    void connectTo(AgentClient *client);
    [[nodiscard]] QString newSession(AgentClient *client);

    std::unique_ptr<AimockServer> m_mock;
    std::unique_ptr<OpenCode> m_server;
};

void tst_OpenCode::initTestCase()
{
    m_mock = std::make_unique<AimockServer>(QStringLiteral(SSEQT_OPENCODE_ANSWERS));
    QVERIFY(m_mock->isRunning());
    // Where "chat/completions" is.
    const QUrl endpoint = m_mock->endpoint(Chat::Format::OpenAiChat);
    m_server = std::make_unique<OpenCode>(endpoint.resolved(QUrl(u"../../v1"_s)));
    QVERIFY(m_server->isRunning());
}

void tst_OpenCode::cleanupTestCase()
{
    m_server.reset();
    m_mock.reset();
}

void tst_OpenCode::connectTo(AgentClient *client)
{
    client->setBaseUrl(m_server->url());
    client->setUserName(u"opencode"_s);
    client->setPassword(OpenCode::password());
    client->open();
    QTRY_COMPARE_WITH_TIMEOUT(client->state(), State::Live, Patience);
}

QString tst_OpenCode::newSession(AgentClient *client)
{
    QSignalSpy created(client, &AgentClient::sessionCreated);
    client->createSession(u"Test"_s);
    if (!QTest::qWaitFor([&] { return !created.isEmpty(); }, Patience))
        return {};
    return created.at(0).at(0).toString();
}

void tst_OpenCode::aConversationWithATool()
{
    AgentClient client;
    connectTo(&client);
    const QString id = newSession(&client);
    QVERIFY(!id.isEmpty());
    ChatModel *const model = client.conversation(id);
    QSignalSpy questions(&client, &AgentClient::permissionAsked);
    client.prompt(id, u"Please say hello by a command."_s);
    QTRY_COMPARE_WITH_TIMEOUT(questions.size(), 1, Patience);
    const auto question = questions.at(0).at(0).value<AgentPermission>();
    QCOMPARE(question.kind, u"bash"_s);
    QCOMPARE(question.title, u"echo hello"_s);
    QCOMPARE(client.sessions()->session(id).status, Status::Busy);
    client.answerPermission(id, question.id, AgentPermission::Answer::Once);
    QTRY_COMPARE_WITH_TIMEOUT(client.sessions()->session(id).status, Status::Idle, Patience);
    QTRY_VERIFY(!client.sessions()->session(id).permissions.contains(question));

    QCOMPARE(model->messageAt(0)->text(), u"Please say hello by a command."_s);
    const ChatPart *call = nullptr;
    for (int row = 0; row < model->count() && !call; ++row)
        call = model->messageAt(row)->toolCall(question.toolCallId);
    QVERIFY(call);
    QCOMPARE(call->toolState(), Chat::ToolState::Completed);
    QCOMPARE(call->result().trimmed(), u"hello"_s);
    QTRY_COMPARE(model->messageAt(model->count() - 1)->text(), u"The command printed hello."_s);

    // What was streamed is what the server has.
    AgentClient other;
    ChatModel *const fetched = other.conversation(id);
    connectTo(&other);
    QTRY_COMPARE(AgentCapture::contentOf(model), AgentCapture::contentOf(fetched));
}

void tst_OpenCode::aConnectionThatBreaks()
{
    AgentClient client;
    connectTo(&client);
    const QString id = newSession(&client);
    ChatModel *const model = client.conversation(id);
    QSignalSpy inserted(model, &QAbstractItemModel::rowsInserted);
    client.prompt(id, u"Please think about it."_s);
    QTRY_VERIFY_WITH_TIMEOUT(!inserted.isEmpty(), Patience);
    client.close();
    connectTo(&client);
    const auto answer = [model] { return model->messageAt(model->count() - 1)->text(); };
    QTRY_COMPARE_WITH_TIMEOUT(answer(), u"The answer is 4, and this is \U0001F331."_s, Patience);
    QTRY_COMPARE(client.sessions()->session(id).status, Status::Idle);
    AgentClient other;
    ChatModel *const fetched = other.conversation(id);
    connectTo(&other);
    QTRY_COMPARE(AgentCapture::contentOf(model), AgentCapture::contentOf(fetched));
}

void tst_OpenCode::aWrongPassword()
{
    AgentClient client;
    QSignalSpy errors(&client, &AgentClient::errorOccurred);
    client.setBaseUrl(m_server->url());
    client.setUserName(u"opencode"_s);
    client.setPassword(u"wrong"_s);
    client.open();
    QTRY_VERIFY_WITH_TIMEOUT(!errors.isEmpty(), Patience);
    const auto error = errors.at(0).at(0).value<ChatError>();
    QCOMPARE(error.code, Chat::ErrorCode::Unauthorized);
    QCOMPARE(error.httpStatus, 401);
}

QTEST_GUILESS_MAIN(tst_OpenCode)
#include "tst_opencode.moc"
