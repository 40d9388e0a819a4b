// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef NOTICEBAR_H
#define NOTICEBAR_H

#include <QtCore/QStringList>
#include <QtWidgets/QFrame>

class QLabel;
class QToolButton;

// What went wrong beside the conversation: it stays in sight until it is closed.
class NoticeBar : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NoticeBar)
public:
    static constexpr int MostNotices = 4; // in sight: the newest

    explicit NoticeBar(QWidget *parent = nullptr);
    ~NoticeBar() override;

    void tell(const QString &text);
    [[nodiscard]] QString text() const;

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void retranslate();

    QLabel *const m_label;
    QToolButton *const m_close;
    QStringList m_notices;
};

#endif
