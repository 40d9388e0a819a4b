// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSECHATTEXTS_P_H
#define SSEQT_SSECHATTEXTS_P_H

#include <SseQt/ChatMessage>

#include <QtCore/qstring.h>

// What a chat's widgets say.
namespace SseChatTexts {

[[nodiscard]] QString speaker(Chat::Role role);
[[nodiscard]] QString reasoning(const ChatPart &part);
[[nodiscard]] QString tool(const ChatPart &part);
[[nodiscard]] QString ending(const ChatMessage &message);
[[nodiscard]] QString failed();

// Text that nobody vouches for, as a short line without what could disguise it.
[[nodiscard]] QString line(const QString &text);
// Code in Markdown that ends where the text ends, whatever that is.
[[nodiscard]] QString fenced(const QString &text, const QString &language = {});
[[nodiscard]] QString quoted(const QString &markdown);

} // namespace SseChatTexts

#endif
