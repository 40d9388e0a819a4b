// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// What of the conversations is on disk.

#include "conversationfixture.h"
#include "conversationtitle.h"

#include <QtCore/qdir.h>
#include <QtCore/qelapsedtimer.h>
#include <QtCore/qjsondocument.h>
#include <QtCore/qtimer.h>

using namespace Qt::StringLiterals;

class tst_ConversationFiles : public ConversationFixture
{
    Q_OBJECT
private Q_SLOTS:
    void init() { prepare(); }
    void cleanup() { tidy(); }

    void whatWasSaidIsThereAfterARestart();
    void marksAndNamesAreThereAfterARestart();
    void aQuestionIsWrittenSoonAndSoIsItsAnswer();
    void whatNobodyHasWrittenInHasNoFile();
    void whatIsBeingTypedIsWrittenByAndBy();
    void whatIsWrittenBeforeTheFirstQuestionIsKept();
    void whatHasComeOfAnAnswerIsWritten();
    void othersCannotRead();
    void fileNamesAreNotMadeOfTitles();
    void aFileOfTheModelItselfIsAConversation();
    void aTitleInAFileIsOneShortLine();

    void thousandsAreListedWithoutReadingThem();
    void theIndexIsMadeAnew_data();
    void theIndexIsMadeAnew();
    void namingOneDoesNotLoadIt();
};

void tst_ConversationFiles::whatWasSaidIsThereAfterARestart()
{
    start();
    QVERIFY(askInNew(u"first"_s, "one"));
    ChatSession *const session = askInNew(u"second"_s, "two");
    QVERIFY(session);
    QVERIFY(askAndAnswer(*service, session, u"third"_s, "three"));
    conversations->setDraft(session, u"fourth"_s);
    const QDateTime updated = conversations->index(0).data(Conversations::UpdatedRole).toDateTime();
    const QJsonObject messages = session->messages()->toJson();

    start();
    QCOMPARE(titles(), QStringList({ u"second"_s, u"first"_s }));
    QCOMPARE(conversations->index(0).data(Conversations::UpdatedRole).toDateTime(), updated);
    QSignalSpy created(conversations.get(), &Conversations::sessionCreated);
    const ChatSession *const again = conversations->session(0);
    QVERIFY(again);
    QCOMPARE(created.size(), 1);
    QCOMPARE(again->messages()->toJson(), messages);
    QCOMPARE(conversations->draft(again), u"fourth"_s);
    QVERIFY(problems().isEmpty());
}

void tst_ConversationFiles::marksAndNamesAreThereAfterARestart()
{
    start();
    ChatSession *const session = conversations->session(conversations->create());
    QVERIFY(ask(*service, session, u"first"_s));
    conversations->rename(0, u"My name"_s);
    service->fail(0);
    QTRY_VERIFY(!session->isBusy());
    start();
    QCOMPARE(conversations->title(0), u"My name"_s);
    QVERIFY(conversations->index(0).data(Conversations::UnreadRole).toBool());
    QVERIFY(conversations->index(0).data(Conversations::FailedRole).toBool());
    conversations->setShown(conversations->session(0));
    start();
    QVERIFY(!conversations->index(0).data(Conversations::UnreadRole).toBool());
    conversations->rename(0, {});
    QVERIFY(conversations->session(0));
}

void tst_ConversationFiles::aQuestionIsWrittenSoonAndSoIsItsAnswer()
{
    start();
    ChatSession *const session = conversations->session(conversations->create());
    QVERIFY(ask(*service, session, u"a question"_s));
    QTRY_COMPARE(files().size(), 1);
    QVERIFY(read(files().first()).contains("a question"));
    service->say(0, "an answer");
    service->end(0);
    QTRY_VERIFY(read(files().first()).contains("an answer"));
    QCOMPARE(files().size(), 1);
}

void tst_ConversationFiles::whatNobodyHasWrittenInHasNoFile()
{
    start();
    ChatSession *const session = conversations->session(conversations->create());
    conversations->setShown(session);
    conversations->flush();
    QCOMPARE(files(), QStringList());

    conversations->setDraft(session, u"I am wri"_s);
    conversations->flush();
    QCOMPARE(files().size(), 1);
    conversations->setDraft(session, {});
    conversations->flush();
    QCOMPARE(files(), QStringList());
    start();
    QCOMPARE(conversations->rowCount(), 0);
}

// Also by somebody who does not pause, and without another change or the program's end.
void tst_ConversationFiles::whatIsBeingTypedIsWrittenByAndBy()
{
    start();
    const ChatSession *const session = conversations->session(conversations->create());
    QTimer typing;
    QString text;
    connect(&typing, &QTimer::timeout, this, [&] {
        text += u'x';
        conversations->setDraft(session, text);
    });
    QElapsedTimer typed;
    typed.start();
    typing.start(50);
    QTRY_COMPARE_WITH_TIMEOUT(files().size(), 1, 10000);
    QVERIFY(typed.elapsed() > 2000); // not at each key
    QVERIFY(read(files().constFirst()).contains("xx"));
}

void tst_ConversationFiles::whatIsWrittenBeforeTheFirstQuestionIsKept()
{
    start();
    const ChatSession *const session = conversations->session(conversations->create());
    conversations->setDraft(session, u"I am wri"_s);
    conversations->rename(0, u"Name"_s);
    start();
    QCOMPARE(titles(), QStringList{ u"Name"_s });
    QCOMPARE(conversations->draft(conversations->session(0)), u"I am wri"_s);
    QVERIFY(conversations->create() == 0);
    QCOMPARE(titles(), QStringList({ u"New conversation"_s, u"Name"_s }));
}

void tst_ConversationFiles::whatHasComeOfAnAnswerIsWritten()
{
    start();
    ChatSession *const session = conversations->session(conversations->create());
    QVERIFY(ask(*service, session, u"a question"_s));
    QTRY_COMPARE(files().size(), 1);
    service->say(0, "half of it");
    QTRY_VERIFY(session->messages()->messageAt(1)->text() == u"half of it"_s);
    QVERIFY(session->isBusy());
    start();
    const ChatSession *const again = conversations->session(0);
    QVERIFY(again);
    QVERIFY(!again->isBusy());
    QCOMPARE(again->messages()->messageAt(1)->text(), u"half of it"_s);
    QCOMPARE(again->messages()->messageAt(1)->finishReason(), Chat::FinishReason::Stopped);
}

void tst_ConversationFiles::othersCannotRead()
{
#ifdef Q_OS_UNIX
    start();
    QVERIFY(askInNew(u"a secret"_s, "one"));
    stop();
    for (const QFileInfo &file : QDir(path({})).entryInfoList(QDir::Files)) {
        if (file.suffix() != u"lock"_s)
            QVERIFY2(!(file.permissions() & (QFile::ReadGroup | QFile::ReadOther)),
                     qPrintable(file.fileName()));
    }
#else
    QSKIP("Files have no such permissions here.");
#endif
}

void tst_ConversationFiles::fileNamesAreNotMadeOfTitles()
{
    start();
    QVERIFY(askInNew(u"../../etc/passwd"_s, "one"));
    QVERIFY(askInNew(u"../../etc/passwd"_s, "two"));
    stop();
    QCOMPARE(files().size(), 2);
    for (const QString &name : files())
        QVERIFY2(!name.contains(u"passwd"_s), qPrintable(name));
}

void tst_ConversationFiles::aFileOfTheModelItselfIsAConversation()
{
    write(u"given.json"_s, conversation(u"What is this?"_s));
    start();
    QCOMPARE(titles(), QStringList{ u"What is this?"_s });
    ChatSession *const session = conversations->session(0);
    QVERIFY(session);
    QVERIFY(askAndAnswer(*service, session, u"And that?"_s, "more"));
    start();
    QCOMPARE(files(), QStringList{ u"given.json"_s });
    QCOMPARE(conversations->session(0)->messages()->count(), 4);
}

void tst_ConversationFiles::aTitleInAFileIsOneShortLine()
{
    QJsonObject object = QJsonDocument::fromJson(conversation(u"first"_s)).object();
    object.insert(u"title"_s, u"A\n"_s.repeated(100'000));
    write(u"long.json"_s, QJsonDocument(object).toJson());
    start();
    QVERIFY(conversations->title(0).size() <= ConversationTitle::MaximumNameLength);
    QVERIFY(conversations->title(0).startsWith(u"A A"_s));
    QVERIFY(!conversations->title(0).contains(u'\n'));
}

void tst_ConversationFiles::thousandsAreListedWithoutReadingThem()
{
    constexpr int Count = 2000;
    for (int i = 0; i < Count; ++i)
        write(u"%1.json"_s.arg(i), conversation(u"Question %1"_s.arg(i)));
    start();
    QCOMPARE(conversations->rowCount(), Count);
    QCOMPARE(conversations->filesRead(), Count);
    const QStringList all = titles();

    start();
    QCOMPARE(titles(), all);
    QCOMPARE(conversations->filesRead(), 0);
    QVERIFY(conversations->findChildren<ChatSession *>().isEmpty());
    QVERIFY(conversations->session(Count / 2));
    QCOMPARE(conversations->filesRead(), 1);

    // What has changed in between is read, and no more.
    write(u"7.json"_s, conversation(u"Another question"_s));
    start();
    QCOMPARE(conversations->filesRead(), 1);
    QVERIFY(titles().contains(u"Another question"_s));
    QCOMPARE(conversations->rowCount(), Count);
}

void tst_ConversationFiles::theIndexIsMadeAnew_data()
{
    QTest::addColumn<QByteArray>("index");

    QTest::newRow("missing") << QByteArray();
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("no JSON") << QByteArray("\x00\xff rubbish", 10);
    QTest::newRow("another shape") << QByteArray("[1, 2]");
    QTest::newRow("other types") << QByteArray(R"({"files":{"a.json":17,"b.json":{"size":"x"}}})");
    QTest::newRow("places elsewhere")
        << QByteArray(R"({"files":{"../../a.json":{"title":"evil","updated":
                         "2020-01-01T00:00:00.000Z","size":1,"modified":1}}})");
}

void tst_ConversationFiles::theIndexIsMadeAnew()
{
    QFETCH(const QByteArray, index);
    write(u"a.json"_s, conversation(u"first"_s));
    write(u"b.json"_s, conversation(u"second"_s));
    start();
    stop();
    QVERIFY(QFile::remove(path(u"titles.index"_s)));
    if (!index.isNull())
        write(u"titles.index"_s, index);
    start();
    QCOMPARE(conversations->rowCount(), 2);
    QCOMPARE(conversations->filesRead(), 2);
    QVERIFY(titles().contains(u"first"_s));
    QVERIFY(titles().contains(u"second"_s));
    start();
    QCOMPARE(conversations->filesRead(), 0);
    QVERIFY(problems().isEmpty());
}

void tst_ConversationFiles::namingOneDoesNotLoadIt()
{
    write(u"a.json"_s, conversation(u"first"_s));
    start();
    conversations->rename(0, u"Name"_s);
    conversations->flush();
    QVERIFY(conversations->findChildren<ChatSession *>().isEmpty());
    start();
    QCOMPARE(titles(), QStringList{ u"Name"_s });
    QCOMPARE(files(), QStringList{ u"a.json"_s });
    QCOMPARE(conversations->session(0)->messages()->messageAt(0)->text(), u"first"_s);
}

QTEST_MAIN(tst_ConversationFiles)
#include "tst_conversationfiles.moc"
