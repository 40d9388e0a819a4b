// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_AGENTQMLTASKMODEL_H
#define SSEQT_AGENTQMLTASKMODEL_H

#include <SseQt/AgentTaskModel>

#include <QtQml/qqml.h>
#include <QtQml/qqmlparserstatus.h>

// The element AgentTaskModel: the library's class, which inside a source needs no other.
class AgentQmlTaskModel : public AgentTaskModel, public QQmlParserStatus
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AgentQmlTaskModel)
    Q_INTERFACES(QQmlParserStatus)
    QML_NAMED_ELEMENT(AgentTaskModel)
    QML_ADDED_IN_VERSION(1, 0)
public:
    explicit AgentQmlTaskModel(QObject *parent = nullptr);
    ~AgentQmlTaskModel() override;

    void classBegin() override;
    void componentComplete() override;
};

#endif
