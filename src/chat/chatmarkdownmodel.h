// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_CHATMARKDOWNMODEL_H
#define SSEQT_CHATMARKDOWNMODEL_H

#include <SseQt/chatpart.h>
#include <SseQt/sseqtchatglobal.h>

#include <QtCore/qabstractitemmodel.h>

#include <memory>

class ChatMarkdownModelPrivate;

// Markdown that grows, as a list of blocks: finished ones, and an open tail that alone changes.
class SSEQT_CHAT_EXPORT ChatMarkdownModel : public QAbstractListModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChatMarkdownModel)
    Q_PROPERTY(ChatPart *part READ part WRITE setPart NOTIFY partChanged)
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY textChanged)
    Q_PROPERTY(int count READ count NOTIFY countChanged)
public:
    enum class Kind {
        Text, // html: paragraphs, headings, lists, quotes
        Code, // text and language
        Table,
        Rule,
    };
    Q_ENUM(Kind)

    enum BlockRole {
        KindRole = Qt::UserRole + 1, // "kind"
        HtmlRole, // "html": the subset that Qt draws; no image, no raw HTML
        TextRole, // "text": of code, what is copied; of others their plain text
        LanguageRole, // "language"
        FinishedRole, // "finished"
    };
    Q_ENUM(BlockRole)

    explicit ChatMarkdownModel(QObject *parent = nullptr);
    ~ChatMarkdownModel() override;

    // Follows the part's text as it grows; not owned.
    [[nodiscard]] ChatPart *part() const;
    void setPart(ChatPart *part);
    [[nodiscard]] QString text() const;
    void setText(const QString &text);
    void append(const QString &fragment);
    void finish(); // no more is to come
    [[nodiscard]] int count() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void partChanged();
    void textChanged();
    void countChanged(int count);

private:
    friend class ChatMarkdownModelPrivate;
    const std::unique_ptr<ChatMarkdownModelPrivate> d;
};

#endif
