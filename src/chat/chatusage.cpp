// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatusage.h"

#include <QtCore/qglobal.h>
#include <QtCore/qnumeric.h>

#include <limits>

/*!
    \class ChatUsage
    \inmodule SseQt
    \inheaderfile SseQt/ChatUsage
    \brief How many tokens an answer has taken, as far as the service has said.

    A value. What the service has not said is -1. In QML it is a value type.

    \since 0.1
    \sa ChatSession::usage
*/

/*!
    \variable ChatUsage::inputTokens
    \brief The tokens of the request.
*/

/*!
    \variable ChatUsage::outputTokens
    \brief The tokens of the answer, reasoning among them.
*/

/*!
    \variable ChatUsage::reasoningTokens
    \brief Those of the answer that were spent on reasoning.
*/

/*!
    \variable ChatUsage::cachedTokens
    \brief Those of the request that the service took from a cache.
*/

namespace {

void take(int &mine, int theirs)
{
    if (theirs >= 0)
        mine = theirs;
}

void add(int &mine, int theirs)
{
    if (theirs < 0)
        return;
    // A service may say anything, and a sum stops at what an int can hold.
    int sum = 0;
    mine = qAddOverflow(qMax(mine, 0), theirs, &sum) ? std::numeric_limits<int>::max() : sum;
}

} // namespace

/*!
    The tokens of request and answer together; -1 where neither is known.
*/
int ChatUsage::totalTokens() const
{
    int total = -1;
    add(total, inputTokens);
    add(total, outputTokens);
    return total;
}

/*!
    Returns whether nothing is known.
*/
bool ChatUsage::isEmpty() const
{
    return *this == ChatUsage();
}

/*!
    Takes each figure that \a newer knows, for formats that tell of usage in pieces.
*/
void ChatUsage::update(const ChatUsage &newer)
{
    take(inputTokens, newer.inputTokens);
    take(outputTokens, newer.outputTokens);
    take(reasoningTokens, newer.reasoningTokens);
    take(cachedTokens, newer.cachedTokens);
}

/*!
    Adds the figures of an \a other answer; what only one of both knows is the sum.
*/
ChatUsage &ChatUsage::operator+=(const ChatUsage &other)
{
    add(inputTokens, other.inputTokens);
    add(outputTokens, other.outputTokens);
    add(reasoningTokens, other.reasoningTokens);
    add(cachedTokens, other.cachedTokens);
    return *this;
}

bool ChatUsage::isEqual(const ChatUsage &other) const
{
    return inputTokens == other.inputTokens && outputTokens == other.outputTokens
        && reasoningTokens == other.reasoningTokens && cachedTokens == other.cachedTokens;
}
