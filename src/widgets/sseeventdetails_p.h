// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSEEVENTDETAILS_P_H
#define SSEQT_SSEEVENTDETAILS_P_H

#include <SseQt/sseeventmodel.h>

#include <QtCore/qdatetime.h>
#include <QtWidgets/qplaintextedit.h>
#include <QtWidgets/qwidget.h>

class QToolButton;
class SseElidedLabel;

// A text to be read, from which parts can be copied. Other keys are not its own.
class SseEventText : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit SseEventText(QWidget *parent);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
};

// The row that was chosen, at length. It stays when the row has gone.
class SseEventDetails : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SseEventDetails)
public:
    explicit SseEventDetails(QWidget *parent);

    [[nodiscard]] bool hasRow() const { return m_hasRow; }
    void show(const SseEventModel *model, int row);
    void clear();
    void retranslate();

    // As they came.
    [[nodiscard]] QString wholeText() const;
    [[nodiscard]] QString rowText() const;
    // What a screen reader says of the row.
    [[nodiscard]] QString beginning() const;

Q_SIGNALS:
    void closePressed();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] bool isEvent() const { return m_kind == SseEventModel::Kind::Event; }
    [[nodiscard]] QString summary() const;
    void updateFont();
    void updateIcon();

    SseElidedLabel *const m_typeLabel;
    SseElidedLabel *const m_summaryLabel;
    QToolButton *const m_closeButton;
    SseEventText *const m_edit;
    bool m_hasRow = false;
    SseEventModel::Kind m_kind = SseEventModel::Kind::Event;
    SseEvent m_event;
    QDateTime m_received;
    QString m_type;
    QString m_text;
};

#endif
