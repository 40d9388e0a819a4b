// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// What servers send, and sources that come and go, do the view no harm.

#include "eventviewtest.h"

#include <SseQt/SseStatusLabel>

#include <QtCore/qelapsedtimer.h>
#include <QtCore/qthread.h>
#include <QtTest/qsignalspy.h>
#include <QtWidgets/qcombobox.h>

using namespace Qt::StringLiterals;

class tst_SseEventViewSafety : public EventViewTest
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup() { clean(); }

    void longTypesAndIdsAreCut();
    void hostileCharactersAreReplaced();
    void anEndlessWordIsShownSoon();
    void whatCannotBeSavedIsSaid();
    void theSourceMayChangeAndGo();
    void aSourceOfAnotherThread();
    void itMayBeDestroyedWhileItIsRead();
};

void tst_SseEventViewSafety::longTypesAndIdsAreCut()
{
    const QByteArray word(300'000, 'x');
    open("event: " + word + "\u202e\nid: " + word + "\ndata: 1\n\n");
    QCOMPARE(textOf(Type, 1).size(), 201);
    QCOMPARE(textOf(Id, 1).size(), 201);
    clickRow(1);
    QVERIFY(labelOf("detailsType").size() < 250);
    QVERIFY(labelOf("detailsSummary").size() < 300);
    auto *const filter = child<QComboBox>("typeFilter");
    filter->setFocus();
    QTest::keyClick(filter, Qt::Key_Down);
    QVERIFY(filter->currentText().size() < 250);
    QCOMPARE(rowCount(), 2); // that it opened, too
    QVERIFY(m_view->minimumSizeHint().width() <= 480);
}

void tst_SseEventViewSafety::hostileCharactersAreReplaced()
{
    open("event: t\u202ey\ndata: <b>a\u202eb\u0007c\u2066</b>\n\n");
    QCOMPARE(textOf(Type, 1), u"t\ufffdy"_s);
    QCOMPARE(textOf(Data, 1), u"<b>a\ufffdb c\ufffd</b>"_s);
    clickRow(1);
    QCOMPARE(details(), u"<b>a\ufffdb\ufffdc\ufffd</b>"_s);
    QCOMPARE(labelOf("detailsType"), u"t\ufffdy"_s);
    QCOMPARE(child<QLabel>("detailsType")->textFormat(), Qt::PlainText);
}

void tst_SseEventViewSafety::anEndlessWordIsShownSoon()
{
    open();
    QElapsedTimer clock;
    clock.start();
    send("data: " + QByteArray(1024 * 1024, 'x') + "\n\n");
    clickRow(1);
    QCOMPARE(details().size(), 64 * 1024 + 1);
    QVERIFY(labelOf("detailsSummary").endsWith(u"the beginning of which is shown"_s));
    QVERIFY(textOf(Data, 1).size() < 300);
    m_view->grab();
    press(Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(pasted().size(), 1024 * 1024);
    QVERIFY(clock.elapsed() < 10'000);
}

void tst_SseEventViewSafety::whatCannotBeSavedIsSaid()
{
    open("data: 1\n\n");
    const QString name = u"/nowhere/<b>\u202efile</b>"_s;
    const QString fault = m_view->save(QUrl::fromLocalFile(name));
    QVERIFY(fault.contains(name));
    QCOMPARE(labelOf("message"), QString(fault).replace(QChar(0x202e), QChar(0xfffd)));
    QVERIFY(child<QLabel>("message")->toolTip().contains(u"&lt;b&gt;"_s));
}

void tst_SseEventViewSafety::theSourceMayChangeAndGo()
{
    open("data: 1\n\n");
    const auto *const status = child<SseStatusLabel>("status");
    QCOMPARE(status->text(), u"Connected"_s);
    QSignalSpy changed(m_view.get(), &SseEventView::sourceChanged);
    SseSource other;
    m_view->setSource(&other);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(status->text(), u"Closed"_s);
    QCOMPARE(rowCount(), 2);
    auto brief = std::make_unique<SseSource>(m_server->url());
    m_view->setSource(brief.get());
    brief->open();
    QTRY_COMPARE(rowCount(), 3);
    brief.reset();
    QCOMPARE(m_view->source(), nullptr);
    QCOMPARE(status->text(), u"No source"_s);
    QCOMPARE(rowCount(), 3);
    QCOMPARE(changed.size(), 3);
}

void tst_SseEventViewSafety::aSourceOfAnotherThread()
{
    SseTestServer server;
    QVERIFY(server.listen());
    server.route(u"/"_s, SseTestScript::eventStream().send("data: 1\n\n").stall());
    QThread thread;
    auto *const source = new SseSource(server.url());
    source->moveToThread(&thread);
    connect(&thread, &QThread::finished, source, &QObject::deleteLater);
    SseEventView view(source);
    view.show();
    QVERIFY(!view.findChild<SseStatusLabel *>()->isVisible());
    thread.start();
    QMetaObject::invokeMethod(source, qOverload<>(&SseSource::open));
    QTRY_COMPARE(view.model()->count(), 2);
    thread.quit();
    thread.wait();
}

void tst_SseEventViewSafety::itMayBeDestroyedWhileItIsRead()
{
    open(numbers(1, 100));
    clickRow(90);
    m_table->sortByColumn(Data, Qt::DescendingOrder);
    child<QComboBox>("typeFilter")->setFocus();
    m_server->sendToAll(numbers(100, 200));
    m_view.reset();
    QTRY_COMPARE(int(m_source->statistics().events), 199);
}

QTEST_MAIN(tst_SseEventViewSafety)

#include "tst_sseeventviewsafety.moc"
