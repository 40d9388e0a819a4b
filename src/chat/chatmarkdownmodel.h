// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_CHATMARKDOWNMODEL_H
#define SSEQT_CHATMARKDOWNMODEL_H

#include <SseQt/chatpart.h>
#include <SseQt/sseqtchatglobal.h>

#include <QtCore/qabstractitemmodel.h>

#include <memory>

class ChatMarkdownModelPrivate;

class SSEQT_CHAT_EXPORT ChatMarkdownModel : public QAbstractListModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChatMarkdownModel)
    Q_PROPERTY(ChatPart *part READ part WRITE setPart NOTIFY partChanged)
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY textChanged)
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(bool busy READ isBusy NOTIFY busyChanged)
public:
    enum class Kind {
        Text,
        Code,
        Table,
        Rule,
    };
    Q_ENUM(Kind)

    enum BlockRole {
        KindRole = Qt::UserRole + 1,
        HtmlRole,
        TextRole,
        LanguageRole,
        FinishedRole,
        ContinuesRole,
        IndentRole,
        QuoteRole,
    };
    Q_ENUM(BlockRole)

    explicit ChatMarkdownModel(QObject *parent = nullptr);
    ~ChatMarkdownModel() override;

    [[nodiscard]] ChatPart *part() const;
    void setPart(ChatPart *part);
    [[nodiscard]] QString text() const;
    void setText(const QString &text);
    [[nodiscard]] int count() const;
    [[nodiscard]] bool isBusy() const;

    [[nodiscard]] Q_INVOKABLE QString codeAt(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

public Q_SLOTS:
    void append(const QString &fragment);
    void finish();

Q_SIGNALS:
    void partChanged();
    void textChanged();
    void countChanged(int count);
    void busyChanged(bool busy);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    friend class ChatMarkdownModelPrivate;
    const std::unique_ptr<ChatMarkdownModelPrivate> d;
};

#endif
