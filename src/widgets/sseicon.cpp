// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "sseicon_p.h"

#include <QtGui/qguiapplication.h>
#include <QtGui/qiconengine.h>
#include <QtGui/qpainter.h>
#include <QtGui/qpainterpath.h>
#include <QtWidgets/qstyle.h>
#include <QtWidgets/qwidget.h>

#include <algorithm>
#include <initializer_list>
#include <memory>

namespace {

using SseIcon::Shape;

constexpr qreal Side = 24; // of the square that shapes are drawn in

QPainterPath lines(std::initializer_list<std::initializer_list<QPointF>> strokes)
{
    QPainterPath path;
    for (const auto &points : strokes) {
        path.moveTo(*points.begin());
        std::for_each(points.begin() + 1, points.end(),
                      [&path](const QPointF &point) { path.lineTo(point); });
    }
    return path;
}

QPainterPath ring(std::initializer_list<std::initializer_list<QPointF>> strokes = {})
{
    QPainterPath path = lines(strokes);
    path.addEllipse(QPointF(12, 12), 9, 9);
    return path;
}

QPainterPath arc()
{
    QPainterPath path;
    path.arcMoveTo(3, 3, 18, 18, 90);
    path.arcTo(3, 3, 18, 18, 90, -270);
    return path;
}

QPainterPath plug()
{
    QPainterPath path = lines({ { { 9, 3 }, { 9, 8 } },
                                { { 15, 3 }, { 15, 8 } },
                                { { 6, 11 }, { 6, 8 }, { 18, 8 }, { 18, 11 } },
                                { { 12, 17 }, { 12, 21 } },
                                { { 6, 11 } } });
    path.arcTo(6, 5, 12, 12, 180, 180);
    return path;
}

QPainterPath pathOf(Shape shape)
{
    switch (shape) {
    case Shape::Dash:
        return lines({ { { 5, 12 }, { 19, 12 } } });
    case Shape::Square:
        return lines({ { { 6, 6 }, { 18, 6 }, { 18, 18 }, { 6, 18 }, { 6, 6 } } });
    case Shape::Cross:
        return lines({ { { 5, 5 }, { 19, 19 } }, { { 19, 5 }, { 5, 19 } } });
    case Shape::Arc:
        return arc();
    case Shape::Disc:
        return ring();
    case Shape::Bars:
        return lines({ { { 8, 5 }, { 8, 19 } }, { { 16, 5 }, { 16, 19 } } });
    case Shape::Clock:
        return ring({ { { 12, 7.5 }, { 12, 12.5 }, { 15.5, 14.5 } } });
    case Shape::Barred:
        return ring({ { { 6, 6 }, { 18, 18 } } });
    case Shape::Play:
        return lines({ { { 7, 4 }, { 19, 12 }, { 7, 20 }, { 7, 4 } } });
    case Shape::Bin:
        return lines({ { { 4, 7 }, { 20, 7 } },
                       { { 9, 7 }, { 9, 4 }, { 15, 4 }, { 15, 7 } },
                       { { 6, 7 }, { 7, 20 }, { 17, 20 }, { 18, 7 } },
                       { { 10, 11 }, { 10, 16 } },
                       { { 14, 11 }, { 14, 16 } } });
    case Shape::Plug:
        return plug();
    case Shape::Comment:
        return lines({ { { 4, 5 },
                         { 20, 5 },
                         { 20, 16 },
                         { 11, 16 },
                         { 6, 20 },
                         { 6, 16 },
                         { 4, 16 },
                         { 4, 5 } } });
    case Shape::Copy:
        return lines({ { { 9, 9 }, { 20, 9 }, { 20, 20 }, { 9, 20 }, { 9, 9 } },
                       { { 5, 15 }, { 4, 15 }, { 4, 4 }, { 15, 4 }, { 15, 5 } } });
    case Shape::Save:
        return lines({ { { 12, 4 }, { 12, 15 } },
                       { { 7, 11 }, { 12, 16 }, { 17, 11 } },
                       { { 4, 20 }, { 20, 20 } } });
    }
    return {};
}

class Engine final : public QIconEngine
{
public:
    Engine(Shape shape, const std::optional<QPalette> &palette)
        : m_shape(shape)
        , m_palette(palette)
    { }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const QPalette palette = m_palette.value_or(QGuiApplication::palette());
        const auto group = mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active;
        const auto role =
            mode == QIcon::Selected ? QPalette::HighlightedText : QPalette::ButtonText;
        SseIcon::paint(painter, m_shape, rect, palette.color(group, role));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

    [[nodiscard]] QIconEngine *clone() const override { return new Engine(*this); }

private:
    Shape m_shape;
    std::optional<QPalette> m_palette;
};

} // namespace

void SseIcon::paint(QPainter *painter, Shape shape, const QRectF &rect, const QColor &color,
                    qreal lineWidth)
{
    const qreal scale = std::min(rect.width(), rect.height()) / Side;
    const bool isFilled = shape == Shape::Disc || shape == Shape::Play;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->translate(rect.center());
    painter->scale(scale, scale);
    painter->translate(-Side / 2, -Side / 2);
    painter->setPen(QPen(color, lineWidth, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->setBrush(isFilled ? QBrush(color) : QBrush(Qt::NoBrush));
    painter->drawPath(pathOf(shape));
    painter->restore();
}

QIcon SseIcon::icon(Shape shape, const std::optional<QPalette> &palette)
{
    return QIcon(std::make_unique<Engine>(shape, palette).release());
}

QSize SseIcon::sizeFor(const QWidget *widget)
{
    const int least = widget->style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, widget);
    const int side = std::max(least, widget->fontMetrics().height());
    return { side, side };
}

SseIcon::StateColors::StateColors(const QColor &text)
{
    const bool isDark = text.lightnessF() > 0.5F;
    good = isDark ? QColor(0x4c, 0xc3, 0x8a) : QColor(0x18, 0x79, 0x4e);
    busy = isDark ? QColor(0xff, 0xb8, 0x4d) : QColor(0xb0, 0x65, 0x00);
    bad = isDark ? QColor(0xff, 0x95, 0x92) : QColor(0xc6, 0x2a, 0x2f);
    held = isDark ? QColor(0x70, 0xb8, 0xff) : QColor(0x0b, 0x68, 0xcb);
    idle = muted(text);
}

QColor SseIcon::muted(const QColor &text)
{
    QColor color = text;
    color.setAlphaF(text.alphaF() * 0.65F);
    return color;
}
