// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef AIMOCKSERVER_H
#define AIMOCKSERVER_H

#include <SseQt/chat.h>

#include <QtCore/qjsonarray.h>
#include <QtCore/qjsondocument.h>
#include <QtCore/qjsonobject.h>
#include <QtCore/qprocess.h>
#include <QtCore/qurl.h>

// aimock in a process of its own, which answers in the formats of several services what the files
// in the folder "aimock" say. It ends with this object, and with this process, however that ends.
class AimockServer
{
public:
    explicit AimockServer(const QString &fixtures = QStringLiteral(SSEQT_AIMOCK_FIXTURES))
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        // Its own code makes Node.js warn of listeners, on the second request already.
        m_process.start(QStringLiteral(SSEQT_NODE),
                        { QStringLiteral("--no-warnings"), QStringLiteral(SSEQT_AIMOCK_SERVER),
                          QStringLiteral(SSEQT_NODE_FOLDER), fixtures, key() });
        m_port = readLine().toInt();
    }

    ~AimockServer()
    {
        m_process.closeWriteChannel();
        if (!m_process.waitForFinished()) {
            m_process.kill();
            m_process.waitForFinished();
        }
    }
    Q_DISABLE_COPY_MOVE(AimockServer)

    [[nodiscard]] bool isRunning() const { return m_port != 0; }

    // The one that it takes; what brings no key is refused.
    [[nodiscard]] static QString key() { return QStringLiteral("aimock-key"); }

    [[nodiscard]] QUrl endpoint(Chat::Format format) const
    {
        QUrl url(QStringLiteral("http://127.0.0.1:%1").arg(m_port));
        switch (format) {
        case Chat::Format::OpenAiChat:
            url.setPath(QStringLiteral("/v1/chat/completions"));
            break;
        case Chat::Format::OpenAiResponses:
            url.setPath(QStringLiteral("/v1/responses"));
            break;
        case Chat::Format::AnthropicMessages:
            url.setPath(QStringLiteral("/v1/messages"));
            break;
        case Chat::Format::Gemini:
            url.setPath(QStringLiteral("/v1beta/models/{model}:streamGenerateContent"));
            url.setQuery(QStringLiteral("alt=sse"));
            break;
        case Chat::Format::UiMessageStream:
            return {}; // it has none of these
        }
        return url;
    }

    // Those that have come since the last reset(): each with its "path", the "status" of its
    // answer, and its "body", which is put in the shape of Chat Completions.
    [[nodiscard]] QJsonArray requests()
    {
        return QJsonDocument::fromJson(command("requests")).array();
    }

    // Forgets the requests; what is answered the first time only is answered anew.
    bool reset() { return command("reset") == "done"; }

private:
    QByteArray command(const QByteArray &line)
    {
        m_process.write(line + '\n');
        return readLine();
    }

    QByteArray readLine()
    {
        while (!m_process.canReadLine() && m_process.waitForReadyRead()) { }
        return m_process.readLine().trimmed();
    }

    QProcess m_process;
    int m_port = 0;
};

#endif // AIMOCKSERVER_H
