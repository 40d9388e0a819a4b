// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef LOSSQUESTION_H
#define LOSSQUESTION_H

#include <QtCore/QString>

#include <functional>

class QWidget;

// What is asked before something is lost. To keep it is the default.
struct LossQuestion
{
    QString objectName;
    QString title;
    QString text;
    QString details;
    QString yes; // on the button

    // Calls \a lose if that is the answer, and \a parent is there still.
    void ask(QWidget *parent, std::function<void()> lose) const;
};

#endif
