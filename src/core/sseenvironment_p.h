// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSEENVIRONMENT_P_H
#define SSEQT_SSEENVIRONMENT_P_H

#include "sseclock_p.h"
#include "ssereachability_p.h"

class SseSource;

// What a source knows of the world around it: time, the network, and chance. Tests give it another.
struct SseEnvironment
{
    SseClock *clock = SseClock::system();
    SseReachability *reachability = nullptr; // the system's, looked for when first needed
    quint64 seed = randomSeed();

    // To be called before the source is opened. The environment has to outlive it.
    static SSEQT_CORE_EXPORT void give(SseSource &source, const SseEnvironment &environment);

private:
    [[nodiscard]] static SSEQT_CORE_EXPORT quint64 randomSeed();
};

#endif
