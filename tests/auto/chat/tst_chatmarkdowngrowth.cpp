// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// How the rows of a text in Markdown grow with it.

#include "chatdeltas.h"
#include "markdownrows.h"

#include <SseQt/ChatMessage>
#include <SseQt/ChatModel>
#include <SseQt/ChatPart>

#include <QtCore/qpointer.h>
#include <QtTest/QAbstractItemModelTester>

using namespace Qt::StringLiterals;

class tst_ChatMarkdownGrowth : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void marksAtTheEndAreHeldBack_data();
    void marksAtTheEndAreHeldBack();
    void anOpenFenceIsCodeAlready();
    void halfACharacterIsNotShown();
    void finishedRowsStay();
    void onlyTheTailChanges();
    void growingTextKeepsFinishedRows();
    void otherTextReplacesAll();
    void followsAPart();
    void aPartThatGoesLeavesNothing();
    void handlersMayAppend();
    void handlersMayReplaceTheText();
    void handlersMayDeleteTheModel();
    void muchTextIsTakenInOverTurns();
};

void tst_ChatMarkdownGrowth::marksAtTheEndAreHeldBack_data()
{
    QTest::addColumn<QString>("beginning");
    QTest::addColumn<QString>("rest");
    QTest::newRow("an item") << u"-"_s << u" a"_s;
    QTest::newRow("a number") << u"1."_s << u" a"_s;
    QTest::newRow("a rule") << u"---"_s << u"\n"_s;
    QTest::newRow("a fence") << u"``"_s << u"`c"_s;
    QTest::newRow("a heading") << u"##"_s << u" a"_s;
    QTest::newRow("strong") << u"**"_s << u"a"_s;
}

void tst_ChatMarkdownGrowth::marksAtTheEndAreHeldBack()
{
    QFETCH(QString, beginning);
    QFETCH(QString, rest);
    ChatMarkdownModel model;
    model.append(u"text\n"_s);
    model.append(beginning);
    QCOMPARE(markdownRows(model), QStringList{ u"text text"_s });
    ChatMarkdownModel complete;
    complete.setText(u"text\n"_s + beginning);
    QVERIFY(markdownRows(complete) != QStringList{ u"text text"_s });
    model.append(rest);
    complete.setText(u"text\n"_s + beginning + rest);
    QCOMPARE(markdownRows(model), markdownRows(complete));
}

void tst_ChatMarkdownGrowth::anOpenFenceIsCodeAlready()
{
    ChatMarkdownModel model;
    model.append(u"```cpp\nint a;\n``"_s);
    QCOMPARE(markdownRows(model), QStringList{ u"code:cpp int a;"_s });
    QVERIFY(!markdownData(model, 0, ChatMarkdownModel::FinishedRole).toBool());
    model.append(u"`\n"_s);
    QCOMPARE(markdownRows(model), QStringList{ u"code:cpp int a;"_s });
    QVERIFY(markdownData(model, 0, ChatMarkdownModel::FinishedRole).toBool());
}

void tst_ChatMarkdownGrowth::halfACharacterIsNotShown()
{
    ChatMarkdownModel model;
    model.append(u"a"_s + QChar(0xD83D));
    QCOMPARE(markdownRows(model), QStringList{ u"text a"_s });
    model.append(QString(QChar(0xDE00)));
    QCOMPARE(markdownRows(model), QStringList{ u"text a\U0001F600"_s });
}

void tst_ChatMarkdownGrowth::finishedRowsStay()
{
    ChatMarkdownModel model;
    model.append(u"one\n\ntwo"_s);
    QVERIFY(markdownData(model, 0, ChatMarkdownModel::FinishedRole).toBool());
    QVERIFY(!markdownData(model, 1, ChatMarkdownModel::FinishedRole).toBool());
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    model.finish();
    QVERIFY(markdownData(model, 1, ChatMarkdownModel::FinishedRole).toBool());
    QCOMPARE(changes.size(), 1);
    model.finish();
    QCOMPARE(changes.size(), 1);
    // More may come nevertheless.
    model.append(u" more"_s);
    QCOMPARE(markdownRows(model), (QStringList{ u"text one"_s, u"text two more"_s }));
    QVERIFY(!markdownData(model, 1, ChatMarkdownModel::FinishedRole).toBool());
}

void tst_ChatMarkdownGrowth::onlyTheTailChanges()
{
    ChatMarkdownModel model;
    for (int i = 0; i < 200; ++i)
        model.append(u"paragraph %1\n\n"_s.arg(i));
    model.append(u"the"_s);
    QCOMPARE(model.count(), 201);
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy counts(&model, &ChatMarkdownModel::countChanged);
    for (int i = 0; i < 10; ++i)
        model.append(u" tail"_s);
    QCOMPARE(changes.size(), 10);
    for (const auto &change : changes) {
        QCOMPARE(change[0].toModelIndex().row(), 200);
        QCOMPARE(change[1].toModelIndex().row(), 200);
    }
    QCOMPARE(counts.size(), 0);
    model.append(u"\n\nnext"_s);
    QCOMPARE(counts.size(), 1);
    QCOMPARE(counts[0][0].toInt(), 202);
}

void tst_ChatMarkdownGrowth::growingTextKeepsFinishedRows()
{
    ChatMarkdownModel model;
    model.setText(u"one\n\ntwo"_s);
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy removals(&model, &QAbstractItemModel::rowsRemoved);
    QSignalSpy texts(&model, &ChatMarkdownModel::textChanged);
    model.setText(u"one\n\ntwo and"_s);
    QCOMPARE(changes.size(), 1);
    QCOMPARE(changes[0][0].toModelIndex().row(), 1);
    QCOMPARE(removals.size(), 0);
    QCOMPARE(texts.size(), 1);
    model.setText(u"one\n\ntwo and"_s);
    QCOMPARE(texts.size(), 1);
}

void tst_ChatMarkdownGrowth::otherTextReplacesAll()
{
    ChatMarkdownModel model;
    const QAbstractItemModelTester tester(&model);
    model.setText(u"```\none\n\ntwo"_s);
    model.setText(u"three"_s);
    QCOMPARE(markdownRows(model), QStringList{ u"text three"_s });
    model.setText({});
    QCOMPARE(model.count(), 0);
}

void tst_ChatMarkdownGrowth::followsAPart()
{
    ChatModel chat;
    ChatMessage *const message = chat.beginAnswer();
    chat.apply(message, ChatDeltas::text(u"one\n\ntw"_s));
    chat.flush();
    ChatPart *const part = message->parts().constFirst();
    ChatMarkdownModel model;
    const QAbstractItemModelTester tester(&model);
    QSignalSpy parts(&model, &ChatMarkdownModel::partChanged);
    model.setPart(part);
    QCOMPARE(parts.size(), 1);
    QCOMPARE(markdownRows(model), (QStringList{ u"text one"_s, u"text tw"_s }));

    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    chat.apply(message, ChatDeltas::text(u"o\n-"_s));
    chat.flush();
    QCOMPARE(changes.size(), 1);
    QCOMPARE(model.text(), u"one\n\ntwo\n-"_s);
    QCOMPARE(markdownRows(model), (QStringList{ u"text one"_s, u"text two"_s }));
    // It grows by itself alone.
    model.append(u"no"_s);
    model.finish();
    QCOMPARE(changes.size(), 1);
    chat.end(message, Chat::FinishReason::Stop);
    chat.flush();
    QCOMPARE(model.count(), 2);
    QVERIFY(markdownData(model, 1, ChatMarkdownModel::FinishedRole).toBool());

    model.setText(u"three"_s);
    QCOMPARE(model.part(), nullptr);
    QCOMPARE(markdownRows(model), QStringList{ u"text three"_s });
}

void tst_ChatMarkdownGrowth::aPartThatGoesLeavesNothing()
{
    ChatModel chat;
    ChatMarkdownModel model;
    model.setPart(chat.append(Chat::Role::User, u"one\n\ntwo"_s)->parts().constFirst());
    QCOMPARE(model.count(), 2);
    QVERIFY(markdownData(model, 1, ChatMarkdownModel::FinishedRole).toBool());
    QSignalSpy parts(&model, &ChatMarkdownModel::partChanged);
    chat.clear();
    QTRY_COMPARE(parts.size(), 1);
    QCOMPARE(model.part(), nullptr);
    QCOMPARE(model.count(), 0);
    model.append(u"three"_s);
    QCOMPARE(markdownRows(model), QStringList{ u"text three"_s });
}

void tst_ChatMarkdownGrowth::handlersMayAppend()
{
    ChatMarkdownModel model;
    connect(&model, &ChatMarkdownModel::countChanged, &model, [&model](int count) {
        if (count < 5)
            model.append(u"next %1\n\n"_s.arg(count));
    });
    model.append(u"first\n\n"_s);
    QTRY_COMPARE(model.count(), 5);
    QCOMPARE(model.text(), u"first\n\nnext 1\n\nnext 2\n\nnext 3\n\nnext 4\n\n"_s);
    QCOMPARE(markdownRow(model, 4), u"text next 4"_s);
}

void tst_ChatMarkdownGrowth::handlersMayReplaceTheText()
{
    ChatMarkdownModel model;
    const QAbstractItemModelTester tester(&model);
    connect(&model, &QAbstractItemModel::rowsInserted, &model, [&model] {
        if (model.text().startsWith(u'f'))
            model.setText(u"other"_s);
    });
    model.append(u"first\n\n[a]\n\n[a]: http://b.example\n\n"_s);
    QTRY_COMPARE(markdownRows(model), QStringList{ u"text other"_s });
}

void tst_ChatMarkdownGrowth::handlersMayDeleteTheModel()
{
    for (const bool atInsertion : { true, false }) {
        auto *model = new ChatMarkdownModel;
        const QPointer<ChatMarkdownModel> watch(model);
        if (atInsertion)
            connect(model, &ChatMarkdownModel::countChanged, model, [model] { delete model; });
        else
            connect(model, &ChatMarkdownModel::textChanged, model, [model] { delete model; });
        model->append(u"one\n\ntwo"_s);
        QVERIFY(!watch);
    }
}

void tst_ChatMarkdownGrowth::muchTextIsTakenInOverTurns()
{
    ChatMarkdownModel model;
    const QAbstractItemModelTester tester(&model);
    QSignalSpy busy(&model, &ChatMarkdownModel::busyChanged);
    QString text;
    for (int i = 0; i < 40000; ++i)
        text += u"A *paragraph* with the number %1.\n\n"_s.arg(i);
    model.setText(text);
    QVERIFY(model.isBusy());
    QVERIFY(model.count() < 40000);
    model.append(u"The end"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!model.isBusy(), 60000);
    QCOMPARE(model.count(), 40001);
    QCOMPARE(markdownRow(model, 40000), u"text The end"_s);
    QCOMPARE(busy.size(), 2);
}

QTEST_GUILESS_MAIN(tst_ChatMarkdownGrowth)
#include "tst_chatmarkdowngrowth.moc"
