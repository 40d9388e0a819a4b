// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// The guide of the widgets says what they do: its tables are whole and true, and its code works.

#include "chatscreen.h"
#include "guide/chatwindow.cpp"
#include "guide/look.cpp"
#include "guide/newswindow.cpp"

#include <SseQt/SseDemoServer>

#include <QtCore/qfile.h>
#include <QtCore/qmetaobject.h>
#include <QtCore/qregularexpression.h>
#include <QtGui/qclipboard.h>
#include <QtWidgets/qapplication.h>
#include <QtWidgets/qplaintextedit.h>

#include <memory>

using namespace Qt::StringLiterals;

class tst_WidgetsDocumentation : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();

    void everyPropertyIsDocumented_data();
    void everyPropertyIsDocumented();
    void everyPropertyExists();
    void testsOfKeysExist();
    void theViewScrollsByKeys();
    void theViewCopiesByKeys();
    void theWindowChats();
    void theConnectionIsFollowed();
    void theLookIsThatOfTheStyleSheet();

private:
    QString m_page;
};

namespace {

QString read(const QString &path)
{
    QFile file(QStringLiteral(SSEQT_SOURCE_DIR "/") + path);
    return file.open(QFile::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

// As the guide has it: nothing is none for objects and lists, and empty for texts.
QString shownValue(const QMetaProperty &property, const QObject *object)
{
    const QVariant value = property.read(object);
    if (property.isEnumType())
        return QString::fromLatin1(property.enumerator().valueToKey(value.toInt()));
    if (value.metaType().flags() & QMetaType::PointerToQObject)
        return value.value<QObject *>() ? u"?"_s : u"none"_s;
    if (value.metaType() == QMetaType::fromType<QStringList>())
        return value.toStringList().isEmpty() ? u"none"_s : u"?"_s;
    return value.toString();
}

void fill(ChatModel *model)
{
    for (int i = 0; i < 20; ++i) {
        model->append(Chat::Role::User, u"Question %1"_s.arg(i));
        model->append(Chat::Role::Assistant, u"An answer of *some* words.\n\nAnd another line."_s);
    }
}

QPlainTextEdit *editOf(const QWidget *window)
{
    return window->findChild<SseChatInput *>()->findChild<QPlainTextEdit *>();
}

void ask(const QWidget *window, const QString &question)
{
    QTest::keyClicks(editOf(window), question);
    QTest::keyClick(editOf(window), Qt::Key_Return);
}

} // namespace

void tst_WidgetsDocumentation::initTestCase()
{
    m_page = read(u"docs/guide/widgets.md"_s);
    QVERIFY(!m_page.isEmpty());
}

void tst_WidgetsDocumentation::everyPropertyIsDocumented_data()
{
    QTest::addColumn<std::shared_ptr<QObject>>("object");
    const auto add = [](const std::shared_ptr<QObject> &object) {
        QTest::newRow(object->metaObject()->className()) << object;
    };
    add(std::make_shared<SseChatWidget>());
    add(std::make_shared<SseChatView>());
    add(std::make_shared<SseChatInput>());
    add(std::make_shared<SseEventView>());
    add(std::make_shared<SseStatusLabel>());
    add(std::make_shared<SseConnectionActions>());
}

void tst_WidgetsDocumentation::everyPropertyIsDocumented()
{
    QFETCH(std::shared_ptr<QObject>, object);
    const QMetaObject *const meta = object->metaObject();
    for (int i = meta->propertyOffset(); i < meta->propertyCount(); ++i) {
        const QMetaProperty property = meta->property(i);
        QString row = u"\n| `%1` | `%2` |"_s.arg(QLatin1String(meta->className()),
                                                 QLatin1String(property.name()));
        // A colour is the palette's.
        const bool isColor = property.metaType() == QMetaType::fromType<QColor>();
        const QString value = isColor ? QString() : shownValue(property, object.get());
        row += value.isEmpty() ? u" |"_s : u" %1 |"_s.arg(value);
        QVERIFY2(m_page.contains(row), qPrintable(row));
    }
}

void tst_WidgetsDocumentation::everyPropertyExists()
{
    static const QRegularExpression documented(u"\\n\\| `(Sse\\w+)` \\| `(\\w+)` \\|"_s);
    const QHash<QString, const QMetaObject *> classes{
        { u"SseChatWidget"_s, &SseChatWidget::staticMetaObject },
        { u"SseChatView"_s, &SseChatView::staticMetaObject },
        { u"SseChatInput"_s, &SseChatInput::staticMetaObject },
        { u"SseEventView"_s, &SseEventView::staticMetaObject },
        { u"SseStatusLabel"_s, &SseStatusLabel::staticMetaObject },
        { u"SseConnectionActions"_s, &SseConnectionActions::staticMetaObject },
    };
    auto rows = documented.globalMatch(m_page);
    int count = 0;
    while (rows.hasNext()) {
        const QRegularExpressionMatch row = rows.next();
        const QMetaObject *const meta = classes.value(row.captured(1));
        QVERIFY2(meta && meta->indexOfProperty(row.captured(2).toLatin1().constData()) >= 0,
                 qPrintable(row.captured()));
        ++count;
    }
    QVERIFY(count > 20);
}

void tst_WidgetsDocumentation::testsOfKeysExist()
{
    static const QRegularExpression test(u"`(tst_\\w+)::(\\w+)` \\|\\n"_s);
    auto tests = test.globalMatch(m_page);
    int count = 0;
    while (tests.hasNext()) {
        const QRegularExpressionMatch named = tests.next();
        const QString code = read(u"tests/auto/widgets/%1.cpp"_s.arg(named.captured(1)));
        QVERIFY2(code.contains(u"::%1()\n{"_s.arg(named.captured(2))),
                 qPrintable(named.captured()));
        ++count;
    }
    QVERIFY(count > 15);
}

void tst_WidgetsDocumentation::theViewScrollsByKeys()
{
    ChatModel model;
    fill(&model);
    SseChatView view;
    view.setModel(&model);
    view.resize(400, 300);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const QScrollBar *const bar = view.verticalScrollBar();
    const auto movedBy = [&](Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        const int before = bar->value();
        QTest::keyClick(&view, key, modifiers);
        return bar->value() - before;
    };
    QVERIFY(movedBy(Qt::Key_Home) < 0);
    QCOMPARE(bar->value(), 0);
    QVERIFY(!view.followsEnd());
    const int line = movedBy(Qt::Key_Down);
    QVERIFY(line > 0);
    QVERIFY(movedBy(Qt::Key_PageDown) > line);
    QVERIFY(movedBy(Qt::Key_Space) > line);
    QVERIFY(movedBy(Qt::Key_Space, Qt::ShiftModifier) < -line);
    QVERIFY(movedBy(Qt::Key_PageUp) < -line);
    QVERIFY(movedBy(Qt::Key_Up) < 0);
    QVERIFY(movedBy(Qt::Key_End) > 0);
    QVERIFY(Screen::isAtEnd(&view));
    QVERIFY(view.followsEnd());
}

void tst_WidgetsDocumentation::theViewCopiesByKeys()
{
    ChatModel model;
    model.append(Chat::Role::Assistant, u"Some *words*."_s);
    SseChatView view;
    view.setModel(&model);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QGuiApplication::clipboard()->clear();
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QString());
    QTest::keyClick(&view, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), view.selectedText());
    QVERIFY(view.selectedText().contains(u"Some *words*."_s));
}

void tst_WidgetsDocumentation::theWindowChats()
{
    SseDemoServer server;
    QVERIFY2(server.listen(), qPrintable(server.errorString()));
    ChatSession session;
    session.setEndpoint(server.url(u"/v1/chat/completions?interval=0"_s));
    session.setModel(u"demo"_s);
    ChatWindow window(&session);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    const auto *const view = window.findChild<SseChatView *>();
    const auto *const inspector = window.findChild<SseEventView *>();
    QVERIFY(!inspector->isVisible());
    QTest::keyClick(window.windowHandle(), Qt::Key_F12);
    QTRY_VERIFY(inspector->isVisible());

    ask(&window, u"Hello"_s);
    QVERIFY(window.findChild<SseChatInput *>()->isBusy());
    QTRY_VERIFY(!session.isBusy());
    QCOMPARE(session.error(), ChatError());
    QVERIFY(Screen::shows(view, u"Hello"_s));
    QVERIFY(!window.findChild<SseChatInput *>()->isBusy());
    QTRY_VERIFY(inspector->model()->count() > 2);

    ask(&window, u"/error"_s);
    QTRY_VERIFY(!session.isBusy());
    QVERIFY(session.canRetry());
    QTRY_VERIFY(Screen::button(view, u"Retry"_s));
    Screen::click(view, Screen::button(view, u"Retry"_s));
    QVERIFY(session.isBusy());
    window.findChild<SseChatInput *>()->setFocus();
    QTest::keyClick(editOf(&window), Qt::Key_Escape);
    QTRY_VERIFY(!session.isBusy());
}

void tst_WidgetsDocumentation::theConnectionIsFollowed()
{
    SseDemoServer server;
    QVERIFY2(server.listen(), qPrintable(server.errorString()));
    SseSource source(server.url(u"/metrics"_s));
    NewsWindow window(&source);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    const auto *const list = window.findChild<QListView *>();
    const auto *const actions = window.findChild<SseConnectionActions *>();
    const auto *const label = window.statusBar()->findChild<SseStatusLabel *>();
    QCOMPARE(label->status(), SseStatusLabel::Status::Closed);
    QVERIFY(!actions->disconnectAction()->isEnabled());
    actions->connectAction()->trigger();
    QTRY_COMPARE(label->status(), SseStatusLabel::Status::Connected);
    QTRY_VERIFY(list->model()->rowCount() > 2);
    actions->disconnectAction()->trigger();
    QTRY_COMPARE(label->status(), SseStatusLabel::Status::Closed);
    QCOMPARE(source.readyState(), SseSource::ReadyState::Closed);
}

void tst_WidgetsDocumentation::theLookIsThatOfTheStyleSheet()
{
    ChatSession session;
    SseChatWidget chat(&session);
    adorn(&chat);
    chat.show();
    QVERIFY(QTest::qWaitForWindowExposed(&chat));
    const SseChatView *const view = chat.view();
    QVERIFY(!view->opensLinks());
    QCOMPARE(view->font().pointSize(), 12);
    QCOMPARE(view->palette().color(QPalette::Link), QColor(0x8a, 0xb4, 0xf8));
    QCOMPARE(view->viewport()->grab().toImage().pixelColor(2, 2), QColor(0x10, 0x14, 0x1a));
}

QTEST_MAIN(tst_WidgetsDocumentation)

#include "tst_widgetsdocumentation.moc"
