// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "input.h"

#include <cerrno>
#include <cstdio>

#ifdef Q_OS_WIN
#include <QtCore/qtimer.h>

#include <fcntl.h>
#include <io.h>
#else
#include <QtCore/qsocketnotifier.h>

#include <unistd.h>
#endif

Input::Input(const QString &name, QObject *parent)
    : QObject(parent)
    , m_name(name)
    , m_file(name)
{ }

Input::~Input() = default;

bool Input::open()
{
    constexpr auto mode = QIODevice::ReadOnly | QIODevice::Unbuffered;
    if (m_name.isEmpty()) {
        m_errorString = QStringLiteral("no file is named");
        return false;
    }
    const bool isStandardInput = m_name == QLatin1String("-");
#ifdef Q_OS_WIN
    if (isStandardInput)
        _setmode(_fileno(stdin), _O_BINARY);
#endif
    if (isStandardInput ? m_file.open(stdin, mode) : m_file.open(mode))
        return true;
    m_errorString = m_file.errorString();
    return false;
}

// Emits readyRead() again and again, each time that bytes, the end or an error can be read.
void Input::start()
{
#ifdef Q_OS_WIN
    // Only sockets can be waited for: reading is what waits.
    auto timer = std::make_unique<QTimer>();
    connect(timer.get(), &QTimer::timeout, this, &Input::readyRead);
    timer->start(0);
    m_notifier = std::move(timer);
#else
    auto notifier = std::make_unique<QSocketNotifier>(m_file.handle(), QSocketNotifier::Read);
    connect(notifier.get(), &QSocketNotifier::activated, this, &Input::readyRead);
    m_notifier = std::move(notifier);
#endif
}

// May be called while readyRead() is being emitted.
void Input::stop()
{
    if (m_notifier) {
        m_notifier->disconnect(this);
        m_notifier.release()->deleteLater();
    }
}

// QFile::read() would wait for all of \a size, and a live stream is to be shown as it comes.
std::optional<QByteArray> Input::read(qint64 size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    qint64 count = -1;
    do {
        errno = 0;
#ifdef Q_OS_WIN
        count = _read(m_file.handle(), bytes.data(), static_cast<unsigned>(size));
#else
        count = ::read(m_file.handle(), bytes.data(), std::size_t(size));
#endif
    } while (count < 0 && errno == EINTR);
    if (count < 0) {
        m_errorString = qt_error_string(errno);
        return std::nullopt;
    }
    bytes.truncate(count);
    return bytes;
}

std::optional<QByteArray> Input::readAll()
{
    constexpr qint64 pieceSize = 64 * 1024;
    QByteArray all;
    if (!open())
        return std::nullopt;
    for (;;) {
        const auto piece = read(pieceSize);
        if (!piece)
            return std::nullopt;
        if (piece->isEmpty())
            return all;
        all += *piece;
    }
}
