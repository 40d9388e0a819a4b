// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "deltas.h"
#include "search.h"

#include <QtCore/QJsonObject>
#include <QtCore/QRegularExpression>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using Type = ChatDelta::Type;
using Field = Search::Field;

class tst_ChatExampleSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void nothingFindsNothing();
    void findsWhatIsShown_data();
    void findsWhatIsShown();
    void caseDoesNotMatter();
    void markdownIsSearchedAsItLooks();
    void goesRound();
    void beginsAtARow();
    void eachStepIsRevealed();
    void followsWhatComesIn();
    void theHitStaysWhileOthersCome();
    void survivesWhatIsRemoved();
    void isLimited();
    void longTextsAreSearchedToTheirEnd();

private:
    void find(const QString &text);

    std::unique_ptr<ChatModel> m_model;
    std::unique_ptr<Search> m_search;
    ChatMessage *m_answer = nullptr;
};

void tst_ChatExampleSearch::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_search.reset();
    m_model = std::make_unique<ChatModel>();
    m_search = std::make_unique<Search>();
    m_search->setMessages(m_model.get());
    m_model->append(Chat::Role::User, u"Where is *Oslo*?"_s);
    m_answer = m_model->beginAnswer();
}

void tst_ChatExampleSearch::find(const QString &text)
{
    m_model->flush();
    m_search->setText(text);
}

void tst_ChatExampleSearch::nothingFindsNothing()
{
    find(QString());
    QCOMPARE(m_search->count(), 0);
    QCOMPARE(m_search->current(), -1);
    find(u"Bergen"_s);
    QCOMPARE(m_search->count(), 0);
    QCOMPARE(m_search->row(), -1);
    QVERIFY(!m_search->part());
    m_search->next();
    m_search->previous();
    QCOMPARE(m_search->current(), -1);
}

void tst_ChatExampleSearch::findsWhatIsShown_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("partRow"); // -1 for not found
    QTest::addColumn<Field>("field");
    QTest::addColumn<int>("position");

    QTest::newRow("reasoning") << u"wonder"_s << 0 << Field::Text << 2;
    QTest::newRow("text") << u"capital"_s << 1 << Field::Text << 4;
    QTest::newRow("tool name") << u"get_map"_s << 2 << Field::Name << 0;
    QTest::newRow("arguments") << u"Trondheim"_s << 2 << Field::Arguments << 13;
    QTest::newRow("arguments as they are indented")
        << u"\"city\": \"T"_s << 2 << Field::Arguments << 4;
    QTest::newRow("result") << u"north"_s << 2 << Field::Result << 18;
    QTest::newRow("refusal") << u"will not"_s << 4 << Field::Text << 2;
    QTest::newRow("unknown") << u"video"_s << 5 << Field::Name << 0;
    QTest::newRow("error") << u"overload"_s << 6 << Field::Text << 0;
    QTest::newRow("advice") << u"patience"_s << 6 << Field::Advice << 5;
    QTest::newRow("a step, which is not shown") << u"round two"_s << -1 << Field::Text << 0;
    QTest::newRow("JSON of what is unknown") << u"\"type\""_s << -1 << Field::Text << 0;
}

void tst_ChatExampleSearch::findsWhatIsShown()
{
    QFETCH(const QString, text);
    QFETCH(const int, partRow);
    QFETCH(const Field, field);
    QFETCH(const int, position);

    ChatModel *const model = m_model.get();
    Deltas::say(model, m_answer, Type::Reasoning, u"I wonder."_s, u"r"_s);
    Deltas::say(model, m_answer, Type::Text, u"The capital is there."_s, u"t"_s);
    Deltas::call(model, m_answer, u"get_map"_s, uR"({"city":"Trondheim"})"_s,
                 QJsonObject{ { u"direction"_s, u"north"_s } });
    model->apply(m_answer, Deltas::make(Type::Step, u"round two"_s));
    Deltas::say(model, m_answer, Type::Refusal, u"I will not."_s, u"x"_s);
    Deltas::meet(model, m_answer, u"video"_s);
    Deltas::fail(model, m_answer, u"Overloaded"_s, u"Have patience"_s);
    find(text);
    QCOMPARE(m_search->count(), partRow < 0 ? 0 : 1);
    if (partRow < 0)
        return;
    QCOMPARE(m_search->current(), 0);
    QCOMPARE(m_search->row(), 1);
    QCOMPARE(m_search->part(), m_answer->partAt(partRow));
    QCOMPARE(m_search->field(), field);
    QCOMPARE(m_search->position(), position);
    QCOMPARE(m_search->length(), int(text.size()));
}

void tst_ChatExampleSearch::caseDoesNotMatter()
{
    Deltas::say(m_model.get(), m_answer, Type::Text, u"OSLO, oslo and Ösló"_s, {});
    find(u"oSlO"_s);
    QCOMPARE(m_search->count(), 3); // one is in the question
}

void tst_ChatExampleSearch::markdownIsSearchedAsItLooks()
{
    Deltas::say(m_model.get(), m_answer, Type::Text,
                u"It is **in No**rway: [a *map*](https://example.org/secret)\n\n"
                "```cpp\nint **pointer;\n```\n"_s,
                {});
    find(u"in Norway: a map"_s);
    QCOMPARE(m_search->count(), 1);
    find(u"**"_s);
    QCOMPARE(m_search->count(), 1); // in the code
    QCOMPARE(m_search->block(), 1);
    find(u"secret"_s);
    QCOMPARE(m_search->count(), 0);
    find(u"*Oslo*"_s); // a question is no Markdown
    QCOMPARE(m_search->count(), 1);
    QCOMPARE(m_search->row(), 0);
}

void tst_ChatExampleSearch::goesRound()
{
    Deltas::say(m_model.get(), m_answer, Type::Text, u"Oslo is Oslo."_s, {});
    find(u"Oslo"_s);
    QCOMPARE(m_search->count(), 3);
    QList<int> positions;
    for (int i = 0; i < 4; ++i) {
        positions.append(m_search->position());
        m_search->next();
    }
    QCOMPARE(positions, (QList<int>{ 10, 0, 8, 10 }));
    m_search->previous();
    QCOMPARE(m_search->current(), 0);
    m_search->previous();
    QCOMPARE(m_search->current(), 2);
}

void tst_ChatExampleSearch::beginsAtARow()
{
    Deltas::say(m_model.get(), m_answer, Type::Text, u"Oslo is Oslo."_s, {});
    find(u"Oslo"_s);
    QCOMPARE(m_search->current(), 0);
    m_search->startAt(1);
    QCOMPARE(m_search->current(), 1);
    m_search->setText(u"Osl"_s); // while one types, the place is kept
    QCOMPARE(m_search->current(), 1);
    m_search->startAt(2);
    QCOMPARE(m_search->current(), 0);
}

void tst_ChatExampleSearch::eachStepIsRevealed()
{
    Deltas::say(m_model.get(), m_answer, Type::Reasoning, u"Oslo?"_s, u"r"_s);
    QSignalSpy revealed(m_search.get(), &Search::revealed);
    QVERIFY(revealed.isValid());
    find(u"Oslo"_s);
    QCOMPARE(revealed.size(), 1);
    m_search->next();
    QCOMPARE(revealed.size(), 2);
    QCOMPARE(revealed.at(1).at(0).toInt(), 1);
    QCOMPARE(revealed.at(1).at(1).value<ChatPart *>(), m_answer->partAt(0));
    m_search->setText(u"Bergen"_s);
    QCOMPARE(revealed.size(), 2);
}

void tst_ChatExampleSearch::followsWhatComesIn()
{
    find(u"Oslo"_s);
    QCOMPARE(m_search->count(), 1);
    QSignalSpy revealed(m_search.get(), &Search::revealed);
    m_model->apply(m_answer, Deltas::make(Type::Text, u"Os"_s));
    m_model->apply(m_answer, Deltas::make(Type::Text, u"lo."_s));
    QTRY_COMPARE(m_search->count(), 2);
    m_model->apply(m_answer, Deltas::make(Type::Text, u"\n\nOslo again"_s));
    QTRY_COMPARE(m_search->count(), 3);
    m_model->end(m_answer, Chat::FinishReason::Stop);
    m_model->append(Chat::Role::User, u"Oslo, then."_s);
    QTRY_COMPARE(m_search->count(), 4);
    QCOMPARE(m_search->current(), 0);
    QCOMPARE(revealed.size(), 0); // the view is left where it is
}

void tst_ChatExampleSearch::theHitStaysWhileOthersCome()
{
    m_model->end(m_answer, Chat::FinishReason::Stop);
    ChatMessage *const second = m_model->append(Chat::Role::User, u"Oslo, then."_s);
    find(u"Oslo"_s);
    m_search->next();
    QCOMPARE(m_search->part(), second->partAt(0));
    m_model->remove(0);
    QTRY_COMPARE(m_search->count(), 1);
    QCOMPARE(m_search->current(), 0);
    QCOMPARE(m_search->part(), second->partAt(0));
    QCOMPARE(m_search->row(), 1);
}

void tst_ChatExampleSearch::survivesWhatIsRemoved()
{
    Deltas::say(m_model.get(), m_answer, Type::Text, u"Oslo is Oslo."_s, {});
    find(u"Oslo"_s);
    m_search->previous();
    QCOMPARE(m_search->row(), 1);
    m_model->clear();
    QTRY_VERIFY(!m_search->part());
    m_search->next();
    QTRY_COMPARE(m_search->count(), 0);
    QCOMPARE(m_search->current(), -1);
    m_model->append(Chat::Role::User, u"Oslo"_s);
    QTRY_COMPARE(m_search->count(), 1);
    m_search->setMessages(nullptr);
    QCOMPARE(m_search->count(), 0);
    m_search->setMessages(m_model.get());
    QCOMPARE(m_search->count(), 1);
    m_model.reset();
    m_search->next();
    m_search->setText(u"x"_s);
    QCOMPARE(m_search->count(), 0);
}

void tst_ChatExampleSearch::isLimited()
{
    m_model->append(Chat::Role::User, QString(1'000'000, u'a'));
    find(u"a"_s);
    QCOMPARE(m_search->count(), 9999);
    QVERIFY(m_search->isLimited());
    find(u"aa"_s.repeated(400));
    QCOMPARE(m_search->count(), 1250);
    QVERIFY(!m_search->isLimited());
}

void tst_ChatExampleSearch::longTextsAreSearchedToTheirEnd()
{
    const QString paragraph = u"Nothing is to be found in this paragraph of the text.\n\n"_s;
    Deltas::say(m_model.get(), m_answer, Type::Text, paragraph.repeated(20'000) + u"Oslo"_s, {});
    find(u"Oslo"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_search->count(), 2, 30'000);
}

QTEST_GUILESS_MAIN(tst_ChatExampleSearch)
#include "tst_chatexample_search.moc"
