// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_CHATQMLMARKDOWN_H
#define SSEQT_CHATQMLMARKDOWN_H

#include <SseQt/ChatMarkdownModel>

#include <QtCore/qabstractitemmodel.h>
#include <QtCore/qpointer.h>
#include <QtQml/qqml.h>

// What ChatMarkdownView is made of. A text may have thousands of blocks: they are shown in slices,
// and only slices near to what is seen have items.

// A few rows of a ChatMarkdownModel, as a model of their own.
class ChatQmlMarkdownSlice : public QAbstractListModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChatQmlMarkdownSlice)
    Q_PROPERTY(ChatMarkdownModel *markdown READ markdown WRITE setMarkdown NOTIFY markdownChanged)
    Q_PROPERTY(int slice READ slice WRITE setSlice NOTIFY sliceChanged)
    QML_NAMED_ELEMENT(ChatMarkdownSlice)
    QML_ADDED_IN_VERSION(1, 0)
public:
    static constexpr int Size = 4;

    explicit ChatQmlMarkdownSlice(QObject *parent = nullptr);
    ~ChatQmlMarkdownSlice() override;

    [[nodiscard]] ChatMarkdownModel *markdown() const { return m_markdown; }
    void setMarkdown(ChatMarkdownModel *markdown);
    [[nodiscard]] int slice() const { return m_slice; }
    void setSlice(int slice);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void markdownChanged();
    void sliceChanged();

private:
    void follow();
    void resize();
    void forwardChange(int first, int last);

    QPointer<ChatMarkdownModel> m_markdown;
    int m_slice = 0;
    int m_count = 0;
};

// All slices; each row is one.
class ChatQmlMarkdownSlices : public QAbstractListModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChatQmlMarkdownSlices)
    Q_PROPERTY(ChatMarkdownModel *markdown READ markdown WRITE setMarkdown NOTIFY markdownChanged)
    Q_PROPERTY(int size READ size CONSTANT)
    QML_NAMED_ELEMENT(ChatMarkdownSlices)
    QML_ADDED_IN_VERSION(1, 0)
public:
    explicit ChatQmlMarkdownSlices(QObject *parent = nullptr);
    ~ChatQmlMarkdownSlices() override;

    [[nodiscard]] ChatMarkdownModel *markdown() const { return m_markdown; }
    void setMarkdown(ChatMarkdownModel *markdown);

    [[nodiscard]] int size() const { return ChatQmlMarkdownSlice::Size; } // of one slice, in rows

    // How many lines the slice may have where so many characters fit into one.
    [[nodiscard]] Q_INVOKABLE qreal estimatedLines(int slice, int columns) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

Q_SIGNALS:
    void markdownChanged();

private:
    void resize();

    QPointer<ChatMarkdownModel> m_markdown;
    int m_count = 0;
};

// Puts text on the clipboard as it is, also when it is long.
class ChatQmlClipboard : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChatQmlClipboard)
    QML_NAMED_ELEMENT(ChatClipboard)
    QML_SINGLETON
    QML_ADDED_IN_VERSION(1, 0)
public:
    explicit ChatQmlClipboard(QObject *parent = nullptr);
    ~ChatQmlClipboard() override;

    Q_INVOKABLE void put(const QString &text);
};

#endif
