// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatwindow.h"

#include "chatstream.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QSettings>
#include <QtGui/QWheelEvent>
#include <QtQml/qqmlextensionplugin.h>
#include <QtTest/QTest>

Q_IMPORT_QML_PLUGIN(ChatExamplePlugin)
Q_IMPORT_QML_PLUGIN(ExampleSharedPlugin)
#ifdef CHAT_STATIC_SSE
Q_IMPORT_QML_PLUGIN(SSEPlugin)
Q_IMPORT_QML_PLUGIN(SSEChatPlugin)
#endif

using namespace Qt::StringLiterals;

namespace {

void collect(QQuickItem *item, const QString &name, QList<QQuickItem *> &found)
{
    if (item->objectName() == name && item->isVisible())
        found.append(item);
    const QList<QQuickItem *> children = item->childItems();
    for (QQuickItem *child : children)
        collect(child, name, found);
}

} // namespace

const QString ChatWindow::path = u"/v1/chat/completions"_s;

ChatWindow::ChatWindow()
{
    server.listen();
    server.route(path, [this](SseTestExchange *opened) {
        exchange = opened;
        opened->startEventStream();
    });
}

ChatWindow::~ChatWindow()
{
    // The renderer frees what it has drawn of an element that is gone in its next frame only.
    if (window && window->isVisible())
        window->grabWindow();
}

void ChatWindow::failOnWarnings()
{
    QTest::failOnWarning(QRegularExpression(u"^(?!QUnifiedTimer::)"_s));
}

void ChatWindow::open(const QUrl &endpoint, Chat::Format format)
{
    profiles = std::make_unique<Profiles>(
        std::make_unique<QSettings>(folder.filePath(u"settings.ini"_s), QSettings::IniFormat));
    Profile profile;
    profile.kind = Profile::Kind::CommandLine;
    profile.name = u"Test"_s;
    profile.format = format;
    profile.endpoint = (endpoint.isEmpty() ? server.url(path) : endpoint).toString();
    profile.model = u"test-model"_s;
    profiles->use(profile);

    engine = std::make_unique<QQmlApplicationEngine>();
    engine->addImportPath(QStringLiteral(CHAT_IMPORT_PATH));
    engine->setInitialProperties(
        { { u"profiles"_s, QVariant::fromValue(profiles.get()) }, { u"theme"_s, u"light"_s } });
    engine->load(QUrl(QStringLiteral(CHAT_MAIN)));
    QCOMPARE(engine->rootObjects().size(), 1);
    window = qobject_cast<QQuickWindow *>(engine->rootObjects().constFirst());
    QVERIFY(window);
    session = window->findChild<ChatSession *>(u"session"_s);
    QVERIFY(session);
    window->requestActivate();
    QVERIFY(QTest::qWaitForWindowActive(window));
}

void ChatWindow::resize(const QSize &size)
{
    window->resize(size);
    QTRY_COMPARE(window->contentItem()->size().toSize(), size);
}

QList<QQuickItem *> ChatWindow::items(const QString &name) const
{
    QList<QQuickItem *> found;
    collect(window->contentItem(), name, found);
    return found;
}

QQuickItem *ChatWindow::item(const QString &name) const
{
    const QList<QQuickItem *> found = items(name);
    return found.isEmpty() ? nullptr : found.constLast();
}

QVariant ChatWindow::value(const QString &name, const char *property) const
{
    const QQuickItem *const found = item(name);
    return found ? found->property(property) : QVariant();
}

QString ChatWindow::text(const QString &name) const
{
    return value(name, "text").toString();
}

QString ChatWindow::focus() const
{
    const QQuickItem *const focused = window->activeFocusItem();
    return focused ? focused->objectName() : QString();
}

QString ChatWindow::state() const
{
    return text(u"stateBadge"_s);
}

ChatMessage *ChatWindow::last() const
{
    return session->messages()->messageAt(session->messages()->count() - 1);
}

QString ChatWindow::lastText() const
{
    const ChatMessage *const message = last();
    return message ? message->text() : QString();
}

qreal ChatWindow::beyond() const
{
    const QQuickItem *const view = item(u"messageView"_s);
    return view->property("originY").toReal() + view->property("contentHeight").toReal()
        - view->property("contentY").toReal() - view->height();
}

bool ChatWindow::isInSight(const QQuickItem *item) const
{
    const QQuickItem *const view = this->item(u"messageView"_s);
    const QRectF sight = view->mapRectToScene(QRectF(QPointF(), view->size()));
    return item && sight.intersects(item->mapRectToScene(QRectF(QPointF(), item->size())));
}

void ChatWindow::type(const QString &text)
{
    for (const QChar c : text)
        QTest::sendKeyEvent(QTest::Click, window, Qt::Key_unknown, c, Qt::NoModifier);
}

void ChatWindow::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(window, key, modifiers);
}

void ChatWindow::click(QQuickItem *target)
{
    window->grabWindow();
    QTest::mouseClick(
        window, Qt::LeftButton, {},
        target->mapToScene(QPointF(target->width() / 2, target->height() / 2)).toPoint());
}

bool ChatWindow::click(const QString &name)
{
    // Until it is where it stays: what has just come in is laid out in the next frame.
    QPointF place(-1, -1);
    const bool isThere = QTest::qWaitFor([&] {
        window->grabWindow();
        const QQuickItem *const found = item(name);
        const QPointF before = place;
        place = found ? found->mapToScene(QPointF()) : QPointF(-1, -1);
        return found && found->isEnabled() && place == before;
    });
    if (!isThere)
        return false;
    click(item(name));
    return true;
}

void ChatWindow::wheel(int notches)
{
    const QQuickItem *const view = item(u"messageView"_s);
    const QPointF place = view->mapToScene(QPointF(view->width() / 2, view->height() / 2));
    QWheelEvent event(place, window->mapToGlobal(place), {}, QPoint(0, notches * 120), Qt::NoButton,
                      Qt::NoModifier, Qt::NoScrollPhase, false);
    event.setTimestamp(m_clock += 1000); // close together, they would be one flick
    QCoreApplication::sendEvent(window, &event);
}

bool ChatWindow::ask(const QString &question)
{
    const qsizetype requests = server.requests().size();
    exchange = nullptr;
    type(question);
    press(Qt::Key_Return);
    return QTest::qWaitFor([&] {
        return server.requests().size() == requests + 1 && exchange
            && session->source()->readyState() == SseSource::ReadyState::Open;
    });
}

void ChatWindow::write(const QString &token)
{
    exchange->write(ChatStream::token(token));
}

void ChatWindow::finish()
{
    exchange->write(ChatStream::end());
}

bool ChatWindow::converse(const QString &question, const QString &answer)
{
    if (!ask(question))
        return false;
    write(answer);
    finish();
    return QTest::qWaitFor([this] { return !session->isBusy() && last(); });
}

QStringList ChatWindow::sentTurns() const
{
    return ChatStream::turns(server.requests().constLast().body);
}
