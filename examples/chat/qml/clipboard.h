// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef CLIPBOARD_H
#define CLIPBOARD_H

#include <QtCore/QObject>
#include <QtQml/qqmlregistration.h>

// The system's clipboard, to which QML has no way of its own.
class Clipboard : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Clipboard)
    QML_ELEMENT
    QML_SINGLETON
public:
    explicit Clipboard(QObject *parent = nullptr);
    ~Clipboard() override;

    Q_INVOKABLE static void put(const QString &text);
    // The length of the text that would be pasted.
    [[nodiscard]] Q_INVOKABLE static int length();
};

#endif
