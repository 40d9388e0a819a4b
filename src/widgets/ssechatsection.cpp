// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssechatsection_p.h"

#include "ssechattexts_p.h"

#include <utility>

using BlockKind = SseChatBlock::Kind;

SseChatSection::SseChatSection(Kind kind, ChatMessage *message, ChatPart *part)
    : m_kind(kind)
    , m_message(message)
    , m_part(part)
    , m_isFolded(canFold())
{
    m_hasHead = headCount() > 0;
    if (!m_isFolded)
        follow();
    if (m_kind == Kind::Note) {
        connect(message, &ChatMessage::streamingChanged, this, &SseChatSection::update);
        connect(message, &ChatMessage::detailsChanged, this, &SseChatSection::update);
        connect(message, &ChatMessage::countChanged, this, &SseChatSection::update);
    }
    if (part) {
        connect(part, &ChatPart::streamingChanged, this, &SseChatSection::update);
        connect(part, &ChatPart::durationChanged, this, &SseChatSection::update);
        connect(part, &ChatPart::toolChanged, this, &SseChatSection::update);
    }
}

SseChatSection::Kind SseChatSection::kindOf(const ChatMessage *message, const ChatPart *part)
{
    switch (part->type()) {
    case Chat::PartType::Text:
        return message->role() == Chat::Role::Assistant ? Kind::Answer : Kind::Question;
    case Chat::PartType::Refusal:
        return Kind::Answer;
    case Chat::PartType::Reasoning:
        return Kind::Reasoning;
    case Chat::PartType::ToolCall:
        return Kind::Tool;
    case Chat::PartType::Error:
        return Kind::Error;
    case Chat::PartType::Step:
        return Kind::Nothing;
    case Chat::PartType::Unknown:
        break;
    }
    return Kind::Unknown;
}

int SseChatSection::headCount() const
{
    switch (m_kind) {
    case Kind::Answer:
    case Kind::Question:
    case Kind::Nothing:
        return 0;
    case Kind::Note:
        return noteText().isEmpty() ? 0 : 1;
    default:
        return 1;
    }
}

int SseChatSection::blockCount() const
{
    return int(m_hasHead) + (m_markdown ? m_markdown->count() : 0);
}

void SseChatSection::fill(SseChatBlock *block, int index) const
{
    if (m_hasHead && index == 0) {
        fillHead(block);
        return;
    }
    const QModelIndex row = m_markdown->index(index - int(m_hasHead));
    const auto kind = row.data(ChatMarkdownModel::KindRole).value<ChatMarkdownModel::Kind>();
    block->text = row.data(Qt::DisplayRole).toString();
    block->html = row.data(ChatMarkdownModel::HtmlRole).toString();
    block->language = row.data(ChatMarkdownModel::LanguageRole).toString();
    block->continues = row.data(ChatMarkdownModel::ContinuesRole).toBool();
    block->indent = row.data(ChatMarkdownModel::IndentRole).toInt();
    block->quote = row.data(ChatMarkdownModel::QuoteRole).toInt();
    if (kind == ChatMarkdownModel::Kind::Rule)
        block->kind = BlockKind::Rule;
    else if (kind != ChatMarkdownModel::Kind::Code)
        block->kind = BlockKind::Rich;
    else
        block->kind =
            m_kind == Kind::Question || m_kind == Kind::Error ? BlockKind::Plain : BlockKind::Code;
}

void SseChatSection::fillHead(SseChatBlock *block) const
{
    block->text = headText();
    if (m_kind == Kind::Speaker)
        block->kind = BlockKind::Speaker;
    else if (m_kind == Kind::Error)
        block->kind = BlockKind::Error;
    else
        block->kind = canFold() ? BlockKind::Fold : BlockKind::Note;
}

QString SseChatSection::headText() const
{
    switch (m_kind) {
    case Kind::Speaker:
        return SseChatTexts::speaker(m_message->role());
    case Kind::Reasoning:
        return SseChatTexts::reasoning(*m_part);
    case Kind::Tool:
        return SseChatTexts::tool(*m_part);
    case Kind::Error:
        return SseChatTexts::failed();
    case Kind::Unknown:
        return u'[' + SseChatTexts::line(m_part->name()) + u']';
    default:
        return noteText();
    }
}

QString SseChatSection::noteText() const
{
    return SseChatTexts::ending(*m_message);
}

void SseChatSection::setFolded(bool folded)
{
    if (!canFold() || m_isFolded == folded)
        return;
    m_isFolded = folded;
    if (folded) {
        const int count = m_markdown->count();
        const auto released = std::move(m_markdown);
        if (count > 0)
            Q_EMIT blocksRemoved(1, count);
    } else {
        follow();
        if (m_markdown->count() > 0)
            Q_EMIT blocksInserted(1, m_markdown->count());
    }
    Q_EMIT blocksChanged(0, 0);
}

// Shows the part's text from now on.
void SseChatSection::follow()
{
    if (!m_part || m_kind == Kind::Nothing || m_kind == Kind::Unknown)
        return;
    m_markdown = std::make_unique<ChatMarkdownModel>();
    if (m_kind == Kind::Answer || m_kind == Kind::Reasoning) {
        m_markdown->setPart(m_part);
    } else {
        takeText();
        connect(m_part, &ChatPart::textChanged, m_markdown.get(), [this] { takeText(); });
    }
    const int head = int(m_hasHead);
    connect(m_markdown.get(), &ChatMarkdownModel::rowsInserted, this,
            [this, head](const QModelIndex &, int first, int last) {
                Q_EMIT blocksInserted(first + head, last - first + 1);
            });
    connect(m_markdown.get(), &ChatMarkdownModel::rowsRemoved, this,
            [this, head](const QModelIndex &, int first, int last) {
                Q_EMIT blocksRemoved(first + head, last - first + 1);
            });
    connect(m_markdown.get(), &ChatMarkdownModel::dataChanged, this,
            [this, head](const QModelIndex &first, const QModelIndex &last) {
                Q_EMIT blocksChanged(first.row() + head, last.row() + head);
            });
}

void SseChatSection::takeText()
{
    m_markdown->setText(source());
}

// Text that is none in Markdown stands in a fence: so it comes in rows that are small, and shows
// what it is made of.
QString SseChatSection::source() const
{
    if (m_kind == Kind::Tool) {
        const QString arguments = SseChatTexts::fenced(m_part->arguments(), QStringLiteral("json"));
        if (m_part->resultValue().isUndefined())
            return arguments;
        const QString language =
            m_part->resultValue().isString() ? QString() : QStringLiteral("json");
        return arguments + QStringLiteral("\n\n")
            + SseChatTexts::fenced(m_part->result(), language);
    }
    if (m_kind == Kind::Error) {
        const ChatError error = m_part->error();
        return SseChatTexts::fenced(error.advice.isEmpty() ? error.message
                                                           : error.message + u'\n' + error.advice);
    }
    return SseChatTexts::fenced(m_part->text());
}

void SseChatSection::update()
{
    const bool hadHead = std::exchange(m_hasHead, headCount() > 0);
    if (!hadHead && m_hasHead)
        Q_EMIT blocksInserted(0, 1);
    else if (hadHead && !m_hasHead)
        Q_EMIT blocksRemoved(0, 1);
    else if (m_hasHead)
        Q_EMIT blocksChanged(0, 0);
}

QString SseChatSection::codeAt(int index) const
{
    return m_markdown ? m_markdown->codeAt(index - int(m_hasHead)) : QString();
}

QString SseChatSection::markdown() const
{
    switch (m_kind) {
    case Kind::Speaker:
        return QStringLiteral("**%1:**").arg(headText());
    case Kind::Answer:
    case Kind::Question:
        return m_part->text();
    case Kind::Reasoning:
        return m_isFolded ? QString() : SseChatTexts::quoted(m_part->text());
    case Kind::Tool:
        return headText() + (m_isFolded ? QString() : QStringLiteral("\n\n") + source());
    case Kind::Error: {
        const ChatError error = m_part->error();
        return SseChatTexts::quoted(headText() + u'\n' + error.message);
    }
    case Kind::Unknown:
    case Kind::Nothing:
    case Kind::Note:
        break;
    }
    return {};
}
