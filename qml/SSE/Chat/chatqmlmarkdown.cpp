// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatqmlmarkdown.h"

#include <QtGui/qclipboard.h>
#include <QtGui/qguiapplication.h>

#include <algorithm>
#include <cmath>

namespace {

constexpr qreal GapLines = 0.6; // between blocks
constexpr qreal FrameLines = 2; // around code

qreal linesOf(const QString &text, int columns)
{
    qreal lines = 0;
    qsizetype start = 0;
    while (start <= text.size()) {
        qsizetype end = text.indexOf(u'\n', start);
        if (end < 0)
            end = text.size();
        lines += std::max(1.0, std::ceil(qreal(end - start) / columns));
        start = end + 1;
    }
    return lines;
}

} // namespace

ChatQmlMarkdownSlice::ChatQmlMarkdownSlice(QObject *parent)
    : QAbstractListModel(parent)
{ }

ChatQmlMarkdownSlice::~ChatQmlMarkdownSlice() = default;

void ChatQmlMarkdownSlice::setMarkdown(ChatMarkdownModel *markdown)
{
    if (m_markdown == markdown)
        return;
    if (m_markdown)
        m_markdown->disconnect(this);
    beginResetModel();
    m_markdown = markdown;
    m_count = 0;
    endResetModel();
    if (markdown) {
        connect(markdown, &QAbstractItemModel::rowsInserted, this, &ChatQmlMarkdownSlice::resize);
        // Before the rows have gone nobody may ask for them any more.
        connect(markdown, &QAbstractItemModel::rowsRemoved, this, &ChatQmlMarkdownSlice::resize);
        connect(markdown, &QAbstractItemModel::dataChanged, this,
                [this](const QModelIndex &first, const QModelIndex &last) {
                    forwardChange(first.row(), last.row());
                });
    }
    resize();
    Q_EMIT markdownChanged();
}

void ChatQmlMarkdownSlice::setSlice(int slice)
{
    if (m_slice == slice)
        return;
    beginResetModel();
    m_slice = slice;
    m_count = 0;
    endResetModel();
    resize();
    Q_EMIT sliceChanged();
}

int ChatQmlMarkdownSlice::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_count;
}

QVariant ChatQmlMarkdownSlice::data(const QModelIndex &index, int role) const
{
    if (!m_markdown || !index.isValid())
        return {};
    return m_markdown->data(m_markdown->index(m_slice * Size + index.row()), role);
}

QHash<int, QByteArray> ChatQmlMarkdownSlice::roleNames() const
{
    return m_markdown ? m_markdown->roleNames() : QHash<int, QByteArray>();
}

// The model grows and shrinks at its end only.
void ChatQmlMarkdownSlice::resize()
{
    const int rows = m_markdown ? m_markdown->count() - m_slice * Size : 0;
    const int count = std::clamp(rows, 0, Size);
    if (count > m_count) {
        beginInsertRows({}, m_count, count - 1);
        m_count = count;
        endInsertRows();
    } else if (count < m_count) {
        beginRemoveRows({}, count, m_count - 1);
        m_count = count;
        endRemoveRows();
    }
}

void ChatQmlMarkdownSlice::forwardChange(int first, int last)
{
    const int begin = std::max(first - m_slice * Size, 0);
    const int end = std::min(last - m_slice * Size, m_count - 1);
    if (begin <= end)
        Q_EMIT dataChanged(index(begin), index(end));
}

ChatQmlMarkdownSlices::ChatQmlMarkdownSlices(QObject *parent)
    : QAbstractListModel(parent)
{ }

ChatQmlMarkdownSlices::~ChatQmlMarkdownSlices() = default;

void ChatQmlMarkdownSlices::setMarkdown(ChatMarkdownModel *markdown)
{
    if (m_markdown == markdown)
        return;
    if (m_markdown)
        m_markdown->disconnect(this);
    m_markdown = markdown;
    if (markdown) {
        connect(markdown, &QAbstractItemModel::rowsInserted, this, &ChatQmlMarkdownSlices::resize);
        connect(markdown, &QAbstractItemModel::rowsRemoved, this, &ChatQmlMarkdownSlices::resize);
    }
    resize();
    Q_EMIT markdownChanged();
}

qreal ChatQmlMarkdownSlices::estimatedLines(int slice, int columns) const
{
    if (!m_markdown || columns <= 0)
        return 0;
    qreal lines = 0;
    const int first = slice * ChatQmlMarkdownSlice::Size;
    const int end = std::min(first + ChatQmlMarkdownSlice::Size, m_markdown->count());
    for (int row = first; row < end; ++row) {
        const QModelIndex index = m_markdown->index(row);
        const auto kind = index.data(ChatMarkdownModel::KindRole).value<ChatMarkdownModel::Kind>();
        lines += linesOf(index.data(ChatMarkdownModel::TextRole).toString(), columns);
        if (!index.data(ChatMarkdownModel::ContinuesRole).toBool())
            lines += kind == ChatMarkdownModel::Kind::Code ? FrameLines + GapLines : GapLines;
    }
    return lines;
}

int ChatQmlMarkdownSlices::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_count;
}

QVariant ChatQmlMarkdownSlices::data(const QModelIndex &, int) const
{
    return {};
}

void ChatQmlMarkdownSlices::resize()
{
    const int rows = m_markdown ? m_markdown->count() : 0;
    const int count = (rows + ChatQmlMarkdownSlice::Size - 1) / ChatQmlMarkdownSlice::Size;
    if (count > m_count) {
        beginInsertRows({}, m_count, count - 1);
        m_count = count;
        endInsertRows();
    } else if (count < m_count) {
        beginRemoveRows({}, count, m_count - 1);
        m_count = count;
        endRemoveRows();
    }
}

ChatQmlClipboard::ChatQmlClipboard(QObject *parent)
    : QObject(parent)
{ }

ChatQmlClipboard::~ChatQmlClipboard() = default;

void ChatQmlClipboard::put(const QString &text)
{
    if (qobject_cast<QGuiApplication *>(QCoreApplication::instance()))
        QGuiApplication::clipboard()->setText(text);
}
