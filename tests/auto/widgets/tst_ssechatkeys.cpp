// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// A view without a mouse.

#include "chatscreen.h"

#include <SseQt/SseChatView>

#include <QtGui/qclipboard.h>
#include <QtTest/qsignalspy.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qboxlayout.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qmenu.h>
#include <QtWidgets/qtooltip.h>

#include <memory>

using namespace Qt::StringLiterals;

class tst_SseChatKeys : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void tabGoesThroughLinksAndButtons();
    void tabBeginsWithWhatIsVisible();
    void tabScrolls();
    void tabLeavesBehindTheLast();
    void escapeLeaves();
    void aLinkIsOpenedByKey_data();
    void aLinkIsOpenedByKey();
    void aLinkSaysWhereItLeads();
    void theMenuKeyCopiesTheLink();
    void whatHasTheFocusIsFramed();
    void aLinkThatGoesTakesTheFocusAlong();

private:
    void answer(const QString &markdown);
    void press(Qt::Key key, int times = 1) const;
    // What has the focus in the view.
    [[nodiscard]] QString focused() const;
    [[nodiscard]] QRect focusedRect() const; // in the viewport

    std::unique_ptr<QWidget> window;
    std::unique_ptr<ChatModel> model;
    SseChatView *view = nullptr;
    QLineEdit *before = nullptr;
    QLineEdit *after = nullptr;
};

void tst_SseChatKeys::init()
{
    model = std::make_unique<ChatModel>();
    window = std::make_unique<QWidget>();
    auto *const layout = new QVBoxLayout(window.get());
    layout->addWidget(before = new QLineEdit);
    layout->addWidget(view = new SseChatView);
    layout->addWidget(after = new QLineEdit);
    view->setModel(model.get());
    view->setOpensLinks(false);
    window->resize(500, 400);
    window->show();
    QVERIFY(QTest::qWaitForWindowExposed(window.get()));
    window->activateWindow();
    view->setFocus();
    QTRY_VERIFY(view->hasFocus());
}

void tst_SseChatKeys::cleanup()
{
    QToolTip::hideText();
    window.reset();
    model.reset();
}

void tst_SseChatKeys::answer(const QString &markdown)
{
    model->append(Chat::Role::Assistant, markdown);
    (void)view->grab(); // laid out
}

void tst_SseChatKeys::press(Qt::Key key, int times) const
{
    for (int i = 0; i < times; ++i)
        QTest::keyClick(QApplication::focusWidget(), key);
}

QString tst_SseChatKeys::focused() const
{
    const QAccessibleInterface *const found =
        QAccessible::queryAccessibleInterface(view)->focusChild();
    return found ? found->text(QAccessible::Name) : QString();
}

QRect tst_SseChatKeys::focusedRect() const
{
    const QAccessibleInterface *const found =
        QAccessible::queryAccessibleInterface(view)->focusChild();
    return found ? QRect(Screen::inViewport(view, found->rect().topLeft()), found->rect().size())
                 : QRect();
}

void tst_SseChatKeys::tabGoesThroughLinksAndButtons()
{
    answer(u"[one](https://example.org/1) and [two **bold**](https://example.org/2)\n\n"
           "```\ncode\n```\n\n| a | [three](https://example.org/3) |\n|---|---|\n"_s);
    QStringList order;
    for (int i = 0; i < 4; ++i) {
        press(Qt::Key_Tab);
        order.append(focused());
    }
    QCOMPARE(order, QStringList({ u"one"_s, u"two bold"_s, u"Copy code"_s, u"three"_s }));
    press(Qt::Key_Backtab, 2);
    QCOMPARE(focused(), u"two bold"_s);
}

void tst_SseChatKeys::tabBeginsWithWhatIsVisible()
{
    answer(u"[first](https://example.org/1)\n\n"_s + u"Text\n\n"_s.repeated(60)
           + u"[last but one](https://example.org/2)\n\n[last](https://example.org/3)"_s);
    QVERIFY(Screen::isAtEnd(view));
    press(Qt::Key_Tab);
    QCOMPARE(focused(), u"last but one"_s);
    QVERIFY(view->followsEnd());
    press(Qt::Key_Escape);
    press(Qt::Key_Backtab);
    QCOMPARE(focused(), u"last"_s);
    press(Qt::Key_Backtab, 2);
    QCOMPARE(focused(), u"first"_s);
}

void tst_SseChatKeys::tabScrolls()
{
    answer(u"[first](https://example.org/1)\n\n"_s + u"Text\n\n"_s.repeated(60)
           + u"[last](https://example.org/2)"_s);
    press(Qt::Key_Backtab);
    QCOMPARE(focused(), u"last"_s);
    press(Qt::Key_Backtab);
    QCOMPARE(focused(), u"first"_s);
    QVERIFY(view->viewport()->rect().contains(focusedRect()));
    QVERIFY(!Screen::isAtEnd(view));
    press(Qt::Key_Tab);
    QCOMPARE(focused(), u"last"_s);
    QVERIFY(view->viewport()->rect().contains(focusedRect()));
}

void tst_SseChatKeys::tabLeavesBehindTheLast()
{
    answer(u"[link](https://example.org/1)"_s);
    press(Qt::Key_Tab, 2);
    QVERIFY(after->hasFocus());
    press(Qt::Key_Backtab);
    QVERIFY(view->hasFocus());
    press(Qt::Key_Backtab);
    QCOMPARE(focused(), u"link"_s);
    press(Qt::Key_Backtab);
    QVERIFY(before->hasFocus());
}

void tst_SseChatKeys::escapeLeaves()
{
    answer(u"[link](https://example.org/1)"_s);
    press(Qt::Key_Tab);
    QCOMPARE(focused(), u"link"_s);
    QKeyEvent escape(QEvent::KeyPress, Qt::Key_Escape, {});
    QCoreApplication::sendEvent(view, &escape);
    QVERIFY(escape.isAccepted());
    QCOMPARE(focused(), QString());
    QVERIFY(view->hasFocus());
    // The next one is for others.
    QKeyEvent second(QEvent::KeyPress, Qt::Key_Escape, {});
    QCoreApplication::sendEvent(view, &second);
    QVERIFY(!second.isAccepted());
}

void tst_SseChatKeys::aLinkIsOpenedByKey_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::newRow("Return") << Qt::Key_Return;
    QTest::newRow("Enter") << Qt::Key_Enter;
    QTest::newRow("Space") << Qt::Key_Space;
}

void tst_SseChatKeys::aLinkIsOpenedByKey()
{
    QFETCH(const Qt::Key, key);
    QSignalSpy activated(view, &SseChatView::linkActivated);
    answer(u"[one](https://example.org/1) [two](https://example.org/2)"_s);
    press(Qt::Key_Tab, 2);
    press(key);
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated.at(0).at(0).toUrl(), QUrl(u"https://example.org/2"_s));
}

void tst_SseChatKeys::aLinkSaysWhereItLeads()
{
    answer(u"[a bank](https://example.org/elsewhere)"_s);
    press(Qt::Key_Tab);
    QVERIFY(QToolTip::text().contains(u"https://example.org/elsewhere"_s));
    const QAccessibleInterface *const link = Screen::find(view, u"a bank"_s, QAccessible::Link);
    QVERIFY(link);
    QCOMPARE(link->text(QAccessible::Description), u"https://example.org/elsewhere"_s);
    press(Qt::Key_Escape);
    QTRY_VERIFY(!QToolTip::isVisible());
}

void tst_SseChatKeys::theMenuKeyCopiesTheLink()
{
    answer(u"[one](https://example.org/1) [two](https://example.org/2)"_s);
    press(Qt::Key_Tab, 2);
    QContextMenuEvent event(QContextMenuEvent::Keyboard, view->rect().center(),
                            view->mapToGlobal(view->rect().center()));
    QCoreApplication::sendEvent(view, &event);
    QMenu *const menu = view->findChild<QMenu *>();
    QVERIFY(menu);
    QVERIFY(menu->y() <= view->mapToGlobal(focusedRect().bottomLeft()).y() + 50);
    for (QAction *const action : menu->actions()) {
        if (action->text() == u"Copy &Link"_s)
            action->trigger();
    }
    QCOMPARE(QGuiApplication::clipboard()->text(), u"https://example.org/2"_s);
    menu->close();
}

void tst_SseChatKeys::whatHasTheFocusIsFramed()
{
    answer(u"[one](https://example.org/1)"_s);
    const QImage plain = view->viewport()->grab().toImage();
    press(Qt::Key_Tab);
    const QRect rect = focusedRect();
    QVERIFY(rect.isValid());
    const QRect around = rect.adjusted(-4, -4, 4, 4);
    const QImage framed = view->viewport()->grab(around).toImage();
    press(Qt::Key_Escape);
    QVERIFY(view->viewport()->grab(around).toImage() != framed);
    QCOMPARE(view->viewport()->grab().toImage(), plain);
}

void tst_SseChatKeys::aLinkThatGoesTakesTheFocusAlong()
{
    QSignalSpy activated(view, &SseChatView::linkActivated);
    answer(u"[one](https://example.org/1)"_s);
    press(Qt::Key_Tab);
    model->clear();
    QCOMPARE(focused(), QString());
    press(Qt::Key_Return);
    QVERIFY(activated.isEmpty());
    QVERIFY(!view->grab().isNull());
}

QTEST_MAIN(tst_SseChatKeys)

#include "tst_ssechatkeys.moc"
