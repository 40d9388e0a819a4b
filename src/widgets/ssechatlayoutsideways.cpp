// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// Code that is wider than its frame.

#include "ssechatlayout_p.h"

#include <algorithm>

// The first and the last of the blocks that stand in the same frame.
std::pair<int, int> SseChatLayout::frameOf(const SseChatBlock *block) const
{
    int first = block->index;
    while (!isFrameStart(m_content->at(first)))
        --first;
    int last = block->index;
    while (!isFrameEnd(m_content->at(last)))
        ++last;
    return { first, last };
}

int SseChatLayout::widthOf(const SseChatBlock *block) const
{
    const auto [first, last] = frameOf(block);
    int width = textWidth(block);
    for (int i = first; i <= last; ++i)
        width = std::max(width, m_content->at(i)->width);
    return width;
}

int SseChatLayout::maximumSideways(const SseChatBlock *block) const
{
    return m_style.wraps(block) ? 0 : widthOf(block) - textWidth(block);
}

bool SseChatLayout::moveSideways(const SseChatBlock *block, int by)
{
    const int sideways = std::clamp(block->sideways + by, 0, maximumSideways(block));
    if (sideways == block->sideways)
        return false;
    const auto [first, last] = frameOf(block);
    for (int i = first; i <= last; ++i)
        m_content->at(i)->sideways = sideways;
    return true;
}

QRect SseChatLayout::barRect(const SseChatBlock *block) const
{
    if (!isFrameEnd(block) || maximumSideways(block) == 0)
        return {};
    const int height = m_style.padding / 2;
    const QRect text = textRect(block);
    const int bottom = block->bottom() - (m_style.padding - height) / 2;
    return { text.left(), bottom - height, text.width(), height };
}

QRect SseChatLayout::thumbRect(const SseChatBlock *block) const
{
    const QRect bar = barRect(block);
    const int width = std::max(bar.width() * bar.width() / widthOf(block), 2 * m_style.em);
    const int room = bar.width() - width;
    const int left = bar.left() + room * block->sideways / std::max(maximumSideways(block), 1);
    return { left, bar.top(), width, bar.height() };
}
