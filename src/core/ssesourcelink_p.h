// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSESOURCELINK_P_H
#define SSEQT_SSESOURCELINK_P_H

#include "ssesource.h"

#include <QtCore/qpointer.h>

// The source that an object follows, which may be another's and be destroyed first.
class SseSourceLink
{
public:
    [[nodiscard]] SseSource *source() const { return m_source; }

    // Lets go of the old source, and calls \a destroyed when the new one is. Returns whether there
    // is a change.
    template<typename Owner>
    [[nodiscard]] bool set(SseSource *source, Owner *owner, void (Owner::*destroyed)())
    {
        if (m_source == source)
            return false;
        if (m_source)
            m_source->disconnect(owner);
        m_source = source;
        m_isNear = source && source->thread() == owner->thread();
        if (source)
            QObject::connect(source, &QObject::destroyed, owner, destroyed);
        return true;
    }

    // The source, if it may be asked: not one that lives in another thread.
    [[nodiscard]] SseSource *nearSource() const { return m_isNear ? m_source.data() : nullptr; }

    // Whether what arrives is still to be delivered: another handler of the same event may have
    // closed the source, or opened it anew.
    [[nodiscard]] bool isLive() const
    {
        return !m_isNear || (m_source && m_source->readyState() == SseSource::ReadyState::Open);
    }

private:
    QPointer<SseSource> m_source;
    bool m_isNear = false;
};

#endif
