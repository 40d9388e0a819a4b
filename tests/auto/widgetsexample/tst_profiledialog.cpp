// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// A person with a mouse and a keyboard in the dialog of the services.

#include "profiledialog.h"
#include "profiles.h"

#include <QtCore/qpointer.h>
#include <QtCore/qsettings.h>
#include <QtCore/qtemporarydir.h>
#include <QtTest/QtTest>
#include <QtWidgets/qlabel.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qlistview.h>
#include <QtWidgets/qmessagebox.h>
#include <QtWidgets/qpushbutton.h>

#include <memory>

using namespace Qt::StringLiterals;

class tst_ProfileDialog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void aProfileIsAdded();
    void aProfileIsChanged();
    void whatIsWrongIsShownWhereItIs();
    void theDemoServerStaysAsItIs();
    void aChosenProfileIsUsed();

    void removingAsks();
    void theNeighbourComesInPlaceOfWhatWasRemoved();

    void changesAreAskedFor_data();
    void changesAreAskedFor();
    void changesThatCannotBeSavedStay();
    void theQuestionIsAskedOnce();
    void whatIsUnchangedIsNotAskedFor();
    void savingAndUsingAskNothing();

private:
    template<typename Widget = QLineEdit>
    [[nodiscard]] Widget *find(const QString &name) const
    {
        return dialog->findChild<Widget *>(name);
    }
    [[nodiscard]] QMessageBox *question() const { return dialog->findChild<QMessageBox *>(); }
    [[nodiscard]] QString text(const QString &field) const { return find(field)->text(); }
    [[nodiscard]] int chosen() const;

    void openDialog();
    void press(const QString &button) const;
    void choose(int row) const;
    void type(const QString &field, const QString &text) const;
    void answer(QMessageBox::StandardButton button) const;

    std::unique_ptr<QTemporaryDir> folder;
    std::unique_ptr<Profiles> profiles;
    QPointer<ProfileDialog> dialog;
};

void tst_ProfileDialog::init()
{
    folder = std::make_unique<QTemporaryDir>();
    QVERIFY(folder->isValid());
    profiles = std::make_unique<Profiles>(
        std::make_unique<QSettings>(folder->filePath(u"profiles.ini"_s), QSettings::IniFormat));
    profiles->setDemo(QUrl(u"http://127.0.0.1:1/v1/chat/completions"_s), u"demo-1"_s);
    QVERIFY(profiles->count() > 3);
    openDialog();
}

void tst_ProfileDialog::openDialog()
{
    dialog = new ProfileDialog(profiles.get());
    dialog->open();
    QVERIFY(QTest::qWaitForWindowActive(dialog));
}

void tst_ProfileDialog::cleanup()
{
    delete dialog;
    profiles.reset();
    folder.reset();
}

int tst_ProfileDialog::chosen() const
{
    return find<QListView>(u"profileList"_s)->currentIndex().row();
}

void tst_ProfileDialog::press(const QString &button) const
{
    QTest::mouseClick(find<QPushButton>(button), Qt::LeftButton);
}

void tst_ProfileDialog::choose(int row) const
{
    auto *const list = find<QListView>(u"profileList"_s);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                      list->visualRect(profiles->index(row)).center());
}

void tst_ProfileDialog::type(const QString &field, const QString &text) const
{
    QLineEdit *const edit = find(field);
    edit->setFocus();
    edit->selectAll();
    QTest::keyClicks(edit, text);
}

void tst_ProfileDialog::answer(QMessageBox::StandardButton button) const
{
    QTRY_VERIFY(question());
    QTest::mouseClick(question()->button(button), Qt::LeftButton);
    QTRY_VERIFY(!dialog || !question());
}

void tst_ProfileDialog::aProfileIsAdded()
{
    const int count = profiles->count();
    press(u"addProfileButton"_s);
    QVERIFY(find(u"profileName"_s)->hasFocus());
    QVERIFY(!find<QPushButton>(u"useProfileButton"_s)->isEnabled());
    type(u"profileName"_s, u"Mine"_s);
    type(u"profileEndpoint"_s, u"https://example.org/v1"_s);
    type(u"profileModel"_s, u"small"_s);
    QTest::keyClick(find(u"profileModel"_s), Qt::Key_Return);
    QCOMPARE(profiles->count(), count + 1);
    QCOMPARE(chosen(), count);
    QCOMPARE(profiles->profile(count).name, u"Mine"_s);
    QCOMPARE(profiles->profile(count).endpoint, u"https://example.org/v1"_s);
    QCOMPARE(profiles->profile(count).model, u"small"_s);
    QVERIFY(dialog->isVisible());
}

void tst_ProfileDialog::aProfileIsChanged()
{
    choose(1);
    type(u"profileModel"_s, u"newest"_s);
    type(u"profileKey"_s, u"secret"_s);
    press(u"saveProfileButton"_s);
    QCOMPARE(profiles->profile(1).model, u"newest"_s);
    QVERIFY(profiles->hasTypedKey(1));
    // The key is in no field and in no file.
    QCOMPARE(text(u"profileKey"_s), QString());
    QFile file(folder->filePath(u"profiles.ini"_s));
    QTRY_VERIFY(file.exists());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray settings = file.readAll();
    QVERIFY(settings.contains("newest"));
    QVERIFY(!settings.contains("secret"));
}

void tst_ProfileDialog::whatIsWrongIsShownWhereItIs()
{
    choose(1);
    type(u"profileName"_s, profiles->profile(2).name);
    press(u"saveProfileButton"_s);
    QVERIFY(find<QLabel>(u"profileNameProblem"_s)->isVisible());
    QVERIFY(!find<QLabel>(u"profileModelProblem"_s)->isVisible());
    QVERIFY(find(u"profileName"_s)->hasFocus());
    QVERIFY(profiles->profile(1).name != profiles->profile(2).name);
    QTest::keyClicks(find(u"profileName"_s), u"Another"_s);
    QVERIFY(!find<QLabel>(u"profileNameProblem"_s)->isVisible());
    press(u"saveProfileButton"_s);
    QCOMPARE(profiles->profile(1).name, u"Another"_s);
}

void tst_ProfileDialog::theDemoServerStaysAsItIs()
{
    choose(0);
    QVERIFY(find(u"profileName"_s)->isReadOnly());
    QVERIFY(!find<QPushButton>(u"removeProfileButton"_s)->isEnabled());
    QVERIFY(!find<QPushButton>(u"saveProfileButton"_s)->isEnabled());
    QVERIFY(find<QPushButton>(u"useProfileButton"_s)->isEnabled());
}

void tst_ProfileDialog::aChosenProfileIsUsed()
{
    choose(2);
    QCOMPARE(profiles->current(), 0);
    press(u"useProfileButton"_s);
    QCOMPARE(profiles->current(), 2);
    QTRY_VERIFY(!dialog);
}

void tst_ProfileDialog::removingAsks()
{
    const QStringList names = profiles->names();
    choose(1);
    press(u"removeProfileButton"_s);
    QTRY_VERIFY(question());
    QVERIFY(question()->text().contains(names.at(1)));
    QCOMPARE(question()->defaultButton(), question()->button(QMessageBox::Cancel));
    answer(QMessageBox::Cancel);
    QCOMPARE(profiles->names(), names);
    QCOMPARE(chosen(), 1);
}

void tst_ProfileDialog::theNeighbourComesInPlaceOfWhatWasRemoved()
{
    QStringList names = profiles->names();
    const int last = int(names.size()) - 1;
    for (const int row : { 1, last - 1 }) {
        choose(row);
        // What was not saved goes with it.
        type(u"profileModel"_s, u"unsaved"_s);
        press(u"removeProfileButton"_s);
        QTRY_VERIFY(question());
        for (QAbstractButton *const button : question()->buttons()) {
            if (question()->buttonRole(button) == QMessageBox::DestructiveRole)
                QTest::mouseClick(button, Qt::LeftButton);
        }
        QTRY_VERIFY(!question());
        names.removeAt(row);
        QCOMPARE(profiles->names(), names);
        QCOMPARE(chosen(), std::min(row, int(names.size()) - 1));
        QCOMPARE(text(u"profileName"_s), names.at(chosen()));
        QVERIFY(text(u"profileModel"_s) != u"unsaved"_s);
    }
}

void tst_ProfileDialog::changesAreAskedFor_data()
{
    using Step = std::function<void(tst_ProfileDialog *)>;
    QTest::addColumn<Step>("leave");
    QTest::addColumn<bool>("closes");
    QTest::addColumn<int>("next");
    QTest::newRow("for another") << Step([](tst_ProfileDialog *test) { test->choose(2); }) << false
                                 << 2;
    QTest::newRow("for a new one")
        << Step([](tst_ProfileDialog *test) { test->press(u"addProfileButton"_s); }) << false << -1;
    QTest::newRow("by the button")
        << Step([](tst_ProfileDialog *test) { test->press(u"closeProfilesButton"_s); }) << true
        << 0;
    QTest::newRow("by Escape") << Step([](tst_ProfileDialog *test) {
        QTest::keyClick(test->dialog->windowHandle(), Qt::Key_Escape);
    }) << true << 0;
    QTest::newRow("by the window's frame")
        << Step([](tst_ProfileDialog *test) { test->dialog->close(); }) << true << 0;
}

void tst_ProfileDialog::changesAreAskedFor()
{
    QFETCH(std::function<void(tst_ProfileDialog *)>, leave);
    QFETCH(bool, closes);
    QFETCH(int, next);
    const QString model = profiles->profile(1).model;

    // Everything stays as it is.
    choose(1);
    type(u"profileModel"_s, u"unsaved"_s);
    leave(this);
    answer(QMessageBox::Cancel);
    QVERIFY(dialog && dialog->isVisible());
    QCOMPARE(chosen(), 1);
    QCOMPARE(text(u"profileModel"_s), u"unsaved"_s);
    QCOMPARE(profiles->profile(1).model, model);

    // It is dropped.
    leave(this);
    answer(QMessageBox::Discard);
    QCOMPARE(profiles->profile(1).model, model);
    if (closes) {
        QTRY_VERIFY(!dialog);
        openDialog();
    } else {
        QCOMPARE(chosen(), next);
    }

    // It is saved.
    choose(1);
    QCOMPARE(text(u"profileModel"_s), model);
    type(u"profileModel"_s, u"newest"_s);
    leave(this);
    answer(QMessageBox::Save);
    QCOMPARE(profiles->profile(1).model, u"newest"_s);
    if (closes)
        QTRY_VERIFY(!dialog);
    else
        QCOMPARE(chosen(), next);
}

void tst_ProfileDialog::changesThatCannotBeSavedStay()
{
    choose(1);
    type(u"profileEndpoint"_s, u"nowhere"_s);
    choose(2);
    answer(QMessageBox::Save);
    QCOMPARE(chosen(), 1);
    QCOMPARE(text(u"profileEndpoint"_s), u"nowhere"_s);
    QVERIFY(find<QLabel>(u"profileEndpointProblem"_s)->isVisible());
    QVERIFY(profiles->profile(1).endpoint != u"nowhere"_s);

    // Also those of a profile that is new.
    choose(2);
    answer(QMessageBox::Discard);
    press(u"addProfileButton"_s);
    type(u"profileName"_s, u"Mine"_s);
    choose(1);
    answer(QMessageBox::Save);
    QCOMPARE(chosen(), -1);
    QCOMPARE(text(u"profileName"_s), u"Mine"_s);
    QVERIFY(find<QLabel>(u"profileEndpointProblem"_s)->isVisible());
}

// Sessions that end close windows that have a question open.
void tst_ProfileDialog::theQuestionIsAskedOnce()
{
    choose(1);
    type(u"profileModel"_s, u"unsaved"_s);
    for (int i = 0; i < 3; ++i)
        QVERIFY(!dialog->close());
    QCOMPARE(dialog->findChildren<QMessageBox *>().size(), 1);
    answer(QMessageBox::Discard);
    QTRY_VERIFY(!dialog);
}

void tst_ProfileDialog::whatIsUnchangedIsNotAskedFor()
{
    choose(1);
    choose(2);
    QCOMPARE(chosen(), 2);
    press(u"addProfileButton"_s);
    QCOMPARE(chosen(), -1);
    choose(1);
    QVERIFY(!question());
    QTest::keyClick(dialog->windowHandle(), Qt::Key_Escape);
    QTRY_VERIFY(!dialog);
}

void tst_ProfileDialog::savingAndUsingAskNothing()
{
    choose(1);
    type(u"profileModel"_s, u"newest"_s);
    press(u"useProfileButton"_s);
    QTRY_VERIFY(!dialog);
    QCOMPARE(profiles->profile(1).model, u"newest"_s);
    QCOMPARE(profiles->current(), 1);
}

QTEST_MAIN(tst_ProfileDialog)
#include "tst_profiledialog.moc"
