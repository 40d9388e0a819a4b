// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// What is sent, and to whom.

#include "catprocess.h"

#include <SseQt/SseDemoServer>
#include <SseQt/SseTestServer>

#include <QtCore/qfile.h>
#include <QtCore/qtemporarydir.h>
#include <QtNetwork/qtnetwork-config.h>

#include <memory>

#if QT_CONFIG(ssl)
#include <QtNetwork/qsslcertificate.h>
#include <QtNetwork/qsslconfiguration.h>
#include <QtNetwork/qsslkey.h>
#include <QtNetwork/qsslsocket.h>
#endif

using namespace Qt::StringLiterals;

class tst_SseCatRequests : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void methods_data();
    void methods();
    void defaultHeaders();
    void headers();
    void contentTypeIsThatOfAForm();
    void contentTypeCanBeGiven();
    void dataPieces_data();
    void dataPieces();
    void dataFromStandardInput();
    void requestsWithABodyAreSentOnce();
    void chatAnswerUntilItsEnd();
    void authorityOfTheUsersOwn();
    void proxyOfTheEnvironment();

private:
    [[nodiscard]] QString url() const { return server->url(u"/"_s).toString(); }

    std::unique_ptr<SseTestServer> server;
};

void tst_SseCatRequests::init()
{
    server = std::make_unique<SseTestServer>();
    QVERIFY(server->listen());
    server->route(u"/"_s, SseTestScript::eventStream().send("data: a\n\n"));
}

void tst_SseCatRequests::methods_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");

    QTest::newRow("default") << QStringList() << "GET"_ba << QByteArray();
    QTest::newRow("-X") << QStringList{ u"-X"_s, u"DELETE"_s } << "DELETE"_ba << QByteArray();
    QTest::newRow("--request") << QStringList{ u"--request=POST"_s } << "POST"_ba << QByteArray();
    QTest::newRow("-d") << QStringList{ u"-d"_s, u"a=b"_s } << "POST"_ba
                        << "a=b"_ba;
    QTest::newRow("-d of nothing")
        << QStringList{ u"-d"_s, QString() } << "POST"_ba << QByteArray();
    QTest::newRow("-X and -d") << QStringList{ u"-dx"_s, u"-XPUT"_s } << "PUT"_ba
                               << "x"_ba;
}

void tst_SseCatRequests::methods()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, body);
    CatProcess cat(arguments + QStringList{ u"-n1"_s, url() });
    QVERIFY(cat.hasEnded());
    QCOMPARE(cat.status(), 0);
    QCOMPARE(server->requests().size(), 1);
    QCOMPARE(server->requests().at(0).method, method);
    QCOMPARE(server->requests().at(0).body, body);
}

void tst_SseCatRequests::defaultHeaders()
{
    CatProcess cat({ u"-n1"_s, url() });
    QVERIFY(cat.hasEnded());
    const SseTestRequest request = server->requests().at(0);
    QCOMPARE(request.header("Accept"), "text/event-stream"_ba);
    QCOMPARE(request.header("Cache-Control"), "no-cache"_ba);
    QVERIFY(request.headerValues("Last-Event-ID").isEmpty());
    QVERIFY(request.headerValues("Content-Type").isEmpty());
}

void tst_SseCatRequests::headers()
{
    CatProcess cat({ u"-H"_s, u"X-One: 1"_s, u"-H"_s, u"X-Two:2: \u00E9"_s, u"--header"_s,
                     u"x-one:  uno "_s, u"-HAccept: application/x-ours"_s, u"-n1"_s, url() });
    QVERIFY(cat.hasEnded());
    const SseTestRequest request = server->requests().at(0);
    QCOMPARE(request.header("X-One"), "1, uno"_ba);
    QCOMPARE(request.header("X-Two"), u"2: \u00E9"_s.toUtf8());
    QCOMPARE(request.headerValues("Accept"), QList{ "application/x-ours"_ba });
}

void tst_SseCatRequests::contentTypeIsThatOfAForm()
{
    CatProcess cat({ u"-d"_s, u"a"_s, u"-n1"_s, url() });
    QVERIFY(cat.hasEnded());
    QCOMPARE(server->requests().at(0).headerValues("Content-Type"),
             QList{ "application/x-www-form-urlencoded"_ba });
}

void tst_SseCatRequests::contentTypeCanBeGiven()
{
    CatProcess cat(
        { u"-d"_s, u"{}"_s, u"-H"_s, u"content-type: application/json"_s, u"-n1"_s, url() });
    QVERIFY(cat.hasEnded());
    QCOMPARE(server->requests().at(0).headerValues("Content-Type"), QList{ "application/json"_ba });
}

void tst_SseCatRequests::dataPieces_data()
{
    QTest::addColumn<QStringList>("pieces");
    QTest::addColumn<QByteArray>("body");

    const QByteArray binary("\x00\xFF\r\n@\n", 6);
    QTest::newRow("text") << QStringList{ u"\u00E9 a=b"_s } << u"\u00E9 a=b"_s.toUtf8();
    QTest::newRow("file") << QStringList{ u"@FILE"_s } << binary;
    QTest::newRow("several") << QStringList{ u"a=1"_s, u"@FILE"_s, u"b=@"_s }
                             << "a=1&" + binary + "&b=@";
}

void tst_SseCatRequests::dataPieces()
{
    QFETCH(QStringList, pieces);
    QFETCH(QByteArray, body);
    QTemporaryDir dir;
    QFile file(dir.filePath(u"with space"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray("\x00\xFF\r\n@\n", 6));
    file.close();

    QStringList arguments{ u"-n1"_s, url() };
    for (QString &piece : pieces)
        arguments += { u"--data"_s, piece.replace(u"FILE"_s, file.fileName()) };
    CatProcess cat(arguments);
    QVERIFY(cat.hasEnded());
    QCOMPARE(cat.status(), 0);
    QCOMPARE(server->requests().at(0).body, body);
}

void tst_SseCatRequests::dataFromStandardInput()
{
    const QByteArray large = QByteArray(300 * 1024, '\xAA') + QByteArray("\0\n", 2);
    CatProcess cat({ u"-d"_s, u"x"_s, u"-d"_s, u"@-"_s, u"-n1"_s, url() }, large);
    QVERIFY(cat.hasEnded());
    QCOMPARE(cat.status(), 0);
    QCOMPARE(server->requests().at(0).body, "x&" + large);
}

void tst_SseCatRequests::requestsWithABodyAreSentOnce()
{
    CatProcess cat({ u"-d"_s, u"x"_s, u"--reconnect-interval"_s, u"1"_s, url() });
    QVERIFY(cat.hasEnded());
    QCOMPARE(cat.output(), "[message] a\n"_ba);
    QCOMPARE(cat.status(), 0);
    QCOMPARE(server->requests().size(), 1);
}

void tst_SseCatRequests::chatAnswerUntilItsEnd()
{
    SseDemoServer demo;
    QVERIFY(demo.listen());
    CatProcess cat({ u"-H"_s, u"Content-Type: application/json"_s, u"-d@-"_s, u"--format=data"_s,
                     u"--until-data"_s, u"[DONE]"_s,
                     demo.url(u"/v1/chat/completions?interval=0"_s).toString() },
                   R"({"model":"demo","stream":true,"messages":[{"role":"user","content":"Hi"}]})");
    QVERIFY(cat.hasEnded());
    QCOMPARE(cat.status(), 0);
    QVERIFY(cat.lines().size() > 2);
    QCOMPARE(cat.lines().constLast(), "[DONE]"_ba);
}

// That it fails without --cacert is tested among the failures.
void tst_SseCatRequests::authorityOfTheUsersOwn()
{
#if QT_CONFIG(ssl)
    if (!QSslSocket::supportsSsl())
        QSKIP("Qt has no TLS backend here");
    const QString dir = QStringLiteral(SSEQT_TEST_DATA "/tls/");
    QFile key(dir + u"server-key.pem"_s);
    QVERIFY(key.open(QIODevice::ReadOnly));
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setPrivateKey(QSslKey(key.readAll(), QSsl::Rsa));
    tls.setLocalCertificateChain(QSslCertificate::fromPath(dir + u"server.pem"_s));
    SseTestServer secure;
    secure.setSslConfiguration(tls);
    secure.route(u"/"_s, SseTestScript::eventStream().send("data: a\n\n"));
    QVERIFY(secure.listen());

    CatProcess cat({ u"--cacert"_s, dir + u"ca.pem"_s, u"-n1"_s, u"--format=jsonl"_s,
                     secure.url(u"/"_s).toString() });
    QVERIFY(cat.hasEnded());
    QCOMPARE(cat.status(), 0);
    QVERIFY(cat.objects(u"event"_s).at(0).value("origin"_L1).toString().startsWith("https://"_L1));
#else
    QSKIP("Qt is built without TLS");
#endif
}

void tst_SseCatRequests::proxyOfTheEnvironment()
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_DARWIN)
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(u"no_proxy"_s);
    environment.insert(u"http_proxy"_s, u"http://127.0.0.1:%1"_s.arg(server->port()));

    CatProcess distant;
    distant.process.setProcessEnvironment(environment);
    distant.start({ u"-n1"_s, u"--max-reconnect-attempts=0"_s, u"http://distant.invalid/"_s });
    QVERIFY(distant.hasEnded());
    QCOMPARE(distant.errors(), QByteArray());
    QCOMPARE(distant.status(), 0);
    QCOMPARE(server->requests().at(0).target, "http://distant.invalid/"_ba);

    SseTestServer local;
    local.route(u"/"_s, SseTestScript::eventStream().send("data: a\n\n"));
    QVERIFY(local.listen());
    CatProcess direct;
    direct.process.setProcessEnvironment(environment);
    direct.start({ u"-n1"_s, local.url(u"/"_s).toString() });
    QVERIFY(direct.hasEnded());
    QCOMPARE(local.requests().size(), 1);
    QCOMPARE(local.requests().at(0).target, "/"_ba);
#else
    QSKIP("Proxies are set elsewhere on this system");
#endif
}

QTEST_GUILESS_MAIN(tst_SseCatRequests)

#include "tst_ssecatrequests.moc"
