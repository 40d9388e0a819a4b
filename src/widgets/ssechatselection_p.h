// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSECHATSELECTION_P_H
#define SSEQT_SSECHATSELECTION_P_H

#include "ssechatlayout_p.h"

#include <QtGui/qtextcursor.h>

#include <utility>

// What is selected, from one place in the text of a conversation to another.
class SseChatSelection
{
public:
    SseChatSelection(const SseChatContent *content, SseChatLayout *layout);

    [[nodiscard]] bool isEmpty() const;
    [[nodiscard]] const SseChatPosition &anchor() const { return m_anchor; }
    [[nodiscard]] const SseChatPosition &cursor() const { return m_cursor; }
    // Whether that is another selection than before.
    bool set(const SseChatPosition &anchor, const SseChatPosition &cursor);
    bool extendTo(const SseChatPosition &cursor) { return set(m_anchor, cursor); }
    bool select(const SseChatPosition &place, QTextCursor::SelectionType unit);
    bool selectAll();
    bool clear() { return set({}, {}); }
    void forget(const SseChatBlock *block);

    // The selected part of a block, from and to; the same where nothing is.
    [[nodiscard]] std::pair<int, int> rangeIn(const SseChatBlock *block) const;
    // Parts that are selected as a whole as they were written, of others what is selected.
    [[nodiscard]] QString markdown() const;

private:
    [[nodiscard]] std::pair<SseChatPosition, SseChatPosition> ordered() const;
    [[nodiscard]] bool isWhole(const SseChatSection *section, int first) const;
    [[nodiscard]] QString markdownOf(int *index) const;
    [[nodiscard]] QString codeFrom(int *index) const;
    [[nodiscard]] QString piecesWithin(int *index) const;
    [[nodiscard]] QString textOf(SseChatBlock *block) const;

    const SseChatContent *const m_content;
    SseChatLayout *const m_layout;
    SseChatPosition m_anchor;
    SseChatPosition m_cursor;
};

#endif
