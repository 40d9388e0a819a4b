// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// The chat example holds a conversation with a tool call, in each of the formats of four services.

#include "../auto/chatexample/chatprogram.h"
#include "aimockserver.h"

#include <QtGui/QImage>
#include <QtTest/QtTest>

#include <memory>

using namespace Qt::StringLiterals;

class tst_AimockExample : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();

    void aConversationWithATool_data();
    void aConversationWithATool();

private:
    std::unique_ptr<AimockServer> m_mock;
};

void tst_AimockExample::initTestCase()
{
    m_mock = std::make_unique<AimockServer>();
    QVERIFY(m_mock->isRunning());
}

void tst_AimockExample::cleanupTestCase()
{
    m_mock.reset();
}

void tst_AimockExample::aConversationWithATool_data()
{
    QTest::addColumn<Chat::Format>("format");
    QTest::newRow("openai-chat") << Chat::Format::OpenAiChat;
    QTest::newRow("openai-responses") << Chat::Format::OpenAiResponses;
    QTest::newRow("anthropic") << Chat::Format::AnthropicMessages;
    QTest::newRow("gemini") << Chat::Format::Gemini;
}

void tst_AimockExample::aConversationWithATool()
{
    QFETCH(const Chat::Format, format);
    QVERIFY(m_mock->reset());
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    ChatProgram chat;
    chat.set(ChatProgram::keyVariable(), AimockServer::key().toUtf8());
    // A place for the pictures may be named, to look at them.
    const QString folder = qEnvironmentVariable("SSEQT_PICTURES", chat.folder.path());
    const QString picture = folder + u"/aimock-"_s + name + u".png"_s;
    // As people write it.
    const QString endpoint = QUrl::fromPercentEncoding(m_mock->endpoint(format).toEncoded());
    const bool isDone = chat.run({ u"--scripted"_s, u"--picture"_s, picture, u"--format"_s, name,
                                   u"--endpoint"_s, endpoint, u"--model"_s, u"mock-1"_s,
                                   u"--key-variable"_s, ChatProgram::keyVariable(), u"--prompt"_s,
                                   u"Do I need an umbrella in Paris?"_s });
    QVERIFY2(isDone, chat.output);
    QCOMPARE(chat.errors, QByteArray());
    QCOMPARE(chat.exitCode(), 0);
    const QString said = QString::fromUtf8(chat.output);
    QVERIFY2(said.startsWith("You: Do I need an umbrella in Paris?\nAssistant: "_L1), chat.output);
    const qsizetype before = said.indexOf("Let me see."_L1);
    const qsizetype call = said.indexOf("(tool) get_weather {\"city\":\"Paris\"} = {"_L1);
    const qsizetype after = said.indexOf(u"The sky over **Paris** decides:"_s);
    QVERIFY2(before > 0 && before < call && call < after, chat.output);
    QVERIFY2(said.contains(u"| rainy | yes ☔ |"_s), chat.output);
    // One request for the question, one with the tool's result.
    const QJsonArray requests = m_mock->requests();
    QCOMPARE(requests.size(), 2);
    const QImage image(picture);
    QCOMPARE(image.size(), QSize(900, 720));
}

QTEST_GUILESS_MAIN(tst_AimockExample)
#include "tst_aimockexample.moc"
