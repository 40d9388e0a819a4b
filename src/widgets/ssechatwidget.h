// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSECHATWIDGET_H
#define SSEQT_SSECHATWIDGET_H

#include <SseQt/chatsession.h>
#include <SseQt/ssechatinput.h>
#include <SseQt/ssechatview.h>
#include <SseQt/sseqtwidgetsglobal.h>

#include <QtWidgets/qwidget.h>

#include <memory>

class SseChatWidgetPrivate;

class SSEQT_WIDGETS_EXPORT SseChatWidget : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SseChatWidget)
    Q_PROPERTY(ChatSession *session READ session WRITE setSession NOTIFY sessionChanged)
public:
    explicit SseChatWidget(QWidget *parent = nullptr);
    explicit SseChatWidget(ChatSession *session, QWidget *parent = nullptr);
    ~SseChatWidget() override;

    [[nodiscard]] ChatSession *session() const;
    void setSession(ChatSession *session);

    [[nodiscard]] SseChatView *view() const;
    [[nodiscard]] SseChatInput *input() const;

Q_SIGNALS:
    void sessionChanged();

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    friend class SseChatWidgetPrivate;
    const std::unique_ptr<SseChatWidgetPrivate> d;
};

#endif
