// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef CHATWIDGETS_CONVERSATIONLIST_H
#define CHATWIDGETS_CONVERSATIONLIST_H

#include <QtWidgets/QListView>

// A list that says why it is empty.
class ConversationList : public QListView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConversationList)
public:
    explicit ConversationList(QWidget *parent = nullptr);

    [[nodiscard]] bool isEditing() const { return state() == EditingState; }
    void setEmptyText(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_emptyText;
};

#endif
