// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "folds.h"

Folds::Folds(QObject *parent)
    : QObject(parent)
{ }

Folds::~Folds() = default;

bool Folds::isOpen(QObject *part) const
{
    return m_open.contains(part);
}

void Folds::setOpen(QObject *part, bool open)
{
    if (!part || isOpen(part) == open)
        return;
    if (open) {
        m_open.insert(part);
        connect(part, &QObject::destroyed, this, [this](QObject *gone) { m_open.remove(gone); });
    } else {
        m_open.remove(part);
        part->disconnect(this);
    }
    ++m_revision;
    Q_EMIT revisionChanged();
}
