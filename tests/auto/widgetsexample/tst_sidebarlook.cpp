// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// What the list of conversations shows and says.

#include "conversationfilter.h"
#include "conversationtimes.h"
#include "sidebarfixture.h"

#include <QtGui/qaccessible.h>
#include <QtGui/qtextdocument.h>
#include <QtGui/qtextdocumentfragment.h>
#include <QtWidgets/qapplication.h>

using namespace Qt::StringLiterals;

class tst_SideBarLook : public SideBarFixture
{
    Q_OBJECT
private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

    void anEmptyListSaysSo();
    void rowsAreSpokenWithTimeAndState();
    void toolTipsAreNoMarkup();
    void groupsBeginWithTheirNames();
    void aGroupThatBeginsGetsRoomForItsName();
    void thePictureChangesWithTheMarks_data();
    void thePictureChangesWithTheMarks();
    void fromRightToLeftMarksAreAtTheLeft();
    void timesAreShort_data();
    void timesAreShort();
};

void tst_SideBarLook::anEmptyListSaysSo()
{
    QCOMPARE(list->accessibleDescription(), QString());
    search->setText(u"xx"_s);
    QVERIFY(!list->accessibleDescription().isEmpty());
    const QString notFound = list->accessibleDescription();
    const QImage picture = list->grab().toImage();
    search->clear();
    QCOMPARE(list->accessibleDescription(), QString());
    while (conversations->rowCount() > 0)
        QVERIFY(conversations->remove(0));
    QCOMPARE(list->accessibleDescription(), u"No conversations yet"_s);
    QVERIFY(list->accessibleDescription() != notFound);
    QVERIFY(list->grab().toImage() != picture);
    conversations->create();
    QCOMPARE(list->accessibleDescription(), QString());
}

void tst_SideBarLook::rowsAreSpokenWithTimeAndState()
{
    QAccessibleInterface *const spoken = QAccessible::queryAccessibleInterface(list);
    QVERIFY(spoken);
    QCOMPARE(spoken->text(QAccessible::Name), u"Conversations"_s);
    ChatSession *const session = conversations->session(1);
    QVERIFY(ask(*service, session, u"more"_s));
    const QString busy = spoken->child(0)->text(QAccessible::Name);
    QVERIFY2(busy.startsWith(u"Bananas, "_s), qPrintable(busy));
    QVERIFY2(busy.endsWith(u", answering"_s), qPrintable(busy));
    service->fail(0);
    QTRY_VERIFY(!session->isBusy());
    QVERIFY(spoken->child(0)->text(QAccessible::Name).endsWith(u", failed"_s));
    QCOMPARE(QAccessible::queryAccessibleInterface(search)->text(QAccessible::Name),
             u"Search conversations"_s);
}

void tst_SideBarLook::toolTipsAreNoMarkup()
{
    const QString title = u"<img src=\"file:///secret\"> & <b>more</b>"_s;
    conversations->rename(0, title);
    const QString tip = list->model()->index(0, 0).data(Qt::ToolTipRole).toString();
    QVERIFY(Qt::mightBeRichText(tip));
    QCOMPARE(QTextDocumentFragment::fromHtml(tip).toPlainText(), title);
}

void tst_SideBarLook::groupsBeginWithTheirNames()
{
    const auto group = [this](int row) {
        return list->model()->index(row, 0).data(ConversationFilter::GroupRole).toString();
    };
    QCOMPARE(group(0), u"Today"_s);
    QCOMPARE(group(1), u"Yesterday"_s);
    QCOMPARE(group(2), u"Earlier"_s);
    QCOMPARE(group(3), QString());
    const auto height = [this](int row) {
        return list->visualRect(list->model()->index(row, 0)).height();
    };
    QVERIFY(height(0) > height(3));
    QCOMPARE(height(0), height(2));
    // What is found has groups of its own.
    QTest::keyClicks(search, u"pine"_s);
    QCOMPARE(group(0), u"Earlier"_s);
    search->clear();
    QVERIFY(ask(*service, conversations->session(2), u"more"_s));
    QCOMPARE(group(0), u"Today"_s);
    QCOMPARE(group(1), QString());
    QTRY_VERIFY(height(1) < height(0));
}

void tst_SideBarLook::aGroupThatBeginsGetsRoomForItsName()
{
    QVERIFY(conversations->remove(0));
    QVERIFY(conversations->remove(0));
    const auto height = [this](int row) {
        return list->visualRect(list->model()->index(row, 0)).height();
    };
    QTRY_VERIFY(height(1) < height(0));
    // The first does not move, but it is of today now.
    QVERIFY(ask(*service, conversations->session(0), u"more"_s));
    QTRY_COMPARE(height(1), height(0));
}

void tst_SideBarLook::thePictureChangesWithTheMarks_data()
{
    QTest::addColumn<bool>("isShown");
    QTest::addColumn<bool>("fails");

    QTest::newRow("read") << true << false;
    QTest::newRow("unread") << false << false;
    QTest::newRow("failed") << true << true;
}

void tst_SideBarLook::thePictureChangesWithTheMarks()
{
    QFETCH(const bool, isShown);
    QFETCH(const bool, fails);
    ChatSession *const session = conversations->session(0);
    const auto markOfFirst = [this] {
        const QRect row = list->visualRect(list->model()->index(0, 0));
        const QImage image = list->viewport()->grab(row).toImage();
        return image.copy(image.width() - 24, 0, 24, image.height());
    };
    const QImage nothing = markOfFirst();
    conversations->setShown(isShown ? session : nullptr);
    QVERIFY(ask(*service, session, u"more"_s));
    const QImage busy = markOfFirst();
    QVERIFY(busy != nothing);
    if (fails)
        service->fail(0);
    else
        service->end(0);
    QTRY_VERIFY(!session->isBusy());
    const QImage end = markOfFirst();
    QVERIFY(end != busy);
    QCOMPARE(end == nothing, isShown && !fails);
}

void tst_SideBarLook::fromRightToLeftMarksAreAtTheLeft()
{
    bar->setLayoutDirection(Qt::RightToLeft);
    const auto edge = [this](bool isLeft) {
        const QRect row = list->visualRect(list->model()->index(0, 0));
        const QImage image = list->viewport()->grab(row).toImage();
        return image.copy(isLeft ? 0 : image.width() - 24, 0, 24, image.height());
    };
    const QImage left = edge(true);
    QVERIFY(ask(*service, conversations->session(0), u"more"_s));
    QVERIFY(edge(true) != left);
    const QRect title = list->visualRect(list->model()->index(0, 0));
    const QImage row = list->viewport()->grab(title).toImage();
    // The text is at the right.
    const QColor ground = row.pixelColor(row.width() / 3, row.height() - 12);
    bool isWritten = false;
    for (int x = row.width() - 60; x < row.width() - 8; ++x)
        isWritten = isWritten || row.pixelColor(x, row.height() - 12) != ground;
    QVERIFY(isWritten);
}

void tst_SideBarLook::timesAreShort_data()
{
    QTest::addColumn<QDateTime>("time");
    QTest::addColumn<QString>("words");

    const QDate today(2024, 5, 15); // a Wednesday
    const QTime clock(14, 3);
    QTest::newRow("today") << QDateTime(today, clock) << u"14:03"_s;
    QTest::newRow("ahead") << QDateTime(today.addDays(1), clock) << u"14:03"_s;
    QTest::newRow("yesterday") << QDateTime(today.addDays(-1), clock) << u"Yesterday, 14:03"_s;
    QTest::newRow("within a week") << QDateTime(today.addDays(-6), clock) << u"Donnerstag, 14:03"_s;
    QTest::newRow("a week ago") << QDateTime(today.addDays(-7), clock) << u"08.05.24"_s;
    QTest::newRow("last year") << QDateTime(today.addDays(-366), clock) << u"15.05.23"_s;
}

void tst_SideBarLook::timesAreShort()
{
    QFETCH(const QDateTime, time);
    QFETCH(const QString, words);
    const QDateTime now(QDate(2024, 5, 15), QTime(0, 1));
    QCOMPARE(ConversationTimes::inShort(time, now, QLocale(u"de_DE"_s)), words);
}

QTEST_MAIN(tst_SideBarLook)
#include "tst_sidebarlook.moc"
