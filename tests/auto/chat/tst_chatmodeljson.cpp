// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// Conversations as JSON, and in files.

#include "chatdeltas.h"

#include <SseQt/ChatModel>

#include <QtCore/qjsonarray.h>
#include <QtCore/qjsondocument.h>
#include <QtCore/qtemporarydir.h>
#include <QtTest/QtTest>

using namespace Qt::StringLiterals;
using namespace ChatDeltas;
using Type = ChatDelta::Type;

class tst_ChatModelJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsSavedIsLoaded();
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

QTEST_GUILESS_MAIN(tst_ChatModelJson)

#include "tst_chatmodeljson.moc"
