// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// What the view shows while rows come and go, and in which order.

#include "eventviewtest.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/qsignalspy.h>
#include <QtWidgets/qheaderview.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qplaintextedit.h>
#include <QtWidgets/qpushbutton.h>
#include <QtWidgets/qscrollbar.h>
#include <QtWidgets/qtoolbutton.h>

#include <algorithm>

using namespace Qt::StringLiterals;

class tst_SseEventViewScrolling : public EventViewTest
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup() { clean(); }

    void itFollowsTheNewest();
    void scrolledAwayItStays();
    void whatIsLookedAtStaysWhenTheOldestGo();
    void pausedItStaysAndGoesOnFromThere();
    void aRowIsChosenByKeys();
    void whatIsReadStaysWhenItsRowHasGone();
    void aClickOnAColumnSorts();
    void numbersAreSortedAsNumbers();
    void sortedTheBoundsHold_data();
    void sortedTheBoundsHold();
    void sortedTheChosenRowIsKept();
    void sortedByTheNewestItStaysAtTheTop();
    void aFilterThatChangesKeepsTheOrder();
    void manyRowsAreOneChange();

private:
    [[nodiscard]] QScrollBar *bar() const { return m_table->verticalScrollBar(); }
    [[nodiscard]] QString topText() const { return textOf(Data, m_table->rowAt(1)); }
    void clickHeader(int column)
    {
        const auto *const header = m_table->horizontalHeader();
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                          QPoint(header->sectionViewportPosition(column) + 10, 5));
    }
    void scroll(int steps)
    {
        QWheelEvent event(QPointF(50, 50), m_table->viewport()->mapToGlobal(QPointF(50, 50)), {},
                          QPoint(0, 120 * steps), Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                          false);
        QCoreApplication::sendEvent(m_table->viewport(), &event);
    }
};

void tst_SseEventViewScrolling::itFollowsTheNewest()
{
    open(numbers(1, 200));
    QVERIFY(bar()->maximum() > 0);
    QCOMPARE(bar()->value(), bar()->maximum());
    const int before = bar()->maximum();
    send(numbers(200, 300));
    QVERIFY(bar()->maximum() > before);
    QCOMPARE(bar()->value(), bar()->maximum());
    m_view->resize(900, 300);
    QTRY_VERIFY(m_table->height() < 300);
    QCOMPARE(bar()->value(), bar()->maximum());
    QVERIFY(!child<QPushButton>("latestButton")->isVisible());
}

void tst_SseEventViewScrolling::scrolledAwayItStays()
{
    open(numbers(1, 200));
    scroll(5);
    const int value = bar()->value();
    QVERIFY(value < bar()->maximum());
    const QString top = topText();
    send(numbers(200, 300));
    QCOMPARE(bar()->value(), value);
    QCOMPARE(topText(), top);
    auto *const latest = child<QPushButton>("latestButton");
    QVERIFY(latest->isVisible());
    QTest::mouseClick(latest, Qt::LeftButton);
    QCOMPARE(bar()->value(), bar()->maximum());
    QVERIFY(!latest->isVisible());
    QVERIFY(m_table->hasFocus());
    QVERIFY(!m_table->currentIndex().isValid());
    send(numbers(300, 310));
    QCOMPARE(bar()->value(), bar()->maximum());
    // Scrolled back by hand, it follows again.
    scroll(5);
    scroll(-50);
    send(numbers(310, 320));
    QCOMPARE(bar()->value(), bar()->maximum());
}

void tst_SseEventViewScrolling::whatIsLookedAtStaysWhenTheOldestGo()
{
    open();
    m_view->setMaximumCount(200);
    send(numbers(1, 300));
    QCOMPARE(rowCount(), 200);
    scroll(20);
    const QString top = topText();
    send(numbers(300, 350));
    QCOMPARE(rowCount(), 200);
    QCOMPARE(topText(), top);
    // Until it goes itself.
    send(numbers(350, 550));
    QCOMPARE(bar()->value(), 0);
    QCOMPARE(topText(), u"350"_s);
}

void tst_SseEventViewScrolling::pausedItStaysAndGoesOnFromThere()
{
    open();
    m_view->setMaximumCount(300);
    send(numbers(1, 250));
    press(Qt::Key_Space);
    scroll(5);
    const int value = bar()->value();
    const QString top = topText();
    send(numbers(250, 400));
    QCOMPARE(bar()->value(), value);
    QCOMPARE(topText(), top);
    press(Qt::Key_Space);
    QCOMPARE(rowCount(), 300);
    QCOMPARE(topText(), top);
    // Sorted, too.
    clickHeader(Data);
    scroll(-8);
    const QString sortedTop = topText();
    press(Qt::Key_Space);
    send(numbers(400, 420));
    QCOMPARE(topText(), sortedTop);
    press(Qt::Key_Space);
    QCOMPARE(topText(), sortedTop);
}

void tst_SseEventViewScrolling::aRowIsChosenByKeys()
{
    open(numbers(1, 100));
    const auto row = [this] { return m_table->currentIndex().row(); };
    press(Qt::Key_Home);
    QCOMPARE(row(), 0);
    QCOMPARE(bar()->value(), 0);
    press(Qt::Key_Down);
    press(Qt::Key_Down);
    press(Qt::Key_Up);
    QCOMPARE(row(), 1);
    QCOMPARE(child<QPlainTextEdit>("detailsText")->toPlainText(), u"1"_s);
    press(Qt::Key_PageDown);
    const int page = row() - 1;
    QVERIFY(page > 5);
    press(Qt::Key_PageDown);
    QVERIFY(bar()->value() > 0);
    press(Qt::Key_PageUp);
    QCOMPARE(row(), 1 + page);
    press(Qt::Key_End);
    QCOMPARE(row(), 99);
    QCOMPARE(bar()->value(), bar()->maximum());
    press(Qt::Key_Down);
    QCOMPARE(row(), 99);
    press(Qt::Key_Escape);
    QCOMPARE(row(), -1);
    press(Qt::Key_Up);
    QCOMPARE(row(), 99);
}

void tst_SseEventViewScrolling::whatIsReadStaysWhenItsRowHasGone()
{
    open();
    m_view->setMaximumCount(10);
    send(numbers(1, 6));
    clickRow(3);
    auto *const text = child<QPlainTextEdit>("detailsText");
    QCOMPARE(text->toPlainText(), u"3"_s);
    send(numbers(6, 11));
    QCOMPARE(m_table->currentIndex().data().toString(), u"3"_s);
    send(numbers(11, 15));
    QVERIFY(!m_table->currentIndex().isValid());
    QVERIFY(text->isVisible());
    QCOMPARE(text->toPlainText(), u"3"_s);
}

void tst_SseEventViewScrolling::aClickOnAColumnSorts()
{
    open("data: b\n\nevent: x\ndata: c\n\ndata: A\n\n");
    QTest::mouseClick(child<QToolButton>("connectionButton"), Qt::LeftButton);
    const QStringList arrived{ u"b"_s, u"c"_s, u"A"_s };
    QCOMPARE(textsOf(Data), arrived);
    clickHeader(Data);
    QCOMPARE(textsOf(Data), QStringList({ u"A"_s, u"b"_s, u"c"_s }));
    clickHeader(Data);
    QCOMPARE(textsOf(Data), QStringList({ u"c"_s, u"b"_s, u"A"_s }));
    clickHeader(Data);
    QCOMPARE(textsOf(Data), arrived);
    clickHeader(Type);
    QCOMPARE(textsOf(Data), QStringList({ u"b"_s, u"A"_s, u"c"_s }));
}

void tst_SseEventViewScrolling::numbersAreSortedAsNumbers()
{
    open("data: 10\n\ndata: nan\n\ndata: 9.5\n\ndata: text\n\ndata: -1\n\ndata: nan\n\n");
    QTest::mouseClick(child<QToolButton>("connectionButton"), Qt::LeftButton);
    clickHeader(Data);
    QCOMPARE(textsOf(Data),
             QStringList({ u"-1"_s, u"9.5"_s, u"10"_s, u"nan"_s, u"nan"_s, u"text"_s }));
}

void tst_SseEventViewScrolling::sortedTheBoundsHold_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<Qt::SortOrder>("order");
    for (const int column : { Kind, Time, Type, Id, Data }) {
        const QByteArray name = QByteArray::number(column);
        QTest::newRow(name + " ascending") << column << Qt::AscendingOrder;
        QTest::newRow(name + " descending") << column << Qt::DescendingOrder;
    }
}

// Rows in disorder come in many pieces: the newest are there, each once, each in its place.
void tst_SseEventViewScrolling::sortedTheBoundsHold()
{
    QFETCH(const int, column);
    QFETCH(const Qt::SortOrder, order);
    open();
    m_view->setMaximumCount(100);
    const QAbstractItemModelTester tester(m_table->model(),
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_table->sortByColumn(column, order);
    for (int piece = 0; piece < 20; ++piece) {
        QByteArray bytes;
        for (int i = piece * 30; i < (piece + 1) * 30; ++i)
            bytes += "event: " + QByteArray::number(i % 7) + "\nid: " + QByteArray::number(i)
                + "\ndata: " + QByteArray::number(i * 7919 % 1000) + "\n\n";
        send(bytes);
        QCOMPARE(rowCount(), m_view->model()->count());
    }
    QCOMPARE(rowCount(), 100);
    QList<int> keys;
    QList<int> ids;
    for (int row = 0; row < rowCount(); ++row) {
        const int id = textOf(Id, row).toInt();
        ids += id;
        keys += column == Kind ? 0 : column == Time ? id : textOf(column, row).toInt();
        QCOMPARE(textOf(Data, row).toInt(), id * 7919 % 1000);
        QCOMPARE(textOf(Type, row).toInt(), id % 7);
    }
    if (order == Qt::DescendingOrder)
        std::reverse(keys.begin(), keys.end());
    QVERIFY(std::is_sorted(keys.cbegin(), keys.cend()));
    std::sort(ids.begin(), ids.end());
    QCOMPARE(ids.constFirst(), 500);
    QCOMPARE(ids.constLast(), 599);
}

void tst_SseEventViewScrolling::sortedTheChosenRowIsKept()
{
    open(numbers(1, 100));
    clickHeader(Data);
    clickHeader(Data);
    press(Qt::Key_Home);
    QCOMPARE(textOf(Data, m_table->currentIndex().row()).left(10), u"The stream"_s);
    press(Qt::Key_Down);
    const auto chosen = [this] { return textOf(Data, m_table->currentIndex().row()); };
    QCOMPARE(chosen(), u"99"_s);
    const int place = m_table->visualRect(m_table->currentIndex()).top();
    send(numbers(100, 150));
    QCOMPARE(chosen(), u"99"_s);
    QCOMPARE(m_table->currentIndex().row(), 51);
    QCOMPARE(m_table->visualRect(m_table->currentIndex()).top(), place);
    QCOMPARE(child<QPlainTextEdit>("detailsText")->toPlainText(), u"99"_s);
    // Another order keeps it, too, and in sight.
    clickHeader(Time);
    QCOMPARE(chosen(), u"99"_s);
    QVERIFY(m_table->viewport()->rect().contains(
        m_table->visualRect(m_table->currentIndex()).center()));
}

void tst_SseEventViewScrolling::sortedByTheNewestItStaysAtTheTop()
{
    open(numbers(1, 100));
    clickHeader(Time);
    QCOMPARE(textOf(Data, 0), u"99"_s);
    QCOMPARE(bar()->value(), 0);
    send(numbers(100, 120));
    QCOMPARE(topText(), u"119"_s);
    scroll(-3);
    const QString top = topText();
    QVERIFY(child<QPushButton>("latestButton")->isVisible());
    send(numbers(120, 150));
    QCOMPARE(topText(), top);
    QTest::mouseClick(child<QPushButton>("latestButton"), Qt::LeftButton);
    QCOMPARE(topText(), u"149"_s);
}

void tst_SseEventViewScrolling::aFilterThatChangesKeepsTheOrder()
{
    open(numbers(1, 30));
    QTest::mouseClick(child<QToolButton>("connectionButton"), Qt::LeftButton);
    const QAbstractItemModelTester tester(m_table->model(),
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_table->sortByColumn(Data, Qt::DescendingOrder);
    auto *const field = child<QLineEdit>("filterField");
    QTest::keyClicks(field, u"9"_s);
    QCOMPARE(textsOf(Data), QStringList({ u"29"_s, u"19"_s, u"9"_s }));
    send(numbers(30, 50));
    QCOMPARE(textsOf(Data), QStringList({ u"49"_s, u"39"_s, u"29"_s, u"19"_s, u"9"_s }));
    field->clear();
    QCOMPARE(rowCount(), 49);
    QCOMPARE(textOf(Data, 0), u"49"_s);
    QCOMPARE(textOf(Data, 48), u"1"_s);
}

// However many rows come at once and wherever they belong, views are told once.
void tst_SseEventViewScrolling::manyRowsAreOneChange()
{
    open();
    m_table->sortByColumn(Data, Qt::AscendingOrder);
    press(Qt::Key_Space);
    send(numbers(1, 500));
    QSignalSpy inserted(m_table->model(), &QAbstractItemModel::rowsInserted);
    QSignalSpy moved(m_table->model(), &QAbstractItemModel::layoutChanged);
    QSignalSpy reset(m_table->model(), &QAbstractItemModel::modelReset);
    press(Qt::Key_Space);
    QCOMPARE(rowCount(), 500);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(moved.size(), 1);
    QCOMPARE(reset.size(), 0);
}

QTEST_MAIN(tst_SseEventViewScrolling)

#include "tst_sseeventviewscrolling.moc"
