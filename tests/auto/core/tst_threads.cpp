// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// Sources that live in worker threads, and programs that end while they stream.

#include "sourcewatch.h"

#include <SseQt/SseTestServer>

#include <QtCore/qprocess.h>
#include <QtCore/qthread.h>
#include <QtTest/QtTest>

#include <atomic>
#include <memory>
#include <vector>

namespace {

// A thread with a source in it, from its first event to its end.
class Worker : public QThread
{
public:
    explicit Worker(const QUrl &url)
        : m_url(url)
    { }
    ~Worker() override
    {
        quit();
        wait();
    }

    std::atomic<int> events = 0;
    std::atomic<int> errors = 0;

protected:
    void run() override
    {
        SseSource source(m_url);
        setExactDelay(source, 1);
        connect(&source, &SseSource::eventReceived, &source, [this] { ++events; });
        connect(&source, &SseSource::errorOccurred, &source, [this] { ++errors; });
        source.open();
        exec();
    }

private:
    const QUrl m_url;
};

using Workers = std::vector<std::unique_ptr<Worker>>;

Workers start(int count, const QUrl &url)
{
    Workers workers;
    for (int i = 0; i < count; ++i) {
        workers.push_back(std::make_unique<Worker>(url));
        workers.back()->start();
    }
    return workers;
}

bool allHave(const Workers &workers, int events)
{
    return std::all_of(workers.begin(), workers.end(),
                       [events](const auto &worker) { return worker->events >= events; });
}

// This program, as one that streams and ends meanwhile, in one of these ways.
int streamAndEnd(int argc, char **argv)
{
    const QByteArray way = argv[2];
    const QUrl url(QString::fromUtf8(argv[3]));
    auto application = std::make_unique<QCoreApplication>(argc, argv);
    auto workers = std::make_unique<Workers>(start(4, url));
    SseSource *const here = new SseSource(url);
    int events = 0;
    QObject::connect(here, &SseSource::eventReceived, here, [&] { ++events; });
    here->open();
    if (!QTest::qWaitFor([&] { return events > 0 && allHave(*workers, 1); }, 20000))
        return 3;
    if (way == "in order") {
        delete here;
        workers.reset();
        application.reset();
    } else if (way == "application first") {
        // Qt delivers nothing to their event loops then, but they end.
        delete here;
        application.reset();
        workers.reset();
    } else if (way == "source last") {
        workers.reset();
        application.reset();
        delete here;
    } else { // "exit"
        static const std::unique_ptr<Workers> kept = std::move(workers);
        std::exit(0);
    }
    return 0;
}

} // namespace

class tst_Threads : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void threadsEndWhileTheyStream();
    void threadsEndWhileTheyReconnect();
    void anIdleSourceMovesToAThread();
    void programsEndWhileTheyStream_data();
    void programsEndWhileTheyStream();

private:
    std::unique_ptr<SseTestServer> server;
};

void tst_Threads::init()
{
    server = std::make_unique<SseTestServer>();
    QVERIFY(server->listen());
    // It never stops sending.
    server->route(QStringLiteral("/"),
                  SseTestScript::eventStream().sendRepeatedly(
                      "id: 1\nevent: tick\ndata: {\"n\": 1}\n\n", 1000000));
    server->route(QStringLiteral("/ends"), SseTestScript::eventStream().send("data: 1\n\n").end());
}

void tst_Threads::threadsEndWhileTheyStream()
{
    for (int round = 0; round < 5; ++round) {
        Workers workers = start(4, server->url());
        QTRY_VERIFY(allHave(workers, 100));
        workers.clear();
    }
    QTRY_COMPARE(server->openConnectionCount(), 0);
}

void tst_Threads::threadsEndWhileTheyReconnect()
{
    Workers workers = start(4, server->url(QStringLiteral("/ends")));
    QTRY_VERIFY(allHave(workers, 20));
    for (const auto &worker : workers)
        QVERIFY(worker->errors > 0);
    workers.clear();
    QTRY_COMPARE(server->openConnectionCount(), 0);
}

void tst_Threads::anIdleSourceMovesToAThread()
{
    auto *const source = new SseSource(server->url(QStringLiteral("/ends")));
    setExactDelay(*source, 1);
    // Opened and closed here first, so that all it has was made here.
    source->open();
    QTRY_COMPARE(source->phase(), SseSource::Phase::WaitingToReconnect);
    source->close();

    QThread thread;
    source->moveToThread(&thread);
    std::atomic<int> events = 0;
    std::atomic<bool> isElsewhere = false;
    connect(source, &SseSource::eventReceived, source, [&] {
        isElsewhere = QThread::currentThread() == &thread;
        ++events;
    });
    connect(&thread, &QThread::started, source, qOverload<>(&SseSource::open));
    connect(&thread, &QThread::finished, source, &QObject::deleteLater);
    thread.start();
    QTRY_VERIFY(events >= 3); // alarms and managers too
    QVERIFY(isElsewhere);
    thread.quit();
    QVERIFY(thread.wait());
}

void tst_Threads::programsEndWhileTheyStream_data()
{
    QTest::addColumn<QString>("way");
    QTest::addColumn<bool>("isAllFreed");
    QTest::newRow("in order") << QStringLiteral("in order") << true;
    QTest::newRow("exit") << QStringLiteral("exit") << true;
    // Without an application Qt's network threads do not free what they were told to free later.
    QTest::newRow("application first") << QStringLiteral("application first") << false;
    QTest::newRow("source last") << QStringLiteral("source last") << false;
}

void tst_Threads::programsEndWhileTheyStream()
{
    QFETCH(QString, way);
    QFETCH(bool, isAllFreed);
    QProcess program;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    if (!isAllFreed) // for the build with sanitizers; all else is looked at all the same
        environment.insert(QStringLiteral("ASAN_OPTIONS"), QStringLiteral("detect_leaks=0"));
    program.setProcessEnvironment(environment);
    program.setProcessChannelMode(QProcess::MergedChannels);
    QSignalSpy finished(&program, &QProcess::finished);
    program.start(QCoreApplication::applicationFilePath(),
                  { QStringLiteral("--stream"), way, server->url().toString() });
    QVERIFY(finished.wait(60000));
    const QByteArray output = program.readAll();
    QVERIFY2(program.exitStatus() == QProcess::NormalExit && program.exitCode() == 0,
             output.constData());
}

int main(int argc, char **argv)
{
    if (argc == 4 && QByteArrayView(argv[1]) == "--stream")
        return streamAndEnd(argc, argv);
    QCoreApplication application(argc, argv);
    tst_Threads test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_threads.moc"
