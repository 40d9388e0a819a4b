// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_TEST_CHATNAMES_H
#define SSEQT_TEST_CHATNAMES_H

#include <QtCore/qmetaobject.h>
#include <QtCore/qstring.h>

// How the header calls that value of an enum.
template<typename Enum>
QString nameOf(Enum value)
{
    return QLatin1String(QMetaEnum::fromType<Enum>().valueToKey(int(value)));
}

#endif
