// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SHOWNTEXT_H
#define SHOWNTEXT_H

#include <QtCore/QObject>
#include <QtQml/qqmlregistration.h>

// What a service has sent, made fit to be shown.
class ShownText : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ShownText)
    QML_ELEMENT
    QML_SINGLETON
public:
    // As much of JSON as is shown: what is longer costs time each time it grows, and nobody reads
    // it.
    static constexpr int Limit = 4000;

    explicit ShownText(QObject *parent = nullptr);
    ~ShownText() override;

    // The beginning of JSON that may be only half there, in lines that are indented; what is no
    // JSON, as it is.
    [[nodiscard]] Q_INVOKABLE static QString json(const QString &text);
    // What json() leaves out, in characters.
    [[nodiscard]] Q_INVOKABLE static int excess(const QString &text);
    // A name, for a label beside others: in one line, not too long, and without the characters that
    // turn the direction of what follows.
    [[nodiscard]] Q_INVOKABLE static QString label(const QString &name);
    // For what is about to be allowed: nothing in it hides, or turns the direction of what follows.
    [[nodiscard]] Q_INVOKABLE static QString plain(const QString &text);
};

#endif
