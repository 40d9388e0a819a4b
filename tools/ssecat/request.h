// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSECAT_REQUEST_H
#define SSECAT_REQUEST_H

#include <SseQt/SseSource>

#include <QtCore/qbytearray.h>
#include <QtCore/qlist.h>
#include <QtCore/qstringlist.h>
#include <QtCore/qurl.h>
#include <QtNetwork/qtnetwork-config.h>

#if QT_CONFIG(ssl)
#include <QtNetwork/qsslcertificate.h>
#endif

#include <optional>

// What is sent, and to whom. What reads a part of it returns false, with a description,
// when that cannot be done.
struct Request
{
    QUrl url;
    QString method = QStringLiteral("GET");
    QList<SseSource::Header> headers;
    QByteArray body;
#if QT_CONFIG(ssl)
    QList<QSslCertificate> authorities; // trusted in place of the system's, unless there are none
#endif

    [[nodiscard]] bool hasHeader(const QByteArray &name) const;

    [[nodiscard]] bool readHeaders(const QStringList &lines, QString *error);
    [[nodiscard]] bool readData(const QStringList &pieces, QString *error);
    [[nodiscard]] bool readAuthorities(const QString &fileName, QString *error);
};

#endif
