// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// The guide of chats says what the code does: every error, format and property is there, and what
// it says of redirects is so.

#include "chatpartner.h"

#include <SseQt/ChatSession>

#include <QtCore/qfile.h>
#include <QtCore/qmetaobject.h>
#include <QtTest/QtTest>

using namespace Qt::StringLiterals;

class tst_ChatDocumentation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyErrorIsDocumented();
    void everyFormatIsDocumented();
    void everyPropertyIsDocumented();
    void redirectsToTheSameOriginTakeTheQuestionAlong_data();
    void redirectsToTheSameOriginTakeTheQuestionAlong();
    void redirectsToATrustedOriginTakeTheKeyAlong();
    void otherRedirectsMakeAGet_data();
    void otherRedirectsMakeAGet();
};

namespace {

QString page(const QString &name)
{
    QFile file(QStringLiteral(SSEQT_SOURCE_DIR "/docs/guide/") + name);
    return file.open(QFile::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

template<typename Enum>
void everyValueIsOn(const QString &text, int first)
{
    const QMetaEnum values = QMetaEnum::fromType<Enum>();
    for (int i = first; i < values.keyCount(); ++i) {
        const QString name = QString::fromLatin1(values.key(i));
        QVERIFY2(text.contains(u'`' + name + u'`'), values.key(i));
    }
}

void askThrough(ChatSession *session, const QUrl &url)
{
    session->setEndpoint(url);
    session->setModel(u"m"_s);
    session->setApiKey(u"secret-key"_s);
    QVERIFY(session->send(u"Hi"_s));
    QTRY_VERIFY(!session->isBusy());
}

} // namespace

void tst_ChatDocumentation::everyErrorIsDocumented()
{
    everyValueIsOn<Chat::ErrorCode>(page(u"chats.md"_s), 1);
}

void tst_ChatDocumentation::everyFormatIsDocumented()
{
    everyValueIsOn<Chat::Format>(page(u"chats.md"_s), 0);
}

void tst_ChatDocumentation::everyPropertyIsDocumented()
{
    const QString text = page(u"qml/chatsession.md"_s);
    const ChatSession session;
    const QMetaObject *const meta = session.metaObject();
    for (int i = meta->propertyOffset(); i < meta->propertyCount(); ++i) {
        const QMetaProperty property = meta->property(i);
        const QString name = QString::fromLatin1(property.name());
        QVERIFY2(text.contains(u'`' + name + u'`'), property.name());
        const bool isNumber = property.metaType() == QMetaType::fromType<int>();
        if (!isNumber)
            continue;
        const QString row = u"| `%1` | %2 |"_s.arg(name, property.read(&session).toString());
        QVERIFY2(text.contains(row), qPrintable(row));
    }
}

void tst_ChatDocumentation::redirectsToTheSameOriginTakeTheQuestionAlong_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("307") << 307;
    QTest::newRow("308") << 308;
}

void tst_ChatDocumentation::redirectsToTheSameOriginTakeTheQuestionAlong()
{
    QFETCH(int, status);
    SseTestServer server;
    QVERIFY(server.listen());
    server.route(u"/old"_s, SseTestScript::redirect(status, server.url(u"/new"_s)));
    server.route(u"/new"_s, Partner::answer("Hello"));
    ChatSession session;
    askThrough(&session, server.url(u"/old"_s));
    QCOMPARE(session.error(), ChatError());
    QCOMPARE(server.requests().size(), 2);
    const SseTestRequest request = server.requests().at(1);
    QCOMPARE(request.method, "POST");
    QCOMPARE(request.header("Authorization"), "Bearer secret-key");
    QCOMPARE(request.body, server.requests().at(0).body);
}

void tst_ChatDocumentation::redirectsToATrustedOriginTakeTheKeyAlong()
{
    SseTestServer server;
    SseTestServer other;
    QVERIFY(server.listen() && other.listen());
    server.route(u"/old"_s, SseTestScript::redirect(307, other.url(u"/new"_s)));
    other.route(u"/new"_s, Partner::answer("Hello"));
    ChatSession session;
    session.source()->setTrustedOrigins({ other.url().toString(QUrl::RemovePath) });
    askThrough(&session, server.url(u"/old"_s));
    QCOMPARE(session.error(), ChatError());
    QCOMPARE(other.requests().size(), 1);
    QCOMPARE(other.requests().at(0).header("Authorization"), "Bearer secret-key");
    QVERIFY(other.requests().at(0).body.contains("Hi"));
}

void tst_ChatDocumentation::otherRedirectsMakeAGet_data()
{
    QTest::addColumn<int>("status");
    for (const int status : { 301, 302, 303 })
        QTest::addRow("%d", status) << status;
}

void tst_ChatDocumentation::otherRedirectsMakeAGet()
{
    QFETCH(int, status);
    SseTestServer server;
    QVERIFY(server.listen());
    server.route(u"/old"_s, SseTestScript::redirect(status, server.url(u"/new"_s)));
    server.route(u"/new"_s, SseTestScript::reply(405));
    ChatSession session;
    askThrough(&session, server.url(u"/old"_s));
    QCOMPARE(session.error().code, Chat::ErrorCode::Refused);
    QCOMPARE(server.requests().size(), 2);
    QCOMPARE(server.requests().at(1).method, "GET");
    QCOMPARE(server.requests().at(1).body, "");
}

QTEST_GUILESS_MAIN(tst_ChatDocumentation)
#include "tst_chatdocumentation.moc"
