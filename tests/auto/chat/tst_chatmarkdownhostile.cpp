// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// Texts that are written to do harm: they run nothing, load nothing, hide nothing, and hold nothing
// up.

#include "markdownrows.h"

#include <QtCore/qelapsedtimer.h>
#include <QtCore/qregularexpression.h>

using namespace Qt::StringLiterals;

class tst_ChatMarkdownHostile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingButKnownTags_data();
    void nothingButKnownTags();
    void randomMarkupGivesKnownTagsOnly();
    void addressesThatAreNotOpened_data();
    void addressesThatAreNotOpened();
    void whatHidesIsShown_data();
    void whatHidesIsShown();
    void muchTextHoldsNothingUp_data();
    void muchTextHoldsNothingUp();
    void aGrowingTailStaysSmall_data();
    void aGrowingTailStaysSmall();
    void nestingIsBounded();
    void smallTextsThatBecomeLarge_data();
    void smallTextsThatBecomeLarge();
};

namespace {

constexpr int Mebibyte = 1024 * 1024;

// Sanitizers, and other programs that run meanwhile, make everything slower.
#if defined(__SANITIZE_ADDRESS__)
constexpr qint64 LongestTurn = 4000;
#else
constexpr qint64 LongestTurn = 1000;
#endif

QString filled(const QString &pattern, int size = Mebibyte)
{
    return pattern.repeated(size / pattern.size() + 1).left(size);
}

// What is wrong with the HTML; nothing when it is what the model may write.
QString complaint(const QString &html)
{
    static const QRegularExpression tag(
        u"^(?:/?(?:em|strong|code|s|a|table|tr)|/(?:p|h[2-4]|td|th)|br"
        "|(?:p|h[2-4]) style=\"margin-top:[0-9]px;margin-bottom:0px;-qt-block-indent:[0-8];"
        "text-indent:-?[0-9]+px\""
        "|table border=\"1\" cellspacing=\"0\" cellpadding=\"6\""
        "|(?:td|th) align=\"(?:left|center|right)\""
        "|a href=\"(?:http://|https://|mailto:)[^\"<>\\s]+\")$"_s);
    for (qsizetype start = html.indexOf(u'<'); start >= 0; start = html.indexOf(u'<', start + 1)) {
        const qsizetype end = html.indexOf(u'>', start);
        const QString inside = end < 0 ? html.mid(start) : html.mid(start + 1, end - start - 1);
        if (end < 0 || !tag.match(inside).hasMatch())
            return u"<"_s + inside;
    }
    return {};
}

bool isHidden(QChar character)
{
    const char16_t code = character.unicode();
    return (code < 0x20 && code != u'\n' && code != u'\t') || (code >= 0x7F && code < 0xA0)
        || code == 0x061C || (code >= 0x202A && code <= 0x202E)
        || (code >= 0x2066 && code <= 0x2069);
}

QString complaint(const ChatMarkdownModel &model)
{
    for (int row = 0; row < model.count(); ++row) {
        const QString html = markdownText(model, row, ChatMarkdownModel::HtmlRole);
        if (const QString wrong = complaint(html); !wrong.isEmpty())
            return wrong;
        const QString shown = html + markdownText(model, row, Qt::DisplayRole)
            + markdownText(model, row, ChatMarkdownModel::LanguageRole);
        for (const QChar character : shown) {
            if (isHidden(character))
                return u"U+%1"_s.arg(character.unicode(), 4, 16);
        }
    }
    return {};
}

QString longestWord(const QString &text)
{
    static const QRegularExpression space(u"\\s+"_s);
    QString longest;
    const QStringList words = text.split(space);
    for (const QString &word : words) {
        if (word.size() > longest.size())
            longest = word;
    }
    return longest;
}

} // namespace

void tst_ChatMarkdownHostile::nothingButKnownTags_data()
{
    QTest::addColumn<QString>("text");
    const QStringList texts{
        u"<script>alert(1)</script>"_s,
        u"<img src=x onerror=alert(1)>"_s,
        u"<iframe src=\"http://a.example\"></iframe>"_s,
        u"<style>*{display:none}</style>"_s,
        u"a <b onclick='x'>b</b> <!-- c --> <?php d ?> <![CDATA[e]]>"_s,
        u"```<script>\n<script>\n```"_s,
        u"    <script>"_s,
        u"- <img src='file:///etc/passwd'>"_s,
        u"> <img src='http://a.example/'>"_s,
        u"|<img src=x>|b|\n|-|-|\n|<script>|\"|"_s,
        u"# <h1>"_s,
        u"[<img src=x>](http://a.example)"_s,
        u"![<img src=x>](http://a.example \"<img src=x>\")"_s,
        u"![a](http://a.example/\"onload=\"x)"_s,
        u"![a](<http://a.example/> onerror=x>)"_s,
        u"[a](http://a.example/'\"><script>)"_s,
        u"[a](http://a.example/&quot;&gt;&lt;script&gt;)"_s,
        u"<http://a.example/\"><script>"_s,
        u"https://a.example/\"><script>"_s,
        u"`<script>` **<script>** ~~<script>~~"_s,
        u"&lt;script&gt; &#60;script&#62; &#x3c;script&#x3e;"_s,
        u"[a]\n\n[a]: http://b.example/\"><img"_s,
        u"[a]\n\n[a]: <http://b.example/\"> \"<img src=x>\""_s,
        u"<\0script>"_s,
        u"- [ ] <input>"_s,
    };
    for (const QString &text : texts)
        QTest::newRow(qPrintable(text.simplified())) << text;
}

void tst_ChatMarkdownHostile::nothingButKnownTags()
{
    QFETCH(QString, text);
    ChatMarkdownModel model;
    for (const QChar character : std::as_const(text)) {
        model.append(QString(character));
        QCOMPARE(complaint(model), QString());
    }
    model.finish();
    QCOMPARE(complaint(model), QString());
}

void tst_ChatMarkdownHostile::randomMarkupGivesKnownTagsOnly()
{
    const QStringList marks{
        u"<"_s,
        u">"_s,
        u"\""_s,
        u"'"_s,
        u"&"_s,
        u";"_s,
        u"&#60;"_s,
        u"&quot;"_s,
        u"img src="_s,
        u"script"_s,
        u"](http://a.example/"_s,
        u"["_s,
        u"!["_s,
        u"]"_s,
        u")"_s,
        u"`"_s,
        u"\\"_s,
        u"javascript:"_s,
        u"http://"_s,
        u"a"_s,
        u" "_s,
        u"\n"_s,
        u"|"_s,
        u"\n|-|-|\n"_s,
        u"- "_s,
        u"> "_s,
        u"```"_s,
        u"onload=x"_s,
        u"<!--"_s,
        u"-->"_s,
        u"\t"_s,
        u"*"_s,
        u"%22"_s,
        u"&#x202e;"_s,
        u"\u202e"_s,
        u"[a]: "_s,
        u"\n\n"_s,
    };
    QRandomGenerator random(7);
    for (int i = 0; i < 3000; ++i) {
        QString text;
        for (int j = 0; j < 40; ++j)
            text += marks[random.bounded(int(marks.size()))];
        ChatMarkdownModel model;
        model.setText(text);
        if (!complaint(model).isEmpty())
            qWarning() << text;
        QCOMPARE(complaint(model), QString());
    }
}

void tst_ChatMarkdownHostile::addressesThatAreNotOpened_data()
{
    QTest::addColumn<QString>("address");
    const QStringList addresses{
        u"javascript:alert(1)"_s,
        u"JaVaScRiPt:alert(1)"_s,
        u"&#106;avascript:alert(1)"_s,
        u"java&#10;script:alert(1)"_s,
        u"&#1;javascript:alert(1)"_s,
        u"data:text/html,<script>alert(1)</script>"_s,
        u"data:image/png;base64,iVBORw0KGgo="_s,
        u"file:///etc/passwd"_s,
        u"vbscript:a"_s,
        u"qrc:/a"_s,
        u"image://a/b"_s,
        u"//a.example/b"_s,
        u"/etc/passwd"_s,
        u"..\\a"_s,
        u"ssh://a.example"_s,
        u"smb://a.example/b"_s,
        u"tel:112"_s,
        u"http:"_s,
        u"http:///a"_s,
        u"mailto:"_s,
        u"http://a.example/\u202Egnp.exe"_s,
        u"http://a.example/&#x202E;b"_s,
        u"http://a.example/\u2066b"_s,
        u"http://"_s + u"a"_s.repeated(5000),
    };
    for (const QString &address : addresses)
        QTest::newRow(qPrintable(address.left(60))) << address;
}

void tst_ChatMarkdownHostile::addressesThatAreNotOpened()
{
    QFETCH(QString, address);
    const QStringList texts{ u"[a](<%1>)"_s, u"![a](<%1>)"_s, u"[a][b]\n\n[b]: <%1>"_s };
    for (const QString &text : texts) {
        ChatMarkdownModel model;
        model.setText(text.arg(address));
        for (int row = 0; row < model.count(); ++row)
            QVERIFY(!markdownText(model, row, ChatMarkdownModel::HtmlRole).contains(u"<a"_s));
        QCOMPARE(complaint(model), QString());
    }
}

void tst_ChatMarkdownHostile::whatHidesIsShown_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("paragraph") << u"a%1b"_s;
    QTest::newRow("link") << u"[a%1b](http://c.example)"_s;
    QTest::newRow("code") << u"```\na%1b\n```"_s;
    QTest::newRow("language") << u"```a%1b\nc\n```"_s;
    QTest::newRow("code in text") << u"`a%1b`"_s;
    QTest::newRow("table") << u"|a%1b|\n|-|\n|c|"_s;
    QTest::newRow("list") << u"- a%1b"_s;
    QTest::newRow("heading") << u"# a%1b"_s;
}

void tst_ChatMarkdownHostile::whatHidesIsShown()
{
    QFETCH(QString, text);
    for (char16_t code = 1; code < 0x2070; ++code) {
        if (!isHidden(QChar(code)) || code == u'\r')
            continue;
        ChatMarkdownModel model;
        model.setText(text.arg(QChar(code)));
        QCOMPARE(model.count(), 1);
        QCOMPARE(complaint(model), QString());
        const QString shown = markdownText(model, 0, ChatMarkdownModel::HtmlRole)
            + markdownText(model, 0, Qt::DisplayRole)
            + markdownText(model, 0, ChatMarkdownModel::LanguageRole);
        QVERIFY2(shown.contains(u"a\uFFFDb"_s), qPrintable(shown));
    }
}

void tst_ChatMarkdownHostile::muchTextHoldsNothingUp_data()
{
    QTest::addColumn<QString>("text");
    const QStringList patterns{
        u"x"_s,
        u"word "_s,
        u"line\n"_s,
        u"\n"_s,
        u"\r"_s,
        u"\t"_s,
        u">"_s,
        u"> a\n"_s,
        u"> - "_s,
        u"["_s,
        u"[a]("_s,
        u"[a][b]"_s,
        u"!["_s,
        u"]("_s,
        u"*a "_s,
        u"**a _b "_s,
        u"*a_"_s,
        u"`"_s,
        u"``a`"_s,
        u"<"_s,
        u"<a "_s,
        u"<!--"_s,
        u"<?"_s,
        u"http://a.b "_s,
        u"www."_s,
        u"a@b.c "_s,
        u"_.a@"_s,
        u"&"_s,
        u"&#x202e;"_s,
        u"\\"_s,
        u"~~a~"_s,
        u"- "_s,
        u"- a\n"_s,
        u"- >\n"_s,
        u"1. a\n- b\n"_s,
        u"---\n"_s,
        u"# a\n"_s,
        u"a\n=\n"_s,
        u"```\n"_s,
        u"    a\n"_s,
        u"|"_s,
        u"[a]: b\n"_s,
        u"[a]: b\n\n"_s,
        u"\u202E"_s,
        u"\u0301"_s,
        u"\U0001F600"_s,
        u"\U0001F468\u200D"_s,
        u"\u0600"_s,
        QString(QChar(0)),
        QString(QChar(0xD800)),
    };
    for (const QString &pattern : patterns)
        QTest::addRow("%s", pattern.toUtf8().toPercentEncoding(" <>[]()*`|").constData())
            << filled(pattern, Mebibyte / 4);
    QTest::newRow("a word of 1 MiB") << filled(u"x"_s);
    QTest::newRow("a line of 1 MiB") << filled(u"word "_s);
    QTest::newRow("list of 100,000") << u"- an item\n"_s.repeated(100000);
    QTest::newRow("numbers to 100,000") << u"1. an item\n"_s.repeated(100000);
    QTest::newRow("table of 100,000") << u"|a|b|\n|-|-|\n"_s + u"|1|2|\n"_s.repeated(100000);
    QTest::newRow("open code") << u"```c\n"_s + filled(u"int a;\n"_s);
    QTest::newRow("code on one line") << u"```\n"_s + filled(u"x"_s);
    QTest::newRow("code in a list") << u"- ```c\n"_s + filled(u"  int a;\n"_s);
    QTest::newRow("lazy lines") << u"- a\n"_s + filled(u"b\n"_s);
    QTest::newRow("an item of blank lines") << u"- a\n"_s + filled(u"\n"_s) + u"  b"_s;
    QTest::newRow("deep quotes") << filled(u">"_s.repeated(500) + u" a\n"_s);
    QTest::newRow("one reference")
        << u"[a]: http://b/"_s + u"c"_s.repeated(900) + u"\n\n"_s + filled(u"[a] "_s);
}

void tst_ChatMarkdownHostile::muchTextHoldsNothingUp()
{
    QFETCH(QString, text);
    ChatMarkdownModel model;
    QElapsedTimer clock;
    clock.start();
    qint64 longest = 0;
    model.setText(text);
    longest = clock.restart();
    while (model.isBusy()) {
        QCoreApplication::processEvents();
        longest = std::max(longest, clock.restart());
    }
    QVERIFY2(longest < LongestTurn, qPrintable(u"%1 ms"_s.arg(longest)));

    for (int row = 0; row < model.count(); ++row) {
        const QString shown = markdownText(model, row, ChatMarkdownModel::TextRole);
        QVERIFY(shown.size() <= 10 * 1024);
        QVERIFY(shown.size() <= 2048 || longestWord(shown).size() <= 2048 + 64);
        QVERIFY(markdownText(model, row, ChatMarkdownModel::HtmlRole).size() <= 160 * 1024);
    }
}

void tst_ChatMarkdownHostile::aGrowingTailStaysSmall_data()
{
    QTest::addColumn<QString>("beginning");
    QTest::addColumn<QString>("token");
    QTest::newRow("paragraph") << u""_s << u"word "_s;
    QTest::newRow("lines") << u""_s << u"line\n"_s;
    QTest::newRow("a word") << u""_s << u"xxxxx"_s;
    QTest::newRow("list") << u""_s << u"- item\n"_s;
    QTest::newRow("nested list") << u"- a\n"_s << u"  - item\n"_s;
    QTest::newRow("loose list") << u""_s << u"- item\n\n"_s;
    QTest::newRow("quote") << u""_s << u"> a\n"_s;
    QTest::newRow("quote of one line") << u"> "_s << u"word "_s;
    QTest::newRow("table") << u"|a|b|\n|-|-|\n"_s << u"|1|2|\n"_s;
    QTest::newRow("row of a table") << u"|a|b|\n|-|-|\n"_s << u"|word "_s;
    QTest::newRow("code") << u"```\n"_s << u"int a;\n"_s;
    QTest::newRow("line of code") << u"```\n"_s << u"int a; "_s;
    QTest::newRow("code in a list") << u"- a\n  ```\n"_s << u"  int a;\n"_s;
    QTest::newRow("code in a quote") << u"> ```\n"_s << u"> int a;\n"_s;
    QTest::newRow("indented code") << u""_s << u"    int a;\n"_s;
    QTest::newRow("heading") << u"# "_s << u"word "_s;
}

// So the last token costs what the first did.
void tst_ChatMarkdownHostile::aGrowingTailStaysSmall()
{
    QFETCH(QString, beginning);
    QFETCH(QString, token);
    ChatMarkdownModel model;
    int rowsChanged = 0;
    connect(&model, &QAbstractItemModel::dataChanged, &model,
            [&](const QModelIndex &first, const QModelIndex &last) {
                rowsChanged = std::max(rowsChanged, last.row() - first.row() + 1);
            });
    model.append(beginning);
    for (int i = 0; i < 4000; ++i)
        model.append(token);
    QTRY_VERIFY(!model.isBusy());
    QVERIFY(model.count() >= 3);
    QVERIFY2(rowsChanged <= 4, qPrintable(QString::number(rowsChanged)));
    qsizetype unfinished = 0;
    for (int row = 0; row < model.count(); ++row) {
        if (!markdownData(model, row, ChatMarkdownModel::FinishedRole).toBool())
            unfinished += markdownText(model, row, ChatMarkdownModel::TextRole).size();
    }
    QVERIFY2(unfinished <= 12 * 1024, qPrintable(QString::number(unfinished)));
}

void tst_ChatMarkdownHostile::nestingIsBounded()
{
    ChatMarkdownModel model;
    QString text = u">"_s.repeated(1000) + u" a\n\n"_s;
    for (int i = 0; i < 60; ++i)
        text += QString(i * 2, u' ') + u"- b\n"_s;
    model.setText(text);
    for (int row = 0; row < model.count(); ++row) {
        QVERIFY(markdownData(model, row, ChatMarkdownModel::QuoteRole).toInt() <= 8);
        QVERIFY(markdownData(model, row, ChatMarkdownModel::IndentRole).toInt() <= 8);
        QCOMPARE(complaint(model), QString());
    }
    QVERIFY(markdownText(model, model.count() - 1, ChatMarkdownModel::TextRole).count(u"- b"_s)
            == 60);
}

void tst_ChatMarkdownHostile::smallTextsThatBecomeLarge_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("cells") << filled(u"|a"_s, 1000) + u"|\n"_s + filled(u"|-"_s, 1000) + u"|\n"_s
            + filled(u"b\n"_s, 2000);
    QTest::newRow("addresses") << u"[a]: http://b.example/"_s + filled(u"c"_s, 900) + u"\n\n"_s
            + filled(u"[a] "_s, 3000);
}

void tst_ChatMarkdownHostile::smallTextsThatBecomeLarge()
{
    QFETCH(QString, text);
    ChatMarkdownModel model;
    model.setText(text);
    QVERIFY(model.count() > 0);
    for (int row = 0; row < model.count(); ++row)
        QVERIFY(markdownText(model, row, ChatMarkdownModel::HtmlRole).size() <= 160 * 1024);
}

QTEST_GUILESS_MAIN(tst_ChatMarkdownHostile)
#include "tst_chatmarkdownhostile.moc"
