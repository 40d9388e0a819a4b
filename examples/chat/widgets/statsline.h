// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef STATSLINE_H
#define STATSLINE_H

#include <SseQt/ChatSession>

#include <QtCore/QPointer>
#include <QtWidgets/QLabel>

class Profiles;

// The model, how fast it speaks, and how much it has said.
class StatsLine : public QLabel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StatsLine)
public:
    explicit StatsLine(const Profiles *profiles, QWidget *parent = nullptr);
    ~StatsLine() override;

    void setSession(ChatSession *session);
    [[nodiscard]] QString fullText() const { return m_text; }

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void refresh();
    void elide();

    const Profiles *const m_profiles;
    QPointer<ChatSession> m_session;
    QString m_text;
};

#endif
