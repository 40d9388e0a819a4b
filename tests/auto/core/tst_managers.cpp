// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// Sources and the managers that carry their streams.

#include "sourcewatch.h"

#include <SseQt/SseTestServer>

#include <QtCore/qeventloop.h>
#include <QtCore/qthread.h>
#include <QtCore/qtimer.h>
#include <QtNetwork/qnetworkaccessmanager.h>
#include <QtTest/QtTest>

#include <memory>
#include <vector>

using Code = SseError::Code;
using CloseReason = SseSource::CloseReason;

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
    void managerDestroyedWhileWaiting();
    void managerDestroyedWhileDialing();
    void managersAutoDeletionLosesNothing();
    void managerDestroyedWhileIdle();
    void managerOfAnotherThreadIsRefused();
    void managersTimeoutDoesNotEndAQuietStream();
    void anotherUsersRepliesAreLeftAlone();

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

QTEST_GUILESS_MAIN(tst_Managers)
#include "tst_managers.moc"
