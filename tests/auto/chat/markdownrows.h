// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef MARKDOWNROWS_H
#define MARKDOWNROWS_H

#include <SseQt/ChatMarkdownModel>

#include <QtCore/qrandom.h>
#include <QtCore/qstringlist.h>
#include <QtTest/QtTest>

inline QVariant markdownData(const ChatMarkdownModel &model, int row, int role)
{
    return model.data(model.index(row), role);
}

inline QString markdownText(const ChatMarkdownModel &model, int row, int role)
{
    return markdownData(model, row, role).toString();
}

// A row as one line: "+" goes on with the row before, ">" is in a quote, ")" in a list; what it is;
// what it shows.
inline QString markdownRow(const ChatMarkdownModel &model, int row)
{
    using Model = ChatMarkdownModel;
    QString line;
    if (markdownData(model, row, Model::ContinuesRole).toBool())
        line += u'+';
    line += QString(markdownData(model, row, Model::QuoteRole).toInt(), u'>');
    line += QString(markdownData(model, row, Model::IndentRole).toInt(), u')');
    switch (markdownData(model, row, Model::KindRole).value<Model::Kind>()) {
    case Model::Kind::Text:
        return line + QStringLiteral("text ") + markdownText(model, row, Model::HtmlRole);
    case Model::Kind::Code:
        return line + QStringLiteral("code:%1 ").arg(markdownText(model, row, Model::LanguageRole))
            + markdownText(model, row, Model::TextRole);
    case Model::Kind::Table:
        return line + QStringLiteral("table ") + markdownText(model, row, Model::HtmlRole);
    case Model::Kind::Rule:
        return line + QStringLiteral("rule");
    }
    return line;
}

inline QStringList markdownRows(const ChatMarkdownModel &model)
{
    QStringList rows;
    for (int row = 0; row < model.count(); ++row)
        rows.append(markdownRow(model, row));
    return rows;
}

// Everything that a row has, and not only what is drawn.
inline QStringList wholeRows(const ChatMarkdownModel &model)
{
    QStringList rows;
    for (int row = 0; row < model.count(); ++row) {
        rows.append(markdownRow(model, row) + u'|'
                    + markdownText(model, row, ChatMarkdownModel::TextRole) + u'|'
                    + markdownText(model, row, ChatMarkdownModel::FinishedRole));
    }
    return rows;
}

// Texts that a grammar of marks makes up: most are no sensible Markdown, all are Markdown.
inline QString randomMarkdown(QRandomGenerator &random, int marks)
{
    static const QStringList words{
        QStringLiteral("word"),        QStringLiteral(" "),
        QStringLiteral("\n"),          QStringLiteral("\n"),
        QStringLiteral("\n\n"),        QStringLiteral("# "),
        QStringLiteral("- "),          QStringLiteral("* "),
        QStringLiteral("1. "),         QStringLiteral("7) "),
        QStringLiteral("> "),          QStringLiteral(">"),
        QStringLiteral("```"),         QStringLiteral("~~~~"),
        QStringLiteral("```cpp\n"),    QStringLiteral("\n```\n"),
        QStringLiteral("    "),        QStringLiteral("  "),
        QStringLiteral("\t"),          QStringLiteral("| a | b |\n"),
        QStringLiteral("|---|:-:|\n"), QStringLiteral("|"),
        QStringLiteral("**"),          QStringLiteral("*"),
        QStringLiteral("_"),           QStringLiteral("~~"),
        QStringLiteral("`"),           QStringLiteral("[a](http://b.example/)"),
        QStringLiteral("[r]"),         QStringLiteral("[r]: http://r.example\n"),
        QStringLiteral("]("),          QStringLiteral("!["),
        QStringLiteral("---"),         QStringLiteral("==="),
        QStringLiteral("***\n"),       QStringLiteral("<b>"),
        QStringLiteral("&amp;"),       QStringLiteral("&#x202e;"),
        QStringLiteral("\\"),          QStringLiteral("\r\n"),
        QStringLiteral("\r"),          QStringLiteral(u"\U0001F600"),
        QStringLiteral(u"e\u0301"),    QStringLiteral(u"\u202E"),
        QStringLiteral("- [ ] "),      QStringLiteral("https://c.example "),
    };
    QString text;
    for (int i = 0; i < marks; ++i)
        text += words[random.bounded(int(words.size()))];
    return text;
}

inline void appendInPieces(ChatMarkdownModel *model, const QString &text, QRandomGenerator &random,
                           int longest)
{
    for (qsizetype start = 0; start < text.size();) {
        const qsizetype length = random.bounded(1, longest + 1);
        model->append(text.mid(start, length));
        start += length;
    }
}

#endif
