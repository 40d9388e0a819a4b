// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// A person with a mouse and a keyboard in the list of conversations.

#include "chatservice.h"
#include "conversationfilter.h"
#include "conversationtimes.h"
#include "sidebar.h"

#include <QtCore/qjsondocument.h>
#include <QtCore/qtemporarydir.h>
#include <QtGui/qaccessible.h>
#include <QtGui/qaction.h>
#include <QtTest/qsignalspy.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qlistview.h>
#include <QtWidgets/qmenu.h>
#include <QtWidgets/qmessagebox.h>
#include <QtWidgets/qpushbutton.h>
#include <QtWidgets/qtoolbutton.h>

#include <memory>

using namespace Qt::StringLiterals;

class tst_SideBar : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void aClickChoosesAConversation();
    void arrowsChooseAConversation();
    void aProgramsChoiceIsToldOnce();
    void aConversationThatMovesStaysCurrent();

    void searchingKeepsWhatIsCurrent();
    void aFoundConversationIsChosenByEnter();
    void theArrowLeadsFromTheSearchIntoTheList();
    void escapeEndsTheSearch();

    void f2NamesInPlace();
    void escapeLeavesTheName();
    void whatIsTypedOutlivesAChangeOfTheConversation();
    void namingAHiddenOneEndsTheSearch();

    void deletingAsks();
    void itsNeighbourComesInPlaceOfWhatWasDeleted_data();
    void itsNeighbourComesInPlaceOfWhatWasDeleted();
    void deletingTheLastLeavesNone();
    void deletingInTheSearchFieldIsOfText();
    void whatIsGoneMeanwhileIsNotDeleted();

    void theMenuIsOfWhatWasClicked();
    void theMenuKeyIsOfTheCurrentOne();
    void theButtonAsksForANewOne();

    void anEmptyListSaysSo();
    void rowsAreSpokenWithTimeAndState();
    void groupsBeginWithTheirNames();
    void aGroupThatBeginsGetsRoomForItsName();
    void thePictureChangesWithTheMarks_data();
    void thePictureChangesWithTheMarks();
    void fromRightToLeftMarksAreAtTheLeft();
    void timesAreShort_data();
    void timesAreShort();

private:
    void add(const QString &title, int daysAgo) const;
    [[nodiscard]] QPoint placeOf(const QString &title) const;
    void click(const QString &title) const;
    [[nodiscard]] QStringList shown() const;
    [[nodiscard]] QLineEdit *editor() const;
    [[nodiscard]] QMessageBox *question() const;
    [[nodiscard]] QMenu *menu() const { return bar->findChild<QMenu *>(); }
    [[nodiscard]] int rowOf(const QString &title) const;
    void answer(const QString &button) const;

    std::unique_ptr<QTemporaryDir> folder;
    std::unique_ptr<ChatService> service;
    std::unique_ptr<Conversations> conversations;
    std::unique_ptr<SideBar> bar;
    std::unique_ptr<QSignalSpy> changed;
    QListView *list = nullptr;
    QLineEdit *search = nullptr;
};

void tst_SideBar::init()
{
    folder = std::make_unique<QTemporaryDir>();
    QVERIFY(folder->isValid());
    add(u"Apples"_s, 0);
    add(u"Bananas"_s, 1);
    add(u"Cherries"_s, 3);
    add(u"Pineapples"_s, 400);
    service = std::make_unique<ChatService>();
    QVERIFY2(service->listen(), qPrintable(service->errorString()));
    conversations = std::make_unique<Conversations>(folder->path());
    service->serve(conversations.get());
    bar = std::make_unique<SideBar>(conversations.get());
    bar->resize(260, 400);
    bar->show();
    QVERIFY(QTest::qWaitForWindowExposed(bar.get()));
    bar->activateWindow();
    list = bar->findChild<QListView *>();
    search = bar->findChild<QLineEdit *>(u"searchField"_s);
    QVERIFY(list && search);
    list->setFocus();
    changed = std::make_unique<QSignalSpy>(bar.get(), &SideBar::currentChanged);
}

void tst_SideBar::cleanup()
{
    changed.reset();
    bar.reset();
    conversations.reset();
    service.reset();
    folder.reset();
}

void tst_SideBar::add(const QString &title, int daysAgo) const
{
    ChatModel messages;
    messages.append(Chat::Role::User, title);
    QJsonObject conversation = messages.toJson();
    const QDateTime time = QDateTime::currentDateTimeUtc().addDays(-daysAgo);
    conversation.insert(u"updated"_s, time.toString(Qt::ISODateWithMs));
    QFile file(folder->filePath(title + u".json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QJsonDocument(conversation).toJson());
}

int tst_SideBar::rowOf(const QString &title) const
{
    for (int row = 0; row < conversations->rowCount(); ++row) {
        if (conversations->title(row) == title)
            return row;
    }
    return -1;
}

// In the list; null where it is not shown. A group's name may be at the top.
QPoint tst_SideBar::placeOf(const QString &title) const
{
    for (int row = 0; row < list->model()->rowCount(); ++row) {
        const QModelIndex index = list->model()->index(row, 0);
        if (index.data().toString() == title)
            return list->visualRect(index).bottomLeft() + QPoint(40, -10);
    }
    return {};
}

void tst_SideBar::click(const QString &title) const
{
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, placeOf(title));
}

QStringList tst_SideBar::shown() const
{
    QStringList titles;
    for (int row = 0; row < list->model()->rowCount(); ++row)
        titles.append(list->model()->index(row, 0).data().toString());
    return titles;
}

QLineEdit *tst_SideBar::editor() const
{
    return list->viewport()->findChild<QLineEdit *>();
}

QMessageBox *tst_SideBar::question() const
{
    return bar->findChild<QMessageBox *>();
}

void tst_SideBar::answer(const QString &button) const
{
    QVERIFY(question());
    for (QAbstractButton *const choice : question()->buttons()) {
        if (choice->text().remove(u'&') == button)
            QTest::mouseClick(choice, Qt::LeftButton);
    }
    QTRY_VERIFY(!question());
}

void tst_SideBar::aClickChoosesAConversation()
{
    QCOMPARE(bar->current(), -1);
    click(u"Bananas"_s);
    QCOMPARE(bar->current(), 1);
    QCOMPARE(changed->size(), 1);
    QCOMPARE(changed->last().first().toInt(), 1);
    click(u"Bananas"_s);
    QCOMPARE(changed->size(), 1);
    // There is always one that is shown.
    QTest::mouseClick(list->viewport(), Qt::LeftButton, Qt::ControlModifier, placeOf(u"Bananas"_s));
    QCOMPARE(changed->size(), 1);
    QCOMPARE(bar->current(), 1);
    QVERIFY(list->selectionModel()->isSelected(list->currentIndex()));
}

void tst_SideBar::arrowsChooseAConversation()
{
    // The focus alone chooses nothing.
    QVERIFY(list->hasFocus());
    QCOMPARE(bar->current(), -1);
    click(u"Bananas"_s);
    QTest::keyClick(list, Qt::Key_Down);
    QCOMPARE(bar->current(), 2);
    QTest::keyClick(list, Qt::Key_Home);
    QCOMPARE(bar->current(), 0);
    QCOMPARE(changed->size(), 3);
    QTest::keyClick(list, Qt::Key_Up);
    QCOMPARE(changed->size(), 3);
}

void tst_SideBar::aProgramsChoiceIsToldOnce()
{
    bar->setCurrent(2);
    QCOMPARE(changed->size(), 1);
    QCOMPARE(list->currentIndex().data().toString(), u"Cherries"_s);
    QVERIFY(list->selectionModel()->isSelected(list->currentIndex()));
    bar->setCurrent(2);
    QCOMPARE(changed->size(), 1);
    bar->setCurrent(-1);
    QCOMPARE(changed->size(), 2);
    QCOMPARE(bar->current(), -1);
    QVERIFY(!list->selectionModel()->hasSelection());
}

void tst_SideBar::aConversationThatMovesStaysCurrent()
{
    bar->setCurrent(2);
    ChatSession *const session = conversations->session(2);
    QVERIFY(ask(*service, session, u"more"_s));
    QCOMPARE(conversations->rowOf(session), 0);
    QCOMPARE(bar->current(), 0);
    QCOMPARE(changed->size(), 1);
    QCOMPARE(list->currentIndex().row(), 0);
    QVERIFY(list->selectionModel()->isSelected(list->currentIndex()));
}

void tst_SideBar::searchingKeepsWhatIsCurrent()
{
    click(u"Bananas"_s);
    QTest::mouseClick(search, Qt::LeftButton);
    QTest::keyClicks(search, u"apple"_s);
    QCOMPARE(shown(), QStringList({ u"Apples"_s, u"Pineapples"_s }));
    QCOMPARE(bar->current(), 1);
    QVERIFY(!list->selectionModel()->hasSelection());
    QTest::keyClicks(search, u"xx"_s);
    QCOMPARE(shown(), QStringList());
    QTest::keyClick(search, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(search, Qt::Key_Delete);
    QCOMPARE(shown().size(), 4);
    QCOMPARE(bar->current(), 1);
    QCOMPARE(list->currentIndex().data().toString(), u"Bananas"_s);
    QVERIFY(list->selectionModel()->isSelected(list->currentIndex()));
    QCOMPARE(changed->size(), 1);
}

void tst_SideBar::aFoundConversationIsChosenByEnter()
{
    bar->focusSearch();
    QTest::keyClicks(search, u"CHERR"_s);
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(bar->current(), 2);
    QCOMPARE(changed->size(), 1);
    QVERIFY(list->hasFocus());
}

void tst_SideBar::theArrowLeadsFromTheSearchIntoTheList()
{
    bar->setCurrent(2);
    bar->focusSearch();
    QTest::keyClick(search, Qt::Key_Down);
    QVERIFY(list->hasFocus());
    QCOMPARE(bar->current(), 2);
    bar->focusSearch();
    QTest::keyClicks(search, u"pine"_s);
    QTest::keyClick(search, Qt::Key_Down);
    QCOMPARE(bar->current(), 3);
}

void tst_SideBar::escapeEndsTheSearch()
{
    bar->focusSearch();
    QTest::keyClicks(search, u"pine"_s);
    QTest::keyClick(search, Qt::Key_Escape);
    QCOMPARE(search->text(), QString());
    QCOMPARE(shown().size(), 4);
}

void tst_SideBar::f2NamesInPlace()
{
    click(u"Bananas"_s);
    QTest::keyClick(list, Qt::Key_F2);
    QVERIFY(editor());
    QCOMPARE(editor()->text(), u"Bananas"_s);
    QTest::keyClick(editor(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(editor(), u"Plantains"_s);
    QTest::keyClick(editor(), Qt::Key_Return);
    QTRY_VERIFY(!editor());
    QCOMPARE(conversations->title(1), u"Plantains"_s);
    QCOMPARE(changed->size(), 1);
}

void tst_SideBar::escapeLeavesTheName()
{
    click(u"Bananas"_s);
    QTest::keyClick(list, Qt::Key_F2);
    QTest::keyClicks(editor(), u"Plantains"_s);
    QTest::keyClick(editor(), Qt::Key_Escape);
    QTRY_VERIFY(!editor());
    QCOMPARE(conversations->title(1), u"Bananas"_s);
}

void tst_SideBar::whatIsTypedOutlivesAChangeOfTheConversation()
{
    click(u"Bananas"_s);
    ChatSession *const session = conversations->session(1);
    QVERIFY(ask(*service, session, u"more"_s));
    QCOMPARE(bar->current(), 0);
    QTest::keyClick(list, Qt::Key_F2);
    QTest::keyClick(editor(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(editor(), u"Plan"_s);
    service->end(0);
    QTRY_VERIFY(!conversations->index(0).data(Conversations::BusyRole).toBool());
    QCOMPARE(editor()->text(), u"Plan"_s);
    QTest::keyClicks(editor(), u"tains"_s);
    QTest::keyClick(editor(), Qt::Key_Return);
    QTRY_COMPARE(conversations->title(0), u"Plantains"_s);
}

void tst_SideBar::namingAHiddenOneEndsTheSearch()
{
    click(u"Bananas"_s);
    bar->focusSearch();
    QTest::keyClicks(search, u"pine"_s);
    bar->renameCurrent();
    QVERIFY(editor());
    QCOMPARE(editor()->text(), u"Bananas"_s);
    QCOMPARE(search->text(), QString());
}

void tst_SideBar::deletingAsks()
{
    click(u"Bananas"_s);
    QTest::keyClick(list, Qt::Key_Delete);
    QVERIFY(question());
    QVERIFY2(question()->text().contains(u"Bananas"_s), qPrintable(question()->text()));
    // Who presses Enter without reading deletes nothing.
    QTest::keyClick(question(), Qt::Key_Return);
    QTRY_VERIFY(!question());
    QCOMPARE(conversations->rowCount(), 4);
    bar->activateWindow(); // not every platform does so when a dialog closes
    QTRY_VERIFY(list->hasFocus());
    QTest::keyClick(list, Qt::Key_Delete);
    answer(u"Cancel"_s);
    QCOMPARE(conversations->rowCount(), 4);
    bar->activateWindow();
    QTRY_VERIFY(list->hasFocus());
    QTest::keyClick(list, Qt::Key_Delete);
    answer(u"Delete"_s);
    QCOMPARE(conversations->rowCount(), 3);
    QCOMPARE(rowOf(u"Bananas"_s), -1);
}

void tst_SideBar::itsNeighbourComesInPlaceOfWhatWasDeleted_data()
{
    QTest::addColumn<QString>("searched");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("next");

    QTest::newRow("first") << QString() << u"Apples"_s << u"Bananas"_s;
    QTest::newRow("middle") << QString() << u"Bananas"_s << u"Cherries"_s;
    QTest::newRow("last") << QString() << u"Pineapples"_s << u"Cherries"_s;
    QTest::newRow("found") << u"apple"_s << u"Apples"_s << u"Pineapples"_s;
    QTest::newRow("hidden") << u"cherr"_s << u"Pineapples"_s << u"Cherries"_s;
    QTest::newRow("hidden, first") << u"cherr"_s << u"Apples"_s << u"Bananas"_s;
}

void tst_SideBar::itsNeighbourComesInPlaceOfWhatWasDeleted()
{
    QFETCH(const QString, searched);
    QFETCH(const QString, title);
    QFETCH(const QString, next);
    bar->setCurrent(rowOf(title));
    QTest::keyClicks(search, searched);
    QVERIFY(conversations->remove(rowOf(title)));
    QCOMPARE(bar->current(), rowOf(next));
    QCOMPARE(changed->size(), 2);
    QCOMPARE(changed->last().first().toInt(), rowOf(next));
    search->clear();
    QCOMPARE(list->currentIndex().data().toString(), next);
    QVERIFY(list->selectionModel()->isSelected(list->currentIndex()));
}

void tst_SideBar::deletingTheLastLeavesNone()
{
    bar->setCurrent(0);
    for (int rows = 4; rows > 0; --rows) {
        QCOMPARE(bar->current(), 0);
        QVERIFY(conversations->remove(0));
    }
    QCOMPARE(bar->current(), -1);
    QCOMPARE(changed->size(), 5);
    QCOMPARE(changed->last().first().toInt(), -1);
    bar->deleteCurrent();
    bar->renameCurrent();
    QVERIFY(!question());
    QVERIFY(!editor());
}

void tst_SideBar::deletingInTheSearchFieldIsOfText()
{
    click(u"Bananas"_s);
    bar->focusSearch();
    QTest::keyClicks(search, u"ab"_s);
    QTest::keyClick(search, Qt::Key_Home);
    QTest::keyClick(search, Qt::Key_Delete);
    QCOMPARE(search->text(), u"b"_s);
    QVERIFY(!question());
}

void tst_SideBar::whatIsGoneMeanwhileIsNotDeleted()
{
    click(u"Bananas"_s);
    QTest::keyClick(list, Qt::Key_Delete);
    QVERIFY(conversations->remove(1));
    answer(u"Delete"_s);
    QCOMPARE(shown(), QStringList({ u"Apples"_s, u"Cherries"_s, u"Pineapples"_s }));
}

void tst_SideBar::theMenuIsOfWhatWasClicked()
{
    QSignalSpy exported(bar.get(), &SideBar::exportRequested);
    click(u"Apples"_s);
    const QPoint place = placeOf(u"Cherries"_s);
    QTest::mouseClick(list->viewport(), Qt::RightButton, {}, place);
    QContextMenuEvent event(QContextMenuEvent::Mouse, place, list->viewport()->mapToGlobal(place));
    QApplication::sendEvent(list->viewport(), &event);
    QVERIFY(menu()->isVisible());
    QCOMPARE(bar->current(), 2);
    for (QAction *const action : menu()->actions()) {
        if (action->text().contains(u"xport"_s))
            QTest::mouseClick(menu(), Qt::LeftButton, {}, menu()->actionGeometry(action).center());
    }
    QCOMPARE(exported.size(), 1);
    QCOMPARE(exported.first().first().toInt(), 2);
    QVERIFY(!menu()->isVisible());

    // Beside the conversations there is nothing to do.
    const QPoint beside(20, list->viewport()->height() - 5);
    QContextMenuEvent another(QContextMenuEvent::Mouse, beside,
                              list->viewport()->mapToGlobal(beside));
    QApplication::sendEvent(list->viewport(), &another);
    QVERIFY(!menu()->isVisible());
}

void tst_SideBar::theMenuKeyIsOfTheCurrentOne()
{
    click(u"Bananas"_s);
    const QPoint center = list->viewport()->rect().center();
    QContextMenuEvent event(QContextMenuEvent::Keyboard, center,
                            list->viewport()->mapToGlobal(center));
    QApplication::sendEvent(list->viewport(), &event);
    QVERIFY(menu()->isVisible());
    QTest::keyClick(menu(), Qt::Key_Down);
    QTest::keyClick(menu(), Qt::Key_Return);
    QVERIFY(editor());
    QCOMPARE(editor()->text(), u"Bananas"_s);
}

void tst_SideBar::theButtonAsksForANewOne()
{
    QSignalSpy asked(bar.get(), &SideBar::newRequested);
    QTest::mouseClick(bar->findChild<QToolButton *>(u"newButton"_s), Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
}

void tst_SideBar::anEmptyListSaysSo()
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

void tst_SideBar::rowsAreSpokenWithTimeAndState()
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

void tst_SideBar::groupsBeginWithTheirNames()
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

void tst_SideBar::aGroupThatBeginsGetsRoomForItsName()
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

void tst_SideBar::thePictureChangesWithTheMarks_data()
{
    QTest::addColumn<bool>("isShown");
    QTest::addColumn<bool>("fails");

    QTest::newRow("read") << true << false;
    QTest::newRow("unread") << false << false;
    QTest::newRow("failed") << true << true;
}

void tst_SideBar::thePictureChangesWithTheMarks()
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

void tst_SideBar::fromRightToLeftMarksAreAtTheLeft()
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

void tst_SideBar::timesAreShort_data()
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

void tst_SideBar::timesAreShort()
{
    QFETCH(const QDateTime, time);
    QFETCH(const QString, words);
    const QDateTime now(QDate(2024, 5, 15), QTime(0, 1));
    QCOMPARE(ConversationTimes::inShort(time, now, QLocale(u"de_DE"_s)), words);
}

QTEST_MAIN(tst_SideBar)
#include "tst_sidebar.moc"
