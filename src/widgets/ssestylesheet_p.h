// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSESTYLESHEET_P_H
#define SSEQT_SSESTYLESHEET_P_H

#include <QtCore/qlist.h>

class QEvent;
class QWidget;

// Lets a style sheet reach a widget that is made of others. Qt gives such a one neither a
// background nor a frame, and its font and colours to nothing inside.
class SseStyleSheet
{
public:
    // The parts take font and colours.
    explicit SseStyleSheet(QWidget *widget, const QList<QWidget *> &parts = {});

    // Whether to update after that event of the widget.
    [[nodiscard]] static bool concerns(const QEvent *event);
    void update();

private:
    void give(QWidget *part) const;

    QWidget *const m_widget;
    const QList<QWidget *> m_parts;
    bool m_isReached = false;
};

#endif
