// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// What the conversations do while they go on: titles, marks, order, and which stay in memory.

#include "chatservice.h"
#include "conversationtitle.h"

#include <QtCore/qtemporarydir.h>
#include <QtTest/qabstractitemmodeltester.h>
#include <QtTest/qsignalspy.h>

#include <memory>

using namespace Qt::StringLiterals;

class tst_Conversations : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void theTitleIsTheFirstLineOfTheFirstQuestion_data();
    void theTitleIsTheFirstLineOfTheFirstQuestion();
    void aNewConversationGetsItsTitleFromItsQuestion();
    void aNameStaysUntilItIsTakenAway();
    void aNameIsNoLongerThanIsRead();
    void whatNobodyHasWrittenInIsTakenAgain();
    void theNewestIsFirst();
    void anAnswerThatEndsUnseenIsUnreadUntilShown();
    void anAnswerThatEndsInSightIsNotUnread();
    void anAnswerGoesOnUnseen();
    void aFailedAnswerIsMarkedUntilTheNext();
    void idleSessionsAreLetGo();
    void whatIsShownOrBusyIsNotLetGo();
    void aDraftOutlivesItsSession();
    void removingStopsTheAnswer();
    void removingTheLastLeavesNone();
    void rowsThatAreNoneDoNothing();

private:
    [[nodiscard]] QVariant data(int row, int role) const
    {
        return conversations->index(row).data(role);
    }
    [[nodiscard]] qsizetype loaded() const
    {
        return conversations->findChildren<ChatSession *>().size();
    }

    std::unique_ptr<QTemporaryDir> folder;
    std::unique_ptr<ChatService> service;
    std::unique_ptr<Conversations> conversations;
};

void tst_Conversations::init()
{
    folder = std::make_unique<QTemporaryDir>();
    QVERIFY(folder->isValid());
    service = std::make_unique<ChatService>();
    QVERIFY2(service->listen(), qPrintable(service->errorString()));
    conversations = std::make_unique<Conversations>(folder->path());
    service->serve(conversations.get());
    new QAbstractItemModelTester(conversations.get(),
                                 QAbstractItemModelTester::FailureReportingMode::QtTest,
                                 conversations.get());
}

void tst_Conversations::cleanup()
{
    conversations.reset();
    service.reset();
    folder.reset();
}

void tst_Conversations::theTitleIsTheFirstLineOfTheFirstQuestion_data()
{
    QTest::addColumn<QString>("question");
    QTest::addColumn<QString>("title");

    const QString long50(50, u'x');
    QTest::newRow("short") << u"What is SSE?"_s << u"What is SSE?"_s;
    QTest::newRow("blank lines before") << u"\n \n  Hello \nworld"_s << u"Hello"_s;
    QTest::newRow("spaces within") << u"a \t b"_s << u"a b"_s;
    QTest::newRow("cut between words")
        << long50 + u" four words more here"_s << long50 + u" four…"_s;
    QTest::newRow("one long word") << QString(100, u'y') << QString(59, u'y') + u'…';
    QTest::newRow("as long as may be") << QString(60, u'z') << QString(60, u'z');
    QTest::newRow("not within a character")
        << QString(58, u'z') + u"👩‍🚀👩‍🚀"_s << QString(58, u'z') + u'…';
    QTest::newRow("nothing") << u" \n "_s << QString();
}

void tst_Conversations::theTitleIsTheFirstLineOfTheFirstQuestion()
{
    QFETCH(const QString, question);
    QFETCH(const QString, title);
    QCOMPARE(ConversationTitle::ofQuestion(question), title);
}

void tst_Conversations::aNewConversationGetsItsTitleFromItsQuestion()
{
    QCOMPARE(conversations->create(), 0);
    QCOMPARE(data(0, Qt::DisplayRole).toString(), u"New conversation"_s);
    ChatSession *const session = conversations->session(0);
    QVERIFY(session);
    QCOMPARE(conversations->rowOf(session), 0);
    QSignalSpy changed(conversations.get(), &Conversations::dataChanged);
    QVERIFY(ask(*service, session, u"First\nline"_s));
    QCOMPARE(data(0, Conversations::TitleRole).toString(), u"First"_s);
    QVERIFY(!changed.isEmpty());
    service->end(0);
    QTRY_VERIFY(!session->isBusy());
    QVERIFY(askAndAnswer(*service, session, u"Second"_s, "yes"));
    QCOMPARE(data(0, Qt::DisplayRole).toString(), u"First"_s);
    QVERIFY(session->resend(0, u"Otherwise"_s));
    QCOMPARE(data(0, Qt::DisplayRole).toString(), u"Otherwise"_s);
}

void tst_Conversations::aNameStaysUntilItIsTakenAway()
{
    ChatSession *const session = conversations->session(conversations->create());
    QVERIFY(conversations->setData(conversations->index(0), u" My\nname "_s, Qt::EditRole));
    QCOMPARE(conversations->title(0), u"My name"_s);
    QVERIFY(askAndAnswer(*service, session, u"First"_s, "yes"));
    QCOMPARE(conversations->title(0), u"My name"_s);
    conversations->rename(0, QString());
    QCOMPARE(conversations->title(0), u"First"_s);
}

void tst_Conversations::aNameIsNoLongerThanIsRead()
{
    conversations->rename(conversations->create(), u"😀"_s.repeated(1'000'000));
    QVERIFY(conversations->title(0).size() <= ConversationTitle::MaximumNameLength);
    QVERIFY(conversations->title(0).endsWith(u"😀…"_s));
}

void tst_Conversations::whatNobodyHasWrittenInIsTakenAgain()
{
    ChatSession *const first = conversations->session(conversations->create());
    QCOMPARE(conversations->create(), 0);
    QCOMPARE(conversations->rowCount(), 1);
    conversations->setDraft(first, u"I am wri"_s);
    QCOMPARE(conversations->create(), 0);
    QCOMPARE(conversations->rowCount(), 2);
    QCOMPARE(conversations->rowOf(first), 1);
}

void tst_Conversations::theNewestIsFirst()
{
    ChatSession *const first = conversations->session(conversations->create());
    QVERIFY(askAndAnswer(*service, first, u"first"_s, "yes"));
    ChatSession *const second = conversations->session(conversations->create());
    QVERIFY(askAndAnswer(*service, second, u"second"_s, "yes"));
    QCOMPARE(conversations->rowOf(second), 0);
    const QPersistentModelIndex index = conversations->index(1);
    const QDateTime before = index.data(Conversations::UpdatedRole).toDateTime();
    QVERIFY(ask(*service, first, u"again"_s));
    QCOMPARE(conversations->rowOf(first), 0);
    QCOMPARE(index.row(), 0);
    QVERIFY(index.data(Conversations::UpdatedRole).toDateTime() >= before);
}

void tst_Conversations::anAnswerThatEndsUnseenIsUnreadUntilShown()
{
    ChatSession *const session = conversations->session(conversations->create());
    conversations->setShown(session);
    QVERIFY(ask(*service, session, u"hello"_s));
    QVERIFY(data(0, Conversations::BusyRole).toBool());
    conversations->setShown(nullptr);
    service->say(0, "yes");
    service->end(0);
    QTRY_VERIFY(!data(0, Conversations::BusyRole).toBool());
    QVERIFY(data(0, Conversations::UnreadRole).toBool());
    QSignalSpy changed(conversations.get(), &Conversations::dataChanged);
    conversations->setShown(session);
    QVERIFY(!data(0, Conversations::UnreadRole).toBool());
    QCOMPARE(changed.size(), 1);
    conversations->setShown(session);
    QCOMPARE(changed.size(), 1);
}

void tst_Conversations::anAnswerThatEndsInSightIsNotUnread()
{
    ChatSession *const session = conversations->session(conversations->create());
    conversations->setShown(session);
    QCOMPARE(conversations->shown(), session);
    QVERIFY(askAndAnswer(*service, session, u"hello"_s, "yes"));
    QVERIFY(!data(0, Conversations::UnreadRole).toBool());
    QVERIFY(!data(0, Conversations::BusyRole).toBool());
}

void tst_Conversations::anAnswerGoesOnUnseen()
{
    ChatSession *const first = conversations->session(conversations->create());
    QVERIFY(ask(*service, first, u"hello"_s));
    service->say(0, "one ");
    QTRY_COMPARE(first->messages()->messageAt(1)->text(), u"one "_s);
    ChatSession *const second = conversations->session(conversations->create());
    conversations->setShown(second);
    QVERIFY(data(1, Conversations::BusyRole).toBool());
    service->say(0, "two");
    service->end(0);
    QTRY_VERIFY(!first->isBusy());
    QCOMPARE(first->messages()->messageAt(1)->text(), u"one two"_s);
}

void tst_Conversations::aFailedAnswerIsMarkedUntilTheNext()
{
    ChatSession *const session = conversations->session(conversations->create());
    QVERIFY(ask(*service, session, u"hello"_s));
    QVERIFY(!data(0, Conversations::FailedRole).toBool());
    service->fail(0);
    QTRY_VERIFY(data(0, Conversations::FailedRole).toBool());
    conversations->setShown(session);
    QVERIFY(data(0, Conversations::FailedRole).toBool());
    QVERIFY(session->retry());
    QVERIFY(!data(0, Conversations::FailedRole).toBool());
}

void tst_Conversations::idleSessionsAreLetGo()
{
    constexpr int Count = Conversations::MaximumIdle + 4;
    for (int i = 0; i < Count; ++i) {
        ChatSession *const session = conversations->session(conversations->create());
        QVERIFY(askAndAnswer(*service, session, u"question %1"_s.arg(i), "answer"));
    }
    QTRY_COMPARE(loaded(), Conversations::MaximumIdle);
    QCOMPARE(conversations->rowCount(), Count);
    // The oldest are gone, and come back whole.
    QCOMPARE(conversations->filesRead(), 0);
    QVERIFY(conversations->session(0));
    QCOMPARE(conversations->filesRead(), 0);
    ChatSession *const oldest = conversations->session(Count - 1);
    QCOMPARE(conversations->filesRead(), 1);
    QVERIFY(oldest);
    QCOMPARE(oldest->messages()->messageAt(0)->text(), u"question 0"_s);
    QCOMPARE(oldest->messages()->messageAt(1)->text(), u"answer"_s);
    QCOMPARE(oldest->endpoint(), service->url(u"/chat"_s));
    QTRY_COMPARE(loaded(), Conversations::MaximumIdle);
    QCOMPARE(conversations->session(Count - 1), oldest);
}

void tst_Conversations::whatIsShownOrBusyIsNotLetGo()
{
    const QPointer<ChatSession> shown = conversations->session(conversations->create());
    QVERIFY(askAndAnswer(*service, shown, u"shown"_s, "answer"));
    conversations->setShown(shown);
    const QPointer<ChatSession> busy = conversations->session(conversations->create());
    QVERIFY(ask(*service, busy, u"busy"_s));
    const int number = service->asked() - 1;
    for (int i = 0; i < Conversations::MaximumIdle + 2; ++i) {
        ChatSession *const session = conversations->session(conversations->create());
        QVERIFY(askAndAnswer(*service, session, u"question %1"_s.arg(i), "answer"));
    }
    QTRY_COMPARE(loaded(), Conversations::MaximumIdle + 2);
    QVERIFY(shown);
    QVERIFY(busy);
    service->end(number);
    // It was used longest ago.
    QTRY_VERIFY(!busy);
    QCOMPARE(loaded(), Conversations::MaximumIdle + 1);
    QCOMPARE(data(0, Qt::DisplayRole).toString(), u"busy"_s);
    QVERIFY(data(0, Conversations::UnreadRole).toBool());
}

void tst_Conversations::aDraftOutlivesItsSession()
{
    const QPointer<ChatSession> first = conversations->session(conversations->create());
    QVERIFY(askAndAnswer(*service, first, u"first"_s, "answer"));
    conversations->setDraft(first, u"and then"_s);
    for (int i = 0; i < Conversations::MaximumIdle; ++i) {
        ChatSession *const session = conversations->session(conversations->create());
        QVERIFY(askAndAnswer(*service, session, u"question %1"_s.arg(i), "answer"));
    }
    QTRY_VERIFY(!first);
    const ChatSession *const again = conversations->session(conversations->rowCount() - 1);
    QCOMPARE(conversations->draft(again), u"and then"_s);
}

void tst_Conversations::removingStopsTheAnswer()
{
    const QPointer<ChatSession> session = conversations->session(conversations->create());
    QVERIFY(ask(*service, session, u"hello"_s));
    QVERIFY(service->isHeard(0));
    QVERIFY(conversations->remove(0));
    QCOMPARE(conversations->rowCount(), 0);
    QTRY_VERIFY(!session);
    QTRY_VERIFY(!service->isHeard(0));
    conversations->flush();
    QVERIFY(QDir(folder->path()).entryList({ u"*.json"_s }).isEmpty());
}

void tst_Conversations::removingTheLastLeavesNone()
{
    QSignalSpy removed(conversations.get(), &Conversations::rowsRemoved);
    ChatSession *const session = conversations->session(conversations->create());
    QVERIFY(askAndAnswer(*service, session, u"hello"_s, "answer"));
    conversations->flush();
    QCOMPARE(QDir(folder->path()).entryList({ u"*.json"_s }).size(), 1);
    QVERIFY(conversations->remove(0));
    QCOMPARE(removed.size(), 1);
    QVERIFY(QDir(folder->path()).entryList({ u"*.json"_s }).isEmpty());
    QCOMPARE(conversations->create(), 0);
}

void tst_Conversations::rowsThatAreNoneDoNothing()
{
    for (const int row : { -1, 0, 7 }) {
        QVERIFY(!conversations->session(row));
        QVERIFY(!conversations->remove(row));
        conversations->rename(row, u"name"_s);
        QCOMPARE(conversations->title(row), QString());
    }
    QCOMPARE(conversations->rowOf(nullptr), -1);
    ChatSession stranger;
    QCOMPARE(conversations->rowOf(&stranger), -1);
    conversations->setDraft(&stranger, u"text"_s);
    QCOMPARE(conversations->draft(&stranger), QString());
}

QTEST_MAIN(tst_Conversations)
#include "tst_conversations.moc"
