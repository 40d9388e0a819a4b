// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// The command line: mistakes in it are named in one line, with the exit status 2.

#include "catprocess.h"

#include <QtCore/qfile.h>
#include <QtCore/qregularexpression.h>

using namespace Qt::StringLiterals;

class tst_SseCatOptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mistakes_data();
    void mistakes();
    void helpNamesEveryOption();
    void manualNamesEveryOption();
    void version();
    void outputOfHelpThatIsNotRead();
};

void tst_SseCatOptions::mistakes_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("hint");

    const auto row = [](const QStringList &arguments, const QByteArray &hint) {
        QTest::newRow(qPrintable(arguments.join(u' '))) << arguments << hint;
    };
    const QString url = u"http://127.0.0.1:1/"_s;
    row({}, "URL");
    row({ u"-v"_s }, "URL");
    row({ url, url }, "one argument too many");
    row({ u"--zonk"_s, url }, "'--zonk'");
    row({ u"--zonk=1"_s, url }, "'--zonk'");
    row({ u"-z"_s, url }, "'-z'");
    row({ u"-vz"_s, url }, "'-z'");
    row({ url, u"-n"_s }, "'-n'");
    row({ url, u"--count"_s }, "'--count'");
    row({ url, u"--last-event-id"_s }, "'--last-event-id'");
    row({ u"--no-reconnect=no"_s, url }, "'--no-reconnect'");
    row({ u"--parse=file"_s }, "'--parse'");

    row({ u"-H"_s, u"Name;"_s, url }, "'Name: value'");
    row({ u"-H"_s, u"Name"_s, url }, "'Name: value'");
    row({ u"-H"_s, u": value"_s, url }, "'Name: value'");
    row({ u"-H"_s, QString(), url }, "'Name: value'");
    row({ u"-d"_s, u"@/no/such/file"_s, url }, "'/no/such/file' for --data");
    row({ u"-d"_s, u"@"_s, url }, "'' for --data: no file");
    row({ u"-d"_s, u"@/"_s, url }, "'/' for --data");
    row({ u"-d"_s, u"@-"_s, u"-d"_s, u"@-"_s, url }, "--data can read standard input once");
    row({ u"--cacert"_s, u"/no/such/file"_s, url }, "'/no/such/file' for --cacert");

    row({ u"--format"_s, u"xml"_s, url },
        "'xml' is no value for --format, which takes text, data or jsonl");
    row({ u"--format"_s, QString(), url }, "text, data or jsonl");
    row({ u"--format"_s, u"JSONL"_s, url }, "text, data or jsonl");

    for (const char *const option : { "count", "max-event-size" }) {
        const QString name = u"--"_s + QString::fromLatin1(option);
        for (const char *const value : { "0", "-1", "x", "", "1.5", "1e3", "2147483648", "%3" })
            row({ name, QString::fromLatin1(value), url },
                "'" + QByteArray(value) + "' is no value for " + name.toLatin1()
                    + ", which takes a whole number from 1 to 2147483647");
    }
    for (const char *const option : { "reconnect-interval", "max-reconnect-attempts",
                                      "connect-timeout", "response-timeout", "idle-timeout" }) {
        const QString name = u"--"_s + QString::fromLatin1(option);
        for (const char *const value : { "-1", "x", "2147483648" })
            row({ name, QString::fromLatin1(value), url },
                "'" + QByteArray(value) + "' is no value for " + name.toLatin1()
                    + ", which takes a whole number from 0 to 2147483647");
    }
    for (const char *const value : { "0", "-1", "x", "", "nan", "inf", "1e10", "2147484" })
        row({ u"--max-time"_s, QString::fromLatin1(value), url },
            "'" + QByteArray(value) + "' is no value for --max-time, which takes seconds");

    row({ u"--resilient"_s, u"--no-reconnect"_s, url },
        "--resilient and --no-reconnect contradict each other");
    for (const char *const option : { "resilient", "dedupe", "strict", "stats" })
        row({ u"--%1=yes"_s.arg(QLatin1String(option)), url }, "'--" + QByteArray(option) + "'");

    row({ u"--chunk-size=1"_s, url }, "--chunk-size");
    row({ u"--parse"_s, u"--chunk-size=0"_s }, "from 1 to 16777216");
    row({ u"--parse"_s, u"--chunk-size=16777217"_s }, "from 1 to 16777216");
    row({ u"--parse"_s, u"a"_s, u"b"_s }, "'b' is one argument too many");
    row({ u"--parse"_s, u"/no/such/file"_s }, "'/no/such/file'");
    row({ u"--parse"_s, u"/"_s }, "'/'");
    row({ u"--parse"_s, QString() }, "no file");
    row({ u"--parse"_s, u"-XPOST"_s }, "--request");
    row({ u"--parse"_s, u"-HA: b"_s }, "--header");
    row({ u"--parse"_s, u"-d@-"_s }, "--data");
    row({ u"--parse"_s, u"--no-reconnect"_s }, "--no-reconnect");
    row({ u"--parse"_s, u"--reconnect-interval=1"_s }, "--reconnect-interval");
    row({ u"--parse"_s, u"--max-reconnect-attempts=1"_s }, "--max-reconnect-attempts");
    row({ u"--parse"_s, u"--connect-timeout=1"_s }, "--connect-timeout");
    row({ u"--parse"_s, u"--response-timeout=1"_s }, "--response-timeout");
    row({ u"--parse"_s, u"--idle-timeout=1"_s }, "--idle-timeout");
    row({ u"--parse"_s, u"--resilient"_s }, "--resilient");
    row({ u"--parse"_s, u"--dedupe"_s }, "--dedupe has no place here: --parse prints all");
    row({ u"--parse"_s, u"--cacert=x"_s }, "--cacert");
}

void tst_SseCatOptions::mistakes()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, hint);
    // Standard input stays open: none of these may wait for it.
    CatProcess cat(arguments);
    QVERIFY(cat.hasEnded());
    QCOMPARE(cat.status(), 2);
    QCOMPARE(cat.output(), QByteArray());
    QCOMPARE(cat.errorLines().size(), 1);
    QVERIFY(cat.errors().startsWith("ssecat: "));
    QVERIFY(cat.errors().endsWith(". Try 'ssecat --help'.\n"));
    QVERIFY2(cat.errors().contains(hint), cat.errors().constData());
}

void tst_SseCatOptions::helpNamesEveryOption()
{
    for (const QString &option : { u"--help"_s, u"-h"_s }) {
        CatProcess cat({ option });
        QVERIFY(cat.hasEnded());
        QCOMPARE(cat.status(), 0);
        QCOMPARE(cat.errors(), QByteArray());
        QVERIFY(cat.output().startsWith("Usage: ssecat [options] URL\n"));
        for (const char *const name : { "-X, --request ",
                                        "-H, --header ",
                                        "-d, --data ",
                                        "--last-event-id ",
                                        "--type ",
                                        "--format ",
                                        "-v, --verbose ",
                                        "-n, --count ",
                                        "--max-time ",
                                        "--until-type ",
                                        "--until-data ",
                                        "--no-reconnect ",
                                        "--reconnect-interval ",
                                        "--max-reconnect-attempts ",
                                        "--resilient ",
                                        "--dedupe ",
                                        "--connect-timeout ",
                                        "--response-timeout ",
                                        "--idle-timeout ",
                                        "--strict ",
                                        "--stats ",
                                        "--max-event-size ",
                                        "--cacert ",
                                        "--parse ",
                                        "--chunk-size ",
                                        "-h, --help ",
                                        "--version " })
            QVERIFY2(cat.output().contains(name), name);
    }
}

void tst_SseCatOptions::manualNamesEveryOption()
{
    QFile file(QStringLiteral(SSECAT_MANUAL));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray manual = file.readAll();
    CatProcess cat({ u"--help"_s });
    QVERIFY(cat.hasEnded());
    const QRegularExpression option(u"^ +(?:-., )?--([a-z-]+)"_s,
                                    QRegularExpression::MultilineOption);
    int count = 0;
    for (auto i = option.globalMatch(QString::fromUtf8(cat.output())); i.hasNext(); ++count) {
        const QRegularExpression item(u"^\\.It Fl (?:. , )?-%1( |$)"_s.arg(i.next().captured(1)),
                                      QRegularExpression::MultilineOption);
        QVERIFY2(QString::fromUtf8(manual).contains(item), qPrintable(item.pattern()));
    }
    QVERIFY(count > 20);
}

void tst_SseCatOptions::version()
{
    CatProcess cat({ u"--version"_s });
    QVERIFY(cat.hasEnded());
    QCOMPARE(cat.output(), "ssecat " SSEQT_VERSION "\n"_ba);
    QCOMPARE(cat.status(), 0);
}

void tst_SseCatOptions::outputOfHelpThatIsNotRead()
{
    CatProcess cat;
    cat.process.setStandardOutputFile(QProcess::nullDevice());
    cat.start({ u"--help"_s });
    QVERIFY(cat.hasEnded());
    QCOMPARE(cat.status(), 0);
}

QTEST_GUILESS_MAIN(tst_SseCatOptions)

#include "tst_ssecatoptions.moc"
