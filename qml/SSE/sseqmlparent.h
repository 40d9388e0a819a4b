// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSEQMLPARENT_H
#define SSEQT_SSEQMLPARENT_H

#include <SseQt/SseSource>

// What elements that stand inside a source have for one when none is named. Elements that are
// declared know their parent when they begin, and listen in the order in which they stand; those
// that a script creates know it when they are complete.
template<typename Element>
void takeParentAsSource(Element *element)
{
    if (!element->source())
        element->setSource(qobject_cast<SseSource *>(element->parent()));
}

#endif
