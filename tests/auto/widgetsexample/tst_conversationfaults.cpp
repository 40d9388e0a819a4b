// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// That nothing of the conversations is lost when something is wrong with their files.

#include "../core/fulldisk.h"
#include "conversationfixture.h"

#include <QtCore/qdir.h>

using namespace Qt::StringLiterals;

class tst_ConversationFaults : public ConversationFixture
{
    Q_OBJECT
private Q_SLOTS:
    void init() { prepare(); }
    void cleanup() { tidy(); }

    void whatCannotBeReadIsToldAndLeft_data();
    void whatCannotBeReadIsToldAndLeft();
    void whatCannotBeLoadedIsToldAndLeft();
    void manyUnreadableFilesAreToldTogether();
    void aFolderThatCannotBeMadeIsToldOnce();
    void aFullDiskIsToldOnceAndHarmsNothing();
    void aFileThatCannotBeDeletedStaysListed();
    void anotherProgramKeepsItsConversations();
    void whatAnotherHasChangedIsNotOverwritten();
};

void tst_ConversationFaults::whatCannotBeReadIsToldAndLeft_data()
{
    QTest::addColumn<QByteArray>("bytes");

    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("rubbish") << QByteArray("\x00\xff\x17 rubbish", 11);
    QTest::newRow("cut off") << conversation(u"first"_s).chopped(20);
    QTest::newRow("an array") << QByteArray("[]");
    QTest::newRow("something else") << QByteArray(R"({"name": "package", "messages": 3})");
}

void tst_ConversationFaults::whatCannotBeReadIsToldAndLeft()
{
    QFETCH(const QByteArray, bytes);
    write(u"bad.json"_s, bytes);
    write(u"good.json"_s, conversation(u"good"_s));
    start();
    QCOMPARE(titles(), QStringList{ u"good"_s });
    QTRY_COMPARE(problems().size(), 1);
    QVERIFY2(problems().first().contains(u"bad.json"_s), qPrintable(problems().first()));
    QVERIFY2(problems().first().contains(u"move it"_s), qPrintable(problems().first()));
    QVERIFY(askInNew(u"another"_s, "one"));
    start();
    QCOMPARE(read(u"bad.json"_s), bytes);
    QCOMPARE(titles(), QStringList({ u"another"_s, u"good"_s }));
}

void tst_ConversationFaults::whatCannotBeLoadedIsToldAndLeft()
{
    const QByteArray bytes =
        R"({"version":99,"messages":[],"title":"newer","updated":"2020-01-01T00:00:00.000Z"})";
    write(u"newer.json"_s, bytes);
    write(u"gone.json"_s, conversation(u"gone"_s));
    start();
    QCOMPARE(titles(), QStringList({ u"gone"_s, u"newer"_s }));
    QVERIFY(QFile::remove(path(u"gone.json"_s)));
    QVERIFY(!conversations->session(0));
    QCOMPARE(problems().size(), 1);
    QVERIFY2(problems().last().contains(u"gone.json"_s), qPrintable(problems().last()));
    QVERIFY(!conversations->session(1));
    QCOMPARE(problems().size(), 2);
    QVERIFY2(problems().last().contains(u"newer.json"_s), qPrintable(problems().last()));
    QVERIFY2(problems().last().contains(u"version"_s), qPrintable(problems().last()));
    conversations->flush();
    QCOMPARE(read(u"newer.json"_s), bytes);
    QVERIFY(conversations->remove(0));
    QCOMPARE(titles(), QStringList{ u"newer"_s });
}

void tst_ConversationFaults::manyUnreadableFilesAreToldTogether()
{
    for (int i = 0; i < 30; ++i)
        write(u"bad%1.json"_s.arg(i), "bad");
    start();
    QTRY_COMPARE(problems().size(), 1);
    QCOMPARE(problems().first().count(u".json"_s), 5);
    QVERIFY2(problems().first().contains(u"and 25 more"_s), qPrintable(problems().first()));
}

void tst_ConversationFaults::aFolderThatCannotBeMadeIsToldOnce()
{
    QFile obstacle(folder->filePath(u"conversations"_s));
    QVERIFY(obstacle.open(QIODevice::WriteOnly));
    obstacle.close();
    start();
    QTRY_COMPARE(problems().size(), 1);
    QVERIFY2(problems().first().contains(QDir::toNativeSeparators(folder->path())),
             qPrintable(problems().first()));
    QVERIFY(askInNew(u"first"_s, "one"));
    QVERIFY(askInNew(u"second"_s, "two"));
    conversations->flush();
    conversations->flush();
    QCOMPARE(problems().size(), 1);
    QCOMPARE(titles(), QStringList({ u"second"_s, u"first"_s }));

    QVERIFY(obstacle.remove());
    conversations->flush();
    QCOMPARE(files().size(), 2);
    start();
    QCOMPARE(titles(), QStringList({ u"second"_s, u"first"_s }));
    QVERIFY(problems().isEmpty());
}

void tst_ConversationFaults::aFullDiskIsToldOnceAndHarmsNothing()
{
    if (!FullDisk::IsPossible)
        QSKIP("There is no way to make the disk full here.");
    start();
    ChatSession *const session = askInNew(u"first"_s, "one");
    QVERIFY(session);
    conversations->flush();
    const QByteArray before = read(files().first());
    bool isAnswered = false;
    {
        const FullDisk full;
        isAnswered =
            askAndAnswer(*service, session, u"second"_s, "two") && askInNew(u"another"_s, "three");
        conversations->flush();
        conversations->flush();
    }
    QVERIFY(isAnswered);
    QCOMPARE(problems().size(), 1);
    QCOMPARE(files().size(), 1);
    QCOMPARE(read(files().first()), before);
    QCOMPARE(session->messages()->count(), 4);

    start();
    QCOMPARE(titles(), QStringList({ u"another"_s, u"first"_s }));
    QCOMPARE(conversations->session(1)->messages()->count(), 4);
}

void tst_ConversationFaults::aFileThatCannotBeDeletedStaysListed()
{
    start();
    QVERIFY(askInNew(u"first"_s, "one"));
    conversations->flush();
    const QString name = files().first();
    QVERIFY(QFile::remove(path(name)));
    QVERIFY(QDir().mkpath(path(name) + u"/within"_s));
    QVERIFY(!conversations->remove(0));
    QCOMPARE(titles(), QStringList{ u"first"_s });
    QCOMPARE(problems().size(), 1);
    QVERIFY2(problems().first().contains(name), qPrintable(problems().first()));
}

void tst_ConversationFaults::anotherProgramKeepsItsConversations()
{
    start();
    ChatSession *const session = askInNew(u"first"_s, "one");
    QVERIFY(session);
    conversations->flush();

    auto second = std::make_unique<Conversations>(path({}));
    service->serve(second.get());
    QSignalSpy toldBySecond(second.get(), &Conversations::problemOccurred);
    QCOMPARE(second->rowCount(), 0);
    QTRY_COMPARE(toldBySecond.size(), 1);
    QVERIFY2(toldBySecond.first().first().toString().contains(u"another program"_s),
             qPrintable(toldBySecond.first().first().toString()));
    ChatSession *const other = second->session(second->create());
    QVERIFY(askAndAnswer(*service, other, u"second"_s, "two"));
    second->flush();
    QCOMPARE(files().size(), 1);
    QCOMPARE(toldBySecond.size(), 1);
    QVERIFY(askAndAnswer(*service, session, u"third"_s, "three"));

    // Now the folder is free.
    stop();
    second->flush();
    QCOMPARE(files().size(), 2);
    second.reset();
    start();
    QCOMPARE(titles(), QStringList({ u"first"_s, u"second"_s }));
    QCOMPARE(conversations->session(0)->messages()->count(), 4);
    QVERIFY(problems().isEmpty());
}

void tst_ConversationFaults::whatAnotherHasChangedIsNotOverwritten()
{
    start();
    ChatSession *const session = askInNew(u"first"_s, "one");
    QVERIFY(session);
    conversations->flush();
    const QString name = files().first();
    const QByteArray theirs = conversation(u"theirs"_s);
    write(name, theirs);
    QVERIFY(askAndAnswer(*service, session, u"second"_s, "two"));
    conversations->flush();
    QCOMPARE(read(name), theirs);
    QCOMPARE(files().size(), 2);
    start();
    QCOMPARE(titles(), QStringList({ u"first"_s, u"theirs"_s }));
    QCOMPARE(conversations->session(0)->messages()->count(), 4);
}

QTEST_MAIN(tst_ConversationFaults)
#include "tst_conversationfaults.moc"
