// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "thinsplitter.h"

#include "look.h"

#include <QtGui/QPainter>

namespace {

class Line final : public QSplitterHandle
{
public:
    using QSplitterHandle::QSplitterHandle;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.fillRect(
            rect(),
            Look::mixed(palette(), QPalette::Window, palette().color(QPalette::WindowText), 0.18));
    }
};

} // namespace

// Qt lets a line of one pixel be grasped beside it as well.
ThinSplitter::ThinSplitter(QWidget *parent)
    : QSplitter(parent)
{
    setHandleWidth(1);
    setChildrenCollapsible(false);
}

ThinSplitter::~ThinSplitter() = default;

QSplitterHandle *ThinSplitter::createHandle()
{
    return new Line(orientation(), this);
}
