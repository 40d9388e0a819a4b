// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// What goes away at a bad moment. A sanitizer says whether it was touched afterwards.

#include "chatscreen.h"

#include <SseQt/SseChatView>

#include <QtTest/qsignalspy.h>
#include <QtWidgets/qapplication.h>

#include <functional>
#include <memory>

using namespace Qt::StringLiterals;

class tst_SseChatLifetime : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void handlersMayDestroyTheView_data();
    void handlersMayDestroyTheView();
    void whatIsPressedMayGoBeforeItIsReleased_data();
    void whatIsPressedMayGoBeforeItIsReleased();
    void whatIsSelectedMayBeReplaced_data();
    void whatIsSelectedMayBeReplaced();
    void theViewMayGoWhileAnAnswerGrows();

private:
    [[nodiscard]] QPoint middle(const QString &words,
                                QAccessible::Role role = QAccessible::Paragraph) const;
    void answer(const QString &markdown) const;

    std::unique_ptr<ChatModel> model;
    std::unique_ptr<SseChatView> view;
};

using Act = std::function<void(tst_SseChatLifetime *)>;
using Change = std::function<void(std::unique_ptr<ChatModel> *)>;
Q_DECLARE_METATYPE(Act)
Q_DECLARE_METATYPE(Change)

namespace {

const QString Answer = u"[link](https://example.org)\n\n```\ncode "_s + u"long "_s.repeated(60)
    + u"\n```\n\nText to be selected"_s;

ChatDelta delta(ChatDelta::Type type, const QString &text)
{
    ChatDelta made;
    made.type = type;
    made.text = text;
    return made;
}

void fail(ChatModel *model)
{
    ChatMessage *const message = model->beginAnswer();
    ChatDelta failure = delta(ChatDelta::Type::Error, {});
    failure.error.code = Chat::ErrorCode::ServerFailed;
    failure.error.message = u"It broke"_s;
    model->apply(message, failure);
}

} // namespace

void tst_SseChatLifetime::init()
{
    model = std::make_unique<ChatModel>();
    view = std::make_unique<SseChatView>();
    view->setModel(model.get());
    view->setOpensLinks(false);
    view->setCanRetry(true);
    view->resize(500, 400);
    view->show();
    QVERIFY(QTest::qWaitForWindowExposed(view.get()));
    view->activateWindow();
    view->setFocus();
    QTRY_VERIFY(view->hasFocus());
    answer(Answer);
    fail(model.get());
    (void)view->grab();
}

void tst_SseChatLifetime::cleanup()
{
    view.reset();
    model.reset();
}

void tst_SseChatLifetime::answer(const QString &markdown) const
{
    model->append(Chat::Role::Assistant, markdown);
    (void)view->grab();
}

QPoint tst_SseChatLifetime::middle(const QString &words, QAccessible::Role role) const
{
    return Screen::inViewport(view.get(), Screen::find(view.get(), words, role)->rect().center());
}

void tst_SseChatLifetime::handlersMayDestroyTheView_data()
{
    QTest::addColumn<Act>("act");
    const auto click = [](const QString &words, QAccessible::Role role) {
        return Act([words, role](tst_SseChatLifetime *test) {
            QTest::mouseClick(test->view->viewport(), Qt::LeftButton, {},
                              test->middle(words, role));
        });
    };
    const auto key = [](int tabs, Qt::Key last) {
        return Act([tabs, last](tst_SseChatLifetime *test) {
            for (int i = 0; i < tabs; ++i)
                QTest::keyClick(test->view.get(), Qt::Key_Tab);
            QKeyEvent press(QEvent::KeyPress, last, {});
            QCoreApplication::sendEvent(test->view.get(), &press);
        });
    };
    QTest::newRow("a link by mouse") << click(u"link"_s, QAccessible::Link);
    QTest::newRow("a link by key") << key(1, Qt::Key_Return);
    QTest::newRow("a link by a screen reader") << Act([](tst_SseChatLifetime *test) {
        Screen::find(test->view.get(), u"link"_s, QAccessible::Link)
            ->actionInterface()
            ->doAction(QAccessibleActionInterface::pressAction());
    });
    QTest::newRow("retry by mouse") << click(u"Retry"_s, QAccessible::Button);
    QTest::newRow("retry by key") << key(3, Qt::Key_Space);
    QTest::newRow("a selection by mouse") << Act([](tst_SseChatLifetime *test) {
        const QPoint start = test->middle(u"Text"_s);
        QTest::mousePress(test->view->viewport(), Qt::LeftButton, {}, start);
        Screen::moveTo(test->view.get(), start - QPoint(200, 0));
    });
    QTest::newRow("a word by mouse") << Act([](tst_SseChatLifetime *test) {
        QTest::mouseDClick(test->view->viewport(), Qt::LeftButton, {}, test->middle(u"Text"_s));
    });
    QTest::newRow("a selection by key") << Act([](tst_SseChatLifetime *test) {
        QKeyEvent press(QEvent::KeyPress, Qt::Key_A, Qt::ControlModifier);
        QCoreApplication::sendEvent(test->view.get(), &press);
    });
    QTest::newRow("a selection by a screen reader") << Act([](tst_SseChatLifetime *test) {
        Screen::find(test->view.get(), u"Text"_s)->textInterface()->setSelection(0, 0, 4);
    });
    QTest::newRow("zoom by the wheel") << Act([](tst_SseChatLifetime *test) {
        Screen::turnWheel(test->view.get(), 1, Qt::ControlModifier);
    });
    QTest::newRow("zoom by key") << Act([](tst_SseChatLifetime *test) {
        QKeyEvent press(QEvent::KeyPress, Qt::Key_Equal, Qt::ControlModifier);
        QCoreApplication::sendEvent(test->view.get(), &press);
    });
    QTest::newRow("another model")
        << Act([](tst_SseChatLifetime *test) { test->view->setModel(nullptr); });
    QTest::newRow("wrapping") << Act(
        [](tst_SseChatLifetime *test) { test->view->setWrapsCode(true); });
}

void tst_SseChatLifetime::handlersMayDestroyTheView()
{
    QFETCH(const Act, act);
    const auto destroy = [this] { view.reset(); };
    connect(view.get(), &SseChatView::linkActivated, this, destroy);
    connect(view.get(), &SseChatView::retryRequested, this, destroy);
    connect(view.get(), &SseChatView::selectionChanged, this, destroy);
    connect(view.get(), &SseChatView::zoomFactorChanged, this, destroy);
    connect(view.get(), &SseChatView::modelChanged, this, destroy);
    connect(view.get(), &SseChatView::wrapsCodeChanged, this, destroy);
    act(this);
    QVERIFY(!view);
    // The model goes on without.
    model->append(Chat::Role::User, u"More"_s);
    model->clear();
}

void tst_SseChatLifetime::whatIsPressedMayGoBeforeItIsReleased_data()
{
    QTest::addColumn<Change>("change");
    const auto row = [](const char *name, const Change &change) { QTest::newRow(name) << change; };
    row("message", [](std::unique_ptr<ChatModel> *shown) { (*shown)->remove(0, 2); });
    row("all messages", [](std::unique_ptr<ChatModel> *shown) { (*shown)->clear(); });
    row("model", [](std::unique_ptr<ChatModel> *shown) { shown->reset(); });
    row("other messages", [](std::unique_ptr<ChatModel> *shown) {
        (*shown)->clear();
        for (int i = 0; i < 20; ++i)
            (*shown)->append(Chat::Role::Assistant, Answer);
    });
}

void tst_SseChatLifetime::whatIsPressedMayGoBeforeItIsReleased()
{
    QFETCH(const Change, change);
    QSignalSpy activated(view.get(), &SseChatView::linkActivated);
    QSignalSpy retried(view.get(), &SseChatView::retryRequested);
    const QRect code = Screen::find(view.get(), u"code"_s)->rect();
    const QPoint bar = Screen::inViewport(view.get(), code.bottomLeft()) + QPoint(20, 4);
    const QList<QPoint> places{ middle(u"link"_s, QAccessible::Link),
                                middle(u"Retry"_s, QAccessible::Button),
                                middle(u"Copy"_s, QAccessible::Button), middle(u"Text"_s), bar };
    for (const QPoint &place : places) {
        if (!model)
            model = std::make_unique<ChatModel>();
        view->setModel(model.get());
        model->clear();
        answer(Answer);
        fail(model.get());
        QTest::keyClick(view.get(), Qt::Key_Home);
        (void)view->grab();
        QTest::mousePress(view->viewport(), Qt::LeftButton, {}, place);
        Screen::moveTo(view.get(), place + QPoint(1, 0));
        change(&model);
        Screen::moveTo(view.get(), place + QPoint(2, 0));
        Screen::moveTo(view.get(), { place.x(), 1000 });
        Screen::moveTo(view.get(), { 2000, place.y() });
        QTest::mouseRelease(view->viewport(), Qt::LeftButton, {}, place);
        QVERIFY(!view->grab().isNull());
    }
    QVERIFY(activated.size() <= 1); // another one may stand there
    QCOMPARE(retried.size(), 0);
}

void tst_SseChatLifetime::whatIsSelectedMayBeReplaced_data()
{
    whatIsPressedMayGoBeforeItIsReleased_data();
}

void tst_SseChatLifetime::whatIsSelectedMayBeReplaced()
{
    QFETCH(const Change, change);
    view->selectAll();
    QVERIFY(!view->selectedText().isEmpty());
    QSignalSpy changed(view.get(), &SseChatView::selectionChanged);
    change(&model);
    QCOMPARE(view->selectedText(), QString());
    QVERIFY(!view->grab().isNull());
    QTRY_COMPARE(changed.size(), 1);
    QTest::keyClick(view.get(), Qt::Key_C, Qt::ControlModifier);
    QTest::keyClick(view.get(), Qt::Key_Tab);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, Qt::ShiftModifier, { 50, 50 });
    QVERIFY(!view->grab().isNull());
}

void tst_SseChatLifetime::theViewMayGoWhileAnAnswerGrows()
{
    ChatMessage *const message = model->beginAnswer();
    for (int i = 0; i < 50; ++i) {
        model->apply(message, delta(ChatDelta::Type::Text, u"word "_s.repeated(100)));
        if (i == 25)
            view.reset();
        QCoreApplication::processEvents();
    }
    model->end(message, Chat::FinishReason::Stop);
    QVERIFY(message->text().size() > 5000);
}

QTEST_MAIN(tst_SseChatLifetime)

#include "tst_ssechatlifetime.moc"
