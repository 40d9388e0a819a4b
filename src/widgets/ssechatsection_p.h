// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSECHATSECTION_P_H
#define SSEQT_SSECHATSECTION_P_H

#include "ssechatblock_p.h"

#include <SseQt/ChatMarkdownModel>
#include <SseQt/ChatMessage>

#include <QtCore/qcoreapplication.h>
#include <QtCore/qobject.h>

#include <memory>

// Consecutive blocks that show one thing: who speaks, one part of a message, how it has ended.
class SseChatSection : public QObject
{
    Q_OBJECT
public:
    enum class Kind {
        Speaker,
        Question, // text as it was written
        Answer, // text in Markdown
        Reasoning,
        Tool,
        Error,
        Unknown,
        Nothing,
        Note,
    };

    SseChatSection(Kind kind, ChatMessage *message, ChatPart *part = nullptr);

    [[nodiscard]] static Kind kindOf(const ChatMessage *message, const ChatPart *part);

    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] ChatMessage *message() const { return m_message; }
    [[nodiscard]] ChatPart *part() const { return m_part; }
    [[nodiscard]] int blockCount() const;
    void fill(SseChatBlock *block, int index) const;

    [[nodiscard]] bool canFold() const { return m_kind == Kind::Reasoning || m_kind == Kind::Tool; }
    [[nodiscard]] bool isFolded() const { return m_isFolded; }
    void setFolded(bool folded);

    // Of a block of code, the whole of it.
    [[nodiscard]] QString codeAt(int index) const;
    // The whole section as Markdown.
    [[nodiscard]] QString markdown() const;

    int shownCount = 0; // the blocks that the content has of it

public Q_SLOTS:
    void update();

Q_SIGNALS:
    void blocksInserted(int first, int count);
    void blocksRemoved(int first, int count);
    void blocksChanged(int first, int last);

private:
    [[nodiscard]] int headCount() const;
    [[nodiscard]] QString headText() const;
    [[nodiscard]] QString noteText() const;
    [[nodiscard]] QString source() const;
    void fillHead(SseChatBlock *block) const;
    void follow();
    void takeText();

    const Kind m_kind;
    ChatMessage *const m_message;
    ChatPart *const m_part;
    std::unique_ptr<ChatMarkdownModel> m_markdown; // none while folded
    bool m_isFolded;
    bool m_hasHead = false;
};

#endif
