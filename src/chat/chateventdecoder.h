// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_CHATEVENTDECODER_H
#define SSEQT_CHATEVENTDECODER_H

#include <SseQt/chat.h>
#include <SseQt/chatdelta.h>
#include <SseQt/sseevent.h>
#include <SseQt/sseqtchatglobal.h>

#include <QtCore/qlist.h>

#include <memory>

class SSEQT_CHAT_EXPORT ChatEventDecoder
{
    Q_DISABLE_COPY_MOVE(ChatEventDecoder)
public:
    virtual ~ChatEventDecoder();

    [[nodiscard]] static std::unique_ptr<ChatEventDecoder> create(Chat::Format format);

    // What the event says, in order; nothing for what only keeps a connection alive.
    [[nodiscard]] virtual QList<ChatDelta> decode(const SseEvent &event) = 0;

    // To be called when the stream has ended: what was still open, and Truncated as an error if the
    // end that the format owes has not come.
    [[nodiscard]] virtual QList<ChatDelta> finish() = 0;

    // Whether the format's own end has come: what follows says nothing more.
    [[nodiscard]] virtual bool isComplete() const = 0;

protected:
    ChatEventDecoder();
};

#endif
