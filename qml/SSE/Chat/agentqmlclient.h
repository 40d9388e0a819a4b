// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_AGENTQMLCLIENT_H
#define SSEQT_AGENTQMLCLIENT_H

#include <SseQt/AgentClient>

#include <QtQml/qqml.h>
#include <QtQml/qqmlparserstatus.h>

// The element AgentClient: the library's class, which connects when it is complete.
class AgentQmlClient : public AgentClient, public QQmlParserStatus
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AgentQmlClient)
    Q_INTERFACES(QQmlParserStatus)
    QML_NAMED_ELEMENT(AgentClient)
    QML_ADDED_IN_VERSION(1, 0)
public:
    explicit AgentQmlClient(QObject *parent = nullptr);
    ~AgentQmlClient() override;

    void classBegin() override;
    void componentComplete() override;
};

#endif
