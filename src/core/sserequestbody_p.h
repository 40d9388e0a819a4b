// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSEREQUESTBODY_P_H
#define SSEQT_SSEREQUESTBODY_P_H

#include "sseqtglobal.h"

#include <QtCore/qiodevice.h>

// A request's body that can be read once.
//
// When a server hangs up before it has answered, Qt sends the request again by itself. It cannot do
// so with a body that is sequential: the reply ends in ContentReSendError, and the side effect that
// a POST has takes place at most once.
class SSEQT_CORE_EXPORT SseRequestBody : public QIODevice
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SseRequestBody)
public:
    explicit SseRequestBody(const QByteArray &bytes, QObject *parent = nullptr);
    ~SseRequestBody() override;

    [[nodiscard]] bool isSequential() const override { return true; }
    bool seek(qint64 position) override;
    [[nodiscard]] bool atEnd() const override;
    [[nodiscard]] qint64 bytesAvailable() const override;

protected:
    qint64 readData(char *data, qint64 maximumSize) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    const QByteArray m_bytes;
    qint64 m_position = 0;
};

#endif
