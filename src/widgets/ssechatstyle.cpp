// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssechatstyle_p.h"

#include "ssechatsection_p.h"

#include <QtGui/qfontdatabase.h>
#include <QtGui/qfontmetrics.h>
#include <QtWidgets/qwidget.h>

#include <algorithm>

namespace {

// Longer lines are hard to read.
constexpr int MaximumEms = 52;
constexpr qreal SmallSize = 0.87;

void scale(QFont *font, qreal factor)
{
    if (font->pixelSize() > 0)
        font->setPixelSize(std::max(qRound(font->pixelSize() * factor), 1));
    else
        font->setPointSizeF(std::max(font->pointSizeF() * factor, 1.0));
}

QColor mixed(const QColor &from, const QColor &to, qreal share)
{
    const auto mix = [share](float a, float b) { return a + (b - a) * float(share); };
    return QColor::fromRgbF(mix(from.redF(), to.redF()), mix(from.greenF(), to.greenF()),
                            mix(from.blueF(), to.blueF()));
}

} // namespace

SseChatStyle::SseChatStyle(const QWidget *widget, qreal zoom)
    : palette(widget->palette())
    , font(widget->font())
{
    // A window that is not the active one shows the same.
    palette.setCurrentColorGroup(widget->isEnabled() ? QPalette::Active : QPalette::Disabled);
    scale(&font, zoom);
    codeFont = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    codeFont.setPointSizeF(font.pointSizeF() > 0 ? font.pointSizeF() : codeFont.pointSizeF());
    if (font.pixelSize() > 0)
        codeFont.setPixelSize(font.pixelSize());
    scale(&codeFont, 0.95);
    smallFont = font;
    scale(&smallFont, SmallSize);
    boldFont = font;
    boldFont.setBold(true);

    const QColor text = palette.color(QPalette::Text);
    const QColor base = palette.color(QPalette::Base);
    codeColor = mixed(base, text, 0.06);
    questionColor = mixed(base, palette.color(QPalette::Highlight), 0.14);
    mutedColor = mixed(text, base, 0.32);
    lineColor = mixed(base, text, 0.22);
    errorColor = base.lightnessF() < 0.5 ? QColor(255, 138, 128) : QColor(176, 0, 32);

    const QFontMetrics metrics(font);
    em = metrics.height();
    padding = em / 2;
    buttonHeight = QFontMetrics(smallFont).height() + em / 2;
    maximumWidth = MaximumEms * em;
    // Cells have the lines: those of a table that collapses its borders Qt 6.8 does not draw.
    sheet = QStringLiteral("a { color: %1; } code, pre { font-family: '%2'; background-color: %3; }"
                           "table { border-collapse: collapse; } td, th { border: 1px solid %4; }")
                .arg(palette.color(QPalette::Link).name(), codeFont.family(), codeColor.name(),
                     lineColor.name());
}

int SseChatStyle::gap(const SseChatBlock *above, const SseChatBlock *below) const
{
    if (!above)
        return em / 2;
    if (below->kind == SseChatBlock::Kind::Speaker)
        return em + em / 4;
    if (above->kind == SseChatBlock::Kind::Speaker)
        return em / 4;
    if (below->continues && above->section == below->section)
        return 0;
    if (above->kind == SseChatBlock::Kind::Error)
        return 0;
    const bool isHeading = below->html.startsWith(QLatin1String("<h"));
    return isHeading ? em : em / 2;
}

QColor SseChatStyle::colorOf(const SseChatBlock *block) const
{
    using Kind = SseChatBlock::Kind;
    if (block->kind == Kind::Error)
        return errorColor;
    const bool isMuted = block->kind == Kind::Fold || block->kind == Kind::Note
        || block->section->kind() == SseChatSection::Kind::Reasoning;
    return isMuted ? mutedColor : palette.color(QPalette::Text);
}

const QFont &SseChatStyle::fontOf(const SseChatBlock *block) const
{
    using Kind = SseChatBlock::Kind;
    switch (block->kind) {
    case Kind::Speaker:
    case Kind::Error:
        return boldFont;
    case Kind::Fold:
    case Kind::Note:
        return smallFont;
    case Kind::Code:
        return codeFont;
    default:
        return font;
    }
}

// The colour behind a block; none where nothing is.
QColor SseChatStyle::frameOf(const SseChatBlock *block) const
{
    if (block->kind == SseChatBlock::Kind::Code)
        return codeColor;
    if (block->section->kind() == SseChatSection::Kind::Question)
        return questionColor;
    if (block->section->kind() == SseChatSection::Kind::Error)
        return mixed(palette.color(QPalette::Base), errorColor, 0.1);
    return {};
}

bool SseChatStyle::wraps(const SseChatBlock *block) const
{
    return wrapsCode || block->kind != SseChatBlock::Kind::Code;
}
