// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSECHATACCESSIBLE_P_H
#define SSEQT_SSECHATACCESSIBLE_P_H

#include <QtCore/qpointer.h>
#include <QtGui/qaccessible.h>
#include <QtWidgets/qaccessiblewidget.h>

#include <map>
#include <utility>

class SseChatBlock;
class SseChatView;
class SseChatViewPrivate;

// A conversation for screen readers: a list of its blocks, each of which may have a button.
class SseChatViewAccessible : public QAccessibleWidget
{
public:
    explicit SseChatViewAccessible(SseChatView *view);
    ~SseChatViewAccessible() override;

    static void install();
    [[nodiscard]] static SseChatViewPrivate *privateOf(SseChatView *view);

    [[nodiscard]] QAccessibleInterface *interfaceFor(int index, bool isButton) const;

    [[nodiscard]] int childCount() const override;
    [[nodiscard]] QAccessibleInterface *child(int index) const override;
    [[nodiscard]] QAccessibleInterface *childAt(int x, int y) const override;
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *child) const override;
    [[nodiscard]] QAccessibleInterface *focusChild() const override;

private:
    [[nodiscard]] SseChatView *chatView() const;

    // By the place of the block: which one stands there may change.
    mutable std::map<std::pair<int, bool>, QAccessible::Id> m_interfaces;
};

// A block, or the button in it. A line that folds is both.
class SseChatBlockAccessible : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    SseChatBlockAccessible(SseChatView *view, int index, bool isButton);

    [[nodiscard]] bool isValid() const override;
    [[nodiscard]] QObject *object() const override;
    [[nodiscard]] QWindow *window() const override;
    [[nodiscard]] QAccessibleInterface *parent() const override;
    [[nodiscard]] QAccessibleInterface *child(int index) const override;
    [[nodiscard]] QAccessibleInterface *childAt(int x, int y) const override;
    [[nodiscard]] int childCount() const override;
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *child) const override;
    [[nodiscard]] QString text(QAccessible::Text text) const override;
    void setText(QAccessible::Text text, const QString &newText) override;
    [[nodiscard]] QRect rect() const override;
    [[nodiscard]] QAccessible::Role role() const override;
    [[nodiscard]] QAccessible::State state() const override;
    [[nodiscard]] void *interface_cast(QAccessible::InterfaceType type) override;

    [[nodiscard]] QStringList actionNames() const override;
    void doAction(const QString &name) override;
    [[nodiscard]] QStringList keyBindingsForAction(const QString &name) const override;

private:
    [[nodiscard]] SseChatBlock *block() const; // nothing when it is gone
    [[nodiscard]] bool canPress() const;
    [[nodiscard]] SseChatViewAccessible *viewInterface() const;

    const QPointer<SseChatView> m_view;
    const int m_index;
    const bool m_isButton;
};

#endif
