// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "agentclient_p.h"

#include "chatserviceerror_p.h"

#include <QtCore/qloggingcategory.h>
#include <QtCore/qpointer.h>
#include <QtCore/qurlquery.h>

using namespace Qt::StringLiterals;

/*!
    \class AgentClient
    \inmodule SseQt
    \inheaderfile SseQt/AgentClient
    \brief Follows the sessions of a server of agents, live, and talks with them.

    The server is OpenCode or speaks as it does: one event stream tells of all sessions, and
   requests beside it list them, take prompts and answer questions.

    \code
    AgentClient client;
    client.setBaseUrl(QUrl("http://127.0.0.1:4096"));
    client.open();
    view->setModel(client.sessions());
    chat->setModel(client.conversation(sessionId));
    \endcode

    However many views there are, there is one stream. A conversation is a ChatModel, as those of
    ChatSession are, and its messages grow as the agent writes: text, reasoning, tool calls with
    their input and output. Both generations of the protocol are understood, in which fragments come
    beside their part or apart from it.

    When the connection breaks the stream is opened again, and sessions and messages are fetched
   anew and merged with what is there: nothing is missing then, and nothing is there twice. Events
   that arrive meanwhile wait for it. The server's heartbeat feeds the \l {SseSource::idleTimeout}
    {idle timeout} of \l source, which is one minute unless set otherwise.

    Servers of the same shape elsewhere are reached by \l eventPath. Where they have no requests
    beside the stream, what the stream tells is all there is.

    It asks for nothing but what it was told to follow: at most 10,000 sessions, and messages of
   those whose conversation() was asked for. Answers of more than 64 MiB are refused.

    An object of this class lives in one thread. It owns its models.

    \since 0.1
    \sa AgentTaskModel, ChatSession
*/

/*!
    \enum AgentClient::State

    \value Closed there is no stream, and there will be none until open()
    \value Connecting the stream is being opened, or waits to be opened again
    \value Fetching the stream is open, and the state is being fetched
    \value Live what is shown is what the server has
*/

/*!
    \fn void AgentClient::sessionCreated(const QString &sessionId)
    The session that createSession() asked for is there.
*/

/*!
    \fn void AgentClient::promptAccepted(const QString &sessionId)
    The server has taken a prompt; what the agent makes of it comes by the stream.
*/

/*!
    \fn void AgentClient::permissionAsked(const AgentPermission &permission)
    An agent waits for an answer, which answerPermission() gives.
*/

/*!
    \fn void AgentClient::errorOccurred(const ChatError &error, const QString &sessionId)
    The stream has failed, or a request; \a sessionId is empty where the \a error is about no
   session.
*/

AgentClientPrivate::AgentClientPrivate(AgentClient *client)
    : q(client)
    , source(new AgentSource(client))
    , rest(new AgentRest(client))
    , sessions(new AgentSessionModel(client))
{
    // Servers send a heartbeat every ten seconds.
    source->setIdleTimeout(60'000);
    QObject::connect(source, &SseSource::activeChanged, q, &AgentClient::activeChanged);
    QObject::connect(source, &SseSource::readyStateChanged, q,
                     [this](SseSource::ReadyState readyState) {
                         if (readyState == SseSource::ReadyState::Connecting)
                             setState(AgentClient::State::Connecting);
                     });
    QObject::connect(source, &SseSource::opened, q, [this] { takeOpening(); });
    QObject::connect(source, &SseSource::eventReceived, q,
                     [this](const SseEvent &event) { takeEvent(event); });
    QObject::connect(source, &SseSource::errorOccurred, q,
                     [this](const SseError &streamError) { takeStreamError(streamError); });
    QObject::connect(source, &SseSource::closed, q, [this] { takeClosing(); });
    m_greeting.setSingleShot(true);
    m_greeting.setInterval(2000);
    QObject::connect(&m_greeting, &QTimer::timeout, q, [this] { fetchAll(); });
    m_refetch.setSingleShot(true);
    QObject::connect(&m_refetch, &QTimer::timeout, q, [this] { fetchAll(); });
}

AgentClientPrivate::~AgentClientPrivate() = default;

void AgentClientPrivate::configure()
{
    QByteArray credentials;
    const bool fromUrl = userName.isEmpty() && !baseUrl.userInfo().isEmpty();
    const QString name = fromUrl ? baseUrl.userName(QUrl::FullyDecoded) : userName;
    const QString secret = fromUrl ? baseUrl.password(QUrl::FullyDecoded) : password;
    if (!name.isEmpty() || !secret.isEmpty())
        credentials = "Basic " + (name + u':' + secret).toUtf8().toBase64();
    rest->setCredentials(credentials);
    source->setHeader("Authorization", credentials); // a null one removes it
    source->setUrl(eventUrl());
}

void AgentClientPrivate::forgetAll()
{
    rest->dropAll();
    const QPointer<AgentClient> alive(q);
    const QList<QString> ids = known.keys();
    known.clear();
    for (const QString &id : ids) {
        if (alive)
            sessions->remove(id);
    }
    if (alive)
        forEachTranscript([](AgentTranscript *transcript) { transcript->clear(); });
}

QUrl AgentClientPrivate::urlOf(const QString &path) const
{
    QUrl url = baseUrl.adjusted(QUrl::RemoveUserInfo | QUrl::StripTrailingSlash | QUrl::RemoveQuery
                                | QUrl::RemoveFragment);
    url.setPath(url.path(QUrl::FullyEncoded) + path, QUrl::TolerantMode);
    if (!directory.isEmpty()) {
        QUrlQuery query;
        query.addQueryItem(u"directory"_s, QString::fromLatin1(QUrl::toPercentEncoding(directory)));
        url.setQuery(query);
    }
    return url;
}

QUrl AgentClientPrivate::eventUrl() const
{
    if (baseUrl.isEmpty())
        return {};
    const QUrl place(eventPath.startsWith(u'/') ? eventPath : u'/' + eventPath);
    QUrl url = urlOf(place.path(QUrl::FullyEncoded));
    QUrlQuery query(place);
    const auto add = [&query](const QString &name, const QString &value) {
        if (!value.isEmpty())
            query.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(value)));
    };
    add(u"session_id"_s, sessionId);
    add(u"agent_id"_s, agentId);
    add(u"directory"_s, directory);
    url.setQuery(query);
    return url;
}

QString AgentClientPrivate::pathOf(const QString &id, const char *what)
{
    return "/session/"_L1 + QString::fromLatin1(QUrl::toPercentEncoding(id))
        + QLatin1StringView(what);
}

void AgentClientPrivate::ask(const QUrl &url, const QJsonObject &body, const QString &id,
                             std::function<void(const QJsonValue &)> done)
{
    rest->post(url, body, std::move(done),
               [this, id](const ChatError &failure) { fail(failure, id); });
}

void AgentClientPrivate::fail(const ChatError &failure, const QString &id)
{
    const QPointer<AgentClient> alive(q);
    error = failure;
    Q_EMIT q->errorChanged();
    if (alive)
        Q_EMIT q->errorOccurred(failure, id);
}

AgentClient::AgentClient(QObject *parent)
    : QObject(parent)
    , d(new AgentClientPrivate(this))
{ }

AgentClient::~AgentClient()
{
    // What these tell while they go is not for an object that is half gone.
    d->source->disconnect(this);
    d->rest->dropAll();
}

/*!
    \property AgentClient::baseUrl
    \brief where the server is, as in \c{http://127.0.0.1:4096}; empty by default.

    A user name and a password in it are used as \l userName and setPassword() are, if those are not
    set. A change forgets all sessions and conversations.
*/
QUrl AgentClient::baseUrl() const
{
    return d->baseUrl;
}

void AgentClient::setBaseUrl(const QUrl &url)
{
    if (d->baseUrl == url)
        return;
    d->baseUrl = url;
    const QPointer<AgentClient> alive(this);
    d->forgetAll();
    if (!alive)
        return;
    d->configure();
    if (alive)
        Q_EMIT baseUrlChanged(url);
}

/*!
    \property AgentClient::eventPath
    \brief the path of the event stream below \l baseUrl; \c{/event} by default.

    It may have a query, to which the filters are added.
*/
QString AgentClient::eventPath() const
{
    return d->eventPath;
}

void AgentClient::setEventPath(const QString &path)
{
    if (d->eventPath == path)
        return;
    d->eventPath = path;
    d->configure();
    Q_EMIT eventPathChanged(path);
}

/*!
    \property AgentClient::userName
    \brief the name that goes with the password, by the scheme Basic; empty by default.

    Name and password go to the server of \l baseUrl alone.
*/
QString AgentClient::userName() const
{
    return d->userName;
}

void AgentClient::setUserName(const QString &name)
{
    if (d->userName == name)
        return;
    d->userName = name;
    d->configure();
    Q_EMIT userNameChanged(name);
}

/*!
    \property AgentClient::hasPassword
    \brief whether a password was set. What it is, is never told.
*/
bool AgentClient::hasPassword() const
{
    return !d->password.isEmpty();
}

/*!
    Sets the \a password that goes with \l userName; an empty one takes it away.
*/
void AgentClient::setPassword(const QString &password)
{
    if (d->password == password)
        return;
    const bool hadOne = hasPassword();
    d->password = password;
    d->configure();
    if (hadOne != hasPassword())
        Q_EMIT hasPasswordChanged(hasPassword());
}

/*!
    \property AgentClient::sessionId
    \brief the one session to follow; empty, which is all, by default.

    The filters \c sessionId, \l agentId and \l directory are sent to the server as \c session_id,
    \c agent_id and \c directory in the query, and what arrives all the same is left out.
*/
QString AgentClient::sessionId() const
{
    return d->sessionId;
}

void AgentClient::setSessionId(const QString &id)
{
    if (d->sessionId == id)
        return;
    d->sessionId = id;
    d->filterAnew();
    Q_EMIT sessionIdChanged(id);
}

/*!
    \property AgentClient::agentId
    \brief the agent whose sessions to follow; empty, which is any, by default.

    A session whose agent the server has not named yet is not shown before it has.

    \sa sessionId
*/
QString AgentClient::agentId() const
{
    return d->agentId;
}

void AgentClient::setAgentId(const QString &id)
{
    if (d->agentId == id)
        return;
    d->agentId = id;
    d->filterAnew();
    Q_EMIT agentIdChanged(id);
}

/*!
    \property AgentClient::directory
    \brief the directory whose sessions to follow; empty, which is any, by default.

    It goes with every request.

    \sa sessionId
*/
QString AgentClient::directory() const
{
    return d->directory;
}

void AgentClient::setDirectory(const QString &directory)
{
    if (d->directory == directory)
        return;
    d->directory = directory;
    d->filterAnew();
    Q_EMIT directoryChanged(directory);
}

/*!
    \property AgentClient::active
    \brief the wish to be connected; false by default, true in QML.
*/
bool AgentClient::isActive() const
{
    return d->source->isActive();
}

void AgentClient::setActive(bool active)
{
    d->source->setActive(active);
}

/*!
    \property AgentClient::state
    \brief how far the connection is.
*/
AgentClient::State AgentClient::state() const
{
    return d->state;
}

/*!
    \property AgentClient::sessions
    \brief the sessions that the filters let through.
*/
AgentSessionModel *AgentClient::sessions() const
{
    return d->sessions;
}

/*!
    \property AgentClient::source
    \brief the event stream, for its timeouts, its policy and its TLS configuration.

    Its URL and its \c Authorization header are the client's.
*/
SseSource *AgentClient::source() const
{
    return d->source;
}

/*!
    \property AgentClient::error
    \brief what went wrong last, of the stream or of a request; none once the client is Live again.
*/
ChatError AgentClient::error() const
{
    return d->error;
}

/*!
    Makes requests and the stream go through \a manager, which is not owned, for its proxy, cache
   and cookies. Without one the client has its own.
*/
void AgentClient::setNetworkAccessManager(QNetworkAccessManager *manager)
{
    d->rest->setManager(manager);
    d->source->setNetworkAccessManager(manager);
}

/*!
    Returns the messages of the session \a sessionId, which belong to the client. From now on they
    are fetched and followed; a session that is not there has none.
*/
ChatModel *AgentClient::conversation(const QString &sessionId)
{
    const bool isNew = !d->transcripts.contains(sessionId);
    const std::shared_ptr<AgentTranscript> transcript = d->transcriptOf(sessionId);
    if (isNew && d->isPastGreeting())
        d->fetchMessages(sessionId);
    return transcript->model();
}

/*!
    Follows the messages of the session \a sessionId no longer, and destroys their model.
*/
void AgentClient::forgetConversation(const QString &sessionId)
{
    d->transcripts.remove(sessionId);
}

/*!
    Opens the stream, and again after it has failed for good.
*/
void AgentClient::open()
{
    d->configure();
    d->source->open();
}

/*!
    Closes the stream and drops requests. What is there stays.
*/
void AgentClient::close()
{
    d->rest->dropAll();
    d->source->close();
}

/*!
    Asks for a new session with the \a title, or one that the server makes up. sessionCreated()
   tells its ID.
*/
void AgentClient::createSession(const QString &title)
{
    QJsonObject body;
    if (!title.isEmpty())
        body.insert("title"_L1, title);
    d->ask(d->urlOf(u"/session"_s), body, {}, [this](const QJsonValue &info) {
        const QString id = info["id"_L1].toString();
        if (id.isEmpty())
            d->fail(ChatServiceError::make(Chat::ErrorCode::MalformedStream,
                                           tr("The server made a session and named none.")),
                    {});
        else
            Q_EMIT sessionCreated(id);
    });
}

/*!
    Sends \a text to the session \a sessionId. promptAccepted() tells that the server has taken it.
    It is sent once: where the connection breaks, whether the server has it is seen in the
    conversation.
*/
void AgentClient::prompt(const QString &sessionId, const QString &text)
{
    if (text.trimmed().isEmpty())
        return;
    const QJsonObject part{ { u"type"_s, u"text"_s }, { u"text"_s, text } };
    QJsonObject body{ { u"parts"_s, QJsonArray{ part } } };
    if (!d->agentId.isEmpty())
        body.insert("agent"_L1, d->agentId);
    d->ask(d->urlOf(AgentClientPrivate::pathOf(sessionId, "/prompt_async")), body, sessionId,
           [this, sessionId](const QJsonValue &) { Q_EMIT promptAccepted(sessionId); });
}

/*!
    Asks the agent of the session \a sessionId to stop.
*/
void AgentClient::abort(const QString &sessionId)
{
    d->ask(d->urlOf(AgentClientPrivate::pathOf(sessionId, "/abort")), {}, sessionId,
           [](const QJsonValue &) {});
}

/*!
    Gives the \a answer to the question \a permissionId of the session \a sessionId.
*/
void AgentClient::answerPermission(const QString &sessionId, const QString &permissionId,
                                   AgentPermission::Answer answer)
{
    const auto word = [answer] {
        switch (answer) {
        case AgentPermission::Answer::Once:
            return u"once"_s;
        case AgentPermission::Answer::Always:
            return u"always"_s;
        case AgentPermission::Answer::Reject:
            break;
        }
        return u"reject"_s;
    };
    const QString path = AgentClientPrivate::pathOf(sessionId, "/permissions/")
        + QString::fromLatin1(QUrl::toPercentEncoding(permissionId));
    d->ask(d->urlOf(path), { { u"response"_s, word() } }, sessionId, [](const QJsonValue &) {});
}

/*!
    Makes the client remember the wish to be connected and wait for releaseOpening(): for subclasses
    whose properties are still to come.
*/
void AgentClient::holdOpening()
{
    d->source->holdOpening();
}

/*!
    Connects in the next turn of the event loop if that was wished for meanwhile, and there is a
    URL. A client that gets its URL later connects then.
*/
void AgentClient::releaseOpening()
{
    d->source->releaseOpening();
}

#include "moc_agentclient.cpp"
