// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSESTATUSLABEL_P_H
#define SSEQT_SSESTATUSLABEL_P_H

#include "sseconnectionstate_p.h"
#include "ssestatuslabel.h"
#include "ssestylesheet_p.h"

#include <QtCore/qbasictimer.h>
#include <QtCore/qelapsedtimer.h>

class QLabel;

// Another shape for each state, for those who do not see the colours.
class SseStatusLamp : public QWidget
{
    Q_OBJECT
public:
    explicit SseStatusLamp(QWidget *parent);

    void show(SseStatusLabel::Status status);
    [[nodiscard]] QColor color() const;
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void timerEvent(QTimerEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void turn();

    SseStatusLabel::Status m_status = SseStatusLabel::Status::NoSource;
    QBasicTimer m_timer;
    QElapsedTimer m_turning;
};

class SseStatusLabelPrivate
{
public:
    explicit SseStatusLabelPrivate(SseStatusLabel *label);

    void update();
    [[nodiscard]] bool press();

    SseStatusLabel *const q;
    SseConnectionState state;
    SseStatusLamp *const lamp;
    QLabel *const label;
    SseStyleSheet styleSheet;
    SseStatusLabel::Status status = SseStatusLabel::Status::NoSource;
    QString text;
    QString errorMessage;
    bool isCompact = false;

private:
    void show();
};

#endif
