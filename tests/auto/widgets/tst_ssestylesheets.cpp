// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// What a style sheet reaches that names one of the widgets.

#include <SseQt/SseChatInput>
#include <SseQt/SseChatView>
#include <SseQt/SseChatWidget>
#include <SseQt/SseEventView>
#include <SseQt/SseStatusLabel>

#include <QtGui/qimage.h>
#include <QtTest/qtest.h>
#include <QtWidgets/qlabel.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qplaintextedit.h>
#include <QtWidgets/qtableview.h>

#include <algorithm>
#include <functional>
#include <memory>

using namespace Qt::StringLiterals;

class tst_SseStyleSheets : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFrameStandsAroundTheContents_data();
    void aFrameStandsAroundTheContents();
    void paddingIsInsideTheFrame_data() { aFrameStandsAroundTheContents_data(); }
    void paddingIsInsideTheFrame();
    void theInputHasFontAndColours();
    void aSheetMayComeAnyTime();
    void theStatusHasFontAndColours();
    void partsAreReachedByTheirNames();
    void aSheetThatGoesLeavesNothing();
    void propertiesAreSet();

private:
    void show(QWidget *widget) const;
    // Pixels of just that colour.
    [[nodiscard]] static int count(const QWidget *widget, const QColor &color);

    QString frame = u"background-color: #102030; border: 4px solid #c02040;"_s;
};

using Make = std::function<std::unique_ptr<QWidget>()>;
Q_DECLARE_METATYPE(Make)

namespace {

template<typename Widget>
std::unique_ptr<QWidget> make()
{
    return std::make_unique<Widget>();
}

} // namespace

void tst_SseStyleSheets::show(QWidget *widget) const
{
    widget->resize(400, 300);
    widget->show();
    QVERIFY(QTest::qWaitForWindowExposed(widget));
}

int tst_SseStyleSheets::count(const QWidget *widget, const QColor &color)
{
    const QImage image =
        const_cast<QWidget *>(widget)->grab().toImage().convertToFormat(QImage::Format_RGB32);
    int found = 0;
    for (int y = 0; y < image.height(); ++y) {
        const auto *const line = reinterpret_cast<const QRgb *>(image.constScanLine(y));
        found += int(std::count(line, line + image.width(), color.rgb()));
    }
    return found;
}

void tst_SseStyleSheets::aFrameStandsAroundTheContents_data()
{
    QTest::addColumn<Make>("makeWidget");
    QTest::newRow("SseChatView") << Make(make<SseChatView>);
    QTest::newRow("SseChatInput") << Make(make<SseChatInput>);
    QTest::newRow("SseChatWidget") << Make(make<SseChatWidget>);
    QTest::newRow("SseEventView") << Make(make<SseEventView>);
    QTest::newRow("SseStatusLabel") << Make(make<SseStatusLabel>);
}

void tst_SseStyleSheets::aFrameStandsAroundTheContents()
{
    QFETCH(const Make, makeWidget);
    const auto widget = makeWidget();
    widget->setStyleSheet(QString::fromLatin1(widget->metaObject()->className()) + u" { "_s + frame
                          + u" }"_s);
    show(widget.get());
    QVERIFY(count(widget.get(), QColor(0x10, 0x20, 0x30)) > 100);
    const int around = 2 * 4 * (widget->width() + widget->height()) - 4 * 4 * 4;
    const qreal ratio = widget->devicePixelRatioF();
    QCOMPARE(count(widget.get(), QColor(0xc0, 0x20, 0x40)), qRound(around * ratio * ratio));
}

void tst_SseStyleSheets::paddingIsInsideTheFrame()
{
    QFETCH(const Make, makeWidget);
    const auto widget = makeWidget();
    show(widget.get());
    const auto corner = [&widget] {
        QPoint first(1000, 1000);
        for (const QWidget *const child :
             widget->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly)) {
            if (child->isVisible())
                first = { std::min(first.x(), child->x()), std::min(first.y(), child->y()) };
        }
        return first;
    };
    widget->adjustSize();
    const QPoint before = corner();
    widget->setStyleSheet(QString::fromLatin1(widget->metaObject()->className())
                          + u" { border: 4px solid red; padding: 20px; }"_s);
    QCoreApplication::sendPostedEvents();
    widget->adjustSize();
    QTRY_VERIFY(corner().x() >= before.x() + 20);
    QVERIFY(corner().y() >= before.y() + 20);
}

void tst_SseStyleSheets::theInputHasFontAndColours()
{
    SseChatInput input;
    input.setText(u"Text to be selected"_s);
    input.setStyleSheet(
        u"SseChatInput { color: #f0e0d0; background-color: #102030; font-size: 30px; "
        "selection-background-color: #305070; selection-color: #00ff00; }"_s);
    show(&input);
    const auto *const edit = input.findChild<QPlainTextEdit *>();
    QCOMPARE(edit->font().pixelSize(), 30);
    QVERIFY(input.sizeHint().height() > 30);
    QVERIFY(count(edit, QColor(0xf0, 0xe0, 0xd0)) > 10);
    QVERIFY(count(edit, QColor(0x10, 0x20, 0x30)) > 100);
    const_cast<QPlainTextEdit *>(edit)->selectAll();
    QVERIFY(count(edit, QColor(0x30, 0x50, 0x70)) > 100);
    QVERIFY(count(edit, QColor(0x00, 0xff, 0x00)) > 10);
}

void tst_SseStyleSheets::aSheetMayComeAnyTime()
{
    QWidget window;
    auto *const input = new SseChatInput(&window);
    show(&window);
    window.setStyleSheet(u"SseChatInput { color: white; background: #102030; }"_s);
    QVERIFY(count(input->findChild<QPlainTextEdit *>(), QColor(0x10, 0x20, 0x30)) > 100);
}

void tst_SseStyleSheets::theStatusHasFontAndColours()
{
    SseStatusLabel label;
    const int height = label.sizeHint().height();
    label.setStyleSheet(u"SseStatusLabel { color: #c02040; font-size: 40px; }"_s);
    show(&label);
    QVERIFY(count(&label, QColor(0xc0, 0x20, 0x40)) > 10);
    QVERIFY(label.sizeHint().height() > height + 15);
}

void tst_SseStyleSheets::partsAreReachedByTheirNames()
{
    SseEventView view;
    view.setStyleSheet(u"#table { background-color: #102030; color: #f0e0d0; } "
                       "#filterField { font-size: 25px; } #counts { color: #c02040; }"_s);
    show(&view);
    QVERIFY(count(view.findChild<QTableView *>(), QColor(0x10, 0x20, 0x30)) > 1000);
    QCOMPARE(view.findChild<QLabel *>(u"counts"_s)->palette().color(QPalette::WindowText),
             QColor(0xc0, 0x20, 0x40));
    QCOMPARE(view.findChild<QLineEdit *>(u"filterField"_s)->font().pixelSize(), 25);

    SseChatInput input;
    input.setStyleSheet(u"SseChatInput { color: #f0e0d0; } #edit { color: #c02040; } "
                        "#button { background-color: #102030; border: none; }"_s);
    input.setText(u"Text"_s);
    show(&input);
    QCOMPARE(input.findChild<QPlainTextEdit *>()->palette().color(QPalette::Text),
             QColor(0xc0, 0x20, 0x40));
    QVERIFY(count(&input, QColor(0x10, 0x20, 0x30)) > 100);
}

void tst_SseStyleSheets::aSheetThatGoesLeavesNothing()
{
    SseChatInput input;
    show(&input);
    const QImage before = input.grab().toImage();
    input.setStyleSheet(u"SseChatInput { color: red; font-size: 30px; padding: 10px; }"_s);
    QVERIFY(input.grab().toImage() != before);
    input.setStyleSheet(QString());
    QCoreApplication::sendPostedEvents();
    QTRY_COMPARE(input.grab().toImage(), before);
}

void tst_SseStyleSheets::propertiesAreSet()
{
    SseChatView view;
    view.setStyleSheet(u"SseChatView { qproperty-wrapsCode: true; qproperty-zoomFactor: 1.5; }"_s);
    SseStatusLabel label;
    label.setStyleSheet(u"SseStatusLabel { qproperty-compact: true; }"_s);
    show(&view);
    show(&label);
    QVERIFY(view.wrapsCode());
    QCOMPARE(view.zoomFactor(), 1.5);
    QVERIFY(label.isCompact());
}

QTEST_MAIN(tst_SseStyleSheets)

#include "tst_ssestylesheets.moc"
