// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSETESTEXCHANGE_H
#define SSETESTEXCHANGE_H

#include <SseQt/ssetestrequest.h>
#include <SseQt/ssetestserverglobal.h>

#include <QtCore/QAnyStringView>
#include <QtCore/QObject>

#include <memory>

class SseTestExchangePrivate;
class SseTestScript;

class SSEQT_TESTSERVER_EXPORT SseTestExchange : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SseTestExchange)

public:
    enum class Framing { Chunked, ContentLength, UntilClose };
    Q_ENUM(Framing)

    using Headers = QList<QPair<QByteArray, QByteArray>>;

    ~SseTestExchange() override;

    [[nodiscard]] const SseTestRequest &request() const;
    [[nodiscard]] QString pathParameter(QAnyStringView name) const;
    [[nodiscard]] bool isOpen() const;
    [[nodiscard]] bool isHeadWritten() const;
    [[nodiscard]] bool isEventStream() const;
    [[nodiscard]] qint64 bytesToWrite() const;

    void play(const SseTestScript &script);

    void startEventStream(const Headers &headers = {});
    void writeHead(int status, const Headers &headers = {}, Framing framing = Framing::Chunked);
    void write(const QByteArray &bytes);
    void writeRaw(const QByteArray &bytes);
    void reply(int status, const QByteArray &body = {},
               const QByteArray &contentType = "text/plain", const Headers &headers = {});
    void finish();
    void closeConnection();
    void resetConnection();

Q_SIGNALS:
    void disconnected();
    void bytesWritten();

private:
    friend class SseTestExchangePrivate;
    explicit SseTestExchange(std::unique_ptr<SseTestExchangePrivate> dd);
    const std::unique_ptr<SseTestExchangePrivate> d;
};

#endif // SSETESTEXCHANGE_H
