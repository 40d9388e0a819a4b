// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// What changes while a view of events is shown: language, font, palette, direction.

#include "backwards.h"
#include "eventviewtest.h"

#include <QtGui/qimage.h>
#include <QtWidgets/qcombobox.h>
#include <QtWidgets/qheaderview.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qpushbutton.h>
#include <QtWidgets/qsplitter.h>

using namespace Qt::StringLiterals;

class tst_SseEventViewLook : public EventViewTest
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup() { clean(); }
    void everyTextFollowsTheLanguage();
    void everyTextFollowsTheFont();
    void iconsFollowThePalette();
    void itGoesFromRightToLeft();

private:
    // What a person reads, and what a screen reader says.
    [[nodiscard]] QStringList texts() const;
};

QStringList tst_SseEventViewLook::texts() const
{
    QStringList texts{ m_view->accessibleName(), m_table->accessibleName() };
    for (int column = Time; column <= Data; ++column)
        texts += m_table->model()->headerData(column, Qt::Horizontal).toString();
    for (const QToolButton *const button : m_view->findChildren<QToolButton *>())
        texts += button->text();
    texts += child<QComboBox>("typeFilter")->itemText(0);
    texts += child<QComboBox>("typeFilter")->toolTip();
    texts += child<QLineEdit>("filterField")->placeholderText();
    texts += child<QPushButton>("latestButton")->text();
    texts += child<QLabel>("detailsSummary")->text();
    texts += labelOf("counts");
    texts += textOf(Type, 0);
    texts += child<QLabel>("label")->text();
    return texts;
}

void tst_SseEventViewLook::everyTextFollowsTheLanguage()
{
    open("data: 1\n\ndata: 2\n\n");
    clickRow(1);
    const QStringList before = texts();
    {
        const Backwards language;
        const QStringList backwards = texts();
        for (qsizetype i = 0; i < before.size(); ++i)
            QVERIFY2(backwards.at(i) != before.at(i), qPrintable(before.at(i)));
        QVERIFY(hasDetails());
    }
    QCOMPARE(texts(), before);
}

void tst_SseEventViewLook::everyTextFollowsTheFont()
{
    open("data: 1\n\n");
    clickRow(1);
    const int row = m_table->rowHeight(0);
    const int type = m_table->columnWidth(Type);
    QFont font = m_view->font();
    font.setPointSizeF(font.pointSizeF() * 2);
    m_view->setFont(font);
    QVERIFY(m_table->rowHeight(0) > row * 3 / 2);
    for (const QWidget *const widget : m_view->findChildren<QWidget *>())
        QVERIFY2(
            qFuzzyCompare(widget->font().pointSizeF(), font.pointSizeF()),
            qPrintable(widget->objectName() + QLatin1String(widget->metaObject()->className())));
    // Times are not cut.
    const QFontMetrics metrics(m_table->font());
    QVERIFY(m_table->columnWidth(Time) > metrics.horizontalAdvance(u"00:00:00.000"_s));
    QCOMPARE(child<QSplitter>("splitter")->orientation(), Qt::Vertical);
    QVERIFY(m_table->columnWidth(Data) > metrics.horizontalAdvance(u"some data"_s));
    QVERIFY(m_table->columnWidth(Type) > type * 3 / 2);
    QVERIFY(child<QToolButton>("pauseButton")->iconSize().height() >= metrics.height());
}

void tst_SseEventViewLook::iconsFollowThePalette()
{
    open("data: 1\n\n");
    const auto *const pause = child<QToolButton>("pauseButton");
    const QColor ink(10, 200, 100);
    const auto count = [&] {
        const QImage image = pause->icon().pixmap(24, 24).toImage();
        int found = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                found += int(image.pixelColor(x, y) == ink);
        }
        return found;
    };
    QCOMPARE(count(), 0);
    QPalette palette = m_view->palette();
    palette.setColor(QPalette::ButtonText, ink);
    m_view->setPalette(palette);
    QVERIFY(count() > 10);
}

void tst_SseEventViewLook::itGoesFromRightToLeft()
{
    open("data: 1\n\n");
    const auto left = [this](int column) {
        return m_table->visualRect(m_table->model()->index(1, column)).left();
    };
    QVERIFY(left(Time) < left(Data));
    m_view->setLayoutDirection(Qt::RightToLeft);
    QCoreApplication::sendPostedEvents();
    QTRY_VERIFY(left(Time) > left(Data));
    QVERIFY(child<QToolButton>("saveButton")->mapTo(m_view.get(), QPoint()).x()
            < child<QLineEdit>("filterField")->mapTo(m_view.get(), QPoint()).x());
    // A row is drawn where its column is.
    const QRect cell = m_table->visualRect(m_table->model()->index(1, Data));
    const QImage image = m_table->viewport()->grab(cell).toImage();
    int ink = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = image.width() - 40; x < image.width(); ++x)
            ink += int(image.pixelColor(x, y).lightness() < 100);
    }
    QVERIFY(ink > 0);
}

QTEST_MAIN(tst_SseEventViewLook)

#include "tst_sseeventviewlook.moc"
