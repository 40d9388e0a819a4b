// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// Sources and the managers that carry their streams.

#include "sourcewatch.h"
#include "ssemanagerpool_p.h"
#include "surroundings.h"

#include <SseQt/SseTestServer>

#include <QtCore/qeventloop.h>
#include <QtCore/qthread.h>
#include <QtCore/qtimer.h>
#include <QtNetwork/qabstractnetworkcache.h>
#include <QtNetwork/qnetworkaccessmanager.h>
#include <QtTest/QtTest>

#include <atomic>
#include <memory>
#include <vector>

using Code = SseError::Code;
using CloseReason = SseSource::CloseReason;

namespace {

// One that would keep anything, and counts what it was given.
class Cache : public QAbstractNetworkCache
{
public:
    QNetworkCacheMetaData metaData(const QUrl &) override { return {}; }
    void updateMetaData(const QNetworkCacheMetaData &) override { ++count; }
    QIODevice *data(const QUrl &) override { return nullptr; }
    bool remove(const QUrl &) override { return false; }
    [[nodiscard]] qint64 cacheSize() const override { return 0; }
    QIODevice *prepare(const QNetworkCacheMetaData &) override
    {
        ++count;
        return nullptr;
    }
    void insert(QIODevice *) override { ++count; }
    void clear() override { }

    int count = 0;
};

} // namespace

class tst_Managers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void injectedManagerIsUsedAndNotOwned();
    void severalSourcesShareOneManager();
    void eachSourceHasConnectionsOfItsOwn();
    void managerDestroyedUnderAStream();
    void managerDestroyedInAHandler();
    void managerDestroyedBeforeTheEndIsRead();
    void managerDestroyedWhileWaiting();
    void managerDestroyedWhileDialing();
    void managersAutoDeletionLosesNothing();
    void managerDestroyedWhileIdle();
    void aCutBehindAFullBufferIsSeen();
    void managerOfAnotherThreadIsRefused();
    void managersTimeoutDoesNotEndAQuietStream();
    void anotherUsersRepliesAreLeftAlone();
    void manyToOneHost_data();
    void manyToOneHost();
    void managersAreShared();
    void managersAreFreedWhenIdle();
    void managersGoWithTheLastSource();
    void aFreshConnectionDisturbsNobody();
    void sourcesThatKeepCookiesKeepTheirOwn();
    void aPlaceIsFreeAgainAfterTheStream();
    void waitingForAConnectionIsSaid();
    void aRedirectThatWaitsForAConnectionIsSaid();
    void aSourceThatIsMovedWhileOpenIsClosed();
    void aSourceThatIsMovedMayBeOpenedByItsHandler();
    void aSourceThatIsMovedMayBeDeletedByItsHandler();
    void cookiesOutliveTheManager();
    void nothingIsCached();

private:
    std::unique_ptr<SseTestServer> server;
};

void tst_Managers::init()
{
    server = std::make_unique<SseTestServer>();
    QVERIFY(server->listen());
    server->route(QStringLiteral("/"), SseTestScript::eventStream().send("data: 1\n\n").stall());
}

void tst_Managers::injectedManagerIsUsedAndNotOwned()
{
    QNetworkAccessManager manager;
    QSignalSpy finished(&manager, &QNetworkAccessManager::finished);
    {
        SseSource source(server->url());
        source.setNetworkAccessManager(&manager);
        QCOMPARE(source.networkAccessManager(), &manager);
        const SourceWatch watch(source);
        source.open();
        QTRY_COMPARE(watch.events.size(), 1);
        QCOMPARE(manager.findChildren<QNetworkReply *>().size(), 1);
    }
    QTRY_COMPARE(server->openConnectionCount(), 0);
    QVERIFY(manager.findChildren<QNetworkReply *>().isEmpty());

    std::unique_ptr<QNetworkReply> reply(
        manager.get(QNetworkRequest(server->url(QStringLiteral("/none")))));
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 404);
}

void tst_Managers::severalSourcesShareOneManager()
{
    QNetworkAccessManager manager;
    SseSource first(server->url());
    SseSource second(server->url());
    first.setNetworkAccessManager(&manager);
    second.setNetworkAccessManager(&manager);
    const SourceWatch ofFirst(first);
    const SourceWatch ofSecond(second);
    first.open();
    second.open();
    QTRY_COMPARE(ofFirst.events.size(), 1);
    QTRY_COMPARE(ofSecond.events.size(), 1);
    first.close();
    server->sendToAll("data: 2\n\n");
    QTRY_COMPARE(ofSecond.events.size(), 2);
    QCOMPARE(ofFirst.events.size(), 1);
    first.open();
    QTRY_COMPARE(ofFirst.events.size(), 2);
}

void tst_Managers::eachSourceHasConnectionsOfItsOwn()
{
    // One manager opens six connections to a host.
    std::vector<std::unique_ptr<SseSource>> sources;
    int opened = 0;
    for (int i = 0; i < 10; ++i) {
        sources.push_back(std::make_unique<SseSource>(server->url()));
        connect(sources.back().get(), &SseSource::opened, this, [&] { ++opened; });
        sources.back()->open();
    }
    QTRY_COMPARE(opened, 10);
    QCOMPARE(server->openConnectionCount(), 10);
}

void tst_Managers::managerDestroyedUnderAStream()
{
    auto manager = std::make_unique<QNetworkAccessManager>();
    SseSource source(server->url());
    source.setNetworkAccessManager(manager.get());
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.events.size(), 1);
    manager.reset();
    QTRY_COMPARE(watch.closed, QList{ CloseReason::Failed });
    QCOMPARE(watch.errors.at(0).code(), Code::ManagerDestroyed);
    QCOMPARE(source.networkAccessManager(), nullptr);
    source.open(); // it does not go without the manager's proxy and cookies
    QCOMPARE(watch.errors.size(), 2);
    QCOMPARE(watch.errors.at(1).code(), Code::ManagerDestroyed);
    source.setNetworkAccessManager(nullptr);
    source.open();
    QTRY_COMPARE(watch.events.size(), 2);
}

// What was read before is delivered all the same, and then there is no reply to ask for more.
void tst_Managers::managerDestroyedBeforeTheEndIsRead()
{
    server->route(QStringLiteral("/"),
                  SseTestScript::eventStream().send("data: 1\n\ndata: 2\n\n").end());
    for (const bool pausesAgain : { false, true }) {
        auto manager = std::make_unique<QNetworkAccessManager>();
        SseSource source(server->url());
        source.setNetworkAccessManager(manager.get());
        source.pause();
        const QSignalSpy ends(manager.get(), &QNetworkAccessManager::finished);
        const SourceWatch watch(source);
        connect(&source, &SseSource::eventReceived, this, [&] {
            manager.reset();
            if (pausesAgain)
                source.pause();
        });
        source.open();
        QTRY_COMPARE(watch.openedCount, 1);
        QTRY_COMPARE(ends.size(), 1); // the stream ends meanwhile
        source.resume();
        if (pausesAgain) {
            QTRY_COMPARE(watch.events.size(), 1);
            QTest::qWait(50);
            QVERIFY(watch.closed.isEmpty());
            source.resume();
        }
        QTRY_COMPARE(watch.events.size(), 2);
        if (pausesAgain)
            source.resume();
        QTRY_COMPARE(watch.closed, QList{ CloseReason::Failed });
        QCOMPARE(watch.errors.at(0).code(), Code::ManagerDestroyed);
    }
}

void tst_Managers::managerDestroyedWhileWaiting()
{
    server->route(QStringLiteral("/"), SseTestScript::eventStream().end());
    auto manager = std::make_unique<QNetworkAccessManager>();
    SseSource source(server->url());
    source.setNetworkAccessManager(manager.get());
    setExactDelay(source, 200);
    const SourceWatch watch(source);
    connect(&source, &SseSource::errorOccurred, this, [&] { manager.reset(); });
    source.open();
    QTRY_COMPARE(watch.closed, QList{ CloseReason::Failed });
    QCOMPARE(watch.log.join(u','),
             QStringLiteral("opened,error StreamEnded,error ManagerDestroyed,closed Failed"));
    QCOMPARE(server->requests().size(), 1);
}

void tst_Managers::managerDestroyedWhileDialing()
{
    auto manager = std::make_unique<QNetworkAccessManager>();
    SseSource source(server->url());
    source.setNetworkAccessManager(manager.get());
    const SourceWatch watch(source);
    connect(&source, &SseSource::phaseChanged, this, [&] { manager.reset(); });
    source.open();
    QCOMPARE(watch.closed, QList{ CloseReason::Failed });
    QCOMPARE(watch.errors.at(0).code(), Code::ManagerDestroyed);
}

void tst_Managers::managersAutoDeletionLosesNothing()
{
    server->route(QStringLiteral("/"),
                  SseTestScript::eventStream()
                      .send("data: 1\n\n")
                      .pause(std::chrono::milliseconds(20))
                      .send("data: 2\n\n")
                      .end());
    QNetworkAccessManager manager;
    manager.setAutoDeleteReplies(true);
    SseSource source(server->url());
    source.setNetworkAccessManager(&manager);
    source.setAutoReconnect(false);
    const SourceWatch watch(source);
    connect(&source, &SseSource::eventReceived, this, [] {
        // The stream ends meanwhile, and Qt would delete its reply.
        QEventLoop loop;
        QTimer::singleShot(100, &loop, &QEventLoop::quit);
        loop.exec();
    });
    source.open();
    QTRY_COMPARE(watch.log.join(u','), QStringLiteral("opened,event 1,event 2,closed Ended"));
}

void tst_Managers::managerDestroyedInAHandler()
{
    server->route(QStringLiteral("/"),
                  SseTestScript::eventStream().send("data: 1\n\ndata: 2\n\n").end());
    auto manager = std::make_unique<QNetworkAccessManager>();
    SseSource source(server->url());
    source.setNetworkAccessManager(manager.get());
    const SourceWatch watch(source);
    connect(&source, &SseSource::eventReceived, this, [&] { manager.reset(); });
    source.open();
    QTRY_COMPARE(watch.closed, QList{ CloseReason::Failed });
    QCOMPARE(watch.data().join(u','), QStringLiteral("1,2"));
    QCOMPARE(watch.errors.at(0).code(), Code::ManagerDestroyed);
}

void tst_Managers::managerDestroyedWhileIdle()
{
    SseSource source(server->url());
    {
        QNetworkAccessManager manager;
        source.setNetworkAccessManager(&manager);
    }
    const SourceWatch watch(source);
    source.open();
    QCOMPARE(watch.errors.at(0).code(), Code::ManagerDestroyed);
    QCOMPARE(watch.closed, QList{ CloseReason::Failed });
}

// Many times: over an unbuffered socket Qt misses the end of one in thirty.
void tst_Managers::aCutBehindAFullBufferIsSeen()
{
    const QByteArray events = QByteArray("data: 123456\n\n").repeated(10000);
    server->route(QStringLiteral("/"), SseTestScript::eventStream().send(events).close());
    for (int i = 0; i < 500; ++i) {
        QNetworkAccessManager manager;
        SseSource source(server->url());
        source.setNetworkAccessManager(&manager);
        source.setAutoReconnect(false);
        QSignalSpy closed(&source, &SseSource::closed);
        source.open();
        QVERIFY2(closed.wait(10000), qPrintable(QString::number(i)));
    }
}

void tst_Managers::managerOfAnotherThreadIsRefused()
{
    QThread thread;
    QNetworkAccessManager manager;
    manager.moveToThread(&thread);
    SseSource source(server->url());
    source.setNetworkAccessManager(&manager);
    const SourceWatch watch(source);
    source.open();
    QCOMPARE(watch.closed, QList{ CloseReason::Failed });
    QCOMPARE(watch.errors.at(0).code(), Code::InvalidRequest);
    QVERIFY(watch.errors.at(0).message().contains(QStringLiteral("thread")));
}

void tst_Managers::managersTimeoutDoesNotEndAQuietStream()
{
    QNetworkAccessManager manager;
    manager.setTransferTimeout(50);
    SseSource source(server->url());
    source.setNetworkAccessManager(&manager);
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.events.size(), 1);
    // The manager's timeout ends an ordinary request meanwhile, and the stream lives on.
    server->route(QStringLiteral("/slow"), SseTestScript::raw().stall());
    std::unique_ptr<QNetworkReply> reply(
        manager.get(QNetworkRequest(server->url(QStringLiteral("/slow")))));
    QTRY_COMPARE(reply->error(), QNetworkReply::OperationCanceledError);
    server->sendToAll("data: 2\n\n");
    QTRY_COMPARE(watch.events.size(), 2);
    QVERIFY(watch.errors.isEmpty());
}

void tst_Managers::anotherUsersRepliesAreLeftAlone()
{
    // A POST wants a fresh connection; on an injected manager that is not at others' expense.
    server->route(QStringLiteral("/post"), SseTestScript::eventStream().end());
    QNetworkAccessManager manager;
    SseSource stream(server->url());
    stream.setNetworkAccessManager(&manager);
    const SourceWatch ofStream(stream);
    stream.open();
    QTRY_COMPARE(ofStream.events.size(), 1);
    SseSource post;
    post.setNetworkAccessManager(&manager);
    const SourceWatch ofPost(post);
    post.open(QNetworkRequest(server->url(QStringLiteral("/post"))), "POST", "x");
    QTRY_COMPARE(ofPost.closed, QList{ CloseReason::Ended });
    server->sendToAll("data: 2\n\n");
    QTRY_COMPARE(ofStream.events.size(), 2);
}

void tst_Managers::manyToOneHost_data()
{
    QTest::addColumn<int>("count");
    QTest::newRow("fifty") << 50;
    QTest::newRow("two hundred") << 200;
}

// Beside ordinary requests of the application's own manager, which has the usual six connections.
void tst_Managers::manyToOneHost()
{
    QFETCH(int, count);
    constexpr int perManager = QT_VERSION >= QT_VERSION_CHECK(6, 5, 0) ? 32 : 6;
    server->route(QStringLiteral("/page"), SseTestScript::reply(200, "page"));
    QNetworkAccessManager ordinary;
    std::vector<std::unique_ptr<SseSource>> sources;
    int events = 0;
    for (int i = 0; i < count; ++i) {
        sources.push_back(std::make_unique<SseSource>(server->url()));
        connect(sources.back().get(), &SseSource::eventReceived, this, [&] { ++events; });
        sources.back()->open();
    }
    for (int i = 0; i < 20; ++i) {
        std::unique_ptr<QNetworkReply> reply(
            ordinary.get(QNetworkRequest(server->url(QStringLiteral("/page")))));
        QTRY_VERIFY(reply->isFinished());
        QCOMPARE(reply->readAll(), "page");
    }
    QTRY_COMPARE(events, count);
    QCOMPARE(SseManagerPool::ofThisThread()->managerCount(), (count + perManager - 1) / perManager);
    server->sendToAll("data: 2\n\n");
    QTRY_COMPARE(events, 2 * count);
}

void tst_Managers::managersAreShared()
{
    const auto pool = SseManagerPool::ofThisThread();
    SseTestServer other;
    QVERIFY(other.listen());
    other.route(QStringLiteral("/"), SseTestScript::eventStream().send("data: 1\n\n").stall());
    SseSource first(server->url());
    SseSource second(server->url());
    SseSource elsewhere(other.url());
    const SourceWatch ofFirst(first);
    const SourceWatch ofSecond(second);
    const SourceWatch ofElsewhere(elsewhere);
    first.open();
    second.open();
    elsewhere.open();
    QTRY_VERIFY(ofFirst.events.size() + ofSecond.events.size() + ofElsewhere.events.size() == 3);
    QCOMPARE(pool->managerCount(), 1);
    // A thread has its own.
    std::unique_ptr<QThread> thread(QThread::create([&] {
        SseSource there(server->url());
        const SourceWatch watch(there);
        there.open();
        QTRY_COMPARE(watch.events.size(), 1);
        QCOMPARE(SseManagerPool::ofThisThread()->managerCount(), 1);
        QVERIFY(SseManagerPool::ofThisThread() != pool);
    }));
    thread->start();
    QTRY_VERIFY(thread->isFinished());
    QCOMPARE(pool->managerCount(), 1);
}

void tst_Managers::managersAreFreedWhenIdle()
{
    const auto pool = SseManagerPool::ofThisThread();
    pool->setIdleTime(20);
    SseSource source(server->url());
    SseSource other(server->url());
    const SourceWatch watch(source);
    const SourceWatch ofOther(other);
    source.open();
    other.open();
    QTRY_VERIFY(watch.events.size() == 1 && ofOther.events.size() == 1);
    source.close();
    QTest::qWait(100);
    QCOMPARE(pool->managerCount(), 1); // the other one has it
    other.close();
    QTRY_COMPARE(pool->managerCount(), 0);
    source.open();
    QTRY_COMPARE(watch.events.size(), 2);
    QCOMPARE(pool->managerCount(), 1);
}

void tst_Managers::managersGoWithTheLastSource()
{
    const std::weak_ptr<SseManagerPool> before = SseManagerPool::ofThisThread();
    QVERIFY(before.expired());
    auto source = std::make_unique<SseSource>(server->url());
    const SourceWatch watch(*source);
    source->open();
    QTRY_COMPARE(watch.events.size(), 1);
    const std::weak_ptr<SseManagerPool> pool = SseManagerPool::ofThisThread();
    QVERIFY(!pool.expired());
    source.reset();
    QVERIFY(pool.expired());
    QTRY_COMPARE(server->openConnectionCount(), 0);
}

// Neither does a POST take the connections of other sources, nor one that is told to be fresh.
void tst_Managers::aFreshConnectionDisturbsNobody()
{
    server->route(QStringLiteral("/post"), SseTestScript::eventStream().send("data: 1\n\n").end());
    SseSource stream(server->url());
    const SourceWatch ofStream(stream);
    stream.open();
    QTRY_COMPARE(ofStream.events.size(), 1);
    const int before = server->connectionCount();
    for (int i = 1; i <= 5; ++i) {
        SseSource post;
        const SourceWatch ofPost(post);
        post.open(QNetworkRequest(server->url(QStringLiteral("/post"))), "POST", "x");
        QTRY_COMPARE(ofPost.closed, QList{ CloseReason::Ended });
        QCOMPARE(server->connectionCount(), before + i);
    }
    QCOMPARE(SseManagerPool::ofThisThread()->managerCount(), 2);
    server->sendToAll("data: 2\n\n");
    QTRY_COMPARE(ofStream.events.size(), 2);
    QVERIFY(ofStream.errors.isEmpty());
}

// Cookies are the source's: they neither depend on who else is there, nor reach anyone else.
void tst_Managers::sourcesThatKeepCookiesKeepTheirOwn()
{
    server->route(
        QStringLiteral("/"),
        SseTestScript::eventStream().header("Set-Cookie", "a=b").send("data: 1\n\n").end());
    SseSource keeping(server->url());
    SseSource another(server->url());
    for (SseSource *const source : { &keeping, &another }) {
        source->setWithCredentials(true);
        source->setAutoReconnect(false);
        const SourceWatch watch(*source);
        source->open();
        QTRY_COMPARE(watch.closed.size(), 1);
    }
    const SourceWatch watch(keeping);
    keeping.open();
    QTRY_COMPARE(watch.closed.size(), 1);
    const auto requests = server->requests();
    QCOMPARE(requests.at(0).header("Cookie"), "");
    QCOMPARE(requests.at(1).header("Cookie"), "");
    QCOMPARE(requests.at(2).header("Cookie"), "a=b");
}

void tst_Managers::aPlaceIsFreeAgainAfterTheStream()
{
    server->route(QStringLiteral("/brief"), SseTestScript::eventStream().send("data: 1\n\n").end());
    const auto pool = SseManagerPool::ofThisThread();
    for (int round = 0; round < 20; ++round) {
        std::vector<std::unique_ptr<SseSource>> sources;
        int ended = 0;
        for (int i = 0; i < 3; ++i) {
            sources.push_back(std::make_unique<SseSource>(server->url(QStringLiteral("/brief"))));
            sources.back()->setAutoReconnect(false);
            connect(sources.back().get(), &SseSource::closed, this, [&] { ++ended; });
            sources.back()->open();
        }
        QTRY_COMPARE(ended, 3);
    }
    QCOMPARE(pool->managerCount(), 1);
}

void tst_Managers::waitingForAConnectionIsSaid()
{
    constexpr int slots = 6;
    QNetworkAccessManager manager;
    std::vector<std::unique_ptr<SseSource>> others;
    int events = 0;
    for (int i = 0; i < slots; ++i) {
        others.push_back(std::make_unique<SseSource>(server->url()));
        others.back()->setNetworkAccessManager(&manager);
        connect(others.back().get(), &SseSource::eventReceived, this, [&] { ++events; });
        connect(others.back().get(), &SseSource::waitsForConnectionChanged, this,
                [] { QFAIL("it has one"); });
        others.back()->open();
    }
    QTRY_COMPARE(events, slots);

    Surroundings surroundings;
    SseSource source(server->url());
    surroundings.give(source);
    source.setNetworkAccessManager(&manager);
    source.setConnectTimeout(5000);
    QSignalSpy waits(&source, &SseSource::waitsForConnectionChanged);
    const SourceWatch watch(source);
    source.open();
    surroundings.clock.advance(999);
    QVERIFY(!source.waitsForConnection());
    surroundings.clock.advance(1);
    QVERIFY(source.waitsForConnection());
    QCOMPARE(source.phase(), SseSource::Phase::Dialing);
    others.back().reset();
    QTRY_COMPARE(watch.events.size(), 1);
    QVERIFY(!source.waitsForConnection());
    QCOMPARE(waits.size(), 2);

    // One that waits in vain says so at the end too.
    SseSource late(server->url());
    surroundings.give(late);
    late.setNetworkAccessManager(&manager);
    late.setConnectTimeout(5000);
    late.setAutoReconnect(false);
    const SourceWatch ofLate(late);
    late.open();
    surroundings.clock.advance(5000);
    QCOMPARE(ofLate.errors.size(), 1);
    QCOMPARE(ofLate.errors.at(0).code(), Code::ConnectTimeout);
    QVERIFY(ofLate.errors.at(0).message().contains(QStringLiteral("got no connection")));
    QVERIFY(!late.waitsForConnection());
}

void tst_Managers::aSourceThatIsMovedWhileOpenIsClosed()
{
    auto *const source = new SseSource(server->url());
    const SourceWatch watch(*source);
    source->open();
    QTRY_COMPARE(watch.events.size(), 1);
    QThread thread;
    QTest::ignoreMessage(QtWarningMsg,
                         "SseSource is closed, because it is moved to another thread");
    const std::weak_ptr<SseManagerPool> pool = SseManagerPool::ofThisThread();
    QVERIFY(!pool.expired());
    source->moveToThread(&thread);
    QVERIFY(pool.expired()); // it has left nothing behind, and takes nothing along
    QCOMPARE(source->phase(), SseSource::Phase::Idle);
    QTRY_COMPARE(server->openConnectionCount(), 0);
    QVERIFY(watch.closed.isEmpty());
    thread.start();
    QTRY_COMPARE(watch.closed, QList{ CloseReason::Requested }); // told in the new thread
    connect(&thread, &QThread::finished, source, &QObject::deleteLater);
    thread.quit();
    QVERIFY(thread.wait());
}

void tst_Managers::aSourceThatIsMovedMayBeOpenedByItsHandler()
{
    auto *const source = new SseSource(server->url());
    std::atomic<int> here = 0;
    std::atomic<int> there = 0;
    QThread thread;
    connect(
        source, &SseSource::eventReceived, source,
        [&] { ++(QThread::currentThread() == &thread ? there : here); }, Qt::DirectConnection);
    connect(
        source, &SseSource::closed, source, [source] { source->open(); }, Qt::DirectConnection);
    source->open();
    QTRY_COMPARE(here, 1);
    thread.start();
    QTest::ignoreMessage(QtWarningMsg,
                         "SseSource is closed, because it is moved to another thread");
    source->moveToThread(&thread);
    QTRY_COMPARE(there, 1);
    QCOMPARE(here, 1);
    connect(&thread, &QThread::finished, source, &QObject::deleteLater);
    thread.quit();
    QVERIFY(thread.wait());
}

void tst_Managers::aSourceThatIsMovedMayBeDeletedByItsHandler()
{
    auto *const source = new SseSource(server->url());
    QThread thread;
    std::atomic<bool> isGone = false;
    connect(
        source, &SseSource::closed, source, [source] { delete source; }, Qt::DirectConnection);
    connect(
        source, &QObject::destroyed, this, [&] { isGone = true; }, Qt::DirectConnection);
    const SourceWatch watch(*source);
    source->open();
    QTRY_COMPARE(watch.events.size(), 1);
    thread.start();
    QTest::ignoreMessage(QtWarningMsg,
                         "SseSource is closed, because it is moved to another thread");
    source->moveToThread(&thread);
    QTRY_VERIFY(isGone);
    thread.quit();
    QVERIFY(thread.wait());
}

void tst_Managers::aRedirectThatWaitsForAConnectionIsSaid()
{
    SseTestServer other;
    QVERIFY(other.listen());
    other.route(QStringLiteral("/"), SseTestScript::eventStream().send("data: 1\n\n").stall());
    server->route(QStringLiteral("/"), SseTestScript::redirect(307, other.url()));
    QNetworkAccessManager manager;
    std::vector<std::unique_ptr<SseSource>> others;
    int events = 0;
    for (int i = 0; i < 6; ++i) {
        others.push_back(std::make_unique<SseSource>(other.url()));
        others.back()->setNetworkAccessManager(&manager);
        connect(others.back().get(), &SseSource::eventReceived, this, [&] { ++events; });
        others.back()->open();
    }
    QTRY_COMPARE(events, 6);
    Surroundings surroundings;
    SseSource source(server->url());
    surroundings.give(source);
    source.setNetworkAccessManager(&manager);
    QSignalSpy waits(&source, &SseSource::waitsForConnectionChanged);
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(server->requests().size(), 1);
    QTest::qWait(50); // the redirect arrives
    surroundings.clock.advance(1000);
    QVERIFY(source.waitsForConnection());
    others.back().reset();
    QTRY_COMPARE(watch.events.size(), 1);
    QVERIFY(!source.waitsForConnection());
    QCOMPARE(waits.size(), 2);
}

void tst_Managers::cookiesOutliveTheManager()
{
    server->route(
        QStringLiteral("/"),
        SseTestScript::eventStream().header("Set-Cookie", "a=b").send("data: 1\n\n").stall());
    SseSource source(server->url());
    source.setWithCredentials(true);
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.events.size(), 1);
    QVERIFY(source.findChild<QNetworkAccessManager *>());
    source.close();
    QVERIFY(!source.findChild<QNetworkAccessManager *>());
    source.open();
    QTRY_COMPARE(watch.events.size(), 2);
    QCOMPARE(server->requests().at(1).header("Cookie"), "a=b");
}

void tst_Managers::nothingIsCached()
{
    QNetworkAccessManager manager;
    Cache *const cache = new Cache;
    manager.setCache(cache);
    server->route(QStringLiteral("/page"), [](SseTestExchange *exchange) {
        exchange->reply(200, "page", "text/plain", { { "Cache-Control", "max-age=3600" } });
    });
    const std::unique_ptr<QNetworkReply> page(
        manager.get(QNetworkRequest(server->url(QStringLiteral("/page")))));
    QTRY_VERIFY(page->isFinished());
    const int before = cache->count;
    QVERIFY(before > 0); // an ordinary request goes there

    server->route(QStringLiteral("/"),
                  SseTestScript::eventStream()
                      .header("Cache-Control", "max-age=3600")
                      .send("data: 1\n\n")
                      .end());
    SseSource source(server->url());
    source.setNetworkAccessManager(&manager);
    source.setAutoReconnect(false);
    const SourceWatch watch(source);
    source.open();
    QTRY_COMPARE(watch.closed, QList{ CloseReason::Ended });
    QCOMPARE(cache->count, before);
}

QTEST_GUILESS_MAIN(tst_Managers)
#include "tst_managers.moc"
