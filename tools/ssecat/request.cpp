// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "request.h"

#include "input.h"

#include <algorithm>

namespace {

[[nodiscard]] std::optional<QByteArray> readFile(const QString &option, const QString &name,
                                                 QString *error)
{
    Input input(name);
    std::optional<QByteArray> bytes = input.readAll();
    if (!bytes)
        *error =
            QStringLiteral("Cannot read '%1' for %2: %3.").arg(name, option, input.errorString());
    return bytes;
}

} // namespace

bool Request::hasHeader(const QByteArray &name) const
{
    return std::any_of(headers.begin(), headers.end(), [&name](const SseSource::Header &header) {
        return header.first.compare(name, Qt::CaseInsensitive) == 0;
    });
}

// "Name: value" each. What HTTP allows in them is for SseSource to say.
bool Request::readHeaders(const QStringList &lines, QString *error)
{
    for (const QString &line : lines) {
        const qsizetype colon = line.indexOf(QLatin1Char(':'));
        if (colon <= 0) {
            // The value may be a secret that went to the wrong place: it is not quoted.
            *error = QStringLiteral("--header takes 'Name: value', with a name and a colon.");
            return false;
        }
        headers.append({ line.left(colon).toUtf8(), line.mid(colon + 1).toUtf8() });
    }
    return true;
}

// Texts, and files that are named after an @; joined as the fields of a form are.
bool Request::readData(const QStringList &pieces, QString *error)
{
    if (pieces.isEmpty())
        return true;
    if (pieces.count(QStringLiteral("@-")) > 1) {
        *error = QStringLiteral("--data can read standard input once only.");
        return false;
    }

    QByteArrayList parts;
    for (const QString &piece : pieces) {
        if (!piece.startsWith(QLatin1Char('@'))) {
            parts.append(piece.toUtf8());
            continue;
        }
        const auto bytes = readFile(QStringLiteral("--data"), piece.mid(1), error);
        if (!bytes)
            return false;
        parts.append(*bytes);
    }
    body = parts.join('&');
    method = QStringLiteral("POST");
    if (!hasHeader("Content-Type"))
        headers.emplaceBack("Content-Type", "application/x-www-form-urlencoded");
    return true;
}

bool Request::readAuthorities(const QString &fileName, QString *error)
{
#if QT_CONFIG(ssl)
    const auto pem = readFile(QStringLiteral("--cacert"), fileName, error);
    if (!pem)
        return false;
    authorities = QSslCertificate::fromData(*pem, QSsl::Pem);
    if (authorities.isEmpty())
        *error = QStringLiteral("'%1' for --cacert has no certificate in PEM form.").arg(fileName);
    return !authorities.isEmpty();
#else
    Q_UNUSED(fileName)
    *error = QStringLiteral("--cacert is of no use: Qt was built without TLS.");
    return false;
#endif
}
