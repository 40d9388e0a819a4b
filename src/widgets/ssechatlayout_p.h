// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSECHATLAYOUT_P_H
#define SSEQT_SSECHATLAYOUT_P_H

#include "ssechatcontent_p.h"
#include "ssechatstyle_p.h"

#include <QtCore/qrect.h>

#include <optional>
#include <set>
#include <utility>

// A place in the text of a block.
struct SseChatPosition
{
    SseChatBlock *block = nullptr;
    int offset = 0;

    friend bool operator==(const SseChatPosition &lhs, const SseChatPosition &rhs)
    {
        return lhs.block == rhs.block && lhs.offset == rhs.offset;
    }
    friend bool operator!=(const SseChatPosition &lhs, const SseChatPosition &rhs)
    {
        return !(lhs == rhs);
    }
};

// Where blocks are, in a column as long as the conversation. Only those that are asked for have
// documents; the heights of those that never were are guesses.
class SseChatLayout
{
public:
    SseChatLayout(const SseChatContent *content, const SseChatStyle &style);

    void setStyle(const SseChatStyle &style);
    [[nodiscard]] const SseChatStyle &style() const { return m_style; }
    void setGeometry(int width, Qt::LayoutDirection direction);
    void invalidateFrom(int index); // in that place something has come, gone, or changed its size
    void forget(SseChatBlock *block);

    // Lays out what stands between these; whether something has changed its size.
    bool layOut(int top, int bottom);
    void update(); // the places of all, as far as they are known
    void releaseOutside(int top, int bottom);
    [[nodiscard]] int height() const { return m_height; }

    [[nodiscard]] int indexAt(int y) const; // the next one where none is; -1 without blocks
    [[nodiscard]] QRect rectOf(const SseChatBlock *block) const;
    [[nodiscard]] QRect textRect(const SseChatBlock *block) const;
    [[nodiscard]] QRect frameRect(const SseChatBlock *block) const;
    [[nodiscard]] QRect buttonRect(const SseChatBlock *block, const QString &label) const;
    // Where the part of it that is shown is marked; nowhere where all of it is.
    [[nodiscard]] QRect barRect(const SseChatBlock *block) const;
    [[nodiscard]] QRect thumbRect(const SseChatBlock *block) const;
    [[nodiscard]] bool isFrameStart(const SseChatBlock *block) const;
    [[nodiscard]] bool isFrameEnd(const SseChatBlock *block) const;
    // All blocks of a frame move together; whether they have.
    bool moveSideways(const SseChatBlock *block, int by);
    [[nodiscard]] int widthOf(const SseChatBlock *block) const; // of what its frame shows, or would
    [[nodiscard]] int maximumSideways(const SseChatBlock *block) const;

    [[nodiscard]] Qt::LayoutDirection direction() const { return m_direction; }

    [[nodiscard]] SseChatDocument *document(SseChatBlock *block);
    [[nodiscard]] QPoint textOrigin(const SseChatBlock *block) const; // of its document
    [[nodiscard]] QList<QRect> rectsOf(SseChatBlock *block, int from, int to);
    [[nodiscard]] QList<SseChatDocument::Link> linksOf(SseChatBlock *block);
    [[nodiscard]] int lengthOf(SseChatBlock *block);
    // The text that is nearest to the point.
    [[nodiscard]] SseChatPosition positionAt(const QPoint &point);
    [[nodiscard]] int offsetAt(SseChatBlock *block, const QPoint &point,
                               Qt::HitTestAccuracy accuracy);
    [[nodiscard]] QString linkAt(const QPoint &point);

private:
    [[nodiscard]] bool measure(SseChatBlock *block);
    [[nodiscard]] int guess(const SseChatBlock *block) const;
    [[nodiscard]] int lead(const SseChatBlock *block) const;
    [[nodiscard]] int tail(const SseChatBlock *block) const;
    [[nodiscard]] int textWidth(const SseChatBlock *block) const;
    [[nodiscard]] std::pair<int, int> frameOf(const SseChatBlock *block) const;
    [[nodiscard]] int columnWidth() const;
    [[nodiscard]] int indentOf(const SseChatBlock *block) const;
    [[nodiscard]] QRect mirrored(const QRect &rect) const;

    const SseChatContent *const m_content;
    SseChatStyle m_style;
    int m_width = 0;
    Qt::LayoutDirection m_direction = Qt::LeftToRight;
    int m_height = 0;
    int m_validCount = 0; // blocks whose places are right
    std::set<SseChatBlock *> m_laidOut; // those that have documents
};

#endif
