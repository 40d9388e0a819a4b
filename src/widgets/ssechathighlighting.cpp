// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssechathighlighting_p.h"

#include <QtCore/qglobal.h>

#if defined(SSEQT_HAS_SYNTAX_HIGHLIGHTING)

#include "ssechatcontent_p.h"
#include "ssechatlanguages_p.h"

#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/FoldingRegion>
#include <KSyntaxHighlighting/Format>
#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/State>
#include <KSyntaxHighlighting/SyntaxHighlighter>
#include <KSyntaxHighlighting/Theme>

#include <QtCore/qstringview.h>
#include <QtGui/qpalette.h>
#include <QtGui/qtextdocument.h>
#include <QtGui/qtextobject.h>

#include <utility>
#include <vector>

using KSyntaxHighlighting::Definition;
using KSyntaxHighlighting::State;

class SseChatCodeState
{
public:
    State state;
};

namespace {

// Rules look ahead, and take time by the square of a line's length.
constexpr qsizetype MaximumLineLength = 512;
// Who jumps into the middle of long code waits for so many pieces before, and not for all.
constexpr size_t MaximumPiecesBefore = 16;

// Loading it takes a while, so it is there once.
KSyntaxHighlighting::Repository &repository()
{
    static KSyntaxHighlighting::Repository loaded;
    return loaded;
}

Definition definitionOf(const QString &language)
{
    const QString name = SseChatLanguages::nameOf(language);
    if (name.isEmpty())
        return {};
    const Definition named = repository().definitionForName(name);
    return named.isValid() ? named
                           : repository().definitionForFileName(QStringLiteral("code.") + name);
}

QStringView beginningOf(QStringView line)
{
    return line.left(MaximumLineLength);
}

struct LineData : QTextBlockUserData
{
    State end;
};

// The one of KSyntaxHighlighting cannot begin in the middle of code.
class Highlighter : public KSyntaxHighlighting::SyntaxHighlighter
{
public:
    Highlighter(QTextDocument *document, State before)
        : SyntaxHighlighter(document)
        , m_before(std::move(before))
    { }

protected:
    void highlightBlock(const QString &text) override
    {
        const auto *const above = static_cast<LineData *>(currentBlock().previous().userData());
        auto *line = static_cast<LineData *>(currentBlockUserData());
        if (!line) {
            line = new LineData;
            setCurrentBlockUserData(line);
        }
        State end = highlightLine(beginningOf(text), above ? above->end : m_before);
        if (line->end != end)
            setCurrentBlockState(currentBlockState() ^ 1); // the next line follows
        line->end = std::move(end);
    }

    void applyFolding(int, int, KSyntaxHighlighting::FoldingRegion) override { }

private:
    const State m_before;
};

// Goes over code that is not shown.
class Reader : public KSyntaxHighlighting::AbstractHighlighter
{
public:
    [[nodiscard]] State endOf(QStringView code, State state)
    {
        const auto lines = code.tokenize(u'\n');
        for (const QStringView line : lines)
            state = highlightLine(beginningOf(line), state);
        return state;
    }

protected:
    void applyFormat(int, int, const KSyntaxHighlighting::Format &) override { }
};

std::shared_ptr<const SseChatCodeState> made(State state)
{
    auto made = std::make_shared<SseChatCodeState>();
    made->state = std::move(state);
    return made;
}

SseChatBlock *pieceBefore(const SseChatContent &content, const SseChatBlock *block)
{
    const bool isContinued = block->kind == SseChatBlock::Kind::Code && block->continues;
    SseChatBlock *const above = isContinued ? content.valueAt(block->index - 1) : nullptr;
    return above && above->section == block->section && above->kind == block->kind ? above
                                                                                   : nullptr;
}

// Kept, as the document is not.
const std::shared_ptr<const SseChatCodeState> &knownEnd(SseChatBlock *block)
{
    if (!block->codeEnd && block->document && !block->isStale) {
        if (const auto *const line =
                static_cast<LineData *>(block->document->lastBlock().userData()))
            block->codeEnd = made(line->end);
    }
    return block->codeEnd;
}

} // namespace

std::shared_ptr<const SseChatCodeState> SseChatHighlighting::stateBefore(
    const SseChatContent &content, const SseChatBlock *block)
{
    SseChatBlock *above = pieceBefore(content, block);
    const Definition definition = above ? definitionOf(block->language) : Definition();
    if (!definition.isValid())
        return {};
    std::shared_ptr<const SseChatCodeState> state;
    std::vector<SseChatBlock *> unread;
    for (; above && unread.size() < MaximumPiecesBefore; above = pieceBefore(content, above)) {
        state = knownEnd(above);
        if (state)
            break;
        unread.push_back(above);
    }
    Reader reader;
    reader.setDefinition(definition);
    for (auto piece = unread.crbegin(); piece != unread.crend(); ++piece) {
        state = made(reader.endOf((*piece)->text, state ? state->state : State()));
        (*piece)->codeEnd = state;
    }
    return state;
}

void SseChatHighlighting::highlight(QTextDocument *document, const QString &language,
                                    const QPalette &palette, const SseChatCodeState *before)
{
    const Definition definition = definitionOf(language);
    if (!definition.isValid())
        return;
    const bool isDark = palette.color(QPalette::Base).lightnessF() < 0.5;
    auto *const highlighter = new Highlighter(document, before ? before->state : State());
    highlighter->setTheme(
        repository().defaultTheme(isDark ? KSyntaxHighlighting::Repository::DarkTheme
                                         : KSyntaxHighlighting::Repository::LightTheme));
    highlighter->setDefinition(definition);
}

#else

class SseChatCodeState
{ };

std::shared_ptr<const SseChatCodeState> SseChatHighlighting::stateBefore(const SseChatContent &,
                                                                         const SseChatBlock *)
{
    return {};
}

void SseChatHighlighting::highlight(QTextDocument *, const QString &, const QPalette &,
                                    const SseChatCodeState *)
{ }

#endif
