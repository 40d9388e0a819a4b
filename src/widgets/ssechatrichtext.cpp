// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssechatrichtext_p.h"

#include <QtCore/qregularexpression.h>
#include <QtGui/qtextcursor.h>
#include <QtGui/qtextdocument.h>
#include <QtGui/qtextdocumentfragment.h>
#include <QtGui/qtextobject.h>

#include <algorithm>

namespace {

constexpr int IndentWidth = 4;

QString trimmed(QString markdown)
{
    while (markdown.endsWith(u'\n'))
        markdown.chop(1);
    while (markdown.startsWith(u'\n'))
        markdown.remove(0, 1);
    return markdown;
}

QString fragment(QTextDocument *document, int from, int to)
{
    QTextCursor cursor(document);
    cursor.setPosition(from);
    cursor.setPosition(to, QTextCursor::KeepAnchor);
    return trimmed(QTextDocumentFragment(cursor).toMarkdown());
}

// The marks of items stand in the text, with a space that does not break. Whether it had one.
bool takeMark(QString *line)
{
    static const QRegularExpression mark(
        QStringLiteral("^(?:\u2022|(\\d+)\\\\?\\.)\u00A0(?:(\u2610)|(\u2611))? ?"));
    const QRegularExpressionMatch match = mark.match(*line);
    if (!match.hasMatch())
        return false;
    QString begin =
        match.hasCaptured(1) ? match.captured(1) + QStringLiteral(". ") : QStringLiteral("- ");
    if (match.hasCaptured(2))
        begin += QStringLiteral("[ ] ");
    else if (match.hasCaptured(3))
        begin += QStringLiteral("[x] ");
    line->replace(0, match.capturedLength(), begin);
    return true;
}

} // namespace

QString SseChatRichText::markdown(QTextDocument *document, int from, int to)
{
    if (!document->rootFrame()->childFrames().isEmpty())
        return fragment(document, from, to); // a table
    QString all;
    for (QTextBlock block = document->findBlock(from); block.isValid() && block.position() < to;
         block = block.next()) {
        const int start = std::max(block.position(), from);
        const int end = std::min(block.position() + block.length() - 1, to);
        if (start == end)
            continue;
        QString line = fragment(document, start, end);
        // A heading of the first level is shown as one of the second.
        if (block.blockFormat().headingLevel() > 1 && line.startsWith(QLatin1String("##")))
            line.remove(0, 1);
        const bool isItem = takeMark(&line);
        const int depth = block.blockFormat().indent() - (isItem ? 1 : 0);
        if (!all.isEmpty())
            all += isItem ? QStringLiteral("\n") : QStringLiteral("\n\n");
        all += QString(std::max(depth, 0) * IndentWidth, u' ') + line;
    }
    return all;
}
