// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef HISTORY_H
#define HISTORY_H

#include <SseQt/SseEvent>
#include <SseQt/SseSource>

#include <QtCore/QElapsedTimer>
#include <QtCore/QHash>
#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QRectF>
#include <QtCore/QSizeF>
#include <QtCore/QStringList>
#include <QtCore/QTimer>
#include <QtGui/QPolygonF>
#include <QtQml/qqmlregistration.h>

#include <array>

// What the sensors have shown in the last minute, for charts.
//
// Each reading is looked at, a thousand a second if need be, which is why this is no JavaScript. Of
// those within a fifth of a second the lowest and the highest are kept: a line has few points, and
// no spike is lost.
class History : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(History)
    Q_PROPERTY(SseSource *source READ source WRITE setSource NOTIFY sourceChanged)
    Q_PROPERTY(QStringList sensors READ sensors WRITE setSensors NOTIFY sensorsChanged)
    // Times are milliseconds since this began to listen. Charts move with this one, ten times a
    // second.
    Q_PROPERTY(double now READ now NOTIFY nowChanged)
    QML_ELEMENT
public:
    static constexpr int Resolution = 200; // milliseconds
    static constexpr int Length = 300; // of so many such pieces
    // A silence that is longer is shown as one.
    static constexpr int MaximumSilence = 3000;
    static constexpr int UpdateInterval = 100;

    explicit History(QObject *parent = nullptr);
    ~History() override;

    [[nodiscard]] SseSource *source() const { return m_source; }
    void setSource(SseSource *source);
    [[nodiscard]] QStringList sensors() const { return m_sensors; }
    void setSensors(const QStringList &sensors);
    [[nodiscard]] double now() const { return double(m_now); }

    // The lines of the sensor between two times, drawn into a rectangle of this size: one for each
    // time that the stream held, of 300 points at most together. The lowest value is at the bottom.
    [[nodiscard]] Q_INVOKABLE QList<QPolygonF> lines(const QString &sensor, double begin,
                                                     double end, const QSizeF &size, double lowest,
                                                     double highest) const;

    // When nothing was heard, drawn into the same rectangle.
    [[nodiscard]] Q_INVOKABLE QList<QRectF> gaps(double begin, double end,
                                                 const QSizeF &size) const;

Q_SIGNALS:
    void sourceChanged();
    void sensorsChanged();
    void nowChanged();

private:
    struct Sample
    {
        qint64 time = -1;
        double value = 0;
    };
    struct Piece
    {
        qint64 number = -1;
        Sample lowest;
        Sample highest;

        void take(const Sample &sample);
    };
    using Pieces = std::array<Piece, Length>; // the piece n is at n % Length
    struct Gap
    {
        qint64 begin;
        qint64 end;
    };

    void take(const SseEvent &event);
    void update();
    [[nodiscard]] bool isSilent(qint64 time) const;
    // Those that are over, and the one that lasts.
    [[nodiscard]] QList<Gap> allGaps() const;

    QPointer<SseSource> m_source;
    QList<QMetaObject::Connection> m_connections;
    QStringList m_sensors;
    QHash<QString, Pieces> m_pieces;
    QList<Gap> m_gaps;
    QElapsedTimer m_clock;
    QTimer m_timer;
    qint64 m_now = 0;
    qint64 m_lastReading = -1;
    bool m_hasLostTrack = false;
};

#endif
