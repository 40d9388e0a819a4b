// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "deltas.h"
#include "showntext.h"
#include "transcript.h"

#include <QtCore/QFile>
#include <QtCore/QRegularExpression>
#include <QtCore/QTemporaryDir>
#include <QtCore/QUrl>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using Type = ChatDelta::Type;

class tst_ChatExampleTranscript : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void anEmptyConversationIsAHeading();
    void eachRoleHasItsHeading();
    void eachPartHasItsForm_data();
    void eachPartHasItsForm();
    void stoppedIsSaid();
    void fencesAreLongerThanThoseInThem();
    void savesAsUtf8();
    void failuresAreSaid_data();
    void failuresAreSaid();

    void jsonIsIndentedAsFarAsItHasCome_data();
    void jsonIsIndentedAsFarAsItHasCome();
    void jsonStaysBounded();

private:
    [[nodiscard]] QString answer() const { return Transcript::ofMessage(m_answer); }

    std::unique_ptr<ChatModel> m_model;
    ChatMessage *m_answer = nullptr;
};

void tst_ChatExampleTranscript::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_model = std::make_unique<ChatModel>();
    m_answer = m_model->beginAnswer();
}

void tst_ChatExampleTranscript::anEmptyConversationIsAHeading()
{
    const ChatModel empty;
    QCOMPARE(Transcript::markdown(const_cast<ChatModel *>(&empty)), u"# Conversation\n"_s);
    QCOMPARE(Transcript::markdown(nullptr), u"# Conversation\n"_s);
    QCOMPARE(Transcript::ofMessage(nullptr), QString());
}

void tst_ChatExampleTranscript::eachRoleHasItsHeading()
{
    ChatModel model;
    model.append(Chat::Role::System, u"Be brief."_s);
    model.append(Chat::Role::User, u"Hello?"_s);
    ChatMessage *const message = model.beginAnswer();
    ChatDelta begin = Deltas::make(Type::MessageBegin);
    begin.model = u"some-model"_s;
    model.apply(message, begin);
    Deltas::say(&model, message, Type::Text, u"Hello!"_s, {});
    model.end(message, Chat::FinishReason::Stop);
    model.append(Chat::Role::Tool, u"42"_s);
    QCOMPARE(Transcript::markdown(&model),
             u"# Conversation\n\n## System\n\nBe brief.\n\n## You\n\nHello?\n\n"
             "## Assistant (some-model)\n\nHello!\n\n## Tool\n\n42\n"_s);
}

void tst_ChatExampleTranscript::eachPartHasItsForm_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QString>("markdown");

    QTest::newRow("text") << QByteArray("text") << u"Some **text**"_s;
    QTest::newRow("refusal") << QByteArray("refusal") << u"> **Refused:** I will not."_s;
    QTest::newRow("tool call") << QByteArray("tool")
                               << u"**Tool call:** `get_weather`\n\n"
                                  "```json\n{\n    \"city\": \"Oslo\"\n}\n```\n\n"
                                  "**Result:**\n\n```json\n{\n    \"sky\": \"sunny\"\n}\n```"_s;
    QTest::newRow("tool call that failed") << QByteArray("failed tool")
                                           << u"**Tool call:** `get_weather`\n\n"
                                              "```json\n{\n}\n```\n\n"
                                              "**It failed:**\n\n```\nWhich city?\n```"_s;
    QTest::newRow("error") << QByteArray("error")
                           << u"> **Error:** Too much at once.\n> \n> Wait a little."_s;
    QTest::newRow("unknown") << QByteArray("unknown")
                             << u"*Something of the kind `video`, which this program does not "
                                "know*"_s;
}

void tst_ChatExampleTranscript::eachPartHasItsForm()
{
    QFETCH(const QByteArray, kind);
    QFETCH(const QString, markdown);

    ChatModel *const model = m_model.get();
    if (kind == "text")
        Deltas::say(model, m_answer, Type::Text, u"Some **text**"_s, {});
    else if (kind == "refusal")
        Deltas::say(model, m_answer, Type::Refusal, u"I will not."_s, {});
    else if (kind == "tool")
        Deltas::call(model, m_answer, u"get_weather"_s, uR"({"city":"Oslo"})"_s,
                     QJsonObject{ { u"sky"_s, u"sunny"_s } });
    else if (kind == "failed tool")
        Deltas::call(model, m_answer, u"get_`weather"_s, u"{}"_s, u"Which city?"_s,
                     Chat::ToolState::Error);
    else if (kind == "error")
        Deltas::fail(model, m_answer, u"Too much at once."_s, u"Wait a little."_s);
    else
        Deltas::meet(model, m_answer, u"video"_s);
    model->flush();
    QCOMPARE(answer(), markdown);
}

void tst_ChatExampleTranscript::stoppedIsSaid()
{
    Deltas::say(m_model.get(), m_answer, Type::Reasoning, u"Well.\nHm."_s, u"r"_s);
    m_model->apply(m_answer, Deltas::make(Type::Text, u"Half of t"_s, u"t"_s));
    m_model->end(m_answer, Chat::FinishReason::Stopped);
    const QRegularExpression form(
        u"^> \\*\\*Thought for 0\\.\\d s\\*\\*\n> \n> Well\\.\n> Hm\\.\n\nHalf of t\n\n\\*Stopped\\*$"_s);
    QVERIFY2(form.match(answer()).hasMatch(), qPrintable(answer()));
}

void tst_ChatExampleTranscript::fencesAreLongerThanThoseInThem()
{
    Deltas::call(m_model.get(), m_answer, u"run"_s, u"{}"_s, u"````\ncode\n````"_s);
    m_model->flush();
    QVERIFY2(answer().endsWith("`````\n````\ncode\n````\n`````"_L1), qPrintable(answer()));
}

void tst_ChatExampleTranscript::savesAsUtf8()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"talk.md"_s);
    ChatModel model;
    model.append(Chat::Role::User, u"Grüße 👩‍🚀 世界"_s);
    QCOMPARE(Transcript::save(&model, QUrl::fromLocalFile(path)), QString());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(QString::fromUtf8(file.readAll()),
             u"# Conversation\n\n## You\n\nGrüße 👩‍🚀 世界\n"_s);
}

void tst_ChatExampleTranscript::failuresAreSaid_data()
{
    QTest::addColumn<QUrl>("file");
    QTest::addColumn<QString>("problem");

    QTest::newRow("no such folder")
        << QUrl(u"file:///no/such/folder/talk.md"_s) << u"cannot be written"_s;
    QTest::newRow("not local") << QUrl(u"https://example.org/talk.md"_s) << u"this computer"_s;
    QTest::newRow("nothing") << QUrl() << u"this computer"_s;
}

void tst_ChatExampleTranscript::failuresAreSaid()
{
    QFETCH(const QUrl, file);
    QFETCH(const QString, problem);
    const QString said = Transcript::save(m_model.get(), file);
    QVERIFY2(said.contains(problem), qPrintable(said));
}

void tst_ChatExampleTranscript::jsonIsIndentedAsFarAsItHasCome_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");

    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("no JSON") << u"Which city? [sic]"_s << u"Which city? [sic]"_s;
    QTest::newRow("empty object") << u"{ }"_s << u"{}"_s;
    QTest::newRow("whole") << uR"({"a":1,"b":[true,null]})"_s
                           << u"{\n  \"a\": 1,\n  \"b\": [\n    true,\n    null\n  ]\n}"_s;
    QTest::newRow("indented otherwise") << u"{\n\t\"a\" :\t1\n}"_s << u"{\n  \"a\": 1\n}"_s;
    QTest::newRow("half a string") << uR"({"city":"Os)"_s << u"{\n  \"city\": \"Os"_s;
    QTest::newRow("signs in strings")
        << uR"({"a":"{,:}\" [ ","b":2})"_s << u"{\n  \"a\": \"{,:}\\\" [ \",\n  \"b\": 2\n}"_s;
    QTest::newRow("empty in full")
        << uR"({"a":{},"b":[]})"_s << u"{\n  \"a\": {},\n  \"b\": []\n}"_s;
    QTest::newRow("more ends than beginnings") << u"[1]]]"_s << u"[\n  1\n]\n]\n]"_s;
}

void tst_ChatExampleTranscript::jsonIsIndentedAsFarAsItHasCome()
{
    QFETCH(const QString, text);
    QFETCH(const QString, shown);
    QCOMPARE(ShownText::json(text), shown);
}

void tst_ChatExampleTranscript::jsonStaysBounded()
{
    for (const QString &text :
         { QString(1'000'000, u'['), u"[\""_s + QString(1'000'000, u'x'), QString(5000, u'x') }) {
        QVERIFY(ShownText::json(text).size() < 3 * ShownText::Limit);
        QCOMPARE(ShownText::excess(text), int(text.size()) - ShownText::Limit);
    }
    // Not through the middle of a character.
    const QString emoji = u"x"_s + u"😀"_s.repeated(3000);
    QVERIFY(!ShownText::json(emoji).back().isHighSurrogate());
    QCOMPARE(ShownText::excess(u"{}"_s), 0);
}

QTEST_GUILESS_MAIN(tst_ChatExampleTranscript)
#include "tst_chatexample_transcript.moc"
