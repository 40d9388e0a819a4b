// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// One conversation, shown by the chat in QML and by widgets: people read the same.

#include "chatscreen.h"
#include "chatwindow.h"
#include "quicktexts.h"

#include <SseQt/SseChatWidget>
#include <SseQt/SseDemoServer>

#include <QtCore/qjsondocument.h>
#include <QtCore/qjsonobject.h>
#include <QtCore/qregularexpression.h>
#include <QtWidgets/qapplication.h>

#include <algorithm>

using namespace Qt::StringLiterals;

class tst_SameWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aConversationReadsTheSameInBoth_data();
    void aConversationReadsTheSameInBoth();
};

namespace {

// Only in QML JSON is indented.
QString withoutIndent(const QString &text)
{
    const QJsonDocument json = QJsonDocument::fromJson(text.toUtf8());
    return json.isObject() ? QString::fromUtf8(json.toJson(QJsonDocument::Compact)) : text;
}

QString shownByQuick(const ChatWindow &window)
{
    window.window->grabWindow();
    QStringList texts = QuickTexts::of(window.item(u"messageView"_s));
    std::transform(texts.begin(), texts.end(), texts.begin(), withoutIndent);
    return QuickTexts::words(texts.join(u'\n'));
}

// Without what the widget says itself: who speaks, and what is folded.
QString shownByWidget(const SseChatView *view)
{
    static const QRegularExpression own(
        u"^(You|Assistant|Thought for .*|Arguments|Result|Stopped|Something went wrong)\\n"_s,
        QRegularExpression::MultilineOption);
    static const QRegularExpression tool(u"^(\\w+) has (answered|failed)$"_s,
                                         QRegularExpression::MultilineOption);
    return QuickTexts::words(view->toPlainText().remove(own).replace(tool, u"\\1"_s));
}

// All that is folded.
void unfold(const QAccessibleInterface *in)
{
    for (int i = 0; i < in->childCount(); ++i) {
        QAccessibleInterface *const child = in->child(i);
        if (!child)
            continue;
        if (child->role() == QAccessible::Button && child->state().collapsed)
            child->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        unfold(child);
    }
}

} // namespace

void tst_SameWindow::aConversationReadsTheSameInBoth_data()
{
    QTest::addColumn<QStringList>("questions");
    QTest::addColumn<QStringList>("contained");

    QTest::newRow("reasoning") << QStringList{ u"hello"_s }
                               << QStringList{ u"The user says “hello”."_s, u"Hello! 👋"_s };
    QTest::newRow("a tool") << QStringList{ u"What is the weather in Paris?"_s }
                            << QStringList{ uR"("city":"Paris")"_s, uR"("sky":"cloudy")"_s,
                                            u"This is what get_weather says"_s };
    QTest::newRow("Markdown") << QStringList{ u"/tour"_s }
                              << QStringList{ u"A tour through Markdown"_s, u"source.open();"_s,
                                              u"That was it."_s };
    QTest::newRow("an error") << QStringList{ u"/error"_s }
                              << QStringList{ u"The model has failed"_s, u"Try again."_s };
    QTest::newRow("a lost connection") << QStringList{ u"/drop"_s } << QStringList{ u"/drop"_s };
    QTest::newRow("a refusal") << QStringList{ u"/busy"_s }
                               << QStringList{ u"Rate limit reached"_s };
    QTest::newRow("all of them, one after another")
        << QStringList{ u"hello"_s, u"What is the weather in Paris?"_s, u"/tour"_s, u"/error"_s }
        << QStringList{ u"Hello! 👋"_s, u"cloudy"_s, u"That was it."_s, u"Try again."_s };
}

void tst_SameWindow::aConversationReadsTheSameInBoth()
{
    QFETCH(const QStringList, questions);
    QFETCH(const QStringList, contained);
    SseDemoServer server;
    QVERIFY(server.listen());
    ChatWindow quick;
    quick.open(server.url(u"/v1/chat/completions?interval=0"_s));
    SseChatWidget chat(quick.session);
    chat.resize(700, 900);
    chat.show();
    for (const QString &question : questions) {
        QVERIFY(quick.session->send(question));
        QTRY_VERIFY(!quick.session->isBusy());
    }

    // As high as the conversation, for what is far from sight has no items.
    quick.resize({ 800, 9000 });
    for (QQuickItem *const fold : quick.items(u"reasoningFold"_s))
        QMetaObject::invokeMethod(fold, "clicked");
    unfold(QAccessible::queryAccessibleInterface(chat.view()));
    const QString shown = shownByWidget(chat.view());
    for (const QString &text : contained)
        QVERIFY2(shown.contains(text), qPrintable(shown));
    QTRY_COMPARE(shownByQuick(quick), shown);
}

QTEST_MAIN(tst_SameWindow)
#include "tst_samewindow.moc"
