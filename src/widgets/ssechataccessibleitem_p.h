// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSECHATACCESSIBLEITEM_P_H
#define SSEQT_SSECHATACCESSIBLEITEM_P_H

#include "ssechatview.h"

#include <QtCore/qpointer.h>
#include <QtGui/qaccessible.h>

class SseChatBlock;

// What a block and what can be pressed in it have in common. Readers may keep one for longer than
// the block is there.
class SseChatItemAccessible : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    [[nodiscard]] QObject *object() const override;
    [[nodiscard]] QWindow *window() const override;
    void setText(QAccessible::Text text, const QString &newText) override;
    [[nodiscard]] QAccessible::State state() const override;
    [[nodiscard]] void *interface_cast(QAccessible::InterfaceType type) override;

    [[nodiscard]] QStringList actionNames() const override;
    void doAction(const QString &name) override;
    [[nodiscard]] QStringList keyBindingsForAction(const QString &name) const override;

protected:
    SseChatItemAccessible(SseChatView *view, int index, int number);

    [[nodiscard]] virtual bool canPress() const = 0;
    [[nodiscard]] SseChatView *view() const { return m_view; }
    [[nodiscard]] SseChatBlock *block() const; // nothing when it is gone
    [[nodiscard]] QRect toGlobal(const QRect &rect) const; // from the content

    const int m_index;
    const int m_number; // of what is pressed

private:
    const QPointer<SseChatView> m_view;
};

#endif
