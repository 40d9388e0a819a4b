// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSECHATTARGET_P_H
#define SSEQT_SSECHATTARGET_P_H

class SseChatBlock;

// What can be pressed in a block: its button, or one of the links in its text. None has both.
struct SseChatTarget
{
    SseChatBlock *block = nullptr;
    int number = 0;

    friend bool operator==(const SseChatTarget &lhs, const SseChatTarget &rhs)
    {
        return lhs.block == rhs.block && lhs.number == rhs.number;
    }
    friend bool operator!=(const SseChatTarget &lhs, const SseChatTarget &rhs)
    {
        return !(lhs == rhs);
    }
};

#endif
