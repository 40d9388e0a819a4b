// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSESOURCE_H
#define SSEQT_SSESOURCE_H

#include <SseQt/sseerror.h>
#include <SseQt/sseevent.h>
#include <SseQt/sseeventchannel.h>
#include <SseQt/ssependingattempt.h>
#include <SseQt/sseqtglobal.h>
#include <SseQt/ssereconnectpolicy.h>
#include <SseQt/ssestatistics.h>

#include <QtCore/qjsonvalue.h>
#include <QtCore/qlist.h>
#include <QtCore/qobject.h>
#include <QtCore/qstringlist.h>
#include <QtCore/qurl.h>
#include <QtNetwork/qnetworkreply.h>
#include <QtNetwork/qnetworkrequest.h>
#include <QtNetwork/qtnetwork-config.h>

#include <chrono>
#include <functional>
#include <memory>
#include <utility>

#if QT_CONFIG(ssl)
#include <QtNetwork/qsslconfiguration.h>
#endif

class QNetworkAccessManager;
class SseSourcePrivate;

class SSEQT_CORE_EXPORT SseSource : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SseSource)
    Q_PROPERTY(QUrl url READ url WRITE setUrl NOTIFY urlChanged)
    Q_PROPERTY(QString method READ method WRITE setMethod NOTIFY methodChanged)
    Q_PROPERTY(QByteArray body READ body WRITE setBody NOTIFY bodyChanged)
    Q_PROPERTY(QJsonValue jsonBody READ jsonBody WRITE setJsonBody NOTIFY bodyChanged)
    Q_PROPERTY(bool withCredentials READ withCredentials WRITE setWithCredentials NOTIFY
                   withCredentialsChanged)
    Q_PROPERTY(QStringList trustedOrigins READ trustedOrigins WRITE setTrustedOrigins NOTIFY
                   trustedOriginsChanged)
    Q_PROPERTY(
        bool http2Allowed READ isHttp2Allowed WRITE setHttp2Allowed NOTIFY http2AllowedChanged)
    Q_PROPERTY(bool compressionAllowed READ isCompressionAllowed WRITE setCompressionAllowed NOTIFY
                   compressionAllowedChanged)
    Q_PROPERTY(bool active READ isActive WRITE setActive NOTIFY activeChanged)
    Q_PROPERTY(bool paused READ isPaused WRITE setPaused NOTIFY pausedChanged)
    Q_PROPERTY(ReadyState readyState READ readyState NOTIFY readyStateChanged)
    Q_PROPERTY(Phase phase READ phase NOTIFY phaseChanged)
    Q_PROPERTY(QString lastEventId READ lastEventId WRITE setLastEventId NOTIFY lastEventIdChanged)
    Q_PROPERTY(
        QString acknowledgedEventId READ acknowledgedEventId NOTIFY acknowledgedEventIdChanged)
    Q_PROPERTY(DeliveryMode deliveryMode READ deliveryMode WRITE setDeliveryMode NOTIFY
                   deliveryModeChanged)
    Q_PROPERTY(Deduplication deduplication READ deduplication WRITE setDeduplication NOTIFY
                   deduplicationChanged)
    Q_PROPERTY(int deduplicationWindow READ deduplicationWindow WRITE setDeduplicationWindow NOTIFY
                   deduplicationWindowChanged)
    Q_PROPERTY(QStringList endOnEvent READ endOnEvent WRITE setEndOnEvent NOTIFY endOnEventChanged)
    Q_PROPERTY(QStringList endOnData READ endOnData WRITE setEndOnData NOTIFY endOnDataChanged)
    Q_PROPERTY(SseReconnectPolicy reconnectPolicy READ reconnectPolicy WRITE setReconnectPolicy
                   NOTIFY reconnectPolicyChanged)
    Q_PROPERTY(
        bool autoReconnect READ autoReconnect WRITE setAutoReconnect NOTIFY reconnectPolicyChanged)
    Q_PROPERTY(int reconnectInterval READ reconnectInterval WRITE setReconnectInterval NOTIFY
                   reconnectPolicyChanged)
    Q_PROPERTY(int maximumReconnectAttempts READ maximumReconnectAttempts WRITE
                   setMaximumReconnectAttempts NOTIFY reconnectPolicyChanged)
    Q_PROPERTY(int effectiveReconnectInterval READ effectiveReconnectInterval NOTIFY
                   effectiveReconnectIntervalChanged)
    Q_PROPERTY(int reconnectAttempt READ reconnectAttempt NOTIFY reconnectAttemptChanged)
    Q_PROPERTY(int nextReconnectIn READ nextReconnectIn NOTIFY nextReconnectInChanged)
    Q_PROPERTY(bool waitsForNetwork READ waitsForNetwork NOTIFY waitsForNetworkChanged)
    Q_PROPERTY(bool waitsForConnection READ waitsForConnection NOTIFY waitsForConnectionChanged)
    Q_PROPERTY(bool keepConnection READ keepConnection WRITE setKeepConnection NOTIFY
                   keepConnectionChanged)
    Q_PROPERTY(int preparationTimeout READ preparationTimeout WRITE setPreparationTimeout NOTIFY
                   preparationTimeoutChanged)
    Q_PROPERTY(
        int connectTimeout READ connectTimeout WRITE setConnectTimeout NOTIFY connectTimeoutChanged)
    Q_PROPERTY(int responseTimeout READ responseTimeout WRITE setResponseTimeout NOTIFY
                   responseTimeoutChanged)
    Q_PROPERTY(int idleTimeout READ idleTimeout WRITE setIdleTimeout NOTIFY idleTimeoutChanged)
    Q_PROPERTY(int eventTimeout READ eventTimeout WRITE setEventTimeout NOTIFY eventTimeoutChanged)
    Q_PROPERTY(int maximumLineSize READ maximumLineSize WRITE setMaximumLineSize NOTIFY
                   maximumLineSizeChanged)
    Q_PROPERTY(int maximumEventSize READ maximumEventSize WRITE setMaximumEventSize NOTIFY
                   maximumEventSizeChanged)
    Q_PROPERTY(
        bool strictParsing READ strictParsing WRITE setStrictParsing NOTIFY strictParsingChanged)
public:
    using Header = QNetworkReply::RawHeaderPair;

    // The enums are as wide as an int: QML reads one from a signal as if they all were.
    enum class ReadyState {
        Connecting = 0,
        Open = 1,
        Closed = 2,
    };
    Q_ENUM(ReadyState)

    enum class Phase {
        Idle,
        Dialing,
        AwaitingHeaders,
        Streaming,
        WaitingToReconnect,
    };
    Q_ENUM(Phase)

    enum class CloseReason {
        Requested,
        Ended,
        Failed,
    };
    Q_ENUM(CloseReason)

    enum class DeliveryMode {
        AsReceived,
        AtLeastOnce,
    };
    Q_ENUM(DeliveryMode)

    // Not scoped, so that flags can be joined without the name of the class twice.
    enum DeduplicationFlag {
        NoDeduplication = 0,
        ById = 1,
        ByData = 2,
    };
    Q_DECLARE_FLAGS(Deduplication, DeduplicationFlag)
    Q_FLAG(Deduplication)

    using AttemptHandler = std::function<void(const SsePendingAttempt &attempt)>;

    explicit SseSource(QObject *parent = nullptr);
    explicit SseSource(const QUrl &url, QObject *parent = nullptr);
    ~SseSource() override;

    [[nodiscard]] QUrl url() const;
    void setUrl(const QUrl &url);
    [[nodiscard]] QUrl responseUrl() const;

    [[nodiscard]] QString method() const;
    void setMethod(const QString &method);

    [[nodiscard]] QList<Header> headers() const;
    void setHeaders(const QList<Header> &headers);
    void setHeader(const QByteArray &name, const QByteArray &value);

    [[nodiscard]] QByteArray body() const;
    void setBody(const QByteArray &body);
    [[nodiscard]] QJsonValue jsonBody() const;
    void setJsonBody(const QJsonValue &body);

    [[nodiscard]] bool withCredentials() const;
    void setWithCredentials(bool enabled);
    [[nodiscard]] QStringList trustedOrigins() const;
    void setTrustedOrigins(const QStringList &origins);

    [[nodiscard]] bool isHttp2Allowed() const;
    void setHttp2Allowed(bool allowed);
    [[nodiscard]] bool isCompressionAllowed() const;
    void setCompressionAllowed(bool allowed);

    [[nodiscard]] bool isActive() const;
    void setActive(bool active);
    [[nodiscard]] bool isPaused() const;
    void setPaused(bool paused);
    [[nodiscard]] ReadyState readyState() const;
    [[nodiscard]] Phase phase() const;

    [[nodiscard]] QString lastEventId() const;
    void setLastEventId(const QString &id);
    [[nodiscard]] DeliveryMode deliveryMode() const;
    void setDeliveryMode(DeliveryMode mode);
    [[nodiscard]] QString acknowledgedEventId() const;
    [[nodiscard]] Deduplication deduplication() const;
    void setDeduplication(Deduplication ways);
    [[nodiscard]] int deduplicationWindow() const;
    void setDeduplicationWindow(int count);

    [[nodiscard]] QStringList endOnEvent() const;
    void setEndOnEvent(const QStringList &types);
    [[nodiscard]] QStringList endOnData() const;
    void setEndOnData(const QStringList &data);

    [[nodiscard]] SseReconnectPolicy reconnectPolicy() const;
    void setReconnectPolicy(const SseReconnectPolicy &policy);
    [[nodiscard]] bool autoReconnect() const;
    void setAutoReconnect(bool enabled);
    [[nodiscard]] int reconnectInterval() const;
    void setReconnectInterval(int milliseconds);
    void setReconnectInterval(std::chrono::milliseconds interval);
    [[nodiscard]] std::chrono::milliseconds reconnectIntervalAsDuration() const;
    [[nodiscard]] int maximumReconnectAttempts() const;
    void setMaximumReconnectAttempts(int attempts);
    [[nodiscard]] int effectiveReconnectInterval() const;
    [[nodiscard]] int reconnectAttempt() const;
    [[nodiscard]] int nextReconnectIn() const;
    [[nodiscard]] bool waitsForNetwork() const;
    [[nodiscard]] bool waitsForConnection() const;
    [[nodiscard]] bool keepConnection() const;
    void setKeepConnection(bool keep);

    void setAttemptHandler(const AttemptHandler &handler);
    [[nodiscard]] int preparationTimeout() const;
    void setPreparationTimeout(int milliseconds);
    void setPreparationTimeout(std::chrono::milliseconds timeout);
    [[nodiscard]] std::chrono::milliseconds preparationTimeoutAsDuration() const;
    [[nodiscard]] int connectTimeout() const;
    void setConnectTimeout(int milliseconds);
    void setConnectTimeout(std::chrono::milliseconds timeout);
    [[nodiscard]] std::chrono::milliseconds connectTimeoutAsDuration() const;
    [[nodiscard]] int responseTimeout() const;
    void setResponseTimeout(int milliseconds);
    void setResponseTimeout(std::chrono::milliseconds timeout);
    [[nodiscard]] std::chrono::milliseconds responseTimeoutAsDuration() const;
    [[nodiscard]] int idleTimeout() const;
    void setIdleTimeout(int milliseconds);
    void setIdleTimeout(std::chrono::milliseconds timeout);
    [[nodiscard]] std::chrono::milliseconds idleTimeoutAsDuration() const;
    [[nodiscard]] int eventTimeout() const;
    void setEventTimeout(int milliseconds);
    void setEventTimeout(std::chrono::milliseconds timeout);
    [[nodiscard]] std::chrono::milliseconds eventTimeoutAsDuration() const;

    [[nodiscard]] int maximumLineSize() const;
    void setMaximumLineSize(int bytes);
    [[nodiscard]] int maximumEventSize() const;
    void setMaximumEventSize(int bytes);
    [[nodiscard]] bool strictParsing() const;
    void setStrictParsing(bool strict);

    [[nodiscard]] QNetworkAccessManager *networkAccessManager() const;
    void setNetworkAccessManager(QNetworkAccessManager *manager);
#if QT_CONFIG(ssl)
    [[nodiscard]] QSslConfiguration sslConfiguration() const;
    void setSslConfiguration(const QSslConfiguration &configuration);
#endif

    [[nodiscard]] Q_INVOKABLE SseStatistics statistics() const;

    void open(const QUrl &url);
    void open(const QNetworkRequest &request, const QByteArray &method = QByteArrayLiteral("GET"),
              const QByteArray &body = {});

    template<typename Receiver, typename Functor>
    QMetaObject::Connection addEventListener(const QString &type, const Receiver *context,
                                             Functor &&functor,
                                             Qt::ConnectionType connectionType = Qt::AutoConnection)
    {
        return QObject::connect(eventChannel(type), &SseEventChannel::received, context,
                                std::forward<Functor>(functor), connectionType);
    }

public Q_SLOTS:
    void open();
    void close();
    void reconnectNow();
    void pause();
    void resume();
    void acknowledge(const SseEvent &event);

Q_SIGNALS:
    void aboutToConnect(const SsePendingAttempt &attempt);
    void opened();
    void resumed(const QString &lastEventId);
    void eventReceived(const SseEvent &event);
    void eventRepeated(const SseEvent &event);
    void commentReceived(const QString &text);
    void retryReceived(int milliseconds);
    void errorOccurred(const SseError &error);
    void closed(SseSource::CloseReason reason);

    void urlChanged(const QUrl &url);
    void methodChanged(const QString &method);
    void headersChanged();
    void bodyChanged();
    void withCredentialsChanged(bool enabled);
    void trustedOriginsChanged(const QStringList &origins);
    void http2AllowedChanged(bool allowed);
    void compressionAllowedChanged(bool allowed);
    void activeChanged(bool active);
    void pausedChanged(bool paused);
    void readyStateChanged(SseSource::ReadyState state);
    void phaseChanged(SseSource::Phase phase);
    void lastEventIdChanged(const QString &id);
    void acknowledgedEventIdChanged(const QString &id);
    void deliveryModeChanged(SseSource::DeliveryMode mode);
    void deduplicationChanged(SseSource::Deduplication ways);
    void deduplicationWindowChanged(int count);
    void endOnEventChanged(const QStringList &types);
    void endOnDataChanged(const QStringList &data);
    void reconnectPolicyChanged();
    void effectiveReconnectIntervalChanged(int milliseconds);
    void reconnectAttemptChanged(int attempt);
    void nextReconnectInChanged(int milliseconds);
    void waitsForNetworkChanged(bool waits);
    void waitsForConnectionChanged(bool waits);
    void keepConnectionChanged(bool keep);
    void preparationTimeoutChanged(int milliseconds);
    void connectTimeoutChanged(int milliseconds);
    void responseTimeoutChanged(int milliseconds);
    void idleTimeoutChanged(int milliseconds);
    void eventTimeoutChanged(int milliseconds);
    void maximumLineSizeChanged(int bytes);
    void maximumEventSizeChanged(int bytes);
    void strictParsingChanged(bool strict);

protected:
    void holdOpening();
    void releaseOpening();
    bool event(QEvent *event) override;
    virtual void notifyListeners(const SseEvent &event);

private:
    SseEventChannel *eventChannel(const QString &type);

    friend class SseSourcePrivate;
    const std::unique_ptr<SseSourcePrivate> d;
};

Q_DECLARE_OPERATORS_FOR_FLAGS(SseSource::Deduplication)

#endif
