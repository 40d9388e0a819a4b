// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include <SseQt/SseChatInput>

#include <QtGui/qevent.h>
#include <QtTest/qsignalspy.h>
#include <QtTest/qtest.h>
#include <QtWidgets/qplaintextedit.h>
#include <QtWidgets/qtoolbutton.h>

#include <type_traits>

static_assert(!std::is_copy_constructible_v<SseChatInput>);

// Enter is pressed as a person does it: in the field.
class tst_SseChatInput : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void enterSends_data();
    void enterSends();
    void shiftEnterBreaksTheLine();
    void theButtonSends();
    void blankTextIsNotSent();
    void whileBusyNothingIsSentAndItStops();
    void escapeIsLeftToOthersUnlessBusy();
    void upAndDownGoThroughHistory();
    void historyForgetsTheOldest();
    void growsUpToItsMaximum();
    void whatIsSetIsToldOnce();
    void theButtonIsAsHighAsALine();
    void mayBeDestroyedByWhoItSendsTo();
};

namespace {

QPlainTextEdit *editOf(const SseChatInput &input)
{
    return input.findChild<QPlainTextEdit *>();
}

QToolButton *buttonOf(const SseChatInput &input)
{
    return input.findChild<QToolButton *>();
}

void press(const SseChatInput &input, Qt::Key key, Qt::KeyboardModifiers modifiers = {})
{
    QTest::keyClick(editOf(input), key, modifiers);
}

} // namespace

void tst_SseChatInput::enterSends_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
    QTest::newRow("return") << Qt::Key_Return << Qt::KeyboardModifiers();
    QTest::newRow("keypad") << Qt::Key_Enter << Qt::KeyboardModifiers(Qt::KeypadModifier);
    QTest::newRow("control") << Qt::Key_Return << Qt::KeyboardModifiers(Qt::ControlModifier);
}

void tst_SseChatInput::enterSends()
{
    QFETCH(const Qt::Key, key);
    QFETCH(const Qt::KeyboardModifiers, modifiers);
    SseChatInput input;
    QSignalSpy sent(&input, &SseChatInput::submitted);
    QVERIFY(sent.isValid());
    QTest::keyClicks(editOf(input), QStringLiteral("Hello"));
    press(input, key, modifiers);
    QCOMPARE(sent.size(), 1);
    QCOMPARE(sent.at(0).at(0).toString(), QStringLiteral("Hello"));
    QCOMPARE(input.text(), QString());
}

void tst_SseChatInput::shiftEnterBreaksTheLine()
{
    SseChatInput input;
    QSignalSpy sent(&input, &SseChatInput::submitted);
    QTest::keyClicks(editOf(input), QStringLiteral("a"));
    press(input, Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClicks(editOf(input), QStringLiteral("b"));
    QVERIFY(sent.isEmpty());
    press(input, Qt::Key_Return);
    QCOMPARE(sent.size(), 1);
    QCOMPARE(sent.at(0).at(0).toString(), QStringLiteral("a\nb"));
}

void tst_SseChatInput::theButtonSends()
{
    SseChatInput input;
    QSignalSpy sent(&input, &SseChatInput::submitted);
    QVERIFY(!buttonOf(input)->isEnabled());
    QTest::keyClicks(editOf(input), QStringLiteral("Hello"));
    QVERIFY(buttonOf(input)->isEnabled());
    QTest::mouseClick(buttonOf(input), Qt::LeftButton);
    QCOMPARE(sent.size(), 1);
    QVERIFY(!buttonOf(input)->isEnabled());
}

void tst_SseChatInput::blankTextIsNotSent()
{
    SseChatInput input;
    QSignalSpy sent(&input, &SseChatInput::submitted);
    press(input, Qt::Key_Return);
    QTest::keyClicks(editOf(input), QStringLiteral("  "));
    press(input, Qt::Key_Return);
    QVERIFY(sent.isEmpty());
    QCOMPARE(input.text(), QStringLiteral("  "));
}

void tst_SseChatInput::whileBusyNothingIsSentAndItStops()
{
    SseChatInput input;
    QSignalSpy sent(&input, &SseChatInput::submitted);
    QSignalSpy stopped(&input, &SseChatInput::stopRequested);
    press(input, Qt::Key_Escape);
    QVERIFY(stopped.isEmpty());
    input.setBusy(true);
    QTest::keyClicks(editOf(input), QStringLiteral("next"));
    press(input, Qt::Key_Return);
    QVERIFY(sent.isEmpty());
    QCOMPARE(input.text(), QStringLiteral("next"));
    press(input, Qt::Key_Escape);
    QCOMPARE(stopped.size(), 1);
    QTest::mouseClick(buttonOf(input), Qt::LeftButton);
    QCOMPARE(stopped.size(), 2);
    input.setBusy(false);
    press(input, Qt::Key_Return);
    QCOMPARE(sent.size(), 1);
}

void tst_SseChatInput::escapeIsLeftToOthersUnlessBusy()
{
    // As a dialog does that Escape closes.
    class Parent : public QWidget
    {
    public:
        int escapes = 0;

    protected:
        void keyPressEvent(QKeyEvent *event) override
        {
            escapes += int(event->key() == Qt::Key_Escape);
        }
    };

    Parent parent;
    SseChatInput input(&parent);
    press(input, Qt::Key_Escape);
    QCOMPARE(parent.escapes, 1);
    input.setBusy(true);
    press(input, Qt::Key_Escape);
    QCOMPARE(parent.escapes, 1);
}

void tst_SseChatInput::upAndDownGoThroughHistory()
{
    SseChatInput input;
    for (const QString &text :
         { QStringLiteral("one"), QStringLiteral("two"), QStringLiteral("two") }) {
        QTest::keyClicks(editOf(input), text);
        press(input, Qt::Key_Return);
    }
    QCOMPARE(input.history(), QStringList({ QStringLiteral("one"), QStringLiteral("two") }));
    QTest::keyClicks(editOf(input), QStringLiteral("draft"));
    press(input, Qt::Key_Up);
    QCOMPARE(input.text(), QStringLiteral("two"));
    press(input, Qt::Key_Up);
    QCOMPARE(input.text(), QStringLiteral("one"));
    press(input, Qt::Key_Up);
    QCOMPARE(input.text(), QStringLiteral("one"));
    press(input, Qt::Key_Down);
    press(input, Qt::Key_Down);
    QCOMPARE(input.text(), QStringLiteral("draft"));
    press(input, Qt::Key_Down);
    QCOMPARE(input.text(), QStringLiteral("draft"));
}

void tst_SseChatInput::historyForgetsTheOldest()
{
    SseChatInput input;
    QSignalSpy changed(&input, &SseChatInput::historyChanged);
    QStringList texts;
    for (int i = 0; i < 150; ++i)
        texts << QString::number(i);
    input.setHistory(texts);
    input.setHistory(texts);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(input.history().size(), 100);
    QTest::keyClicks(editOf(input), QStringLiteral("new"));
    press(input, Qt::Key_Return);
    QCOMPARE(input.history().size(), 100);
    QCOMPARE(input.history().constFirst(), QStringLiteral("51"));
    QCOMPARE(input.history().constLast(), QStringLiteral("new"));
}

void tst_SseChatInput::growsUpToItsMaximum()
{
    SseChatInput input;
    input.setMaximumLines(3);
    const int one = input.sizeHint().height();
    input.setText(QStringLiteral("1\n2"));
    const int two = input.sizeHint().height();
    input.setText(QStringLiteral("1\n2\n3"));
    const int three = input.sizeHint().height();
    QVERIFY(one < two);
    QVERIFY(two < three);
    input.setText(QStringLiteral("1\n2\n3\n4\n5"));
    QCOMPARE(input.sizeHint().height(), three);
}

void tst_SseChatInput::whatIsSetIsToldOnce()
{
    SseChatInput input;
    QSignalSpy placeholders(&input, &SseChatInput::placeholderTextChanged);
    QSignalSpy lines(&input, &SseChatInput::maximumLinesChanged);
    for (int i = 0; i < 2; ++i) {
        input.setPlaceholderText(QStringLiteral("Ask"));
        input.setMaximumLines(0);
    }
    QCOMPARE(placeholders.size(), 1);
    QCOMPARE(placeholders.at(0).at(0).toString(), QStringLiteral("Ask"));
    QCOMPARE(lines.size(), 1);
    QCOMPARE(lines.at(0).at(0).toInt(), 1);
}

void tst_SseChatInput::theButtonIsAsHighAsALine()
{
    SseChatInput input;
    input.resize(input.sizeHint());
    input.show();
    QVERIFY(QTest::qWaitForWindowExposed(&input));
    QCOMPARE(buttonOf(input)->height(), editOf(input)->height());
    input.setText(QStringLiteral("1\n2"));
    QTRY_VERIFY(buttonOf(input)->height() < editOf(input)->height());
}

void tst_SseChatInput::mayBeDestroyedByWhoItSendsTo()
{
    auto *const input = new SseChatInput;
    bool destroyed = false;
    connect(input, &QObject::destroyed, this, [&destroyed] { destroyed = true; });
    connect(input, &SseChatInput::historyChanged, this, [input] { delete input; });
    input->setText(QStringLiteral("last words"));
    input->submit();
    QVERIFY(destroyed);
}

QTEST_MAIN(tst_SseChatInput)

#include "tst_ssechatinput.moc"
