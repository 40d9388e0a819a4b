// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// How a view looks.

#include "backwards.h"
#include "chatscreen.h"

#include <SseQt/SseChatView>

#include <QtGui/qclipboard.h>
#include <QtGui/qimage.h>
#include <QtWidgets/qapplication.h>

#include <algorithm>
#include <memory>
#include <utility>

using namespace Qt::StringLiterals;

class tst_SseChatLook : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void followsThePalette();
    void disabledItLooksSo();
    void followsAStyleSheet();
    void followsTheFontOfTheApplication();
    void tablesHaveLines();
    void goesFromRightToLeft();
    void paragraphsGoAsTheirTextDoes_data();
    void paragraphsGoAsTheirTextDoes();
    void speaksTheUsersLanguage();
    void anotherLanguageLeavesThePlace();

private:
    // Pixels of just that colour.
    [[nodiscard]] int count(const QColor &color) const;

    std::unique_ptr<ChatModel> model;
    std::unique_ptr<SseChatView> view;
};

void tst_SseChatLook::init()
{
    model = std::make_unique<ChatModel>();
    view = std::make_unique<SseChatView>();
    view->setModel(model.get());
    view->resize(500, 400);
    model->append(Chat::Role::User, u"Question"_s);
    model->append(Chat::Role::Assistant, u"# [link](https://example.org)\n\n```\ncode\n```"_s);
    view->show();
    QVERIFY(QTest::qWaitForWindowExposed(view.get()));
}

void tst_SseChatLook::cleanup()
{
    view.reset();
    model.reset();
}

int tst_SseChatLook::count(const QColor &color) const
{
    const QImage image = view->viewport()->grab().toImage().convertToFormat(QImage::Format_RGB32);
    int found = 0;
    for (int y = 0; y < image.height(); ++y) {
        const auto *const line = reinterpret_cast<const QRgb *>(image.constScanLine(y));
        found += int(std::count(line, line + image.width(), color.rgb()));
    }
    return found;
}

void tst_SseChatLook::followsThePalette()
{
    const QColor ground(20, 30, 40);
    const QColor ink(250, 240, 230);
    const QColor link(10, 200, 100);
    QCOMPARE(count(ground) + count(ink) + count(link), 0);
    QPalette palette = view->palette();
    palette.setColor(QPalette::Base, ground);
    palette.setColor(QPalette::Text, ink);
    palette.setColor(QPalette::Link, link);
    view->setPalette(palette);
    const int half = view->viewport()->width() * view->viewport()->height() / 2;
    QVERIFY(count(ground) > half);
    QVERIFY(count(ink) > 10);
    QVERIFY(count(link) > 10);
}

void tst_SseChatLook::disabledItLooksSo()
{
    const QColor ink(10, 200, 100);
    QPalette palette = view->palette();
    palette.setColor(QPalette::Disabled, QPalette::Text, ink);
    view->setPalette(palette);
    QCOMPARE(count(ink), 0);
    view->setEnabled(false);
    QVERIFY(count(ink) > 10);
    view->setEnabled(true);
    QCOMPARE(count(ink), 0);
}

void tst_SseChatLook::followsAStyleSheet()
{
    view->setStyleSheet(u"SseChatView { background-color: #102030; color: #f0e0d0; "
                        "selection-background-color: #305070; font-size: 30px; }"_s);
    const int half = view->viewport()->width() * view->viewport()->height() / 2;
    QVERIFY(count(QColor(0x10, 0x20, 0x30)) > half);
    QVERIFY(count(QColor(0xf0, 0xe0, 0xd0)) > 10);
    QVERIFY(Screen::find(view.get(), u"Question"_s)->rect().height() >= 30);
    view->selectAll();
    view->setFocus();
    QVERIFY(count(QColor(0x30, 0x50, 0x70)) > 100);
}

void tst_SseChatLook::followsTheFontOfTheApplication()
{
    const QFont before = QApplication::font();
    const int height = Screen::find(view.get(), u"Question"_s)->rect().height();
    const int code = Screen::find(view.get(), u"code"_s)->rect().height();
    QFont larger = before;
    larger.setPointSizeF(before.pointSizeF() * 2);
    QApplication::setFont(larger);
    QCoreApplication::sendPostedEvents();
    (void)view->grab();
    const int newHeight = Screen::find(view.get(), u"Question"_s)->rect().height();
    const int newCode = Screen::find(view.get(), u"code"_s)->rect().height();
    QApplication::setFont(before);
    QVERIFY(newHeight > height * 3 / 2);
    QVERIFY(newCode > code * 3 / 2);
}

void tst_SseChatLook::tablesHaveLines()
{
    model->clear();
    model->append(Chat::Role::Assistant, u"| left | right |\n|---|---|\n| 1 | 2 |"_s);
    const QImage image = view->viewport()->grab().toImage().convertToFormat(QImage::Format_RGB32);
    const QRgb ground = view->palette().color(QPalette::Base).rgb();
    // Letters have no stroke that long.
    const int length = QFontMetrics(view->font()).horizontalAdvance(u"left right"_s);
    int lines = 0;
    for (int y = 0; y < image.height(); ++y) {
        const auto *const line = reinterpret_cast<const QRgb *>(image.constScanLine(y));
        int longest = 0;
        for (int x = 0, run = 0; x < image.width(); ++x) {
            run = line[x] == ground ? 0 : run + 1;
            longest = std::max(longest, run);
        }
        lines += longest >= length ? 1 : 0;
    }
    QCOMPARE(lines, 3);
}

void tst_SseChatLook::goesFromRightToLeft()
{
    const int middle = view->mapToGlobal(view->rect().center()).x();
    QVERIFY(Screen::button(view.get(), u"Copy"_s)->rect().left() > middle);
    view->setLayoutDirection(Qt::RightToLeft);
    (void)view->grab();
    QVERIFY(Screen::button(view.get(), u"Copy"_s)->rect().right() < middle);
    // What is clicked is where it is seen.
    QGuiApplication::clipboard()->clear();
    Screen::click(view.get(), Screen::button(view.get(), u"Copy"_s));
    QCOMPARE(QGuiApplication::clipboard()->text(), u"code"_s);
}

void tst_SseChatLook::paragraphsGoAsTheirTextDoes_data()
{
    QTest::addColumn<Qt::LayoutDirection>("direction");
    QTest::newRow("window from left to right") << Qt::LeftToRight;
    QTest::newRow("window from right to left") << Qt::RightToLeft;
}

void tst_SseChatLook::paragraphsGoAsTheirTextDoes()
{
    QFETCH(const Qt::LayoutDirection, direction);
    view->setLayoutDirection(direction);
    const QString hebrew = u"\u05E9\u05DC\u05D5\u05DD"_s;
    model->append(Chat::Role::Assistant, hebrew + u" and Latin\n\nLatin and "_s + hebrew);
    (void)view->grab();
    const auto firstOf = [this](const QString &words) {
        QAccessibleInterface *const found = Screen::find(view.get(), words);
        const QRect character = found->textInterface()->characterRect(0);
        return std::pair(character, found->rect());
    };
    const auto [right, rightRoom] = firstOf(hebrew + u" and"_s);
    QVERIFY(right.right() > rightRoom.right() - 5);
    const auto [left, leftRoom] = firstOf(u"Latin and"_s);
    QVERIFY(left.left() < leftRoom.left() + 5);
}

void tst_SseChatLook::speaksTheUsersLanguage()
{
    {
        const Backwards language;
        QTRY_VERIFY(Screen::find(view.get(), u"uoY"_s, QAccessible::Heading));
        QVERIFY(Screen::button(view.get(), u"edoc ypoC"_s));
        QCOMPARE(view->retryText(), u"yrteR"_s);
    }
    QTRY_VERIFY(Screen::find(view.get(), u"You"_s, QAccessible::Heading));
}

void tst_SseChatLook::anotherLanguageLeavesThePlace()
{
    ChatMessage *const message = model->beginAnswer();
    ChatDelta thought;
    thought.type = ChatDelta::Type::Reasoning;
    thought.text = u"Thought\n\n"_s.repeated(50);
    model->apply(message, thought);
    model->end(message, Chat::FinishReason::Stop);
    (void)view->grab();
    Screen::click(view.get(), Screen::button(view.get(), u"Thought for"_s));
    view->verticalScrollBar()->setValue(300);
    view->selectAll();
    const QString selected = view->selectedText();
    const Backwards language;
    QTRY_VERIFY(Screen::button(view.get(), u"rof thguohT"_s));
    (void)view->grab();
    QVERIFY(Screen::shows(view.get(), u"Thought\nThought"_s));
    QCOMPARE(view->verticalScrollBar()->value(), 300);
    QCOMPARE(view->selectedText().size(), selected.size());
}

QTEST_MAIN(tst_SseChatLook)

#include "tst_ssechatlook.moc"
