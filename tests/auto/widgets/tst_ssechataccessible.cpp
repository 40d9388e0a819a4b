// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// What screen readers find.

#include "chatscreen.h"

#include <SseQt/SseChatView>

#include <QtGui/qclipboard.h>
#include <QtTest/qsignalspy.h>
#include <QtWidgets/qapplication.h>

#include <memory>

using namespace Qt::StringLiterals;

class tst_SseChatAccessible : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void messagesAndButtonsAreFound();
    void linksAreFound();
    void whatIsGoneMayBeKept();
    void textIsRead_data();
    void textIsRead();
    void charactersAreWhereTheyAreSeen();
    void textLooksAsItDoes();
    void theSelectionIsShared();
    void aPlaceIsScrolledTo();
    void placesAreThoseThatWillBeSeen();

private:
    [[nodiscard]] QAccessibleInterface *text(const QString &text) const;

    std::unique_ptr<ChatModel> model;
    std::unique_ptr<SseChatView> view;
};

void tst_SseChatAccessible::init()
{
    model = std::make_unique<ChatModel>();
    view = std::make_unique<SseChatView>();
    view->setModel(model.get());
    view->resize(500, 400);
    model->append(Chat::Role::User, u"Question"_s);
    model->append(Chat::Role::Assistant, u"# [a *link*](https://example.org)\n\n```\ncode\n```"_s);
    view->show();
    QVERIFY(QTest::qWaitForWindowExposed(view.get()));
    view->activateWindow();
    view->setFocus();
    QTRY_VERIFY(view->hasFocus());
}

void tst_SseChatAccessible::cleanup()
{
    view.reset();
    model.reset();
}

QAccessibleInterface *tst_SseChatAccessible::text(const QString &text) const
{
    return Screen::find(view.get(), text);
}

void tst_SseChatAccessible::messagesAndButtonsAreFound()
{
    QAccessibleInterface *const list = QAccessible::queryAccessibleInterface(view.get());
    QCOMPARE(list->role(), QAccessible::List);
    QVERIFY(!list->text(QAccessible::Name).isEmpty());
    QStringList names;
    for (int i = 0; i < list->childCount(); ++i) {
        QAccessibleInterface *const child = list->child(i);
        QVERIFY(child->isValid());
        QCOMPARE(child->parent(), list);
        QCOMPARE(list->indexOfChild(child), i);
        names.append(child->text(QAccessible::Name));
    }
    QCOMPARE(names,
             QStringList({ u"You"_s, u"Question"_s, u"Assistant"_s, u"a link"_s, u"code"_s }));

    QAccessibleInterface *const button = Screen::button(view.get(), u"Copy"_s);
    QVERIFY(button);
    QVERIFY(button->rect().isValid());
    QVERIFY(button->state().focusable);
    const QPoint place = button->rect().center();
    QCOMPARE(list->childAt(place.x(), place.y()), button->parent());
    QCOMPARE(button->parent()->childAt(place.x(), place.y()), button);
    QGuiApplication::clipboard()->clear();
    button->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QCOMPARE(QGuiApplication::clipboard()->text(), u"code"_s);
}

void tst_SseChatAccessible::linksAreFound()
{
    view->setOpensLinks(false);
    QSignalSpy activated(view.get(), &SseChatView::linkActivated);
    QAccessibleInterface *const link = Screen::find(view.get(), u"a link"_s, QAccessible::Link);
    QVERIFY(link);
    QCOMPARE(link->parent(), text(u"a link"_s));
    QCOMPARE(link->parent()->indexOfChild(link), 0);
    QCOMPARE(link->text(QAccessible::Description), u"https://example.org"_s);
    QVERIFY(link->state().linked);
    QVERIFY(link->state().focusable);
    QVERIFY(link->parent()->rect().contains(link->rect()));
    link->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QCOMPARE(activated.size(), 1);
}

void tst_SseChatAccessible::whatIsGoneMayBeKept()
{
    QAccessibleInterface *const button = Screen::button(view.get(), u"Copy"_s);
    QAccessibleInterface *const link = Screen::find(view.get(), u"link"_s, QAccessible::Link);
    QAccessibleInterface *const paragraph = text(u"link"_s);
    QAccessibleTextInterface *const words = paragraph->textInterface();
    model->clear();
    for (QAccessibleInterface *const item : { button, link, paragraph }) {
        QVERIFY(!item->isValid());
        QVERIFY(!item->actionInterface());
        QVERIFY(!item->textInterface());
        QCOMPARE(item->text(QAccessible::Name), QString());
        QCOMPARE(item->rect(), QRect());
        QCOMPARE(item->role(), QAccessible::NoRole);
        QVERIFY(item->state().invalid);
    }
    int from = 0;
    int to = 0;
    QCOMPARE(words->characterCount(), 0);
    QCOMPARE(words->text(0, 5), QString());
    QCOMPARE(words->characterRect(0), QRect());
    QCOMPARE(words->offsetAtPoint({ 5, 5 }), -1);
    QCOMPARE(words->cursorPosition(), -1);
    QCOMPARE(words->attributes(0, &from, &to), QString());
    words->setSelection(0, 0, 3);
    words->scrollToSubstring(0, 3);
    QCOMPARE(words->selectionCount(), 0);
}

void tst_SseChatAccessible::textIsRead_data()
{
    QTest::addColumn<QString>("markdown");
    QTest::addColumn<QString>("begin"); // of the block's name
    QTest::addColumn<QString>("expected");
    QTest::newRow("paragraph") << u"Some *words*."_s << u"Some"_s << u"Some words."_s;
    QTest::newRow("code") << u"```\na\nb\n```"_s << u"a"_s << u"a\nb"_s;
    QTest::newRow("list") << u"- x\n- y"_s << u"x"_s << u"\u2022\u00A0x\n\u2022\u00A0y"_s;
    QTest::newRow("table") << u"| c | d |\n|---|---|\n| e | f |\n"_s << u"c"_s
                           << u"\nc\nd\ne\nf\n"_s;
}

void tst_SseChatAccessible::textIsRead()
{
    QFETCH(const QString, markdown);
    QFETCH(const QString, begin);
    QFETCH(const QString, expected);
    model->clear();
    model->append(Chat::Role::Assistant, markdown);
    QAccessibleInterface *const found = text(begin);
    QVERIFY(found);
    QAccessibleTextInterface *const words = found->textInterface();
    QVERIFY(words);
    const QString all = words->text(0, words->characterCount());
    QCOMPARE(all.trimmed(), expected.trimmed());
    QCOMPARE(all.size(), words->characterCount());
    // Places are those of the characters.
    for (int i = 0; i < all.size(); ++i)
        QCOMPARE(words->text(i, i + 1), QString(all.at(i)));
    int from = 0;
    int to = 0;
    QVERIFY(
        !words->textAtOffset(all.indexOf(begin), QAccessible::WordBoundary, &from, &to).isEmpty());
}

void tst_SseChatAccessible::charactersAreWhereTheyAreSeen()
{
    QAccessibleInterface *const found = text(u"Question"_s);
    QAccessibleTextInterface *const words = found->textInterface();
    int right = found->rect().left();
    for (int i = 0; i < words->characterCount(); ++i) {
        const QRect rect = words->characterRect(i);
        QVERIFY(found->rect().contains(rect));
        QVERIFY(rect.right() > right);
        right = rect.right() - 1;
        QCOMPARE(words->offsetAtPoint(rect.center() - QPoint(1, 0)), i);
    }
    QCOMPARE(words->offsetAtPoint(found->rect().topLeft() - QPoint(1, 1)), -1);
    QVERIFY(words->characterRect(words->characterCount()).isValid());
    QCOMPARE(words->characterRect(-1), QRect());
    QCOMPARE(text(u"code"_s)->textInterface()->characterRect(99), QRect());
}

void tst_SseChatAccessible::textLooksAsItDoes()
{
    model->append(Chat::Role::Assistant, u"plain **bold** *slanted*"_s);
    QAccessibleTextInterface *const words = text(u"plain"_s)->textInterface();
    int from = 0;
    int to = 0;
    QVERIFY(words->attributes(0, &from, &to).contains(u"font-weight:normal"_s));
    QVERIFY(words->attributes(7, &from, &to).contains(u"font-weight:bold"_s));
    QCOMPARE(words->text(from, to), u"bold"_s);
    QVERIFY(words->attributes(12, &from, &to).contains(u"font-style:italic"_s));
}

void tst_SseChatAccessible::theSelectionIsShared()
{
    QAccessibleTextInterface *const words = text(u"Question"_s)->textInterface();
    QCOMPARE(words->selectionCount(), 0);
    words->setSelection(0, 0, 5);
    QCOMPARE(view->selectedText(), u"Quest"_s);
    QCOMPARE(words->cursorPosition(), 5);
    view->selectAll();
    int from = -1;
    int to = -1;
    words->selection(0, &from, &to);
    QCOMPARE(from, 0);
    QCOMPARE(to, 8);
    words->removeSelection(0);
    QCOMPARE(view->selectedText(), QString());
    words->setCursorPosition(3);
    QCOMPARE(words->cursorPosition(), 3);
    QCOMPARE(words->selectionCount(), 0);
}

void tst_SseChatAccessible::aPlaceIsScrolledTo()
{
    model->append(Chat::Role::Assistant, u"Text\n\n"_s.repeated(50));
    (void)view->grab();
    QAccessibleInterface *const first = text(u"Question"_s);
    QVERIFY(first->state().offscreen);
    first->textInterface()->scrollToSubstring(0, 5);
    (void)view->grab();
    QVERIFY(!first->state().offscreen);
}

void tst_SseChatAccessible::placesAreThoseThatWillBeSeen()
{
    model->append(Chat::Role::Assistant, u"Text\n\n"_s.repeated(50) + u"```\nlast\n```"_s);
    // Not painted yet.
    const QRect before = Screen::button(view.get(), u"Copy"_s)->rect();
    (void)view->grab();
    QCOMPARE(Screen::button(view.get(), u"Copy"_s)->rect(), before);
}

QTEST_MAIN(tst_SseChatAccessible)

#include "tst_ssechataccessible.moc"
