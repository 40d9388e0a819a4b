// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSEQMLEVENTMODEL_H
#define SSEQT_SSEQMLEVENTMODEL_H

#include <SseQt/SseEventModel>

#include <QtQml/qqml.h>
#include <QtQml/qqmlparserstatus.h>

// The element SseEventModel: the core's class, which inside a source needs no other.
class SseQmlEventModel : public SseEventModel, public QQmlParserStatus
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SseQmlEventModel)
    Q_INTERFACES(QQmlParserStatus)
    QML_NAMED_ELEMENT(SseEventModel)
    QML_ADDED_IN_VERSION(1, 0)
public:
    explicit SseQmlEventModel(QObject *parent = nullptr);
    ~SseQmlEventModel() override;

    void classBegin() override;
    void componentComplete() override;
};

#endif
