// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "messagestyle.h"

#include <QtGui/QTextCursor>
#include <QtGui/QTextDocument>

MessageStyle::MessageStyle(QObject *parent)
    : QObject(parent)
{ }

MessageStyle::~MessageStyle() = default;

void MessageStyle::setLineHeight(QQuickTextDocument *document, qreal height) const
{
    if (!document)
        return;
    QTextDocument *const text = document->textDocument();
    text->setUndoRedoEnabled(false); // nobody edits it, and much is inserted
    QTextBlockFormat format;
    format.setLineHeight(height, QTextBlockFormat::FixedHeight);
    QTextCursor cursor(text);
    cursor.select(QTextCursor::Document);
    cursor.mergeBlockFormat(format);
}
