// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// Conversations as JSON, and in files.

#include "../core/fulldisk.h"
#include "chatdeltas.h"

#include <SseQt/ChatModel>

#include <QtCore/qdir.h>
#include <QtCore/qfile.h>
#include <QtCore/qjsonarray.h>
#include <QtCore/qjsondocument.h>
#include <QtCore/qtemporarydir.h>
#include <QtCore/qtimezone.h>
#include <QtTest/QtTest>

using namespace Qt::StringLiterals;
using namespace ChatDeltas;
using Type = ChatDelta::Type;

class tst_ChatModelJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsSavedIsLoaded();
    void namesAreStable();
    void kindsHaveStableNames_data();
    void kindsHaveStableNames();
    void timesAreOfUtc();
    void whatWasStreamingHasStopped();
    void callsGoOnAfterLoading();
    void brokenTextIsSavedAndLoaded();
    void whatIsWrongIsSaid_data();
    void whatIsWrongIsSaid();
    void filesThatCannotBe_data();
    void filesThatCannotBe();
    void largeFilesAreRefused();
    void largeConversationsAreNotSaved();
    void deepFilesAreRefused();
    void deepValuesAreSavedAndLoaded();
    void aFileIsReplacedOnlyAsAWhole();
    void aFullDiskIsToldAndLeavesTheFile();
    void whatIsUnknownToThisVersionIsIgnored();
};

namespace {

// One of everything.
void fill(ChatModel &model)
{
    model.append(Chat::Role::System, u"Be short."_s, u"s"_s);
    model.append(Chat::Role::User, u"Weather? \U0001F600"_s);
    ChatMessage *const answer = model.beginAnswer();
    ChatDelta begun = call(Type::ToolComplete, u"1"_s, u"weather"_s, u"{\"city\":\"Rome\"}"_s);
    begun.value = QJsonObject{ { u"thoughtSignature"_s, u"abc"_s } };
    for (const ChatDelta &delta :
         { begin(u"a"_s, u"some-model"_s), reasoning(u"Hm"_s, u"r"_s),
           partEnd(u"r"_s, QJsonObject{ { u"signature"_s, u"xyz"_s } }), text(u"Let me see"_s),
           fragment(Type::Refusal, u"No"_s), begun, toolResult(u"1"_s, QJsonArray{ 1, u"x"_s }),
           call(Type::ToolBegin, u"2"_s, u"other"_s),
           toolResult(u"2"_s, u"broken"_s, Chat::ToolState::Error), fragment(Type::Step, u"two"_s),
           unknown(u"new.thing"_s, QJsonObject{ { u"deep"_s, QJsonArray{ QJsonValue() } } }),
           usage(10, 20), failure(Chat::ErrorCode::Overloaded, u"Busy"_s) }) {
        model.apply(answer, delta);
    }
    model.flush();
}

} // namespace

void tst_ChatModelJson::whatIsSavedIsLoaded()
{
    ChatModel model;
    fill(model);
    const QTemporaryDir directory;
    const QString file = directory.filePath(u"chat.json"_s);
    QCOMPARE(model.save(file), QString());
    ChatModel other;
    QSignalSpy replaced(&other, &ChatModel::replaced);
    QCOMPARE(other.load(file), QString());
    QCOMPARE(replaced.size(), 1);
    QCOMPARE(other.toJson(), model.toJson());
    QCOMPARE(other.count(), 3);
    const ChatMessage *const answer = other.message(u"a"_s);
    QVERIFY(answer);
    QCOMPARE(answer->modelName(), u"some-model"_s);
    QCOMPARE(answer->usage().totalTokens(), 30);
    QCOMPARE(answer->partAt(0)->extra().value(u"signature"_s).toString(), u"xyz"_s);
    QCOMPARE(answer->toolCall(u"1"_s)->resultValue(), QJsonValue(QJsonArray{ 1, u"x"_s }));
    QCOMPARE(answer->toolCall(u"1"_s)->extra().value(u"thoughtSignature"_s).toString(), u"abc"_s);
    QCOMPARE(answer->toolCall(u"2"_s)->toolState(), Chat::ToolState::Error);
    QCOMPARE(answer->toolCall(u"2"_s)->result(), u"broken"_s);
}

void tst_ChatModelJson::namesAreStable()
{
    ChatModel model;
    fill(model);
    const QJsonObject json = model.toJson();
    QCOMPARE(json.value(u"version"_s).toInt(), 1);
    const QJsonArray messages = json.value(u"messages"_s).toArray();
    QCOMPARE(messages.at(0)[u"id"].toString(), u"s"_s);
    QCOMPARE(messages.at(0)[u"role"].toString(), u"system"_s);
    QCOMPARE(messages.at(1)[u"role"].toString(), u"user"_s);
    const QJsonObject answer = messages.at(2).toObject();
    QCOMPARE(answer.value(u"role"_s).toString(), u"assistant"_s);
    QCOMPARE(answer.value(u"model"_s).toString(), u"some-model"_s);
    QCOMPARE(answer.value(u"finishReason"_s).toString(), u"error"_s);
    QCOMPARE(answer.value(u"usage"_s).toObject(),
             (QJsonObject{ { u"inputTokens"_s, 10 }, { u"outputTokens"_s, 20 } }));
    const QJsonArray parts = answer.value(u"parts"_s).toArray();
    QStringList types;
    for (const QJsonValue &part : parts)
        types.append(part[u"type"].toString());
    QCOMPARE(types,
             (QStringList{ u"reasoning"_s, u"text"_s, u"refusal"_s, u"toolCall"_s, u"toolCall"_s,
                           u"step"_s, u"unknown"_s, u"error"_s }));
    QCOMPARE(parts.at(0)[u"extra"].toObject(), (QJsonObject{ { u"signature"_s, u"xyz"_s } }));
    QCOMPARE(parts.at(3)[u"tool"].toString(), u"weather"_s);
    QCOMPARE(parts.at(3)[u"callId"].toString(), u"1"_s);
    QCOMPARE(parts.at(3)[u"state"].toString(), u"completed"_s);
    QCOMPARE(parts.at(3)[u"arguments"].toString(), u"{\"city\":\"Rome\"}"_s);
    QCOMPARE(parts.at(3)[u"result"].toArray().size(), 2);
    QCOMPARE(parts.at(4)[u"state"].toString(), u"error"_s);
    QCOMPARE(parts.at(6)[u"name"].toString(), u"new.thing"_s);
    QVERIFY(parts.at(6)[u"value"].isObject());
    QCOMPARE(parts.at(7)[u"error"][u"code"].toString(), u"overloaded"_s);
}

// A file that was written stays readable when an enumerator moves, and not when one is renamed.
void tst_ChatModelJson::kindsHaveStableNames_data()
{
    QTest::addColumn<Chat::FinishReason>("reason");
    QTest::addColumn<QString>("name");
    QTest::newRow("stop") << Chat::FinishReason::Stop << u"stop"_s;
    QTest::newRow("length") << Chat::FinishReason::Length << u"length"_s;
    QTest::newRow("toolCalls") << Chat::FinishReason::ToolCalls << u"toolCalls"_s;
    QTest::newRow("contentFilter") << Chat::FinishReason::ContentFilter << u"contentFilter"_s;
    QTest::newRow("stopped") << Chat::FinishReason::Stopped << u"stopped"_s;
    QTest::newRow("error") << Chat::FinishReason::Error << u"error"_s;
    QTest::newRow("other") << Chat::FinishReason::Other << u"other"_s;
}

void tst_ChatModelJson::kindsHaveStableNames()
{
    QFETCH(Chat::FinishReason, reason);
    QFETCH(QString, name);
    ChatModel model;
    model.end(model.beginAnswer(), reason);
    const QJsonObject json = model.toJson();
    QCOMPARE(json[u"messages"][0][u"finishReason"].toString(), name);
    ChatModel other;
    QCOMPARE(other.fromJson(json), QString());
    QCOMPARE(other.messageAt(0)->finishReason(), reason);
}

void tst_ChatModelJson::timesAreOfUtc()
{
    ChatModel model;
    const QDateTime time(QDate(2026, 1, 2), QTime(3, 4, 5, 678), QTimeZone(3600));
    model.insert(0, Chat::Role::User, u"1"_s, time);
    const QJsonObject json = model.toJson();
    QCOMPARE(json[u"messages"][0][u"created"].toString(), u"2026-01-02T02:04:05.678Z"_s);
    QCOMPARE(model.fromJson(json), QString());
    QCOMPARE(model.messageAt(0)->created(), time);
}

void tst_ChatModelJson::whatWasStreamingHasStopped()
{
    ChatModel model;
    ChatMessage *const answer = model.beginAnswer();
    for (const ChatDelta &delta :
         { text(u"half"_s), call(Type::ToolArguments, u"1"_s, u"f"_s, u"{"_s),
           toolState(u"2"_s, Chat::ToolState::Running), toolResult(u"3"_s, 1) }) {
        model.apply(answer, delta);
    }
    model.flush();
    ChatModel other;
    QCOMPARE(other.fromJson(model.toJson()), QString());
    const ChatMessage *const loaded = other.messageAt(0);
    QVERIFY(!loaded->isStreaming());
    QCOMPARE(loaded->finishReason(), Chat::FinishReason::Stopped);
    QCOMPARE(loaded->text(), u"half"_s);
    for (const ChatPart *part : loaded->parts())
        QVERIFY(!part->isStreaming());
    for (const QString &id : { u"1"_s, u"2"_s }) {
        QCOMPARE(loaded->toolCall(id)->toolState(), Chat::ToolState::Error);
        QCOMPARE(loaded->toolCall(id)->result(), u"interrupted"_s);
    }
    QCOMPARE(loaded->toolCall(u"1"_s)->arguments(), u"{"_s);
    QCOMPARE(loaded->toolCall(u"3"_s)->toolState(), Chat::ToolState::Completed);
    // The one that was saved goes on.
    QVERIFY(answer->isStreaming());
    QCOMPARE(answer->toolCall(u"2"_s)->toolState(), Chat::ToolState::Running);
}

void tst_ChatModelJson::callsGoOnAfterLoading()
{
    ChatModel model;
    model.apply(model.beginAnswer(), toolResult(u"1"_s, 1));
    model.flush();
    QCOMPARE(model.fromJson(model.toJson()), QString());
    ChatMessage *const answer = model.messageAt(0);
    model.apply(answer, toolResult(u"1"_s, 2));
    model.flush();
    QCOMPARE(answer->count(), 1);
    QCOMPARE(answer->toolCall(u"1"_s)->result(), u"2"_s);
}

void tst_ChatModelJson::brokenTextIsSavedAndLoaded()
{
    const QString half = u"a"_s + QChar(0xd83d) + u"b\u0000\uFEFF"_s;
    ChatModel model;
    model.append(Chat::Role::User, half);
    ChatMessage *const answer = model.beginAnswer();
    model.apply(answer, unknown(half, half));
    model.apply(answer, call(Type::ToolComplete, half, half, half));
    model.apply(answer, toolResult(half, half));
    model.apply(answer, failure(Chat::ErrorCode::Refused, half));
    const QTemporaryDir directory;
    const QString file = directory.filePath(u"chat.json"_s);
    QCOMPARE(model.save(file), QString());
    ChatModel other;
    QCOMPARE(other.load(file), QString());
    QCOMPARE(other.messageAt(0)->text(), model.messageAt(0)->text());
    QCOMPARE(other.messageAt(1)->count(), 3);
}

void tst_ChatModelJson::whatIsWrongIsSaid_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("fault");

    const QByteArray head = R"({"version":1,"messages":[{"id":"0","role":"user",)"
                            R"("created":"2026-01-02T03:04:05.678Z","parts":[)";
    const QByteArray tail = "]}]}";
    const auto row = [](const char *name, const QByteArray &json, const QString &fault) {
        QTest::newRow(name) << json << fault;
    };
    row("nothing", "{}", u"version: 0 is none that is known; 1 is"_s);
    row("newer", R"({"version":2,"messages":[]})", u"version: 2 is none that is known; 1 is"_s);
    row("version no number", R"({"version":"1","messages":[]})", u"version: not a number"_s);
    row("version broken", R"({"version":1.5})", u"version: 1.5 is no whole number of 32 bits"_s);
    row("no messages", R"({"version":1})", u"messages: missing"_s);
    row("messages no array", R"({"version":1,"messages":{}})", u"messages: not an array"_s);
    row("message no object", R"({"version":1,"messages":[1]})", u"messages[0]: no object"_s);
    row("no ID", R"({"version":1,"messages":[{}]})", u"messages[0].id: missing"_s);
    row("ID no string", R"({"version":1,"messages":[{"id":1}]})",
        u"messages[0].id: not a string"_s);
    row("no role", R"({"version":1,"messages":[{"id":"1"}]})", u"messages[0].role: missing"_s);
    row("no such role", R"({"version":1,"messages":[{"id":"1","role":"cat"}]})",
        u"messages[0].role: \"cat\" is none that is known"_s);
    row("no time", R"({"version":1,"messages":[{"id":"1","role":"user","created":"soon"}]})",
        u"messages[0].created: \"soon\" is no time"_s);
    row("no parts",
        R"({"version":1,"messages":[{"id":"1","role":"user","created":"2026-01-02T03:04:05Z"}]})",
        u"messages[0].parts: missing"_s);
    row("part no object", head + R"({"type":"text"},"x")" + tail,
        u"messages[0].parts[1]: no object"_s);
    row("no type", head + "{}" + tail, u"messages[0].parts[0].type: missing"_s);
    row("no such type", head + R"({"type":"Text"})" + tail,
        u"messages[0].parts[0].type: \"Text\" is none that is known"_s);
    row("text no string", head + R"({"type":"text","text":1})" + tail,
        u"messages[0].parts[0].text: not a string"_s);
    row("extra no object", head + R"({"type":"text","extra":[]})" + tail,
        u"messages[0].parts[0].extra: not an object"_s);
    row("duration too long", head + R"({"type":"text","duration":1e12})" + tail,
        u"messages[0].parts[0].duration: 1e+12 is no whole number of 32 bits"_s);
    row("no error", head + R"({"type":"error"})" + tail, u"messages[0].parts[0].error: missing"_s);
    row("no such code", head + R"({"type":"error","error":{"code":"x"}})" + tail,
        u"messages[0].parts[0].error.code: \"x\" is none that is known"_s);
    row("no such state", head + R"({"type":"toolCall","state":"x"})" + tail,
        u"messages[0].parts[0].state: \"x\" is none that is known"_s);
    row("streaming no truth",
        R"({"version":1,"messages":[{"id":"0","role":"user","parts":[],)"
        R"("created":"2026-01-02T03:04:05.678Z","streaming":0}]})",
        u"messages[0].streaming: not true or false"_s);
    row("too many parts",
        head + QByteArray(R"({"type":"step"},)").repeated(10'000) + R"({"type":"step"})" + tail,
        u"messages[0].parts: more than 10000"_s);
}

void tst_ChatModelJson::whatIsWrongIsSaid()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, fault);
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    QVERIFY2(document.isObject(), qPrintable(error.errorString()));
    ChatModel model;
    fill(model);
    const QJsonObject before = model.toJson();
    QSignalSpy resets(&model, &ChatModel::modelReset);
    QCOMPARE(model.fromJson(document.object()), fault);
    QCOMPARE(resets.size(), 0);
    QCOMPARE(model.toJson(), before);
    QCOMPARE(model.findChildren<ChatMessage *>().size(), 3);
}

void tst_ChatModelJson::filesThatCannotBe_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("fault");
    QTest::newRow("empty") << QByteArray() << u"no JSON at byte 0"_s;
    QTest::newRow("cut") << QByteArray(R"({"version":1,)") << u"no JSON at byte 13"_s;
    QTest::newRow("array") << QByteArray("[]") << u"its JSON is no object"_s;
    QTest::newRow("other") << QByteArray("{}") << u"version: 0"_s;
}

void tst_ChatModelJson::filesThatCannotBe()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, fault);
    const QTemporaryDir directory;
    QFile file(directory.filePath(u"chat.json"_s));
    QVERIFY(file.open(QFile::WriteOnly) && file.write(content) == content.size());
    file.close();
    ChatModel model;
    fill(model);
    const QString said = model.load(file.fileName());
    QVERIFY2(said.contains(fault) && said.contains(file.fileName()), qPrintable(said));
    QCOMPARE(model.count(), 3);
    QVERIFY(model.load(directory.filePath(u"none.json"_s)).contains(u"none.json"_s));
    QCOMPARE(model.count(), 3);
}

void tst_ChatModelJson::largeFilesAreRefused()
{
    const QTemporaryDir directory;
    QFile file(directory.filePath(u"chat.json"_s));
    QVERIFY(file.open(QFile::WriteOnly) && file.resize(64 * 1024 * 1024 + 1));
    file.close();
    ChatModel model;
    const QString said = model.load(file.fileName());
    QVERIFY2(said.contains(u"64 MiB"_s), qPrintable(said));
}

void tst_ChatModelJson::largeConversationsAreNotSaved()
{
    ChatModel model;
    for (int i = 0; i < 3; ++i)
        model.append(Chat::Role::User, QString(23 * 1024 * 1024, u'a'));
    const QTemporaryDir directory;
    const QString file = directory.filePath(u"chat.json"_s);
    const QString said = model.save(file);
    QVERIFY2(said.contains(u"64 MiB"_s), qPrintable(said));
    QVERIFY(!QFile::exists(file));
}

void tst_ChatModelJson::deepFilesAreRefused()
{
    const QTemporaryDir directory;
    QFile file(directory.filePath(u"chat.json"_s));
    const QByteArray deep = R"({"version":)" + QByteArray(2'000'000, '[');
    QVERIFY(file.open(QFile::WriteOnly) && file.write(deep) == deep.size());
    file.close();
    ChatModel model;
    const QString said = model.load(file.fileName());
    QVERIFY2(said.contains(u"no JSON"_s), qPrintable(said));
}

void tst_ChatModelJson::deepValuesAreSavedAndLoaded()
{
    ChatModel model;
    ChatMessage *const answer = model.beginAnswer();
    for (const int depth : { 500, 1000 }) {
        QJsonValue deep = 1;
        for (int i = 0; i < depth; ++i)
            deep = QJsonArray{ deep };
        model.apply(answer, unknown(u"deep"_s, deep));
        model.apply(answer, toolResult(QString::number(depth), deep));
        model.apply(answer, partEnd(u"r"_s, QJsonObject{ { u"deep"_s, deep } }));
    }
    model.end(answer, Chat::FinishReason::Stop);
    const QTemporaryDir directory;
    const QString file = directory.filePath(u"chat.json"_s);
    QCOMPARE(model.save(file), QString());
    ChatModel other;
    QCOMPARE(other.load(file), QString());
    QCOMPARE(other.toJson(), model.toJson());
}

void tst_ChatModelJson::aFileIsReplacedOnlyAsAWhole()
{
    const QTemporaryDir directory;
    const QString missing = directory.filePath(u"no/chat.json"_s);
    ChatModel model;
    fill(model);
    const QString said = model.save(missing);
    QVERIFY2(said.contains(missing), qPrintable(said));
    const QString file = directory.filePath(u"chat.json"_s);
    QCOMPARE(model.save(file), QString());
    model.clear();
    QCOMPARE(model.save(file), QString());
    QCOMPARE(QDir(directory.path()).entryList(QDir::Files), QStringList{ u"chat.json"_s });
    ChatModel other;
    fill(other);
    QCOMPARE(other.load(file), QString());
    QCOMPARE(other.count(), 0);
}

void tst_ChatModelJson::whatIsUnknownToThisVersionIsIgnored()
{
    ChatModel model;
    fill(model);
    QJsonObject json = model.toJson();
    json.insert(u"title"_s, u"Weather"_s);
    ChatModel other;
    QCOMPARE(other.fromJson(json), QString());
    QCOMPARE(other.toJson(), model.toJson());
}

void tst_ChatModelJson::aFullDiskIsToldAndLeavesTheFile()
{
    if (!FullDisk::IsPossible)
        QSKIP("There is no way to make the disk full here.");
    const QTemporaryDir directory;
    const QString file = directory.filePath(u"chat.json"_s);
    ChatModel model;
    model.append(Chat::Role::User, u"first"_s);
    QCOMPARE(model.save(file), QString());
    model.append(Chat::Role::User, u"second"_s);
    QString said;
    {
        const FullDisk full;
        said = model.save(file);
    }
    QVERIFY2(said.contains(file), qPrintable(said));
    ChatModel other;
    QCOMPARE(other.load(file), QString());
    QCOMPARE(other.count(), 1);
    QCOMPARE(QDir(directory.path()).entryList(QDir::Files), QStringList{ u"chat.json"_s });
}

QTEST_GUILESS_MAIN(tst_ChatModelJson)

#include "tst_chatmodeljson.moc"
