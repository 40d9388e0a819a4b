// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "log.h"

#include "text.h"

#include <cstdio>

namespace {

void writeLine(const QString &prefix, const QString &text)
{
    const QByteArray line = Text::printable((prefix + text).toUtf8()) + '\n';
    std::fwrite(line.constData(), 1, std::size_t(line.size()), stderr);
    std::fflush(stderr);
}

} // namespace

void Log::note(const QString &text) const
{
    if (m_isVerbose)
        writeLine(QStringLiteral("* "), text);
}

void Log::complain(const QString &text)
{
    writeLine(QStringLiteral("ssecat: "), text);
}

void Log::summarize(const QString &text)
{
    writeLine(QStringLiteral("stats: "), text);
}
