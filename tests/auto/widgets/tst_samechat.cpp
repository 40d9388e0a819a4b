// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// One model, shown by the QML views and by the widget: people read the same text.

#include "chatscreen.h"
#include "quicktexts.h"

#include <SseQt/ChatModel>
#include <SseQt/SseChatView>

#include <QtQml/qqmlcomponent.h>
#include <QtQml/qqmlcontext.h>
#include <QtQml/qqmlengine.h>
#include <QtQml/qqmlextensionplugin.h>
#include <QtQuick/qquickwindow.h>
#include <QtTest/qtest.h>
#include <QtWidgets/qapplication.h>

#include <memory>

#ifdef SSEQT_STATIC_PLUGIN
Q_IMPORT_QML_PLUGIN(SSEPlugin)
Q_IMPORT_QML_PLUGIN(SSEChatPlugin)
#endif

using namespace Qt::StringLiterals;

class tst_SameChat : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void textIsTheSame_data();
    void textIsTheSame();
};

namespace {

// As high as any text of this test, for what is far from sight has no items.
const QByteArray Program = R"(
import QtQuick
import SSE.Chat

Window {
    width: 700
    height: 4000
    visible: true

    Column {
        width: parent.width

        Repeater {
            model: message

            ChatMarkdownView {
                required part

                width: 700
            }
        }
    }
}
)";

} // namespace

void tst_SameChat::textIsTheSame_data()
{
    QTest::addColumn<QString>("markdown");
    QTest::newRow("paragraphs") << u"# One\n\nTwo *three* [four](https://example.org)\n\n> five"_s;
    QTest::newRow("lists") << u"- a\n- b\n  1. c\n  2. d\n\n- [x] e"_s;
    QTest::newRow("code") << u"Before\n\n```cpp\nint main()\n{\n}\n```\n\nafter `it`"_s;
    QTest::newRow("table") << u"| a | b |\n|---|--:|\n| c | **d** |\n\nend"_s;
    QTest::newRow("no markup")
        << u"<b>x</b> <script>1</script> ![y](https://example.org/z.png) a\u202Eb"_s;
    QTest::newRow("right to left") << u"مرحبا **بالعالم**\n\n- أولا"_s;
}

void tst_SameChat::textIsTheSame()
{
    QFETCH(const QString, markdown);
    ChatModel model;
    ChatMessage *const message = model.beginAnswer();
    QQmlEngine engine;
    engine.addImportPath(QStringLiteral(SSE_IMPORT_PATH));
    engine.rootContext()->setContextProperty(u"message"_s, message);
    QQmlComponent component(&engine);
    component.setData(Program, QUrl(u"qrc:/Program.qml"_s));
    const std::unique_ptr<QObject> program(component.create());
    QVERIFY2(program, qPrintable(component.errorString()));
    SseChatView view;
    view.setModel(&model);

    // Character by character, as it may come.
    for (const QChar character : markdown) {
        ChatDelta delta;
        delta.type = ChatDelta::Type::Text;
        delta.text = character;
        model.apply(message, delta);
        model.flush();
    }
    model.end(message, Chat::FinishReason::Stop);

    const QString shown = view.toPlainText();
    QVERIFY(shown.startsWith(u"Assistant\n"_s));
    const QString expected = QuickTexts::words(shown.mid(shown.indexOf(u'\n') + 1));
    QVERIFY(!expected.isEmpty());
    const auto quickText = [&program] {
        auto *const window = qobject_cast<QQuickWindow *>(program.get());
        return QuickTexts::words(QuickTexts::of(window->contentItem()).join(u'\n'));
    };
    QTRY_COMPARE(quickText(), expected);
}

QTEST_MAIN(tst_SameChat)

#include "tst_samechat.moc"
