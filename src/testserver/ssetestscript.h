// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSETESTSCRIPT_H
#define SSETESTSCRIPT_H

#include <SseQt/ssetestserverglobal.h>

#include <QtCore/QByteArray>
#include <QtCore/QMetaType>
#include <QtCore/QSharedDataPointer>

#include <chrono>

QT_FORWARD_DECLARE_CLASS(QUrl)
class SseTestScriptData;

class SSEQT_TESTSERVER_EXPORT SseTestScript
{
public:
    [[nodiscard]] static SseTestScript eventStream();
    [[nodiscard]] static SseTestScript reply(int status, const QByteArray &body = {},
                                             const QByteArray &contentType = "text/plain");
    [[nodiscard]] static SseTestScript redirect(int status, const QByteArray &location);
    [[nodiscard]] static SseTestScript redirect(int status, const QUrl &target);
    [[nodiscard]] static SseTestScript raw();

    SseTestScript();
    SseTestScript(const SseTestScript &other);
    SseTestScript(SseTestScript &&other) noexcept;
    SseTestScript &operator=(const SseTestScript &other);
    SseTestScript &operator=(SseTestScript &&other) noexcept;
    ~SseTestScript();

    SseTestScript &status(int code);
    SseTestScript &header(const QByteArray &name, const QByteArray &value);
    SseTestScript &addHeader(const QByteArray &name, const QByteArray &value);
    SseTestScript &removeHeader(const QByteArray &name);
    SseTestScript &closeDelimited();
    SseTestScript &delay(std::chrono::milliseconds duration);

    SseTestScript &send(const QByteArray &bytes);
    SseTestScript &send(const QByteArray &bytes, qsizetype pieceSize);
    SseTestScript &sendByteByByte(const QByteArray &bytes);
    SseTestScript &sendRepeatedly(const QByteArray &bytes, int times);
    SseTestScript &sendRaw(const QByteArray &bytes);
    SseTestScript &pause(std::chrono::milliseconds duration);
    SseTestScript &stall();
    SseTestScript &end();
    SseTestScript &close();
    SseTestScript &reset();

    [[nodiscard]] static QByteArray gzip(const QByteArray &bytes);

private:
    friend class SseTestExchange;
    friend class SseTestExchangePrivate;
    QSharedDataPointer<SseTestScriptData> d;
};

#endif // SSETESTSCRIPT_H
