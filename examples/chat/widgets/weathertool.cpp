// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "weathertool.h"

#include <QtCore/QJsonArray>
#include <QtCore/QStringList>
#include <QtCore/QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// As long as a service would take to look.
constexpr auto Delay = 800ms;

QJsonObject weather(const QString &city)
{
    static const QStringList skies{ u"sunny"_s, u"cloudy"_s, u"windy"_s, u"foggy"_s, u"rainy"_s };
    uint sum = 0;
    const QList<uint> letters = city.toUcs4();
    for (const uint letter : letters)
        sum += letter;
    return { { u"sky"_s, skies.at(qsizetype(sum) % skies.size()) },
             { u"temperature"_s, int(sum % 31) - 4 },
             { u"unit"_s, u"°C"_s },
             { u"wind"_s, int(sum % 12) + 2 },
             { u"windUnit"_s, u"m/s"_s } };
}

void answer(ChatPendingCall *call)
{
    const QString city = call->arguments().value("city"_L1).toString();
    if (city.isEmpty())
        call->fail(u"Which city?"_s);
    else
        call->answer(weather(city));
}

} // namespace

WeatherTool::WeatherTool(QObject *parent)
    : ChatTool(parent)
{
    setName(u"get_weather"_s);
    setDescription(u"The weather in a city, as it is now"_s);
    setParameters({ { u"type"_s, u"object"_s },
                    { u"properties"_s,
                      QJsonObject{ { u"city"_s,
                                     QJsonObject{ { u"type"_s, u"string"_s },
                                                  { u"description"_s,
                                                    u"The name of the city, as in Oslo"_s } } } } },
                    { u"required"_s, QJsonArray{ u"city"_s } } });
    // A call that nobody waits for any more is destroyed, and its timer with it.
    setHandler(
        [](ChatPendingCall *call) { QTimer::singleShot(Delay, call, [call] { answer(call); }); });
}

WeatherTool::~WeatherTool() = default;
