// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "announcements.h"

#include <QtGui/QAccessible>

Announcements::Announcements(QObject *parent)
    : QObject(parent)
{ }

Announcements::~Announcements() = default;

void Announcements::say(QQuickItem *item, const QString &text)
{
    if (!item || !QAccessible::isActive())
        return;
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    QAccessibleAnnouncementEvent event(item, text); // polite unless told otherwise
#else
    // There is nothing better: the item's name has changed to the text.
    Q_UNUSED(text)
    QAccessibleEvent event(item, QAccessible::Alert);
#endif
    QAccessible::updateAccessibility(&event);
}
