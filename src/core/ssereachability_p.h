// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSEREACHABILITY_P_H
#define SSEQT_SSEREACHABILITY_P_H

#include "sseqtglobal.h"

#include <QtCore/qobject.h>

#include <atomic>

// Whether the machine has a network, as far as anybody knows; online where nobody does.
class SSEQT_CORE_EXPORT SseReachability : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SseReachability)
public:
    explicit SseReachability(QObject *parent = nullptr);
    ~SseReachability() override;

    // The program's, which follows QNetworkInformation. For all threads.
    [[nodiscard]] static SseReachability *system();

    [[nodiscard]] bool isOnline() const { return m_isOnline; }
    void setOnline(bool online);

Q_SIGNALS:
    void onlineChanged(bool online);

private:
    std::atomic<bool> m_isOnline = true;
};

#endif
