// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSECAT_INPUT_H
#define SSECAT_INPUT_H

#include <QtCore/qbytearray.h>
#include <QtCore/qfile.h>
#include <QtCore/qobject.h>

#include <memory>
#include <optional>

// A file, or standard input, read as its bytes come.
class Input : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Input)
public:
    // "-" is standard input.
    explicit Input(const QString &name, QObject *parent = nullptr);
    ~Input() override;

    [[nodiscard]] bool open();
    void start();
    void stop();

    // At most \a size bytes, none at the end, nothing at all after an error.
    [[nodiscard]] std::optional<QByteArray> read(qint64 size);
    [[nodiscard]] QString errorString() const { return m_errorString; }

    // The whole of it at once.
    [[nodiscard]] std::optional<QByteArray> readAll();

Q_SIGNALS:
    void readyRead();

private:
    const QString m_name;
    QFile m_file;
    QString m_errorString;
    std::unique_ptr<QObject> m_notifier;
};

#endif
