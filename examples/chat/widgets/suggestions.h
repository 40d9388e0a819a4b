// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SUGGESTIONS_H
#define SUGGESTIONS_H

#include <QtCore/QList>
#include <QtWidgets/QWidget>

class Profiles;
class QAbstractScrollArea;
class QBoxLayout;
class QLabel;
class SuggestionCard;

// What is there before anything was said: a greeting, and something to begin with. It lies over the
// view of the conversation.
class Suggestions : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Suggestions)
public:
    explicit Suggestions(const Profiles *profiles, QAbstractScrollArea *view);
    ~Suggestions() override;

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void promptChosen(const QString &prompt);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void makeCards();
    void updateTexts();
    void updateFonts();

    const Profiles *const m_profiles;
    QLabel *const m_picture;
    QLabel *const m_title;
    QLabel *const m_subtitle;
    QList<SuggestionCard *> m_cards;
    QBoxLayout *m_cardLayout = nullptr;
};

#endif
