// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatservice.h"

#include <QtNetwork/QHostAddress>

using namespace Qt::StringLiterals;

namespace {

// From the environment, because anyone on the machine can read a command line.
QByteArray apiKeyFromEnvironment()
{
    const QByteArray key = qgetenv("SSEQT_API_KEY").trimmed();
    return key.isEmpty() ? qgetenv("OPENAI_API_KEY").trimmed() : key;
}

} // namespace

ChatService::ChatService(Kind kind, const QUrl &endpoint, const QString &model, QObject *parent)
    : QObject(parent)
    , m_kind(kind)
    , m_endpoint(endpoint)
    , m_model(model)
{
    if (kind == Kind::Remote)
        m_apiKey = apiKeyFromEnvironment();
}

ChatService::~ChatService() = default;

QString ChatService::host() const
{
    return m_endpoint.host().isEmpty() ? m_endpoint.toDisplayString() : m_endpoint.host();
}

bool ChatService::exposesApiKey() const
{
    const QString host = m_endpoint.host();
    const bool isLocal = host == "localhost"_L1 || QHostAddress(host).isLoopback();
    return hasApiKey() && !isLocal && m_endpoint.scheme() == "http"_L1;
}

void ChatService::applyTo(SseSource *source) const
{
    if (source && hasApiKey())
        source->setHeader("Authorization", "Bearer " + m_apiKey);
}
