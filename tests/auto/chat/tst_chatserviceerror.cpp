// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatreplay.h"

using Chat::ErrorCode;

// How services name what went wrong, seen through a stream that carries it.
class tst_ChatServiceError : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesAreUnderstood_data();
    void namesAreUnderstood();
    void namesAndWordsAreKept();
    void silentErrorsSpeak();
    void longMessagesAreCut();
    void delaysAreRead_data();
    void delaysAreRead();
    void malformedDataAreQuoted_data();
    void malformedDataAreQuoted();
};

namespace {

// What a stream says that carries one event with these data.
ChatError errorFrom(const QByteArray &data)
{
    const auto deltas =
        ChatReplay::decoded(Chat::Format::OpenAiChat, ChatReplay::eventsOf({ data }));
    const auto found = std::find_if(deltas.begin(), deltas.end(), [](const ChatDelta &delta) {
        return delta.type == ChatDelta::Type::Error;
    });
    return found != deltas.end() ? found->error : ChatError();
}

} // namespace

void tst_ChatServiceError::namesAreUnderstood_data()
{
    QTest::addColumn<QByteArray>("error");
    QTest::addColumn<ErrorCode>("code");
    const auto add = [](const QByteArray &error, ErrorCode code) {
        QTest::newRow(error) << error << code;
    };
    add(R"({"type":"rate_limit_error"})", ErrorCode::RateLimited);
    add(R"({"type":"tokens","code":"rate_limit_exceeded"})", ErrorCode::RateLimited);
    add(R"({"type":"RateLimitError","code":429})", ErrorCode::RateLimited);
    add(R"({"status":"RESOURCE_EXHAUSTED","code":429})", ErrorCode::RateLimited);
    add(R"({"code":"429"})", ErrorCode::RateLimited);
    // What is the same status for HTTP has another cure.
    add(R"({"type":"insufficient_quota","code":429})", ErrorCode::QuotaExceeded);
    add(R"({"code":402,"message":"More credits, please"})", ErrorCode::QuotaExceeded);
    add(R"({"type":"overloaded_error"})", ErrorCode::Overloaded);
    add(R"({"status":"UNAVAILABLE","code":503})", ErrorCode::Overloaded);
    add(R"({"code":529})", ErrorCode::Overloaded);
    add(R"({"type":"authentication_error"})", ErrorCode::Unauthorized);
    // The code says more than the type.
    add(R"({"type":"invalid_request_error","code":"invalid_api_key"})", ErrorCode::Unauthorized);
    add(R"({"type":"permission_error"})", ErrorCode::Forbidden);
    add(R"({"type":"not_found_error"})", ErrorCode::NotFound);
    add(R"({"type":"invalid_request_error","code":"model_not_found"})", ErrorCode::NotFound);
    add(R"({"type":"invalid_request_error","code":"context_length_exceeded"})",
        ErrorCode::TooLarge);
    add(R"({"type":"invalid_request_error","message":"prompt is too long: 9 tokens"})",
        ErrorCode::TooLarge);
    add(R"({"code":400,"message":"This model's maximum context length is 9 tokens"})",
        ErrorCode::TooLarge);
    add(R"({"code":"content_filter"})", ErrorCode::ContentFiltered);
    add(R"({"code":"ResponsibleAIPolicyViolation"})", ErrorCode::ContentFiltered);
    add(R"({"type":"timeout_error"})", ErrorCode::TimedOut);
    add(R"({"type":"server_error"})", ErrorCode::ServerFailed);
    add(R"({"code":502})", ErrorCode::ServerFailed);
    add(R"({"type":"invalid_request_error"})", ErrorCode::Refused);
    add(R"({"code":77})", ErrorCode::Refused);
    add(R"({"type":"something_new"})", ErrorCode::Refused);
    add(R"("All is lost")", ErrorCode::Refused);
    add(R"([{"error":{"type":"overloaded_error"}}])", ErrorCode::Overloaded);
    add(R"({"error":{"type":"overloaded_error"}})", ErrorCode::Overloaded);
    add("true", ErrorCode::Refused);
}

void tst_ChatServiceError::namesAreUnderstood()
{
    QFETCH(QByteArray, error);
    QFETCH(ErrorCode, code);
    const ChatError read = errorFrom(R"({"error":)" + error + '}');
    QCOMPARE(read.code, code);
    QVERIFY(!read.message.isEmpty());
    QVERIFY(!read.advice.isEmpty());
}

void tst_ChatServiceError::namesAndWordsAreKept()
{
    const ChatError error = errorFrom(
        R"({"error":{"message":"Slow down","type":"requests","code":"rate_limit_exceeded"}})");
    QCOMPARE(error.message, QStringLiteral("Slow down"));
    QCOMPARE(error.serviceType, QStringLiteral("requests"));
    QCOMPARE(error.serviceCode, QStringLiteral("rate_limit_exceeded"));
    QCOMPARE(error.httpStatus, 0);
    QCOMPARE(error.retryAfter, -1);

    const ChatError numbered =
        errorFrom(R"({"error":{"code":503,"message":"Later","status":"UNAVAILABLE"}})");
    QCOMPARE(numbered.httpStatus, 503);
    QCOMPARE(numbered.serviceType, QStringLiteral("UNAVAILABLE"));
    QCOMPARE(numbered.serviceCode, QStringLiteral("503"));
}

void tst_ChatServiceError::silentErrorsSpeak()
{
    QCOMPARE(errorFrom(R"({"error":{"type":"overloaded_error"}})").message,
             QStringLiteral("The service is overloaded."));
}

void tst_ChatServiceError::longMessagesAreCut()
{
    const QByteArray message(100'000, 'x');
    const ChatError error = errorFrom(R"({"error":{"message":")" + message + R"("}})");
    QVERIFY(error.message.size() > 1000);
    QVERIFY(error.message.size() < 10'000);
}

void tst_ChatServiceError::delaysAreRead_data()
{
    QTest::addColumn<QByteArray>("delay");
    QTest::addColumn<int>("milliseconds");
    QTest::newRow("seconds") << QByteArray(R"("7s")") << 7000;
    QTest::newRow("parts of them") << QByteArray(R"("1.5s")") << 1500;
    QTest::newRow("another unit") << QByteArray(R"("7m")") << -1;
    QTest::newRow("no number") << QByteArray(R"("s")") << -1;
    QTest::newRow("too long") << QByteArray(R"("1e9s")") << -1;
    QTest::newRow("in the past") << QByteArray(R"("-1s")") << -1;
    QTest::newRow("no text") << QByteArray("7") << -1;
}

void tst_ChatServiceError::delaysAreRead()
{
    QFETCH(QByteArray, delay);
    QFETCH(int, milliseconds);
    const ChatError error = errorFrom(
        R"({"error":{"code":429,"details":[{"reason":"x"},{"retryDelay":)" + delay + "}]}}");
    QCOMPARE(error.code, ErrorCode::RateLimited);
    QCOMPARE(error.retryAfter, milliseconds);
}

void tst_ChatServiceError::malformedDataAreQuoted_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QString>("part");
    QTest::newRow("text") << QByteArray("Bad  gateway") << QStringLiteral(": Bad gateway");
    QTest::newRow("cut off") << QByteArray(R"({"a":)") << QStringLiteral("at byte 5");
    QTest::newRow("an array") << QByteArray("[1]") << QStringLiteral("they are an array: [1]");
    QTest::newRow("long") << QByteArray("{ <html>") + QByteArray(500, 'x')
                          << QStringLiteral(u"xxx\u2026");
}

void tst_ChatServiceError::malformedDataAreQuoted()
{
    QFETCH(QByteArray, data);
    QFETCH(QString, part);
    const ChatError error = errorFrom(data);
    QCOMPARE(error.code, ErrorCode::MalformedStream);
    QVERIFY2(error.message.contains(part), qPrintable(error.message));
    QVERIFY(error.message.size() < 200);
}

QTEST_GUILESS_MAIN(tst_ChatServiceError)

#include "tst_chatserviceerror.moc"
