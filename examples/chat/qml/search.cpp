// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "search.h"

#include "showntext.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace {

// More than anyone goes through.
constexpr int MostHits = 9999;

} // namespace

bool Search::Hit::isSame(const Hit &other) const
{
    return part == other.part && field == other.field && block == other.block
        && position == other.position;
}

Search::Search(QObject *parent)
    : QObject(parent)
{
    // While an answer comes in there is something new in each frame.
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(250ms);
    connect(&m_refresh, &QTimer::timeout, this, &Search::refresh);
}

Search::~Search() = default;

void Search::setMessages(ChatModel *messages)
{
    if (m_messages == messages)
        return;
    if (m_messages)
        m_messages->disconnect(this);
    m_messages = messages;
    m_markdown.clear();
    if (messages) {
        connect(messages, &ChatModel::rowsInserted, this, &Search::findLater);
        connect(messages, &ChatModel::rowsRemoved, this, &Search::findLater);
        connect(messages, &ChatModel::modelReset, this, &Search::findLater);
        connect(messages, &ChatModel::dataChanged, this, &Search::findLater);
    }
    Q_EMIT messagesChanged();
    refresh();
}

void Search::setText(const QString &text)
{
    if (m_text == text)
        return;
    const int row = std::max(0, this->row());
    m_text = text;
    if (text.isEmpty()) {
        m_refresh.stop();
        m_markdown.clear();
    }
    find();
    m_current = -1;
    const QPointer<Search> self(this);
    Q_EMIT textChanged();
    if (!self)
        return;
    Q_EMIT hitsChanged();
    if (self)
        startAt(row);
}

bool Search::isLimited() const
{
    return count() >= MostHits;
}

const Search::Hit *Search::hit() const
{
    return m_current < 0 || m_current >= count() ? nullptr : &m_hits.at(m_current);
}

int Search::row() const
{
    const Hit *const found = hit();
    return found ? found->row : -1;
}

ChatPart *Search::part() const
{
    const Hit *const found = hit();
    return found ? found->part.data() : nullptr;
}

Search::Field Search::field() const
{
    const Hit *const found = hit();
    return found ? found->field : Field::Text;
}

int Search::block() const
{
    const Hit *const found = hit();
    return found ? found->block : -1;
}

int Search::position() const
{
    const Hit *const found = hit();
    return found ? found->position : -1;
}

int Search::ordinal() const
{
    const Hit *const found = hit();
    return found ? found->ordinal : -1;
}

void Search::next()
{
    if (count() > 0)
        go((m_current + 1) % count());
}

void Search::previous()
{
    if (count() > 0)
        go(m_current <= 0 ? count() - 1 : m_current - 1);
}

void Search::startAt(int row)
{
    const auto found = std::find_if(m_hits.cbegin(), m_hits.cend(),
                                    [row](const Hit &hit) { return hit.row >= row; });
    go(m_hits.isEmpty() ? -1 : found == m_hits.cend() ? 0 : int(found - m_hits.cbegin()));
}

void Search::go(int hit)
{
    m_current = hit;
    const QPointer<Search> self(this);
    // Views know that it is to be in sight before they look for it.
    if (part())
        Q_EMIT revealed(row(), part());
    if (self)
        Q_EMIT hitChanged();
}

// The same hit stays the current one, wherever it is now.
void Search::refresh()
{
    const Hit old = hit() ? *hit() : Hit();
    find();
    const auto same = std::find_if(m_hits.cbegin(), m_hits.cend(),
                                   [&old](const Hit &hit) { return hit.isSame(old); });
    m_current = m_hits.isEmpty() ? -1
        : same == m_hits.cend()  ? std::clamp(m_current, 0, count() - 1)
                                 : int(same - m_hits.cbegin());
    const QPointer<Search> self(this);
    Q_EMIT hitsChanged();
    if (self)
        Q_EMIT hitChanged();
}

void Search::findLater()
{
    if (!m_text.isEmpty() && !m_refresh.isActive())
        m_refresh.start();
}

void Search::find()
{
    m_hits.clear();
    if (!m_messages || m_text.isEmpty())
        return;
    for (int row = 0; row < m_messages->count() && count() < MostHits; ++row) {
        ChatMessage *const message = m_messages->messageAt(row);
        follow(message);
        const QList<ChatPart *> parts = message->parts();
        for (ChatPart *part : parts)
            findInPart(row, part, message->role() == Chat::Role::Assistant);
    }
}

void Search::follow(ChatMessage *message)
{
    message->disconnect(this);
    if (!message->isStreaming())
        return;
    connect(message, &ChatMessage::dataChanged, this, &Search::findLater);
    connect(message, &ChatMessage::rowsInserted, this, &Search::findLater);
    connect(message, &ChatMessage::textChanged, this, &Search::findLater);
    connect(message, &ChatMessage::streamingChanged, this, &Search::findLater);
}

void Search::findInPart(int row, ChatPart *part, bool isMarkdown)
{
    const auto look = [&](Field field, const QString &text) {
        Hit hit;
        hit.row = row;
        hit.part = part;
        hit.field = field;
        findInText(hit, text);
    };
    switch (part->type()) {
    case Chat::PartType::Text:
        if (isMarkdown)
            findInMarkdown(row, part);
        else
            look(Field::Text, part->text());
        break;
    case Chat::PartType::Reasoning:
        findInMarkdown(row, part);
        break;
    case Chat::PartType::Refusal:
        look(Field::Text, part->text());
        break;
    case Chat::PartType::ToolCall:
        look(Field::Name, ShownText::label(part->toolName()));
        look(Field::Arguments, ShownText::json(part->arguments()));
        look(Field::Result, ShownText::json(part->result()));
        break;
    case Chat::PartType::Error:
        look(Field::Text, part->error().message);
        look(Field::Advice, part->error().advice);
        break;
    case Chat::PartType::Unknown:
        look(Field::Name, ShownText::label(part->name()));
        break;
    case Chat::PartType::Step:
        break;
    }
}

void Search::findInMarkdown(int row, ChatPart *part)
{
    std::unique_ptr<ChatMarkdownModel> &markdown = m_markdown[part];
    if (!markdown) {
        markdown = std::make_unique<ChatMarkdownModel>();
        markdown->setPart(part);
        connect(part, &QObject::destroyed, this, &Search::forget);
        // Of a long text it tells bit by bit.
        connect(markdown.get(), &ChatMarkdownModel::rowsInserted, this, &Search::findLater);
        connect(markdown.get(), &ChatMarkdownModel::dataChanged, this, &Search::findLater);
    }
    for (int block = 0; block < markdown->count(); ++block) {
        Hit hit;
        hit.row = row;
        hit.part = part;
        hit.block = block;
        findInText(hit, markdown->index(block).data(ChatMarkdownModel::TextRole).toString());
    }
}

void Search::findInText(Hit hit, const QString &text)
{
    qsizetype place = text.indexOf(m_text, 0, Qt::CaseInsensitive);
    while (place >= 0 && count() < MostHits) {
        hit.position = int(place);
        m_hits.append(hit);
        ++hit.ordinal;
        place = text.indexOf(m_text, place + m_text.size(), Qt::CaseInsensitive);
    }
}

void Search::forget(const QObject *part)
{
    m_markdown.erase(part);
}
