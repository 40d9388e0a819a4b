// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSECHATACCESSIBLETARGET_P_H
#define SSEQT_SSECHATACCESSIBLETARGET_P_H

#include "ssechataccessibleitem_p.h"

// A button or a link in a block.
class SseChatTargetAccessible : public SseChatItemAccessible
{
public:
    SseChatTargetAccessible(SseChatView *view, int index, int number);

    [[nodiscard]] bool isValid() const override;
    [[nodiscard]] QAccessibleInterface *parent() const override;
    [[nodiscard]] QAccessibleInterface *child(int index) const override;
    [[nodiscard]] QAccessibleInterface *childAt(int x, int y) const override;
    [[nodiscard]] int childCount() const override;
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *child) const override;
    [[nodiscard]] QString text(QAccessible::Text text) const override;
    [[nodiscard]] QRect rect() const override;
    [[nodiscard]] QAccessible::Role role() const override;
    [[nodiscard]] QAccessible::State state() const override;

protected:
    [[nodiscard]] bool canPress() const override { return isValid(); }

private:
    [[nodiscard]] bool isLink() const;
    [[nodiscard]] QString linkText() const;
};

#endif
