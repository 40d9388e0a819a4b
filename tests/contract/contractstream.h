// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef CONTRACTSTREAM_H
#define CONTRACTSTREAM_H

#include "callbackqueue.h"

#include <SseQt/SseSource>

#include <QtCore/qset.h>

#include <optional>

struct StreamCommand;
struct StreamParameters;

// One SseSource, set up as a harness wants it, whose signals go to the harness. Closes when it is
// destroyed, and says no more then.
class ContractStream : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ContractStream)

public:
    ContractStream(const StreamParameters &parameters, const QString &id);

    // Why the source refuses the request, if it does. It is asked for no other then.
    [[nodiscard]] std::optional<QString> open();
    void obey(const StreamCommand &command);

private:
    void listen(const QString &type);
    void restart();
    void reportComments();
    void reportErrors();

    CallbackQueue m_callbacks;
    SseSource m_source;
    QSet<QString> m_types; // that are listened for
};

#endif
