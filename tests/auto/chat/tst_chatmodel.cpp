// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// The model of a conversation, fed with deltas.

#include "chatdeltas.h"

#include <SseQt/ChatModel>

#include <QtCore/qelapsedtimer.h>
#include <QtCore/qpointer.h>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QtTest>

#include <algorithm>
#include <functional>
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
    void theEndIsToldAtOnce();
    void rolesAreExact();

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

QTEST_GUILESS_MAIN(tst_ChatModel)

#include "tst_chatmodel.moc"
