// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatscreen.h"

#include <SseQt/ChatMarkdownModel>
#include <SseQt/SseChatView>

#include <QtGui/qclipboard.h>
#include <QtGui/qimage.h>
#include <QtTest/qsignalspy.h>
#include <QtWidgets/qapplication.h>

#include <memory>
#include <type_traits>

static_assert(!std::is_copy_constructible_v<SseChatView>);

using namespace Qt::StringLiterals;
using Type = ChatDelta::Type;

class tst_SseChatView : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void showsEveryKindOfPart();
    void showsTheTextOfTheMarkdownModel_data();
    void showsTheTextOfTheMarkdownModel();
    void onlyTheEndIsPaintedWhileTextComes();
    void aSelectionGoesAcrossMessages();
    void whatIsSelectedIsCopiedAsMarkdown_data();
    void whatIsSelectedIsCopiedAsMarkdown();
    void clicksSelectWordsAndParagraphs();
    void shiftExtendsTheSelection();
    void aSelectionEndsWithItsText();
    void aLinkOpensOnAClickAlone();
    void sizeOfTextIsChangedByWheelAndKeys();
    void buttonsAreReachedByTab();
    void whatIsPressedIsCopiedThoughMoreHasCome();
    void aLineThatUnfoldsStaysInPlace();
    void unfoldingTellsWhetherTheEndIsFollowed();
    void messagesComeAndGo();
    void theModelMayGoFirst();

private:
    ChatMessage *answer(const QString &markdown);
    [[nodiscard]] QAccessibleInterface *text(const QString &text) const;

    std::unique_ptr<ChatModel> model;
    std::unique_ptr<SseChatView> view;
};

namespace {

ChatDelta delta(Type type, const QString &text = {})
{
    ChatDelta made;
    made.type = type;
    made.text = text;
    made.toolCallId = u"call"_s;
    return made;
}

// Where a view was painted.
class PaintSpy : public QObject
{
public:
    explicit PaintSpy(QWidget *widget) { widget->installEventFilter(this); }

    QRegion painted;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            painted += static_cast<QPaintEvent *>(event)->region();
        return false;
    }
};

} // namespace

void tst_SseChatView::init()
{
    model = std::make_unique<ChatModel>();
    view = std::make_unique<SseChatView>();
    view->setModel(model.get());
    view->resize(500, 600);
    view->show();
    QVERIFY(QTest::qWaitForWindowExposed(view.get()));
    view->activateWindow();
    view->setFocus();
    QTRY_VERIFY(view->hasFocus());
}

void tst_SseChatView::cleanup()
{
    view.reset();
    model.reset();
}

ChatMessage *tst_SseChatView::answer(const QString &markdown)
{
    ChatMessage *const message = model->beginAnswer();
    model->apply(message, delta(Type::Text, markdown));
    model->end(message, Chat::FinishReason::Stop);
    (void)view->grab(); // laid out
    return message;
}

QAccessibleInterface *tst_SseChatView::text(const QString &text) const
{
    return Screen::find(view.get(), text);
}

void tst_SseChatView::showsEveryKindOfPart()
{
    model->append(Chat::Role::User, u"A *question*"_s);
    ChatMessage *const message = model->beginAnswer();
    model->flush();
    QVERIFY(text(u"…"_s));
    model->apply(message, delta(Type::Reasoning, u"I think"_s));
    model->apply(message, delta(Type::Text, u"An *answer*"_s));
    ChatDelta tool = delta(Type::ToolBegin);
    tool.toolName = u"look\u202Eup"_s;
    model->apply(message, tool);
    model->apply(message, delta(Type::ToolComplete, u"{}"_s));
    ChatDelta unknown = delta(Type::Unknown);
    unknown.name = u"surprise"_s;
    model->apply(message, unknown);
    ChatDelta failure = delta(Type::Error);
    failure.error.code = Chat::ErrorCode::ServerFailed;
    failure.error.message = u"It broke"_s;
    failure.error.advice = u"Try again"_s;
    model->apply(message, failure);

    QCOMPARE(view->toPlainText(),
             u"You\nA *question*\nAssistant\nThought for less than a second\nAn answer\n"
             "look\uFFFDup has failed\n[surprise]\nSomething went wrong\nIt broke\nTry again"_s);
    QVERIFY(!Screen::button(view.get(), u"Retry"_s));
    view->setCanRetry(true);
    QVERIFY(Screen::button(view.get(), u"Retry"_s));
    model->append(Chat::Role::User, u"Never mind"_s);
    QVERIFY(!Screen::button(view.get(), u"Retry"_s));
}

void tst_SseChatView::showsTheTextOfTheMarkdownModel_data()
{
    QTest::addColumn<QString>("markdown");
    QTest::newRow("paragraphs") << u"# One\n\nTwo *three*\n\n---\n\n> four"_s;
    QTest::newRow("lists") << u"- a\n- b\n  1. c\n\n     ```\n     d\n     ```\n"_s;
    QTest::newRow("table") << u"| a | b |\n|---|---|\n| c | **d** |\n"_s;
    QTest::newRow("html") << u"<script>alert(1)</script> <b>x</b> ![i](http://example.org/i.png)"_s;
    QTest::newRow("directions") << u"a\u202Eb `c\u2066d`"_s;
    QTest::newRow("no space") << QString(1024 * 1024, u'x');
    QTest::newRow("no line break") << u"word "_s.repeated(50'000);
    QTest::newRow("code") << u"```\n"_s + u"line\n"_s.repeated(20'000) + u"```"_s;
}

void tst_SseChatView::showsTheTextOfTheMarkdownModel()
{
    QFETCH(const QString, markdown);
    ChatMarkdownModel rows;
    rows.setText(markdown);
    QTRY_VERIFY(!rows.isBusy());
    QStringList texts{ u"Assistant"_s };
    for (int row = 0; row < rows.count(); ++row)
        texts.append(rows.index(row).data().toString());
    answer(markdown);
    QTRY_COMPARE(view->toPlainText().size(), texts.join(u'\n').size());
    QCOMPARE(view->toPlainText(), texts.join(u'\n'));
    // All of it can be looked at.
    QTest::keyClick(view.get(), Qt::Key_Home);
    QCOMPARE(view->verticalScrollBar()->value(), 0);
    QVERIFY(!view->grab().isNull());
    QTest::keyClick(view.get(), Qt::Key_End);
    QVERIFY(Screen::isAtEnd(view.get()));
    QVERIFY(!view->grab().isNull());
}

void tst_SseChatView::onlyTheEndIsPaintedWhileTextComes()
{
    answer(u"What is there already.\n\nAnd more."_s);
    ChatMessage *const message = model->beginAnswer();
    model->apply(message, delta(Type::Text, u"First.\n\nSec"_s));
    model->flush();
    QTRY_VERIFY(text(u"Sec"_s));
    QCoreApplication::processEvents();
    view->viewport()->repaint();

    PaintSpy spy(view->viewport());
    model->apply(message, delta(Type::Text, u"ond"_s));
    model->flush();
    QTRY_VERIFY(!spy.painted.isEmpty());
    QVERIFY(text(u"Second"_s));
    const QRect above = text(u"And more"_s)->rect();
    const int bottom = Screen::inViewport(view.get(), above.bottomLeft()).y();
    QVERIFY2(spy.painted.boundingRect().top() > bottom,
             qPrintable(QString::number(spy.painted.boundingRect().top())));
}

void tst_SseChatView::aSelectionGoesAcrossMessages()
{
    model->append(Chat::Role::User, u"The *question*"_s);
    answer(u"A **first** paragraph.\n\nA second."_s);
    QSignalSpy changed(view.get(), &SseChatView::selectionChanged);
    Screen::dragOver(view.get(), text(u"question"_s), text(u"first"_s));
    QVERIFY(!changed.isEmpty());
    QCOMPARE(view->selectedText(), u"The *question*\n\n**Assistant:**\n\nA **first** paragraph."_s);
    QTest::keySequence(view.get(), QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text(), view->selectedText());
    QTest::keySequence(view.get(), QKeySequence::SelectAll);
    QCOMPARE(view->selectedText(),
             u"The *question*\n\n**Assistant:**\n\nA **first** paragraph.\n\nA second."_s);
    view->clearSelection();
    QCOMPARE(view->selectedText(), QString());
}

void tst_SseChatView::whatIsSelectedIsCopiedAsMarkdown_data()
{
    QTest::addColumn<QString>("markdown");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("expected");
    const QString rich = u"start\n\n## Head\n\nwith `code`\n\n> quoted\n\n"
                         "```cpp\nint a;\n```\n\n- item\n\nend"_s;
    QTest::newRow("heading") << rich << u"Head"_s << u"Head"_s << u"## Head"_s;
    QTest::newRow("inline code") << rich << u"with"_s << u"with"_s << u"with `code`"_s;
    QTest::newRow("quote") << rich << u"with"_s << u"quoted"_s << u"with `code`\n\n> quoted"_s;
    QTest::newRow("code alone") << rich << u"int a"_s << u"int a"_s << u"int a;"_s;
    QTest::newRow("code among text")
        << rich << u"quoted"_s << u"item"_s << u"> quoted\n\n```cpp\nint a;\n```\n\n- item"_s;
    QTest::newRow("lists") << u"- *first*\n- b\n    1. c\n- [x] done\n\nmore"_s << u"first"_s
                           << u"done"_s << u"- *first*\n- b\n    1. c\n- [x] done"_s;
    QTest::newRow("table") << u"| a | b |\n|---|---|\n| c | **d** |\n\nend"_s << u"c"_s << u"c"_s
                           << u"|a|b|\n|-|-|\n|c|**d**|"_s;
    QTest::newRow("all, as it was written") << rich << u"start"_s << u"end"_s << rich;
}

void tst_SseChatView::whatIsSelectedIsCopiedAsMarkdown()
{
    QFETCH(const QString, markdown);
    QFETCH(const QString, from);
    QFETCH(const QString, to);
    QFETCH(const QString, expected);
    answer(markdown);
    Screen::dragOver(view.get(), text(from), text(to));
    QCOMPARE(view->selectedText(), expected);
}

void tst_SseChatView::clicksSelectWordsAndParagraphs()
{
    answer(u"Antidisestablishmentarianism is long"_s);
    const QPoint place =
        Screen::inViewport(view.get(), text(u"long"_s)->rect().topLeft()) + QPoint(20, 5);
    QTest::mouseDClick(view->viewport(), Qt::LeftButton, {}, place);
    QCOMPARE(view->selectedText(), u"Antidisestablishmentarianism"_s);
    QTest::mousePress(view->viewport(), Qt::LeftButton, {}, place);
    QCOMPARE(view->selectedText(), u"Antidisestablishmentarianism is long"_s);
}

void tst_SseChatView::shiftExtendsTheSelection()
{
    answer(u"One\n\nTwo\n\nThree"_s);
    const auto edge = [this](const QString &words, int x) {
        return Screen::inViewport(view.get(), text(words)->rect().topLeft()) + QPoint(x, 5);
    };
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, edge(u"One"_s, 0));
    QCOMPARE(view->selectedText(), QString());
    QTest::mouseClick(view->viewport(), Qt::LeftButton, Qt::ShiftModifier, edge(u"Two"_s, 200));
    QCOMPARE(view->selectedText(), u"One\n\nTwo"_s);
}

void tst_SseChatView::aSelectionEndsWithItsText()
{
    answer(u"One"_s);
    view->selectAll();
    QCOMPARE(view->selectedText(), u"One"_s);
    QSignalSpy changed(view.get(), &SseChatView::selectionChanged);
    model->remove(0);
    QCOMPARE(view->selectedText(), QString());
    QTRY_COMPARE(changed.size(), 1);
}

void tst_SseChatView::aLinkOpensOnAClickAlone()
{
    view->setOpensLinks(false);
    QSignalSpy activated(view.get(), &SseChatView::linkActivated);
    answer(u"[a link with a long text](https://example.org/page)"_s);
    const QPoint place =
        Screen::inViewport(view.get(), text(u"link"_s)->rect().topLeft()) + QPoint(10, 5);
    QTest::mousePress(view->viewport(), Qt::LeftButton, {}, place);
    QVERIFY(activated.isEmpty());
    QTest::mouseRelease(view->viewport(), Qt::LeftButton, {}, place);
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated.at(0).at(0).toUrl(), QUrl(u"https://example.org/page"_s));
    Screen::dragOver(view.get(), text(u"link"_s), text(u"link"_s));
    QCOMPARE(activated.size(), 1);
}

void tst_SseChatView::sizeOfTextIsChangedByWheelAndKeys()
{
    answer(u"Text"_s);
    QSignalSpy changed(view.get(), &SseChatView::zoomFactorChanged);
    const int height = text(u"Text"_s)->rect().height();
    for (int i = 0; i < 4; ++i)
        Screen::turnWheel(view.get(), 1, Qt::ControlModifier);
    QCOMPARE(changed.size(), 4);
    (void)view->grab();
    QVERIFY(text(u"Text"_s)->rect().height() > height);
    for (int i = 0; i < 8; ++i)
        QTest::keySequence(view.get(), QKeySequence::ZoomOut);
    QVERIFY(view->zoomFactor() < 1);
    QTest::keyClick(view.get(), Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(view->zoomFactor(), 1.0);
    (void)view->grab();
    QCOMPARE(text(u"Text"_s)->rect().height(), height);
    // A touchpad turns by less than a step at a time.
    for (int i = 0; i < 10; ++i)
        Screen::turnWheelBy(view.get(), { 0, 12 }, Qt::ControlModifier);
    QCOMPARE(view->zoomFactor(), 1.1);
    view->setZoomFactor(100);
    QCOMPARE(view->zoomFactor(), 4.0);
}

void tst_SseChatView::buttonsAreReachedByTab()
{
    answer(u"```\none\n```\n\n```\ntwo\n```"_s);
    QTest::keyClick(view.get(), Qt::Key_Tab);
    QTest::keyClick(view.get(), Qt::Key_Tab);
    QVERIFY(Screen::button(view.get(), u"Copy code"_s)->state().focused); // the last of both
    QTest::keyClick(view.get(), Qt::Key_Space);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"two"_s);
    QTest::keyClick(view.get(), Qt::Key_Backtab);
    QTest::keyClick(view.get(), Qt::Key_Return);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"one"_s);
    QTest::keyClick(view.get(), Qt::Key_Tab);
    QTest::keyClick(view.get(), Qt::Key_Tab);
    QVERIFY(!Screen::button(view.get(), u"Copy code"_s)->state().focused);
}

void tst_SseChatView::whatIsPressedIsCopiedThoughMoreHasCome()
{
    answer(u"```\none\n```\n\n```\ntwo\n```"_s);
    QTest::keyClick(view.get(), Qt::Key_Tab);
    // Not laid out yet.
    model->apply(model->insert(0, Chat::Role::Assistant, u"id"_s, {}),
                 delta(Type::Text, u"a\n\nb"_s));
    model->flush();
    QTest::keyClick(view.get(), Qt::Key_Return);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"one"_s);
}

void tst_SseChatView::aLineThatUnfoldsStaysInPlace()
{
    ChatMessage *const message = model->beginAnswer();
    model->apply(message, delta(Type::Reasoning, u"thought\n\n"_s.repeated(100)));
    model->apply(message, delta(Type::Text, u"Text\n\n"_s.repeated(40)));
    model->end(message, Chat::FinishReason::Stop);
    (void)view->grab();
    view->verticalScrollBar()->setValue(5);
    const QRect before = Screen::button(view.get(), u"Thought"_s)->rect();
    Screen::click(view.get(), Screen::button(view.get(), u"Thought"_s));
    QVERIFY(Screen::shows(view.get(), u"thought"_s));
    QCOMPARE(Screen::button(view.get(), u"Thought"_s)->rect(), before);
    QVERIFY(!view->followsEnd());
}

void tst_SseChatView::unfoldingTellsWhetherTheEndIsFollowed()
{
    ChatMessage *const message = model->beginAnswer();
    model->apply(message, delta(Type::Reasoning, u"Short"_s));
    ChatMessage *const other = model->beginAnswer();
    model->apply(other, delta(Type::Reasoning, u"thought\n\n"_s.repeated(100)));
    model->end(message, Chat::FinishReason::Stop);
    model->end(other, Chat::FinishReason::Stop);
    (void)view->grab();
    QSignalSpy changed(view.get(), &SseChatView::followsEndChanged);
    QAccessibleInterface *const list = QAccessible::queryAccessibleInterface(view.get());
    QAccessibleInterface *const small = list->child(1);
    QCOMPARE(small->role(), QAccessible::Button);
    Screen::click(view.get(), small);
    QVERIFY(view->followsEnd());
    QCoreApplication::processEvents();
    QVERIFY(changed.isEmpty());
    Screen::click(view.get(), Screen::button(view.get(), u"Thought"_s));
    QVERIFY(!view->followsEnd());
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(changed.at(0).at(0).toBool(), false);
}

void tst_SseChatView::messagesComeAndGo()
{
    for (const QString &words : { u"one"_s, u"two"_s, u"three"_s })
        model->append(Chat::Role::User, words);
    QCOMPARE(view->toPlainText(), u"You\none\nYou\ntwo\nYou\nthree"_s);
    model->remove(1);
    QCOMPARE(view->toPlainText(), u"You\none\nYou\nthree"_s);
    ChatMessage *const inserted = model->insert(1, Chat::Role::Assistant, u"id"_s, {});
    model->apply(inserted, delta(Type::Text, u"between"_s));
    model->flush();
    QCOMPARE(view->toPlainText(), u"You\none\nAssistant\nbetween\nYou\nthree"_s);
    model->clear();
    QCOMPARE(view->toPlainText(), QString());
    QVERIFY(!view->grab().isNull());
}

void tst_SseChatView::theModelMayGoFirst()
{
    answer(u"Text"_s);
    view->selectAll();
    model.reset();
    QCOMPARE(view->model(), nullptr);
    QCOMPARE(view->toPlainText(), QString());
    QCOMPARE(view->selectedText(), QString());
    QVERIFY(!view->grab().isNull());
}

QTEST_MAIN(tst_SseChatView)

#include "tst_ssechatview.moc"
