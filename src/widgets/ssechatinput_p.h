// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSECHATINPUT_P_H
#define SSEQT_SSECHATINPUT_P_H

#include "ssechatinput.h"
#include "ssestylesheet_p.h"

#include <QtWidgets/qplaintextedit.h>

#include <optional>

class QToolButton;

// A field that is as high as its text, up to a number of lines.
class SseChatInputEdit : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit SseChatInputEdit(QWidget *parent);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool isAtFirstLine() const;
    [[nodiscard]] bool isAtLastLine() const;

    int maximumLines = 8;
    bool isStoppable = false; // by Escape, which is for others else

Q_SIGNALS:
    void submitPressed();
    void stopPressed();
    void historyPressed(int step);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] int heightOf(int lines) const;
    [[nodiscard]] bool takeKey(const QKeyEvent *event);
};

class SseChatInputPrivate
{
public:
    explicit SseChatInputPrivate(SseChatInput *input);

    void retranslate();
    void updateButton();
    [[nodiscard]] bool remember(const QString &text);
    void leaveHistory();
    void recall(int step);

    SseChatInput *const q;
    SseChatInputEdit *const edit;
    QToolButton *const button;
    SseStyleSheet styleSheet;
    std::optional<QString> placeholder; // the program's own
    QStringList history; // the oldest first
    bool isBusy = false;

private:
    qsizetype m_place = 0; // in the history; behind its end is what is being written
    QString m_draft;
    bool m_isRecalling = false;
};

#endif
