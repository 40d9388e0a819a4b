// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSEQTGLOBAL_H
#define SSEQT_SSEQTGLOBAL_H

#include <QtCore/qglobal.h>

#if defined(SSEQT_STATIC)
#define SSEQT_CORE_EXPORT
#elif defined(SSEQT_BUILD_CORE)
#define SSEQT_CORE_EXPORT Q_DECL_EXPORT
#else
#define SSEQT_CORE_EXPORT Q_DECL_IMPORT
#endif

#endif
