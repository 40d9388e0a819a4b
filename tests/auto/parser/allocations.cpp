// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "allocations.h"

#include <algorithm>
#include <cstdlib>
#include <new>

namespace {
bool watching = false;
std::size_t largestSize = 0;
std::size_t allocationCount = 0;
} // namespace

AllocationWatch::AllocationWatch()
{
    largestSize = 0;
    allocationCount = 0;
    watching = true;
}

AllocationWatch::~AllocationWatch()
{
    watching = false;
}

std::size_t AllocationWatch::largest() const
{
    return largestSize;
}

std::size_t AllocationWatch::count() const
{
    return allocationCount;
}

void *operator new(std::size_t size)
{
    if (watching) {
        largestSize = std::max(largestSize, size);
        ++allocationCount;
    }
    if (void *const memory = std::malloc(size == 0 ? 1 : size))
        return memory;
    throw std::bad_alloc();
}

void operator delete(void *memory) noexcept
{
    std::free(memory);
}

void operator delete(void *memory, std::size_t) noexcept
{
    std::free(memory);
}
