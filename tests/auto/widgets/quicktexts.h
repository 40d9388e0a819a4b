// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_TEST_QUICKTEXTS_H
#define SSEQT_TEST_QUICKTEXTS_H

#include <QtCore/qmap.h>
#include <QtCore/qregularexpression.h>
#include <QtCore/qstringlist.h>
#include <QtQuick/qquickitem.h>

#include <utility>

// What people read of a chat in QML, to be compared with what a widget shows.
namespace QuickTexts {

using Places = QMap<std::pair<qreal, qreal>, QString>;

inline void collect(QQuickItem *item, Places *into)
{
    if (!item->isVisible())
        return;
    if (item->inherits("QQuickTextEdit")) {
        QString text;
        QMetaObject::invokeMethod(item, "getText", Q_RETURN_ARG(QString, text), Q_ARG(int, 0),
                                  Q_ARG(int, item->property("length").toInt()));
        const QPointF place = item->mapToScene({});
        into->insert({ place.y(), place.x() }, text);
    }
    const auto children = item->childItems();
    for (QQuickItem *const child : children)
        collect(child, into);
}

// All texts that can be seen and selected, from top to bottom. What a program says itself cannot be
// selected.
inline QStringList of(QQuickItem *item)
{
    Places places;
    collect(item, &places);
    return places.values();
}

// Marks of items, the borders of cells and what is between lines are drawn in their own ways.
inline QString words(QString text)
{
    static const QRegularExpression mark(
        QStringLiteral("(^|\n) *(?:-|\u2022\u00A0)")); // a dash, or a bullet and its space
    text.replace(QChar(QChar::ParagraphSeparator), u'\n');
    // Where Qt has a cell begin, and the table end.
    text.replace(QChar(0xfdd0), u' ').replace(QChar(0xfdd1), u' ');
    text.replace(mark, QStringLiteral("\\1* "));
    return text.simplified();
}

} // namespace QuickTexts

#endif
