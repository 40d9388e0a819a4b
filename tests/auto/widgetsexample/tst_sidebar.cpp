// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// A person with a mouse and a keyboard in the list of conversations.

#include "sidebarfixture.h"

#include <QtGui/qaction.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qmenu.h>
#include <QtWidgets/qmessagebox.h>
#include <QtWidgets/qpushbutton.h>
#include <QtWidgets/qtoolbutton.h>

using namespace Qt::StringLiterals;

class tst_SideBar : public SideBarFixture
{
    Q_OBJECT
private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

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

private:
    void click(const QString &title) const;
    [[nodiscard]] QStringList shown() const;
    [[nodiscard]] QLineEdit *editor() const;
    [[nodiscard]] QMessageBox *question() const;
    [[nodiscard]] QMenu *menu() const { return bar->findChild<QMenu *>(); }
    void answer(const QString &button) const;
};

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
            menu()->setActiveAction(action);
    }
    QTest::keyClick(menu(), Qt::Key_Return);
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

QTEST_MAIN(tst_SideBar)
#include "tst_sidebar.moc"
