// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// The example, as its user runs it.

#include <SseQt/SseTestServer>

#include <QtCore/qprocess.h>
#include <QtTest/QtTest>

class tst_Awaiting : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsUntilTheWorkIsComplete();
    void tellsAnEndThatCameTooEarly();

private:
    // Runs it to its end, beside a server that lives in this event loop.
    static bool run(QProcess &program, const QUrl &url)
    {
        program.setProcessChannelMode(QProcess::MergedChannels);
        program.start(QStringLiteral(AWAITING), { url.toString() });
        return QTest::qWaitFor([&program] { return program.state() == QProcess::NotRunning; },
                               30000)
            && program.exitStatus() == QProcess::NormalExit;
    }
};

void tst_Awaiting::readsUntilTheWorkIsComplete()
{
    SseTestServer server;
    QVERIFY(server.listen());
    server.route(QStringLiteral("/"),
                 SseTestScript::eventStream()
                     .send("data: half\n\nevent: complete\ndata: all\n\ndata: more\n\n")
                     .stall());
    QProcess program;
    QVERIFY(run(program, server.url()));
    QCOMPARE(program.readAll(), QByteArray("message half\ncomplete all\n"));
    QCOMPARE(program.exitCode(), 0);
}

void tst_Awaiting::tellsAnEndThatCameTooEarly()
{
    SseTestServer server;
    QVERIFY(server.listen());
    server.route(QStringLiteral("/"), SseTestScript::reply(500));
    QProcess program;
    QVERIFY(run(program, server.url()));
    QVERIFY(program.readAll().startsWith("It ended before it was complete. "));
    QCOMPARE(program.exitCode(), 1);
}

QTEST_GUILESS_MAIN(tst_Awaiting)
#include "tst_awaiting.moc"
