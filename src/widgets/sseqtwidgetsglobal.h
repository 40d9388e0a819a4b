// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSEQTWIDGETSGLOBAL_H
#define SSEQT_SSEQTWIDGETSGLOBAL_H

#include <QtCore/qglobal.h>

#if defined(SSEQT_STATIC)
#define SSEQT_WIDGETS_EXPORT
#elif defined(SSEQT_BUILD_WIDGETS)
#define SSEQT_WIDGETS_EXPORT Q_DECL_EXPORT
#else
#define SSEQT_WIDGETS_EXPORT Q_DECL_IMPORT
#endif

#endif
