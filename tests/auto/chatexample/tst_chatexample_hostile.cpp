// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatstream.h"
#include "chatwindow.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>
#include <QtGui/QDesktopServices>
#include <QtNetwork/QNetworkAccessManager>
#include <QtQml/QQmlNetworkAccessManagerFactory>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

namespace {

// Whoever loads something over the engine asks for a manager first.
class CountingFactory : public QQmlNetworkAccessManagerFactory
{
public:
    QNetworkAccessManager *create(QObject *parent) override
    {
        ++count;
        return new QNetworkAccessManager(parent);
    }
    std::atomic<int> count = 0;
};

// The longest time that nothing else could happen in.
class Heartbeat
{
public:
    Heartbeat()
    {
        m_beat.setInterval(5);
        QObject::connect(&m_beat, &QTimer::timeout, &m_beat,
                         [this] { m_longest = std::max(m_longest, m_since.restart()); });
        m_since.start();
        m_beat.start();
    }
    [[nodiscard]] qint64 longest() const { return std::max(m_longest, m_since.elapsed()); }

private:
    QTimer m_beat;
    QElapsedTimer m_since;
    qint64 m_longest = 0;
};

// Much slower than a program is, when a sanitizer watches and others work, and still no freeze.
constexpr qint64 LongestTurn = 4000;

constexpr int Megabyte = 1'000'000;

const QStringList schemes{ u"http"_s, u"https"_s, u"file"_s, u"javascript"_s, u"data"_s };

} // namespace

// What a model says may have been written by anyone.
class tst_ChatExampleHostile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void nothingIsLoadedOrOpened_data();
    void nothingIsLoadedOrOpened();
    void aMegabyteFreezesNothing_data();
    void aMegabyteFreezesNothing();
    void manyPartsFreezeNothing();
    void namesTurnNothingAround();
    void openUrl(const QUrl &url) { m_opened.append(url); }

private:
    void open();
    [[nodiscard]] QByteArray wrap(const QByteArray &kind, const QString &text) const;
    [[nodiscard]] bool waitForTheEnd(const QByteArray &kind);

    std::unique_ptr<SseTestServer> m_trap;
    std::unique_ptr<CountingFactory> m_factory;
    std::unique_ptr<ChatWindow> m_chat;
    QList<QUrl> m_opened;
};

void tst_ChatExampleHostile::init()
{
    ChatWindow::failOnWarnings();
    m_opened.clear();
    for (const QString &scheme : schemes)
        QDesktopServices::setUrlHandler(scheme, this, "openUrl");
    m_trap = std::make_unique<SseTestServer>();
    QVERIFY(m_trap->listen());
    m_factory = std::make_unique<CountingFactory>();
    m_chat = std::make_unique<ChatWindow>();
}

void tst_ChatExampleHostile::cleanup()
{
    m_chat.reset();
    m_factory.reset();
    m_trap.reset();
    for (const QString &scheme : schemes)
        QDesktopServices::unsetUrlHandler(scheme);
}

void tst_ChatExampleHostile::open()
{
    m_chat->open();
    m_chat->engine->setNetworkAccessManagerFactory(m_factory.get());
}

// What the service writes to have the text in a part of that kind.
QByteArray tst_ChatExampleHostile::wrap(const QByteArray &kind, const QString &text) const
{
    const auto json = [](const QJsonObject &object) {
        return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
    };
    if (kind == "reasoning")
        return ChatStream::reasoning(text) + ChatStream::end();
    if (kind == "refusal")
        return ChatStream::refusal(text) + ChatStream::end();
    if (kind == "arguments") {
        return ChatStream::toolCall(u"call-1"_s, u"get_weather"_s, json({ { u"city"_s, text } }))
            + ChatStream::end("tool_calls");
    }
    if (kind == "tool name")
        return ChatStream::toolCall(u"call-1"_s, text, u"{}"_s) + ChatStream::end("tool_calls");
    if (kind == "error") {
        const QJsonObject error{ { u"error"_s, QJsonObject{ { u"message"_s, text } } } };
        return ChatStream::event(json(error).toUtf8());
    }
    return ChatStream::token(text) + ChatStream::end();
}

// What a call came to is sent back; nobody goes on from there.
bool tst_ChatExampleHostile::waitForTheEnd(const QByteArray &kind)
{
    constexpr int Patience = 20'000;
    if (kind != "arguments" && kind != "tool name")
        return QTest::qWaitFor([this] { return !m_chat->session->isBusy(); }, Patience);
    const auto isAnswered = [this] { return m_chat->server.requests().size() == 2; };
    if (!QTest::qWaitFor(isAnswered, Patience))
        return false;
    m_chat->press(Qt::Key_Escape);
    return !m_chat->session->isBusy();
}

void tst_ChatExampleHostile::nothingIsLoadedOrOpened_data()
{
    QTest::addColumn<QByteArray>("kind");
    for (const char *const kind :
         { "text", "reasoning", "refusal", "arguments", "tool name", "error" }) {
        QTest::newRow(kind) << QByteArray(kind);
    }
}

void tst_ChatExampleHostile::nothingIsLoadedOrOpened()
{
    QFETCH(const QByteArray, kind);

    const QString trap = m_trap->url(u"/trap"_s).toString();
    const QString hostile =
        u"<img src=\"%1\"><b>bold</b><script>open('%1')</script><a href=\"%1\">x</a>"
        "<style>@import url(%1);</style><body background=\"%1\">\n\n"
        "![image](%1) ![local](file:///etc/passwd) [![both](%1)](%1) ![ref]\n\n[ref]: %1\n\n"
        "[script](javascript:alert(1)) [data](data:text/html,x) [file](file:///etc/passwd)\n\n"
        "<%1>\n\n<iframe src=\"%1\"></iframe>\n\n<table background=\"%1\"><tr><td>x</td></tr>"
        "</table>\n\n| ![cell](%1) |\n|---|\n| <img src='%1'> |\n\n"
        "```html\n<img src=\"%1\">\n```\n\n<img src=%1\n"_s.arg(trap);
    open();
    QVERIFY(m_chat->ask(hostile.section(u'\n', 0, 0)));
    m_chat->exchange->write(wrap(kind, hostile));
    QVERIFY(waitForTheEnd(kind));
    if (kind == "reasoning") {
        QVERIFY(m_chat->click(u"reasoningFold"_s));
        QTRY_VERIFY(m_chat->item(u"reasoningText"_s));
    }
    m_chat->press(Qt::Key_F, Qt::ControlModifier);
    m_chat->type(u"img"_s);
    QVERIFY(!m_chat->window->grabWindow().isNull());
    m_chat->press(Qt::Key_Escape);
    // One more conversation over the network: what was asked for before is there by then.
    QVERIFY(m_chat->ask(u"Hello"_s));
    m_chat->write(u"Good day"_s);
    m_chat->finish();
    QTRY_VERIFY(m_chat->last()->text().endsWith("Good day"_L1));
    QCOMPARE(m_trap->requests().size(), 0);
    QCOMPARE(m_trap->connectionCount(), 0);
    QCOMPARE(int(m_factory->count), 0);
    QCOMPARE(m_opened, QList<QUrl>());
}

void tst_ChatExampleHostile::aMegabyteFreezesNothing_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QString>("text");

    const QString line(Megabyte, u'x');
    for (const char *const kind :
         { "text", "reasoning", "refusal", "arguments", "tool name", "error" }) {
        QTest::addRow("%s without a space", kind) << QByteArray(kind) << line;
    }
    QTest::newRow("code without a space") << QByteArray("text") << u"```\n"_s + line;
    QTest::newRow("right-to-left overrides")
        << QByteArray("text") << u"\u202eabc"_s.repeated(Megabyte / 4);
    QTest::newRow("combining marks") << QByteArray("text") << u"x"_s + QString(Megabyte, u'\u0301');
    QTest::newRow("brackets") << QByteArray("text") << QString(Megabyte, u'[');
    QTest::newRow("stars") << QByteArray("text") << u"*a"_s.repeated(Megabyte / 2);
    QTest::newRow("quotes") << QByteArray("text") << QString(Megabyte, u'>');
    QTest::newRow("list") << QByteArray("text") << u"- "_s.repeated(Megabyte / 2);
    QTest::newRow("table") << QByteArray("text")
                           << u"|a|b|\n|-|-|\n"_s + u"|x|y|\n"_s.repeated(Megabyte / 20);
    QTest::newRow("lines") << QByteArray("text") << QString(Megabyte, u'\n');
    QTest::newRow("backticks") << QByteArray("text") << QString(Megabyte, u'`');
    QTest::newRow("arguments of brackets") << QByteArray("arguments") << u"["_s.repeated(Megabyte);
}

void tst_ChatExampleHostile::aMegabyteFreezesNothing()
{
    QFETCH(const QByteArray, kind);
    QFETCH(const QString, text);

    open();
    QVERIFY(m_chat->ask(u"Hello"_s));
    const Heartbeat heartbeat;
    m_chat->exchange->write(wrap(kind, text));
    QVERIFY(waitForTheEnd(kind));
    if (kind == "reasoning") {
        QVERIFY(m_chat->click(u"reasoningFold"_s));
        QTRY_VERIFY(m_chat->item(u"reasoningText"_s));
    }
    // It goes on being drawn, and takes keys.
    m_chat->type(u"Still here"_s);
    QCOMPARE(m_chat->text(u"promptInput"_s), u"Still here"_s);
    m_chat->press(Qt::Key_PageUp);
    m_chat->press(Qt::Key_PageDown);
    QVERIFY(!m_chat->window->grabWindow().isNull());
    QTRY_VERIFY(m_chat->state() == "Ready"_L1 || m_chat->state() == "Failed"_L1);
    QVERIFY2(heartbeat.longest() < LongestTurn, QByteArray::number(heartbeat.longest()));
}

void tst_ChatExampleHostile::manyPartsFreezeNothing()
{
    open();
    QVERIFY(m_chat->ask(u"Hello"_s));
    const Heartbeat heartbeat;
    QByteArray stream;
    for (int i = 0; i < 400; ++i)
        stream += ChatStream::reasoning(u"Hm."_s) + ChatStream::token(u"Well. "_s);
    m_chat->exchange->write(stream + ChatStream::end());
    QTRY_VERIFY_WITH_TIMEOUT(!m_chat->session->isBusy(), 30'000);
    QVERIFY(!m_chat->window->grabWindow().isNull());
    QVERIFY2(heartbeat.longest() < LongestTurn, QByteArray::number(heartbeat.longest()));
}

void tst_ChatExampleHostile::namesTurnNothingAround()
{
    open();
    QVERIFY(m_chat->ask(u"Hello"_s));
    const QString name = u"get\u202e\u2066\n_weather"_s + QString(500, u'x');
    m_chat->exchange->write(ChatStream::event(uR"({"model":"m\u202eodel","choices":[]})"_s.toUtf8())
                            + wrap("tool name", name));
    QTRY_VERIFY(m_chat->item(u"toolCard"_s));
    const QString shown = m_chat->text(u"toolName"_s);
    QVERIFY(shown.startsWith("get _weather"_L1));
    QVERIFY(shown.size() < 100);
}

QTEST_MAIN(tst_ChatExampleHostile)
#include "tst_chatexample_hostile.moc"
