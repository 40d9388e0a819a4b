// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSECHATCONTENT_P_H
#define SSEQT_SSECHATCONTENT_P_H

#include "ssechatblock_p.h"
#include "ssechatsection_p.h"

#include <SseQt/ChatModel>

#include <QtCore/qobject.h>
#include <QtCore/qpointer.h>

#include <memory>
#include <vector>

// The blocks of a conversation in their order, as the model changes.
class SseChatContent : public QObject
{
    Q_OBJECT
public:
    SseChatContent();
    ~SseChatContent() override;

    [[nodiscard]] ChatModel *model() const { return m_model; }
    void setModel(ChatModel *model);
    void retranslate();

    [[nodiscard]] int count() const { return int(m_blocks.size()); }
    [[nodiscard]] SseChatBlock *at(int index) const { return m_blocks[size_t(index)].get(); }
    [[nodiscard]] SseChatBlock *valueAt(int index) const;
    // Its place in its section; the layout's index must be up to date.
    [[nodiscard]] int firstOf(const SseChatSection *section) const;
    [[nodiscard]] bool isLastMessage(const SseChatSection *section) const;

Q_SIGNALS:
    void blocksInserted(int first, int count);
    void blocksAboutToBeRemoved(int first, int count);
    void blocksRemoved(int first);
    void blocksChanged(int first, int last);
    void messageEnded(ChatMessage *message);

private:
    struct Entry;

    void rebuild();
    void insertMessages(int first, int last);
    void removeMessages(int first, int last);
    void insertParts(Entry *entry, int first, int last);
    void removeParts(Entry *entry, int first, int last);
    [[nodiscard]] std::unique_ptr<SseChatSection> makeSection(SseChatSection::Kind kind,
                                                              ChatMessage *message,
                                                              ChatPart *part = nullptr);
    void show(SseChatSection *section);
    void hide(SseChatSection *section);
    void insert(SseChatSection *section, int first, int count);
    void remove(SseChatSection *section, int first, int count);
    void change(SseChatSection *section, int first, int last);

    QPointer<ChatModel> m_model;
    std::vector<std::unique_ptr<Entry>> m_entries;
    std::vector<std::unique_ptr<SseChatBlock>> m_blocks;
};

#endif
