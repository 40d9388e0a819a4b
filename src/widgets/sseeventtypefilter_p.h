// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSEEVENTTYPEFILTER_P_H
#define SSEQT_SSEEVENTTYPEFILTER_P_H

#include <SseQt/sseeventmodel.h>

#include <QtWidgets/qcombobox.h>

// Lets one type of events through, of those that the model has.
class SseEventTypeFilter : public QComboBox
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SseEventTypeFilter)
public:
    SseEventTypeFilter(const SseEventModel *events, QWidget *parent);

    // All, when there are none.
    [[nodiscard]] QStringList types() const;
    void retranslate();
    void showPopup() override;

Q_SIGNALS:
    void typesChanged();

protected:
    void focusInEvent(QFocusEvent *event) override;

private:
    void refresh();

    const SseEventModel *const m_events;
    QString m_chosen;
};

#endif
