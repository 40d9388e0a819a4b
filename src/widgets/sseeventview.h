// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSEEVENTVIEW_H
#define SSEQT_SSEEVENTVIEW_H

#include <SseQt/sseeventmodel.h>
#include <SseQt/sseqtwidgetsglobal.h>
#include <SseQt/ssesource.h>

#include <QtCore/qurl.h>
#include <QtWidgets/qwidget.h>

#include <memory>

class SseEventViewPrivate;

class SSEQT_WIDGETS_EXPORT SseEventView : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SseEventView)
    Q_PROPERTY(SseSource *source READ source WRITE setSource NOTIFY sourceChanged)
    Q_PROPERTY(int maximumCount READ maximumCount WRITE setMaximumCount NOTIFY maximumCountChanged)
    Q_PROPERTY(bool paused READ isPaused WRITE setPaused NOTIFY pausedChanged)
public:
    explicit SseEventView(QWidget *parent = nullptr);
    explicit SseEventView(SseSource *source, QWidget *parent = nullptr);
    ~SseEventView() override;

    [[nodiscard]] SseSource *source() const;
    void setSource(SseSource *source);
    [[nodiscard]] int maximumCount() const;
    void setMaximumCount(int count);
    [[nodiscard]] bool isPaused() const;
    [[nodiscard]] SseEventModel *model() const;

    QString save(const QUrl &file);

    [[nodiscard]] QSize sizeHint() const override;

public Q_SLOTS:
    void setPaused(bool paused);
    void clear();

Q_SIGNALS:
    void sourceChanged();
    void maximumCountChanged(int count);
    void pausedChanged(bool paused);

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    friend class SseEventViewPrivate;
    const std::unique_ptr<SseEventViewPrivate> d;
};

#endif
