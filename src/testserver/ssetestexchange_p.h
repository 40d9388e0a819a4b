// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSETESTEXCHANGE_P_H
#define SSETESTEXCHANGE_P_H

#include "ssetestexchange.h"
#include "ssetestscript.h"

#include <QtCore/QTimer>

class SseTestConnection;

[[nodiscard]] QByteArray sseReasonPhrase(int status);

class SseTestExchangePrivate
{
    Q_DISABLE_COPY_MOVE(SseTestExchangePrivate)

public:
    SseTestExchangePrivate() = default;

    static SseTestExchange *create(SseTestConnection *connection, SseTestRequest request,
                                   bool http10, bool keepAlive);
    static SseTestExchangePrivate *get(SseTestExchange *exchange) { return exchange->d.get(); }

    void onBytesWritten();
    void onConnectionLost();

    SseTestExchange::Headers commonHeaders; // go into every head
    QList<QPair<QString, QString>> pathParameters;

private:
    friend class SseTestExchange;

    void writeScriptHead();
    void playSteps();
    bool playSend(bool raw);
    void stopPlaying();
    SseTestConnection *release();

    SseTestExchange *q = nullptr;
    SseTestConnection *connection = nullptr; // null once the exchange is over
    SseTestRequest request;
    SseTestExchange::Framing framing = SseTestExchange::Framing::Chunked;
    bool http10 = false;
    bool keepAlive = true;
    bool headWritten = false;
    bool eventStream = false;
    bool bodyAllowed = true;

    SseTestScript script;
    QTimer timer; // for the next step; runs while a script pauses
    qsizetype step = 0;
    qsizetype offset = 0; // in the bytes of a step sent in pieces
    int round = 0; // of a step sent repeatedly
    bool playing = false;
    bool waitsForClient = false;
};

#endif // SSETESTEXCHANGE_P_H
