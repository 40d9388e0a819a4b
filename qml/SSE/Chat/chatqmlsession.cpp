// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatqmlsession.h"

#include <QtCore/qmetaobject.h>
#include <QtQml/qqmlinfo.h>

/*!
    \qmltype ChatSession
    \inqmlmodule SSE.Chat
    \instantiates ChatQmlSession
    \brief A conversation with a language model whose answers stream in.

    \qml
    import SSE.Chat

    ChatSession {
        id: session

        format: Chat.Format.AnthropicMessages
        endpoint: "https://api.example.org/v1/messages"
        model: "a-model"
        onApiKeyRequested: request => request.provide(keyField.text)

        ChatTool {
            name: "get_time"
            description: "Says what time it is."
            onCalled: call => call.answer(new Date().toLocaleTimeString())
        }
    }
    \endqml

    It has every property and signal of the C++ class \l [CPP] {ChatSession}, and these differences:
    tools stand inside it, \c headers and \c options are maps, and a handler for \l apiKeyRequested
   is asked for the key before each request.

    \since SSE 1.0
*/

/*!
    \qmlsignal ChatSession::apiKeyRequested(ChatKeyRequest request)
    Asks for the API key of a \a request that is about to be sent, which waits until the handler or
    what it has begun calls \c provide() or \c fail(). Without a handler the key is the one that was
    given to \c setApiKey().
*/

ChatQmlSession::ChatQmlSession(QObject *parent)
    : ChatSession(parent)
{ }

ChatQmlSession::~ChatQmlSession() = default;

/*!
    \qmlproperty var ChatSession::headers
    Headers that are sent with each request beside those of its format, by name. None by default.
*/

QVariantMap ChatQmlSession::headerMap() const
{
    return m_headers;
}

void ChatQmlSession::setHeaderMap(const QVariantMap &headers)
{
    if (m_headers == headers)
        return;
    for (auto it = m_headers.cbegin(); it != m_headers.cend(); ++it) {
        if (!headers.contains(it.key()))
            setHeader(it.key().toUtf8(), QByteArray());
    }
    m_headers = headers;
    for (auto it = headers.cbegin(); it != headers.cend(); ++it) {
        if (it.value().canConvert<QString>())
            setHeader(it.key().toUtf8(), it.value().toString().toUtf8());
        else
            qmlWarning(this) << "The header " << it.key() << " is not sent: its value is no text";
    }
    Q_EMIT headersChanged();
}

/*!
    \qmlproperty var ChatSession::options
    Members of the request's JSON, by name, such as \c temperature. None by default.
*/

QVariantMap ChatQmlSession::optionMap() const
{
    return options().toVariantMap();
}

void ChatQmlSession::setOptionMap(const QVariantMap &options)
{
    setOptions(QJsonObject::fromVariantMap(options));
}

/*!
    \qmlproperty list<QtObject> ChatSession::data
    \qmldefault
    Elements that belong to the session. Those that are a ChatTool are its tools.
*/
QQmlListProperty<QObject> ChatQmlSession::elements()
{
    QQmlListProperty<QObject> list(this, &m_elements);
    list.append = appendElement;
    // What has been declared stays.
    list.clear = nullptr;
    list.replace = nullptr;
    list.removeLast = nullptr;
    return list;
}

void ChatQmlSession::appendElement(QQmlListProperty<QObject> *list, QObject *element)
{
    static_cast<QList<QObject *> *>(list->data)->append(element);
    if (auto *tool = qobject_cast<ChatTool *>(element))
        static_cast<ChatQmlSession *>(list->object)->addTool(tool);
}

void ChatQmlSession::connectNotify(const QMetaMethod &signal)
{
    followHandlers(signal);
}

void ChatQmlSession::disconnectNotify(const QMetaMethod &signal)
{
    followHandlers(signal);
}

// Whoever listens is asked, and nobody else.
void ChatQmlSession::followHandlers(const QMetaMethod &signal)
{
    static const QMetaMethod asking = QMetaMethod::fromSignal(&ChatQmlSession::apiKeyRequested);
    // An invalid signal stands for all of them.
    if (signal.isValid() && signal != asking)
        return;
    if (isSignalConnected(asking))
        setApiKeyHandler([this](ChatKeyRequest *request) { Q_EMIT apiKeyRequested(request); });
    else
        setApiKeyHandler({});
}

#include "moc_chatqmlsession.cpp"
