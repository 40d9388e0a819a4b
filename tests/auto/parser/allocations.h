// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_TEST_ALLOCATIONS_H
#define SSEQT_TEST_ALLOCATIONS_H

#include <cstddef>

// Watches what the program allocates while it lives; one at a time.
class AllocationWatch
{
public:
    AllocationWatch();
    ~AllocationWatch();
    AllocationWatch(const AllocationWatch &) = delete;
    AllocationWatch &operator=(const AllocationWatch &) = delete;

    [[nodiscard]] std::size_t largest() const;
    [[nodiscard]] std::size_t count() const;
};

#endif
