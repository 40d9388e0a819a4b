// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// What cannot work ends in one clear error with a code, and the exit status 1.

#include "catprocess.h"

#include <SseQt/SseTestServer>

#include <QtCore/qfile.h>
#include <QtNetwork/qtcpserver.h>
#include <QtNetwork/qtnetwork-config.h>

#include <memory>

#if QT_CONFIG(ssl)
#include <QtNetwork/qsslcertificate.h>
#include <QtNetwork/qsslconfiguration.h>
#include <QtNetwork/qsslkey.h>
#include <QtNetwork/qsslsocket.h>
#endif

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class tst_SseCatFailures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void failsForGood_data();
    void failsForGood();
    void malformedStreams_data();
    void malformedStreams();
    void answerMayTakeLongerThanTheConnection();
    void noLimitOfTime();
    void untrustedCertificates_data();
    void untrustedCertificates();
    void serverThatNeverTalksTls();

private:
    void checkFailure(const QStringList &arguments, const QString &code, const QString &phase,
                      int httpStatus, const QByteArray &hint);

    std::unique_ptr<SseTestServer> server;
    std::unique_ptr<QTcpServer> silent; // listens and takes no call
};

void tst_SseCatFailures::init()
{
    server = std::make_unique<SseTestServer>();
    QVERIFY(server->listen());
    silent = std::make_unique<QTcpServer>();
    QVERIFY(silent->listen(QHostAddress::LocalHost));
}

// Runs it twice: programs read one error object and the end, people one line.
void tst_SseCatFailures::checkFailure(const QStringList &arguments, const QString &code,
                                      const QString &phase, int httpStatus, const QByteArray &hint)
{
    CatProcess program(arguments + QStringList{ u"--format=jsonl"_s });
    QVERIFY(program.hasEnded());
    const auto errors = program.objects(u"error"_s);
    QCOMPARE(errors.size(), 1);
    const QJsonObject error = errors.at(0);
    QCOMPARE(error.value("code"_L1).toString(), code);
    QCOMPARE(error.value("phase"_L1).toString(), phase);
    QCOMPARE(error.value("httpStatus"_L1).toInt(-1), httpStatus);
    QCOMPARE(error.value("willReconnect"_L1), QJsonValue(false));
    QCOMPARE(error.value("delayMs"_L1), QJsonValue());
    const QByteArray message = error.value("message"_L1).toString().toUtf8();
    QVERIFY2(message.contains(hint), message.constData());
    QCOMPARE(program.lines().size() - program.objects(u"open"_s).size(), 2);
    QVERIFY(program.lines().constLast().startsWith(R"({"kind":"closed","reason":"failed",)"));
    QCOMPARE(program.errors(), QByteArray());
    QCOMPARE(program.status(), 1);

    CatProcess person(arguments);
    QVERIFY(person.hasEnded());
    QCOMPARE(person.output(), QByteArray());
    QCOMPARE(person.errors(), "ssecat: " + message + '\n');
    QCOMPARE(person.status(), 1);
}

void tst_SseCatFailures::failsForGood_data()
{
    QTest::addColumn<SseTestScript>("answer");
    QTest::addColumn<QStringList>("arguments"); // URL and SILENT are replaced
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("phase");
    QTest::addColumn<int>("httpStatus");
    QTest::addColumn<QByteArray>("hint");

    const auto request = [](const char *name, const QStringList &arguments, const char *code,
                            const char *hint, const char *phase = "idle") {
        QTest::newRow(name) << SseTestScript::eventStream() << arguments
                            << QString::fromLatin1(code) << QString::fromLatin1(phase) << 0
                            << QByteArray(hint);
    };
    request("no host", { u"http://"_s }, "InvalidUrl", "");
    request("empty", { QString() }, "InvalidUrl", "No URL");
    request("no scheme", { u"localhost/events"_s }, "InvalidUrl", "relative");
    request("port without a scheme", { u"localhost:80/events"_s }, "InvalidUrl", "http");
    request("other scheme", { u"ftp://localhost/"_s }, "InvalidUrl", "ftp://localhost/");
    request("bad port", { u"http://localhost:99999/"_s }, "InvalidUrl", "");
    request("unknown host", { u"http://no-such-host.invalid/"_s, u"--max-reconnect-attempts=0"_s },
            "ConnectionFailed", "no-such-host.invalid", "dialing");
    request("refused port", { u"REFUSED"_s, u"--max-reconnect-attempts=0"_s }, "ConnectionFailed",
            "127.0.0.1", "dialing");
    request("refused port, no reconnect", { u"REFUSED"_s, u"--no-reconnect"_s }, "ConnectionFailed",
            "refused", "dialing");
    request("line break in a header", { u"-H"_s, u"X-A: a\r\nX-B: b"_s, u"URL"_s },
            "InvalidRequest", "X-A");
    request("line feed in a header", { u"-H"_s, u"X-A: a\nb"_s, u"URL"_s }, "InvalidRequest",
            "X-A");
    request("bad header name", { u"-H"_s, u"X A: a"_s, u"URL"_s }, "InvalidRequest", "X A");
    request("bad method", { u"-X"_s, u"G T"_s, u"URL"_s }, "InvalidRequest", "G T");
    request("empty method", { u"-X"_s, QString(), u"URL"_s }, "InvalidRequest", "method");
    request("body with GET", { u"-X"_s, u"GET"_s, u"-d"_s, u"a"_s, u"URL"_s }, "InvalidRequest",
            "POST");
    request("line break in the ID", { u"--last-event-id"_s, u"a\nb"_s, u"URL"_s }, "InvalidRequest",
            "ID");
    request("no answer",
            { u"SILENT"_s, u"--response-timeout=200"_s, u"--connect-timeout=30000"_s,
              u"--max-reconnect-attempts=0"_s },
            "ResponseTimeout", "200 ms", "awaitingHeaders");

    const auto answer = [](const char *name, const SseTestScript &script,
                           const QStringList &options, const char *code, int httpStatus,
                           const char *hint, const char *phase = "awaitingHeaders") {
        QTest::newRow(name) << script << options + QStringList{ u"URL"_s }
                            << QString::fromLatin1(code) << QString::fromLatin1(phase) << httpStatus
                            << QByteArray(hint);
    };
    answer("HTML", SseTestScript::reply(200, "<p>", "text/html"), {}, "UnexpectedContentType", 200,
           "text/html");
    answer("no type", SseTestScript::reply(200, "data: a\n\n", {}), {}, "UnexpectedContentType",
           200, "no Content-Type");
    answer("type with a control character", SseTestScript::reply(200, {}, "text/\tx"), {},
           "UnexpectedContentType", 200, "text/");
    for (const int status : { 204, 401, 404, 429, 500, 503 }) {
        const QByteArray number = QByteArray::number(status);
        answer(number.constData(), SseTestScript::reply(status, "No.\n", {}), {},
               "UnexpectedStatus", status, number.constData());
    }
    answer("redirect to another origin",
           SseTestScript::redirect(307, QByteArray("http://elsewhere.invalid/")),
           { u"-d"_s, u"x"_s }, "RedirectRefused", 307, "elsewhere.invalid");
    answer("gzip",
           SseTestScript::eventStream()
               .header("Content-Encoding", "gzip")
               .send(SseTestScript::gzip("data: a\n\n")),
           {}, "UnexpectedContentEncoding", 200, "gzip");
    answer("event over the limit",
           SseTestScript::eventStream().send("data: 0123456789\n\n").stall(),
           { u"--max-event-size=9"_s }, "EventTooLong", 200, "9 bytes", "streaming");
    answer("hanging up", SseTestScript::raw().close(), { u"--max-reconnect-attempts=0"_s },
           "ConnectionLost", 0, "127.0.0.1");
    answer("cut", SseTestScript::eventStream().send("data: a").close(), { u"--no-reconnect"_s },
           "ConnectionLost", 200, "127.0.0.1", "streaming");
    answer("silence", SseTestScript::eventStream().stall(),
           { u"--idle-timeout=200"_s, u"--no-reconnect"_s }, "IdleTimeout", 200, "200 ms",
           "streaming");
}

void tst_SseCatFailures::failsForGood()
{
    QFETCH(SseTestScript, answer);
    QFETCH(QStringList, arguments);
    QFETCH(QString, code);
    QFETCH(QString, phase);
    QFETCH(int, httpStatus);
    QFETCH(QByteArray, hint);
    server->route(u"/"_s, answer);
    const QString urlPattern = u"http://127.0.0.1:%1/"_s;
    QTcpServer gone;
    QVERIFY(gone.listen(QHostAddress::LocalHost));
    for (QString &argument : arguments) {
        if (argument == "URL"_L1)
            argument = server->url(u"/"_s).toString();
        else if (argument == "SILENT"_L1)
            argument = urlPattern.arg(silent->serverPort());
        else if (argument == "REFUSED"_L1)
            argument = urlPattern.arg(gone.serverPort());
    }
    gone.close();
    checkFailure(arguments, code, phase, httpStatus, hint);
    if (httpStatus == 0 && code.startsWith("Invalid"_L1))
        QCOMPARE(server->requests().size(), 0);
}

void tst_SseCatFailures::malformedStreams_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QString>("quote");

    QTest::newRow("no colon") << "dat\ndata: a\n\n"_ba << u"\"dat\""_s;
    QTest::newRow("unknown field") << "date: 1\ndata: a\n\n"_ba << u"\"date: 1\""_s;
    QTest::newRow("retry") << "retry: soon\ndata: a\n\n"_ba << u"\"retry: soon\""_s;
    QTest::newRow("malformed UTF-8") << "data: \xFF\n\n"_ba << u"\"data: \uFFFD\""_s;
}

// They are errors with --strict alone.
void tst_SseCatFailures::malformedStreams()
{
    QFETCH(QByteArray, stream);
    QFETCH(QString, quote);
    server->route(u"/"_s, SseTestScript::eventStream().send(stream).stall());
    const QString url = server->url(u"/"_s).toString();
    checkFailure({ u"--strict"_s, url }, u"MalformedStream"_s, u"streaming"_s, 200, quote.toUtf8());

    CatProcess lenient({ u"-n1"_s, url });
    QVERIFY(lenient.hasEnded());
    QCOMPARE(lenient.errors(), QByteArray());
    QCOMPARE(lenient.status(), 0);
}

void tst_SseCatFailures::answerMayTakeLongerThanTheConnection()
{
    server->route(u"/"_s, SseTestScript::eventStream().delay(1500ms).send("data: a\n\n"));
    CatProcess cat({ u"--connect-timeout=1000"_s, u"-n1"_s, server->url(u"/"_s).toString() });
    QVERIFY(cat.hasEnded());
    QCOMPARE(cat.errors(), QByteArray());
    QCOMPARE(cat.status(), 0);
}

void tst_SseCatFailures::noLimitOfTime()
{
    server->route(u"/"_s, SseTestScript::eventStream().delay(50ms).pause(50ms).send("data: a\n\n"));
    CatProcess cat({ u"--connect-timeout=0"_s, u"--response-timeout=0"_s, u"--idle-timeout=0"_s,
                     u"-n1"_s, server->url(u"/"_s).toString() });
    QVERIFY(cat.hasEnded());
    QCOMPARE(cat.errors(), QByteArray());
    QCOMPARE(cat.status(), 0);
}

void tst_SseCatFailures::untrustedCertificates_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<bool>("trustsAuthority");

    QTest::newRow("unknown authority") << u"server"_s << false;
    QTest::newRow("self-signed") << u"untrusted"_s << true;
    QTest::newRow("other host") << u"wronghost"_s << true;
    QTest::newRow("expired") << u"expired"_s << true;
}

void tst_SseCatFailures::untrustedCertificates()
{
#if QT_CONFIG(ssl)
    QFETCH(QString, certificate);
    QFETCH(bool, trustsAuthority);
    if (!QSslSocket::supportsSsl())
        QSKIP("Qt has no TLS backend here");
    const QString dir = QStringLiteral(SSEQT_TEST_DATA "/tls/");
    QFile key(dir + certificate + u"-key.pem"_s);
    QVERIFY(key.open(QIODevice::ReadOnly));
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setPrivateKey(QSslKey(key.readAll(), QSsl::Rsa));
    tls.setLocalCertificateChain(QSslCertificate::fromPath(dir + certificate + u".pem"_s));
    SseTestServer secure;
    secure.setSslConfiguration(tls);
    secure.route(u"/"_s, SseTestScript::eventStream().send("data: a\n\n"));
    QVERIFY(secure.listen());

    QStringList arguments{ secure.url(u"/"_s).toString() };
    if (trustsAuthority)
        arguments += { u"--cacert"_s, dir + u"ca.pem"_s };
    checkFailure(arguments, u"TlsFailed"_s, u"dialing"_s, 0, "could not be secured");
    QCOMPARE(secure.requests().size(), 0);
#else
    QSKIP("Qt is built without TLS");
#endif
}

void tst_SseCatFailures::serverThatNeverTalksTls()
{
#if QT_CONFIG(ssl)
    if (!QSslSocket::supportsSsl())
        QSKIP("Qt has no TLS backend here");
    checkFailure({ u"--connect-timeout"_s, u"200"_s, u"--response-timeout"_s, u"30000"_s,
                   u"--no-reconnect"_s, u"https://127.0.0.1:%1/"_s.arg(silent->serverPort()) },
                 u"ConnectTimeout"_s, u"dialing"_s, 0, "200 ms");
#else
    QSKIP("Qt is built without TLS");
#endif
}

QTEST_GUILESS_MAIN(tst_SseCatFailures)

#include "tst_ssecatfailures.moc"
