// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// What a text is shown as follows from the text, and not from the fragments in which it came.

#include "markdownrows.h"

#include <QtTest/QAbstractItemModelTester>

using namespace Qt::StringLiterals;

class tst_ChatMarkdownCuts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cutAtRandom_data();
    void cutAtRandom();
    void cutEverywhere_data();
    void cutEverywhere();
    void randomTextsCutAtRandom();
    void longRandomTextsCutAtRandom();
    void finishedRowsNeverChange();
    void handlersSeeAConsistentModel();

private:
    QRandomGenerator m_random;
};

namespace {

void texts()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("an answer") << uR"(# The answer

A *first* paragraph with **strong** text, `code`, a [link](https://a.example/b?c=d&e) and
another [one][1], then an ![image](http://b.example/c.png).

1. First:
   ```sh
   make -j2
   ```
   and more
2. Second
   - nested
   - [x] done

   a paragraph of the item
10. Third

> Quoted *text*
> - with a list
>> and a quote

| Name | Value |
|:-----|------:|
| a \| b | `1` |
| c | 2 |

```cpp
int main()
{
    return 0; // ``` no fence
}
```
Setext
------

***

The end, see [ref].

[ref]: https://ref.example "Title"
[1]: <https://one.example>
)"_s;
    QTest::newRow("line ends")
        << u"a\r\nb\r\n\r\n```\r\nc\r\n\r\nd\r\n```\r\n\r\r- e\r- f\r\r\rg"_s;
    QTest::newRow("characters of two halves")
        << u"\U0001F600 **\U0001F468\u200D\U0001F469** `\U0001F600`\n\n- \U0001F600\n"
           "```\U0001F600\n\U0001F600\n```\n\U0001F1E9\U0001F1EA"_s;
    QTest::newRow("what is held back")
        << u"a\n-\n\nb\n=\n\n-\n- -\n---\n``\n```\n``\n```\n#\n##a\n1.\n1\n2)\n**\n>\n>>\n|-\n~~\n"_s;
    QTest::newRow("tables")
        << u"a\n|b|c|\n|-|-|\n|d|e|\n|f|\n> g\n\n|h|\n|-|\n|i|\n# j\n|k|l|\n|-|-|"_s;
    QTest::newRow("tabs") << u"-\ta\n\n\tb\n\n\t\tc\n>\td\n\te\n1.\tf\n"_s;
    QTest::newRow("fences in lists and quotes")
        << u"- a\n  ```b\n  c\n\n  d\n  ```\n- ~~~\n  e\nf\n> ```g\n> h\ni\n> ```\nj\n\n1. ```k\n2. l"_s;
    QTest::newRow("definitions")
        << u"[a] [b] [c][A]\n\n[a]: http://a.example\n[b]: <http://b.example> 'x'\ny\n\n[a]: z\n\n[b]"_s;
    QTest::newRow("indented code") << u"a\n\n    b\n\n\n    c\n  d\n\n    e\n\n"_s;
    QTest::newRow("a long word") << u"a "_s + u"\U0001F600x"_s.repeated(3000) + u" b"_s;
    QTest::newRow("long lines") << u"- "_s + u"some words "_s.repeated(700) + u"\n> "_s
            + u"more *words* "_s.repeated(700) + u"\n```\n"_s + u"code "_s.repeated(1500)
            + u"\n```\nend"_s;
    QTest::newRow("a long list") << u"3. an item\n   of two lines\n"_s.repeated(400);
    QTest::newRow("a long item") << u"- a\n\n"_s
            + u"  a paragraph\n\n  - and a list\n"_s.repeated(400);
    QTest::newRow("long code in an item") << u"1. a\n   ```c\n"_s
            + u"   int a;\n     int b;\n\n"_s.repeated(400) + u"   ```\n   b\n2. c"_s;
    QTest::newRow("long code in a quote")
        << u"> ```c\n"_s + u"> int a;\n"_s.repeated(900) + u"> ```\n> b"_s;
    QTest::newRow("a long table") << u"|a|b|\n|-|-|\n"_s + u"| c | *d* |\n"_s.repeated(700);
    QTest::newRow("a long paragraph")
        << u"2. no list\n    - nor code\nbut *text*\n"_s.repeated(300);
}

QStringList rowsOf(const QString &text, bool isComplete)
{
    ChatMarkdownModel model;
    model.append(text);
    if (isComplete)
        model.finish();
    if (!QTest::qWaitFor([&model] { return !model.isBusy(); }, 60000))
        return { QStringLiteral("too slow") };
    return wholeRows(model);
}

} // namespace

void tst_ChatMarkdownCuts::init()
{
    m_random.seed(1);
}

void tst_ChatMarkdownCuts::cutAtRandom_data()
{
    texts();
}

void tst_ChatMarkdownCuts::cutAtRandom()
{
    QFETCH(QString, text);
    const QStringList growing = rowsOf(text, false);
    const QStringList complete = rowsOf(text, true);
    for (int i = 0; i < 60; ++i) {
        ChatMarkdownModel model;
        appendInPieces(&model, text, m_random, text.size() > 5000 ? 600 : 1 << (1 + i % 6));
        QTRY_VERIFY(!model.isBusy());
        QCOMPARE(wholeRows(model), growing);
        model.finish();
        QCOMPARE(wholeRows(model), complete);
    }
    ChatMarkdownModel model;
    model.setText(text);
    QTRY_VERIFY(!model.isBusy());
    QCOMPARE(wholeRows(model), complete);
}

void tst_ChatMarkdownCuts::cutEverywhere_data()
{
    texts();
}

// Also what is shown meanwhile is the same as if all that has come had come at once.
void tst_ChatMarkdownCuts::cutEverywhere()
{
    QFETCH(QString, text);
    if (text.size() > 2000)
        text = text.left(150) + text.mid(2900, 400) + text.right(50);
    ChatMarkdownModel model;
    for (qsizetype i = 0; i < text.size(); ++i) {
        model.append(text.mid(i, 1));
        QCOMPARE(wholeRows(model), rowsOf(text.left(i + 1), false));
    }
}

void tst_ChatMarkdownCuts::randomTextsCutAtRandom()
{
    for (int i = 0; i < 1000; ++i) {
        const QString text = randomMarkdown(m_random, 60);
        ChatMarkdownModel model;
        appendInPieces(&model, text, m_random, 12);
        model.finish();
        if (wholeRows(model) != rowsOf(text, true))
            qWarning() << text;
        QCOMPARE(wholeRows(model), rowsOf(text, true));
    }
}

void tst_ChatMarkdownCuts::longRandomTextsCutAtRandom()
{
    for (int i = 0; i < 20; ++i) {
        // Few ends of lines, and few blank ones: blocks become long.
        QString text = randomMarkdown(m_random, 6000);
        text.replace(u"\n\n"_s, i % 2 ? u"\n"_s : u" "_s);
        ChatMarkdownModel model;
        appendInPieces(&model, text, m_random, 400);
        model.finish();
        QTRY_VERIFY(!model.isBusy());
        QCOMPARE(wholeRows(model), rowsOf(text, true));
    }
}

void tst_ChatMarkdownCuts::finishedRowsNeverChange()
{
    for (int i = 0; i < 200; ++i) {
        QString text = randomMarkdown(m_random, 80);
        text.remove(u"[r]"_s);
        ChatMarkdownModel model;
        QStringList finished;
        for (const QChar character : std::as_const(text)) {
            model.append(QString(character));
            for (int row = 0; row < finished.size(); ++row)
                QCOMPARE(markdownRow(model, row), finished[row]);
            while (finished.size() < model.count()
                   && markdownData(model, int(finished.size()), ChatMarkdownModel::FinishedRole)
                          .toBool())
                finished.append(markdownRow(model, int(finished.size())));
        }
    }
}

void tst_ChatMarkdownCuts::handlersSeeAConsistentModel()
{
    for (int i = 0; i < 50; ++i) {
        ChatMarkdownModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QStringList mirror; // kept as views do it, by what they are told
        connect(&model, &QAbstractItemModel::rowsInserted, &model,
                [&](const QModelIndex &, int first, int last) {
                    for (int row = first; row <= last; ++row)
                        mirror.insert(row, markdownRow(model, row));
                });
        connect(&model, &QAbstractItemModel::rowsRemoved, &model,
                [&](const QModelIndex &, int first, int last) {
                    mirror.remove(first, last - first + 1);
                });
        connect(&model, &QAbstractItemModel::dataChanged, &model,
                [&](const QModelIndex &first, const QModelIndex &last) {
                    for (int row = first.row(); row <= last.row(); ++row)
                        mirror[row] = markdownRow(model, row);
                });
        appendInPieces(&model, randomMarkdown(m_random, 60), m_random, 12);
        model.finish();
        QCOMPARE(mirror, markdownRows(model));
    }
}

QTEST_GUILESS_MAIN(tst_ChatMarkdownCuts)
#include "tst_chatmarkdowncuts.moc"
