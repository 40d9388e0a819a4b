// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSECHATINPUT_H
#define SSEQT_SSECHATINPUT_H

#include <SseQt/sseqtwidgetsglobal.h>

#include <QtCore/qstringlist.h>
#include <QtWidgets/qwidget.h>

#include <memory>

class SseChatInputPrivate;

class SSEQT_WIDGETS_EXPORT SseChatInput : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SseChatInput)
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY textChanged)
    Q_PROPERTY(QString placeholderText READ placeholderText WRITE setPlaceholderText NOTIFY
                   placeholderTextChanged)
    Q_PROPERTY(bool busy READ isBusy WRITE setBusy NOTIFY busyChanged)
    Q_PROPERTY(QStringList history READ history WRITE setHistory NOTIFY historyChanged)
    Q_PROPERTY(int maximumLines READ maximumLines WRITE setMaximumLines NOTIFY maximumLinesChanged)
public:
    explicit SseChatInput(QWidget *parent = nullptr);
    ~SseChatInput() override;

    [[nodiscard]] QString text() const;
    [[nodiscard]] QString placeholderText() const;
    void setPlaceholderText(const QString &text);
    [[nodiscard]] bool isBusy() const;
    [[nodiscard]] QStringList history() const;
    void setHistory(const QStringList &history);
    [[nodiscard]] int maximumLines() const;
    void setMaximumLines(int lines);

public Q_SLOTS:
    void setText(const QString &text);
    void setBusy(bool busy);
    void submit();

Q_SIGNALS:
    void submitted(const QString &text);
    void stopRequested();
    void textChanged();
    void busyChanged(bool busy);
    void historyChanged();
    void placeholderTextChanged(const QString &text);
    void maximumLinesChanged(int lines);

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    friend class SseChatInputPrivate;
    const std::unique_ptr<SseChatInputPrivate> d;
};

#endif
