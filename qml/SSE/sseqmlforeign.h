// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSEQMLFOREIGN_H
#define SSEQT_SSEQMLFOREIGN_H

#include <SseQt/SseError>
#include <SseQt/SseEvent>
#include <SseQt/SseEventFilterModel>
#include <SseQt/SseEventModel>
#include <SseQt/SsePendingAttempt>
#include <SseQt/SseReconnectPolicy>
#include <SseQt/SseSource>
#include <SseQt/SseStatistics>

#include <QtCore/qobject.h>
// qqmlregistration.h alone does not bring QML_FOREIGN in 6.4.
#include <QtQml/qqml.h>

// What QML knows of the core, which itself knows nothing of QML.

// The base of the element SseSource: a property of this type takes the QML element and a C++ object
// alike.
struct SseSourceForeign
{
    Q_GADGET
    QML_FOREIGN(SseSource)
    QML_NAMED_ELEMENT(SseSourceBase)
    QML_UNCREATABLE("SseSourceBase is the type of properties; the element is SseSource")
    QML_ADDED_IN_VERSION(1, 0)
};

struct SseEventForeign
{
    Q_GADGET
    QML_FOREIGN(SseEvent)
    QML_VALUE_TYPE(sseEvent)
    QML_ADDED_IN_VERSION(1, 0)
};

// The base of the element SseEventModel.
struct SseEventModelForeign
{
    Q_GADGET
    QML_FOREIGN(SseEventModel)
    QML_ANONYMOUS
    QML_ADDED_IN_VERSION(1, 0)
};

struct SseEventFilterModelForeign
{
    Q_GADGET
    QML_FOREIGN(SseEventFilterModel)
    QML_NAMED_ELEMENT(SseEventFilterModel)
    QML_ADDED_IN_VERSION(1, 0)
};

struct SseErrorForeign
{
    Q_GADGET
    QML_FOREIGN(SseError)
    QML_VALUE_TYPE(sseError)
    QML_ADDED_IN_VERSION(1, 0)
};

// A value type's enums need a name that begins with a capital: SseError.ConnectionFailed. That the
// type behind it is an object and not the value type itself is for qmllint of 6.4, which would not
// see it otherwise.
class SseErrorCodes : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(SseError)
    QML_UNCREATABLE("SseError holds the codes of errors")
    QML_EXTENDED_NAMESPACE(SseError)
    QML_ADDED_IN_VERSION(1, 0)
};

struct SseReconnectPolicyForeign
{
    Q_GADGET
    QML_FOREIGN(SseReconnectPolicy)
    QML_VALUE_TYPE(sseReconnectPolicy)
    QML_ADDED_IN_VERSION(1, 0)
};

class SseReconnectPolicyEnums : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(SseReconnectPolicy)
    QML_UNCREATABLE("SseReconnectPolicy holds the enums of policies")
    QML_EXTENDED_NAMESPACE(SseReconnectPolicy)
    QML_ADDED_IN_VERSION(1, 0)
};

struct SsePendingAttemptForeign
{
    Q_GADGET
    QML_FOREIGN(SsePendingAttempt)
    QML_VALUE_TYPE(ssePendingAttempt)
    QML_ADDED_IN_VERSION(1, 0)
};

struct SseStatisticsForeign
{
    Q_GADGET
    QML_FOREIGN(SseStatistics)
    QML_VALUE_TYPE(sseStatistics)
    QML_ADDED_IN_VERSION(1, 0)
};

#endif
