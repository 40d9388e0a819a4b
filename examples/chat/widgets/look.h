// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef LOOK_H
#define LOOK_H

#include <QtGui/QColor>
#include <QtGui/QIcon>
#include <QtGui/QPalette>

class QPainter;
class QRectF;

// How the program looks beyond what the style draws: from the palette, so in light and in dark.
namespace Look {

// Some of that colour in the one that \a palette has in that role.
[[nodiscard]] QColor mixed(const QPalette &palette, QPalette::ColorRole role, const QColor &color,
                           qreal share);
// What is said beside the text proper.
[[nodiscard]] QColor muted(const QPalette &palette, QPalette::ColorRole text,
                           QPalette::ColorRole background);
// Of what is wrong.
[[nodiscard]] QColor bad(const QPalette &palette);

void paintCard(QPainter *painter, const QRectF &rect, const QColor &fill, const QColor &border,
               qreal borderWidth = 1);

// Qt takes for markup what looks like it in a tool tip; this is not taken for any.
[[nodiscard]] QString toolTip(const QString &text);

// The program's own, drawn so that it is sharp on every screen.
[[nodiscard]] QIcon programIcon();

// "light" and "dark" give the application colours of its own; "auto" leaves it those of the system,
// which it follows.
void setTheme(const QString &theme);

} // namespace Look

#endif
