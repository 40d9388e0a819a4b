// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// --parse: the parser by itself, behind the same output.

#include "catprocess.h"

#include <QtCore/qfile.h>
#include <QtCore/qjsonarray.h>
#include <QtCore/qtemporarydir.h>

#include <limits>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

class tst_SseCatParse : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void jsonLines_data();
    void jsonLines();
    void textAndData();
    void inputs_data();
    void inputs();
    void liveInput();
    void endsOnRequest_data();
    void endsOnRequest();
    void timeRunsOut();
    void limits_data();
    void limits();
    void malformedStreams_data();
    void malformedStreams();
    void strictAcceptsWhatIsGood();
    void readErrorIsAnError();
    void verbose();
    void vectors_data();
    void vectors();

private:
    QJsonArray m_cases;
};

namespace {

// The packing of the vectors, as their file explains it.
QByteArray unpacked(const QJsonValue &packed)
{
    QByteArray bytes;
    if (packed.isString())
        return packed.toString().toUtf8();
    if (packed.isArray()) {
        const QJsonArray parts = packed.toArray();
        for (const QJsonValue &part : parts)
            bytes += unpacked(part);
        return bytes;
    }
    if (packed["x"_L1].isString())
        return QByteArray::fromHex(packed["x"_L1].toString().toLatin1());
    return packed["t"_L1].toString().toUtf8().repeated(packed["n"_L1].toInt());
}

} // namespace

void tst_SseCatParse::initTestCase()
{
    QFile file(QStringLiteral(SSEQT_TEST_DATA "/parser-vectors.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    m_cases = QJsonDocument::fromJson(file.readAll())["cases"_L1].toArray();
    QVERIFY(m_cases.size() > 300);
}

void tst_SseCatParse::jsonLines_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QByteArrayList>("lines");

    const auto event = [](const char *type, const char *data, const char *id) {
        return QByteArray(R"({"kind":"event","type":")") + type + R"(","data":")" + data
            + R"(","lastEventId":")" + id + R"(","origin":""})";
    };
    const auto closed = [](const char *id) {
        return QByteArray(R"({"kind":"closed","reason":"ended","lastEventId":")") + id + R"("})";
    };
    QTest::newRow("empty") << QByteArray() << QByteArrayList{ closed("") };
    QTest::newRow("all fields")
        << ":c\nevent: x\nid: 1\nretry: 10\ndata: a\ndata: b\n\ndata: c\n\n"_ba
        << QByteArrayList{ R"({"kind":"comment","text":"c"})", R"({"kind":"retry","ms":10})",
                           event("x", R"(a\nb)", "1"), event("message", "c", "1"), closed("1") };
    QTest::newRow("line ends") << "\xEF\xBB\xBF"
                                  "data:a\r\rdata:b\r\n\r\ndata:c\n\n"_ba
                               << QByteArrayList{ event("message", "a", ""),
                                                  event("message", "b", ""),
                                                  event("message", "c", ""), closed("") };
    QTest::newRow("pending block")
        << "id: 1\n\nid: 2\ndata: a\n"_ba << QByteArrayList{ closed("1") };
    QTest::newRow("malformed UTF-8")
        << "id: \xE2\x82\nevent: \xFF\ndata: \xF0\x9F\x98\n:\xC0\n\n"_ba
        << QByteArrayList{ "{\"kind\":\"comment\",\"text\":\"\xEF\xBF\xBD\"}",
                           event("\xEF\xBF\xBD", "\xEF\xBF\xBD", "\xEF\xBF\xBD"),
                           closed("\xEF\xBF\xBD") };
    QTest::newRow("U+FEFF in a comment") << ":\xEF\xBB\xBF\n"_ba
                                         << QByteArrayList{ "{\"kind\":\"comment\",\"text\":"
                                                            R"("\ufeff"})",
                                                            closed("") };
    QTest::newRow("large retry") << "retry: 99999999999999999999\n"_ba
                                 << QByteArrayList{ R"({"kind":"retry","ms":2147483647})",
                                                    closed("") };
}

void tst_SseCatParse::jsonLines()
{
    QFETCH(QByteArray, stream);
    QFETCH(QByteArrayList, lines);
    for (const QString &size : { u"1"_s, u"7"_s, u"65536"_s, QString() }) {
        QStringList arguments{ u"--parse"_s, u"--format=jsonl"_s };
        if (!size.isEmpty())
            arguments += { u"--chunk-size"_s, size };
        CatProcess cat(arguments, stream);
        QVERIFY(cat.hasEnded());
        QCOMPARE(cat.lines(), lines);
        QCOMPARE(cat.errors(), QByteArray());
        QCOMPARE(cat.status(), 0);
    }
}

void tst_SseCatParse::textAndData()
{
    const QByteArray stream = ":c\nevent: x\nid: 1\ndata: a\ndata: b\n\n";
    CatProcess text({ u"--parse"_s }, stream);
    CatProcess data({ u"--parse"_s, u"--format=data"_s }, stream);
    QVERIFY(text.hasEnded());
    QVERIFY(data.hasEnded());
    QCOMPARE(text.output(), "[x #1] a\n    b\n"_ba);
    QCOMPARE(data.output(), "a\nb\n"_ba);
}

void tst_SseCatParse::inputs_data()
{
    QTest::addColumn<QStringList>("arguments");

    QTest::newRow("none named") << QStringList();
    QTest::newRow("-") << QStringList{ u"-"_s };
    QTest::newRow("file") << QStringList{ u"FILE"_s };
}

void tst_SseCatParse::inputs()
{
    QFETCH(QStringList, arguments);
    const QByteArray stream = "data: " + QByteArray(200000, 'x') + "\n\ndata: \r\n\r\n";
    QTemporaryDir dir;
    QFile file(dir.filePath(u"stream"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(stream);
    file.close();
    arguments.replaceInStrings(u"FILE"_s, file.fileName());

    CatProcess cat(arguments
                       + QStringList{ u"--parse"_s, u"--format=data"_s, u"--chunk-size=100000"_s },
                   arguments.contains(file.fileName()) ? QByteArray() : stream);
    QVERIFY(cat.hasEnded());
    QCOMPARE(cat.output(), QByteArray(200000, 'x') + "\n\n");
    QCOMPARE(cat.status(), 0);
}

void tst_SseCatParse::liveInput()
{
    CatProcess cat({ u"--parse"_s });
    cat.process.write("data: a\n\ndata: ");
    QVERIFY(cat.hasPrinted("[message] a\n"));
    cat.process.write("b\n\n");
    QVERIFY(cat.hasPrinted("[message] b\n"));
    QCOMPARE(cat.process.state(), QProcess::Running);
    cat.process.closeWriteChannel();
    QVERIFY(cat.hasEnded());
    QCOMPARE(cat.status(), 0);
}

void tst_SseCatParse::endsOnRequest_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("reason");
    QTest::addColumn<QString>("lastEventId");
    QTest::addColumn<int>("status");

    QTest::newRow("count") << QStringList{ u"-n1"_s } << "requested"_ba << u"0"_s << 0;
    QTest::newRow("type") << QStringList{ u"--until-type=x"_s } << "requested"_ba << u"2"_s << 0;
    QTest::newRow("data") << QStringList{ u"--until-data=b"_s } << "requested"_ba << u"2"_s << 0;
    QTest::newRow("missed") << QStringList{ u"-n9"_s } << "ended"_ba << u"3"_s << 3;
    QTest::newRow("none") << QStringList() << "ended"_ba << u"3"_s << 0;
}

void tst_SseCatParse::endsOnRequest()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, reason);
    QFETCH(QString, lastEventId);
    QFETCH(int, status);
    CatProcess cat(arguments
                       + QStringList{ u"--parse"_s, u"--format=jsonl"_s, u"--last-event-id=0"_s },
                   "data: 0\n\nid: 1\ndata: a\n\nid: 2\nevent: x\ndata: b\n\nid: 3\n\n");
    QVERIFY(cat.hasEnded());
    QCOMPARE(cat.lines().constLast(),
             R"({"kind":"closed","reason":")" + reason + R"(","lastEventId":")"
                 + lastEventId.toLatin1() + R"("})");
    QCOMPARE(cat.status(), status);
}

void tst_SseCatParse::timeRunsOut()
{
#ifdef Q_OS_WIN
    QSKIP("Reading standard input cannot be interrupted here");
#endif
    CatProcess cat({ u"--parse"_s, u"--max-time=0.2"_s, u"--format=jsonl"_s });
    QVERIFY(cat.hasEnded());
    QCOMPARE(cat.lines().constLast(),
             R"({"kind":"closed","reason":"requested","lastEventId":""})"_ba);
    QCOMPARE(cat.status(), 0);
}

void tst_SseCatParse::limits_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QString>("code");

    QTest::newRow("event") << QStringList{ u"--max-event-size=9"_s } << "data: 0123456789\n\n"_ba
                           << u"EventTooLong"_s;
    QTest::newRow("line") << QStringList() << ':' + QByteArray(16 * 1024 * 1024, 'x') + '\n'
                          << u"LineTooLong"_s;
}

void tst_SseCatParse::limits()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, stream);
    QFETCH(QString, code);
    CatProcess cat(arguments + QStringList{ u"--parse"_s, u"--format=jsonl"_s },
                   "id: 1\ndata: a\n\n" + stream + "data: b\n\n");
    QVERIFY(cat.hasEnded());
    QCOMPARE(cat.objects(u"event"_s).size(), 1);
    const auto errors = cat.objects(u"error"_s);
    QCOMPARE(errors.size(), 1);
    QCOMPARE(errors.at(0).value("code"_L1).toString(), code);
    QCOMPARE(errors.at(0).value("phase"_L1).toString(), u"streaming"_s);
    QCOMPARE(errors.at(0).value("willReconnect"_L1), QJsonValue(false));
    QCOMPARE(cat.lines().constLast(),
             R"({"kind":"closed","reason":"failed","lastEventId":"1"})"_ba);
    QCOMPARE(cat.status(), 1);
}

void tst_SseCatParse::malformedStreams_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("quote");

    QTest::newRow("no colon") << "dat"_ba << u"dat"_s;
    QTest::newRow("unknown field") << "date: 1"_ba << u"date: 1"_s;
    QTest::newRow("NUL in an ID") << "id: a\0b"_ba << u"id: a\0b"_s;
    QTest::newRow("retry") << "retry: 1s"_ba << u"retry: 1s"_s;
    QTest::newRow("malformed UTF-8") << "data: \xC3("_ba << u"data: \uFFFD("_s;
    QTest::newRow("malformed UTF-8 in a comment") << ":\xFF"_ba << u":\uFFFD"_s;
}

void tst_SseCatParse::malformedStreams()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, quote);
    const QByteArray stream = "id: 1\ndata: a\n\n" + line + "\n\ndata: b\n\n";
    for (const QString &size : { u"1"_s, u"65536"_s }) {
        const QStringList arguments{ u"--parse"_s, u"--format=jsonl"_s, u"--chunk-size"_s, size };
        CatProcess strict(arguments + QStringList{ u"--strict"_s }, stream);
        QVERIFY(strict.hasEnded());
        QCOMPARE(strict.objects(u"event"_s).size(), 1);
        const auto errors = strict.objects(u"error"_s);
        QCOMPARE(errors.size(), 1);
        QCOMPARE(errors.at(0).value("code"_L1).toString(), u"MalformedStream"_s);
        const QString message = errors.at(0).value("message"_L1).toString();
        QVERIFY2(message.contains(u"line 4: "_s), qPrintable(message));
        QVERIFY2(message.contains(u'"' + quote + u'"'), qPrintable(message));
        QCOMPARE(strict.lines().constLast(),
                 R"({"kind":"closed","reason":"failed","lastEventId":"1"})"_ba);
        QCOMPARE(strict.status(), 1);

        CatProcess lenient(arguments, stream);
        QVERIFY(lenient.hasEnded());
        QCOMPARE(lenient.objects(u"error"_s).size(), 0);
        QCOMPARE(lenient.status(), 0);
    }
}

void tst_SseCatParse::strictAcceptsWhatIsGood()
{
    CatProcess cat({ u"--parse"_s, u"--strict"_s, u"--format=data"_s },
                   "\xEF\xBB\xBF: c\nevent\nid: 1\nretry: 5\ndata: a\r\ndata\r\n\r\n");
    QVERIFY(cat.hasEnded());
    QCOMPARE(cat.output(), "a\n\n"_ba);
    QCOMPARE(cat.errors(), QByteArray());
    QCOMPARE(cat.status(), 0);
}

void tst_SseCatParse::readErrorIsAnError()
{
#ifdef Q_OS_UNIX
    CatProcess cat;
    cat.process.setChildProcessModifier([] {
        ::close(0);
        ::open("/", O_RDONLY);
    });
    cat.start({ u"--parse"_s, u"--format=jsonl"_s });
    QVERIFY(cat.hasEnded());
    QCOMPARE(cat.objects(u"error"_s).size(), 1);
    QCOMPARE(cat.objects(u"error"_s).at(0).value("code"_L1).toString(), u"ConnectionLost"_s);
    QCOMPARE(cat.objects(u"error"_s).at(0).value("phase"_L1).toString(), u"streaming"_s);
    QCOMPARE(cat.status(), 1);
#else
    QSKIP("There is no way to provoke one here");
#endif
}

void tst_SseCatParse::verbose()
{
    CatProcess cat({ u"--parse"_s, u"-v"_s }, ":c\nretry: 5\ndata: a\n\n");
    QVERIFY(cat.hasEnded());
    QCOMPARE(cat.output(), ":c\n[message] a\n"_ba);
    const QByteArrayList expected = {
        "* reading standard input",
        "* the server asks for 5 ms before reconnecting",
        "* closed, ended",
    };
    QCOMPARE(cat.errorLines(), expected);
}

void tst_SseCatParse::vectors_data()
{
    QTest::addColumn<int>("index");
    QTest::addColumn<int>("chunkSize");

    // A sample: the parser's own tests run all of them.
    for (int i = 0; i < m_cases.size(); i += 10) {
        if (!m_cases.at(i)["chunks"_L1].isArray())
            continue;
        for (const int size : { 1, 65536 })
            QTest::addRow("%s, %d", qPrintable(m_cases.at(i)["id"_L1].toString()), size)
                << i << size;
    }
}

void tst_SseCatParse::vectors()
{
    QFETCH(int, index);
    QFETCH(int, chunkSize);
    const QJsonValue expected = m_cases.at(index);
    CatProcess cat({ u"--parse"_s, u"--format=jsonl"_s, u"--chunk-size"_s,
                     QString::number(chunkSize), u"--last-event-id"_s,
                     QString::fromUtf8(unpacked(expected["initialLastEventId"_L1])) },
                   unpacked(expected["chunks"_L1]));
    QVERIFY(cat.hasEnded());
    QCOMPARE(cat.status(), 0);

    const auto events = cat.objects(u"event"_s);
    const QJsonArray expectedEvents = expected["events"_L1].toArray();
    QCOMPARE(events.size(), expectedEvents.size());
    for (qsizetype i = 0; i < events.size(); ++i) {
        QCOMPARE(events.at(i).value("type"_L1).toString().toUtf8(),
                 unpacked(expectedEvents.at(i)[0]));
        QCOMPARE(events.at(i).value("data"_L1).toString().toUtf8(),
                 unpacked(expectedEvents.at(i)[1]));
        QCOMPARE(events.at(i).value("lastEventId"_L1).toString().toUtf8(),
                 unpacked(expectedEvents.at(i)[2]));
    }
    const auto retries = cat.objects(u"retry"_s);
    const QJsonArray expectedRetries = expected["retries"_L1].toArray();
    QCOMPARE(retries.size(), expectedRetries.size());
    for (qsizetype i = 0; i < retries.size(); ++i) {
        const int ms = expected["clamp"_L1].toBool() ? std::numeric_limits<int>::max()
                                                     : expectedRetries.at(i).toString().toInt();
        QCOMPARE(retries.at(i).value("ms"_L1).toInt(), ms);
    }
    if (expected["comments"_L1].isArray()) {
        const auto comments = cat.objects(u"comment"_s);
        const QJsonArray expectedComments = expected["comments"_L1].toArray();
        QCOMPARE(comments.size(), expectedComments.size());
        for (qsizetype i = 0; i < comments.size(); ++i)
            QCOMPARE(comments.at(i).value("text"_L1).toString().toUtf8(),
                     unpacked(expectedComments.at(i)));
    }
    const QJsonObject closed = cat.objects().constLast();
    QCOMPARE(closed.value("reason"_L1).toString(), u"ended"_s);
    QCOMPARE(closed.value("lastEventId"_L1).toString().toUtf8(),
             unpacked(expected["lastEventId"_L1]));
}

QTEST_GUILESS_MAIN(tst_SseCatParse)

#include "tst_ssecatparse.moc"
