// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// The model of a conversation, fed with deltas.

#include "chatdeltas.h"

#include <SseQt/ChatModel>

#include <QtCore/qelapsedtimer.h>
#include <QtCore/qhash.h>
#include <QtCore/qjsonarray.h>
#include <QtCore/qpointer.h>
#include <QtCore/qtimezone.h>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QtTest>

#include <algorithm>
#include <functional>
#include <limits>
#include <memory>
#include <type_traits>

static_assert(!std::is_copy_constructible_v<ChatModel>);
static_assert(!std::is_copy_constructible_v<ChatMessage>);
static_assert(!std::is_copy_constructible_v<ChatPart>);

using namespace Qt::StringLiterals;
using namespace ChatDeltas;
using Type = ChatDelta::Type;

class tst_ChatModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void isEmptyAtFirst();
    void messagesHaveTheirRolesAndIds();
    void fragmentsAreToldTogetherWithinAFrame();
    void nothingIsKnownBeforeItIsTold();
    void fragmentsGoToTheirParts_data();
    void fragmentsGoToTheirParts();
    void toolCalls();
    void callsBeginWithWhateverIsSaidFirst_data();
    void callsBeginWithWhateverIsSaidFirst();
    void anIdMayBeUsedAgainByAnotherCall();
    void statesMayCarryValues();
    void whatGoesBackToTheServiceIsKept();
    void aSignatureWithoutTextIsKept();
    void whatIsUnknownIsKeptWhole();
    void deepValuesAreKeptAsText();
    void partsEndWhenAnotherBegins();
    void durationsAreMeasured();
    void thePartsEndMayReplaceItsText();
    void halvesOfPairsWait_data();
    void halvesOfPairsWait();
    void textsOfAMessageAreJoined();
    void theEndIsToldAtOnce();
    void endings_data();
    void endings();
    void callsWithoutResultAreInterrupted();
    void anotherRound();
    void rolesAreExact();
    void rolesOfPartsAreExact();
    void aViewThatAppendsHasTheText();
    void aMessageHasSoManyParts();
    void aMessageHasSoMuchText();
    void whatIsUnknownNeverEndsAnAnswer();
    void callsWithoutIdsAreTheNewestOnes();
    void insertingAndRemoving();
    void removedMessagesTakeNoMore();
    void clearing();
    void handlersMayDoAnything_data();
    void handlersMayDoAnything();
    void whatIsCalledForInBetweenHappensAfterwards_data();
    void whatIsCalledForInBetweenHappensAfterwards();
    void manyTokensCostTheSame();

private:
    void apply(std::initializer_list<ChatDelta> deltas);

    std::unique_ptr<ChatModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    std::unique_ptr<QAbstractItemModelTester> m_partTester;
    ChatMessage *m_answer = nullptr;
};

namespace {

// The parts of a message on one line, as in "text:Hello|reasoning:Hm".
QString outline(const ChatMessage *message)
{
    QStringList parts;
    for (const ChatPart *part : message->parts()) {
        const QString type = QVariant::fromValue(part->type()).toString();
        parts.append(type.toLower() + u':' + part->text());
    }
    return parts.join(u'|');
}

} // namespace

void tst_ChatModel::init()
{
    m_model = std::make_unique<ChatModel>();
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_answer = m_model->beginAnswer();
    m_partTester = std::make_unique<QAbstractItemModelTester>(
        m_answer, QAbstractItemModelTester::FailureReportingMode::QtTest);
}

void tst_ChatModel::cleanup()
{
    m_partTester.reset();
    m_tester.reset();
    m_model.reset();
}

void tst_ChatModel::apply(std::initializer_list<ChatDelta> deltas)
{
    for (const ChatDelta &delta : deltas)
        m_model->apply(m_answer, delta);
}

void tst_ChatModel::isEmptyAtFirst()
{
    const ChatModel model;
    QCOMPARE(model.count(), 0);
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.messageAt(0), nullptr);
    QCOMPARE(model.message(u"1"_s), nullptr);
}

void tst_ChatModel::messagesHaveTheirRolesAndIds()
{
    ChatMessage *const question = m_model->append(Chat::Role::User, u"Why?"_s);
    QCOMPARE(m_model->rowOf(question), 1);
    QCOMPARE(question->role(), Chat::Role::User);
    QCOMPARE(question->text(), u"Why?"_s);
    QVERIFY(!question->messageId().isEmpty());
    QVERIFY(question->messageId() != m_answer->messageId());
    QCOMPARE(m_model->message(question->messageId()), question);
    QVERIFY(!question->isStreaming());
    QVERIFY(m_answer->isStreaming());

    const QModelIndex index = m_model->index(1);
    QCOMPARE(index.data(ChatModel::TextRole).toString(), u"Why?"_s);
    QCOMPARE(index.data(ChatModel::RoleRole).value<Chat::Role>(), Chat::Role::User);
    QCOMPARE(index.data(ChatModel::MessageObjectRole).value<ChatMessage *>(), question);
    QCOMPARE(index.data(ChatModel::IdRole).toString(), question->messageId());
    QCOMPARE(index.data(ChatModel::StreamingRole).toBool(), false);
    QCOMPARE(index.data(ChatModel::CreatedRole).toDateTime(), question->created());
}

void tst_ChatModel::fragmentsAreToldTogetherWithinAFrame()
{
    apply({ text(u"One"_s) });
    m_model->flush();
    ChatPart *const part = m_answer->partAt(0);
    QVERIFY(part);
    QSignalSpy appended(part, &ChatPart::textAppended);
    QSignalSpy changed(part, &ChatPart::textChanged);
    QVERIFY(appended.isValid() && changed.isValid());
    apply({ text(u", two"_s), text(u", three"_s) });
    QTRY_COMPARE(appended.size(), 1);
    QCOMPARE(appended.at(0).at(0).toString(), u", two, three"_s);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(part->text(), u"One, two, three"_s);
}

void tst_ChatModel::nothingIsKnownBeforeItIsTold()
{
    apply({ begin(u"id"_s, u"m"_s), text(u"One"_s), usage(1, 2) });
    QCOMPARE(m_answer->count(), 0);
    QVERIFY(m_answer->modelName().isEmpty());
    m_model->flush();
    QCOMPARE(m_answer->count(), 1);
    QCOMPARE(m_answer->messageId(), u"id"_s);
    QCOMPARE(m_answer->modelName(), u"m"_s);
    QCOMPARE(m_answer->usage().totalTokens(), 3);
}

void tst_ChatModel::fragmentsGoToTheirParts_data()
{
    QTest::addColumn<QList<ChatDelta>>("deltas");
    QTest::addColumn<QString>("expected");

    QTest::newRow("one") << QList{ text(u"a"_s), text(u"b"_s) } << u"text:ab"_s;
    QTest::newRow("nothing is no part") << QList{ text({}), reasoning({}) } << QString();
    QTest::newRow("an ID begins a part") << QList{ text({}, u"1"_s) } << u"text:"_s;
    QTest::newRow("by type") << QList{ reasoning(u"a"_s), text(u"b"_s), reasoning(u"c"_s) }
                             << u"reasoning:ac|text:b"_s;
    QTest::newRow("by ID") << QList{ text(u"a"_s, u"1"_s), text(u"b"_s, u"2"_s),
                                     text(u"c"_s, u"1"_s) }
                           << u"text:ac|text:b"_s;
    QTest::newRow("by ID and type")
        << QList{ text(u"a"_s, u"1"_s), reasoning(u"b"_s, u"1"_s), text(u"c"_s, u"1"_s) }
        << u"text:ac|reasoning:b"_s;
    QTest::newRow("the newest") << QList{ text(u"a"_s, u"1"_s), text(u"b"_s, u"2"_s), text(u"c"_s) }
                                << u"text:a|text:bc"_s;
    QTest::newRow("after its end")
        << QList{ text(u"a"_s, u"1"_s), partEnd(u"1"_s), text(u"b"_s, u"1"_s) }
        << u"text:a|text:b"_s;
    QTest::newRow("after an end without ID")
        << QList{ text(u"a"_s), partEnd({}), text(u"b"_s) } << u"text:a|text:b"_s;
    QTest::newRow("an end without ID is the newest's")
        << QList{ text(u"a"_s, u"1"_s), reasoning(u"b"_s, u"2"_s), partEnd({}),
                  text(u"c"_s, u"1"_s), reasoning(u"d"_s, u"2"_s) }
        << u"text:ac|reasoning:b|reasoning:d"_s;
    QTest::newRow("after a step") << QList{ text(u"a"_s, u"1"_s), fragment(Type::Step, {}),
                                            text(u"b"_s, u"1"_s) }
                                  << u"text:a|step:|text:b"_s;
    QTest::newRow("refusal") << QList{ fragment(Type::Refusal, u"No"_s) } << u"refusal:No"_s;
    QTest::newRow("unknown") << QList{ text(u"a"_s), unknown(u"new"_s, 1), text(u"b"_s) }
                             << u"text:ab|unknown:new"_s;
    QTest::newRow("error") << QList{ text(u"a"_s), failure(Chat::ErrorCode::Overloaded, u"Busy"_s) }
                           << u"text:a|error:Busy"_s;
}

void tst_ChatModel::fragmentsGoToTheirParts()
{
    QFETCH(QList<ChatDelta>, deltas);
    QFETCH(QString, expected);
    for (const ChatDelta &delta : std::as_const(deltas))
        m_model->apply(m_answer, delta);
    m_model->flush();
    QCOMPARE(outline(m_answer), expected);

    // Told one by one it is the same.
    ChatMessage *const other = m_model->beginAnswer();
    for (const ChatDelta &delta : std::as_const(deltas)) {
        m_model->apply(other, delta);
        m_model->flush();
    }
    QCOMPARE(outline(other), expected);
}

void tst_ChatModel::toolCalls()
{
    apply({ call(Type::ToolBegin, u"1"_s, u"weather"_s),
            call(Type::ToolArguments, u"1"_s, {}, u"{\"city\":"_s),
            call(Type::ToolArguments, u"1"_s, {}, u"\"Rome\"}"_s) });
    m_model->flush();
    ChatPart *const part = m_answer->toolCall(u"1"_s);
    QVERIFY(part);
    QCOMPARE(part->toolName(), u"weather"_s);
    QCOMPARE(part->arguments(), u"{\"city\":\"Rome\"}"_s);
    QCOMPARE(part->toolState(), Chat::ToolState::Pending);
    QVERIFY(part->isStreaming());

    QSignalSpy changed(part, &ChatPart::toolChanged);
    apply({ call(Type::ToolComplete, u"1"_s, {}, u"{\"city\":\"Rome\"}"_s),
            toolState(u"1"_s, Chat::ToolState::Running) });
    m_model->flush();
    QCOMPARE(changed.size(), 1);
    QCOMPARE(part->toolState(), Chat::ToolState::Running);
    QVERIFY(!part->isStreaming());
    apply({ finish(Chat::FinishReason::ToolCalls),
            toolResult(u"1"_s, QJsonObject{ { u"degrees"_s, 21 } }) });
    m_model->flush();
    QCOMPARE(part->toolState(), Chat::ToolState::Completed);
    QCOMPARE(part->result(), u"{\"degrees\":21}"_s);
    QVERIFY(part->duration() >= 0);
}

void tst_ChatModel::callsBeginWithWhateverIsSaidFirst_data()
{
    QTest::addColumn<ChatDelta>("delta");
    QTest::addColumn<Chat::ToolState>("state");
    QTest::addColumn<QString>("text");

    QTest::newRow("begin") << call(Type::ToolBegin, u"1"_s, u"f"_s) << Chat::ToolState::Pending
                           << u"f()"_s;
    QTest::newRow("arguments") << call(Type::ToolArguments, u"1"_s, u"f"_s, u"{"_s)
                               << Chat::ToolState::Pending << u"f({)"_s;
    QTest::newRow("complete") << call(Type::ToolComplete, u"1"_s, u"f"_s, u"{}"_s)
                              << Chat::ToolState::Pending << u"f({})"_s;
    QTest::newRow("state") << toolState(u"1"_s, Chat::ToolState::Running)
                           << Chat::ToolState::Running << u"()"_s;
    QTest::newRow("result") << toolResult(u"1"_s, u"fine"_s) << Chat::ToolState::Completed
                            << u"()\nfine"_s;
    QTest::newRow("failure") << toolResult(u"1"_s, u"broken"_s, Chat::ToolState::Error)
                             << Chat::ToolState::Error << u"()\nbroken"_s;
}

void tst_ChatModel::callsBeginWithWhateverIsSaidFirst()
{
    QFETCH(ChatDelta, delta);
    QFETCH(Chat::ToolState, state);
    QFETCH(QString, text);
    apply({ delta });
    m_model->flush();
    QCOMPARE(m_answer->count(), 1);
    const ChatPart *const part = m_answer->toolCall(u"1"_s);
    QVERIFY(part);
    QCOMPARE(part->toolState(), state);
    QCOMPARE(part->text(), text);

    // A beginning that comes late is no other call.
    if (state == Chat::ToolState::Pending || state == Chat::ToolState::Running) {
        apply({ call(Type::ToolBegin, u"1"_s, u"late"_s) });
        m_model->flush();
        QCOMPARE(m_answer->count(), 1);
        QCOMPARE(part->toolName(), u"late"_s);
    }
}

void tst_ChatModel::anIdMayBeUsedAgainByAnotherCall()
{
    apply({ call(Type::ToolBegin, u"1"_s, u"a"_s), toolResult(u"1"_s, 1),
            call(Type::ToolBegin, u"1"_s, u"b"_s), toolResult(u"1"_s, 2) });
    m_model->flush();
    QCOMPARE(outline(m_answer), u"toolcall:a()\n1|toolcall:b()\n2"_s);
    QCOMPARE(m_answer->toolCall(u"1"_s), m_answer->partAt(1));
}

void tst_ChatModel::statesMayCarryValues()
{
    ChatDelta running = toolState(u"1"_s, Chat::ToolState::Running);
    running.value = QJsonObject{ { u"title"_s, u"Looking"_s } };
    ChatDelta completed = toolState(u"1"_s, Chat::ToolState::Completed);
    completed.value = u"Found"_s;
    apply({ running });
    m_model->flush();
    const ChatPart *const part = m_answer->toolCall(u"1"_s);
    QVERIFY(part);
    QCOMPARE(part->value(), running.value);
    QVERIFY(part->resultValue().isUndefined());
    apply({ completed });
    m_model->flush();
    QCOMPARE(part->result(), u"Found"_s);
    QCOMPARE(part->toolState(), Chat::ToolState::Completed);
}

void tst_ChatModel::whatGoesBackToTheServiceIsKept()
{
    ChatDelta complete = call(Type::ToolComplete, u"1"_s, u"f"_s, u"{}"_s);
    complete.value = QJsonObject{ { u"thoughtSignature"_s, u"t"_s } };
    apply({ reasoning(u"Hm"_s, u"r"_s), partEnd(u"r"_s, QJsonObject{ { u"signature"_s, u"s"_s } }),
            complete });
    m_model->flush();
    QCOMPARE(m_answer->partAt(0)->extra(), (QJsonObject{ { u"signature"_s, u"s"_s } }));
    QCOMPARE(m_answer->partAt(1)->extra(), complete.value.toObject());
}

void tst_ChatModel::aSignatureWithoutTextIsKept()
{
    const QJsonObject signature{ { u"data"_s, u"s"_s } };
    apply({ partEnd(u"r"_s), partEnd(u"r"_s, signature) });
    m_model->flush();
    QCOMPARE(outline(m_answer), u"reasoning:"_s);
    QCOMPARE(m_answer->partAt(0)->extra(), signature);
    QVERIFY(!m_answer->partAt(0)->isStreaming());
}

void tst_ChatModel::whatIsUnknownIsKeptWhole()
{
    const QJsonObject whole{ { u"type"_s, u"new"_s }, { u"n"_s, 1 } };
    apply({ unknown(u"new"_s, whole) });
    m_model->flush();
    QCOMPARE(m_answer->partAt(0)->name(), u"new"_s);
    QCOMPARE(m_answer->partAt(0)->value(), QJsonValue(whole));
    QVERIFY(m_answer->isStreaming());
}

void tst_ChatModel::deepValuesAreKeptAsText()
{
    QJsonValue deep = 1;
    for (int i = 0; i < 600; ++i)
        deep = QJsonArray{ deep };
    apply({ unknown(u"deep"_s, deep) });
    m_model->flush();
    const QJsonValue kept = m_answer->partAt(0)->value();
    QVERIFY(kept.isString());
    QCOMPARE(kept.toString(), QString(600, u'[') + u'1' + QString(600, u']'));
}

void tst_ChatModel::partsEndWhenAnotherBegins()
{
    apply({ reasoning(u"a"_s) });
    m_model->flush();
    ChatPart *const part = m_answer->partAt(0);
    QVERIFY(part->isStreaming());
    QSignalSpy streaming(part, &ChatPart::streamingChanged);
    apply({ text(u"b"_s) });
    m_model->flush();
    QVERIFY(!part->isStreaming());
    QCOMPARE(streaming.size(), 1);
    // It goes on where the format has no word for its end.
    apply({ reasoning(u"c"_s) });
    m_model->flush();
    QVERIFY(part->isStreaming());
    QCOMPARE(streaming.size(), 2);

    // Parts that have IDs are told apart, and stream side by side.
    apply({ text(u"1"_s, u"1"_s), text(u"2"_s, u"2"_s) });
    m_model->flush();
    QVERIFY(m_answer->partAt(2)->isStreaming() && m_answer->partAt(3)->isStreaming());
    apply({ partEnd(u"1"_s) });
    m_model->flush();
    QVERIFY(!m_answer->partAt(2)->isStreaming() && m_answer->partAt(3)->isStreaming());
}

void tst_ChatModel::durationsAreMeasured()
{
    apply({ reasoning(u"a"_s, u"r"_s) });
    m_model->flush();
    ChatPart *const part = m_answer->partAt(0);
    QTRY_VERIFY(part->duration() > 2);
    QSignalSpy changed(part, &ChatPart::durationChanged);
    apply({ partEnd(u"r"_s) });
    m_model->flush();
    QCOMPARE(changed.size(), 1);
    const int duration = part->duration();
    QVERIFY(duration > 2);
    QElapsedTimer clock;
    clock.start();
    QTRY_VERIFY(clock.elapsed() > 2);
    QCOMPARE(part->duration(), duration);

    const ChatMessage *const question = m_model->append(Chat::Role::User, u"Why?"_s);
    QCOMPARE(question->partAt(0)->duration(), -1);
}

void tst_ChatModel::thePartsEndMayReplaceItsText()
{
    apply({ text(u"One"_s, u"1"_s), text(u"two"_s, u"2"_s) });
    m_model->flush();
    ChatPart *const part = m_answer->partAt(0);
    ChatPart *const other = m_answer->partAt(1);
    QSignalSpy reset(part, &ChatPart::textReset);
    QSignalSpy appended(part, &ChatPart::textAppended);
    QSignalSpy changed(part, &ChatPart::textChanged);
    QSignalSpy otherChanged(other, &ChatPart::textChanged);
    ChatDelta end = partEnd(u"1"_s);
    end.text = u"Uno"_s;
    ChatDelta otherEnd = partEnd(u"2"_s);
    otherEnd.text = u"two"_s;
    apply({ text(u"!"_s, u"1"_s), end, otherEnd });
    m_model->flush();
    QCOMPARE(part->text(), u"Uno"_s);
    QCOMPARE(reset.size(), 1);
    QCOMPARE(appended.size(), 0);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(otherChanged.size(), 0);
}

void tst_ChatModel::halvesOfPairsWait_data()
{
    QTest::addColumn<QStringList>("fragments");
    QTest::addColumn<QStringList>("told"); // after each fragment
    QTest::addColumn<QString>("whole");

    const QString smile = u"\U0001F600"_s;
    const QString high = smile.left(1);
    const QString low = smile.right(1);
    const QString broken(1, QChar(QChar::ReplacementCharacter));
    QTest::newRow("cut") << QStringList{ u"a"_s + high, low + u"b"_s }
                         << QStringList{ u"a"_s, u"a"_s + smile + u'b' } << u"a"_s + smile + u'b';
    QTest::newRow("alone") << QStringList{ high, low } << QStringList{ QString(), smile } << smile;
    QTest::newRow("never whole") << QStringList{ u"a"_s + high } << QStringList{ u"a"_s }
                                 << u"a"_s + broken;
    QTest::newRow("another follows")
        << QStringList{ u"a"_s + high, u"b"_s } << QStringList{ u"a"_s, u"a"_s + broken + u'b' }
        << u"a"_s + broken + u'b';
    QTest::newRow("two first halves")
        << QStringList{ high, high, low } << QStringList{ QString(), broken, broken + smile }
        << broken + smile;
    QTest::newRow("a second half alone")
        << QStringList{ u"a"_s + low } << QStringList{ u"a"_s + broken } << u"a"_s + broken;
}

void tst_ChatModel::halvesOfPairsWait()
{
    QFETCH(QStringList, fragments);
    QFETCH(QStringList, told);
    QFETCH(QString, whole);
    for (qsizetype i = 0; i < fragments.size(); ++i) {
        apply({ text(fragments.at(i)), call(Type::ToolArguments, u"1"_s, {}, fragments.at(i)) });
        m_model->flush();
        QCOMPARE(m_answer->text(), told.at(i));
        QCOMPARE(m_answer->toolCall(u"1"_s)->arguments(), told.at(i));
    }
    apply({ finish(Chat::FinishReason::Stop) });
    QCOMPARE(m_answer->text(), whole);
    QCOMPARE(m_answer->toolCall(u"1"_s)->arguments(), whole);

    ChatMessage *const other = m_model->beginAnswer();
    for (const QString &fragment : std::as_const(fragments))
        m_model->apply(other, text(fragment));
    m_model->end(other, Chat::FinishReason::Stop);
    QCOMPARE(other->text(), whole);
}

void tst_ChatModel::textsOfAMessageAreJoined()
{
    QSignalSpy changed(m_answer, &ChatMessage::textChanged);
    apply({ text({}, u"0"_s), text(u"a"_s, u"1"_s), reasoning(u"x"_s), text(u"b"_s, u"2"_s) });
    m_model->flush();
    QCOMPARE(m_answer->text(), u"a\n\nb"_s);
    QCOMPARE(changed.size(), 1);
    apply({ reasoning(u"y"_s) });
    m_model->flush();
    QCOMPARE(changed.size(), 1);
}

void tst_ChatModel::theEndIsToldAtOnce()
{
    QSignalSpy streaming(m_answer, &ChatMessage::streamingChanged);
    apply({ text(u"a"_s), finish(Chat::FinishReason::Length) });
    QCOMPARE(streaming.size(), 1);
    QVERIFY(!m_answer->isStreaming());
    QCOMPARE(m_answer->finishReason(), Chat::FinishReason::Length);
    QVERIFY(!m_answer->partAt(0)->isStreaming());
    apply({ usage(1, 2), of(Type::End) });
    QCOMPARE(m_answer->finishReason(), Chat::FinishReason::Length);
    QCOMPARE(m_answer->usage().outputTokens, 2);
}

void tst_ChatModel::endings_data()
{
    QTest::addColumn<QList<ChatDelta>>("deltas");
    QTest::addColumn<Chat::FinishReason>("reason");

    QTest::newRow("finish") << QList{ finish(Chat::FinishReason::Stop) }
                            << Chat::FinishReason::Stop;
    QTest::newRow("the first counts")
        << QList{ finish(Chat::FinishReason::Stop), finish(Chat::FinishReason::Length) }
        << Chat::FinishReason::Stop;
    QTest::newRow("without a reason")
        << QList{ finish(Chat::FinishReason::None) } << Chat::FinishReason::Other;
    QTest::newRow("end") << QList{ of(Type::End) } << Chat::FinishReason::Other;
    QTest::newRow("finish and end")
        << QList{ finish(Chat::FinishReason::Stop), of(Type::End) } << Chat::FinishReason::Stop;
    QTest::newRow("error") << QList{ failure(Chat::ErrorCode::Overloaded, u"Busy"_s) }
                           << Chat::FinishReason::Error;
    QTest::newRow("cut after finish")
        << QList{ finish(Chat::FinishReason::Stop), failure(Chat::ErrorCode::Truncated, u"Cut"_s) }
        << Chat::FinishReason::Error;
}

void tst_ChatModel::endings()
{
    QFETCH(QList<ChatDelta>, deltas);
    QFETCH(Chat::FinishReason, reason);
    QSignalSpy streaming(m_answer, &ChatMessage::streamingChanged);
    for (const ChatDelta &delta : std::as_const(deltas))
        m_model->apply(m_answer, delta);
    QCOMPARE(m_answer->finishReason(), reason);
    QVERIFY(!m_answer->isStreaming());
    QCOMPARE(streaming.size(), 1);
    // The user's stop comes too late.
    m_model->end(m_answer, Chat::FinishReason::Stopped);
    QCOMPARE(m_answer->finishReason(), reason);
}

void tst_ChatModel::callsWithoutResultAreInterrupted()
{
    apply({ call(Type::ToolBegin, u"1"_s, u"f"_s), call(Type::ToolBegin, u"2"_s, u"f"_s),
            toolResult(u"2"_s, u"done"_s), finish(Chat::FinishReason::ToolCalls) });
    ChatPart *const part = m_answer->toolCall(u"1"_s);
    QVERIFY(part);
    QCOMPARE(part->toolState(), Chat::ToolState::Pending);
    m_model->end(m_answer, Chat::FinishReason::Stopped);
    QCOMPARE(part->toolState(), Chat::ToolState::Error);
    QCOMPARE(part->result(), u"interrupted"_s);
    QCOMPARE(m_answer->toolCall(u"2"_s)->toolState(), Chat::ToolState::Completed);
    QCOMPARE(m_answer->finishReason(), Chat::FinishReason::Stopped);
}

void tst_ChatModel::anotherRound()
{
    apply({ text(u"a"_s), usage(10, 5), usage(-1, 6), finish(Chat::FinishReason::ToolCalls) });
    QSignalSpy streaming(m_answer, &ChatMessage::streamingChanged);
    m_model->resume(m_answer);
    QVERIFY(m_answer->isStreaming());
    QCOMPARE(m_answer->finishReason(), Chat::FinishReason::None);
    QCOMPARE(streaming.size(), 1);
    apply(
        { fragment(Type::Step, {}), text(u"b"_s), usage(20, 3), finish(Chat::FinishReason::Stop) });
    QCOMPARE(outline(m_answer), u"text:a|step:|text:b"_s);
    QCOMPARE(m_answer->usage().inputTokens, 30);
    QCOMPARE(m_answer->usage().outputTokens, 9);
    QCOMPARE(m_answer->finishReason(), Chat::FinishReason::Stop);
}

void tst_ChatModel::rolesAreExact()
{
    QSignalSpy changed(m_model.get(), &ChatModel::dataChanged);
    const auto roles = [&changed] {
        QList<int> list =
            changed.size() == 1 ? changed.at(0).at(2).value<QList<int>>() : QList<int>();
        changed.clear();
        std::sort(list.begin(), list.end());
        return list;
    };
    apply({ text(u"a"_s) });
    m_model->flush();
    QCOMPARE(roles(), (QList<int>{ Qt::DisplayRole, ChatModel::TextRole }));
    apply({ begin(u"id"_s, {}) });
    m_model->flush();
    QCOMPARE(roles(), (QList<int>{ ChatModel::IdRole }));
    apply({ reasoning(u"a"_s), usage(1, 1) });
    m_model->flush();
    QCOMPARE(changed.size(), 0);
    apply({ finish(Chat::FinishReason::Stop) });
    QCOMPARE(roles(), (QList<int>{ ChatModel::StreamingRole, ChatModel::FinishReasonRole }));
    apply({ finish(Chat::FinishReason::Stop) });
    m_model->flush();
    QCOMPARE(changed.size(), 0);
}

void tst_ChatModel::rolesOfPartsAreExact()
{
    apply({ text(u"a"_s) });
    m_model->flush();
    QSignalSpy changed(m_answer, &ChatMessage::dataChanged);
    apply({ text(u"b"_s), reasoning(u"c"_s) });
    m_model->flush();
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 0);
    QCOMPARE(changed.at(0).at(2).value<QList<int>>(),
             (QList<int>{ ChatMessage::TextRole, Qt::DisplayRole }));
    const QModelIndex index = m_answer->index(1);
    QCOMPARE(index.data(ChatMessage::TextRole).toString(), u"c"_s);
    QCOMPARE(index.data(ChatMessage::TypeRole).value<Chat::PartType>(), Chat::PartType::Reasoning);
    QCOMPARE(index.data(ChatMessage::PartObjectRole).value<ChatPart *>(), m_answer->partAt(1));
    apply({ finish(Chat::FinishReason::Stop) });
    QCOMPARE(changed.size(), 1);
}

// One that begins late, in the middle of a change, has it all too, and nothing twice.
void tst_ChatModel::aViewThatAppendsHasTheText()
{
    QString shown;
    QString late;
    connect(m_answer, &ChatMessage::rowsInserted, this, [&] {
        ChatPart *const first = m_answer->partAt(0);
        QString *const target = m_answer->count() == 1 ? &shown : &late;
        *target = first->text();
        connect(first, &ChatPart::textAppended, this,
                [target](const QString &fragment) { *target += fragment; });
    });
    apply({ text(u"one "_s) });
    m_model->flush();
    apply({ text(u"two "_s), reasoning(u"meanwhile"_s), text(u"three "_s) });
    m_model->flush();
    apply({ text(u"four"_s) });
    m_model->flush();
    QCOMPARE(m_answer->text(), u"one two three four"_s);
    QCOMPARE(shown, m_answer->text());
    QCOMPARE(late, m_answer->text());
}

void tst_ChatModel::aMessageHasSoManyParts()
{
    for (int i = 0; i < 10'100; ++i)
        apply({ text(u"a"_s, QString::number(i)) });
    m_model->flush();
    QCOMPARE(m_answer->count(), 10'000);
    const ChatPart *const last = m_answer->partAt(9'999);
    QCOMPARE(last->type(), Chat::PartType::Error);
    QCOMPARE(last->error().code, Chat::ErrorCode::TooLarge);
    QVERIFY(!last->error().message.isEmpty());
    QCOMPARE(m_answer->finishReason(), Chat::FinishReason::Error);
    QVERIFY(!m_answer->isStreaming());
    apply({ text(u"more"_s), failure(Chat::ErrorCode::Overloaded, u"Busy"_s), usage(1, 2) });
    m_model->resume(m_answer);
    m_model->flush();
    QCOMPARE(m_answer->count(), 10'000);
    QVERIFY(!m_answer->isStreaming());
    QCOMPARE(m_answer->usage().totalTokens(), 3);
}

void tst_ChatModel::aMessageHasSoMuchText()
{
    const QString fragment(1024 * 1024, u'a'); // two MiB
    for (int i = 0; i < 40; ++i)
        apply({ text(fragment) });
    m_model->flush();
    QCOMPARE(m_answer->count(), 2);
    QCOMPARE(m_answer->text().size(), 31 * fragment.size());
    QCOMPARE(m_answer->partAt(1)->error().code, Chat::ErrorCode::TooLarge);
    QVERIFY(!m_answer->isStreaming());
}

// A server may put a member of its own beside each fragment.
void tst_ChatModel::whatIsUnknownNeverEndsAnAnswer()
{
    for (int i = 0; i < 10'100; ++i)
        apply({ unknown(u"note"_s, i), text(u"a"_s, u"t"_s) });
    m_model->flush();
    QVERIFY(m_answer->isStreaming());
    QCOMPARE(m_answer->text().size(), 10'100);
    QCOMPARE(m_answer->count(), 1001);
    QCOMPARE(m_answer->partAt(0)->value(), QJsonValue(0));
    apply({ finish(Chat::FinishReason::Stop) });
    QCOMPARE(m_answer->finishReason(), Chat::FinishReason::Stop);
}

void tst_ChatModel::callsWithoutIdsAreTheNewestOnes()
{
    apply({ call(Type::ToolBegin, {}, u"a"_s), call(Type::ToolArguments, {}, {}, u"1"_s),
            call(Type::ToolBegin, {}, u"b"_s), call(Type::ToolArguments, {}, {}, u"2"_s) });
    m_model->flush();
    QCOMPARE(outline(m_answer), u"toolcall:a(1)|toolcall:b(2)"_s);
}

void tst_ChatModel::insertingAndRemoving()
{
    QSignalSpy counts(m_model.get(), &ChatModel::countChanged);
    const QDateTime time(QDate(2026, 1, 2), QTime(3, 4, 5), QTimeZone::utc());
    ChatMessage *const first = m_model->insert(0, Chat::Role::System, u"s"_s, time);
    QCOMPARE(m_model->rowOf(first), 0);
    QCOMPARE(first->created(), time);
    ChatMessage *const last = m_model->insert(-1, Chat::Role::User, {}, {});
    QCOMPARE(m_model->rowOf(last), 2);
    QVERIFY(last->created().isValid());
    m_model->apply(last, text(u"Hi"_s));
    m_model->flush();
    QCOMPARE(last->text(), u"Hi"_s);
    QVERIFY(!last->partAt(0)->isStreaming());
    QCOMPARE(counts.size(), 2);

    m_model->remove(5);
    m_model->remove(0, 0);
    m_model->remove(-3, 2);
    QCOMPARE(m_model->count(), 3);
    m_model->remove(1, std::numeric_limits<int>::max());
    QCOMPARE(m_model->count(), 1);
    QCOMPARE(m_model->messageAt(0), first);
    QCOMPARE(counts.size(), 3);
    QCOMPARE(counts.at(2).at(0).toInt(), 1);
}

void tst_ChatModel::removedMessagesTakeNoMore()
{
    apply({ text(u"a"_s) });
    const QPointer<ChatMessage> answer(m_answer);
    QSignalSpy streaming(m_answer, &ChatMessage::streamingChanged);
    m_partTester.reset();
    m_model->remove(0);
    QVERIFY(answer);
    QVERIFY(!answer->isStreaming());
    QCOMPARE(answer->finishReason(), Chat::FinishReason::Stopped);
    QCOMPARE(answer->text(), u"a"_s);
    QCOMPARE(streaming.size(), 1);
    apply({ text(u"b"_s), finish(Chat::FinishReason::Stop) });
    m_model->flush();
    QCOMPARE(answer->text(), u"a"_s);
    QTRY_VERIFY(!answer);
    apply({ text(u"c"_s) }); // a pointer that is no more
    m_model->end(m_answer, Chat::FinishReason::Stop);
    m_model->resume(m_answer);
}

void tst_ChatModel::clearing()
{
    apply({ text(u"a"_s) });
    m_model->append(Chat::Role::User, u"b"_s);
    QSignalSpy replaced(m_model.get(), &ChatModel::replaced);
    QSignalSpy counts(m_model.get(), &ChatModel::countChanged);
    const QPointer<ChatMessage> answer(m_answer);
    m_partTester.reset();
    m_model->clear();
    QCOMPARE(m_model->count(), 0);
    QCOMPARE(replaced.size(), 1);
    QCOMPARE(counts.size(), 1);
    apply({ text(u"b"_s), of(Type::End) });
    QTRY_VERIFY(!answer);
    const ChatMessage *const next = m_model->append(Chat::Role::User, u"c"_s);
    QCOMPARE(m_model->messageAt(0), next);
}

void tst_ChatModel::handlersMayDoAnything_data()
{
    QTest::addColumn<QString>("signal");
    QTest::addColumn<QString>("deed");

    const QStringList signalNames{ u"textAppended"_s, u"textChanged"_s, u"partStreaming"_s,
                                   u"duration"_s,     u"toolChanged"_s, u"rowsInserted"_s,
                                   u"partsCount"_s,   u"partsData"_s,   u"messageId"_s,
                                   u"messageText"_s,  u"streaming"_s,   u"details"_s,
                                   u"data"_s };
    for (const QString &signal : signalNames) {
        for (const QString &deed :
             { u"destroy"_s, u"remove"_s, u"clear"_s, u"apply"_s, u"flush"_s, u"end"_s }) {
            QTest::newRow(qPrintable(signal + u' ' + deed)) << signal << deed;
        }
    }
}

void tst_ChatModel::handlersMayDoAnything()
{
    QFETCH(QString, signal);
    QFETCH(QString, deed);
    apply({ text(u"a"_s), call(Type::ToolBegin, u"1"_s, u"f"_s) });
    m_model->flush();
    ChatPart *const part = m_answer->partAt(0);
    ChatPart *const tool = m_answer->partAt(1);

    int calls = 0;
    const auto act = [&] {
        if (++calls > 1)
            return;
        if (deed == "destroy"_L1) {
            m_partTester.reset();
            m_tester.reset();
            m_model.reset();
        } else if (deed == "remove"_L1) {
            m_model->remove(0);
        } else if (deed == "clear"_L1) {
            m_model->clear();
        } else if (deed == "apply"_L1) {
            apply({ text(u"!"_s), reasoning(u"?"_s), of(Type::End) });
        } else if (deed == "flush"_L1) {
            apply({ text(u"!"_s) });
            m_model->flush();
        } else {
            m_model->end(m_answer, Chat::FinishReason::Stopped);
        }
    };
    const QHash<QString, std::function<void()>> connecting{
        { u"textAppended"_s, [&] { connect(part, &ChatPart::textAppended, this, act); } },
        { u"textChanged"_s, [&] { connect(part, &ChatPart::textChanged, this, act); } },
        { u"partStreaming"_s, [&] { connect(tool, &ChatPart::streamingChanged, this, act); } },
        { u"duration"_s, [&] { connect(part, &ChatPart::durationChanged, this, act); } },
        { u"toolChanged"_s, [&] { connect(tool, &ChatPart::toolChanged, this, act); } },
        { u"rowsInserted"_s, [&] { connect(m_answer, &ChatMessage::rowsInserted, this, act); } },
        { u"partsCount"_s, [&] { connect(m_answer, &ChatMessage::countChanged, this, act); } },
        { u"partsData"_s, [&] { connect(m_answer, &ChatMessage::dataChanged, this, act); } },
        { u"messageId"_s, [&] { connect(m_answer, &ChatMessage::messageIdChanged, this, act); } },
        { u"messageText"_s, [&] { connect(m_answer, &ChatMessage::textChanged, this, act); } },
        { u"streaming"_s, [&] { connect(m_answer, &ChatMessage::streamingChanged, this, act); } },
        { u"details"_s, [&] { connect(m_answer, &ChatMessage::detailsChanged, this, act); } },
        { u"data"_s, [&] { connect(m_model.get(), &ChatModel::dataChanged, this, act); } },
    };
    connecting.value(signal)();

    QElapsedTimer clock;
    clock.start();
    if (signal == "duration"_L1)
        QTRY_VERIFY(clock.elapsed() > 2);
    for (const ChatDelta &delta :
         { begin(u"id"_s, u"m"_s), text(u"b"_s), call(Type::ToolArguments, u"1"_s, {}, u"{}"_s),
           reasoning(u"c"_s), usage(1, 2), finish(Chat::FinishReason::Stop) }) {
        if (m_model)
            m_model->apply(m_answer, delta);
    }
    QVERIFY(calls >= 1);
    if (m_model)
        m_model->flush();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    if (deed == "apply"_L1 || deed == "flush"_L1)
        QCOMPARE(m_answer->text(), u"ab!"_s);
    if (deed == "remove"_L1 || deed == "clear"_L1)
        QCOMPARE(m_model->count(), 0);
}

void tst_ChatModel::whatIsCalledForInBetweenHappensAfterwards_data()
{
    QTest::addColumn<bool>("ofParts");
    QTest::newRow("parts") << true;
    QTest::newRow("messages") << false;
}

void tst_ChatModel::whatIsCalledForInBetweenHappensAfterwards()
{
    QFETCH(bool, ofParts);
    QAbstractItemModel *const changing =
        ofParts ? static_cast<QAbstractItemModel *>(m_answer) : m_model.get();
    int calls = 0;
    ChatMessage *inserted = nullptr;
    connect(changing, &QAbstractItemModel::rowsAboutToBeInserted, this, [&] {
        if (++calls > 1)
            return;
        apply({ text(u"b"_s), reasoning(u"c"_s) });
        m_model->flush();
        m_model->end(m_answer, Chat::FinishReason::Length);
        inserted = m_model->append(Chat::Role::User, u"Hi"_s);
        if (!ofParts)
            m_model->remove(0);
    });
    if (ofParts) {
        apply({ text(u"a"_s) });
        m_model->flush();
        QTRY_COMPARE(m_answer->finishReason(), Chat::FinishReason::Length);
        QCOMPARE(outline(m_answer), u"text:ab|reasoning:c"_s);
        QCOMPARE(m_model->rowOf(inserted), 1);
    } else {
        ChatMessage *const second = m_model->beginAnswer();
        QCOMPARE(m_model->rowOf(second), 1);
        QTRY_COMPARE(m_model->rowOf(second), 0);
        QCOMPARE(m_model->rowOf(inserted), 1);
    }
}

// With a view that keeps what it has read, as bindings do.
void tst_ChatModel::manyTokensCostTheSame()
{
    constexpr int Tokens = 20'000;
    constexpr int Some = 1'000;
    m_partTester.reset();
    m_tester.reset();
    apply({ text(u"first "_s) });
    m_model->flush();
    ChatPart *const part = m_answer->partAt(0);
    const QString kept = part->text();
    qsizetype told = part->text().size();
    connect(part, &ChatPart::textAppended, this,
            [&told](const QString &fragment) { told += fragment.size(); });

    const auto stream = [this](int count) {
        for (int i = 0; i < count; ++i) {
            m_model->apply(m_answer, text(u"token "_s));
            m_model->flush();
        }
    };
    // The best of ten: a machine that is busy meanwhile makes some slow, but not all.
    const auto measure = [&stream] {
        qint64 best = std::numeric_limits<qint64>::max();
        for (int i = 0; i < 10; ++i) {
            QElapsedTimer clock;
            clock.start();
            stream(Some / 10);
            best = std::min(best, clock.nsecsElapsed());
        }
        return best;
    };
    const qint64 first = measure();
    stream(Tokens - 2 * Some);
    const QString halfway = part->text();
    const qint64 last = measure();
    QCOMPARE(told, Tokens * 6 + 6);
    QCOMPARE(part->text().size(), told);
    QCOMPARE(halfway.size(), told - Some * 6);
    QCOMPARE(kept, u"first "_s);
    QVERIFY2(last < first * 5,
             qPrintable(u"the first %1 ns, the last %2 ns"_s.arg(first).arg(last)));
}

QTEST_GUILESS_MAIN(tst_ChatModel)

#include "tst_chatmodel.moc"
