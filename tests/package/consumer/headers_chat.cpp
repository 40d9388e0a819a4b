// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// Every public header of the component Chat, by each of its names.
#include <SseQt/AgentClient>
#include <SseQt/AgentPermission>
#include <SseQt/AgentSession>
#include <SseQt/AgentSessionModel>
#include <SseQt/AgentTaskModel>
#include <SseQt/Chat>
#include <SseQt/ChatDelta>
#include <SseQt/ChatError>
#include <SseQt/ChatEventDecoder>
#include <SseQt/ChatKeyRequest>
#include <SseQt/ChatMarkdownModel>
#include <SseQt/ChatMessage>
#include <SseQt/ChatModel>
#include <SseQt/ChatPart>
#include <SseQt/ChatPendingCall>
#include <SseQt/ChatSession>
#include <SseQt/ChatTool>
#include <SseQt/ChatUsage>

#include <SseQt/agentclient.h>
#include <SseQt/agentsession.h>
#include <SseQt/agentsessionmodel.h>
#include <SseQt/agenttaskmodel.h>
#include <SseQt/chat.h>
#include <SseQt/chatdelta.h>
#include <SseQt/chaterror.h>
#include <SseQt/chateventdecoder.h>
#include <SseQt/chatkeyrequest.h>
#include <SseQt/chatmarkdownmodel.h>
#include <SseQt/chatmessage.h>
#include <SseQt/chatmodel.h>
#include <SseQt/chatpart.h>
#include <SseQt/chatpendingcall.h>
#include <SseQt/chatsession.h>
#include <SseQt/chattool.h>
#include <SseQt/chatusage.h>
#include <SseQt/sseqtchatglobal.h>

int main()
{
    ChatMarkdownModel markdown;
    markdown.setText(QStringLiteral("# Title"));
    return markdown.count() == 1 ? 0 : 1;
}
