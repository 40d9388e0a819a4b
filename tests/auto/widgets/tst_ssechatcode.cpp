// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// Code whose lines are longer than the view is wide.

#include "chatscreen.h"

#include <SseQt/SseChatView>

#include <QtCore/qregularexpression.h>
#include <QtTest/qsignalspy.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qmenu.h>

#include <memory>

using namespace Qt::StringLiterals;

class tst_SseChatCode : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void linesStayLinesUnlessTheyAreToWrap();
    void aMenuWraps();
    void aWheelMovesIt_data();
    void aWheelMovesIt();
    void aWheelThatTurnsDownScrollsTheView();
    void shortLinesStayInPlace();
    void keysMoveIt();
    void itsBarMovesIt();
    void selectingBeyondItsEdgeMovesIt();
    void whatIsClickedIsWhatIsSeen();
    void allOfACodeMovesAndNoOther();
    void whatComesStandsWhereTheRestDoes();
    void aWiderViewShowsMore();
    void questionsWrap();
    void aThirdClickSelectsALine();
    void longCodeIsCopiedAsItIs_data();
    void longCodeIsCopiedAsItIs();
    void aPartOfALongQuestionIsCopiedAsItIs();
    void aPartOfALongAnswerStaysInOnePiece_data();
    void aPartOfALongAnswerStaysInOnePiece();

private:
    void answer(const QString &code);
    [[nodiscard]] QAccessibleInterface *text(const QString &text) const;
    // Where its first character is.
    [[nodiscard]] int left(const QString &words) const;
    [[nodiscard]] QPoint middle(const QString &words) const;

    std::unique_ptr<ChatModel> model;
    std::unique_ptr<SseChatView> view;
};

namespace {

const QString Long = u"begin "_s + u"word "_s.repeated(60) + u"end"_s;

} // namespace

void tst_SseChatCode::init()
{
    model = std::make_unique<ChatModel>();
    view = std::make_unique<SseChatView>();
    view->setModel(model.get());
    view->resize(500, 400);
    view->show();
    QVERIFY(QTest::qWaitForWindowExposed(view.get()));
    view->activateWindow();
    view->setFocus();
    QTRY_VERIFY(view->hasFocus());
}

void tst_SseChatCode::cleanup()
{
    view.reset();
    model.reset();
}

void tst_SseChatCode::answer(const QString &code)
{
    model->append(Chat::Role::Assistant, u"```\n"_s + code + u"\n```"_s);
    (void)view->grab(); // laid out
}

QAccessibleInterface *tst_SseChatCode::text(const QString &text) const
{
    return Screen::find(view.get(), text);
}

int tst_SseChatCode::left(const QString &words) const
{
    return text(words)->textInterface()->characterRect(0).left();
}

QPoint tst_SseChatCode::middle(const QString &words) const
{
    return Screen::inViewport(view.get(), text(words)->rect().center());
}

void tst_SseChatCode::linesStayLinesUnlessTheyAreToWrap()
{
    answer(u"one"_s);
    answer(Long);
    const int line = text(u"one"_s)->rect().height();
    QVERIFY(!view->wrapsCode());
    QCOMPARE(text(u"begin"_s)->rect().height(), line);
    QSignalSpy changed(view.get(), &SseChatView::wrapsCodeChanged);
    view->setWrapsCode(true);
    view->setWrapsCode(true);
    QCOMPARE(changed.size(), 1);
    (void)view->grab();
    QVERIFY(text(u"begin"_s)->rect().height() > 3 * line);
    view->setWrapsCode(false);
    (void)view->grab();
    QCOMPARE(text(u"begin"_s)->rect().height(), line);
}

void tst_SseChatCode::aMenuWraps()
{
    answer(Long);
    QContextMenuEvent event(QContextMenuEvent::Mouse, { 50, 50 },
                            view->viewport()->mapToGlobal(QPoint(50, 50)));
    QCoreApplication::sendEvent(view->viewport(), &event);
    QMenu *const menu = view->findChild<QMenu *>();
    QVERIFY(menu);
    const QList<QAction *> actions = menu->actions();
    const auto wrap = std::find_if(actions.cbegin(), actions.cend(),
                                   [](const QAction *action) { return action->isCheckable(); });
    QVERIFY(wrap != actions.cend());
    QVERIFY(!(*wrap)->isChecked());
    (*wrap)->trigger();
    QVERIFY(view->wrapsCode());
    menu->close();
}

void tst_SseChatCode::aWheelMovesIt_data()
{
    QTest::addColumn<QPoint>("turn");
    QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
    QTest::newRow("Shift") << QPoint(0, -120) << Qt::KeyboardModifiers(Qt::ShiftModifier);
    QTest::newRow("touchpad") << QPoint(-120, 20) << Qt::KeyboardModifiers();
}

void tst_SseChatCode::aWheelMovesIt()
{
    QFETCH(const QPoint, turn);
    QFETCH(const Qt::KeyboardModifiers, modifiers);
    answer(Long);
    const int before = left(u"begin"_s);
    Screen::turnWheelAt(view.get(), middle(u"begin"_s), turn, modifiers);
    QVERIFY(left(u"begin"_s) < before);
    // Not beyond its ends.
    for (int i = 0; i < 100; ++i)
        Screen::turnWheelAt(view.get(), middle(u"begin"_s), turn, modifiers);
    const QRect last = text(u"begin"_s)->textInterface()->characterRect(int(Long.size()) - 1);
    QVERIFY(std::abs(last.right() - text(u"begin"_s)->rect().right()) < 3);
    for (int i = 0; i < 200; ++i)
        Screen::turnWheelAt(view.get(), middle(u"begin"_s), -turn, modifiers);
    QCOMPARE(left(u"begin"_s), before);
}

void tst_SseChatCode::aWheelThatTurnsDownScrollsTheView()
{
    answer(Long + u"\nline"_s.repeated(60));
    const int before = left(u"begin"_s);
    const int scrolled = view->verticalScrollBar()->value();
    Screen::turnWheelAt(view.get(), view->viewport()->rect().center(), { 20, 120 });
    QCOMPARE(left(u"begin"_s), before);
    QVERIFY(view->verticalScrollBar()->value() < scrolled);
}

void tst_SseChatCode::shortLinesStayInPlace()
{
    answer(u"one"_s);
    const int before = left(u"one"_s);
    Screen::turnWheelAt(view.get(), middle(u"one"_s), { -120, 0 });
    QCOMPARE(left(u"one"_s), before);
}

void tst_SseChatCode::keysMoveIt()
{
    answer(Long);
    const int before = left(u"begin"_s);
    QTest::keyClick(view.get(), Qt::Key_Tab); // to its button
    QTest::keyClick(view.get(), Qt::Key_Right);
    QVERIFY(left(u"begin"_s) < before);
    QTest::keyClick(view.get(), Qt::Key_Left);
    QCOMPARE(left(u"begin"_s), before);
}

void tst_SseChatCode::itsBarMovesIt()
{
    answer(Long);
    const int before = left(u"begin"_s);
    const QRect code(Screen::inViewport(view.get(), text(u"begin"_s)->rect().topLeft()),
                     text(u"begin"_s)->rect().size());
    const QPoint start(code.left() + 20, code.bottom() + 4);
    QTest::mousePress(view->viewport(), Qt::LeftButton, {}, start);
    Screen::moveTo(view.get(), start + QPoint(40, 30));
    QVERIFY(left(u"begin"_s) < before - 40);
    Screen::moveTo(view.get(), start + QPoint(2000, 0));
    const QRect last = text(u"begin"_s)->textInterface()->characterRect(int(Long.size()) - 1);
    QVERIFY(std::abs(last.right() - text(u"begin"_s)->rect().right()) < 3);
    Screen::moveTo(view.get(), start);
    QTest::mouseRelease(view->viewport(), Qt::LeftButton, {}, start);
    QCOMPARE(left(u"begin"_s), before);
    QCOMPARE(view->selectedText(), QString());
}

void tst_SseChatCode::selectingBeyondItsEdgeMovesIt()
{
    answer(Long);
    const int before = left(u"begin"_s);
    const QPoint start =
        Screen::inViewport(view.get(), text(u"begin"_s)->rect().topLeft()) + QPoint(0, 4);
    QTest::mousePress(view->viewport(), Qt::LeftButton, {}, start);
    Screen::moveTo(view.get(), { view->viewport()->width() + 50, start.y() });
    QTRY_VERIFY(left(u"begin"_s) < before - 100);
    QTRY_VERIFY(view->selectedText().endsWith(u"end"_s));
    QTest::mouseRelease(view->viewport(), Qt::LeftButton, {}, start);
}

void tst_SseChatCode::whatIsClickedIsWhatIsSeen()
{
    answer(Long);
    for (int i = 0; i < 100; ++i)
        Screen::turnWheelAt(view.get(), middle(u"begin"_s), { -120, 0 });
    const QPoint right =
        Screen::inViewport(view.get(), text(u"begin"_s)->rect().bottomRight()) - QPoint(8, 4);
    QTest::mouseDClick(view->viewport(), Qt::LeftButton, {}, right);
    QCOMPARE(view->selectedText(), u"end"_s);
}

void tst_SseChatCode::allOfACodeMovesAndNoOther()
{
    answer(u"other "_s.repeated(60));
    // So long that it is laid out in pieces.
    answer(u"begin\n"_s + u"line\n"_s.repeated(1500) + Long.mid(6));
    QVERIFY(text(u"begin"_s) != text(u"end"_s));
    const int first = left(u"begin"_s);
    const int other = left(u"other"_s);
    Screen::turnWheelAt(view.get(), view->viewport()->rect().center(), { -120, 0 });
    const int moved = left(u"begin"_s);
    QVERIFY(moved < first);
    QCOMPARE(text(u"end"_s)->textInterface()->characterRect(0).left(), moved);
    QCOMPARE(left(u"other"_s), other);
}

void tst_SseChatCode::whatComesStandsWhereTheRestDoes()
{
    ChatMessage *const message = model->beginAnswer();
    const auto say = [this, message](const QString &words) {
        ChatDelta delta;
        delta.type = ChatDelta::Type::Text;
        delta.text = words;
        model->apply(message, delta);
        model->flush();
        (void)view->grab();
    };
    say(u"```\n"_s + Long + u"\n"_s);
    Screen::turnWheelAt(view.get(), middle(u"begin"_s), { -120, 0 });
    const int moved = left(u"begin"_s);
    say(u"line\n"_s.repeated(3000) + u"last"_s);
    QTRY_VERIFY(text(u"last"_s));
    (void)view->grab();
    QVERIFY(text(u"begin"_s) != text(u"last"_s));
    QCOMPARE(left(u"begin"_s), moved);
    QCOMPARE(left(u"last"_s), moved);
}

void tst_SseChatCode::aWiderViewShowsMore()
{
    answer(Long.left(90));
    const int before = left(u"begin"_s);
    for (int i = 0; i < 100; ++i)
        Screen::turnWheelAt(view.get(), middle(u"begin"_s), { -120, 0 });
    QVERIFY(left(u"begin"_s) < before);
    view->resize(1200, 400);
    (void)view->grab();
    QCOMPARE(left(u"begin"_s), text(u"begin"_s)->rect().left());
}

void tst_SseChatCode::questionsWrap()
{
    model->append(Chat::Role::User, Long);
    (void)view->grab();
    const QRect last = text(u"begin"_s)->textInterface()->characterRect(int(Long.size()) - 1);
    QVERIFY(text(u"begin"_s)->rect().contains(last));
}

void tst_SseChatCode::aThirdClickSelectsALine()
{
    answer(u"one\ntwo words\nthree"_s);
    const QRect second = text(u"one"_s)->textInterface()->characterRect(5);
    const QPoint place = Screen::inViewport(view.get(), second.center());
    QTest::mouseDClick(view->viewport(), Qt::LeftButton, {}, place);
    QTest::mousePress(view->viewport(), Qt::LeftButton, {}, place);
    QCOMPARE(view->selectedText(), u"two words"_s);
    QTest::mouseRelease(view->viewport(), Qt::LeftButton, {}, place);
}

void tst_SseChatCode::longCodeIsCopiedAsItIs_data()
{
    QTest::addColumn<QString>("code");
    QTest::newRow("lines") << u"line\n"_s.repeated(3000) + u"end"_s;
    QTest::newRow("empty lines") << u"a\n\n\n"_s.repeated(3000) + u"end"_s;
    QTest::newRow("one line") << u"word "_s.repeated(3000) + u"end"_s;
    QTest::newRow("one word") << u"x"_s.repeated(20'000);
}

void tst_SseChatCode::longCodeIsCopiedAsItIs()
{
    QFETCH(const QString, code);
    model->append(Chat::Role::Assistant, u"before\n\n```cpp\n"_s + code + u"\n```\n\nafter"_s);
    (void)view->grab();
    QTest::keyClick(view.get(), Qt::Key_Home);
    (void)view->grab();
    // From the first character to the last.
    QAccessibleInterface *const list = QAccessible::queryAccessibleInterface(view.get());
    int row = 0;
    while (!list->child(row)->text(QAccessible::Name).startsWith(code.left(3)))
        ++row;
    const QRect start = list->child(row)->textInterface()->characterRect(0);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
                      Screen::inViewport(view.get(), start.topLeft()) + QPoint(0, 4));
    QTest::keyClick(view.get(), Qt::Key_End);
    (void)view->grab();
    row = list->childCount() - 2;
    const auto last = list->child(row)->textInterface();
    const QRect end = last->characterRect(last->characterCount());
    QTest::mouseClick(view->viewport(), Qt::LeftButton, Qt::ShiftModifier,
                      Screen::inViewport(view.get(), end.bottomLeft()) + QPoint(1, -4));
    QCOMPARE(view->selectedText().size(), code.size());
    QCOMPARE(view->selectedText(), code);
}

void tst_SseChatCode::aPartOfALongQuestionIsCopiedAsItIs()
{
    const QString question = u"first\n"_s + u"line\n"_s.repeated(2000) + u"last"_s;
    model->append(Chat::Role::User, question);
    (void)view->grab();
    QTest::keyClick(view.get(), Qt::Key_Home);
    (void)view->grab();
    const QRect second = text(u"first"_s)->textInterface()->characterRect(1);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
                      Screen::inViewport(view.get(), second.topLeft()) + QPoint(0, 4));
    QTest::keyClick(view.get(), Qt::Key_End);
    (void)view->grab();
    QAccessibleTextInterface *const words = text(u"last"_s)->textInterface();
    QVERIFY(words != text(u"first"_s)->textInterface());
    const QRect end = words->characterRect(words->characterCount());
    QTest::mouseClick(view->viewport(), Qt::LeftButton, Qt::ShiftModifier,
                      Screen::inViewport(view.get(), end.bottomLeft()) + QPoint(1, -4));
    QCOMPARE(view->selectedText(), question.mid(1));
}

void tst_SseChatCode::aPartOfALongAnswerStaysInOnePiece_data()
{
    QTest::addColumn<QString>("markdown");
    QTest::newRow("paragraph") << u"first "_s + u"word "_s.repeated(3000) + u"last"_s;
    QTest::newRow("list") << u"- first\n"_s + u"- item\n"_s.repeated(1000) + u"- last"_s;
}

void tst_SseChatCode::aPartOfALongAnswerStaysInOnePiece()
{
    QFETCH(const QString, markdown);
    model->append(Chat::Role::Assistant, markdown + u"\n\nafter"_s);
    (void)view->grab();
    QTest::keyClick(view.get(), Qt::Key_Home);
    (void)view->grab();
    QAccessibleTextInterface *const begin = text(u"first"_s)->textInterface();
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
                      Screen::inViewport(view.get(), begin->characterRect(0).topLeft())
                          + QPoint(0, 4));
    QTest::keyClick(view.get(), Qt::Key_End);
    (void)view->grab();
    QAccessibleTextInterface *const end = text(u"last"_s)->textInterface();
    QVERIFY(begin != end);
    const QRect last = end->characterRect(end->characterCount());
    QTest::mouseClick(view->viewport(), Qt::LeftButton, Qt::ShiftModifier,
                      Screen::inViewport(view.get(), last.bottomLeft()) + QPoint(1, -4));
    const QString selected = view->selectedText();
    QVERIFY(selected.contains(u"first"_s) && selected.endsWith(u"last"_s));
    QVERIFY(!selected.contains(u"\n\n"_s));
    QCOMPARE(selected.split(QRegularExpression(u"\\s+"_s)),
             markdown.split(QRegularExpression(u"\\s+"_s)));
}

QTEST_MAIN(tst_SseChatCode)

#include "tst_ssechatcode.moc"
