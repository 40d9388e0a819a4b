// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssechatcontent_p.h"

#include <iterator>
#include <utility>

using Kind = SseChatSection::Kind;

// A message: who speaks, its parts, how it has ended.
struct SseChatContent::Entry : QObject
{
    std::vector<std::unique_ptr<SseChatSection>> sections;
};

SseChatContent::SseChatContent() = default;

SseChatContent::~SseChatContent() = default;

SseChatBlock *SseChatContent::valueAt(int index) const
{
    return index >= 0 && index < count() ? at(index) : nullptr;
}

void SseChatContent::setModel(ChatModel *model)
{
    if (m_model)
        m_model->disconnect(this);
    m_model = model;
    if (model) {
        connect(model, &ChatModel::rowsInserted, this,
                [this](const QModelIndex &, int first, int last) { insertMessages(first, last); });
        connect(model, &ChatModel::rowsRemoved, this,
                [this](const QModelIndex &, int first, int last) { removeMessages(first, last); });
        connect(model, &ChatModel::modelReset, this, &SseChatContent::rebuild);
        // What it owned is gone with it.
        connect(model, &QObject::destroyed, this, [this] {
            m_model = nullptr;
            rebuild();
        });
    }
    rebuild();
}

void SseChatContent::rebuild()
{
    if (const int removed = count(); removed > 0) {
        Q_EMIT blocksAboutToBeRemoved(0, removed);
        m_blocks.clear();
        m_entries.clear();
        Q_EMIT blocksRemoved(0);
    }
    m_entries.clear();
    if (m_model && m_model->count() > 0)
        insertMessages(0, m_model->count() - 1);
}

// What sections say themselves, in another language now.
void SseChatContent::retranslate()
{
    for (const auto &entry : m_entries) {
        for (const auto &section : entry->sections)
            section->update();
    }
}

void SseChatContent::insertMessages(int first, int last)
{
    for (int row = first; row <= last; ++row) {
        ChatMessage *const message = m_model->messageAt(row);
        auto made = std::make_unique<Entry>();
        Entry *const entry = made.get();
        m_entries.insert(std::next(m_entries.begin(), row), std::move(made));
        entry->sections.push_back(makeSection(Kind::Speaker, message));
        show(entry->sections.back().get());
        if (message->count() > 0)
            insertParts(entry, 0, message->count() - 1);
        entry->sections.push_back(makeSection(Kind::Note, message));
        show(entry->sections.back().get());
        connect(
            message, &ChatMessage::rowsInserted, entry,
            [this, entry](const QModelIndex &, int from, int to) { insertParts(entry, from, to); });
        connect(
            message, &ChatMessage::rowsRemoved, entry,
            [this, entry](const QModelIndex &, int from, int to) { removeParts(entry, from, to); });
        connect(message, &ChatMessage::streamingChanged, entry, [this, message] {
            if (!message->isStreaming())
                Q_EMIT messageEnded(message);
        });
    }
}

void SseChatContent::removeMessages(int first, int last)
{
    for (int row = last; row >= first; --row) {
        const auto entry = std::next(m_entries.begin(), row);
        for (const auto &section : (*entry)->sections)
            hide(section.get());
        m_entries.erase(entry);
    }
}

void SseChatContent::insertParts(Entry *entry, int first, int last)
{
    ChatMessage *const message = entry->sections.front()->message();
    for (int row = first; row <= last; ++row) {
        ChatPart *const part = message->partAt(row);
        auto made = makeSection(SseChatSection::kindOf(message, part), message, part);
        SseChatSection *const section = made.get();
        entry->sections.insert(std::next(entry->sections.begin(), row + 1), std::move(made));
        show(section);
    }
}

void SseChatContent::removeParts(Entry *entry, int first, int last)
{
    for (int row = last; row >= first; --row) {
        const auto section = std::next(entry->sections.begin(), row + 1);
        hide(section->get());
        entry->sections.erase(section);
    }
}

std::unique_ptr<SseChatSection> SseChatContent::makeSection(Kind kind, ChatMessage *message,
                                                            ChatPart *part)
{
    auto made = std::make_unique<SseChatSection>(kind, message, part);
    SseChatSection *const section = made.get();
    connect(section, &SseChatSection::blocksInserted, this,
            [this, section](int first, int count) { insert(section, first, count); });
    connect(section, &SseChatSection::blocksRemoved, this,
            [this, section](int first, int count) { remove(section, first, count); });
    connect(section, &SseChatSection::blocksChanged, this,
            [this, section](int first, int last) { change(section, first, last); });
    return made;
}

void SseChatContent::show(SseChatSection *section)
{
    if (const int count = section->blockCount(); count > 0)
        insert(section, 0, count);
}

void SseChatContent::hide(SseChatSection *section)
{
    if (section->shownCount > 0)
        remove(section, 0, section->shownCount);
}

// It is the newest that is asked for most.
int SseChatContent::firstOf(const SseChatSection *section) const
{
    int first = count();
    for (auto entry = m_entries.crbegin(); entry != m_entries.crend(); ++entry) {
        const auto &sections = (*entry)->sections;
        for (auto it = sections.crbegin(); it != sections.crend(); ++it) {
            first -= (*it)->shownCount;
            if (it->get() == section)
                return first;
        }
    }
    return -1;
}

bool SseChatContent::isLastMessage(const SseChatSection *section) const
{
    return !m_entries.empty()
        && m_entries.back()->sections.front()->message() == section->message();
}

void SseChatContent::insert(SseChatSection *section, int first, int count)
{
    const int place = firstOf(section) + first;
    std::vector<std::unique_ptr<SseChatBlock>> made;
    made.reserve(size_t(count));
    for (int i = 0; i < count; ++i) {
        made.push_back(std::make_unique<SseChatBlock>(section));
        section->fill(made.back().get(), first + i);
    }
    m_blocks.insert(std::next(m_blocks.begin(), place), std::make_move_iterator(made.begin()),
                    std::make_move_iterator(made.end()));
    section->shownCount += count;
    Q_EMIT blocksInserted(place, count);
}

void SseChatContent::remove(SseChatSection *section, int first, int count)
{
    const int place = firstOf(section) + first;
    Q_EMIT blocksAboutToBeRemoved(place, count);
    const auto begin = std::next(m_blocks.begin(), place);
    m_blocks.erase(begin, std::next(begin, count));
    section->shownCount -= count;
    Q_EMIT blocksRemoved(place);
}

void SseChatContent::change(SseChatSection *section, int first, int last)
{
    const int place = firstOf(section);
    for (int i = first; i <= last; ++i) {
        SseChatBlock *const block = at(place + i);
        section->fill(block, i);
        block->codeEnd.reset();
        block->isStale = true;
        block->isMeasured = false;
    }
    Q_EMIT blocksChanged(place + first, place + last);
}
