// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSECAT_INTERRUPTION_H
#define SSECAT_INTERRUPTION_H

#include <QtCore/qobject.h>

// SIGINT and SIGTERM as a signal of Qt's, where the system has them; elsewhere they end the
// process. There can be one object of this class at a time.
class Interruption : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Interruption)
public:
    explicit Interruption(QObject *parent = nullptr);
    ~Interruption() override;

Q_SIGNALS:
    void interrupted();
};

#endif
