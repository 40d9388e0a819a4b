// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef THINSPLITTER_H
#define THINSPLITTER_H

#include <QtWidgets/QSplitter>

// Its parts are told apart by a line alone.
class ThinSplitter : public QSplitter
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ThinSplitter)
public:
    explicit ThinSplitter(QWidget *parent = nullptr);
    ~ThinSplitter() override;

protected:
    QSplitterHandle *createHandle() override;
};

#endif
