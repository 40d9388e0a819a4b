// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "sseelidedlabel_p.h"

#include "sseicon_p.h"

#include <QtGui/qpainter.h>

SseElidedLabel::SseElidedLabel(Qt::TextElideMode mode, QWidget *parent)
    : QLabel(parent)
    , m_mode(mode)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
}

void SseElidedLabel::setMuted(bool muted)
{
    m_isMuted = muted;
    update();
}

QSize SseElidedLabel::minimumSizeHint() const
{
    return { 0, QLabel::minimumSizeHint().height() };
}

void SseElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor ink = palette().color(foregroundRole());
    painter.setPen(m_isMuted ? SseIcon::muted(ink) : ink);
    painter.drawText(rect(), int(alignment()) | Qt::TextSingleLine,
                     fontMetrics().elidedText(text(), m_mode, width()));
}
