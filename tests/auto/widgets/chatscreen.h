// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_TEST_CHATSCREEN_H
#define SSEQT_TEST_CHATSCREEN_H

#include <SseQt/SseChatView>

#include <QtGui/qaccessible.h>
#include <QtTest/qtest.h>
#include <QtWidgets/qscrollbar.h>

#include <utility>

// What a person finds on the screen, by what a screen reader would say.
namespace Screen {

inline QAccessibleInterface *find(QAccessibleInterface *in, const QString &text,
                                  QAccessible::Role role)
{
    // The newest is meant when there are many.
    for (int i = in->childCount() - 1; i >= 0; --i) {
        QAccessibleInterface *const child = in->child(i);
        if (!child)
            continue;
        if (child->role() == role && child->text(QAccessible::Name).contains(text))
            return child;
        if (QAccessibleInterface *const inside = find(child, text, role))
            return inside;
    }
    return nullptr;
}

inline QAccessibleInterface *find(const SseChatView *view, const QString &text,
                                  QAccessible::Role role = QAccessible::Paragraph)
{
    return find(QAccessible::queryAccessibleInterface(const_cast<SseChatView *>(view)), text, role);
}

inline QAccessibleInterface *button(const SseChatView *view, const QString &text)
{
    return find(view, text, QAccessible::Button);
}

inline bool shows(const SseChatView *view, const QString &text)
{
    return view->toPlainText().contains(text);
}

inline QPoint inViewport(const SseChatView *view, const QPoint &global)
{
    return view->viewport()->mapFromGlobal(global);
}

inline void click(const SseChatView *view, const QAccessibleInterface *what)
{
    const QPoint place = inViewport(view, what->rect().center());
    QTest::mouseMove(view->viewport(), place);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, place);
}

// With the left button held.
inline void moveTo(const SseChatView *view, const QPoint &place)
{
    QMouseEvent move(QEvent::MouseMove, QPointF(place),
                     QPointF(view->viewport()->mapToGlobal(place)), Qt::NoButton, Qt::LeftButton,
                     {});
    QCoreApplication::sendEvent(view->viewport(), &move);
}

// From the beginning of one text to the end of another.
inline void dragOver(const SseChatView *view, const QAccessibleInterface *from,
                     const QAccessibleInterface *to)
{
    QWidget *const viewport = view->viewport();
    const QPoint start = inViewport(view, from->rect().topLeft() + QPoint(0, 2));
    const QPoint end = inViewport(view, to->rect().bottomRight() - QPoint(1, 2));
    QTest::mousePress(viewport, Qt::LeftButton, {}, start);
    moveTo(view, end);
    QTest::mouseRelease(viewport, Qt::LeftButton, {}, end);
}

inline void turnWheelAt(const SseChatView *view, const QPointF &place, const QPoint &by,
                        Qt::KeyboardModifiers modifiers = {})
{
    QWheelEvent wheel(place, view->viewport()->mapToGlobal(place), {}, by, Qt::NoButton, modifiers,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(view->viewport(), &wheel);
}

inline void turnWheelBy(const SseChatView *view, const QPoint &by,
                        Qt::KeyboardModifiers modifiers = {})
{
    turnWheelAt(view, QPointF(view->viewport()->rect().center()), by, modifiers);
}

inline void turnWheel(const SseChatView *view, int steps, Qt::KeyboardModifiers modifiers = {})
{
    turnWheelBy(view, { 0, steps * 120 }, modifiers);
}

inline bool isAtEnd(const SseChatView *view)
{
    return view->verticalScrollBar()->value() == view->verticalScrollBar()->maximum();
}

} // namespace Screen

#endif
