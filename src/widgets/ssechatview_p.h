// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSECHATVIEW_P_H
#define SSEQT_SSECHATVIEW_P_H

#include "ssechatannouncer_p.h"
#include "ssechatcontent_p.h"
#include "ssechatlayout_p.h"
#include "ssechatselection_p.h"
#include "ssechattarget_p.h"
#include "ssechatview.h"

#include <QtCore/qbasictimer.h>
#include <QtCore/qelapsedtimer.h>
#include <QtGui/qaccessible.h>

#include <optional>

class QPainter;

class SseChatViewPrivate
{
public:
    static constexpr qreal ZoomStep = 1.1;

    explicit SseChatViewPrivate(SseChatView *view);

    // Layout and scrolling
    void restyle();
    void scheduleLayout();
    void layOutNow();
    void settle(); // does what was scheduled
    void takeScrolling();
    void anchorAt(SseChatBlock *block);
    void scrollTo(const QRect &rect); // in the content
    [[nodiscard]] int scrolled() const;
    [[nodiscard]] QPoint toContent(const QPoint &point) const;
    [[nodiscard]] SseChatBlock *blockAt(const QPoint &viewportPoint) const;
    [[nodiscard]] QRect toViewport(const QRect &rect) const;

    // What can be pressed
    [[nodiscard]] QString buttonLabel(const SseChatBlock *block) const; // empty without one
    [[nodiscard]] QRect buttonRect(const SseChatBlock *block) const;
    [[nodiscard]] SseChatBlock *buttonAt(const QPoint &viewportPoint) const;
    [[nodiscard]] int targetCount(SseChatBlock *block);
    [[nodiscard]] SseChatDocument::Link linkOf(const SseChatTarget &target); // empty without one
    [[nodiscard]] QList<QRect> rectsOf(const SseChatTarget &target); // in the content
    void press(const SseChatTarget &target);
    bool focusNext(bool forwards);
    void setFocused(const SseChatTarget &target);

    // Code that is wider than its frame
    void moveSideways(const SseChatBlock *block, int by);
    [[nodiscard]] bool turnSideways(const QWheelEvent *event);
    [[nodiscard]] bool focusesCode() const; // by its button
    void moveByKey(int direction);
    [[nodiscard]] bool pressBar(const QPoint &viewportPoint);
    void dragBar(const QPoint &viewportPoint);

    // Painting
    void paint(QPainter *painter, const QRect &exposed);

    // Mouse
    void zoomBy(int delta);
    void hover(const QPoint &viewportPoint);
    void startSelecting(const QMouseEvent *event);
    void selectTo(const QPoint &viewportPoint);
    void scrollWhileSelecting();
    void open(const QString &link);
    void showAddress(const QString &link, const QPoint &position);
    void setSelectionChanged(bool changed);
    void showMenu(const QContextMenuEvent *event);

    void retranslate();
    void setFollowsEnd(bool follows);

    SseChatView *const q;
    qreal zoom = 1;
    int zoomDelta = 0; // of the wheel, less than a step
    SseChatContent content;
    SseChatLayout layout;
    SseChatSelection selection;
    SseChatAnnouncer announcer;
    bool followsEnd = true;
    bool opensLinks = true;
    bool canRetry = false;
    bool wrapsCode = false;
    std::optional<QString> retryText;

    QBasicTimer layoutTimer;
    QBasicTimer scrollTimer; // while selecting beyond an edge
    QPoint pressedAt;
    QPoint selectedTo;
    const SseChatBlock *barBlock = nullptr; // whose bar is dragged
    int barStart = 0;
    QElapsedTimer doubleClicked; // the third click selects the paragraph
    bool isSelecting = false;
    QString pressedLink;
    SseChatBlock *pressedBlock = nullptr;
    SseChatBlock *hoveredBlock = nullptr;
    SseChatTarget focused;

private:
    void connectContent();
    void forget(SseChatBlock *block);
    [[nodiscard]] SseChatTarget nextTarget(bool forwards);
    [[nodiscard]] int beyondCode(const QPoint &viewportPoint) const;
    void pressButton(SseChatBlock *block);
    void showFocused();
    void announce(QAccessible::Event type);
    void place();
    void keepPlace();
    void restoreAnchor();
    void setBarValue(int value);
    void updateFrom(int index);

    void paintBlock(QPainter *painter, SseChatBlock *block);
    void paintFrame(QPainter *painter, const SseChatBlock *block);
    [[nodiscard]] static int barsOf(const SseChatBlock *block); // at its side
    void paintSideways(QPainter *painter, const SseChatBlock *block);
    void paintQuotes(QPainter *painter, const SseChatBlock *block);
    void paintText(QPainter *painter, SseChatBlock *block);
    void paintWords(QPainter *painter, const QRect &rect, const QString &words);
    void paintLine(QPainter *painter, const SseChatBlock *block);
    void paintButton(QPainter *painter, const SseChatBlock *block, const QString &label);
    void paintFold(QPainter *painter, const SseChatBlock *block, const QString &label);
    void paintFocus(QPainter *painter);

    SseChatBlock *m_anchor = nullptr; // stays where it is in the view
    int m_anchorOffset = 0;
    int m_dirtyFrom = 0; // the first block that is painted anew
    bool m_isPlacing = false;
    bool m_toldFollowsEnd = true; // it may change back before it is told
};

#endif
