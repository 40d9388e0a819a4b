// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// Paths into JSON, and JSON laid out for people.

#include "ssejsonpath_p.h"
#include "ssejsontext_p.h"

#include <SseQt/SseEvent>

#include <QtTest/QtTest>

#include <limits>

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype Unlimited = std::numeric_limits<qsizetype>::max();
}

class tst_JsonPath : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsValues_data();
    void findsValues();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void layout_data();
    void layout();
    void layoutKeepsOrderAndFigures();
    void layoutOfDeepNestingStaysSmall();
    void layoutStopsWhereItIsTold();
};

void tst_JsonPath::findsValues_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QJsonValue>("expected");

    const QJsonValue none(QJsonValue::Undefined);
    const QByteArray tree = R"({"a": {"b": {"c": 5}}, "list": [1, {"x": "y"}, [7, 8]],
        "a.b": 6, "": 9, "with space": true, "ключ": "v", "n": null, "[0]": 3})";
    QTest::newRow("one name") << tree << "a.b.c" << QJsonValue(5);
    QTest::newRow("position") << tree << "list[0]" << QJsonValue(1);
    QTest::newRow("name in an element") << tree << "list[1].x" << QJsonValue(u"y"_s);
    QTest::newRow("position in an element") << tree << "list[2][1]" << QJsonValue(8);
    QTest::newRow("from the end") << tree << "list[-1][-2]" << QJsonValue(7);
    QTest::newRow("behind the end") << tree << "list[3]" << none;
    QTest::newRow("before the beginning") << tree << "list[-4]" << none;
    QTest::newRow("name with a dot") << tree << R"(["a.b"])" << QJsonValue(6);
    QTest::newRow("single quotation marks") << tree << "['a.b']" << QJsonValue(6);
    QTest::newRow("bracket after a name") << tree << "a['b'].c" << QJsonValue(5);
    QTest::newRow("empty name") << tree << "['']" << QJsonValue(9);
    QTest::newRow("name like a position") << tree << "['[0]']" << QJsonValue(3);
    QTest::newRow("space") << tree << "with space" << QJsonValue(true);
    QTest::newRow("not ASCII") << tree << "ключ" << QJsonValue(u"v"_s);
    QTest::newRow("null is a value") << tree << "n" << QJsonValue(QJsonValue::Null);
    QTest::newRow("no such name") << tree << "a.x" << none;
    QTest::newRow("name in null") << tree << "n.x" << none;
    QTest::newRow("name in a list") << tree << "list.x" << none;
    QTest::newRow("position in an object") << tree << "a[0]" << none;
    QTest::newRow("position in a number") << tree << "a.b.c[0]" << none;
    QTest::newRow("the whole") << QByteArray("5") << "" << QJsonValue(5);
    QTest::newRow("position in a list at the top")
        << QByteArray("[1, 2]") << "[1]" << QJsonValue(2);
    QTest::newRow("no JSON") << QByteArray("{") << "a" << none;
    QTest::newRow("no JSON, the whole") << QByteArray("{") << "" << none;
}

void tst_JsonPath::findsValues()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QString, path);
    QFETCH(const QJsonValue, expected);

    const SseJsonPath known(path);
    QVERIFY2(known.isValid(), qPrintable(known.fault()));
    QCOMPARE(known.valueIn(SseEvent({}, json).json()), expected);
}

void tst_JsonPath::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("fault");

    QTest::newRow("dot at the start") << ".a"
                                      << "a name is missing at position 0";
    QTest::newRow("dot at the end") << "a."
                                    << "a name is missing at position 2";
    QTest::newRow("two dots") << "a..b"
                              << "a name is missing at position 2";
    QTest::newRow("dot before a bracket") << "a.[0]"
                                          << "a name is missing at position 2";
    QTest::newRow("open bracket") << "a[0"
                                  << "a bracket is not closed at position 2";
    QTest::newRow("nothing after a bracket") << "a["
                                             << "a bracket is not closed at position 2";
    QTest::newRow("empty brackets")
        << "a[]"
        << "brackets hold a whole number or a name in quotation marks at position 2";
    QTest::newRow("word in brackets")
        << "a[b]"
        << "brackets hold a whole number or a name in quotation marks at position 2";
    QTest::newRow("fraction")
        << "a[1.5]"
        << "brackets hold a whole number or a name in quotation marks at position 2";
    QTest::newRow("number too large")
        << "a[99999999999]"
        << "brackets hold a whole number or a name in quotation marks at position 2";
    QTest::newRow("open quotation") << "a['b]"
                                    << "a quotation mark is not closed at position 2";
    QTest::newRow("bracket open after a quotation") << "a['b'"
                                                    << "a bracket is not closed at position 5";
    QTest::newRow("name after a bracket") << "a[0]b"
                                          << "a dot or a bracket is missing at position 4";
}

void tst_JsonPath::saysWhatIsWrong()
{
    QFETCH(const QString, path);
    QFETCH(const QString, fault);

    const SseJsonPath known(path);
    QVERIFY(!known.isValid());
    QCOMPARE(known.fault(), fault);
    QVERIFY(known.valueIn(QJsonValue(5)).isUndefined());
}

void tst_JsonPath::layout_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("expected");

    QTest::newRow("object") << QByteArray(R"({"a":1,"b":[true,null]})")
                            << QByteArray("{\n    \"a\": 1,\n    \"b\": [\n        true,\n"
                                          "        null\n    ]\n}");
    QTest::newRow("space is made anew")
        << QByteArray(" { \"a\" :\n 1 } ") << QByteArray("{\n    \"a\": 1\n}");
    QTest::newRow("empty") << QByteArray("{\"a\": { }, \"b\": [\n]}")
                           << QByteArray("{\n    \"a\": {},\n    \"b\": []\n}");
    QTest::newRow("signs inside strings")
        << QByteArray(R"(["a,b:{}[]\"x\\",""])")
        << QByteArray("[\n    \"a,b:{}[]\\\"x\\\\\",\n    \"\"\n]");
    QTest::newRow("scalar") << QByteArray("5") << QByteArray("5");
    QTest::newRow("nothing") << QByteArray("") << QByteArray("");
    QTest::newRow("cut in a string") << QByteArray("[\"a\\") << QByteArray("[\n    \"a\\");
    QTest::newRow("closed too often") << QByteArray("]]") << QByteArray("\n]\n]");
}

void tst_JsonPath::layout()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QByteArray, expected);

    QCOMPARE(SseJsonText::pretty(json, Unlimited), expected);
}

void tst_JsonPath::layoutKeepsOrderAndFigures()
{
    const QByteArray pretty =
        SseJsonText::pretty(R"({"z":1.50,"a":12345678901234567890,"m":1e400})", Unlimited);
    QCOMPARE(pretty, "{\n    \"z\": 1.50,\n    \"a\": 12345678901234567890,\n    \"m\": 1e400\n}");
}

void tst_JsonPath::layoutOfDeepNestingStaysSmall()
{
    const QByteArray json = QByteArray(1000, '[') + "1,2,3" + QByteArray(1000, ']');
    QVERIFY(SseJsonText::pretty(json, Unlimited).size() < json.size() * 70);
}

void tst_JsonPath::layoutStopsWhereItIsTold()
{
    const QByteArray json = '[' + QByteArray("1,").repeated(100'000) + "1]";
    const QByteArray pretty = SseJsonText::pretty(json, 1000);
    QVERIFY(pretty.size() >= 1000 && pretty.size() < 1020);
    QVERIFY(SseJsonText::pretty(json, Unlimited).startsWith(pretty));
}

QTEST_GUILESS_MAIN(tst_JsonPath)
#include "tst_jsonpath.moc"
