// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatwindow.h"

#include <QtGui/QAccessible>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

// The choice of a service, and the dialog for profiles, by keyboard.
class tst_ChatExampleDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void anotherServiceIsChosen();
    void aProfileIsAdded();
    void mistakesAreSaidAndCorrected();
    void aProfileIsChanged();
    void aProfileIsRemoved();
    void removingAsks();
    void changesAreAskedFor_data();
    void changesAreAskedFor();
    void changesThatCannotBeSavedStay();
    void aTypedKeyIsUsed();
    void theDemoServerCannotBeChanged();
    void whatHasTheFocusIsSeen();
    void fieldsHaveNames();

private:
    void openDialog();
    void fill(const QString &field, const QString &text);
    [[nodiscard]] bool isOpen() const { return m_chat->item(u"profileList"_s); }

    std::unique_ptr<ChatWindow> m_chat;
};

void tst_ChatExampleDialog::init()
{
    ChatWindow::failOnWarnings();
    m_chat = std::make_unique<ChatWindow>();
}

void tst_ChatExampleDialog::cleanup()
{
    m_chat.reset();
}

void tst_ChatExampleDialog::openDialog()
{
    m_chat->press(Qt::Key_Comma, Qt::ControlModifier);
    QTRY_VERIFY(isOpen());
    QTRY_COMPARE(m_chat->focus(), u"profileNameField"_s);
}

void tst_ChatExampleDialog::fill(const QString &field, const QString &text)
{
    QQuickItem *const item = m_chat->item(field);
    QVERIFY(item);
    item->forceActiveFocus(Qt::TabFocusReason);
    m_chat->press(Qt::Key_A, Qt::ControlModifier);
    m_chat->press(Qt::Key_Delete);
    m_chat->type(text);
}

void tst_ChatExampleDialog::anotherServiceIsChosen()
{
    m_chat->open();
    QVERIFY(m_chat->click(u"profileButton"_s));
    QTRY_COMPARE(m_chat->items(u"profileItem"_s).size(), m_chat->profiles->count());
    m_chat->press(Qt::Key_Down);
    m_chat->press(Qt::Key_Return);
    QTRY_COMPARE(m_chat->profiles->current(), 0);
    QCOMPARE(m_chat->text(u"profileButton"_s), m_chat->profiles->profile(0).name);
    QCOMPARE(m_chat->session->endpoint(), m_chat->profiles->profile(0).url());
    QCOMPARE(m_chat->session->model(), m_chat->profiles->profile(0).model);
}

void tst_ChatExampleDialog::aProfileIsAdded()
{
    m_chat->open();
    const int count = m_chat->profiles->count();
    openDialog();
    QVERIFY(m_chat->click(u"addProfileButton"_s));
    QTRY_COMPARE(m_chat->text(u"profileNameField"_s), QString());
    fill(u"profileNameField"_s, u"Mine"_s);
    fill(u"profileEndpointField"_s, m_chat->server.url(u"/mine"_s).toString());
    fill(u"profileModelField"_s, u"my-model"_s);
    QVERIFY(m_chat->click(u"saveProfileButton"_s));
    QCOMPARE(m_chat->profiles->count(), count + 1);
    QVERIFY(!m_chat->item(u"saveProfileButton"_s)->isEnabled());
    QVERIFY(m_chat->click(u"useProfileButton"_s));
    QTRY_VERIFY(!isOpen());
    QCOMPARE(m_chat->profiles->name(), u"Mine"_s);
    QCOMPARE(m_chat->session->model(), u"my-model"_s);
    QCOMPARE(m_chat->focus(), u"promptInputArea"_s);
    m_chat->type(u"Hello"_s);
    m_chat->press(Qt::Key_Return);
    QTRY_COMPARE(m_chat->server.requests().size(), 1);
    QCOMPARE(m_chat->server.requests().constFirst().path, u"/mine"_s);
}

void tst_ChatExampleDialog::mistakesAreSaidAndCorrected()
{
    m_chat->open();
    openDialog();
    QVERIFY(m_chat->click(u"addProfileButton"_s));
    fill(u"profileNameField"_s, u"Mine"_s);
    fill(u"profileEndpointField"_s, u"ftp://example.org"_s);
    fill(u"profileModelField"_s, u"m"_s);
    const int count = m_chat->profiles->count();
    QVERIFY(m_chat->click(u"saveProfileButton"_s));
    QCOMPARE(m_chat->profiles->count(), count);
    QVERIFY(m_chat->text(u"profileEndpointProblem"_s).contains(u"https://"_s));
    QCOMPARE(m_chat->focus(), u"profileEndpointField"_s);
    fill(u"profileEndpointField"_s, u"https://example.org"_s);
    QVERIFY(!m_chat->item(u"profileEndpointProblem"_s));
    QVERIFY(m_chat->click(u"saveProfileButton"_s));
    QCOMPARE(m_chat->profiles->count(), count + 1);
}

void tst_ChatExampleDialog::aProfileIsChanged()
{
    m_chat->open();
    openDialog();
    fill(u"profileModelField"_s, u"better-model"_s);
    QVERIFY(m_chat->click(u"saveProfileButton"_s));
    QCOMPARE(m_chat->session->model(), u"better-model"_s);
    m_chat->press(Qt::Key_Escape);
    QTRY_VERIFY(!isOpen());
    QVERIFY(m_chat->text(u"statsLine"_s).startsWith("better-model"_L1));
}

void tst_ChatExampleDialog::aProfileIsRemoved()
{
    m_chat->open();
    const int count = m_chat->profiles->count();
    openDialog();
    m_chat->item(u"profileList"_s)->forceActiveFocus(Qt::TabFocusReason);
    m_chat->press(Qt::Key_Up);
    const QString name = m_chat->profiles->profile(count - 2).name;
    QTRY_COMPARE(m_chat->text(u"profileNameField"_s), name);
    QVERIFY(m_chat->click(u"removeProfileButton"_s));
    QVERIFY(m_chat->click(u"loseButton"_s));
    QCOMPARE(m_chat->profiles->count(), count - 1);
    QVERIFY(m_chat->profiles->indexOf(name) < 0);
    QCOMPARE(m_chat->profiles->name(), u"Test"_s);
    QTRY_COMPARE(m_chat->text(u"profileNameField"_s), u"Test"_s);
}

void tst_ChatExampleDialog::removingAsks()
{
    m_chat->open();
    const int count = m_chat->profiles->count();
    openDialog();
    const QString name = m_chat->text(u"profileNameField"_s);
    QVERIFY(m_chat->click(u"removeProfileButton"_s));
    QTRY_COMPARE(m_chat->focus(), u"cancelButton"_s);
    QVERIFY(m_chat->text(u"lossQuestionText"_s).contains(name));
    m_chat->press(Qt::Key_Escape);
    QTRY_VERIFY(!m_chat->item(u"cancelButton"_s));
    QVERIFY(isOpen());
    QCOMPARE(m_chat->profiles->count(), count);
    QCOMPARE(m_chat->text(u"profileNameField"_s), name);
}

void tst_ChatExampleDialog::changesAreAskedFor_data()
{
    QTest::addColumn<QString>("button"); // none for Escape
    QTest::newRow("for another") << u"profileLine"_s;
    QTest::newRow("for a new one") << u"addProfileButton"_s;
    QTest::newRow("by the button") << u"closeProfilesButton"_s;
    QTest::newRow("by Escape") << QString();
}

void tst_ChatExampleDialog::changesAreAskedFor()
{
    QFETCH(QString, button);
    const bool isClosed = button.isEmpty() || button == "closeProfilesButton"_L1;
    const auto leave = [&] {
        if (button.isEmpty())
            m_chat->press(Qt::Key_Escape);
        else
            QVERIFY(m_chat->click(button)); // of lines, the first
    };
    m_chat->open();
    const int row = m_chat->profiles->current();
    QVERIFY(row > 0);
    const QString model = m_chat->profiles->profile(row).model;

    // Everything stays as it is.
    openDialog();
    fill(u"profileModelField"_s, u"unsaved"_s);
    leave();
    QVERIFY(m_chat->click(u"cancelButton"_s));
    QTRY_VERIFY(!m_chat->item(u"cancelButton"_s));
    QVERIFY(isOpen());
    QCOMPARE(m_chat->text(u"profileModelField"_s), u"unsaved"_s);
    QCOMPARE(m_chat->profiles->profile(row).model, model);

    // It is dropped.
    leave();
    QVERIFY(m_chat->click(u"loseButton"_s));
    QCOMPARE(m_chat->profiles->profile(row).model, model);
    if (isClosed)
        QTRY_VERIFY(!isOpen());
    else
        QTRY_VERIFY(m_chat->text(u"profileNameField"_s) != m_chat->profiles->profile(row).name);

    // It is saved.
    if (!isClosed) {
        m_chat->press(Qt::Key_Escape);
        QTRY_VERIFY(!isOpen());
    }
    openDialog();
    QCOMPARE(m_chat->text(u"profileModelField"_s), model);
    fill(u"profileModelField"_s, u"newest"_s);
    leave();
    QVERIFY(m_chat->click(u"keepButton"_s));
    QCOMPARE(m_chat->profiles->profile(row).model, u"newest"_s);
    if (isClosed)
        QTRY_VERIFY(!isOpen());
    else
        QTRY_VERIFY(m_chat->text(u"profileNameField"_s) != m_chat->profiles->profile(row).name);
}

void tst_ChatExampleDialog::changesThatCannotBeSavedStay()
{
    m_chat->open();
    openDialog();
    const int row = m_chat->profiles->current();
    fill(u"profileEndpointField"_s, u"nowhere"_s);
    m_chat->press(Qt::Key_Escape);
    QVERIFY(m_chat->click(u"keepButton"_s));
    QTRY_COMPARE(m_chat->focus(), u"profileEndpointField"_s);
    QVERIFY(isOpen());
    QVERIFY(!m_chat->text(u"profileEndpointProblem"_s).isEmpty());
    QCOMPARE(m_chat->text(u"profileEndpointField"_s), u"nowhere"_s);
    QVERIFY(m_chat->profiles->profile(row).endpoint != u"nowhere"_s);
}

void tst_ChatExampleDialog::aTypedKeyIsUsed()
{
    m_chat->open();
    openDialog();
    fill(u"profileKeyField"_s, u"sk-very-secret-4711"_s);
    QVERIFY(m_chat->value(u"profileKeyField"_s, "displayText").toString()
            != u"sk-very-secret-4711"_s);
    QVERIFY(m_chat->click(u"useProfileButton"_s));
    QTRY_VERIFY(!isOpen());
    QVERIFY(m_chat->ask(u"Hello"_s));
    QCOMPARE(m_chat->server.requests().constFirst().header("Authorization"),
             "Bearer sk-very-secret-4711");
    // The form has forgotten it.
    m_chat->press(Qt::Key_Escape);
    openDialog();
    QCOMPARE(m_chat->text(u"profileKeyField"_s), QString());
}

void tst_ChatExampleDialog::theDemoServerCannotBeChanged()
{
    m_chat->open();
    m_chat->profiles->setDemo(m_chat->server.url(ChatWindow::path), u"demo-1"_s);
    m_chat->profiles->setCurrent(0);
    m_chat->press(Qt::Key_Comma, Qt::ControlModifier);
    QTRY_VERIFY(isOpen());
    QTRY_COMPARE(m_chat->focus(), u"useProfileButton"_s);
    QVERIFY(m_chat->value(u"profileEndpointField"_s, "readOnly").toBool());
    QVERIFY(!m_chat->item(u"saveProfileButton"_s));
    QVERIFY(!m_chat->item(u"removeProfileButton"_s));
    QVERIFY(!m_chat->item(u"profileKeyField"_s));
    m_chat->press(Qt::Key_Return);
    QTRY_VERIFY(!isOpen());
}

void tst_ChatExampleDialog::whatHasTheFocusIsSeen()
{
    m_chat->open();
    m_chat->resize(QSize(400, 420));
    openDialog();
    QStringList names;
    for (int i = 0; i < 20; ++i) {
        const QQuickItem *const item = m_chat->window->activeFocusItem();
        const QRectF place = item->mapRectToScene(QRectF(QPointF(), item->size()));
        QVERIFY2(QRectF(0, 0, 400, 420).contains(place.center()), qPrintable(m_chat->focus()));
        names.append(m_chat->focus());
        m_chat->press(Qt::Key_Tab);
        if (m_chat->focus() == "profileNameField"_L1)
            break;
    }
    for (const QString &name :
         { u"profileFormat"_s, u"profileEndpointField"_s, u"profileModelField"_s,
           u"profileKeyVariableField"_s, u"profileKeyField"_s, u"useProfileButton"_s,
           u"removeProfileButton"_s, u"closeProfilesButton"_s, u"profileLine"_s,
           u"addProfileButton"_s }) {
        QVERIFY2(names.contains(name), qPrintable(name + u" is not among "_s + names.join(u' ')));
    }
}

void tst_ChatExampleDialog::fieldsHaveNames()
{
    m_chat->open();
    openDialog();
    for (const QString &name :
         { u"profileNameField"_s, u"profileFormat"_s, u"profileEndpointField"_s,
           u"profileModelField"_s, u"profileKeyVariableField"_s, u"profileKeyField"_s,
           u"profileList"_s, u"profileLine"_s, u"closeProfilesButton"_s, u"addProfileButton"_s,
           u"saveProfileButton"_s, u"useProfileButton"_s, u"removeProfileButton"_s }) {
        QQuickItem *const item = m_chat->item(name);
        QVERIFY2(item, qPrintable(name));
        QAccessibleInterface *const accessible = QAccessible::queryAccessibleInterface(item);
        QVERIFY2(accessible, qPrintable(name));
        QVERIFY2(!accessible->text(QAccessible::Name).isEmpty(), qPrintable(name));
    }
}

QTEST_MAIN(tst_ChatExampleDialog)
#include "tst_chatexample_dialog.moc"
