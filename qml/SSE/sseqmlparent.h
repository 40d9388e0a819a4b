// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSEQMLPARENT_H
#define SSEQT_SSEQMLPARENT_H

#include <SseQt/SseSource>

// What elements that stand inside a source have for one when none is named. Called when the element
// is complete.
template<typename Element>
void takeParentAsSource(Element *element)
{
    if (!element->source())
        element->setSource(qobject_cast<SseSource *>(element->parent()));
}

#endif
