// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssechattexts_p.h"

#include "ssechatview.h"

#include <algorithm>

namespace {

constexpr qsizetype MaximumLine = 120;
constexpr int MillisecondsPerSecond = 1000;

} // namespace

QString SseChatTexts::speaker(Chat::Role role)
{
    switch (role) {
    case Chat::Role::User:
        return SseChatView::tr("You");
    case Chat::Role::System:
        return SseChatView::tr("System");
    case Chat::Role::Tool:
        return SseChatView::tr("Tool");
    case Chat::Role::Assistant:
        break;
    }
    return SseChatView::tr("Assistant");
}

QString SseChatTexts::reasoning(const ChatPart &part)
{
    if (part.isStreaming())
        return SseChatView::tr("Thinking…");
    if (part.duration() < 0)
        return SseChatView::tr("Reasoning");
    const int seconds = part.duration() / MillisecondsPerSecond;
    if (seconds == 0)
        return SseChatView::tr("Thought for less than a second");
    return SseChatView::tr("Thought for %n s", nullptr, seconds);
}

QString SseChatTexts::tool(const ChatPart &part)
{
    const QString name = line(part.toolName());
    switch (part.toolState()) {
    case Chat::ToolState::Pending:
        return SseChatView::tr("Calling %1…").arg(name);
    case Chat::ToolState::Running:
        return SseChatView::tr("%1 is running…").arg(name);
    case Chat::ToolState::Completed:
        return SseChatView::tr("%1 has answered").arg(name);
    case Chat::ToolState::Error:
        break;
    }
    return SseChatView::tr("%1 has failed").arg(name);
}

QString SseChatTexts::ending(const ChatMessage &message)
{
    if (message.role() != Chat::Role::Assistant)
        return {};
    if (message.isStreaming()) {
        // Something is to come, and nothing shows it.
        const ChatPart *const last = message.partAt(message.count() - 1);
        return last && last->isStreaming() ? QString() : QStringLiteral("…");
    }
    switch (message.finishReason()) {
    case Chat::FinishReason::Stopped:
        return SseChatView::tr("Stopped");
    case Chat::FinishReason::Length:
        return SseChatView::tr("The answer ends here because it reached the model's limit.");
    case Chat::FinishReason::ContentFilter:
        return SseChatView::tr("The service's filter ended the answer.");
    default:
        return message.count() == 0 ? SseChatView::tr("The answer has no text.") : QString();
    }
}

QString SseChatTexts::failed()
{
    return SseChatView::tr("Something went wrong");
}

QString SseChatTexts::line(const QString &text)
{
    QString line = text.left(MaximumLine + 1);
    for (QChar &character : line) {
        if (character.isSpace())
            character = u' ';
        else if (!character.isPrint() && !character.isSurrogate())
            character = QChar(QChar::ReplacementCharacter);
    }
    if (line.size() <= MaximumLine)
        return line;
    line.truncate(line.at(MaximumLine - 1).isHighSurrogate() ? MaximumLine - 1 : MaximumLine);
    return line + u'…';
}

QString SseChatTexts::fenced(const QString &text, const QString &language)
{
    int longest = 2;
    int run = 0;
    for (const QChar character : text) {
        run = character == u'`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    const QString fence(longest + 1, u'`');
    const QString end = text.endsWith(u'\n') ? QString() : QStringLiteral("\n");
    return fence + language + u'\n' + text + end + fence;
}

QString SseChatTexts::quoted(const QString &markdown)
{
    QString quoted = markdown;
    quoted.replace(u'\n', QStringLiteral("\n> "));
    return QStringLiteral("> ") + quoted;
}
