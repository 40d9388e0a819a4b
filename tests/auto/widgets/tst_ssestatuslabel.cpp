// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include <SseQt/SseStatusLabel>
#include <SseQt/SseTestServer>

#include <QtGui/qpainter.h>
#include <QtTest/qsignalspy.h>
#include <QtTest/qtest.h>
#include <QtWidgets/qlabel.h>

#include <memory>
#include <type_traits>

using namespace Qt::StringLiterals;
using Status = SseStatusLabel::Status;

static_assert(!std::is_copy_constructible_v<SseStatusLabel>);

class tst_SseStatusLabel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void withoutASourceItSaysSo();
    void itFollowsAConnection();
    void aFailureForGoodTellsItsError();
    void itCountsDown();
    void aClickConnectsAtOnce();
    void keysConnectAtOnce_data();
    void keysConnectAtOnce();
    void whatServersSayIsNoMarkup();
    void compact();
    void theSourceMayChangeAndGo();
    void itMayBeDestroyedByWhoItTells();
    void statesDifferInShapeAndColour();

private:
    void compareStatus(Status status, const QString &text);
    void lose();

    std::unique_ptr<SseTestServer> m_server;
    std::unique_ptr<SseSource> m_source;
    std::unique_ptr<SseStatusLabel> m_label;
};

void tst_SseStatusLabel::init()
{
    m_server = std::make_unique<SseTestServer>();
    QVERIFY(m_server->listen());
    m_server->route(u"/"_s, SseTestScript::eventStream().stall());
    m_source = std::make_unique<SseSource>(m_server->url());
    SseReconnectPolicy policy = m_source->reconnectPolicy();
    policy.setInterval(60000);
    policy.setJitter(0);
    m_source->setReconnectPolicy(policy);
    m_label = std::make_unique<SseStatusLabel>(m_source.get());
    m_label->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_label.get()));
}

void tst_SseStatusLabel::cleanup()
{
    m_label.reset();
    m_source.reset();
    m_server.reset();
}

// Waits for the status and compares what goes with it.
void tst_SseStatusLabel::compareStatus(Status status, const QString &text)
{
    QTRY_COMPARE(m_label->status(), status);
    QCOMPARE(m_label->text(), text);
    QCOMPARE(m_label->accessibleName(), u"Connection: "_s + text);
    QCOMPARE(m_label->findChild<QLabel *>()->text(), text);
}

// The stream breaks, and the next attempt is a minute away.
void tst_SseStatusLabel::lose()
{
    m_source->open();
    QTRY_COMPARE(m_label->status(), Status::Connected);
    m_server->dropConnections();
    QTRY_COMPARE(m_label->status(), Status::Waiting);
}

void tst_SseStatusLabel::withoutASourceItSaysSo()
{
    const SseStatusLabel label;
    QCOMPARE(label.status(), Status::NoSource);
    QCOMPARE(label.text(), u"No source"_s);
    QCOMPARE(label.accessibleName(), u"Connection: No source"_s);
    QCOMPARE(label.focusPolicy(), Qt::NoFocus);
}

void tst_SseStatusLabel::itFollowsAConnection()
{
    m_server->route(u"/silent"_s, [](SseTestExchange *) {});
    compareStatus(Status::Closed, u"Closed"_s);
    QSignalSpy changed(m_label.get(), &SseStatusLabel::statusChanged);
    m_source->open(m_server->url(u"/silent"_s));
    compareStatus(Status::Connecting, u"Connecting"_s);
    QTRY_COMPARE(m_label->text(), u"Waiting for the answer"_s);
    QCOMPARE(changed.size(), 1);
    m_source->open(m_server->url());
    compareStatus(Status::Connected, u"Connected"_s);
    m_source->pause();
    compareStatus(Status::Paused, u"Paused"_s);
    m_source->resume();
    compareStatus(Status::Connected, u"Connected"_s);
    m_source->close();
    compareStatus(Status::Closed, u"Closed"_s);
    QCOMPARE(m_label->accessibleDescription(), QString());
}

void tst_SseStatusLabel::aFailureForGoodTellsItsError()
{
    m_server->route(u"/"_s, SseTestScript::reply(404));
    m_source->open();
    compareStatus(Status::Failed, u"Failed"_s);
    QVERIFY(m_label->errorMessage().contains(u"404"_s));
    QCOMPARE(m_label->accessibleDescription(), m_label->errorMessage());
    // It does not wait: a click is nobody's.
    QTest::mouseClick(m_label.get(), Qt::LeftButton);
    QCOMPARE(m_source->readyState(), SseSource::ReadyState::Closed);

    m_server->route(u"/"_s, SseTestScript::eventStream().stall());
    m_source->reconnectNow();
    compareStatus(Status::Connected, u"Connected"_s);
    QCOMPARE(m_label->errorMessage(), QString());
}

void tst_SseStatusLabel::itCountsDown()
{
    lose();
    QCOMPARE(m_label->text(), u"Attempt 1 in 60 s"_s);
    QVERIFY(!m_label->errorMessage().isEmpty());
    QVERIFY(m_label->accessibleDescription().endsWith(u"Click to connect now."_s));
    QSignalSpy changed(m_label.get(), &SseStatusLabel::textChanged);
    QTRY_COMPARE(m_label->text(), u"Attempt 1 in 59 s"_s);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(m_label->accessibleName(), u"Connection: Attempt 1 in 59 s"_s);
}

void tst_SseStatusLabel::aClickConnectsAtOnce()
{
    lose();
    QTest::mouseClick(m_label.get(), Qt::RightButton);
    QCOMPARE(m_label->status(), Status::Waiting);
    QTest::mouseClick(m_label->findChild<QLabel *>(), Qt::LeftButton);
    compareStatus(Status::Connecting, u"Connecting"_s);
    QTRY_COMPARE(m_label->status(), Status::Connected);
    // The focus stays where it is until it is taken elsewhere.
    QVERIFY(m_label->hasFocus());
    m_label->clearFocus();
    QCOMPARE(m_label->focusPolicy(), Qt::NoFocus);
}

void tst_SseStatusLabel::keysConnectAtOnce_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::newRow("space") << Qt::Key_Space;
    QTest::newRow("return") << Qt::Key_Return;
    QTest::newRow("enter") << Qt::Key_Enter;
}

void tst_SseStatusLabel::keysConnectAtOnce()
{
    QFETCH(const Qt::Key, key);
    lose();
    QCOMPARE(m_label->focusPolicy(), Qt::StrongFocus);
    QTest::keyClick(m_label.get(), Qt::Key_A);
    QCOMPARE(m_label->status(), Status::Waiting);
    QTest::keyClick(m_label.get(), key);
    QTRY_COMPARE(m_label->status(), Status::Connected);
}

void tst_SseStatusLabel::whatServersSayIsNoMarkup()
{
    m_server->route(
        u"/"_s, SseTestScript::reply(200, "<b>x</b>", "text/html; x=\"<img src='file:///x'>\""));
    m_source->open();
    QTRY_COMPARE(m_label->status(), Status::Failed);
    QVERIFY(!m_label->toolTip().isEmpty());
    QVERIFY(!m_label->toolTip().contains(u"<img"_s));
    QVERIFY(!m_label->toolTip().contains(u"<b>"_s));
    QCOMPARE(m_label->findChild<QLabel *>()->textFormat(), Qt::PlainText);
}

void tst_SseStatusLabel::compact()
{
    lose();
    const int width = m_label->sizeHint().width();
    m_label->setCompact(true);
    QVERIFY(m_label->sizeHint().width() < width);
    QVERIFY(m_label->toolTip().contains(u"Attempt 1 in"_s));
    QVERIFY(m_label->accessibleName().startsWith(u"Connection: Attempt 1 in"_s));
    QTest::mouseClick(m_label.get(), Qt::LeftButton);
    QTRY_COMPARE(m_label->status(), Status::Connected);
}

void tst_SseStatusLabel::theSourceMayChangeAndGo()
{
    m_source->open();
    QTRY_COMPARE(m_label->status(), Status::Connected);
    QSignalSpy changed(m_label.get(), &SseStatusLabel::sourceChanged);
    SseSource other;
    m_label->setSource(&other);
    m_label->setSource(&other);
    QCOMPARE(changed.size(), 1);
    compareStatus(Status::Closed, u"Closed"_s);
    m_label->setSource(m_source.get());
    compareStatus(Status::Connected, u"Connected"_s);
    m_source.reset();
    compareStatus(Status::NoSource, u"No source"_s);
    QCOMPARE(m_label->source(), nullptr);
}

void tst_SseStatusLabel::itMayBeDestroyedByWhoItTells()
{
    m_source->open();
    connect(m_label.get(), &SseStatusLabel::statusChanged, this, [this](Status status) {
        if (status == Status::Connected)
            m_label.reset();
    });
    QTRY_VERIFY(!m_label);
    QCOMPARE(m_source->readyState(), SseSource::ReadyState::Open);
}

void tst_SseStatusLabel::statesDifferInShapeAndColour()
{
    for (const bool isDark : { false, true }) {
        QPalette palette;
        palette.setColor(QPalette::Window, isDark ? Qt::black : Qt::white);
        palette.setColor(QPalette::WindowText, isDark ? Qt::white : Qt::black);
        m_label->setPalette(palette);
        m_source->close();
        QTRY_COMPARE(m_label->status(), Status::Closed);
        const QColor closed = m_label->color();
        const QImage square = m_label->findChild<QWidget *>(u"lamp"_s)->grab().toImage();
        lose();
        const QColor waiting = m_label->color();
        const QImage clock = m_label->findChild<QWidget *>(u"lamp"_s)->grab().toImage();
        QVERIFY(closed != waiting);
        QVERIFY(square != clock);
        QCOMPARE(waiting.lightnessF() > 0.5F, isDark);
    }
}

QTEST_MAIN(tst_SseStatusLabel)

#include "tst_ssestatuslabel.moc"
