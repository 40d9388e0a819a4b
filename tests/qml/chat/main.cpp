// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "../testserver.h"
#include "agentsurroundings.h"

#include <SseQt/ChatDelta>
#include <SseQt/ChatMessage>
#include <SseQt/ChatModel>
#include <SseQt/ChatPart>

#include <QtCore/qelapsedtimer.h>
#include <QtCore/qurl.h>
#include <QtGui/qclipboard.h>
#include <QtGui/qdesktopservices.h>
#include <QtGui/qguiapplication.h>
#include <QtQml/qqmlcontext.h>
#include <QtQml/qqmlengine.h>
#include <QtQml/qqmlextensionplugin.h>
#include <QtQuickTest/quicktest.h>

#ifdef SSEQT_STATIC_PLUGIN
Q_IMPORT_QML_PLUGIN(SSEPlugin)
Q_IMPORT_QML_PLUGIN(SSEChatPlugin)
#endif

// What tests of views need of the world around: an answer that grows, the clipboard, and links that
// are opened by nobody.
class Desk : public QObject
{
    Q_OBJECT
    Q_PROPERTY(ChatModel *conversation READ conversation CONSTANT)
    Q_PROPERTY(QStringList opened READ opened)
    Q_PROPERTY(QString clipboard READ clipboard)
public:
    explicit Desk(QObject *parent)
        : QObject(parent)
    {
        for (const char *scheme : Schemes)
            QDesktopServices::setUrlHandler(QString::fromUtf8(scheme), this, "open");
    }
    ~Desk() override
    {
        for (const char *scheme : Schemes)
            QDesktopServices::unsetUrlHandler(QString::fromUtf8(scheme));
    }

    ChatModel *conversation() { return &m_conversation; }
    QStringList opened() const { return m_opened; }
    QString clipboard() const { return QGuiApplication::clipboard()->text(); }

    Q_INVOKABLE ChatPart *beginAnswer(const QString &text)
    {
        m_answer = m_conversation.beginAnswer();
        grow(text);
        return m_answer->partAt(0);
    }
    Q_INVOKABLE void grow(const QString &text)
    {
        ChatDelta delta;
        delta.type = ChatDelta::Type::Text;
        delta.text = text;
        m_conversation.apply(m_answer, delta);
        m_conversation.flush();
    }
    Q_INVOKABLE void endAnswer()
    {
        m_conversation.end(m_answer, Chat::FinishReason::Stop);
        m_conversation.flush();
    }
    Q_INVOKABLE void reset()
    {
        m_opened.clear();
        m_conversation.clear();
        QGuiApplication::clipboard()->setText(QString());
    }
    Q_INVOKABLE bool isSanitized() const
    {
#if defined(__SANITIZE_ADDRESS__)
        return true;
#else
        return false;
#endif
    }

public Q_SLOTS:
    void open(const QUrl &url)
    {
        m_opened.append(url.toString());
    }

private:
    static constexpr const char *Schemes[]{ "http", "https", "mailto", "javascript", "file" };

    ChatModel m_conversation;
    ChatMessage *m_answer = nullptr;
    QStringList m_opened;
};

class Setup : public QObject
{
    Q_OBJECT
public Q_SLOTS:
    void qmlEngineAvailable(QQmlEngine *engine)
    {
        QQmlContext *const context = engine->rootContext();
        context->setContextProperty(QStringLiteral("desk"), new Desk(engine));
        context->setContextProperty(QStringLiteral("server"), new TestServer(engine));
        context->setContextProperty(QStringLiteral("agents"), new DemoServer(engine));
        context->setContextProperty(QStringLiteral("cppClient"), new AgentClient(engine));
        context->setContextProperty(QStringLiteral("cppHolder"), new Holder(engine));
    }
};

QUICK_TEST_MAIN_WITH_SETUP(qmlchat, Setup)
#include "main.moc"
