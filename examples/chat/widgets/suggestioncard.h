// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SUGGESTIONCARD_H
#define SUGGESTIONCARD_H

#include <QtWidgets/QAbstractButton>

// A button with a title, and below it what will come of it.
class SuggestionCard : public QAbstractButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SuggestionCard)
public:
    explicit SuggestionCard(QWidget *parent = nullptr);
    ~SuggestionCard() override;

    void set(const QString &prompt, const QString &title, const QString &text);
    [[nodiscard]] QString prompt() const { return m_prompt; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override;
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QFont titleFont() const;

    QString m_prompt;
    QString m_explanation;
};

#endif
