// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssedemostation_p.h"

#include <QtCore/QDateTime>
#include <QtCore/QtMath>

#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace {

struct Wave
{
    double amplitude;
    qint64 period; // in milliseconds
    double phase; // in periods
};

struct Sensor
{
    QLatin1StringView name;
    QStringView unit;
    int decimals;
    double noise;
    double mean;
    std::array<Wave, 3> waves;
};

// In the order of sensors().
enum class SensorId { Temperature, Pressure, Flow, Level, Speed, Power, Vibration, Voltage };

struct Alarm
{
    QLatin1StringView id;
    SensorId sensor;
    QLatin1StringView severity;
    // On beyond the first, off within the second. They lie so far apart that the quick waves of the
    // sensor make no alarm chatter.
    double onAt;
    double offAt;
    QStringView onText;
    QStringView offText;

    [[nodiscard]] bool isHigh() const { return onAt > offAt; }
};

struct Line
{
    QLatin1StringView level;
    QLatin1StringView unit;
    QStringView text; // %1 is a figure within [minimum, maximum]
    int decimals = 0;
    double minimum = 0;
    double maximum = 0;
};

// Speed, flow and power rise and fall together, as the parts of one pump do.
constexpr std::array sensors{
    Sensor{ "temperature"_L1,
            u"°C",
            1,
            0.1,
            61,
            { { { 15, 61'000, 0.1 }, { 8, 23'000, 0.4 }, { 1.2, 7'900, 0 } } } },
    Sensor{ "pressure"_L1,
            u"bar",
            2,
            0.02,
            5.6,
            { { { 1.7, 43'000, 0.3 }, { 0.9, 17'000, 0.8 }, { 0.2, 7'300, 0.5 } } } },
    Sensor{ "flow"_L1,
            u"l/min",
            1,
            0.4,
            68,
            { { { 24, 53'000, 0.98 }, { 9, 19'000, 0.18 }, { 3, 7'100, 0.6 } } } },
    Sensor{ "level"_L1,
            u"%",
            1,
            0.1,
            45,
            { { { 27, 89'000, 0.6 }, { 7, 31'000, 0.1 }, { 0.8, 9'700, 0.3 } } } },
    Sensor{ "speed"_L1,
            u"rpm",
            0,
            4,
            1850,
            { { { 640, 53'000, 0 }, { 210, 19'000, 0.2 }, { 60, 11'300, 0.7 } } } },
    Sensor{ "power"_L1,
            u"kW",
            2,
            0.04,
            7.2,
            { { { 3.4, 53'000, 0 }, { 1.3, 19'000, 0.2 }, { 0.4, 8'300, 0.4 } } } },
    Sensor{ "vibration"_L1,
            u"mm/s",
            2,
            0.05,
            5.2,
            { { { 3.1, 29'000, 0.25 }, { 0.7, 11'000, 0.5 }, { 0.3, 7'000, 0.9 } } } },
    Sensor{ "voltage"_L1,
            u"V",
            1,
            0.3,
            400,
            { { { 7, 71'000, 0.5 }, { 3, 27'000, 0.2 }, { 1.5, 7'700, 0.1 } } } },
};

constexpr std::array<Alarm, SseDemoStation::AlarmCount> alarms{ {
    { "vibration-high"_L1, SensorId::Vibration, "warning"_L1, 7.1, 6.1, u"Vibration is high",
      u"Vibration is normal again" },
    { "temperature-high"_L1, SensorId::Temperature, "critical"_L1, 78, 74, u"The motor is too hot",
      u"The motor has cooled down" },
    { "level-low"_L1, SensorId::Level, "warning"_L1, 18, 23, u"The tank is nearly empty",
      u"The tank is filling again" },
    { "pressure-high"_L1, SensorId::Pressure, "warning"_L1, 7.4, 6.9, u"Pressure is high",
      u"Pressure is normal again" },
} };

constexpr std::array lines{
    Line{ "info"_L1, "pump-1"_L1, u"Speed set to %1 rpm", 0, 1200, 2600 },
    Line{ "info"_L1, "pump-1"_L1, u"Bearing greased, %1 g", 0, 12, 30 },
    Line{ "info"_L1, "pump-1"_L1, u"Shaft runs true within %1 µm", 0, 8, 40 },
    Line{ "info"_L1, "pump-1"_L1, u"Coolant leaves at %1 °C", 1, 31, 48 },
    Line{ "warning"_L1, "pump-1"_L1, u"Seal loses %1 ml/h", 1, 2, 9 },
    Line{ "info"_L1, "pump-2"_L1, u"On standby, ready to take over" },
    Line{ "info"_L1, "pump-2"_L1, u"Self-test passed in %1 ms", 0, 180, 900 },
    Line{ "warning"_L1, "pump-2"_L1, u"Suction side draws air, %1 % of the volume", 1, 0.5, 4 },
    Line{ "error"_L1, "pump-2"_L1, u"Start failed, trying again in %1 s", 0, 5, 30 },
    Line{ "info"_L1, "valve-3"_L1, u"Opened to %1 %", 0, 15, 95 },
    Line{ "info"_L1, "valve-3"_L1, u"Position agrees with the set point, Δ = %1 %", 1, 0, 1.5 },
    Line{ "warning"_L1, "valve-3"_L1, u"Moves slowly, %1 s for a full stroke", 1, 6, 14 },
    Line{ "error"_L1, "valve-3"_L1, u"Does not answer on the field bus" },
    Line{ "info"_L1, "filter-1"_L1, u"Backwash done, %1 l used", 0, 140, 320 },
    Line{ "info"_L1, "filter-1"_L1, u"Largest particle: %1 µm", 0, 4, 60 },
    Line{ "warning"_L1, "filter-1"_L1, u"Pressure drop of %1 mbar, clean it soon", 0, 350, 620 },
    Line{ "info"_L1, "tank-1"_L1, u"Inflow from the Grünau well: %1 m³/h", 1, 2, 6 },
    Line{ "info"_L1, "tank-1"_L1, u"Water at %1 °C, pH within limits", 1, 9, 14 },
    Line{ "warning"_L1, "tank-1"_L1, u"Turbidity of %1 FNU is above the usual", 2, 0.5, 1.8 },
    Line{ "info"_L1, "drive-1"_L1, u"Power factor: cos φ = %1", 2, 0.81, 0.95 },
    Line{ "info"_L1, "drive-1"_L1, u"Insulation measured: %1 MΩ", 0, 180, 550 },
    Line{ "error"_L1, "drive-1"_L1, u"Phase L2 was lost for %1 ms", 0, 20, 140 },
    Line{ "info"_L1, "gateway"_L1, u"Clock set by %1 µs", 0, 3, 800 },
    Line{ "info"_L1, "gateway"_L1, u"Shift handed over to Zoë Müller" },
    Line{ "warning"_L1, "gateway"_L1, u"Radio link to Übersee: %1 dBm", 0, -96, -82 },
};

const Sensor &sensorOf(const Alarm &alarm)
{
    return sensors.at(static_cast<size_t>(alarm.sensor));
}

// The finalizer of SplitMix64: neighbouring numbers give unrelated results, the same everywhere.
quint64 hash(quint64 value)
{
    value += 0x9e3779b97f4a7c15;
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
    value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
    return value ^ (value >> 31);
}

// Within [0, 1).
double fraction(quint64 hash)
{
    return static_cast<double>(hash >> 11) / static_cast<double>(quint64(1) << 53);
}

double smoothValue(const Sensor &sensor, qint64 time)
{
    double value = sensor.mean;
    for (const Wave &wave : sensor.waves) {
        // The remainder of whole numbers: a double of the time would be coarse by now.
        const double turn =
            static_cast<double>(time % wave.period) / static_cast<double>(wave.period);
        value += wave.amplitude * std::sin(2 * M_PI * (turn + wave.phase));
    }
    return value;
}

// The nearest double to a decimal fraction, which JSON writes in as few digits.
double rounded(double value, int decimals)
{
    const double scale = std::pow(10, decimals);
    return std::round(value * scale) / scale;
}

// An alarm looks at its sensor this often, at times that are the same for everyone.
constexpr qint64 LookInterval = 100;

// No sensor stays between the two thresholds for so long.
constexpr qint64 Memory = 10 * 60 * 1000;

// Goes back to where it is plain whether the alarm was on.
bool isActive(const Alarm &alarm, qint64 time)
{
    const Sensor &sensor = sensorOf(alarm);
    const qint64 last = time - time % LookInterval;
    for (qint64 look = last; look > last - Memory; look -= LookInterval) {
        const double value = smoothValue(sensor, look);
        if (alarm.isHigh() ? value > alarm.onAt : value < alarm.onAt)
            return true;
        if (alarm.isHigh() ? value < alarm.offAt : value > alarm.offAt)
            return false;
    }
    return false;
}

QString timestamp(qint64 time)
{
    return QDateTime::fromMSecsSinceEpoch(time).toUTC().toString(Qt::ISODateWithMs);
}

} // namespace

QJsonObject SseDemoStation::reading(qint64 time, qint64 number)
{
    QJsonObject values;
    quint64 seed = hash(static_cast<quint64>(number));
    for (const Sensor &sensor : sensors) {
        seed = hash(seed);
        const double noise = sensor.noise * (2 * fraction(seed) - 1);
        values.insert(sensor.name, rounded(smoothValue(sensor, time) + noise, sensor.decimals));
    }
    return { { u"time"_s, timestamp(time) }, { u"sensors"_s, values } };
}

// They go by the values without noise, as real ones go by filtered ones.
SseDemoStation::AlarmSet SseDemoStation::activeAlarms(qint64 time)
{
    AlarmSet set;
    for (size_t i = 0; i < AlarmCount; ++i)
        set.set(i, isActive(alarms.at(i), time));
    return set;
}

QJsonObject SseDemoStation::alarm(size_t index, bool isActive, qint64 time)
{
    const Alarm &alarm = alarms.at(index);
    const Sensor &sensor = sensorOf(alarm);
    const double value = rounded(smoothValue(sensor, time), sensor.decimals);
    const QString text = u"%1: %2 %3"_s.arg(isActive ? alarm.onText : alarm.offText)
                             .arg(value, 0, 'f', sensor.decimals)
                             .arg(sensor.unit);
    return { { u"id"_s, alarm.id },
             { u"sensor"_s, sensor.name },
             { u"severity"_s, alarm.severity },
             { u"active"_s, isActive },
             { u"text"_s, text },
             { u"value"_s, value },
             { u"time"_s, timestamp(time) } };
}

QJsonObject SseDemoStation::log(qint64 time, qint64 number)
{
    // Neighbours in the table are of one unit. The stride has no divisor in common with the size,
    // so that every line has its turn.
    constexpr quint64 Stride = 7;
    static_assert(lines.size() % Stride != 0);
    const auto seed = static_cast<quint64>(number);
    const Line &line = lines.at(seed * Stride % lines.size());
    QString text = line.text.toString();
    if (line.maximum > line.minimum) {
        const double figure = line.minimum + fraction(hash(seed)) * (line.maximum - line.minimum);
        text = text.arg(figure, 0, 'f', line.decimals);
    }
    return { { u"level"_s, line.level },
             { u"unit"_s, line.unit },
             { u"text"_s, text },
             { u"time"_s, timestamp(time) } };
}
