#include <QtTest/QtTest>
#include <SseQt/SseSource>
#include <SseQt/SseTestServer>

class tst_Dashboard : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void survivesALostConnection()
    {
        SseTestServer server;
        QVERIFY(server.listen());
        // The first request gets a stream that breaks, the second one that goes on.
        server.route("/events",
                     QList<SseTestScript>{
                         SseTestScript::eventStream().send("id: 1\ndata: a\n\n").close(),
                         SseTestScript::eventStream().send("id: 2\ndata: b\n\n").stall(),
                     });
        SseSource source(server.url("/events"));
        source.setReconnectInterval(1);
        QSignalSpy spy(&source, &SseSource::eventReceived);
        source.open();
        QTRY_COMPARE(spy.count(), 2);
        QCOMPARE(server.requests().at(1).header("Last-Event-ID"), "1");
    }
};

QTEST_GUILESS_MAIN(tst_Dashboard)
#include "tst_dashboard.moc"
