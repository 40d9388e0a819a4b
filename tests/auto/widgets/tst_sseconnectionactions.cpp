// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include <SseQt/SseConnectionActions>
#include <SseQt/SseTestServer>

#include <QtCore/qtranslator.h>
#include <QtGui/qaction.h>
#include <QtTest/qsignalspy.h>
#include <QtTest/qtest.h>
#include <QtWidgets/qmenu.h>
#include <QtWidgets/qtoolbar.h>
#include <QtWidgets/qtoolbutton.h>

#include <memory>
#include <type_traits>

using namespace Qt::StringLiterals;

static_assert(!std::is_copy_constructible_v<SseConnectionActions>);

class tst_SseConnectionActions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void withoutASourceTheyAreDisabled();
    void buttonsConnectAndDisconnect();
    void aMenuConnects();
    void whatFailedCanBeTriedAgain();
    void whileItWaitsTheyCountDown();
    void givingUpStopsTheAttempts();
    void theSourceMayChangeAndGo();
    void theyMayBeDestroyedByWhoTheyTell();
    void theyFollowTheLanguage();

private:
    [[nodiscard]] QAction *connecting() const { return m_actions->connectAction(); }
    [[nodiscard]] QAction *disconnecting() const { return m_actions->disconnectAction(); }
    void compare(bool canConnect, bool canDisconnect);
    void lose();

    std::unique_ptr<SseTestServer> m_server;
    std::unique_ptr<SseSource> m_source;
    std::unique_ptr<SseConnectionActions> m_actions;
};

void tst_SseConnectionActions::init()
{
    m_server = std::make_unique<SseTestServer>();
    QVERIFY(m_server->listen());
    m_server->route(u"/"_s, SseTestScript::eventStream().stall());
    m_source = std::make_unique<SseSource>(m_server->url());
    SseReconnectPolicy policy = m_source->reconnectPolicy();
    policy.setInterval(60000);
    policy.setJitter(0);
    m_source->setReconnectPolicy(policy);
    m_actions = std::make_unique<SseConnectionActions>(m_source.get());
}

void tst_SseConnectionActions::cleanup()
{
    m_actions.reset();
    m_source.reset();
    m_server.reset();
}

void tst_SseConnectionActions::compare(bool canConnect, bool canDisconnect)
{
    QCOMPARE(connecting()->isEnabled(), canConnect);
    QCOMPARE(disconnecting()->isEnabled(), canDisconnect);
}

// The stream breaks, and the next attempt is a minute away.
void tst_SseConnectionActions::lose()
{
    connecting()->trigger();
    QTRY_COMPARE(m_source->readyState(), SseSource::ReadyState::Open);
    m_server->dropConnections();
    QTRY_COMPARE(m_source->phase(), SseSource::Phase::WaitingToReconnect);
}

void tst_SseConnectionActions::withoutASourceTheyAreDisabled()
{
    m_actions = std::make_unique<SseConnectionActions>();
    compare(false, false);
    QCOMPARE(connecting()->text(), u"Connect"_s);
    QCOMPARE(disconnecting()->text(), u"Disconnect"_s);
    connecting()->trigger();
    disconnecting()->trigger();
}

void tst_SseConnectionActions::buttonsConnectAndDisconnect()
{
    QToolBar bar;
    bar.addAction(connecting());
    bar.addAction(disconnecting());
    bar.show();
    const auto click = [&bar](QAction *action) {
        QTest::mouseClick(bar.widgetForAction(action), Qt::LeftButton);
    };
    compare(true, false);
    click(disconnecting());
    click(connecting());
    compare(false, true);
    QCOMPARE(disconnecting()->text(), u"Stop connecting"_s);
    QTRY_COMPARE(m_source->readyState(), SseSource::ReadyState::Open);
    compare(false, true);
    QCOMPARE(disconnecting()->text(), u"Disconnect"_s);
    click(disconnecting());
    QCOMPARE(m_source->readyState(), SseSource::ReadyState::Closed);
    compare(true, false);
    QVERIFY(!bar.widgetForAction(connecting())->grab().isNull());
}

void tst_SseConnectionActions::aMenuConnects()
{
    QMenu menu;
    menu.addAction(connecting());
    menu.popup({});
    QTest::keyClick(&menu, Qt::Key_Down);
    QTest::keyClick(&menu, Qt::Key_Return);
    QTRY_COMPARE(m_source->readyState(), SseSource::ReadyState::Open);
}

void tst_SseConnectionActions::whatFailedCanBeTriedAgain()
{
    m_server->route(u"/"_s, SseTestScript::reply(404));
    connecting()->trigger();
    QTRY_COMPARE(m_source->readyState(), SseSource::ReadyState::Closed);
    compare(true, false);
    QCOMPARE(connecting()->text(), u"Connect"_s);
    m_server->route(u"/"_s, SseTestScript::eventStream().stall());
    connecting()->trigger();
    QTRY_COMPARE(m_source->readyState(), SseSource::ReadyState::Open);
}

void tst_SseConnectionActions::whileItWaitsTheyCountDown()
{
    lose();
    compare(true, true);
    QCOMPARE(connecting()->text(), u"Connect now (60 s left)"_s);
    QTRY_COMPARE(connecting()->text(), u"Connect now (59 s left)"_s);
    connecting()->trigger();
    QTRY_COMPARE(m_source->readyState(), SseSource::ReadyState::Open);
    QCOMPARE(m_server->requests().size(), 2);
    QCOMPARE(connecting()->text(), u"Connect"_s);
}

void tst_SseConnectionActions::givingUpStopsTheAttempts()
{
    lose();
    QCOMPARE(disconnecting()->text(), u"Stop connecting"_s);
    disconnecting()->trigger();
    QCOMPARE(m_source->readyState(), SseSource::ReadyState::Closed);
    compare(true, false);
}

void tst_SseConnectionActions::theSourceMayChangeAndGo()
{
    connecting()->trigger();
    QSignalSpy changed(m_actions.get(), &SseConnectionActions::sourceChanged);
    SseSource other;
    m_actions->setSource(&other);
    m_actions->setSource(&other);
    QCOMPARE(changed.size(), 1);
    compare(true, false);
    m_actions->setSource(m_source.get());
    compare(false, true);
    m_source.reset();
    compare(false, false);
    QCOMPARE(m_actions->source(), nullptr);
}

void tst_SseConnectionActions::theyMayBeDestroyedByWhoTheyTell()
{
    connect(disconnecting(), &QAction::changed, this, [this] { m_actions.reset(); });
    m_source->open();
    QVERIFY(!m_actions);
    QTRY_COMPARE(m_source->readyState(), SseSource::ReadyState::Open);
}

void tst_SseConnectionActions::theyFollowTheLanguage()
{
    class Translator : public QTranslator
    {
    public:
        [[nodiscard]] QString translate(const char *context, const char *text, const char *,
                                        int) const override
        {
            return qstrcmp(context, "SseConnectionActions") == 0 ? u"* "_s + QString::fromUtf8(text)
                                                                 : QString();
        }
        [[nodiscard]] bool isEmpty() const override { return false; }
    } translator;
    QCoreApplication::installTranslator(&translator);
    QCOMPARE(connecting()->text(), u"* Connect"_s);
    QCoreApplication::removeTranslator(&translator);
    QCOMPARE(connecting()->text(), u"Connect"_s);
}

QTEST_MAIN(tst_SseConnectionActions)

#include "tst_sseconnectionactions.moc"
