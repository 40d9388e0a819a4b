// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSETESTSCRIPT_P_H
#define SSETESTSCRIPT_P_H

#include "ssetestexchange.h"
#include "ssetestscript.h"

#include <QtCore/QSharedData>

struct SseTestStep
{
    enum class Kind { Send, SendRaw, Pause, Stall, End, Close, Reset };

    Kind kind = Kind::End;
    QByteArray bytes = {};
    qsizetype pieceSize = 0; // 0: in one piece
    int times = 1;
    std::chrono::milliseconds duration{};
};

class SseTestScriptData : public QSharedData
{
public:
    bool raw = false;
    int status = 200;
    SseTestExchange::Headers headers;
    SseTestExchange::Framing framing = SseTestExchange::Framing::Chunked;
    std::chrono::milliseconds delay{};
    QList<SseTestStep> steps;
};

#endif // SSETESTSCRIPT_P_H
