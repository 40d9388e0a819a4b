// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef TYPIST_H
#define TYPIST_H

#include <QtCore/QObject>
#include <QtCore/QTimer>

// Types into a window as a person does, key by key, for machines without one.
class Typist : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Typist)
public:
    explicit Typist(QObject *window, QObject *parent = nullptr);
    ~Typist() override;

    // Takes about the same time for each text, and ends with the return key.
    void type(const QString &text);

    static void press(QObject *window, int key, const QString &text = {});

private:
    void typeKeys();

    QObject *const m_window;
    QString m_untyped; // what is left of the text that is being typed
    qsizetype m_stroke = 1; // characters at a time
    QTimer m_keys;
};

#endif
