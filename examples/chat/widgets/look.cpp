// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "look.h"

#include <QtGui/QIconEngine>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QApplication>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;

namespace {

constexpr qreal Radius = 8;

QColor mix(const QColor &from, const QColor &to, qreal share)
{
    const auto between = [share](float a, float b) { return a + (b - a) * float(share); };
    return QColor::fromRgbF(between(from.redF(), to.redF()), between(from.greenF(), to.greenF()),
                            between(from.blueF(), to.blueF()));
}

class ProgramIcon final : public QIconEngine
{
public:
    void paint(QPainter *painter, const QRect &rect, QIcon::Mode, QIcon::State) override
    {
        constexpr qreal Side = 64;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->translate(rect.topLeft());
        const qreal scale = std::min(rect.width(), rect.height()) / Side;
        painter->scale(scale, scale);
        QPainterPath bubble;
        bubble.addRoundedRect(QRectF(4, 8, 56, 40), 12, 12);
        QPainterPath tail;
        tail.addPolygon(QPolygonF({ { 16, 44 }, { 16, 60 }, { 34, 46 } }));
        painter->fillPath(bubble.united(tail), QColor(0x0b, 0x7a, 0x69));
        // What streams in.
        painter->setPen(QPen(Qt::white, 5, Qt::SolidLine, Qt::RoundCap));
        painter->drawLine(QPointF(16, 22), QPointF(48, 22));
        painter->drawLine(QPointF(16, 34), QPointF(34, 34));
        painter->drawPoint(QPointF(45, 34));
        painter->restore();
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect({}, size), mode, state);
        return pixmap;
    }

    [[nodiscard]] QIconEngine *clone() const override { return new ProgramIcon(*this); }
};

struct Colors
{
    QColor window;
    QColor base;
    QColor button;
    QColor text;
    QColor highlight;
    QColor highlightedText;
    QColor link;
};

QPalette paletteOf(const Colors &colors)
{
    QPalette palette(colors.button, colors.window);
    for (const auto role : { QPalette::WindowText, QPalette::Text, QPalette::ButtonText,
                             QPalette::ToolTipText, QPalette::BrightText }) {
        palette.setColor(role, colors.text);
        palette.setColor(QPalette::Disabled, role, mix(colors.text, colors.window, 0.55));
    }
    palette.setColor(QPalette::Base, colors.base);
    palette.setColor(QPalette::AlternateBase, mix(colors.base, colors.window, 0.6));
    palette.setColor(QPalette::ToolTipBase, colors.base);
    palette.setColor(QPalette::PlaceholderText, mix(colors.text, colors.base, 0.4));
    palette.setColor(QPalette::Highlight, colors.highlight);
    palette.setColor(QPalette::HighlightedText, colors.highlightedText);
    palette.setColor(QPalette::Disabled, QPalette::Highlight,
                     mix(colors.highlight, colors.window, 0.6));
    palette.setColor(QPalette::Link, colors.link);
    palette.setColor(QPalette::LinkVisited, colors.link);
    return palette;
}

const Colors Light{ QColor(0xf1, 0xf3, 0xf5), Qt::white,
                    QColor(0xf8, 0xf9, 0xfa), QColor(0x1c, 0x21, 0x28),
                    QColor(0x0b, 0x7a, 0x69), Qt::white,
                    QColor(0x0b, 0x6e, 0x5f) };
const Colors Dark{ QColor(0x1d, 0x21, 0x28), QColor(0x15, 0x18, 0x1d), QColor(0x2c, 0x32, 0x3c),
                   QColor(0xe8, 0xeb, 0xf0), QColor(0x21, 0x80, 0x6f), Qt::white,
                   QColor(0x3c, 0xcf, 0xb4) };

} // namespace

QColor Look::mixed(const QPalette &palette, QPalette::ColorRole role, const QColor &color,
                   qreal share)
{
    return mix(palette.color(role), color, share);
}

QColor Look::muted(const QPalette &palette, QPalette::ColorRole text,
                   QPalette::ColorRole background)
{
    return mix(palette.color(text), palette.color(background), 0.32);
}

QColor Look::bad(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightnessF() < 0.5F ? QColor(255, 138, 128)
                                                               : QColor(176, 0, 32);
}

void Look::paintCard(QPainter *painter, const QRectF &rect, const QColor &fill,
                     const QColor &border, qreal borderWidth)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(border, borderWidth));
    painter->setBrush(fill);
    const qreal inset = borderWidth / 2;
    painter->drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), Radius, Radius);
    painter->restore();
}

QString Look::toolTip(const QString &text)
{
    return text.isEmpty() ? QString() : "<p>"_L1 + text.toHtmlEscaped() + "</p>"_L1;
}

QIcon Look::programIcon()
{
    return QIcon(std::make_unique<ProgramIcon>().release());
}

void Look::setTheme(const QString &theme)
{
    if (theme == "auto"_L1)
        return;
    // The one style that has no colours of its own.
    QApplication::setStyle(u"Fusion"_s);
    QApplication::setPalette(paletteOf(theme == "dark"_L1 ? Dark : Light));
}
