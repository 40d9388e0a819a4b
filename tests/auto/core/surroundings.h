// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_TEST_SURROUNDINGS_H
#define SSEQT_TEST_SURROUNDINGS_H

#include "sseenvironment_p.h"
#include "virtualclock.h"

#include <SseQt/SseSource>

#include <QtCore/qeventloop.h>
#include <QtCore/qtimer.h>

// A world in which time passes when the test says so, and the network is there when it says so. It
// has to be older than the sources in it.
struct Surroundings
{
    void give(SseSource &source, quint64 seed = 1)
    {
        SseEnvironment environment;
        environment.clock = &clock;
        environment.reachability = &reachability;
        environment.seed = seed;
        SseEnvironment::give(source, environment);
    }

    VirtualClock clock;
    SseReachability reachability;
};

// Lets the event loop run until the source has come to the phase, in which it may no longer be;
// real time guards it.
inline bool reaches(SseSource &source, SseSource::Phase phase)
{
    if (source.phase() == phase)
        return true;
    QEventLoop loop;
    bool wasThere = false;
    QObject::connect(&source, &SseSource::phaseChanged, &loop, [&](SseSource::Phase now) {
        wasThere = wasThere || now == phase;
        if (wasThere)
            loop.quit();
    });
    QTimer::singleShot(10000, &loop, &QEventLoop::quit);
    loop.exec();
    return wasThere;
}

// The same until a signal of \a sender was emitted.
template<typename Sender, typename Signal>
bool waitsFor(Sender *sender, Signal signal)
{
    QEventLoop loop;
    bool isThere = false;
    QObject::connect(sender, signal, &loop, [&] {
        isThere = true;
        loop.quit();
    });
    QTimer::singleShot(10000, &loop, &QEventLoop::quit);
    loop.exec();
    return isThere;
}

#endif
