// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef MAINWINDOW_H
#define MAINWINDOW_H

#include <SseQt/ChatSession>
#include <SseQt/SseChatWidget>

#include <QtWidgets/QMainWindow>

// The window of the chat.
class MainWindow : public QMainWindow
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MainWindow)
public:
    explicit MainWindow(QWidget *parent = nullptr);
    ~MainWindow() override;

    [[nodiscard]] SseChatWidget *chat() const { return m_chat; }

private:
    SseChatWidget *const m_chat;
};

#endif
