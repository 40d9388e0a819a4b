// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSECAT_OUTPUT_H
#define SSECAT_OUTPUT_H

#include <QtCore/qbytearray.h>
#include <QtCore/qstring.h>

// Standard output, one flushed line after the other. It remembers that nobody reads it any more.
class Output
{
    Q_DISABLE_COPY_MOVE(Output)
public:
    Output();

    void writeLine(const QByteArray &line);

    [[nodiscard]] bool hasFailed() const { return m_error != 0; }
    [[nodiscard]] bool isBrokenPipe() const;
    [[nodiscard]] QString errorString() const;

private:
    int m_error = 0; // of the first write that failed
};

#endif
