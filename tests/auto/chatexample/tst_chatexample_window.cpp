// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatservice.h"
#include "chatstream.h"

#include <SseQt/SseTestExchange>
#include <SseQt/SseTestScript>
#include <SseQt/SseTestServer>

#include <QtCore/QAbstractListModel>
#include <QtCore/QRegularExpression>
#include <QtGui/QAccessible>
#include <QtGui/QWheelEvent>
#include <QtQml/QQmlApplicationEngine>
#include <QtQml/qqmlextensionplugin.h>
#include <QtQuick/QQuickItem>
#include <QtQuick/QQuickWindow>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <algorithm>
#include <memory>

Q_IMPORT_QML_PLUGIN(ChatExamplePlugin)
Q_IMPORT_QML_PLUGIN(ExampleSharedPlugin)
#ifdef CHAT_STATIC_SSE
Q_IMPORT_QML_PLUGIN(SSEPlugin)
#endif

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString path = u"/v1/chat/completions"_s;

void collect(QQuickItem *item, const QString &name, QList<QQuickItem *> &found)
{
    if (item->objectName() == name && item->isVisible())
        found.append(item);
    const QList<QQuickItem *> children = item->childItems();
    for (QQuickItem *child : children)
        collect(child, name, found);
}

} // namespace

// Drives the window by mouse and keyboard, against a server whose answers the test writes.
class tst_ChatExampleWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void startsWithTheCaretInTheBox();
    void enterSends();
    void shiftEnterBreaksTheLine();
    void nothingIsNotSent();
    void keypadEnterSends();
    void answersStream();
    void oneQuestionAtATime();
    void theConversationGoesAlong();
    void whatIsNoContentIsPassedOver();
    void halvesOfCharactersJoin();
    void markupIsText();
    void selectionSurvivesWhatComesIn();
    void manyTokensAreFewUpdates();
    void theStopButtonStops();
    void escapeStops();
    void stoppedBeforeTheFirstWord();
    void failuresAreShownAndCanBeRetried_data();
    void failuresAreShownAndCanBeRetried();
    void onlyTheLastFailureCanBeRetried();
    void anAnswerAtTheLimitSaysSo();
    void anEmptyAnswerSaysSo();
    void faultyEndpointsAreShown();
    void theKeyIsSentAndNotShown();
    void theViewFollows();
    void theViewStaysWhereTheReaderIs();
    void pageKeysScroll();
    void suggestionsAreSent();
    void typingElsewhereGoesIntoTheBox();
    void tabReachesEveryControl();
    void theThemeCanBeSwitched();
    void controlsHaveNames();
    void narrowWindowsClipNothing();

private:
    // Opens the window, for the server unless told otherwise.
    void open(const QUrl &endpoint = {}, const QString &theme = u"light"_s);

    [[nodiscard]] QQuickItem *item(const QString &name) const;
    [[nodiscard]] QList<QQuickItem *> items(const QString &name) const;
    [[nodiscard]] QVariant value(const QString &name, const char *property) const;
    [[nodiscard]] QObject *conversation() const;
    [[nodiscard]] QAbstractListModel *model() const;
    // What the last message has in this role.
    [[nodiscard]] QString last(const QByteArray &role) const;
    [[nodiscard]] QString shownText() const;
    [[nodiscard]] QString state() const;
    [[nodiscard]] qreal beyond() const;

    void type(const QString &text);
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void click(const QString &name);
    void click(QQuickItem *target);
    void wheel(int notches);
    // Sends a question and waits for the request; the stream is open then.
    bool ask(const QString &question);
    void write(const QString &token);
    void finish();

    std::unique_ptr<SseTestServer> m_server;
    std::unique_ptr<ChatService> m_service;
    std::unique_ptr<QQmlApplicationEngine> m_engine;
    QPointer<QQuickWindow> m_window;
    QPointer<SseTestExchange> m_exchange; // the newest
    quint64 m_clock = 0; // of the events, milliseconds
};

void tst_ChatExampleWindow::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    qunsetenv("SSEQT_API_KEY");
    qunsetenv("OPENAI_API_KEY");
    m_server = std::make_unique<SseTestServer>();
    QVERIFY(m_server->listen());
    m_server->route(path, [this](SseTestExchange *exchange) {
        m_exchange = exchange;
        exchange->startEventStream();
    });
}

void tst_ChatExampleWindow::cleanup()
{
    m_engine.reset();
    m_service.reset();
    m_server.reset();
}

void tst_ChatExampleWindow::open(const QUrl &endpoint, const QString &theme)
{
    m_service = std::make_unique<ChatService>(ChatService::Kind::Remote,
                                              endpoint.isEmpty() ? m_server->url(path) : endpoint,
                                              u"test-model"_s);
    m_engine = std::make_unique<QQmlApplicationEngine>();
    m_engine->addImportPath(QStringLiteral(CHAT_IMPORT_PATH));
    m_engine->setInitialProperties(
        { { u"service"_s, QVariant::fromValue(m_service.get()) }, { u"theme"_s, theme } });
    m_engine->load(QUrl(QStringLiteral(CHAT_MAIN)));
    QCOMPARE(m_engine->rootObjects().size(), 1);
    m_window = qobject_cast<QQuickWindow *>(m_engine->rootObjects().constFirst());
    QVERIFY(m_window);
    m_window->requestActivate();
    QVERIFY(QTest::qWaitForWindowActive(m_window));
}

QList<QQuickItem *> tst_ChatExampleWindow::items(const QString &name) const
{
    QList<QQuickItem *> found;
    collect(m_window->contentItem(), name, found);
    return found;
}

QQuickItem *tst_ChatExampleWindow::item(const QString &name) const
{
    const QList<QQuickItem *> found = items(name);
    return found.isEmpty() ? nullptr : found.constLast();
}

QVariant tst_ChatExampleWindow::value(const QString &name, const char *property) const
{
    const QQuickItem *const found = item(name);
    return found ? found->property(property) : QVariant();
}

QObject *tst_ChatExampleWindow::conversation() const
{
    return m_window->findChild<QObject *>(u"conversation"_s);
}

QAbstractListModel *tst_ChatExampleWindow::model() const
{
    return conversation()->property("messages").value<QAbstractListModel *>();
}

QString tst_ChatExampleWindow::last(const QByteArray &role) const
{
    const QAbstractListModel *const messages = model();
    const QModelIndex index = messages->index(messages->rowCount() - 1);
    return index.data(messages->roleNames().key(role, -1)).toString();
}

QString tst_ChatExampleWindow::shownText() const
{
    return value(u"messageText"_s, "text").toString();
}

QString tst_ChatExampleWindow::state() const
{
    return value(u"stateBadge"_s, "text").toString();
}

// How far the content goes on below what is seen.
qreal tst_ChatExampleWindow::beyond() const
{
    const QQuickItem *const view = item(u"messageView"_s);
    return view->property("originY").toReal() + view->property("contentHeight").toReal()
        - view->property("contentY").toReal() - view->height();
}

void tst_ChatExampleWindow::type(const QString &text)
{
    for (const QChar c : text)
        QTest::sendKeyEvent(QTest::Click, m_window, Qt::Key_unknown, c, Qt::NoModifier);
}

void tst_ChatExampleWindow::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(m_window, key, modifiers);
}

void tst_ChatExampleWindow::click(QQuickItem *target)
{
    QTest::mouseClick(
        m_window, Qt::LeftButton, {},
        target->mapToScene(QPointF(target->width() / 2, target->height() / 2)).toPoint());
}

void tst_ChatExampleWindow::click(const QString &name)
{
    QTRY_VERIFY(item(name));
    QTRY_VERIFY(item(name)->isEnabled());
    click(item(name));
}

void tst_ChatExampleWindow::wheel(int notches)
{
    const QQuickItem *const view = item(u"messageView"_s);
    const QPointF place = view->mapToScene(QPointF(view->width() / 2, view->height() / 2));
    QWheelEvent event(place, m_window->mapToGlobal(place), {}, QPoint(0, notches * 120),
                      Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    event.setTimestamp(m_clock += 1000); // close together, they would be one flick
    QCoreApplication::sendEvent(m_window, &event);
}

bool tst_ChatExampleWindow::ask(const QString &question)
{
    const qsizetype requests = m_server->requests().size();
    m_exchange = nullptr;
    type(question);
    press(Qt::Key_Return);
    return QTest::qWaitFor(
        [&] { return m_server->requests().size() == requests + 1 && state() == "Streaming"_L1; });
}

void tst_ChatExampleWindow::write(const QString &token)
{
    m_exchange->write(ChatStream::token(token));
}

void tst_ChatExampleWindow::finish()
{
    m_exchange->write(ChatStream::end());
}

void tst_ChatExampleWindow::startsWithTheCaretInTheBox()
{
    open();
    QCOMPARE(m_window->activeFocusItem(), item(u"promptInput"_s));
    QCOMPARE(state(), u"Ready"_s);
    QVERIFY(!item(u"sendButton"_s)->isEnabled());
    QVERIFY(!item(u"jumpButton"_s));
    QCOMPARE(items(u"suggestion"_s).size(), 3);
}

void tst_ChatExampleWindow::enterSends()
{
    open();
    QVERIFY(ask(u"Hello there"_s));
    QCOMPARE(value(u"promptInput"_s, "text").toString(), QString());
    QCOMPARE(m_window->activeFocusItem(), item(u"promptInput"_s));
    QVERIFY(!item(u"suggestion"_s));

    const SseTestRequest request = m_server->requests().constFirst();
    QCOMPARE(request.method, "POST");
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    QCOMPARE(body.value("model"_L1).toString(), u"test-model"_s);
    QCOMPARE(body.value("stream"_L1), QJsonValue(true));
    QCOMPARE(ChatStream::turns(request.body), QStringList{ u"user: Hello there"_s });
}

void tst_ChatExampleWindow::shiftEnterBreaksTheLine()
{
    open();
    type(u"one"_s);
    press(Qt::Key_Return, Qt::ShiftModifier);
    type(u"two"_s);
    QCOMPARE(value(u"promptInput"_s, "text").toString(), u"one\ntwo"_s);
    QCOMPARE(model()->rowCount(), 0);
    press(Qt::Key_Return);
    QTRY_COMPARE(m_server->requests().size(), 1);
    QCOMPARE(ChatStream::turns(m_server->requests().constFirst().body),
             QStringList{ u"user: one\ntwo"_s });
}

void tst_ChatExampleWindow::nothingIsNotSent()
{
    open();
    press(Qt::Key_Return);
    type(u"   "_s);
    press(Qt::Key_Return);
    press(Qt::Key_Return, Qt::ShiftModifier);
    press(Qt::Key_Return);
    QCOMPARE(model()->rowCount(), 0);
    QVERIFY(!item(u"sendButton"_s)->isEnabled());
}

void tst_ChatExampleWindow::keypadEnterSends()
{
    open();
    type(u"Hello"_s);
    press(Qt::Key_Enter, Qt::KeypadModifier);
    QCOMPARE(model()->rowCount(), 2);
}

void tst_ChatExampleWindow::answersStream()
{
    open();
    QVERIFY(ask(u"Hello"_s));
    QCOMPARE(last("status"), u"waiting"_s);
    write(u"Good "_s);
    QTRY_COMPARE(shownText(), u"Good "_s);
    QCOMPARE(last("status"), u"streaming"_s);
    QCOMPARE(state(), u"Streaming"_s);
    write(u"day"_s);
    QTRY_COMPARE(shownText(), u"Good day"_s);
    finish();
    QTRY_COMPARE(last("status"), u"done"_s);
    QCOMPARE(last("text"), u"Good day"_s);
    QCOMPARE(state(), u"Ready"_s);
    // [DONE] ended it: nothing is left open, whatever the server thinks of that.
    QTRY_COMPARE(m_server->openConnectionCount(), 0);
}

void tst_ChatExampleWindow::oneQuestionAtATime()
{
    open();
    QVERIFY(ask(u"First"_s));
    write(u"Well"_s);
    type(u"Second"_s);
    press(Qt::Key_Return);
    QCOMPARE(value(u"promptInput"_s, "text").toString(), u"Second"_s);
    QCOMPARE(model()->rowCount(), 2);
    QVERIFY(item(u"stopButton"_s));
    QVERIFY(!item(u"sendButton"_s));
    finish();
    QTRY_COMPARE(last("status"), u"done"_s);
    QVERIFY(item(u"sendButton"_s)->isEnabled());
    click(u"sendButton"_s);
    QTRY_COMPARE(m_server->requests().size(), 2);
    QCOMPARE(value(u"promptInput"_s, "text").toString(), QString());
    QCOMPARE(m_window->activeFocusItem(), item(u"promptInput"_s));
}

void tst_ChatExampleWindow::theConversationGoesAlong()
{
    open();
    QVERIFY(ask(u"First"_s));
    write(u"One."_s);
    finish();
    QTRY_COMPARE(last("status"), u"done"_s);
    QVERIFY(ask(u"Second"_s));
    write(u"Half of t"_s);
    QTRY_COMPARE(last("status"), u"streaming"_s);
    press(Qt::Key_Escape);
    QVERIFY(ask(u"Third"_s));
    QCOMPARE(ChatStream::turns(m_server->requests().constLast().body),
             (QStringList{ u"user: First"_s, u"assistant: One."_s, u"user: Second"_s,
                           u"assistant: Half of t"_s, u"user: Third"_s }));
}

void tst_ChatExampleWindow::whatIsNoContentIsPassedOver()
{
    open();
    QVERIFY(ask(u"Hello"_s));
    m_exchange->write(": keep-alive\n\n");
    for (const char *const data :
         { R"({"choices":[]})", R"({"choices":[],"usage":{"total_tokens":7}})", R"({})", "[]",
           "null", "7", "not json",
           R"({"choices":[{"index":0,"delta":{"role":"assistant","content":null}}]})",
           R"({"choices":[{"index":0,"delta":{"reasoning_content":"Hmm"}}]})",
           R"({"choices":[{"index":0,"delta":{"content":{"a":1}}}]})", R"({"choices":null})",
           R"({"error":null,"choices":[{"index":0}]})" }) {
        m_exchange->write(ChatStream::event(data));
    }
    write(u"Good day"_s);
    finish();
    QTRY_COMPARE(last("status"), u"done"_s);
    QCOMPARE(last("text"), u"Good day"_s);
    QCOMPARE(last("note"), QString());
}

void tst_ChatExampleWindow::halvesOfCharactersJoin()
{
    open();
    QVERIFY(ask(u"Grüße 👩‍🚀 世界"_s));
    QCOMPARE(ChatStream::turns(m_server->requests().constFirst().body),
             QStringList{ u"user: Grüße 👩‍🚀 世界"_s });
    m_exchange->write(ChatStream::rawToken(R"(a\ud83d)"));
    QTRY_COMPARE(shownText().size(), 2);
    m_exchange->write(ChatStream::rawToken(R"(\ude00z)"));
    QTRY_COMPARE(shownText(), u"a😀z"_s);
    finish();
    QTRY_COMPARE(last("status"), u"done"_s);
    QVERIFY(ask(u"And?"_s));
    QCOMPARE(ChatStream::turns(m_server->requests().constLast().body).at(1), u"assistant: a😀z"_s);
}

void tst_ChatExampleWindow::markupIsText()
{
    const QString hostile =
        u"<b>bold</b> <img src=\"http://127.0.0.1:1/x\"> # h\n[a](b) &amp; \\u0041"_s;
    open();
    type(hostile.section(u'\n', 0, 0));
    press(Qt::Key_Return, Qt::ShiftModifier);
    QVERIFY(ask(hostile.section(u'\n', 1)));
    write(hostile);
    finish();
    QTRY_COMPARE(last("status"), u"done"_s);
    const QList<QQuickItem *> texts = items(u"messageText"_s);
    QCOMPARE(texts.size(), 2);
    for (const QQuickItem *text : texts)
        QCOMPARE(text->property("text").toString(), hostile);
}

void tst_ChatExampleWindow::selectionSurvivesWhatComesIn()
{
    open();
    QVERIFY(ask(u"Hello"_s));
    write(u"Good day to you"_s);
    QTRY_COMPARE(shownText(), u"Good day to you"_s);
    QQuickItem *const text = item(u"messageText"_s);
    QVERIFY(QMetaObject::invokeMethod(text, "select", Q_ARG(int, 5), Q_ARG(int, 8)));
    write(u", and more"_s);
    QTRY_COMPARE(shownText(), u"Good day to you, and more"_s);
    QCOMPARE(text->property("selectedText").toString(), u"day"_s);
}

void tst_ChatExampleWindow::manyTokensAreFewUpdates()
{
    constexpr int count = 5000;
    open();
    QVERIFY(ask(u"Hello"_s));
    QSignalSpy changes(model(), &QAbstractItemModel::dataChanged);
    QVERIFY(changes.isValid());
    QByteArray tokens;
    QString expected;
    for (int i = 0; i < count; ++i) {
        const QString token = QString::number(i) + u' ';
        tokens += ChatStream::token(token);
        expected += token;
    }
    m_exchange->write(tokens + ChatStream::end());
    QTRY_COMPARE_WITH_TIMEOUT(last("status"), u"done"_s, 30'000);
    QCOMPARE(shownText(), expected);
    QVERIFY2(changes.size() < count / 20, QByteArray::number(changes.size()));
}

void tst_ChatExampleWindow::theStopButtonStops()
{
    open();
    QVERIFY(ask(u"Hello"_s));
    write(u"Good day"_s);
    QTRY_COMPARE(last("status"), u"streaming"_s);
    click(u"stopButton"_s);
    QCOMPARE(last("status"), u"stopped"_s);
    QCOMPARE(last("text"), u"Good day"_s);
    QCOMPARE(state(), u"Ready"_s);
    QCOMPARE(m_window->activeFocusItem(), item(u"promptInput"_s));
    QVERIFY(!item(u"retryButton"_s));
    QTRY_COMPARE(m_server->openConnectionCount(), 0);
}

void tst_ChatExampleWindow::escapeStops()
{
    open();
    press(Qt::Key_Escape);
    QVERIFY(ask(u"Hello"_s));
    write(u"Good day"_s);
    QTRY_COMPARE(last("status"), u"streaming"_s);
    item(u"messageText"_s)->forceActiveFocus();
    press(Qt::Key_Escape);
    QCOMPARE(last("status"), u"stopped"_s);
    QCOMPARE(m_window->activeFocusItem(), item(u"promptInput"_s));
    QTRY_COMPARE(m_server->openConnectionCount(), 0);
}

void tst_ChatExampleWindow::stoppedBeforeTheFirstWord()
{
    open();
    QVERIFY(ask(u"Hello"_s));
    press(Qt::Key_Escape);
    QCOMPARE(last("status"), u"stopped"_s);
    QVERIFY(ask(u"Again"_s));
    // Turns alternate: what was not answered is not told.
    QCOMPARE(ChatStream::turns(m_server->requests().constLast().body),
             QStringList{ u"user: Again"_s });
}

void tst_ChatExampleWindow::failuresAreShownAndCanBeRetried_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("note"); // the beginning of it

    const QString failed = u"failed"_s;
    QTest::newRow("status with an error object")
        << QByteArray("429") << failed << QString() << u"Too fast."_s;
    QTest::newRow("status with an error string")
        << QByteArray("400") << failed << QString() << u"Not so."_s;
    QTest::newRow("status with an object that is the error")
        << QByteArray("404") << failed << QString() << u"Nothing here."_s;
    QTest::newRow("status with a page")
        << QByteArray("502") << failed << QString() << u"The server answered with status 502"_s;
    QTest::newRow("status with an error object that says nothing")
        << QByteArray("500") << failed << QString() << u"The server answered with status 500"_s;
    QTest::newRow("page") << QByteArray("html") << failed << QString()
                          << u"The response is of type text/html"_s;
    QTest::newRow("error object in the stream")
        << QByteArray("stream") << failed << u"Well, "_s << u"The engine stalled."_s;
    QTest::newRow("error object without a message")
        << QByteArray("empty") << failed << u"Well, "_s << u"The service reported an error"_s;
    QTest::newRow("ends early") << QByteArray("end") << u"cut"_s << u"Well, "_s << QString();
    QTest::newRow("ends at once") << QByteArray("nothing") << u"cut"_s << QString() << QString();
    QTest::newRow("breaks") << QByteArray("reset") << u"cut"_s << u"Well, "_s
                            << u"The connection to 127.0.0.1"_s;
}

void tst_ChatExampleWindow::failuresAreShownAndCanBeRetried()
{
    QFETCH(const QByteArray, kind);
    QFETCH(const QString, status);
    QFETCH(const QString, text);
    QFETCH(const QString, note);

    const auto stream = [] {
        return SseTestScript::eventStream().send(ChatStream::token(u"Well, "_s));
    };
    const QHash<QByteArray, SseTestScript> scripts{
        { "429", SseTestScript::reply(429, ChatStream::error("Too fast."), "application/json") },
        { "400", SseTestScript::reply(400, R"({"error":"Not so."})", "application/json") },
        { "404",
          SseTestScript::reply(404, R"({"object":"error","message":"Nothing here.","code":404})",
                               "application/json") },
        { "500", SseTestScript::reply(500, R"({"error":{"code":5}})", "application/json") },
        { "502", SseTestScript::reply(502, "<html>Bad gateway</html>", "text/html") },
        { "html", SseTestScript::reply(200, "<html>Hello</html>", "text/html") },
        { "stream",
          stream().send(ChatStream::event(ChatStream::error("The engine stalled."))).stall() },
        { "empty", stream().send(ChatStream::event(R"({"error":{}})")).stall() },
        { "end", stream().end() },
        { "nothing", SseTestScript::eventStream().end() },
        { "reset", stream().pause(50ms).reset() },
    };
    m_server->route(path,
                    QList<SseTestScript>{ scripts.value(kind),
                                          SseTestScript::eventStream().send(
                                              ChatStream::token(u"Fine."_s) + ChatStream::end()) });
    open();
    type(u"Hello"_s);
    press(Qt::Key_Return);
    QTRY_COMPARE(last("status"), status);
    QCOMPARE(last("text"), text);
    QVERIFY2(last("note").startsWith(note), qPrintable(last("note")));
    QVERIFY(!last("note").contains(u'{') && !last("note").contains(u'<'));
    QCOMPARE(state(), u"Failed"_s);

    click(u"retryButton"_s);
    QTRY_COMPARE(last("status"), u"done"_s);
    QCOMPARE(last("text"), u"Fine."_s);
    QCOMPARE(last("note"), QString());
    QCOMPARE(model()->rowCount(), 2);
    QCOMPARE(state(), u"Ready"_s);
    QVERIFY(!item(u"retryButton"_s));
    QCOMPARE(m_window->activeFocusItem(), item(u"promptInput"_s));
    const QList<SseTestRequest> requests = m_server->requests();
    QCOMPARE(requests.size(), 2);
    QCOMPARE(requests.at(1).body, requests.at(0).body);
}

void tst_ChatExampleWindow::onlyTheLastFailureCanBeRetried()
{
    m_server->route(path,
                    SseTestScript::reply(429, ChatStream::error("Too fast."), "application/json"));
    open();
    for (int i = 1; i <= 2; ++i) {
        type(u"Hello"_s);
        press(Qt::Key_Return);
        QTRY_COMPARE(m_server->requests().size(), i);
        QTRY_COMPARE(last("status"), u"failed"_s);
    }
    QCOMPARE(items(u"messageText"_s).size(), 2);
    QCOMPARE(items(u"retryButton"_s).size(), 1);
}

void tst_ChatExampleWindow::anAnswerAtTheLimitSaysSo()
{
    open();
    QVERIFY(ask(u"Hello"_s));
    write(u"Once upon"_s);
    m_exchange->write(
        ChatStream::event(R"({"choices":[{"index":0,"delta":{},"finish_reason":"length"}]})")
        + ChatStream::event("[DONE]"));
    QTRY_COMPARE(last("status"), u"done"_s);
    QVERIFY(last("note").contains(u"limit"_s));
}

void tst_ChatExampleWindow::anEmptyAnswerSaysSo()
{
    open();
    QVERIFY(ask(u"Hello"_s));
    finish();
    QTRY_COMPARE(last("status"), u"done"_s);
    QVERIFY(last("note").contains(u"no text"_s));
}

void tst_ChatExampleWindow::faultyEndpointsAreShown()
{
    open(QUrl(u"example.org/v1"_s));
    type(u"Hello"_s);
    press(Qt::Key_Return);
    QTRY_COMPARE(last("status"), u"failed"_s);
    QVERIFY2(last("note").contains(u"is relative"_s), qPrintable(last("note")));
    QVERIFY(item(u"retryButton"_s));
}

void tst_ChatExampleWindow::theKeyIsSentAndNotShown()
{
    qputenv("SSEQT_API_KEY", "sk-4711");
    open();
    QVERIFY(ask(u"Hello"_s));
    QCOMPARE(m_server->requests().constFirst().header("Authorization"), "Bearer sk-4711");
    for (const QObject *object : { static_cast<QObject *>(m_service.get()), conversation() }) {
        const QMetaObject *const type = object->metaObject();
        for (int i = 0; i < type->propertyCount(); ++i) {
            const QString text = type->property(i).read(object).toString();
            QVERIFY2(!text.contains("4711"_L1), type->property(i).name());
        }
    }
}

void tst_ChatExampleWindow::theViewFollows()
{
    open();
    QVERIFY(ask(u"Hello"_s));
    for (int i = 0; i < 60; ++i)
        write(u"Line %1\n"_s.arg(i));
    write(u"end"_s);
    QTRY_VERIFY(shownText().endsWith("end"_L1));
    const QQuickItem *const view = item(u"messageView"_s);
    QTRY_VERIFY(view->property("contentY").toReal() > 500);
    QTRY_VERIFY(beyond() <= 0);
    QVERIFY(!item(u"jumpButton"_s));
}

void tst_ChatExampleWindow::theViewStaysWhereTheReaderIs()
{
    open();
    QVERIFY(ask(u"Hello"_s));
    for (int i = 0; i < 60; ++i)
        write(u"Line %1\n"_s.arg(i));
    QTRY_VERIFY(shownText().contains("Line 59"_L1));
    const QQuickItem *const view = item(u"messageView"_s);
    QTRY_VERIFY(view->property("contentY").toReal() > 500 && beyond() <= 0);

    wheel(3);
    QTRY_VERIFY(beyond() > 60);
    QTRY_VERIFY(!view->property("moving").toBool());
    QVERIFY(item(u"jumpButton"_s));
    const qreal place = view->property("contentY").toReal();
    for (int i = 60; i < 90; ++i)
        write(u"Line %1\n"_s.arg(i));
    QTRY_VERIFY(shownText().contains("Line 89"_L1));
    QTRY_VERIFY(beyond() > 600);
    QCOMPARE(view->property("contentY").toReal(), place);

    click(u"jumpButton"_s);
    QTRY_VERIFY(beyond() <= 0);
    QVERIFY(!item(u"jumpButton"_s));
    write(u"one more\nand another\nand a third"_s);
    QTRY_VERIFY(shownText().endsWith("third"_L1));
    QTRY_VERIFY(beyond() <= 0);

    // Who scrolls back to the end follows again.
    wheel(3);
    QTRY_VERIFY(item(u"jumpButton"_s));
    QTRY_VERIFY(!view->property("moving").toBool());
    wheel(-20);
    QTRY_VERIFY(beyond() <= 0);
    QTRY_VERIFY(!item(u"jumpButton"_s));
}

void tst_ChatExampleWindow::pageKeysScroll()
{
    open();
    QVERIFY(ask(u"Hello"_s));
    for (int i = 0; i < 60; ++i)
        write(u"Line %1\n"_s.arg(i));
    QTRY_VERIFY(shownText().contains("Line 59"_L1));
    const QQuickItem *const view = item(u"messageView"_s);
    QTRY_VERIFY(view->property("contentY").toReal() > 500 && beyond() <= 0);
    press(Qt::Key_PageUp);
    QVERIFY(beyond() > 200);
    QVERIFY(item(u"jumpButton"_s));
    press(Qt::Key_PageDown);
    press(Qt::Key_PageDown);
    QVERIFY(beyond() <= 0);
    QVERIFY(!item(u"jumpButton"_s));
}

void tst_ChatExampleWindow::suggestionsAreSent()
{
    open();
    QQuickItem *const suggestion = items(u"suggestion"_s).at(1);
    const QString prompt = suggestion->property("text").toString();
    click(suggestion);
    QTRY_COMPARE(m_server->requests().size(), 1);
    QCOMPARE(ChatStream::turns(m_server->requests().constFirst().body),
             QStringList{ u"user: "_s + prompt });
    QCOMPARE(m_window->activeFocusItem(), item(u"promptInput"_s));
}

void tst_ChatExampleWindow::typingElsewhereGoesIntoTheBox()
{
    open();
    QVERIFY(ask(u"Hello"_s));
    write(u"Good day"_s);
    QTRY_COMPARE(shownText(), u"Good day"_s);
    click(item(u"messageText"_s));
    QCOMPARE(m_window->activeFocusItem(), item(u"messageText"_s));
    type(u"So"_s);
    QCOMPARE(value(u"promptInput"_s, "text").toString(), u"So"_s);
    QCOMPARE(m_window->activeFocusItem(), item(u"promptInput"_s));
    QCOMPARE(shownText(), u"Good day"_s);
}

void tst_ChatExampleWindow::tabReachesEveryControl()
{
    open();
    type(u"Hello"_s);
    QStringList names;
    for (int i = 0; i < 6; ++i) {
        names.append(m_window->activeFocusItem()->objectName());
        press(Qt::Key_Tab);
    }
    QCOMPARE(names,
             (QStringList{ u"promptInput"_s, u"sendButton"_s, u"themeButton"_s, u"suggestion"_s,
                           u"suggestion"_s, u"suggestion"_s }));
    QCOMPARE(m_window->activeFocusItem(), item(u"promptInput"_s));
    QCOMPARE(value(u"promptInput"_s, "text").toString(), u"Hello"_s);
    press(Qt::Key_Backtab);
    QCOMPARE(m_window->activeFocusItem()->objectName(), u"suggestion"_s);
    press(Qt::Key_Return);
    QTRY_COMPARE(m_server->requests().size(), 1);
    press(Qt::Key_Escape);

    // Nothing to send: the button for it is passed over.
    QVERIFY(QMetaObject::invokeMethod(item(u"promptInput"_s), "clear"));
    press(Qt::Key_Tab);
    QCOMPARE(m_window->activeFocusItem()->objectName(), u"themeButton"_s);
}

void tst_ChatExampleWindow::theThemeCanBeSwitched()
{
    open();
    const auto lightness = [this] { return m_window->color().lightness(); };
    QVERIFY(lightness() > 200);
    click(u"themeButton"_s);
    QVERIFY(lightness() < 60);
    QCOMPARE(m_window->activeFocusItem(), item(u"promptInput"_s));
    click(u"themeButton"_s);
    QVERIFY(lightness() > 200);
}

void tst_ChatExampleWindow::controlsHaveNames()
{
    open();
    QVERIFY(ask(u"Hello"_s));
    for (const QString &name :
         { u"promptInput"_s, u"stopButton"_s, u"themeButton"_s, u"stateBadge"_s }) {
        QQuickItem *const control = item(name);
        QVERIFY2(control, qPrintable(name));
        QAccessibleInterface *const accessible = QAccessible::queryAccessibleInterface(control);
        QVERIFY2(accessible, qPrintable(name));
        QVERIFY2(!accessible->text(QAccessible::Name).isEmpty(), qPrintable(name));
    }
    QQuickItem *const message = item(u"messageText"_s)->parentItem()->parentItem()->parentItem();
    QCOMPARE(QAccessible::queryAccessibleInterface(message)->text(QAccessible::Name), u"You"_s);
}

void tst_ChatExampleWindow::narrowWindowsClipNothing()
{
    open();
    m_window->resize(480, 600);
    QVERIFY(ask(u"W"_s.repeated(200)));
    write(u"i"_s.repeated(500) + u" 世界"_s.repeated(100));
    finish();
    QTRY_COMPARE(last("status"), u"done"_s);
    QTRY_COMPARE(m_window->contentItem()->width(), 480);
    for (QQuickItem *text : items(u"messageText"_s)) {
        QTRY_VERIFY(text->mapToScene(QPointF(0, 0)).x() >= 0);
        QTRY_VERIFY(text->mapToScene(QPointF(text->width(), 0)).x() <= 480);
        QVERIFY(text->property("contentWidth").toReal() <= text->width());
    }
}

QTEST_MAIN(tst_ChatExampleWindow)
#include "tst_chatexample_window.moc"
