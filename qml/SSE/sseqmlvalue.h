// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSEQMLVALUE_H
#define SSEQT_SSEQMLVALUE_H

#include "ssejsonpath_p.h"
#include "ssesourcelink_p.h"

#include <SseQt/SseSource>

#include <QtCore/qdatetime.h>
#include <QtCore/qelapsedtimer.h>
#include <QtCore/qjsonvalue.h>
#include <QtCore/qobject.h>
#include <QtCore/qpointer.h>
#include <QtCore/qtimer.h>
#include <QtCore/qvariant.h>
#include <QtQml/qqml.h>
#include <QtQml/qqmlparserstatus.h>

class SseValueFeed;

// The element SseValue.
class SseQmlValue : public QObject, public QQmlParserStatus
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SseQmlValue)
    Q_INTERFACES(QQmlParserStatus)
    Q_PROPERTY(SseSource *source READ source WRITE setSource NOTIFY sourceChanged)
    Q_PROPERTY(QString type READ type WRITE setType NOTIFY typeChanged)
    Q_PROPERTY(QString path READ path WRITE setPath NOTIFY pathChanged)
    Q_PROPERTY(int maximumAge READ maximumAge WRITE setMaximumAge NOTIFY maximumAgeChanged)
    Q_PROPERTY(QVariant value READ value NOTIFY valueChanged)
    Q_PROPERTY(bool valid READ isValid NOTIFY validChanged)
    Q_PROPERTY(QDateTime received READ received NOTIFY receivedChanged)
    Q_PROPERTY(int age READ age NOTIFY ageChanged)
    Q_PROPERTY(bool stale READ isStale NOTIFY staleChanged)
    QML_NAMED_ELEMENT(SseValue)
    QML_ADDED_IN_VERSION(1, 0)
public:
    explicit SseQmlValue(QObject *parent = nullptr);
    ~SseQmlValue() override;

    [[nodiscard]] SseSource *source() const { return m_link.source(); }
    void setSource(SseSource *source);
    [[nodiscard]] QString type() const { return m_type; }
    void setType(const QString &type);
    [[nodiscard]] QString path() const { return m_pathText; }
    void setPath(const QString &path);
    [[nodiscard]] int maximumAge() const { return m_maximumAge; }
    void setMaximumAge(int milliseconds);

    [[nodiscard]] QVariant value() const { return m_value.toVariant(); }
    [[nodiscard]] bool isValid() const { return m_received >= 0; }
    [[nodiscard]] QDateTime received() const;
    [[nodiscard]] int age() const;
    [[nodiscard]] bool isStale() const { return m_isStale; }

    void classBegin() override;
    void componentComplete() override;

    // For the feed.
    [[nodiscard]] bool wants(const QByteArray &type) const
    {
        return m_typeUtf8.isEmpty() || m_typeUtf8 == type;
    }
    void take(const SseEvent &event, const QJsonValue &json, qint64 now);
    void loseTrack();
    void announce();

Q_SIGNALS:
    void sourceChanged();
    void typeChanged(const QString &type);
    void pathChanged(const QString &path);
    void maximumAgeChanged(int milliseconds);
    void valueChanged();
    void validChanged(bool valid);
    void receivedChanged();
    void ageChanged();
    void staleChanged(bool stale);

private:
    void leave();
    void follow();
    void forget();
    void updateStale();

    SseSourceLink m_link;
    QPointer<SseValueFeed> m_feed;
    QString m_type;
    QByteArray m_typeUtf8;
    QString m_pathText;
    SseJsonPath m_path;
    int m_maximumAge = 0;

    QJsonValue m_value = QJsonValue(QJsonValue::Undefined);
    qint64 m_received = -1; // milliseconds since the epoch
    QElapsedTimer m_sinceReceived;
    bool m_hasLostTrack = false;
    bool m_isStale = true;
    QTimer m_staleTimer;
    QTimer m_ageTimer; // of one second, between values

    bool m_hasNews = false;
    QJsonValue m_announcedValue = QJsonValue(QJsonValue::Undefined);
    bool m_announcedValid = false;
};

#endif
