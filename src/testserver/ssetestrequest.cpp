// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssetestrequest.h"

/*!
    \class SseTestRequest
    \inmodule SseQt
    \since 0.1
    \brief SseTestRequest is a request as SseTestServer received it.

    A plain value: it stays valid after the server and the connection are gone.

    \list
    \li \c method and \c target are the bytes of the request line, as sent.
    \li \c path and \c query are decoded views of the target. The \c + of HTML forms is not decoded.
    \li \c headers are in the order they came in, names as sent, values without the white space
        around them.
    \li \c body is the whole body, its chunks put together.
    \li \c connection is the ordinal of the TCP connection the request came on; the first
        connection that a server accepts has 1.
    \endlist

    \sa SseTestServer::requests(), SseTestExchange::request()
*/

/*!
    Returns the value of the first header called \a name, without regard to case.

    A header that was not sent gives a null byte array, one that was sent empty an empty one.
*/
QByteArray SseTestRequest::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers) {
        if (name.compare(key, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

/*!
    Returns the values of all headers called \a name, without regard to case, in the order they
    were sent.
*/
QList<QByteArray> SseTestRequest::headerValues(QByteArrayView name) const
{
    QList<QByteArray> values;
    for (const auto &[key, value] : headers) {
        if (name.compare(key, Qt::CaseInsensitive) == 0)
            values.append(value);
    }
    return values;
}
