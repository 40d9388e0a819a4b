// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// What is done with the view's keys and buttons.

#include "eventviewtest.h"

#include <QtCore/qfile.h>
#include <QtCore/qjsondocument.h>
#include <QtCore/qjsonobject.h>
#include <QtCore/qregularexpression.h>
#include <QtCore/qtemporarydir.h>
#include <QtGui/qaction.h>
#include <QtGui/qclipboard.h>
#include <QtGui/qevent.h>
#include <QtGui/qguiapplication.h>
#include <QtGui/qwindow.h>
#include <QtTest/qsignalspy.h>
#include <QtWidgets/qcombobox.h>
#include <QtWidgets/qfiledialog.h>
#include <QtWidgets/qlabel.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qmenu.h>
#include <QtWidgets/qplaintextedit.h>
#include <QtWidgets/qsplitter.h>
#include <QtWidgets/qtoolbutton.h>

#include <type_traits>

using namespace Qt::StringLiterals;

static_assert(!std::is_copy_constructible_v<SseEventView>);

class tst_SseEventView : public EventViewTest
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup() { clean(); }

    void eventsAreRows();
    void theConnectionHasRowsOfItsOwn();
    void commentsAreShownWhenAskedFor();
    void aTextFilters();
    void aTypeFilters();
    void typesAreBounded();
    void pausingHoldsBack();
    void clearing();
    void aRowIsChosenByMouse();
    void keysOfAnEmptyTableDoNothing();
    void copying();
    void copyingAPart();
    void aMenuCopies();
    void shortcutsOfTheProgramComeSecond();
    void saving();
    void aFileIsAskedForByKey();
    void narrowAndWide();
    void everythingHasAName();
    void tabLeadsThroughIt();
};

void tst_SseEventView::eventsAreRows()
{
    open("event: reading\nid: 7\ndata: {\"a\": 1,\"b\": 2}\n\n");
    QCOMPARE(rowCount(), 2);
    static const QRegularExpression time(u"^\\d\\d:\\d\\d:\\d\\d\\.\\d\\d\\d$"_s);
    QVERIFY2(time.match(textOf(Time, 1)).hasMatch(), qPrintable(textOf(Time, 1)));
    QCOMPARE(textOf(Type, 1), u"reading"_s);
    QCOMPARE(textOf(Id, 1), u"7"_s);
    QCOMPARE(textOf(Data, 1), u"{\"a\": 1,\"b\": 2}"_s);
    const auto *const model = m_table->model();
    QStringList names;
    for (int column = 0; column < model->columnCount(); ++column)
        names += model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    QCOMPARE(names, QStringList({ QString(), u"Time"_s, u"Type"_s, u"ID"_s, u"Data"_s }));
}

void tst_SseEventView::theConnectionHasRowsOfItsOwn()
{
    open();
    m_server->sendToAll("retry: 60000\n\n");
    QTRY_COMPARE(rowCount(), 2);
    send("data: 1\n\n");
    m_server->dropConnections();
    QTRY_COMPARE(rowCount(), 4);
    QCOMPARE(textsOf(Type), QStringList({ u"opened"_s, u"retry"_s, u"message"_s, u"error"_s }));
    QVERIFY2(textOf(Data, 3).contains(u"lost"_s), qPrintable(textOf(Data, 3)));
    QCOMPARE(m_table->model()->index(0, Kind).data(Qt::AccessibleTextRole).toString(), u"opened"_s);
    click("connectionButton");
    QCOMPARE(textsOf(Type), QStringList(u"message"_s));
    QCOMPARE(labelOf("counts"), u"1 row, 3 hidden"_s);
    click("connectionButton");
    m_source->close();
    QTRY_COMPARE(rowCount(), 5);
    QCOMPARE(textOf(Type, 4), u"closed"_s);
}

void tst_SseEventView::commentsAreShownWhenAskedFor()
{
    open(": hello\n\ndata: 1\n\n");
    QCOMPARE(rowCount(), 2);
    QTRY_COMPARE(labelOf("counts"), u"2 rows, 1 hidden"_s);
    click("commentsButton");
    QCOMPARE(rowCount(), 3);
    QCOMPARE(textOf(Type, 1), u"comment"_s);
    QCOMPARE(textOf(Data, 1), u" hello"_s);
    QCOMPARE(labelOf("counts"), u"3 rows"_s);
}

void tst_SseEventView::aTextFilters()
{
    open("data: apple\n\ndata: pear\n\nevent: apple\ndata: 3\n\n");
    m_table->setFocus();
    press(Qt::Key_F, Qt::ControlModifier);
    auto *const field = child<QLineEdit>("filterField");
    QVERIFY(field->hasFocus());
    QTest::keyClicks(field, u"Apple"_s);
    QCOMPARE(rowCount(), 2);
    QCOMPARE(textOf(Data, 0), u"apple"_s);
    QCOMPARE(textOf(Type, 1), u"apple"_s);
    QTest::keyClicks(field, u"x"_s);
    QCOMPARE(labelOf("note"), u"The filter hides all rows."_s);
    QTest::keyClick(field, Qt::Key_Escape);
    QCOMPARE(rowCount(), 4);
    QVERIFY(!child<QLabel>("note")->isVisible());
}

void tst_SseEventView::aTypeFilters()
{
    open("event: b\ndata: 1\n\nevent: a\ndata: 2\n\nevent: b\ndata: 3\n\n");
    click("connectionButton");
    auto *const filter = child<QComboBox>("typeFilter");
    const auto choices = [filter] {
        QStringList texts;
        for (int i = 0; i < filter->count(); ++i)
            texts += filter->itemText(i);
        return texts;
    };
    filter->setFocus();
    QCOMPARE(choices(), QStringList({ u"All types"_s, u"a"_s, u"b"_s }));
    QTest::keyClick(filter, Qt::Key_Down);
    QTest::keyClick(filter, Qt::Key_Down);
    QCOMPARE(filter->currentText(), u"b"_s);
    QCOMPARE(textsOf(Data), QStringList({ u"1"_s, u"3"_s }));
    // What is chosen stays chosen, with rows or without.
    m_table->setFocus();
    m_view->clear();
    filter->setFocus();
    QCOMPARE(choices(), QStringList({ u"All types"_s, u"b"_s }));
    send("event: a\ndata: 4\n\n");
    QCOMPARE(rowCount(), 0);
    QTest::keyClick(filter, Qt::Key_Up);
    QCOMPARE(rowCount(), 1);
}

void tst_SseEventView::typesAreBounded()
{
    QByteArray bytes;
    for (int i = 0; i < 300; ++i)
        bytes += "event: type " + QByteArray::number(i) + "\ndata: 1\n\n";
    open(bytes);
    child<QComboBox>("typeFilter")->setFocus();
    QCOMPARE(child<QComboBox>("typeFilter")->count(), 101);
}

void tst_SseEventView::pausingHoldsBack()
{
    open("data: 1\n\n");
    QSignalSpy paused(m_view.get(), &SseEventView::pausedChanged);
    press(Qt::Key_Space);
    QVERIFY(m_view->isPaused());
    QCOMPARE(paused.size(), 1);
    QVERIFY(child<QToolButton>("pauseButton")->isChecked());
    send("data: 2\n\ndata: 3\n\n");
    QCOMPARE(rowCount(), 2);
    QTRY_COMPARE(labelOf("counts"), u"2 rows, 2 held back"_s);
    click("pauseButton");
    QVERIFY(!m_view->isPaused());
    QCOMPARE(rowCount(), 4);
    QCOMPARE(labelOf("counts"), u"4 rows"_s);
    press(Qt::Key_Space);
    press(Qt::Key_Space);
    QVERIFY(!m_view->isPaused());
}

void tst_SseEventView::clearing()
{
    open("data: 1\n\n");
    clickRow(1);
    QVERIFY(hasDetails());
    click("clearButton");
    QCOMPARE(m_view->model()->count(), 0);
    QVERIFY(!hasDetails());
    QCOMPARE(labelOf("counts"), u"0 rows"_s);
    QCOMPARE(labelOf("note"), u"No events yet."_s);
    QVERIFY(!child<QToolButton>("clearButton")->isEnabled());
    send("data: 2\n\n");
    press(Qt::Key_L, Qt::ControlModifier);
    QCOMPARE(m_view->model()->count(), 0);
}

void tst_SseEventView::aRowIsChosenByMouse()
{
    open("data: 1\n\nevent: reading\nid: 5\ndata: {\"b\":[1,2.50],\"a\":null}\n\n");
    QVERIFY(!hasDetails());
    clickRow(2);
    QCOMPARE(m_table->currentIndex().row(), 2);
    QVERIFY(hasDetails());
    QCOMPARE(labelOf("detailsType"), u"reading"_s);
    QVERIFY(m_table->accessibleDescription().startsWith(u"reading {"_s));
    QVERIFY(labelOf("detailsSummary").endsWith(u"ID 5  ·  23 characters"_s));
    // Order and figures as they came.
    QCOMPARE(details(), u"{\n    \"b\": [\n        1,\n        2.50\n    ],\n    \"a\": null\n}"_s);
    clickRow(0);
    QCOMPARE(labelOf("detailsType"), u"opened"_s);
    QVERIFY(details().startsWith(u"The stream is open"_s));
    click("closeButton");
    QVERIFY(!hasDetails());
    QVERIFY(!m_table->currentIndex().isValid());
    clickRow(0);
    QVERIFY(hasDetails());
    press(Qt::Key_Escape);
    QVERIFY(!hasDetails());
    clickRow(0);
    QTest::keyClick(child<QWidget>("detailsText"), Qt::Key_Escape);
    QVERIFY(!hasDetails());
}

void tst_SseEventView::keysOfAnEmptyTableDoNothing()
{
    open();
    click("connectionButton");
    QCOMPARE(rowCount(), 0);
    const QString before = pasted();
    for (const Qt::Key key : { Qt::Key_Up, Qt::Key_Down, Qt::Key_Home, Qt::Key_End, Qt::Key_PageUp,
                               Qt::Key_PageDown, Qt::Key_Escape })
        press(key);
    press(Qt::Key_C, Qt::ControlModifier);
    QTest::mouseClick(m_table->viewport(), Qt::LeftButton, {}, QPoint(50, 50));
    QVERIFY(!m_table->currentIndex().isValid());
    QVERIFY(!hasDetails());
    QCOMPARE(pasted(), before);
}

void tst_SseEventView::copying()
{
    const QString data = u"{\"text\": \"<b>a\u00a0b</b>\u202e\", \"n\": 1.0}"_s;
    open("event: note\nid: 9\ndata: " + data.toUtf8() + "\n\n");
    clickRow(1);
    QVERIFY(!details().contains(QChar(0x202e)));
    press(Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(pasted(), data);
    QCOMPARE(labelOf("message"), u"Copied the data."_s);
    press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(pasted(), textOf(Time, 1) + u"\tnote\t9\t"_s + data);
    clickRow(0);
    click("copyButton");
    QVERIFY(pasted().startsWith(u"The stream is open"_s));
}

void tst_SseEventView::copyingAPart()
{
    open("data: one two\n\n");
    clickRow(1);
    auto *const text = child<QPlainTextEdit>("detailsText");
    QVERIFY(text->isReadOnly());
    QTest::keyClick(text, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(pasted(), u"one two"_s);
    text->moveCursor(QTextCursor::End);
    text->moveCursor(QTextCursor::PreviousWord, QTextCursor::KeepAnchor);
    QTest::keyClick(text, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(pasted(), u"two"_s);
}

void tst_SseEventView::aMenuCopies()
{
    open("data: one\n\ndata: two\n\n");
    clickRow(1);
    QTest::keyClick(m_table, Qt::Key_C, Qt::ControlModifier);
    clickRow(2);
    const QPoint place = m_table->visualRect(m_table->currentIndex()).center();
    QContextMenuEvent event(QContextMenuEvent::Mouse, place,
                            m_table->viewport()->mapToGlobal(place));
    QCoreApplication::sendEvent(m_table->viewport(), &event);
    auto *const menu = child<QMenu>("menu");
    QVERIFY(menu);
    menu->actions().constFirst()->trigger();
    QCOMPARE(pasted(), u"two"_s);
    menu->close();
}

void tst_SseEventView::shortcutsOfTheProgramComeSecond()
{
    open("data: 1\n\n");
    QAction clear;
    clear.setShortcut(QKeySequence(u"Ctrl+L"_s));
    m_view->addAction(&clear);
    QSignalSpy triggered(&clear, &QAction::triggered);
    m_view->activateWindow();
    m_table->setFocus();
    QTRY_VERIFY(m_table->hasFocus());
    QTest::keyClick(m_view->windowHandle(), Qt::Key_L, Qt::ControlModifier);
    QCOMPARE(m_view->model()->count(), 0);
    QVERIFY(triggered.isEmpty());
}

void tst_SseEventView::saving()
{
    open("event: a\nid: 1\ndata: x\n\nevent: b\ndata: y\n\n");
    QTest::keyClicks(child<QLineEdit>("filterField"), u"x"_s);
    QTemporaryDir folder;
    QFile file(folder.filePath(u"events.jsonl"_s));
    QCOMPARE(m_view->save(QUrl::fromLocalFile(file.fileName())), QString());
    QCOMPARE(labelOf("message"), u"Saved 1 row."_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = file.readAll().trimmed().split('\n');
    QCOMPARE(lines.size(), 1);
    const QJsonObject line = QJsonDocument::fromJson(lines.constFirst()).object();
    QCOMPARE(line.value(u"kind"_s).toString(), u"event"_s);
    QCOMPARE(line.value(u"data"_s).toString(), u"x"_s);
}

void tst_SseEventView::aFileIsAskedForByKey()
{
    open("data: 1\n\n");
    QTemporaryDir folder;
    press(Qt::Key_S, Qt::ControlModifier);
    auto *const dialog = child<QFileDialog>("saveDialog");
    QVERIFY(dialog);
    QCOMPARE(dialog->acceptMode(), QFileDialog::AcceptSave);
    const QString file = folder.filePath(u"asked.jsonl"_s);
    Q_EMIT dialog->fileSelected(file); // as the dialog does when its button is clicked
    QCOMPARE(labelOf("message"), u"Saved 2 rows."_s);
    QVERIFY(QFile::exists(file));
    dialog->close();
}

void tst_SseEventView::narrowAndWide()
{
    open("data: 1\n\n");
    clickRow(1);
    auto *const splitter = child<QSplitter>("splitter");
    QCOMPARE(splitter->orientation(), Qt::Horizontal);
    m_view->resize(480, 320);
    QTRY_COMPARE(splitter->orientation(), Qt::Vertical);
    QTRY_COMPARE(m_view->size(), QSize(480, 320));
    for (const char *const name : { "saveButton", "filterField", "typeFilter", "counts", "status",
                                    "detailsText", "table" }) {
        const auto *const part = child<QWidget>(name);
        const QPoint corner = part->mapTo(m_view.get(), part->rect().bottomRight());
        QVERIFY2(part->isVisible() && m_view->rect().contains(corner), name);
    }
}

void tst_SseEventView::everythingHasAName()
{
    const SseEventView view;
    QCOMPARE(view.accessibleName(), u"Event inspector"_s);
    QCOMPARE(view.maximumCount(), 1000);
    for (const auto *const button : view.findChildren<QToolButton *>())
        QVERIFY2(!button->text().isEmpty(), qPrintable(button->objectName()));
    for (const char *const name :
         { "table", "filterField", "typeFilter", "detailsText", "status" }) {
        const auto *const part = view.findChild<QWidget *>(QString::fromLatin1(name));
        QVERIFY2(!part->accessibleName().isEmpty(), name);
    }
}

void tst_SseEventView::tabLeadsThroughIt()
{
    open("data: 1\n\n");
    clickRow(1);
    m_view->activateWindow();
    child<QWidget>("filterField")->setFocus();
    QTRY_VERIFY(child<QWidget>("filterField")->hasFocus());
    QStringList seen;
    for (int i = 0; i < 20 && !seen.contains(u"filterField"_s); ++i) {
        QTest::keyClick(m_view->focusWidget(), Qt::Key_Tab);
        seen += m_view->focusWidget()->objectName();
    }
    for (const QString &name :
         { u"typeFilter"_s, u"pauseButton"_s, u"saveButton"_s, u"table"_s, u"detailsText"_s })
        QVERIFY2(seen.contains(name), qPrintable(seen.join(u' ')));
}

QTEST_MAIN(tst_SseEventView)

#include "tst_sseeventview.moc"
