// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// What a text in Markdown is shown as, and how the model grows with it.

#include "markdownrows.h"

#include <QtTest/QAbstractItemModelTester>

#include <type_traits>

static_assert(!std::is_copy_constructible_v<ChatMarkdownModel>);

using namespace Qt::StringLiterals;
using Kind = ChatMarkdownModel::Kind;

class tst_ChatMarkdown : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isEmptyAtFirst();
    void rolesHaveNames();
    void blocks_data();
    void blocks();
    void inlineMarks_data();
    void inlineMarks();
    void links_data();
    void links();
    void references_data();
    void references();
    void referencesAreFewEnough();
    void codeIsCopiedAsItCame_data();
    void codeIsCopiedAsItCame();
    void codeOfManyRowsIsCopiedWhole();
    void plainTextOfBlocks_data();
    void plainTextOfBlocks();
    void nestedCodeLeavesTheListAndReturns();
    void longBlocksGoOnInFurtherRows_data();
    void longBlocksGoOnInFurtherRows();
    void longListsAreNumberedOn();
    void longTablesRepeatTheirHead();
};

namespace {

QString paragraphHtml(const QString &markdown)
{
    ChatMarkdownModel model;
    model.setText(markdown);
    return model.count() == 1 ? markdownText(model, 0, ChatMarkdownModel::HtmlRole)
                              : u"%1 rows"_s.arg(model.count());
}

QString blockHtml(const QString &tag, int space, int depth, int hanging, const QString &text)
{
    return u"<%1 style=\"margin-top:%2px;margin-bottom:0px;-qt-block-indent:%3;text-indent:%4px\">%5</%1>"_s
        .arg(tag)
        .arg(space)
        .arg(depth)
        .arg(-hanging)
        .arg(text);
}

// Of lines as they are written: items by their marks, two spaces for each list around, and other
// paragraphs.
QString listHtml(const QStringList &lines)
{
    QString html;
    for (const QString &line : lines) {
        const QString text = line.trimmed();
        const int depth = 1 + int(line.indexOf(text[0])) / 2;
        const QString mark = text.section(u' ', 0, 0);
        const int space = html.isEmpty() ? 0 : 3;
        if (mark == u"-"_s)
            html += blockHtml(u"p"_s, space, depth, 14, u"\u2022&nbsp;"_s + text.mid(2));
        else if (mark.endsWith(u'.'))
            html += blockHtml(u"p"_s, space, depth, 7 * (int(mark.size()) + 1),
                              mark + u"&nbsp;"_s + text.section(u' ', 1));
        else
            html += blockHtml(u"p"_s, 8, depth, 0, text);
    }
    return u"text "_s + html;
}

QString secondParagraph(const QString &text)
{
    return blockHtml(u"p"_s, 8, 0, 0, text);
}

QString tableHtml(const QString &rows)
{
    return u"table <table border=\"1\" cellspacing=\"0\" cellpadding=\"6\">%1</table>"_s.arg(rows);
}

QString headingHtml(const QString &tag, const QString &text)
{
    return u"text "_s + blockHtml(tag, 0, 0, 0, text);
}

const QString simpleTable =
    tableHtml(u"<tr><th align=\"left\">a</th><th align=\"right\">b</th></tr>"
              "<tr><td align=\"left\">1</td><td align=\"right\">2</td></tr>"_s);

} // namespace

void tst_ChatMarkdown::isEmptyAtFirst()
{
    const ChatMarkdownModel model;
    QCOMPARE(model.count(), 0);
    QCOMPARE(model.text(), QString());
    QCOMPARE(model.part(), nullptr);
    QVERIFY(!model.isBusy());
    QCOMPARE(model.codeAt(0), QString());
    QVERIFY(!model.data({}, ChatMarkdownModel::HtmlRole).isValid());
}

void tst_ChatMarkdown::rolesHaveNames()
{
    const auto names = ChatMarkdownModel().roleNames();
    QCOMPARE(names.value(ChatMarkdownModel::KindRole), "kind");
    QCOMPARE(names.value(ChatMarkdownModel::HtmlRole), "html");
    QCOMPARE(names.value(ChatMarkdownModel::TextRole), "text");
    QCOMPARE(names.value(ChatMarkdownModel::LanguageRole), "language");
    QCOMPARE(names.value(ChatMarkdownModel::FinishedRole), "finished");
    QCOMPARE(names.value(ChatMarkdownModel::ContinuesRole), "continues");
    QCOMPARE(names.value(ChatMarkdownModel::IndentRole), "indent");
    QCOMPARE(names.value(ChatMarkdownModel::QuoteRole), "quote");
    QCOMPARE(names.value(Qt::DisplayRole), "display");
}

void tst_ChatMarkdown::blocks_data()
{
    QTest::addColumn<QString>("markdown");
    QTest::addColumn<QStringList>("rows");

    QTest::newRow("nothing") << u""_s << QStringList();
    QTest::newRow("blank lines") << u"\n \n\t\n"_s << QStringList();
    QTest::newRow("a paragraph") << u"one\ntwo"_s << QStringList{ u"text one\ntwo"_s };
    QTest::newRow("paragraphs") << u"one\n\ntwo\n"_s << QStringList{ u"text one"_s, u"text two"_s };
    QTest::newRow("line ends") << u"one\r\n\r\ntwo\r\rthree"_s
                               << QStringList{ u"text one"_s, u"text two"_s, u"text three"_s };
    QTest::newRow("headings") << u"# one\n###### six\ntext"_s
                              << QStringList{ headingHtml(u"h2"_s, u"one"_s),
                                              headingHtml(u"h4"_s, u"six"_s), u"text text"_s };
    QTest::newRow("underlined headings")
        << u"one\n===\ntwo\n---\n"_s
        << QStringList{ headingHtml(u"h2"_s, u"one"_s), headingHtml(u"h3"_s, u"two"_s) };
    QTest::newRow("no heading") << u"#one"_s << QStringList{ u"text #one"_s };
    QTest::newRow("rules") << u"a\n***\n---\n- - -\nb"_s
                           << QStringList{ u"text a"_s, u"rule"_s, u"rule"_s, u"rule"_s,
                                           u"text b"_s };
    QTest::newRow("a list") << u"- one\n- two"_s
                            << QStringList{ listHtml({ u"- one"_s, u"- two"_s }) };
    QTest::newRow("a list after text")
        << u"text\n* one"_s << QStringList{ u"text text"_s, listHtml({ u"- one"_s }) };
    QTest::newRow("a list with blank lines")
        << u"- one\n\n- two\n\ntext"_s
        << QStringList{ listHtml({ u"- one"_s, u"- two"_s }), u"text text"_s };
    QTest::newRow("numbers") << u"4. one\n5. two"_s
                             << QStringList{ listHtml({ u"4. one"_s, u"5. two"_s }) };
    QTest::newRow("a year is no list")
        << u"In\n1984. it was"_s << QStringList{ u"text In\n1984. it was"_s };
    QTest::newRow("two lists") << u"- one\n1. two"_s
                               << QStringList{ listHtml({ u"- one"_s }),
                                               listHtml({ u"1. two"_s }) };
    QTest::newRow("paragraphs of an item")
        << u"- one\n\n  more\n- two"_s
        << QStringList{ listHtml({ u"- one"_s, u"more"_s, u"- two"_s }) };
    QTest::newRow("a list in a list")
        << u"1. one\n   - two\n2. three"_s
        << QStringList{ listHtml({ u"1. one"_s, u"  - two"_s, u"2. three"_s }) };
    QTest::newRow("tasks") << u"- [ ] open\n- [x] done"_s
                           << QStringList{ listHtml({ u"- \u2610 open"_s, u"- \u2611 done"_s }) };
    QTest::newRow("empty items") << u"-\n- a\n-"_s
                                 << QStringList{ listHtml({ u"- "_s, u"- a"_s, u"- "_s }) };
    QTest::newRow("a heading ends a list")
        << u"- one\n## two"_s
        << QStringList{ listHtml({ u"- one"_s }), headingHtml(u"h3"_s, u"two"_s) };
    QTest::newRow("a quote") << u"> one\n> two\nthree\n\nfour"_s
                             << QStringList{ u">text one\ntwo\nthree"_s, u"text four"_s };
    QTest::newRow("a quote in a quote")
        << u"> one\n>> two\n>\n> three"_s
        << QStringList{ u">text one"_s, u">>text two"_s, u">text three"_s };
    QTest::newRow("a list in a quote")
        << u"> - one"_s << QStringList{ u">"_s + listHtml({ u"- one"_s }) };
    QTest::newRow("paragraphs of a quote")
        << u"> one\n>\n> two"_s << QStringList{ u">text one"_s + secondParagraph(u"two"_s) };
    QTest::newRow("code") << u"```cpp\nint a;\n\nint b;\n```\ntext"_s
                          << QStringList{ u"code:cpp int a;\n\nint b;"_s, u"text text"_s };
    QTest::newRow("code with tildes") << u"~~~\n```\n~~~"_s << QStringList{ u"code: ```"_s };
    QTest::newRow("a longer fence") << u"````\n```\n````"_s << QStringList{ u"code: ```"_s };
    QTest::newRow("an indented fence")
        << u"  ```\n   a\n b\n  ```"_s << QStringList{ u"code:  a\nb"_s };
    QTest::newRow("empty code") << u"```\n```"_s << QStringList{ u"code: "_s };
    QTest::newRow("the language is a word")
        << u"```js title=\"a\"\na\n```"_s << QStringList{ u"code:js a"_s };
    QTest::newRow("indented code")
        << u"    a\n\n      b\n\ntext"_s << QStringList{ u"code: a\n\n  b"_s, u"text text"_s };
    QTest::newRow("code in a quote")
        << u"> ```c\n> a\n> ```\n> b"_s << QStringList{ u">code:c a"_s, u">text b"_s };
    QTest::newRow("a table") << u"| a | b |\n|---|--:|\n| 1 | 2 |\n\ntext"_s
                             << QStringList{ simpleTable, u"text text"_s };
    QTest::newRow("a table after text")
        << u"text\n| a | b |\n|---|--:|\n| 1 | 2 |"_s << QStringList{ u"text text"_s, simpleTable };
    QTest::newRow("a heading ends a table")
        << u"| a | b |\n|---|--:|\n| 1 | 2 |\n# c"_s
        << QStringList{ simpleTable, headingHtml(u"h2"_s, u"c"_s) };
    QTest::newRow("a table in a list")
        << u"- a\n\n  | a | b |\n  |---|--:|\n  | 1 | 2 |\n- c"_s
        << QStringList{ listHtml({ u"- a"_s }), u")"_s + simpleTable, listHtml({ u"- c"_s }) };
    QTest::newRow("raw HTML") << u"<table>\n<tr>\n\n<b>a</b>"_s
                              << QStringList{ u"text &lt;table&gt;\n&lt;tr&gt;"_s,
                                              u"text &lt;b&gt;a&lt;/b&gt;"_s };
}

void tst_ChatMarkdown::blocks()
{
    QFETCH(QString, markdown);
    QFETCH(QStringList, rows);
    ChatMarkdownModel model;
    const QAbstractItemModelTester tester(&model);
    model.setText(markdown);
    QCOMPARE(markdownRows(model), rows);
    QCOMPARE(model.text(), markdown);
}

void tst_ChatMarkdown::inlineMarks_data()
{
    QTest::addColumn<QString>("markdown");
    QTest::addColumn<QString>("html");

    QTest::newRow("emphasis") << u"*a* _b_"_s << u"<em>a</em> <em>b</em>"_s;
    QTest::newRow("strong") << u"**a** __b__"_s << u"<strong>a</strong> <strong>b</strong>"_s;
    QTest::newRow("struck") << u"~~a~~"_s << u"<s>a</s>"_s;
    QTest::newRow("code") << u"`a <b>`"_s << u"<code>a &lt;b&gt;</code>"_s;
    QTest::newRow("in words") << u"snake_case_name"_s << u"snake_case_name"_s;
    QTest::newRow("unclosed") << u"**a and [b](ht"_s << u"**a and [b](ht"_s;
    QTest::newRow("a hard break") << u"a  \nb\\\nc"_s << u"a<br>b<br>c"_s;
    QTest::newRow("escapes") << u"\\*a\\* \\<b>"_s << u"*a* &lt;b&gt;"_s;
    QTest::newRow("references") << u"&lt;b&gt; &copy; &#65; &#x42; &nosuch; &#0;"_s
                                << u"&lt;b&gt; \u00A9 A B &amp;nosuch; \uFFFD"_s;
    QTest::newRow("special characters")
        << u"a < b && \"c\""_s << u"a &lt; b &amp;&amp; &quot;c&quot;"_s;
    QTest::newRow("NUL") << u"a\0b"_s << u"a\uFFFDb"_s;
    QTest::newRow("half a character") << QString(u"a"_s + QChar(0xD83D)) << u"a\uFFFD"_s;
}

void tst_ChatMarkdown::inlineMarks()
{
    QFETCH(QString, markdown);
    QFETCH(QString, html);
    QCOMPARE(paragraphHtml(markdown), html);
}

void tst_ChatMarkdown::links_data()
{
    QTest::addColumn<QString>("markdown");
    QTest::addColumn<QString>("html");

    QTest::newRow("a link") << u"[a *b*](http://c.example/?d=1&e=2 \"title\")"_s
                            << u"<a href=\"http://c.example/?d=1&amp;e=2\">a <em>b</em></a>"_s;
    QTest::newRow("https") << u"[a](https://b.example)"_s
                           << u"<a href=\"https://b.example\">a</a>"_s;
    QTest::newRow("mail") << u"[a](mailto:b@c.example)"_s
                          << u"<a href=\"mailto:b@c.example\">a</a>"_s;
    QTest::newRow("in angles") << u"<https://a.example>"_s
                               << u"<a href=\"https://a.example\">https://a.example</a>"_s;
    QTest::newRow("bare") << u"see https://a.example/b."_s
                          << u"see <a href=\"https://a.example/b\">https://a.example/b</a>."_s;
    QTest::newRow("www") << u"www.a.example"_s
                         << u"<a href=\"http://www.a.example\">www.a.example</a>"_s;
    QTest::newRow("an image") << u"![a *b*](http://c.example/d.png)"_s
                              << u"<a href=\"http://c.example/d.png\">a <em>b</em></a>"_s;
    QTest::newRow("an image in a link") << u"[![a](http://b.example/c.png)](http://d.example/)"_s
                                        << u"<a href=\"http://d.example/\">a</a>"_s;
    QTest::newRow("relative") << u"[a](b.html)"_s << u"a"_s;
    QTest::newRow("a fragment") << u"[a](#b)"_s << u"a"_s;
    QTest::newRow("no host") << u"[a](http:b)"_s << u"a"_s;
}

void tst_ChatMarkdown::links()
{
    QFETCH(QString, markdown);
    QFETCH(QString, html);
    QCOMPARE(paragraphHtml(markdown), html);
}

void tst_ChatMarkdown::references_data()
{
    QTest::addColumn<QString>("markdown");
    QTest::addColumn<QStringList>("rows");

    const QString link = u"text see <a href=\"http://b.example\">a</a>"_s;
    QTest::newRow("defined before")
        << u"[a]: http://b.example\n\nsee [a]\n\nend"_s << QStringList{ link, u"text end"_s };
    QTest::newRow("defined after") << u"see [a]\n\nend\n\n[a]: <http://b.example> \"c\"\n\nmore"_s
                                   << QStringList{ link, u"text end"_s, u"text more"_s };
    QTest::newRow("at the end of all")
        << u"see [a]\n\nend\n\n[a]: http://b.example"_s << QStringList{ link, u"text end"_s };
    QTest::newRow("with a number")
        << u"see [a][1]\n\n[2]: http://c.example\n[1]: http://b.example"_s << QStringList{ link };
    QTest::newRow("case does not matter")
        << u"see [a][Ab  C]\n\n[aB c]: http://b.example"_s << QStringList{ link };
    QTest::newRow("the first counts")
        << u"[a]: http://b.example\n\n[a]: http://c.example\n\nsee [a]"_s << QStringList{ link };
    QTest::newRow("no definition")
        << u"see [a]\n\n[a]: b c d\n\nend"_s
        << QStringList{ u"text see [a]"_s, u"text [a]: b c d"_s, u"text end"_s };
    QTest::newRow("of another scheme")
        << u"see [a]\n\n[a]: javascript:b"_s << QStringList{ u"text see a"_s };
    QTest::newRow("in code nothing is defined")
        << u"see [a]\n\n```\n[a]: http://b.example\n```\n\nend"_s
        << QStringList{ u"text see [a]"_s, u"code: [a]: http://b.example"_s, u"text end"_s };
}

void tst_ChatMarkdown::references()
{
    QFETCH(QString, markdown);
    QFETCH(QStringList, rows);
    ChatMarkdownModel model;
    model.setText(markdown);
    QCOMPARE(markdownRows(model), rows);
}

void tst_ChatMarkdown::referencesAreFewEnough()
{
    QString text;
    for (int i = 0; i < 5000; ++i)
        text += u"[l%1]: http://a.example/%1\n\n"_s.arg(i);
    ChatMarkdownModel model;
    model.setText(text + u"[l0] [l4999]"_s);
    QTRY_VERIFY(!model.isBusy());
    QCOMPARE(markdownRows(model),
             QStringList{ u"text <a href=\"http://a.example/0\">l0</a> [l4999]"_s });
}

void tst_ChatMarkdown::codeIsCopiedAsItCame_data()
{
    QTest::addColumn<QString>("code");
    QTest::newRow("a line") << u"rm -rf /"_s;
    QTest::newRow("blank lines and tabs") << u"\ta\n\n  b  \n"_s;
    QTest::newRow("marks") << u"**a** <b> &amp; [c](d) \\e"_s;
    QTest::newRow("marks of direction") << u"\u200E\u200F\u202E\u2066\u061C"_s;
    QTest::newRow("separators") << u"a\u2028b\u2029c\fd\ve\u0085f"_s;
    QTest::newRow("half a character") << QString(u"a"_s + QChar(0xD83D) + u"b"_s);
    QTest::newRow("long lines") << u"word "_s.repeated(2000) + u"\n"_s + u"x"_s.repeated(10000);
    QTest::newRow("many lines") << u"int a;\n\n"_s.repeated(4000);
}

void tst_ChatMarkdown::codeIsCopiedAsItCame()
{
    QFETCH(QString, code);
    ChatMarkdownModel model;
    model.setText(u"```\n"_s + code + u"\n```\nend"_s);
    QTRY_VERIFY(!model.isBusy());
    QVERIFY(model.count() >= 2);
    QCOMPARE(model.codeAt(0), code);
    QCOMPARE(model.codeAt(model.count() - 2), code);
    QCOMPARE(model.codeAt(model.count() - 1), QString());
}

void tst_ChatMarkdown::codeOfManyRowsIsCopiedWhole()
{
    const QString code = u"int a;\n"_s.repeated(3000).chopped(1);
    QString listed = u"1. before\n\n   ```c\n"_s;
    for (int i = 0; i < 3000; ++i)
        listed += u"   int a;\n"_s;
    ChatMarkdownModel model;
    model.setText(listed + u"   ```\n2. after"_s);
    QTRY_VERIFY(!model.isBusy());
    QCOMPARE(markdownRow(model, 0), listHtml({ u"1. before"_s }));
    QCOMPARE(model.codeAt(1), code);
    QVERIFY(model.count() > 4);
    QCOMPARE(markdownRow(model, model.count() - 1), u"+"_s + listHtml({ u"2. after"_s }));
}

void tst_ChatMarkdown::plainTextOfBlocks_data()
{
    QTest::addColumn<QString>("markdown");
    QTest::addColumn<QString>("text");
    QTest::newRow("marks") << u"*a* **b** `c` [d](http://e.example) ![f](g)"_s << u"a b c d f"_s;
    QTest::newRow("heading") << u"## a"_s << u"a"_s;
    QTest::newRow("list") << u"1. a\n2. b\n   - c"_s << u"1. a\n2. b\n    - c"_s;
    QTest::newRow("table") << u"|a|b|\n|-|-|\n|1|2|"_s << u"a\tb\n1\t2"_s;
    QTest::newRow("breaks") << u"a  \nb\nc"_s << u"a\nb\nc"_s;
}

void tst_ChatMarkdown::plainTextOfBlocks()
{
    QFETCH(QString, markdown);
    QFETCH(QString, text);
    ChatMarkdownModel model;
    model.setText(markdown);
    QCOMPARE(model.count(), 1);
    QCOMPARE(markdownText(model, 0, ChatMarkdownModel::TextRole), text);
}

void tst_ChatMarkdown::nestedCodeLeavesTheListAndReturns()
{
    ChatMarkdownModel model;
    model.setText(u"1. one\n   ```sh\n   a\n     b\n   ```\n   more\n2. two"_s);
    const QStringList rows{ listHtml({ u"1. one"_s }), u")code:sh a\n  b"_s, u")text more"_s,
                            listHtml({ u"2. two"_s }) };
    QCOMPARE(markdownRows(model), rows);
}

void tst_ChatMarkdown::longBlocksGoOnInFurtherRows_data()
{
    QTest::addColumn<QString>("markdown");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("between"); // rows

    const QString words = u"word "_s.repeated(4000);
    QTest::newRow("a paragraph") << words << words.chopped(1) << u" "_s;
    const QString letters = u"x"_s.repeated(20000);
    QTest::newRow("a word") << letters << letters << u""_s;
    const QString lines = u"line\n"_s.repeated(4000).chopped(1);
    QTest::newRow("lines") << lines << lines << u"\n"_s;
    QTest::newRow("a quote") << u"> line\n"_s.repeated(4000) << lines << u"\n"_s;
    const QString items = u"- line\n"_s.repeated(4000).chopped(1);
    QTest::newRow("a list") << items << items << u"\n"_s;
    QTest::newRow("an item") << u"- a\n"_s + u"  line\n"_s.repeated(4000) << u"- a\n"_s + lines
                             << u"\n"_s;
}

void tst_ChatMarkdown::longBlocksGoOnInFurtherRows()
{
    QFETCH(QString, markdown);
    QFETCH(QString, text);
    QFETCH(QString, between);
    ChatMarkdownModel model;
    model.setText(markdown);
    QTRY_VERIFY(!model.isBusy());
    QVERIFY(model.count() > 2);
    QStringList texts;
    for (int row = 0; row < model.count(); ++row) {
        texts.append(markdownText(model, row, ChatMarkdownModel::TextRole));
        QVERIFY(texts.last().size() <= 10 * 1024);
        QCOMPARE(markdownData(model, row, ChatMarkdownModel::ContinuesRole).toBool(), row > 0);
    }
    QCOMPARE(texts.join(between).trimmed(), text);
}

void tst_ChatMarkdown::longListsAreNumberedOn()
{
    ChatMarkdownModel model;
    model.setText(u"1. an item of the list\n"_s.repeated(1000));
    QTRY_VERIFY(!model.isBusy());
    QStringList texts;
    for (int row = 0; row < model.count(); ++row)
        texts += markdownText(model, row, ChatMarkdownModel::TextRole).split(u'\n');
    QCOMPARE(texts.size(), 1000);
    for (int i = 0; i < 1000; ++i)
        QCOMPARE(texts[i], u"%1. an item of the list"_s.arg(i + 1));
}

void tst_ChatMarkdown::longTablesRepeatTheirHead()
{
    ChatMarkdownModel model;
    model.setText(u"| a | b |\n|---|--:|\n"_s + u"| 1 | 2 |\n"_s.repeated(1000));
    QTRY_VERIFY(!model.isBusy());
    int lines = 0;
    for (int row = 0; row < model.count(); ++row) {
        QCOMPARE(markdownData(model, row, ChatMarkdownModel::KindRole).value<Kind>(), Kind::Table);
        const QStringList texts =
            markdownText(model, row, ChatMarkdownModel::TextRole).split(u'\n');
        QCOMPARE(texts.first(), u"a\tb"_s);
        lines += int(texts.size()) - 1;
    }
    QCOMPARE(lines, 1000);
    QVERIFY(model.count() > 2);
}

QTEST_GUILESS_MAIN(tst_ChatMarkdown)
#include "tst_chatmarkdown.moc"
