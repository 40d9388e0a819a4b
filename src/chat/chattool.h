// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_CHATTOOL_H
#define SSEQT_CHATTOOL_H

#include <SseQt/chatpendingcall.h>
#include <SseQt/sseqtchatglobal.h>

#include <QtCore/qjsonobject.h>
#include <QtCore/qobject.h>

#include <functional>
#include <memory>

class ChatToolPrivate;

// A tool that the model may call: its name, what it does, and the JSON schema of its arguments.
class SSEQT_CHAT_EXPORT ChatTool : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChatTool)
    Q_PROPERTY(QString name READ name WRITE setName NOTIFY nameChanged)
    Q_PROPERTY(QString description READ description WRITE setDescription NOTIFY descriptionChanged)
    Q_PROPERTY(QJsonObject parameters READ parameters WRITE setParameters NOTIFY parametersChanged)
    Q_PROPERTY(bool enabled READ isEnabled WRITE setEnabled NOTIFY enabledChanged)
public:
    using Handler = std::function<void(ChatPendingCall *)>;

    explicit ChatTool(QObject *parent = nullptr);
    ~ChatTool() override;

    [[nodiscard]] QString name() const;
    void setName(const QString &name);
    [[nodiscard]] QString description() const;
    void setDescription(const QString &description);
    [[nodiscard]] QJsonObject parameters() const;
    void setParameters(const QJsonObject &schema);
    [[nodiscard]] bool isEnabled() const;
    void setEnabled(bool enabled);
    // Called in place of the signal.
    void setHandler(Handler handler);

Q_SIGNALS:
    void nameChanged(const QString &name);
    void descriptionChanged(const QString &description);
    void parametersChanged();
    void enabledChanged(bool enabled);
    void called(ChatPendingCall *call);

private:
    friend class ChatSessionPrivate;
    const std::unique_ptr<ChatToolPrivate> d;
};

#endif
