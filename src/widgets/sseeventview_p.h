// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSEEVENTVIEW_P_H
#define SSEQT_SSEEVENTVIEW_P_H

#include "sseeventrows_p.h"
#include "sseeventview.h"
#include "ssestylesheet_p.h"

#include <SseQt/sseeventfiltermodel.h>

class QKeyEvent;
class QLabel;
class QSplitter;
class SseElidedLabel;
class SseEventDetails;
class SseEventTable;
class SseEventToolBar;
class SseStatusLabel;

class SseEventViewPrivate
{
    Q_DISABLE_COPY_MOVE(SseEventViewPrivate)
public:
    using Action = void (SseEventViewPrivate::*)();

    explicit SseEventViewPrivate(SseEventView *view);
    ~SseEventViewPrivate();

    // What a key does that is not for the widget with the focus alone.
    [[nodiscard]] static Action actionOf(const QKeyEvent *event);
    void retranslate();
    void say(const QString &message);
    void showDetails(int row);
    void closeDetails();
    void fitSplitter();

    SseEventView *const q;
    SseEventModel model;
    SseEventFilterModel filter;
    SseEventRows rows;
    SseEventToolBar *const toolBar;
    QSplitter *const splitter;
    SseEventTable *const table;
    SseEventDetails *const details;
    SseStatusLabel *const status;
    SseElidedLabel *const message;
    QLabel *const counts;
    SseStyleSheet styleSheet;

private:
    void layOut();
    void listen();
    void updateFilter();
    void updateCounts();
    void takeFocus();
    void clear();
    void copyData();
    void copyRow();
    void copy(const QString &text, const QString &done);
    void askForFile();
    void showMenu(const QPoint &position);
};

#endif
