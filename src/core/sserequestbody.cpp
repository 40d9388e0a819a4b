// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "sserequestbody_p.h"

#include <algorithm>

SseRequestBody::SseRequestBody(const QByteArray &bytes, QObject *parent)
    : QIODevice(parent)
    , m_bytes(bytes)
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

SseRequestBody::~SseRequestBody() = default;

// Qt tries it before it sends a request again. QIODevice would warn, and there is no reason to.
bool SseRequestBody::seek(qint64)
{
    return false;
}

bool SseRequestBody::atEnd() const
{
    return m_position == m_bytes.size();
}

qint64 SseRequestBody::bytesAvailable() const
{
    return m_bytes.size() - m_position + QIODevice::bytesAvailable();
}

qint64 SseRequestBody::readData(char *data, qint64 maximumSize)
{
    if (atEnd())
        return -1;
    const qint64 size = std::min(maximumSize, m_bytes.size() - m_position);
    std::copy_n(m_bytes.constData() + m_position, size, data);
    m_position += size;
    return size;
}

qint64 SseRequestBody::writeData(const char *, qint64)
{
    return -1;
}

#include "moc_sserequestbody_p.cpp"
