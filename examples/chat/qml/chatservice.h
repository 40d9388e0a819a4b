// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef CHATSERVICE_H
#define CHATSERVICE_H

#include <SseQt/SseSource>

#include <QtCore/QObject>
#include <QtCore/QUrl>
#include <QtQml/qqmlregistration.h>

// The service that answers: where it is, and the key that it wants. The key stays in here; QML can
// only ask to have it sent.
class ChatService : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChatService)
    Q_PROPERTY(QUrl endpoint READ endpoint CONSTANT)
    Q_PROPERTY(QString host READ host CONSTANT)
    Q_PROPERTY(QString model READ model CONSTANT)
    Q_PROPERTY(bool hasApiKey READ hasApiKey CONSTANT)
    Q_PROPERTY(bool isDemo READ isDemo CONSTANT)
    QML_ELEMENT
    QML_UNCREATABLE("The program makes it, from its command line and environment.")
public:
    enum class Kind { Demo, Remote };

    // The demo server is never given a key.
    explicit ChatService(Kind kind, const QUrl &endpoint, const QString &model,
                         QObject *parent = nullptr);
    ~ChatService() override;

    [[nodiscard]] QUrl endpoint() const { return m_endpoint; }
    [[nodiscard]] QString host() const;
    [[nodiscard]] QString model() const { return m_model; }
    [[nodiscard]] bool hasApiKey() const { return !m_apiKey.isEmpty(); }
    [[nodiscard]] bool isDemo() const { return m_kind == Kind::Demo; }

    // True when the key would cross a network that others can listen to.
    [[nodiscard]] bool exposesApiKey() const;

    // Lets the requests of \a source carry the key.
    Q_INVOKABLE void applyTo(SseSource *source) const;

private:
    Kind m_kind;
    QUrl m_endpoint;
    QString m_model;
    QByteArray m_apiKey;
};

#endif
