// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include <SseQt/SseError>
#include <SseQt/SseEvent>

#include <QtTest/QtTest>

#include <type_traits>

static_assert(std::is_nothrow_move_constructible_v<SseEvent>);
static_assert(std::is_nothrow_move_assignable_v<SseEvent>);
static_assert(std::is_nothrow_move_constructible_v<SseError>);

static_assert(int(SseError::Code::NoError) == 0);

class tst_SseEvent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyEventIsEmpty();
    void valuesAreThoseGiven();
    void copiesAreEqual();
    void text_data();
    void text();
    void json_data();
    void json();
    void jsonErrorSaysWhere();
    void propertiesAreReadable();
    void errorIsAValue();
};

void tst_SseEvent::emptyEventIsEmpty()
{
    const SseEvent event;
    QVERIFY(event.type().isEmpty());
    QVERIFY(event.data().isEmpty());
    QVERIFY(event.json().isUndefined());
    QCOMPARE(event, SseEvent());
}

void tst_SseEvent::valuesAreThoseGiven()
{
    const SseEvent event("tick", "data", "7", "6", QStringLiteral("https://example.org"));
    QCOMPARE(event.type(), QStringLiteral("tick"));
    QCOMPARE(event.data(), QStringLiteral("data"));
    QCOMPARE(event.id(), QStringLiteral("7"));
    QCOMPARE(event.lastEventId(), QStringLiteral("6"));
    QCOMPARE(event.origin(), QStringLiteral("https://example.org"));
    QCOMPARE(event.typeUtf8(), "tick");
    QCOMPARE(event.dataUtf8(), "data");
    QCOMPARE(event.idUtf8(), "7");
    QCOMPARE(event.lastEventIdUtf8(), "6");
    QCOMPARE(SseEvent({}, "x").type(), QStringLiteral("message"));
}

void tst_SseEvent::copiesAreEqual()
{
    const SseEvent event("tick", "data", "7");
    SseEvent copy = event;
    QCOMPARE(copy, event);
    const SseEvent moved = std::move(copy);
    QCOMPARE(moved, event);
    QVERIFY(moved != SseEvent("tick", "data", "8"));
}

void tst_SseEvent::text_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");

    QTest::newRow("ascii") << QByteArray("abc") << QStringLiteral("abc");
    QTest::newRow("multi-byte") << QByteArray("\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80")
                                << QStringLiteral(u"\u00E4\u20AC\U0001F600");
    QTest::newRow("leading U+FEFF stays")
        << QByteArray("\xEF\xBB\xBFx") << QStringLiteral(u"\uFEFFx");
    QTest::newRow("two of them stay")
        << QByteArray("\xEF\xBB\xBF\xEF\xBB\xBFx") << QStringLiteral(u"\uFEFF\uFEFFx");
    QTest::newRow("only U+FEFF") << QByteArray("\xEF\xBB\xBF") << QStringLiteral(u"\uFEFF");
    QTest::newRow("NUL") << QByteArray("a\0b", 3) << QString::fromUtf8("a\0b", 3);
    QTest::newRow("one U+FFFD per maximal subpart")
        << QByteArray("\xE2\x82|\xF0\x9F\x98|\xC0\xAF")
        << QStringLiteral(u"\uFFFD|\uFFFD|\uFFFD\uFFFD");
    QTest::newRow("U+FEFF, then malformed")
        << QByteArray("\xEF\xBB\xBF\xFF") << QStringLiteral(u"\uFEFF\uFFFD");
}

void tst_SseEvent::text()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    const SseEvent event(bytes, bytes, bytes, bytes);
    QCOMPARE(event.data(), text);
    QCOMPARE(event.type(), text);
    QCOMPARE(event.id(), text);
    QCOMPARE(event.lastEventId(), text);
    QCOMPARE(event.dataUtf8(), text.toUtf8());
}

void tst_SseEvent::json_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QJsonValue>("value");

    const QJsonValue none(QJsonValue::Undefined);
    QTest::newRow("object") << QByteArray(R"({"a":1})")
                            << QJsonValue(QJsonObject{ { QStringLiteral("a"), 1 } });
    QTest::newRow("array") << QByteArray("[1,2]") << QJsonValue(QJsonArray{ 1, 2 });
    QTest::newRow("blanks around") << QByteArray(" \t{} \n") << QJsonValue(QJsonObject());
    QTest::newRow("string") << QByteArray(R"("text")") << QJsonValue(QStringLiteral("text"));
    QTest::newRow("number") << QByteArray("-1.5e3") << QJsonValue(-1500.0);
    QTest::newRow("number, blanks") << QByteArray(" 7 ") << QJsonValue(7);
    QTest::newRow("true") << QByteArray("true") << QJsonValue(true);
    QTest::newRow("null") << QByteArray("null") << QJsonValue(QJsonValue::Null);
    QTest::newRow("text that is no JSON") << QByteArray("[DONE]") << none;
    QTest::newRow("plain text") << QByteArray("hello") << none;
    QTest::newRow("empty") << QByteArray() << none;
    QTest::newRow("blank") << QByteArray("  ") << none;
    QTest::newRow("two values") << QByteArray("1,2") << none;
    QTest::newRow("trailing comma") << QByteArray("1,") << none;
    QTest::newRow("closing and opening again") << QByteArray("1],[2") << none;
    QTest::newRow("something behind it") << QByteArray("{} x") << none;
    QTest::newRow("cut") << QByteArray(R"({"a":)") << none;
    QTest::newRow("malformed UTF-8 is repaired before it is read")
        << QByteArray("\"\xE2\x82\"") << QJsonValue(QStringLiteral(u"\uFFFD"));
    QTest::newRow("what data shows begins with U+FEFF") << QByteArray("\xEF\xBB\xBF{}") << none;
}

void tst_SseEvent::json()
{
    QFETCH(QByteArray, data);
    QFETCH(QJsonValue, value);
    const SseEvent event({}, data);
    QJsonParseError error;
    QCOMPARE(event.json(), value);
    QCOMPARE(event.json(&error), value);
    QCOMPARE(error.error == QJsonParseError::NoError, !value.isUndefined());
}

void tst_SseEvent::jsonErrorSaysWhere()
{
    QJsonParseError error;
    QVERIFY(SseEvent({}, "{\"a\" 1}").json(&error).isUndefined());
    QCOMPARE(error.error, QJsonParseError::MissingNameSeparator);
    QVERIFY(error.offset >= 4 && error.offset <= 6);
    QVERIFY(SseEvent({}, "nope").json(&error).isUndefined());
    QVERIFY(error.offset >= 0 && error.offset <= 4);
}

void tst_SseEvent::propertiesAreReadable()
{
    const SseEvent event("t", "{\"a\":1}", "7", "7", QStringLiteral("http://h"));
    const QMetaObject &meta = SseEvent::staticMetaObject;
    const auto read = [&](const char *name) {
        return meta.property(meta.indexOfProperty(name)).readOnGadget(&event);
    };
    QCOMPARE(read("type").toString(), QStringLiteral("t"));
    QCOMPARE(read("data").toString(), QStringLiteral("{\"a\":1}"));
    QCOMPARE(read("id").toString(), QStringLiteral("7"));
    QCOMPARE(read("lastEventId").toString(), QStringLiteral("7"));
    QCOMPARE(read("origin").toString(), QStringLiteral("http://h"));
    QCOMPARE(read("json").toJsonValue().toObject().value(QStringLiteral("a")).toInt(), 1);
}

void tst_SseEvent::errorIsAValue()
{
    QCOMPARE(SseError().code(), SseError::Code::NoError);
    QVERIFY(!SseError().willReconnect());
    QCOMPARE(SseError().reconnectDelay(), -1);

    SseError error(SseError::Code::UnexpectedStatus, QStringLiteral("text"));
    const SseError before = error;
    error.setHttpStatus(503);
    error.setNetworkError(QNetworkReply::ServiceUnavailableError);
    error.setResponseBody("busy \xC3\xA4");
    error.setReconnectDelay(std::chrono::seconds(2));
    QCOMPARE(before.httpStatus(), 0);
    QVERIFY(before != error);
    QCOMPARE(error.httpStatus(), 503);
    QCOMPARE(error.networkError(), QNetworkReply::ServiceUnavailableError);
    QCOMPARE(error.responseText(), QStringLiteral(u"busy \u00E4"));
    QVERIFY(error.willReconnect());
    QCOMPARE(error.reconnectDelay(), 2000);
    const SseError copy = error;
    QCOMPARE(copy, error);
}

QTEST_GUILESS_MAIN(tst_SseEvent)
#include "tst_sseevent.moc"
