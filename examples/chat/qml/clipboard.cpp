// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "clipboard.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>

Clipboard::Clipboard(QObject *parent)
    : QObject(parent)
{ }

Clipboard::~Clipboard() = default;

void Clipboard::put(const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
}

int Clipboard::length()
{
    return int(QGuiApplication::clipboard()->text().size());
}
