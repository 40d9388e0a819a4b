// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef ANNOUNCEMENTS_H
#define ANNOUNCEMENTS_H

#include <QtCore/QObject>
#include <QtQml/qqmlregistration.h>
#include <QtQuick/QQuickItem>

// Words for screen readers, said when what is being read is over.
class Announcements : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Announcements)
    QML_ELEMENT
    QML_SINGLETON
public:
    explicit Announcements(QObject *parent = nullptr);
    ~Announcements() override;

    Q_INVOKABLE static void say(QQuickItem *item, const QString &text);
};

#endif
