// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatprogram.h"

#include <QtCore/QDir>
#include <QtCore/QSet>
#include <QtGui/QImage>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

namespace {

QStringList filesBelow(const QString &folder)
{
    QStringList found;
    const QFileInfoList entries =
        QDir(folder).entryInfoList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    for (const QFileInfo &entry : entries)
        found += entry.isDir() ? filesBelow(entry.filePath()) : QStringList{ entry.fileName() };
    return found;
}

int colorsOf(const QImage &picture)
{
    QSet<QRgb> colors;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x)
            colors.insert(picture.pixel(x, y));
    }
    return int(colors.size());
}

// The program, whose user has a home that nothing else writes in.
class DesktopChat : public ChatProgram
{
public:
    DesktopChat() { set(u"XDG_DATA_HOME"_s, folder.path().toUtf8()); }

    bool ask(const QString &prompt, const QStringList &others = {})
    {
        return run(QStringList{ u"--scripted"_s, u"--prompt"_s, prompt } + others);
    }
};

} // namespace

class tst_WidgetsProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsBareAndOffline();
    void leavesNothingButThePicture();
    void keepsConversationsWhereItIsTold();
    void hasColoursOfAThemeAndADirection_data();
    void hasColoursOfAThemeAndADirection();
    void showsAnErrorAndFails();
    void refusesWhatCannotBeMeant_data();
    void refusesWhatCannotBeMeant();
    void tellsItsVersionWithoutADisplay();
};

void tst_WidgetsProgram::runsBareAndOffline()
{
    DesktopChat chat;
    QVERIFY(chat.ask(u"How is the weather in Oslo?"_s));
    QCOMPARE(chat.errors, QByteArray());
    QCOMPARE(chat.exitCode(), 0);
    const QString words = QString::fromUtf8(chat.output);
    QVERIFY2(words.startsWith("You: How is the weather in Oslo?\nAssistant: "_L1), chat.output);
    QVERIFY2(words.contains("(tool) get_weather {\"city\":\"Oslo\"} = {"_L1), chat.output);
    QVERIFY2(words.contains("### Oslo"_L1), chat.output);
    const QImage picture(chat.folder.filePath(u"widgets-chat.png"_s));
    QCOMPARE(picture.size(), QSize(1080, 740));
    QVERIFY2(colorsOf(picture) > 100, "The picture is blank, or nearly so");
}

void tst_WidgetsProgram::leavesNothingButThePicture()
{
    DesktopChat chat;
    QVERIFY(chat.ask(u"Hello"_s));
    QCOMPARE(filesBelow(chat.folder.path()), QStringList{ u"widgets-chat.png"_s });
}

void tst_WidgetsProgram::keepsConversationsWhereItIsTold()
{
    DesktopChat chat;
    const QString kept = chat.folder.filePath(u"kept"_s);
    QVERIFY(chat.ask(u"Hello"_s, { u"--folder"_s, kept }));
    QCOMPARE(chat.exitCode(), 0);
    QCOMPARE(filesBelow(kept).filter(u".json"_s).size(), 1);
}

void tst_WidgetsProgram::hasColoursOfAThemeAndADirection_data()
{
    QTest::addColumn<QString>("theme");
    QTest::addColumn<QString>("direction");
    QTest::addColumn<bool>("isDark");

    QTest::newRow("light") << u"light"_s << u"ltr"_s << false;
    QTest::newRow("dark") << u"dark"_s << u"ltr"_s << true;
    QTest::newRow("right to left") << u"light"_s << u"rtl"_s << false;
}

void tst_WidgetsProgram::hasColoursOfAThemeAndADirection()
{
    QFETCH(const QString, theme);
    QFETCH(const QString, direction);
    QFETCH(const bool, isDark);

    DesktopChat chat;
    QVERIFY(chat.ask(u"Hello"_s, { u"--theme"_s, theme, u"--direction"_s, direction }));
    QCOMPARE(chat.exitCode(), 0);
    const QImage picture(chat.folder.filePath(u"widgets-chat.png"_s));
    const QColor window = picture.pixelColor(picture.width() / 2, picture.height() - 2);
    QCOMPARE(window.lightness() < 128, isDark);
    // The side bar is where one begins to read.
    const QColor left = picture.pixelColor(40, 500);
    const QColor right = picture.pixelColor(picture.width() - 40, 500);
    QCOMPARE(direction == "rtl"_L1 ? right : left, window);
    QVERIFY((direction == "rtl"_L1 ? left : right) != window);
}

void tst_WidgetsProgram::showsAnErrorAndFails()
{
    DesktopChat chat;
    QVERIFY(chat.ask(u"/error"_s));
    QCOMPARE(chat.exitCode(), 1);
    QVERIFY2(chat.errors.contains("as you asked for"), chat.errors);
    QVERIFY(colorsOf(QImage(chat.folder.filePath(u"widgets-chat.png"_s))) > 100);
}

void tst_WidgetsProgram::refusesWhatCannotBeMeant_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("reason");

    QTest::newRow("a prompt for nobody")
        << QStringList{ u"--prompt"_s, u"x"_s } << QByteArray("--prompt goes with --scripted");
    QTest::newRow("a picture of nothing")
        << QStringList{ u"--picture"_s, u"x"_s } << QByteArray("--picture goes with --scripted");
    QTest::newRow("no direction") << QStringList{ u"--direction"_s, u"up"_s }
                                  << QByteArray("'up' is no direction");
    QTest::newRow("no theme") << QStringList{ u"--theme"_s, u"pink"_s }
                              << QByteArray("'pink' is no theme");
    QTest::newRow("no profile") << QStringList{ u"--profile"_s, u"Nobody"_s }
                                << QByteArray("there is no profile 'Nobody'");
    QTest::newRow("two services") << QStringList{ u"--profile"_s, u"Gemini"_s, u"--endpoint"_s,
                                                  u"http://127.0.0.1/"_s }
                                  << QByteArray("do not go together");
    QTest::newRow("a word too many")
        << QStringList{ u"word"_s } << QByteArray("unexpected argument 'word'");
}

void tst_WidgetsProgram::refusesWhatCannotBeMeant()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QByteArray, reason);

    DesktopChat chat;
    QVERIFY(chat.run(arguments));
    QCOMPARE(chat.exitCode(), 2);
    QVERIFY2(chat.errors.contains(reason), chat.errors);
}

void tst_WidgetsProgram::tellsItsVersionWithoutADisplay()
{
    DesktopChat chat;
    chat.set(u"QT_QPA_PLATFORM"_s, "none-of-that-name");
    QVERIFY(chat.run({ u"--version"_s }));
    QCOMPARE(chat.exitCode(), 0);
    QCOMPARE(chat.output.trimmed(), QByteArray("sseqt-widgets-chat " SSEQT_VERSION));
}

QTEST_MAIN(tst_WidgetsProgram)

#include "tst_widgetsprogram.moc"
