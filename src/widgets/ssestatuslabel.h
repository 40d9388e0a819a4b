// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSESTATUSLABEL_H
#define SSEQT_SSESTATUSLABEL_H

#include <SseQt/sseqtwidgetsglobal.h>
#include <SseQt/ssesource.h>

#include <QtGui/qcolor.h>
#include <QtWidgets/qwidget.h>

#include <memory>

class SseStatusLabelPrivate;

class SSEQT_WIDGETS_EXPORT SseStatusLabel : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SseStatusLabel)
    Q_PROPERTY(SseSource *source READ source WRITE setSource NOTIFY sourceChanged)
    Q_PROPERTY(bool compact READ isCompact WRITE setCompact NOTIFY compactChanged)
    Q_PROPERTY(Status status READ status NOTIFY statusChanged)
    Q_PROPERTY(QString text READ text NOTIFY textChanged)
    Q_PROPERTY(QString errorMessage READ errorMessage NOTIFY errorMessageChanged)
    Q_PROPERTY(QColor color READ color)
public:
    enum class Status {
        NoSource,
        Closed,
        Failed,
        Connecting,
        Connected,
        Paused,
        Waiting,
        Offline,
    };
    Q_ENUM(Status)

    explicit SseStatusLabel(QWidget *parent = nullptr);
    explicit SseStatusLabel(SseSource *source, QWidget *parent = nullptr);
    ~SseStatusLabel() override;

    [[nodiscard]] SseSource *source() const;
    void setSource(SseSource *source);
    [[nodiscard]] bool isCompact() const;
    void setCompact(bool compact);
    [[nodiscard]] Status status() const;
    [[nodiscard]] QString text() const;
    [[nodiscard]] QString errorMessage() const;
    [[nodiscard]] QColor color() const;

Q_SIGNALS:
    void sourceChanged();
    void compactChanged(bool compact);
    void statusChanged(SseStatusLabel::Status status);
    void textChanged(const QString &text);
    void errorMessageChanged(const QString &message);

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    friend class SseStatusLabelPrivate;
    const std::unique_ptr<SseStatusLabelPrivate> d;
};

#endif
