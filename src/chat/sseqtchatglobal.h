// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSEQTCHATGLOBAL_H
#define SSEQT_SSEQTCHATGLOBAL_H

#include <QtCore/qglobal.h>

#if defined(SSEQT_STATIC)
#define SSEQT_CHAT_EXPORT
#elif defined(SSEQT_BUILD_CHAT)
#define SSEQT_CHAT_EXPORT Q_DECL_EXPORT
#else
#define SSEQT_CHAT_EXPORT Q_DECL_IMPORT
#endif

#endif
