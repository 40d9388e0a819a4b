// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// What of the conversations is on disk, and that nothing of it is lost.

#include "../core/fulldisk.h"
#include "chatservice.h"

#include <QtCore/qdir.h>
#include <QtCore/qjsonarray.h>
#include <QtCore/qjsondocument.h>
#include <QtCore/qtemporarydir.h>
#include <QtTest/qsignalspy.h>

#include <memory>

using namespace Qt::StringLiterals;

class tst_ConversationFiles : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void whatWasSaidIsThereAfterARestart();
    void marksAndNamesAreThereAfterARestart();
    void aQuestionIsWrittenSoonAndSoIsItsAnswer();
    void whatNobodyHasAskedInIsNotWritten();
    void whatHasComeOfAnAnswerIsWritten();
    void othersCannotRead();
    void fileNamesAreNotMadeOfTitles();
    void aFileOfTheModelItselfIsAConversation();

    void thousandsAreListedWithoutReadingThem();
    void theIndexIsMadeAnew_data();
    void theIndexIsMadeAnew();
    void namingOneDoesNotLoadIt();

    void whatCannotBeReadIsToldAndLeft_data();
    void whatCannotBeReadIsToldAndLeft();
    void whatCannotBeLoadedIsToldAndLeft();
    void manyUnreadableFilesAreToldTogether();

    void aFolderThatCannotBeMadeIsToldOnce();
    void aFullDiskIsToldOnceAndHarmsNothing();
    void aFileThatCannotBeDeletedStaysListed();
    void anotherProgramKeepsItsConversations();
    void whatAnotherHasChangedIsNotOverwritten();

private:
    void start();
    void stop();
    ChatSession *askInNew(const QString &question, const QByteArray &answer);
    [[nodiscard]] QStringList files() const;
    [[nodiscard]] QString path(const QString &fileName) const;
    [[nodiscard]] QByteArray read(const QString &fileName) const;
    void write(const QString &fileName, const QByteArray &bytes) const;
    [[nodiscard]] QStringList problems() const;
    static QByteArray conversation(const QString &question);
    [[nodiscard]] QStringList titles() const;

    std::unique_ptr<QTemporaryDir> folder;
    std::unique_ptr<ChatService> service;
    std::unique_ptr<Conversations> conversations;
    std::unique_ptr<QSignalSpy> told;
};

void tst_ConversationFiles::init()
{
    folder = std::make_unique<QTemporaryDir>();
    QVERIFY(folder->isValid());
    service = std::make_unique<ChatService>();
    QVERIFY2(service->listen(), qPrintable(service->errorString()));
}

void tst_ConversationFiles::cleanup()
{
    stop();
    service.reset();
    folder.reset();
}

void tst_ConversationFiles::start()
{
    stop();
    conversations = std::make_unique<Conversations>(path({}));
    service->serve(conversations.get());
    told = std::make_unique<QSignalSpy>(conversations.get(), &Conversations::problemOccurred);
}

void tst_ConversationFiles::stop()
{
    told.reset();
    conversations.reset();
}

// Null where it failed.
ChatSession *tst_ConversationFiles::askInNew(const QString &question, const QByteArray &answer)
{
    ChatSession *const session = conversations->session(conversations->create());
    return askAndAnswer(*service, session, question, answer) ? session : nullptr;
}

QString tst_ConversationFiles::path(const QString &fileName) const
{
    return folder->filePath(u"conversations/"_s + fileName);
}

QStringList tst_ConversationFiles::files() const
{
    return QDir(path({})).entryList({ u"*.json"_s }, QDir::Files);
}

QByteArray tst_ConversationFiles::read(const QString &fileName) const
{
    QFile file(path(fileName));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be opened");
}

void tst_ConversationFiles::write(const QString &fileName, const QByteArray &bytes) const
{
    QVERIFY(QDir().mkpath(path({})));
    QFile file(path(fileName));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

QStringList tst_ConversationFiles::problems() const
{
    QStringList list;
    for (const QList<QVariant> &arguments : *told)
        list.append(arguments.first().toString());
    return list;
}

QStringList tst_ConversationFiles::titles() const
{
    QStringList list;
    for (int row = 0; row < conversations->rowCount(); ++row)
        list.append(conversations->title(row));
    return list;
}

QByteArray tst_ConversationFiles::conversation(const QString &question)
{
    ChatModel messages;
    messages.append(Chat::Role::User, question);
    messages.append(Chat::Role::Assistant, u"Yes."_s);
    return QJsonDocument(messages.toJson()).toJson();
}

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

void tst_ConversationFiles::whatNobodyHasAskedInIsNotWritten()
{
    start();
    ChatSession *const session = conversations->session(conversations->create());
    conversations->setShown(session);
    conversations->setDraft(session, u"I am wri"_s);
    conversations->rename(0, u"Name"_s);
    conversations->flush();
    QCOMPARE(files(), QStringList());
    start();
    QCOMPARE(conversations->rowCount(), 0);
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

void tst_ConversationFiles::whatCannotBeReadIsToldAndLeft_data()
{
    QTest::addColumn<QByteArray>("bytes");

    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("rubbish") << QByteArray("\x00\xff\x17 rubbish", 11);
    QTest::newRow("cut off") << conversation(u"first"_s).chopped(20);
    QTest::newRow("an array") << QByteArray("[]");
    QTest::newRow("something else") << QByteArray(R"({"name": "package", "messages": 3})");
}

void tst_ConversationFiles::whatCannotBeReadIsToldAndLeft()
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

void tst_ConversationFiles::whatCannotBeLoadedIsToldAndLeft()
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

void tst_ConversationFiles::manyUnreadableFilesAreToldTogether()
{
    for (int i = 0; i < 30; ++i)
        write(u"bad%1.json"_s.arg(i), "bad");
    start();
    QTRY_COMPARE(problems().size(), 1);
    QCOMPARE(problems().first().count(u".json"_s), 5);
    QVERIFY2(problems().first().contains(u"and 25 more"_s), qPrintable(problems().first()));
}

void tst_ConversationFiles::aFolderThatCannotBeMadeIsToldOnce()
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

void tst_ConversationFiles::aFullDiskIsToldOnceAndHarmsNothing()
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

void tst_ConversationFiles::aFileThatCannotBeDeletedStaysListed()
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

void tst_ConversationFiles::anotherProgramKeepsItsConversations()
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

void tst_ConversationFiles::whatAnotherHasChangedIsNotOverwritten()
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

QTEST_MAIN(tst_ConversationFiles)
#include "tst_conversationfiles.moc"
