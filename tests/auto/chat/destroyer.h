// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_TEST_DESTROYER_H
#define SSEQT_TEST_DESTROYER_H

#include <QtCore/qobject.h>

#include <memory>

// Destroys an object when it is told to, as by the object's own signal.
class Destroyer : public QObject
{
    Q_OBJECT
public:
    std::unique_ptr<QObject> victim;

public Q_SLOTS:
    void destroy() { victim.reset(); }
};

#endif
