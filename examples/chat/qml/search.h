// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SEARCH_H
#define SEARCH_H

#include <SseQt/ChatMarkdownModel>
#include <SseQt/ChatModel>

#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QTimer>
#include <QtQml/qqmlregistration.h>

#include <memory>
#include <unordered_map>

// Finds text in the conversation as it is shown: what Markdown is made of, and what has no place in
// the view, is not found.
class Search : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Search)
    Q_PROPERTY(ChatModel *messages READ messages WRITE setMessages NOTIFY messagesChanged)
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY textChanged)
    Q_PROPERTY(int count READ count NOTIFY hitsChanged)
    Q_PROPERTY(bool isLimited READ isLimited NOTIFY hitsChanged) // there are more
    Q_PROPERTY(int current READ current NOTIFY hitChanged) // from 0; -1 without one
    // Where the current hit is.
    Q_PROPERTY(int row READ row NOTIFY hitChanged)
    Q_PROPERTY(ChatPart *part READ part NOTIFY hitChanged)
    Q_PROPERTY(Field field READ field NOTIFY hitChanged)
    Q_PROPERTY(int block READ block NOTIFY hitChanged)
    Q_PROPERTY(int position READ position NOTIFY hitChanged)
    Q_PROPERTY(int ordinal READ ordinal NOTIFY hitChanged) // among those of the block, from 0
    Q_PROPERTY(int length READ length NOTIFY textChanged)
    QML_ELEMENT
public:
    // What of a part it is that is shown in an element of its own.
    enum class Field { Text, Name, Arguments, Result, Advice };
    Q_ENUM(Field)

    explicit Search(QObject *parent = nullptr);
    ~Search() override;

    [[nodiscard]] ChatModel *messages() const { return m_messages; }
    void setMessages(ChatModel *messages);
    [[nodiscard]] QString text() const { return m_text; }
    void setText(const QString &text);

    [[nodiscard]] int count() const { return int(m_hits.size()); }
    [[nodiscard]] bool isLimited() const;
    [[nodiscard]] int current() const { return m_current; }
    [[nodiscard]] int row() const;
    [[nodiscard]] ChatPart *part() const;
    [[nodiscard]] Field field() const;
    [[nodiscard]] int block() const;
    [[nodiscard]] int position() const;
    [[nodiscard]] int ordinal() const;
    [[nodiscard]] int length() const { return int(m_text.size()); }

    // After the last comes the first.
    Q_INVOKABLE void next();
    Q_INVOKABLE void previous();
    // The first from that row on.
    Q_INVOKABLE void startAt(int row);

Q_SIGNALS:
    void messagesChanged();
    void textChanged();
    void hitsChanged();
    void hitChanged();
    // To be brought into sight.
    void revealed(int row, ChatPart *part);

private:
    struct Hit
    {
        int row = -1;
        QPointer<ChatPart> part;
        Field field = Field::Text;
        int block = 0;
        int position = 0;
        int ordinal = 0;

        [[nodiscard]] bool isSame(const Hit &other) const;
    };

    void refresh();
    void findLater();
    void find();
    void findInPart(int row, ChatPart *part, bool isMarkdown);
    void findInMarkdown(int row, ChatPart *part);
    void findInText(Hit hit, const QString &text);
    void follow(ChatMessage *message);
    void forget(const QObject *part);
    void go(int hit);
    [[nodiscard]] const Hit *hit() const;

    QPointer<ChatModel> m_messages;
    QString m_text;
    QList<Hit> m_hits;
    int m_current = -1;
    QTimer m_refresh;
    // What the view shows of Markdown; made when it is first searched.
    std::unordered_map<const QObject *, std::unique_ptr<ChatMarkdownModel>> m_markdown;
};

#endif
