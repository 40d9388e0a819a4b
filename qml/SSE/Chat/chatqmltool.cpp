// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatqmltool.h"

/*!
    \qmltype ChatTool
    \inqmlmodule SSE.Chat
    \instantiates ChatQmlTool
    \brief A tool that the model may call.

    \qml
    ChatTool {
        name: "get_time"
        description: "Says what time it is."
        onCalled: call => call.answer(new Date().toLocaleTimeString())
    }
    \endqml

    It has every property and signal of the C++ class \l [CPP] {ChatTool}. It stands inside the
    ChatSession that declares it.

    \since SSE 1.0
*/

ChatQmlTool::ChatQmlTool(QObject *parent)
    : ChatTool(parent)
{ }

ChatQmlTool::~ChatQmlTool() = default;

/*!
    \qmlproperty var ChatTool::parameters
    The JSON schema of the arguments, as an object. Without it the tool takes none.
*/

QVariantMap ChatQmlTool::parameterMap() const
{
    return parameters().toVariantMap();
}

void ChatQmlTool::setParameterMap(const QVariantMap &schema)
{
    setParameters(QJsonObject::fromVariantMap(schema));
}

#include "moc_chatqmltool.cpp"
