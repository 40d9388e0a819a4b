// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// What screen readers are told as it happens.
//
// Qt tells them nothing where none runs. To pretend that one does takes headers of Qt that are not
// for programs.

#include "chatscreen.h"

#include <SseQt/SseChatView>

#include <QtGui/private/qguiapplication_p.h>
#include <QtGui/qpa/qplatformaccessibility.h>
#include <QtGui/qpa/qplatformintegration.h>
#include <QtWidgets/qapplication.h>

#include <memory>

using namespace Qt::StringLiterals;

class tst_SseChatNews : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void textThatComesIsToldNowAndThen();
    void theSelectionIsTold();
    void theFocusIsTold();
    void foldingIsTold();

private:
    // Tells of one kind, in words.
    [[nodiscard]] static QStringList told(QAccessible::Event type);

    std::unique_ptr<ChatModel> model;
    std::unique_ptr<SseChatView> view;
};

namespace {

QList<std::pair<QAccessible::Event, QString>> events;

void take(QAccessibleEvent *event)
{
    QString words;
    if (event->type() == QAccessible::TextInserted) {
        const auto *const text = static_cast<QAccessibleTextInsertEvent *>(event);
        words = QString::number(text->changePosition()) + u' ' + text->textInserted();
    } else if (event->type() == QAccessible::TextUpdated) {
        const auto *const text = static_cast<QAccessibleTextUpdateEvent *>(event);
        words = text->textRemoved() + u" > "_s + text->textInserted();
    } else if (event->type() == QAccessible::TextSelectionChanged) {
        const auto *const text = static_cast<QAccessibleTextSelectionEvent *>(event);
        words = u"%1-%2"_s.arg(text->selectionStart()).arg(text->selectionEnd());
    } else if (const QAccessibleInterface *const item = event->accessibleInterface()) {
        words = item->text(QAccessible::Name);
    }
    events.append({ event->type(), words });
}

ChatDelta delta(ChatDelta::Type type, const QString &text)
{
    ChatDelta made;
    made.type = type;
    made.text = text;
    return made;
}

} // namespace

void tst_SseChatNews::initTestCase()
{
    QGuiApplicationPrivate::platformIntegration()->accessibility()->setActive(true);
    QAccessible::installUpdateHandler(take);
    QVERIFY(QAccessible::isActive());
}

void tst_SseChatNews::init()
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
    events.clear();
}

void tst_SseChatNews::cleanup()
{
    view.reset();
    model.reset();
}

QStringList tst_SseChatNews::told(QAccessible::Event type)
{
    QStringList told;
    for (const auto &[known, words] : std::as_const(events)) {
        if (known == type)
            told.append(words);
    }
    return told;
}

void tst_SseChatNews::textThatComesIsToldNowAndThen()
{
    ChatMessage *const message = model->beginAnswer();
    const auto say = [this, message](const QString &words) {
        model->apply(message, delta(ChatDelta::Type::Text, words));
        model->flush();
    };
    for (int i = 0; i < 100; ++i)
        say(u"word "_s);
    const QString first = u"word "_s.repeated(100).trimmed();
    QTRY_COMPARE(told(QAccessible::TextInserted), QStringList{ u"0 "_s + first });
    say(u"*an"_s);
    QTRY_COMPARE(told(QAccessible::TextInserted).size(), 2);
    say(u" end*"_s);
    model->end(message, Chat::FinishReason::Stop);
    QTRY_COMPARE(Screen::find(view.get(), u"word"_s)->text(QAccessible::Name),
                 first + u" an end"_s);
    // All of it has been told, whatever way.
    const auto all = [] {
        return told(QAccessible::TextInserted).join(u' ')
            + told(QAccessible::TextUpdated).join(u' ');
    };
    QTRY_VERIFY2(all().contains(u"end"_s), qPrintable(all()));
    QVERIFY(events.size() < 30);
}

void tst_SseChatNews::theSelectionIsTold()
{
    Screen::find(view.get(), u"Question"_s)->textInterface()->setSelection(0, 0, 5);
    QCOMPARE(told(QAccessible::TextSelectionChanged), QStringList{ u"0-5"_s });
}

void tst_SseChatNews::theFocusIsTold()
{
    QTest::keyClick(view.get(), Qt::Key_Tab);
    QCOMPARE(told(QAccessible::Focus), QStringList{ u"a link"_s });
    QTest::keyClick(view.get(), Qt::Key_Tab);
    QCOMPARE(told(QAccessible::Focus).constLast(), u"Copy code"_s);
}

void tst_SseChatNews::foldingIsTold()
{
    ChatMessage *const message = model->beginAnswer();
    model->apply(message, delta(ChatDelta::Type::Reasoning, u"I think"_s));
    model->end(message, Chat::FinishReason::Stop);
    (void)view->grab();
    QAccessibleInterface *const fold = Screen::button(view.get(), u"Thought"_s);
    QVERIFY(fold->state().collapsed);
    fold->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QVERIFY(fold->state().expanded);
    QCOMPARE(told(QAccessible::StateChanged).constLast(), fold->text(QAccessible::Name));
}

QTEST_MAIN(tst_SseChatNews)

#include "tst_ssechatnews.moc"
