// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSEEVENTTOOLBAR_P_H
#define SSEQT_SSEEVENTTOOLBAR_P_H

#include "sseicon_p.h"

#include <SseQt/sseeventmodel.h>

#include <QtWidgets/qwidget.h>

#include <utility>

class QGridLayout;
class QLineEdit;
class QToolButton;
class SseEventTypeFilter;

// What is shown, and what can be done with it: on one line, or on two where that is narrow.
class SseEventToolBar : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SseEventToolBar)
public:
    SseEventToolBar(const SseEventModel *events, QWidget *parent);

    [[nodiscard]] QString text() const;
    [[nodiscard]] QStringList types() const;
    [[nodiscard]] SseEventModel::Contents contents() const;
    void takeFocus();
    void setPaused(bool paused);
    void setPossible(bool clear, bool copy, bool save);
    void retranslate();
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void filterChanged();
    void pauseToggled(bool paused);
    void clearPressed();
    void copyPressed();
    void savePressed();

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QToolButton *addButton(const QString &name, SseIcon::Shape shape);
    void updateIcons();

    SseEventTypeFilter *m_typeFilter;
    QLineEdit *m_field;
    QGridLayout *m_layout;
    QWidget *m_filters;
    QWidget *m_buttons;
    QList<std::pair<QToolButton *, SseIcon::Shape>> m_shapes;
    QToolButton *m_pause;
    QToolButton *m_clear;
    QToolButton *m_connection;
    QToolButton *m_comments;
    QToolButton *m_copy;
    QToolButton *m_save;
    bool m_isNarrow = false;
};

#endif
