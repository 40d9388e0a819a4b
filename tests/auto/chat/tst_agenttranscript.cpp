// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// The messages of agents' sessions, assembled from streams of both generations of servers and from
// what these answer.

#include "agentcapture.h"
#include "agenttranscript_p.h"
#include "chatreplay.h"

#include <QtTest/QAbstractItemModelTester>

#include <memory>
#include <random>

using namespace Qt::StringLiterals;
using AgentCapture::contentOf;

namespace {

const QStringList captures{ u"opencode-1.0.185-event"_s, u"opencode-event-session"_s };

QList<AgentCapture::Event> eventsOf(const QByteArrayList &chunks)
{
    QList<AgentCapture::Event> events;
    const ChatReplay::Events parsed = ChatReplay::parsed(chunks);
    for (const SseEvent &event : parsed)
        events.append(AgentCapture::eventOf(event));
    return events;
}

} // namespace

class tst_AgentTranscript : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void capturesSayWhatTheServerKeeps_data();
    void capturesSayWhatTheServerKeeps();
    void capturesInAnyCut_data();
    void capturesInAnyCut();
    void aGapAtEveryEvent_data();
    void aGapAtEveryEvent();
    void fragmentsBesideTheirPart();
    void fragmentsApartFromTheirPart();
    void fragmentsThatCutAPair_data();
    void fragmentsThatCutAPair();
    void fragmentsAfterTheEndAreOld();
    void openPartsKeepWhatWasShown();
    void textThatIsReplaced();
    void partsBeforeTheirMessage();
    void toolsInTheirStates();
    void toolsThatFail();
    void messagesThatEndInAnError_data();
    void messagesThatEndInAnError();
    void unknownPartsAreKept();
    void partsAndMessagesGo();
    void whatIsMissingComesInItsPlace();
    void whatIsNotThereGoes();
    void theAnswerAndTheStreamOverlap();
    void whatWaitedForAnEarlierAnswerIsOld();
    void withoutAnAnswerTheStreamHasToDo();
    void anIdleSessionHasNothingOpen();
    void malformedEventsDoNoHarm();

private:
    void take(const char *type, const QJsonObject &properties)
    {
        m_transcript->take(QString::fromLatin1(type), properties);
    }
    void takeMessage(const QString &id, const QString &role, int created = 1,
                     const QJsonObject &more = {});
    void takePart(QJsonObject part, const QString &delta = {});
    void takeText(const QString &text, bool isDone, const QString &delta = {});
    void takeFragment(const QString &delta);
    [[nodiscard]] ChatMessage *message(int row = 0)
    {
        m_transcript->model()->flush();
        return m_transcript->model()->messageAt(row);
    }
    [[nodiscard]] ChatPart *part(int row, int messageRow = 0)
    {
        return message(messageRow)->partAt(row);
    }
    [[nodiscard]] QStringList partIds(int messageRow = 0)
    {
        QStringList ids;
        const QList<ChatPart *> parts = message(messageRow)->parts();
        for (const ChatPart *part : parts)
            ids.append(part->partId());
        return ids;
    }

    std::unique_ptr<QObject> m_owner;
    std::unique_ptr<AgentTranscript> m_transcript;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void tst_AgentTranscript::init()
{
    m_owner = std::make_unique<QObject>();
    m_transcript = std::make_unique<AgentTranscript>(m_owner.get());
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_transcript->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
}

void tst_AgentTranscript::cleanup()
{
    m_tester.reset();
    m_transcript.reset();
    m_owner.reset();
}

void tst_AgentTranscript::takeMessage(const QString &id, const QString &role, int created,
                                      const QJsonObject &more)
{
    QJsonObject info = more;
    info.insert("id"_L1, id);
    info.insert("role"_L1, role);
    if (!info.contains("time"_L1))
        info.insert("time"_L1, QJsonObject{ { u"created"_s, created } });
    take("message.updated", { { u"info"_s, info } });
}

void tst_AgentTranscript::takePart(QJsonObject part, const QString &delta)
{
    if (!part.contains("messageID"_L1))
        part.insert("messageID"_L1, u"m"_s);
    QJsonObject properties{ { u"part"_s, part } };
    if (!delta.isEmpty())
        properties.insert("delta"_L1, delta);
    take("message.part.updated", properties);
}

void tst_AgentTranscript::takeText(const QString &text, bool isDone, const QString &delta)
{
    QJsonObject time{ { u"start"_s, 1 } };
    if (isDone)
        time.insert("end"_L1, 2);
    takePart(
        { { u"id"_s, u"p"_s }, { u"type"_s, u"text"_s }, { u"text"_s, text }, { u"time"_s, time } },
        delta);
}

void tst_AgentTranscript::takeFragment(const QString &delta)
{
    take("message.part.delta",
         { { u"messageID"_s, u"m"_s },
           { u"partID"_s, u"p"_s },
           { u"field"_s, u"text"_s },
           { u"delta"_s, delta } });
}

void tst_AgentTranscript::capturesSayWhatTheServerKeeps_data()
{
    QTest::addColumn<QStringList>("texts");
    QTest::addColumn<QStringList>("reasonings");
    QTest::addColumn<QStringList>("tools");
    QTest::newRow("opencode-1.0.185-event")
        << QStringList{ u"think"_s, u"The answer is 4."_s }
        << QStringList{ u"The user wants me to think. Two plus two is four."_s } << QStringList();
    QTest::newRow("opencode-event-session")
        << QStringList{ u"think please"_s, u"The answer is 4."_s, u"bash-tool please"_s,
                        u"The command printed hello."_s }
        << QStringList{ u"The user wants me to think. Two plus two is four."_s }
        << QStringList{ u"bash"_s };
}

void tst_AgentTranscript::capturesSayWhatTheServerKeeps()
{
    QFETCH(const QStringList, texts);
    QFETCH(const QStringList, reasonings);
    QFETCH(const QStringList, tools);
    AgentCapture::Store store;
    const auto events =
        eventsOf({ AgentCapture::body(QString::fromLatin1(QTest::currentDataTag())) });
    QVERIFY(events.size() > 20);
    for (const AgentCapture::Event &event : events) {
        store.apply(event);
        m_transcript->take(event.type, event.properties);
    }
    QStringList actualTexts;
    QStringList actualReasonings;
    QStringList actualTools;
    for (int row = 0; row < m_transcript->model()->count(); ++row) {
        QVERIFY(!message(row)->isStreaming());
        const QList<ChatPart *> parts = message(row)->parts();
        for (const ChatPart *part : parts) {
            QVERIFY(!part->isStreaming());
            if (part->type() == Chat::PartType::Text)
                actualTexts.append(part->text());
            else if (part->type() == Chat::PartType::Reasoning)
                actualReasonings.append(part->text());
            else if (part->type() == Chat::PartType::ToolCall)
                actualTools.append(part->toolName());
        }
    }
    QCOMPARE(actualTexts, texts);
    QCOMPARE(actualReasonings, reasonings);
    QCOMPARE(actualTools, tools);

    QObject owner;
    AgentTranscript fetched(&owner);
    fetched.release(store.messages());
    QCOMPARE(contentOf(m_transcript->model()), contentOf(fetched.model()));
}

void tst_AgentTranscript::capturesInAnyCut_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name : captures)
        QTest::newRow(qPrintable(name)) << name;
}

void tst_AgentTranscript::capturesInAnyCut()
{
    QFETCH(const QString, name);
    const QByteArray body = AgentCapture::body(name);
    const auto modelOf = [](const QList<AgentCapture::Event> &events) {
        QObject owner;
        AgentTranscript transcript(&owner);
        for (const AgentCapture::Event &event : events)
            transcript.take(event.type, event.properties);
        transcript.model()->flush();
        return contentOf(transcript.model());
    };
    const auto dataOf = [](const QList<AgentCapture::Event> &events) {
        QByteArrayList data;
        for (const AgentCapture::Event &event : events)
            data.append(event.data);
        return data;
    };
    const auto whole = eventsOf({ body });
    const QJsonObject expected = modelOf(whole);
    QVERIFY(!expected.value("messages"_L1).toArray().isEmpty());
    QCOMPARE(modelOf(eventsOf(ChatReplay::byteByByte(body))), expected);
    std::mt19937 random(20261130);
    for (int i = 0; i < 1000; ++i) {
        const auto events = eventsOf(ChatReplay::randomlyCut(body, random));
        QVERIFY2(dataOf(events) == dataOf(whole), QByteArray::number(i));
        // The same events make the same model; it is tried now and then all the same.
        if (i % 20 == 0)
            QVERIFY2(modelOf(events) == expected, QByteArray::number(i));
    }
}

void tst_AgentTranscript::aGapAtEveryEvent_data()
{
    capturesInAnyCut_data();
}

// The stream breaks after any event, some more are missed, and the answer that is fetched is older
// than some of the events that wait for it.
void tst_AgentTranscript::aGapAtEveryEvent()
{
    QFETCH(const QString, name);
    const auto events = eventsOf({ AgentCapture::body(name) });
    AgentCapture::Store whole;
    for (const AgentCapture::Event &event : events)
        whole.apply(event);
    QObject owner;
    AgentTranscript fetched(&owner);
    fetched.release(whole.messages());
    const QJsonObject expected = contentOf(fetched.model());

    for (qsizetype broken = 0; broken <= events.size(); ++broken) {
        for (const qsizetype missed : { 0, 1, 5 }) {
            for (const qsizetype late : { 0, 3 }) {
                AgentTranscript transcript(&owner);
                AgentCapture::Store store;
                const qsizetype resumed = qMin(broken + missed, events.size());
                const qsizetype answered = qMin(resumed + late, events.size());
                for (qsizetype i = 0; i < answered; ++i)
                    store.apply(events.at(i));
                for (qsizetype i = 0; i < broken; ++i)
                    transcript.take(events.at(i).type, events.at(i).properties);
                transcript.hold();
                for (qsizetype i = resumed; i < answered; ++i)
                    transcript.take(events.at(i).type, events.at(i).properties);
                transcript.release(store.messages());
                for (qsizetype i = answered; i < events.size(); ++i)
                    transcript.take(events.at(i).type, events.at(i).properties);
                transcript.model()->flush();
                QVERIFY2(contentOf(transcript.model()) == expected,
                         qPrintable(u"%1, %2, %3"_s.arg(broken).arg(missed).arg(late)));
            }
        }
    }
}

void tst_AgentTranscript::fragmentsBesideTheirPart()
{
    takeMessage(u"m"_s, u"assistant"_s);
    takeText(u"Two"_s, false, u"Two"_s);
    QSignalSpy appended(part(0), &ChatPart::textAppended);
    takeText(u"Two plus"_s, false, u" plus"_s);
    QCOMPARE(part(0)->text(), u"Two plus"_s);
    QVERIFY(part(0)->isStreaming());
    QCOMPARE(appended.size(), 1);
    QCOMPARE(appended.at(0).at(0).toString(), u" plus"_s);
    takeText(u"Two plus two"_s, true);
    QCOMPARE(part(0)->text(), u"Two plus two"_s);
    QVERIFY(!part(0)->isStreaming());
    QCOMPARE(message()->count(), 1);
}

void tst_AgentTranscript::fragmentsApartFromTheirPart()
{
    takeMessage(u"m"_s, u"assistant"_s);
    takeText({}, false);
    takeFragment(u"The command "_s);
    takeFragment(u"printed"_s);
    QCOMPARE(part(0)->text(), u"The command printed"_s);
    QVERIFY(part(0)->isStreaming());
    takeText(u"The command printed hello."_s, true);
    QCOMPARE(part(0)->text(), u"The command printed hello."_s);
    QVERIFY(!part(0)->isStreaming());
}

void tst_AgentTranscript::fragmentsThatCutAPair_data()
{
    QTest::addColumn<bool>("isApart");
    QTest::newRow("beside") << false;
    QTest::newRow("apart") << true;
}

void tst_AgentTranscript::fragmentsThatCutAPair()
{
    QFETCH(const bool, isApart);
    const QString first = u"a"_s + QChar(0xd83c);
    const QString second = QString(QChar(0xdf31)) + u"b"_s;
    takeMessage(u"m"_s, u"assistant"_s);
    if (isApart) {
        takeText({}, false);
        takeFragment(first);
    } else {
        takeText(first, false, first);
    }
    QCOMPARE(part(0)->text(), u"a"_s);
    if (isApart)
        takeFragment(second);
    else
        takeText(first + second, false, second);
    QCOMPARE(part(0)->text(), first + second);
    takeText(first + second, true);
    QCOMPARE(part(0)->text(), first + second);
}

void tst_AgentTranscript::fragmentsAfterTheEndAreOld()
{
    takeMessage(u"m"_s, u"assistant"_s);
    takeText(u"All"_s, true);
    takeFragment(u"All"_s);
    QCOMPARE(part(0)->text(), u"All"_s);
}

// A server that tells fragments apart keeps a part's text when it is whole, and now and then
// before.
void tst_AgentTranscript::openPartsKeepWhatWasShown()
{
    takeMessage(u"m"_s, u"assistant"_s);
    takeText(u"Two"_s, false);
    takeFragment(u" plus"_s);
    takeText(u"Two"_s, false);
    QCOMPARE(part(0)->text(), u"Two plus"_s);
    takeFragment(u" two"_s);
    QCOMPARE(part(0)->text(), u"Two plus two"_s);
    takeText(u"Two"_s, true);
    QCOMPARE(part(0)->text(), u"Two"_s);
}

void tst_AgentTranscript::textThatIsReplaced()
{
    takeMessage(u"m"_s, u"assistant"_s);
    takeText(u"One thing"_s, false);
    QSignalSpy resets(part(0), &ChatPart::textReset);
    takeText(u"Another"_s, true);
    QCOMPARE(part(0)->text(), u"Another"_s);
    QCOMPARE(resets.size(), 1);
}

void tst_AgentTranscript::partsBeforeTheirMessage()
{
    takeText({}, false);
    takeFragment(u"early"_s);
    QCOMPARE(m_transcript->model()->count(), 0);
    takeMessage(u"m"_s, u"assistant"_s);
    QCOMPARE(part(0)->text(), u"early"_s);
}

void tst_AgentTranscript::toolsInTheirStates()
{
    const auto tool = [this](const QJsonObject &state) {
        takePart({ { u"id"_s, u"t"_s },
                   { u"type"_s, u"tool"_s },
                   { u"tool"_s, u"bash"_s },
                   { u"callID"_s, u"c"_s },
                   { u"state"_s, state } });
    };
    takeMessage(u"m"_s, u"assistant"_s);
    tool({ { u"status"_s, u"pending"_s }, { u"input"_s, QJsonObject() } });
    QCOMPARE(part(0)->type(), Chat::PartType::ToolCall);
    QCOMPARE(part(0)->toolName(), u"bash"_s);
    QCOMPARE(part(0)->toolCallId(), u"c"_s);
    QCOMPARE(part(0)->toolState(), Chat::ToolState::Pending);
    QCOMPARE(part(0)->arguments(), QString());
    const QJsonObject input{ { u"command"_s, u"ls"_s } };
    tool({ { u"status"_s, u"running"_s }, { u"input"_s, input } });
    QCOMPARE(part(0)->toolState(), Chat::ToolState::Running);
    QCOMPARE(part(0)->arguments(), u"{\"command\":\"ls\"}"_s);
    tool({ { u"status"_s, u"completed"_s },
           { u"input"_s, input },
           { u"output"_s, u"a\nb\n"_s },
           { u"title"_s, u"List"_s } });
    QCOMPARE(part(0)->toolState(), Chat::ToolState::Completed);
    QCOMPARE(part(0)->result(), u"a\nb\n"_s);
    QCOMPARE(part(0)->extra().value("title"_L1).toString(), u"List"_s);
    QCOMPARE(message()->count(), 1);
}

void tst_AgentTranscript::toolsThatFail()
{
    takeMessage(u"m"_s, u"assistant"_s);
    takePart({ { u"id"_s, u"t"_s },
               { u"type"_s, u"tool"_s },
               { u"tool"_s, u"read"_s },
               { u"callID"_s, u"c"_s },
               { u"state"_s,
                 QJsonObject{ { u"status"_s, u"error"_s },
                              { u"input"_s, QJsonObject() },
                              { u"error"_s, u"No such file"_s } } } });
    QCOMPARE(part(0)->toolState(), Chat::ToolState::Error);
    QCOMPARE(part(0)->result(), u"No such file"_s);
}

void tst_AgentTranscript::messagesThatEndInAnError_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<Chat::FinishReason>("reason");
    QTest::newRow("error") << u"APIError"_s << Chat::FinishReason::Error;
    QTest::newRow("stopped") << u"MessageAbortedError"_s << Chat::FinishReason::Stopped;
}

void tst_AgentTranscript::messagesThatEndInAnError()
{
    QFETCH(const QString, name);
    QFETCH(const Chat::FinishReason, reason);
    takeMessage(u"m"_s, u"assistant"_s);
    takeText(u"Half"_s, false);
    const QJsonObject error{ { u"name"_s, name },
                             { u"data"_s, QJsonObject{ { u"message"_s, u"Too bad"_s } } } };
    for (int i = 0; i < 2; ++i) {
        takeMessage(u"m"_s, u"assistant"_s, 1, { { u"error"_s, error } });
        QVERIFY(!message()->isStreaming());
        QCOMPARE(message()->finishReason(), reason);
        QCOMPARE(message()->count(), 2);
        QCOMPARE(part(1)->type(), Chat::PartType::Error);
        QCOMPARE(part(1)->error().message, u"Too bad"_s);
    }
    QVERIFY(!part(0)->isStreaming());
}

void tst_AgentTranscript::unknownPartsAreKept()
{
    takeMessage(u"m"_s, u"assistant"_s);
    const QJsonObject patch{ { u"id"_s, u"x"_s },
                             { u"messageID"_s, u"m"_s },
                             { u"type"_s, u"patch"_s },
                             { u"files"_s, QJsonArray{ u"a.cpp"_s } } };
    takePart(patch);
    QCOMPARE(part(0)->type(), Chat::PartType::Unknown);
    QCOMPARE(part(0)->name(), u"patch"_s);
    QCOMPARE(part(0)->value().toObject(), patch);
    QCOMPARE(message()->text(), QString());
}

void tst_AgentTranscript::partsAndMessagesGo()
{
    takeMessage(u"m"_s, u"assistant"_s);
    takeText(u"Wrong"_s, true);
    takePart({ { u"id"_s, u"s"_s }, { u"type"_s, u"step-start"_s } });
    take("message.part.removed", { { u"messageID"_s, u"m"_s }, { u"partID"_s, u"p"_s } });
    QCOMPARE(partIds(), QStringList{ u"s"_s });
    take("message.removed", { { u"messageID"_s, u"m"_s } });
    QCOMPARE(m_transcript->model()->count(), 0);
}

// What was there keeps its objects, so that views keep what they show.
void tst_AgentTranscript::whatIsMissingComesInItsPlace()
{
    const auto entry = [](const QString &id, int created, const QStringList &partIds) {
        QJsonArray parts;
        for (const QString &partId : partIds)
            parts.append(QJsonObject{ { u"id"_s, partId },
                                      { u"messageID"_s, id },
                                      { u"type"_s, u"text"_s },
                                      { u"text"_s, partId },
                                      { u"time"_s, QJsonObject{ { u"end"_s, 1 } } } });
        return QJsonObject{ { u"info"_s,
                              QJsonObject{ { u"id"_s, id },
                                           { u"role"_s, u"assistant"_s },
                                           { u"time"_s,
                                             QJsonObject{ { u"created"_s, created },
                                                          { u"completed"_s, created } } } } },
                            { u"parts"_s, parts } };
    };
    m_transcript->release(
        QJsonArray{ entry(u"m1"_s, 1, { u"b"_s, u"d"_s }), entry(u"m3"_s, 3, { u"x"_s }) });
    const QPointer<ChatPart> kept = part(1);
    const QPointer<ChatMessage> keptMessage = message(1);
    QAbstractItemModelTester tester(message(0));
    m_transcript->release(QJsonArray{ entry(u"m1"_s, 1, { u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s }),
                                      entry(u"m2"_s, 2, { u"y"_s }),
                                      entry(u"m3"_s, 3, { u"x"_s }) });
    QCOMPARE(partIds(), QStringList({ u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s }));
    QCOMPARE(part(3), kept.data());
    QCOMPARE(m_transcript->model()->count(), 3);
    QCOMPARE(message(2), keptMessage.data());
    // Another order, and less of it.
    m_transcript->release(QJsonArray{ entry(u"m1"_s, 1, { u"e"_s, u"b"_s }) });
    QCOMPARE(partIds(), QStringList({ u"e"_s, u"b"_s }));
    QCOMPARE(m_transcript->model()->count(), 1);
}

void tst_AgentTranscript::whatIsNotThereGoes()
{
    takeMessage(u"m"_s, u"assistant"_s);
    takeText(u"Gone"_s, false);
    m_transcript->hold();
    m_transcript->release(QJsonArray());
    QCOMPARE(m_transcript->model()->count(), 0);
}

void tst_AgentTranscript::theAnswerAndTheStreamOverlap()
{
    takeMessage(u"m"_s, u"assistant"_s);
    takeText({}, false);
    m_transcript->hold();
    takeFragment(u"One "_s);
    takeFragment(u"two"_s);
    takeText(u"One two"_s, true);
    QCOMPARE(part(0)->text(), QString());
    const QJsonObject done{ { u"id"_s, u"p"_s },
                            { u"messageID"_s, u"m"_s },
                            { u"type"_s, u"text"_s },
                            { u"text"_s, u"One two"_s },
                            { u"time"_s, QJsonObject{ { u"start"_s, 1 }, { u"end"_s, 2 } } } };
    QSignalSpy resets(part(0), &ChatPart::textReset);
    const QJsonObject info{ { u"id"_s, u"m"_s },
                            { u"role"_s, u"assistant"_s },
                            { u"time"_s, QJsonObject{ { u"created"_s, 1 } } } };
    m_transcript->release(
        QJsonArray{ QJsonObject{ { u"info"_s, info }, { u"parts"_s, QJsonArray{ done } } } });
    QCOMPARE(part(0)->text(), u"One two"_s);
    QVERIFY(!part(0)->isStreaming());
    QCOMPARE(resets.size(), 0);
}

// The stream has broken while the state was on its way, and the part's end was missed.
void tst_AgentTranscript::whatWaitedForAnEarlierAnswerIsOld()
{
    m_transcript->hold();
    takeMessage(u"m"_s, u"assistant"_s);
    takeText({}, false);
    takeFragment(u"All"_s);
    m_transcript->hold();
    const QJsonObject done{ { u"id"_s, u"p"_s },
                            { u"messageID"_s, u"m"_s },
                            { u"type"_s, u"text"_s },
                            { u"text"_s, u"All"_s } };
    const QJsonObject info{ { u"id"_s, u"m"_s },
                            { u"role"_s, u"assistant"_s },
                            { u"finish"_s, u"stop"_s },
                            { u"time"_s,
                              QJsonObject{ { u"created"_s, 1 }, { u"completed"_s, 2 } } } };
    m_transcript->release(
        QJsonArray{ QJsonObject{ { u"info"_s, info }, { u"parts"_s, QJsonArray{ done } } } });
    QCOMPARE(part(0)->text(), u"All"_s);
    QVERIFY(!message()->isStreaming());
}

void tst_AgentTranscript::withoutAnAnswerTheStreamHasToDo()
{
    m_transcript->hold();
    takeMessage(u"m"_s, u"assistant"_s);
    takeText(u"Here"_s, true);
    QCOMPARE(m_transcript->model()->count(), 0);
    m_transcript->release();
    QCOMPARE(part(0)->text(), u"Here"_s);
}

void tst_AgentTranscript::anIdleSessionHasNothingOpen()
{
    takeMessage(u"m"_s, u"assistant"_s);
    takeText(u"Half"_s, false);
    QVERIFY(message()->isStreaming());
    m_transcript->settle();
    QVERIFY(!message()->isStreaming());
    QVERIFY(!part(0)->isStreaming());
    QCOMPARE(message()->finishReason(), Chat::FinishReason::Stopped);
}

void tst_AgentTranscript::malformedEventsDoNoHarm()
{
    for (const char *type : { "message.updated", "message.part.updated", "message.part.delta",
                              "message.removed", "message.part.removed", "message.other" }) {
        take(type, {});
        take(type, { { u"info"_s, 1 }, { u"part"_s, u"x"_s }, { u"messageID"_s, QJsonArray() } });
    }
    m_transcript->release(QJsonArray{ 1, QJsonObject(), QJsonArray() });
    QCOMPARE(m_transcript->model()->count(), 0);
    takeMessage(u"m"_s, u"nobody"_s);
    takePart({ { u"id"_s, 7 }, { u"type"_s, 7 } });
    QCOMPARE(part(0)->type(), Chat::PartType::Unknown);
}

QTEST_GUILESS_MAIN(tst_AgentTranscript)
#include "tst_agenttranscript.moc"
