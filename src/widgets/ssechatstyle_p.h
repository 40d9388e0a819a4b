// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSECHATSTYLE_P_H
#define SSEQT_SSECHATSTYLE_P_H

#include "ssechatblock_p.h"

#include <QtGui/qcolor.h>
#include <QtGui/qfont.h>
#include <QtGui/qpalette.h>

class QWidget;

// Fonts, distances and colours, all from the widget's font and palette.
class SseChatStyle
{
public:
    SseChatStyle(const QWidget *widget, qreal zoom);

    [[nodiscard]] int gap(const SseChatBlock *above, const SseChatBlock *below) const;
    // The colour of a block's text.
    [[nodiscard]] QColor colorOf(const SseChatBlock *block) const;
    [[nodiscard]] const QFont &fontOf(const SseChatBlock *block) const;
    [[nodiscard]] QColor frameOf(const SseChatBlock *block) const;
    [[nodiscard]] bool wraps(const SseChatBlock *block) const;

    bool wrapsCode = false;
    QPalette palette;
    QFont font;
    QFont codeFont;
    QFont smallFont;
    QFont boldFont;
    QString sheet; // for documents
    QColor codeColor;
    QColor questionColor;
    QColor errorColor;
    QColor mutedColor;
    QColor lineColor;
    int em;
    int padding;
    int buttonHeight;
    int maximumWidth;
};

#endif
