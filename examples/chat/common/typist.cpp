// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "typist.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QKeyEvent>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// A text takes so many, however long it is.
constexpr qsizetype Strokes = 20;

} // namespace

Typist::Typist(QObject *window, QObject *parent)
    : QObject(parent)
    , m_window(window)
{
    m_keys.setInterval(16ms);
    connect(&m_keys, &QTimer::timeout, this, &Typist::typeKeys);
}

Typist::~Typist() = default;

void Typist::type(const QString &text)
{
    m_untyped = text;
    m_stroke = text.size() / Strokes + 1;
    m_keys.start();
}

void Typist::typeKeys()
{
    for (qsizetype i = 0; i < m_stroke && !m_untyped.isEmpty(); ++i) {
        press(m_window, Qt::Key_unknown, m_untyped.first(1));
        m_untyped.remove(0, 1);
    }
    if (m_untyped.isEmpty()) {
        m_keys.stop();
        press(m_window, Qt::Key_Return, u"\r"_s);
    }
}

void Typist::press(QObject *window, int key, const QString &text)
{
    for (const auto type : { QEvent::KeyPress, QEvent::KeyRelease }) {
        QKeyEvent event(type, key, Qt::NoModifier, text);
        QCoreApplication::sendEvent(window, &event);
    }
}
