// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSEQMLHANDLER_H
#define SSEQT_SSEQMLHANDLER_H

#include "ssesourcelink_p.h"

#include <SseQt/SseEvent>
#include <SseQt/SseSource>

#include <QtCore/qobject.h>
#include <QtQml/qqml.h>
#include <QtQml/qqmlparserstatus.h>

// The element SseHandler.
class SseQmlHandler : public QObject, public QQmlParserStatus
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SseQmlHandler)
    Q_INTERFACES(QQmlParserStatus)
    Q_PROPERTY(SseSource *source READ source WRITE setSource NOTIFY sourceChanged)
    Q_PROPERTY(QString type READ type WRITE setType NOTIFY typeChanged)
    Q_PROPERTY(bool enabled READ isEnabled WRITE setEnabled NOTIFY enabledChanged)
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    QML_NAMED_ELEMENT(SseHandler)
    QML_ADDED_IN_VERSION(1, 0)
public:
    explicit SseQmlHandler(QObject *parent = nullptr);
    ~SseQmlHandler() override;

    [[nodiscard]] SseSource *source() const { return m_link.source(); }
    void setSource(SseSource *source);
    [[nodiscard]] QString type() const { return m_type; }
    void setType(const QString &type);
    [[nodiscard]] bool isEnabled() const { return m_isEnabled; }
    void setEnabled(bool enabled);
    [[nodiscard]] int count() const { return m_count; }

    Q_INVOKABLE void resetCount();

    void classBegin() override;
    void componentComplete() override;

Q_SIGNALS:
    void received(const SseEvent &event);

    void sourceChanged();
    void typeChanged(const QString &type);
    void enabledChanged(bool enabled);
    void countChanged(int count);

private:
    void listen();
    void take(const SseEvent &event);

    SseSourceLink m_link;
    QMetaObject::Connection m_connection;
    QString m_type;
    bool m_isEnabled = true;
    int m_count = 0;
};

#endif
