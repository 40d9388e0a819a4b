// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSECOROGLOBAL_H
#define SSEQT_SSECOROGLOBAL_H

#include <QtCore/qglobal.h>

#if defined(SSEQT_CORO_STATIC)
#define SSEQT_CORO_EXPORT
#elif defined(SSEQT_BUILD_CORO)
#define SSEQT_CORO_EXPORT Q_DECL_EXPORT
#else
#define SSEQT_CORO_EXPORT Q_DECL_IMPORT
#endif

#endif
