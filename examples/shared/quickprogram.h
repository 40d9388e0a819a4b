// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef QUICKPROGRAM_H
#define QUICKPROGRAM_H

#include <QtCore/QString>

QT_FORWARD_DECLARE_CLASS(QQmlApplicationEngine)
QT_FORWARD_DECLARE_CLASS(QQuickWindow)

// What the examples in QML do alike.
namespace QuickProgram {

// Loads the element Main of the module, and returns the window; null if it cannot be loaded.
[[nodiscard]] QQuickWindow *load(QQmlApplicationEngine *engine, const QString &module);

// Writes what the window shows. Returns an empty text, or what went wrong.
[[nodiscard]] QString savePicture(QQuickWindow *window, const QString &file);

} // namespace QuickProgram

#endif
