// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSEICON_P_H
#define SSEQT_SSEICON_P_H

#include <QtGui/qicon.h>
#include <QtGui/qpalette.h>

#include <optional>

class QPainter;
class QWidget;

// Icons of the widgets, drawn in the colour of the text beside them: in light and in dark, and
// sharp on every screen.
namespace SseIcon {

enum class Shape {
    Dash,
    Square,
    Cross,
    Arc,
    Disc,
    Bars,
    Clock,
    Barred,
    Play,
    Bin,
    Plug,
    Comment,
    Copy,
    Save,
};

void paint(QPainter *painter, Shape shape, const QRectF &rect, const QColor &color,
           qreal lineWidth = 2);
// In the colours of \a palette, or those of the application as they are when it is painted.
[[nodiscard]] QIcon icon(Shape shape, const std::optional<QPalette> &palette = {});

// As high as letters, where those are larger than icons are.
[[nodiscard]] QSize sizeFor(const QWidget *widget);

// The colours of states, that can be told from the background in light and in dark.
struct StateColors
{
    explicit StateColors(const QColor &text);

    QColor good;
    QColor busy;
    QColor bad;
    QColor held;
    QColor idle;
};

// What is said beside the text proper.
[[nodiscard]] QColor muted(const QColor &text);

} // namespace SseIcon

#endif
