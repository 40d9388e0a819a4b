// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_CHATQMLTOOL_H
#define SSEQT_CHATQMLTOOL_H

#include <SseQt/ChatTool>

#include <QtCore/qvariant.h>
#include <QtQml/qqml.h>

// The element ChatTool: the library's class, with a schema of a type that tools for QML know.
class ChatQmlTool : public ChatTool
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChatQmlTool)
    Q_PROPERTY(
        QVariantMap parameters READ parameterMap WRITE setParameterMap NOTIFY parametersChanged)
    QML_NAMED_ELEMENT(ChatTool)
    QML_ADDED_IN_VERSION(1, 0)
public:
    explicit ChatQmlTool(QObject *parent = nullptr);
    ~ChatQmlTool() override;

    [[nodiscard]] QVariantMap parameterMap() const;
    void setParameterMap(const QVariantMap &schema);
};

#endif
