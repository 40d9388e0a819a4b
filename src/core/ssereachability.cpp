// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssereachability_p.h"

#include <QtCore/qatomic.h>
#include <QtCore/qcoreapplication.h>
#include <QtCore/qmetaobject.h>
#include <QtCore/qthread.h>
#include <QtNetwork/qnetworkinformation.h>

namespace {

// Follows QNetworkInformation, which belongs to the application's thread, and is there for as long
// as the application is.
void follow(SseReachability *reachability)
{
    using Reachability = QNetworkInformation::Reachability;
    QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Reachability);
    const QNetworkInformation *const information = QNetworkInformation::instance();
    if (!information)
        return;
    // All else may be enough for whatever the stream comes from, a machine in the next room.
    const auto take = [reachability](Reachability value) {
        reachability->setOnline(value != Reachability::Disconnected);
    };
    QObject::connect(information, &QNetworkInformation::reachabilityChanged, reachability, take,
                     Qt::DirectConnection);
    QObject::connect(
        information, &QObject::destroyed, reachability,
        [reachability] { reachability->setOnline(true); }, Qt::DirectConnection);
    take(information->reachability());
}

} // namespace

SseReachability::SseReachability(QObject *parent)
    : QObject(parent)
{ }

SseReachability::~SseReachability() = default;

SseReachability *SseReachability::system()
{
    // Never destroyed: sources in other threads may outlive the application.
    static SseReachability *const reachability = new SseReachability;
    // The backend is loaded for the first source that has to wait, and once more for an application
    // that was made after another.
    static QBasicAtomicInt isFollowed = Q_BASIC_ATOMIC_INITIALIZER(0);
    QCoreApplication *const application = QCoreApplication::instance();
    if (application && isFollowed.testAndSetOrdered(0, 1)) {
        qAddPostRoutine([] { isFollowed.storeRelease(0); });
        QMetaObject::invokeMethod(
            application, [] { follow(reachability); },
            QThread::currentThread() == application->thread() ? Qt::DirectConnection
                                                              : Qt::QueuedConnection);
    }
    return reachability;
}

void SseReachability::setOnline(bool online)
{
    if (m_isOnline.exchange(online) != online)
        Q_EMIT onlineChanged(online);
}

#include "moc_ssereachability_p.cpp"
