// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_TEST_BACKWARDS_H
#define SSEQT_TEST_BACKWARDS_H

#include <QtCore/qcoreapplication.h>
#include <QtCore/qtranslator.h>

#include <algorithm>

// A language that says everything backwards, while it lives.
class Backwards : public QTranslator
{
public:
    Backwards()
    {
        QCoreApplication::installTranslator(this);
        QCoreApplication::sendPostedEvents();
    }
    ~Backwards() override
    {
        QCoreApplication::removeTranslator(this);
        QCoreApplication::sendPostedEvents();
    }

    [[nodiscard]] QString translate(const char *, const char *text, const char *,
                                    int) const override
    {
        QString words = QString::fromUtf8(text);
        std::reverse(words.begin(), words.end());
        return words;
    }
    [[nodiscard]] bool isEmpty() const override { return false; }
};

#endif
