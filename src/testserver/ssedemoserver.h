// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEDEMOSERVER_H
#define SSEDEMOSERVER_H

#include <SseQt/ssetestserver.h>
#include <SseQt/ssetestserverglobal.h>

class SSEQT_TESTSERVER_EXPORT SseDemoServer : public SseTestServer
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SseDemoServer)

public:
    explicit SseDemoServer(QObject *parent = nullptr);
    ~SseDemoServer() override;

private:
    int m_dropped = 0; // connections that /reconnect-test has dropped
};

#endif // SSEDEMOSERVER_H
