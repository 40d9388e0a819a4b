// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatstream.h"
#include "chatwindow.h"

#include <QtGui/QAccessible>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

// The window for those who do not use a mouse, do not see it, or have little room for it.
class tst_ChatExampleAccess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void theEndIsAnnouncedOnce();
    void tabReachesEveryControl();
    void theThemeCanBeSwitched();
    void controlsHaveNames();
    void narrowWindowsClipNothing();

private:
    std::unique_ptr<ChatWindow> m_chat;
};

void tst_ChatExampleAccess::init()
{
    ChatWindow::failOnWarnings();
    m_chat = std::make_unique<ChatWindow>();
}

void tst_ChatExampleAccess::cleanup()
{
    m_chat.reset();
}

void tst_ChatExampleAccess::theEndIsAnnouncedOnce()
{
    m_chat->open();
    const auto said = [this] {
        QQuickItem *const announcer = m_chat->item(u"announcer"_s);
        return QAccessible::queryAccessibleInterface(announcer)->text(QAccessible::Name);
    };
    QVERIFY(m_chat->ask(u"Hello"_s));
    m_chat->write(u"Good "_s);
    QTRY_COMPARE(m_chat->lastText(), u"Good "_s);
    QCOMPARE(said(), QString());
    m_chat->write(u"day"_s);
    m_chat->finish();
    QTRY_COMPARE(said(), u"The answer is complete"_s);
    QVERIFY(m_chat->ask(u"Again"_s));
    QCOMPARE(said(), QString());
    m_chat->press(Qt::Key_Escape);
    QCOMPARE(said(), u"The answer was stopped"_s);
}

void tst_ChatExampleAccess::tabReachesEveryControl()
{
    m_chat->open();
    QVERIFY(m_chat->converse(u"Hello"_s, u"Good day"_s));
    QTRY_COMPARE(m_chat->items(u"copyButton"_s).size(), 2);
    m_chat->type(u"More"_s);
    QStringList names;
    for (int i = 0; i < 40; ++i) {
        names.append(m_chat->focus());
        QVERIFY(m_chat->window->activeFocusItem()->isVisible());
        m_chat->press(Qt::Key_Tab);
        if (m_chat->focus() == "promptInputArea"_L1)
            break;
    }
    QCOMPARE(
        names,
        (QStringList{ u"promptInputArea"_s, u"sendButton"_s, u"profileButton"_s, u"searchButton"_s,
                      u"agentsButton"_s, u"moreButton"_s, u"themeButton"_s, u"messageView"_s,
                      u"copyButton"_s, u"editButton"_s, u"copyButton"_s, u"regenerateButton"_s }));
    m_chat->press(Qt::Key_Backtab);
    QCOMPARE(m_chat->focus(), u"regenerateButton"_s);
}

void tst_ChatExampleAccess::theThemeCanBeSwitched()
{
    m_chat->open();
    const auto lightness = [this] { return m_chat->window->color().lightness(); };
    QVERIFY(lightness() > 200);
    QVERIFY(m_chat->click(u"themeButton"_s));
    QTRY_VERIFY(lightness() < 60);
    QVERIFY(m_chat->click(u"themeButton"_s));
    QTRY_VERIFY(lightness() > 200);
}

void tst_ChatExampleAccess::controlsHaveNames()
{
    m_chat->open();
    QVERIFY(m_chat->ask(u"Hello"_s));
    m_chat->exchange->write(ChatStream::reasoning(u"Hm"_s));
    m_chat->write(u"Good day"_s);
    m_chat->finish();
    QTRY_COMPARE(m_chat->items(u"copyButton"_s).size(), 2);
    m_chat->press(Qt::Key_F, Qt::ControlModifier);
    for (const QString &name :
         { u"promptInputArea"_s, u"sendButton"_s, u"profileButton"_s, u"searchButton"_s,
           u"agentsButton"_s, u"moreButton"_s, u"themeButton"_s, u"messageView"_s, u"copyButton"_s,
           u"editButton"_s, u"regenerateButton"_s, u"reasoningFold"_s, u"searchInput"_s,
           u"previousButton"_s, u"nextButton"_s, u"closeSearchButton"_s, u"stateBadge"_s }) {
        const QList<QQuickItem *> found = m_chat->items(name);
        QVERIFY2(!found.isEmpty(), qPrintable(name));
        for (QQuickItem *const control : found) {
            QAccessibleInterface *const accessible = QAccessible::queryAccessibleInterface(control);
            QVERIFY2(accessible, qPrintable(name));
            QVERIFY2(!accessible->text(QAccessible::Name).isEmpty(), qPrintable(name));
        }
    }
}

void tst_ChatExampleAccess::narrowWindowsClipNothing()
{
    m_chat->open();
    m_chat->resize(QSize(400, 420));
    QVERIFY(m_chat->converse(u"A question that is longer than the window is wide"_s,
                             u"An answer that is longer than the window is wide"_s));
    QTRY_COMPARE(m_chat->items(u"copyButton"_s).size(), 2);
    const QRectF window(0, 0, 400, 420);
    for (const QString &name :
         { u"promptInputArea"_s, u"sendButton"_s, u"profileButton"_s, u"searchButton"_s,
           u"agentsButton"_s, u"moreButton"_s, u"themeButton"_s, u"stateBadge"_s, u"questionText"_s,
           u"copyButton"_s, u"regenerateButton"_s }) {
        for (const QQuickItem *item : m_chat->items(name)) {
            const QRectF place = item->mapRectToScene(QRectF(QPointF(), item->size()));
            QVERIFY2(place.left() >= 0 && place.right() <= window.right() && place.width() > 10,
                     qPrintable(name));
        }
    }
}

QTEST_MAIN(tst_ChatExampleAccess)
#include "tst_chatexample_access.moc"
