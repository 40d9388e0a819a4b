// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef COMMONFOREIGN_H
#define COMMONFOREIGN_H

#include "profiles.h"
#include "transcript.h"

// qqmlregistration.h alone does not bring QML_FOREIGN in 6.4.
#include <QtQml/qqml.h>

// What QML knows of what it has in common with the chat in widgets.

struct ProfilesForeign
{
    Q_GADGET
    QML_FOREIGN(Profiles)
    QML_NAMED_ELEMENT(Profiles)
    QML_UNCREATABLE("The program makes it, from its settings and its command line.")
};

struct TranscriptForeign
{
    Q_GADGET
    QML_FOREIGN(Transcript)
    QML_NAMED_ELEMENT(Transcript)
    QML_SINGLETON
};

#endif
