// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSECONNECTIONACTIONS_H
#define SSEQT_SSECONNECTIONACTIONS_H

#include <SseQt/sseqtwidgetsglobal.h>
#include <SseQt/ssesource.h>

#include <QtCore/qobject.h>

#include <memory>

QT_FORWARD_DECLARE_CLASS(QAction)
class SseConnectionActionsPrivate;

class SSEQT_WIDGETS_EXPORT SseConnectionActions : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SseConnectionActions)
    Q_PROPERTY(SseSource *source READ source WRITE setSource NOTIFY sourceChanged)
public:
    explicit SseConnectionActions(QObject *parent = nullptr);
    explicit SseConnectionActions(SseSource *source, QObject *parent = nullptr);
    ~SseConnectionActions() override;

    [[nodiscard]] SseSource *source() const;
    void setSource(SseSource *source);
    [[nodiscard]] QAction *connectAction() const;
    [[nodiscard]] QAction *disconnectAction() const;

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void sourceChanged();

private:
    friend class SseConnectionActionsPrivate;
    const std::unique_ptr<SseConnectionActionsPrivate> d;
};

#endif
