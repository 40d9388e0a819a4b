// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "streamparameters.h"

#include <QtCore/qjsondocument.h>
#include <QtCore/qjsonobject.h>

#include <limits>

using namespace Qt::StringLiterals;

namespace {

// Takes members out of a JSON object, and keeps the first fault it finds. A member that is null
// counts as missing: that is how the harness writes a number it does not set. Members that nobody
// asks for are left alone.
class Reader
{
    Q_DISABLE_COPY_MOVE(Reader)

public:
    enum class Presence { Optional, Required };

    explicit Reader(const QByteArray &json)
    {
        QJsonParseError error{};
        const QJsonDocument document = QJsonDocument::fromJson(json, &error);
        if (error.error != QJsonParseError::NoError)
            complain(u"the body is not JSON: %1"_s.arg(error.errorString()));
        else if (!document.isObject())
            complain(u"the body is not a JSON object"_s);
        m_object = document.object();
    }

    [[nodiscard]] bool isGood() const { return m_fault.isEmpty(); }
    [[nodiscard]] const QString &fault() const { return m_fault; }
    void complain(const QString &fault)
    {
        if (m_fault.isEmpty())
            m_fault = fault;
    }

    [[nodiscard]] QString text(const QString &name, Presence presence = Presence::Optional)
    {
        const auto value = member(name, presence);
        if (value && !value->isString())
            complain(u"\"%1\" has to be a string"_s.arg(name));
        return value ? value->toString() : QString();
    }

    [[nodiscard]] QUrl url(const QString &name)
    {
        const QString text = this->text(name, Presence::Required);
        const QUrl url(text, QUrl::StrictMode);
        if (!url.isValid() || url.host().isEmpty()
            || (url.scheme() != "http"_L1 && url.scheme() != "https"_L1)) {
            complain(u"\"%1\" has to be an absolute http or https URL"_s.arg(name));
        }
        return url;
    }

    [[nodiscard]] std::optional<int> milliseconds(const QString &name)
    {
        const auto value = member(name, Presence::Optional);
        if (!value)
            return std::nullopt;
        // Whatever is no whole number reads as the fallback.
        const qint64 number = value->toInteger(-1);
        if (number < 0 || number > std::numeric_limits<int>::max()) {
            complain(u"\"%1\" has to be a whole number of milliseconds, 0 or more"_s.arg(name));
            return std::nullopt;
        }
        return int(number);
    }

    [[nodiscard]] QJsonObject object(const QString &name, Presence presence = Presence::Optional)
    {
        const auto value = member(name, presence);
        if (value && !value->isObject())
            complain(u"\"%1\" has to be an object"_s.arg(name));
        return value ? value->toObject() : QJsonObject();
    }

private:
    [[nodiscard]] std::optional<QJsonValue> member(const QString &name, Presence presence)
    {
        const QJsonValue value = m_object.value(name);
        if (!value.isUndefined() && !value.isNull())
            return value;
        if (presence == Presence::Required)
            complain(u"\"%1\" is missing"_s.arg(name));
        return std::nullopt;
    }

    QJsonObject m_object;
    QString m_fault;
};

} // namespace

// Which methods, headers and IDs can be sent is for SseSource to judge: it does when it opens.
std::optional<StreamParameters> StreamParameters::read(const QByteArray &json, QString *fault)
{
    Reader reader(json);
    StreamParameters parameters;
    parameters.streamUrl = reader.url(u"streamUrl"_s);
    parameters.callbackUrl = reader.url(u"callbackUrl"_s);
    parameters.tag = reader.text(u"tag"_s);
    parameters.initialDelay = reader.milliseconds(u"initialDelayMs"_s);
    parameters.readTimeout = reader.milliseconds(u"readTimeoutMs"_s);
    parameters.lastEventId = reader.text(u"lastEventId"_s);
    parameters.method = reader.text(u"method"_s);
    parameters.body = reader.text(u"body"_s).toUtf8();
    const QJsonObject headers = reader.object(u"headers"_s);
    for (auto header = headers.begin(); header != headers.end(); ++header) {
        if (!header->isString())
            reader.complain(u"the header \"%1\" has to be a string"_s.arg(header.key()));
        parameters.headers.append({ header.key().toUtf8(), header->toString().toUtf8() });
    }
    *fault = reader.fault();
    return reader.isGood() ? std::optional(parameters) : std::nullopt;
}

std::optional<StreamCommand> StreamCommand::read(const QByteArray &json, QString *fault)
{
    Reader reader(json);
    StreamCommand command;
    const QString name = reader.text(u"command"_s, Reader::Presence::Required);
    if (name == "listen"_L1) {
        command.kind = Kind::Listen;
        const QJsonValue type =
            reader.object(u"listen"_s, Reader::Presence::Required).value("type"_L1);
        if (!type.isString())
            reader.complain(u"\"type\" in \"listen\" has to be a string"_s);
        command.type = type.toString();
    } else if (name != "restart"_L1) {
        reader.complain(u"the command \"%1\" is neither \"listen\" nor \"restart\""_s.arg(name));
    }
    *fault = reader.fault();
    return reader.isGood() ? std::optional(command) : std::nullopt;
}
