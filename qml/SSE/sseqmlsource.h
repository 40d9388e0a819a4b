// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSEQMLSOURCE_H
#define SSEQT_SSEQMLSOURCE_H

#include <SseQt/SseSource>

#include <QtCore/qlist.h>
#include <QtCore/qvariant.h>
#include <QtQml/qjsvalue.h>
#include <QtQml/qqml.h>
#include <QtQml/qqmllist.h>
#include <QtQml/qqmlparserstatus.h>

// The element SseSource: the core's class, with what QML wishes otherwise.
class SseQmlSource : public SseSource, public QQmlParserStatus
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SseQmlSource)
    Q_INTERFACES(QQmlParserStatus)
    Q_PROPERTY(QVariantMap headers READ headerMap WRITE setHeaderMap NOTIFY headersChanged)
    Q_PROPERTY(QVariant jsonBody READ jsonBodyVariant WRITE setJsonBodyVariant NOTIFY bodyChanged)
    Q_PROPERTY(QQmlListProperty<QObject> data READ elements)
    Q_CLASSINFO("DefaultProperty", "data")
    QML_NAMED_ELEMENT(SseSource)
    QML_ADDED_IN_VERSION(1, 0)
public:
    explicit SseQmlSource(QObject *parent = nullptr);
    ~SseQmlSource() override;

    [[nodiscard]] QVariantMap headerMap() const;
    void setHeaderMap(const QVariantMap &headers);
    [[nodiscard]] QVariant jsonBodyVariant() const;
    void setJsonBodyVariant(const QVariant &body);
    [[nodiscard]] QQmlListProperty<QObject> elements();
    Q_INVOKABLE void setHeader(const QString &name, const QString &value);

    Q_INVOKABLE void addEventListener(const QString &type, const QJSValue &callback);
    Q_INVOKABLE void removeEventListener(const QString &type, const QJSValue &callback);

    void classBegin() override;
    void componentComplete() override;

protected:
    void notifyListeners(const SseEvent &event) override;

private:
    struct Listener
    {
        QString type;
        QJSValue callback;
        quint64 number; // tells a listener from one that was added in its place

        [[nodiscard]] bool isSame(const QString &otherType, const QJSValue &otherCallback) const
        {
            return type == otherType && callback.strictlyEquals(otherCallback);
        }
    };

    [[nodiscard]] bool isListening(quint64 number) const;

    QList<QObject *> m_elements;
    QList<Listener> m_listeners;
    quint64 m_lastNumber = 0;
};

#endif
