// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSEELIDEDLABEL_P_H
#define SSEQT_SSEELIDEDLABEL_P_H

#include <QtWidgets/qlabel.h>

// One line of plain text, cut where there is no room for it.
class SseElidedLabel : public QLabel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SseElidedLabel)
public:
    SseElidedLabel(Qt::TextElideMode mode, QWidget *parent);

    // Not as loud as the text beside it.
    void setMuted(bool muted);
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Qt::TextElideMode m_mode;
    bool m_isMuted = false;
};

#endif
