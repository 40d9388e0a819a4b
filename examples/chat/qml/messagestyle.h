// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef MESSAGESTYLE_H
#define MESSAGESTYLE_H

#include <QtCore/QObject>
#include <QtQml/qqmlregistration.h>
#include <QtQuick/QQuickTextDocument>

// What TextEdit has no property for.
class MessageStyle : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MessageStyle)
    QML_ELEMENT
    QML_SINGLETON
public:
    explicit MessageStyle(QObject *parent = nullptr);
    ~MessageStyle() override;

    // Makes each line of \a document so many pixels high, whatever fonts its characters are taken
    // from. Text that is inserted later keeps to it.
    Q_INVOKABLE void setLineHeight(QQuickTextDocument *document, qreal height) const;
};

#endif
