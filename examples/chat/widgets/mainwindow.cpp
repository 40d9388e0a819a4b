// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "mainwindow.h"

using namespace Qt::StringLiterals;

MainWindow::MainWindow(QWidget *parent)
    : QMainWindow(parent)
    , m_chat(new SseChatWidget(this))
{
    m_chat->setObjectName(u"chat"_s);
    setCentralWidget(m_chat);
    setWindowTitle(tr("SseQt Chat"));
    resize(1040, 720);
}

MainWindow::~MainWindow() = default;
