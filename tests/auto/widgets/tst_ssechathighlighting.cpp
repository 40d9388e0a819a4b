// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// The colours of code.

#include "chatscreen.h"

#include <SseQt/SseChatView>

#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/Theme>

#include <QtCore/qmimedata.h>
#include <QtGui/qclipboard.h>
#include <QtGui/qimage.h>
#include <QtWidgets/qapplication.h>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;
using KSyntaxHighlighting::Repository;
using KSyntaxHighlighting::Theme;

class tst_SseChatHighlighting : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void codeHasColorsOfItsLanguage_data();
    void codeHasColorsOfItsLanguage();
    void otherCodeHasNone_data();
    void otherCodeHasNone();
    void languagesHaveManyNames_data();
    void languagesHaveManyNames();
    void colorsFollowThePalette();
    void textThatComesLooksLikeTextThatWasThere_data();
    void textThatComesLooksLikeTextThatWasThere();
    void aCommentGoesOnInTheNextPiece_data();
    void aCommentGoesOnInTheNextPiece();
    void theEndOfALongLineIsNotRead();
    void selectedCodeIsCopiedWithout();

private:
    void show(const QString &markdown);
    void showCode(const QString &language, const QString &code);
    // Of the code alone, without the language's name.
    [[nodiscard]] QImage picture() const;
    [[nodiscard]] int count(Theme::TextStyle style) const;

    const Repository repository;
    Theme theme;
    std::unique_ptr<ChatModel> model;
    std::unique_ptr<SseChatView> view;
};

namespace {

constexpr QLatin1String Cpp("// why\nint main() { return f(\"x\") + 12; }");

QString fenced(const QString &language, const QString &code)
{
    return u"```%1\n%2\n```"_s.arg(language, code);
}

int count(const QImage &image, QRgb color)
{
    int found = 0;
    for (int y = 0; y < image.height(); ++y) {
        const auto *const line = reinterpret_cast<const QRgb *>(image.constScanLine(y));
        found += int(std::count(line, line + image.width(), color));
    }
    return found;
}

void setBrightness(QWidget *widget, const QColor &ground, const QColor &ink)
{
    QPalette palette = widget->palette();
    palette.setColor(QPalette::Base, ground);
    palette.setColor(QPalette::Text, ink);
    widget->setPalette(palette);
}

} // namespace

void tst_SseChatHighlighting::init()
{
    theme = repository.defaultTheme(Repository::LightTheme);
    model = std::make_unique<ChatModel>();
    view = std::make_unique<SseChatView>();
    view->setModel(model.get());
    view->resize(600, 400);
    setBrightness(view.get(), Qt::white, Qt::black);
    QFont large = view->font();
    large.setPixelSize(24); // so that strokes have pixels of just their colour
    view->setFont(large);
    view->show();
    QVERIFY(QTest::qWaitForWindowExposed(view.get()));
}

void tst_SseChatHighlighting::cleanup()
{
    view.reset();
    model.reset();
}

void tst_SseChatHighlighting::show(const QString &markdown)
{
    model->clear();
    model->append(Chat::Role::Assistant, markdown);
}

void tst_SseChatHighlighting::showCode(const QString &language, const QString &code)
{
    show(fenced(language, code));
}

QImage tst_SseChatHighlighting::picture() const
{
    const QImage whole = view->viewport()->grab().toImage().convertToFormat(QImage::Format_RGB32);
    QRect code;
    QAccessibleInterface *const list = QAccessible::queryAccessibleInterface(view.get());
    for (int i = 1; i < list->childCount(); ++i)
        code |= list->child(i)->rect();
    const QRect head = Screen::button(view.get(), u"Copy"_s)->rect();
    if (head.intersects(code))
        code.setTop(head.bottom() + 1);
    return whole.copy(code.translated(-view->viewport()->mapToGlobal(QPoint())) & whole.rect());
}

int tst_SseChatHighlighting::count(Theme::TextStyle style) const
{
    return ::count(picture(), theme.textColor(style));
}

void tst_SseChatHighlighting::codeHasColorsOfItsLanguage_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<Theme::TextStyle>("style");
    QTest::newRow("C++") << QString(Cpp) << Theme::Comment;
    QTest::newRow("Python") << u"def f(x):\n    return 'text'"_s << Theme::String;
    QTest::newRow("JSON") << u"{ \"key\": 12.5 }"_s << Theme::Float;
    QTest::newRow("bash") << u"# why\nls -l \"$HOME\" | sort"_s << Theme::Comment;
}

void tst_SseChatHighlighting::codeHasColorsOfItsLanguage()
{
    QFETCH(const QString, code);
    QFETCH(const Theme::TextStyle, style);
    showCode(u"unknown"_s, code);
    QCOMPARE(count(style), 0);
    showCode(QString::fromLatin1(QTest::currentDataTag()), code);
    QVERIFY(count(style) > 5);
}

void tst_SseChatHighlighting::otherCodeHasNone_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("none") << QString();
    QTest::newRow("unknown") << u"unknown"_s;
    QTest::newRow("text") << u"text"_s;
    QTest::newRow("signs") << u"{}"_s;
}

void tst_SseChatHighlighting::otherCodeHasNone()
{
    QFETCH(const QString, language);
    showCode(language, QString(Cpp));
    const QImage image = picture();
    QVERIFY(::count(image, qRgb(0, 0, 0)) > 20);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            QCOMPARE(image.pixelColor(x, y).hsvSaturation(), 0);
    }
}

void tst_SseChatHighlighting::languagesHaveManyNames_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("name");
    const auto row = [](const char *word, const char *name) {
        QTest::newRow(word) << QString::fromLatin1(word) << QString::fromLatin1(name);
    };
    row("c++", "C++");
    row("cpp", "C++");
    row("CPP", "C++");
    row("hpp", "C++");
    row("py", "Python");
    row("python3", "Python");
    row("js", "JavaScript");
    row("jsonc", "JavaScript");
    row("sh", "Bash");
    row("zsh", "Zsh");
    row("Shell", "Bash");
    row("ts", "TypeScript");
    row("yml", "YAML");
    row("golang", "Go");
    row("rs", "Rust");
    row("rust,ignore", "Rust");
    row("c#", "C#");
    row("csharp", "C#");
    row("dockerfile", "Dockerfile");
    row("postgresql", "SQL (PostgreSQL)");
    row("js{1,3}", "JavaScript");
    row("python:main.py", "Python");
}

void tst_SseChatHighlighting::languagesHaveManyNames()
{
    QFETCH(const QString, word);
    QFETCH(const QString, name);
    // Something has a colour in each of them.
    const QString code = u"# a\n// b\n-- c\nif 12 \"text\" return for SELECT\n"_s;
    showCode(u"unknown"_s, code);
    const QImage plain = picture();
    showCode(word, code);
    const QImage shown = picture();
    QVERIFY(shown != plain);
    // A fence's language ends at a space: what has one in its name is asked by another.
    if (!name.contains(u' ')) {
        showCode(name, code);
        QCOMPARE(shown, picture());
    }
}

void tst_SseChatHighlighting::colorsFollowThePalette()
{
    showCode(u"cpp"_s, QString(Cpp));
    const Theme dark = repository.defaultTheme(Repository::DarkTheme);
    const QImage inLight = picture();
    QVERIFY(count(Theme::Comment) > 5);

    setBrightness(view.get(), QColor(20, 24, 28), QColor(240, 240, 240));
    QVERIFY(::count(picture(), dark.textColor(Theme::Comment)) > 5);
    QVERIFY(::count(picture(), dark.textColor(Theme::DataType)) > 5);
    QCOMPARE(count(Theme::Comment), 0);

    setBrightness(view.get(), Qt::white, Qt::black);
    QCOMPARE(picture(), inLight);
}

void tst_SseChatHighlighting::textThatComesLooksLikeTextThatWasThere_data()
{
    QTest::addColumn<QString>("markdown");
    QTest::newRow("code") << fenced(u"cpp"_s, QString(Cpp));
    QTest::newRow("a comment over lines")
        << fenced(u"c++"_s, u"int a; /* int b;\n\nint c;\n*/ int d;"_s);
    QTest::newRow("a string that closes late")
        << fenced(u"python"_s, u"a = '''1\nif 2:\n'''\nif 3: pass"_s);
    QTest::newRow("after a paragraph") << u"Text\n\n"_s + fenced(u"json"_s, u"[1, \"a\", null]"_s);
    QTest::newRow("tildes") << u"~~~js\nreturn 1 // one\n~~~"_s;
}

void tst_SseChatHighlighting::textThatComesLooksLikeTextThatWasThere()
{
    QFETCH(const QString, markdown);
    show(markdown);
    const QImage expected = picture();
    model->clear();
    ChatMessage *const answer = model->beginAnswer();
    ChatDelta delta;
    delta.type = ChatDelta::Type::Text;
    for (const QChar character : markdown) {
        delta.text = character;
        model->apply(answer, delta);
        (void)view->grab();
    }
    delta.type = ChatDelta::Type::Finish;
    delta.text.clear();
    model->apply(answer, delta);
    QCOMPARE(picture(), expected);
}

void tst_SseChatHighlighting::aCommentGoesOnInTheNextPiece_data()
{
    QTest::addColumn<bool>("fromItsBeginning");
    QTest::newRow("read to its end") << true;
    QTest::newRow("shown from its end") << false;
}

void tst_SseChatHighlighting::aCommentGoesOnInTheNextPiece()
{
    QFETCH(const bool, fromItsBeginning);
    const QString lines = u"if (1) return \"words\";\n"_s.repeated(600);
    view->hide();
    showCode(u"cpp"_s, u"/*\n"_s + lines + u"*/"_s);
    view->show();
    QScrollBar *const bar = view->verticalScrollBar();
    if (fromItsBeginning) {
        bar->setValue(0);
        while (bar->value() < bar->maximum()) {
            bar->setValue(bar->value() + bar->pageStep());
            (void)view->grab();
        }
    }
    QVERIFY(Screen::isAtEnd(view.get()));
    QVERIFY(count(Theme::Comment) > 20);
    QCOMPARE(count(Theme::ControlFlow), 0);
    QCOMPARE(count(Theme::String), 0);
}

// Only so can no line take long. What the next line looks like tells how far this one was read.
void tst_SseChatHighlighting::theEndOfALongLineIsNotRead()
{
    const QString next = u"/*\nint b;"_s;
    showCode(u"cpp"_s, u"a "_s.repeated(200) + next);
    QCOMPARE(count(Theme::DataType), 0);
    showCode(u"cpp"_s, u"a "_s.repeated(300) + next);
    QVERIFY(count(Theme::DataType) > 5);
}

void tst_SseChatHighlighting::selectedCodeIsCopiedWithout()
{
    showCode(u"cpp"_s, QString(Cpp));
    Screen::click(view.get(), Screen::button(view.get(), u"Copy"_s));
    QCOMPARE(QGuiApplication::clipboard()->text(), QString(Cpp));
    QVERIFY(!QGuiApplication::clipboard()->mimeData()->hasHtml());
    QAccessibleInterface *const code = Screen::find(view.get(), u"int main"_s);
    Screen::dragOver(view.get(), code, code);
    view->copy();
    QVERIFY(QGuiApplication::clipboard()->text().contains(QString(Cpp)));
    QVERIFY(!QGuiApplication::clipboard()->mimeData()->hasHtml());
}

QTEST_MAIN(tst_SseChatHighlighting)

#include "tst_ssechathighlighting.moc"
