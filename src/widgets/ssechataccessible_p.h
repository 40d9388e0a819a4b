// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSECHATACCESSIBLE_P_H
#define SSEQT_SSECHATACCESSIBLE_P_H

#include <QtWidgets/qaccessiblewidget.h>

#include <map>
#include <utility>

class SseChatBlock;
class SseChatView;
class SseChatViewPrivate;

// A conversation for screen readers: a list of its blocks, which have text, and in it links and
// buttons.
class SseChatViewAccessible : public QAccessibleWidget
{
public:
    explicit SseChatViewAccessible(SseChatView *view);
    ~SseChatViewAccessible() override;

    static void install();
    [[nodiscard]] static SseChatViewPrivate *privateOf(SseChatView *view);
    [[nodiscard]] static SseChatViewAccessible *of(SseChatView *view);
    static void tellFocus(SseChatView *view);
    static void tellSelection(SseChatView *view);
    static void tellFolded(SseChatView *view, const SseChatBlock *block);

    // Of a block that is at that index, or of what can be pressed in it.
    [[nodiscard]] QAccessibleInterface *blockAt(int index) const;
    [[nodiscard]] QAccessibleInterface *targetAt(int index, int number) const;

    [[nodiscard]] int childCount() const override;
    [[nodiscard]] QAccessibleInterface *child(int index) const override;
    [[nodiscard]] QAccessibleInterface *childAt(int x, int y) const override;
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *child) const override;
    [[nodiscard]] QAccessibleInterface *focusChild() const override;

private:
    [[nodiscard]] SseChatView *chatView() const;

    // By the index of a block, at which there may be another one later.
    mutable std::map<std::pair<int, int>, QAccessible::Id> m_interfaces;
};

#endif
