// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_CHATQMLSESSION_H
#define SSEQT_CHATQMLSESSION_H

#include <SseQt/ChatKeyRequest>
#include <SseQt/ChatSession>
#include <SseQt/ChatTool>

#include <QtCore/qlist.h>
#include <QtCore/qvariant.h>
#include <QtQml/qqml.h>
#include <QtQml/qqmllist.h>

// The element ChatSession: the library's class, with what QML wishes otherwise.
class ChatQmlSession : public ChatSession
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChatQmlSession)
    Q_PROPERTY(QVariantMap headers READ headerMap WRITE setHeaderMap NOTIFY headersChanged)
    Q_PROPERTY(QVariantMap options READ optionMap WRITE setOptionMap NOTIFY optionsChanged)
    Q_PROPERTY(QQmlListProperty<QObject> data READ elements)
    Q_CLASSINFO("DefaultProperty", "data")
    QML_NAMED_ELEMENT(ChatSession)
    QML_ADDED_IN_VERSION(1, 0)
public:
    explicit ChatQmlSession(QObject *parent = nullptr);
    ~ChatQmlSession() override;

    [[nodiscard]] QVariantMap headerMap() const;
    void setHeaderMap(const QVariantMap &headers);
    [[nodiscard]] QVariantMap optionMap() const;
    void setOptionMap(const QVariantMap &options);
    [[nodiscard]] QQmlListProperty<QObject> elements();

Q_SIGNALS:
    void headersChanged();
    void apiKeyRequested(ChatKeyRequest *request);

protected:
    void connectNotify(const QMetaMethod &signal) override;
    void disconnectNotify(const QMetaMethod &signal) override;

private:
    static void appendElement(QQmlListProperty<QObject> *list, QObject *element);
    void followHandlers(const QMetaMethod &signal);

    QList<QObject *> m_elements;
    QVariantMap m_headers;
};

#endif
