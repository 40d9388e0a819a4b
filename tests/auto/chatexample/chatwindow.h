// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef CHATWINDOW_H
#define CHATWINDOW_H

#include "profiles.h"

#include <SseQt/ChatSession>
#include <SseQt/SseTestExchange>
#include <SseQt/SseTestScript>
#include <SseQt/SseTestServer>

#include <QtCore/QPointer>
#include <QtCore/QTemporaryDir>
#include <QtQml/QQmlApplicationEngine>
#include <QtQuick/QQuickItem>
#include <QtQuick/QQuickWindow>

#include <memory>

// The window of the chat example, to be driven by mouse and keyboard, and the server that it talks
// to, whose answers the test writes.
class ChatWindow
{
public:
    ChatWindow();
    ~ChatWindow();

    // But not for what Qt says of its own animations where frames come late.
    static void failOnWarnings();

    // Opens it, for the server unless told otherwise.
    void open(const QUrl &endpoint = {}, Chat::Format format = Chat::Format::OpenAiChat);
    void resize(const QSize &size);

    [[nodiscard]] QQuickItem *item(const QString &name) const; // the last that is visible
    [[nodiscard]] QList<QQuickItem *> items(const QString &name) const;
    [[nodiscard]] QVariant value(const QString &name, const char *property) const;
    [[nodiscard]] QString text(const QString &name) const;
    [[nodiscard]] QString focus() const; // the name of what has it
    [[nodiscard]] QString state() const;
    [[nodiscard]] ChatMessage *last() const;
    [[nodiscard]] QString lastText() const;
    // How far the content goes on below what is seen.
    [[nodiscard]] qreal beyond() const;
    // What one sees of it lies within the list.
    [[nodiscard]] bool isInSight(const QQuickItem *item) const;

    void type(const QString &text);
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void click(QQuickItem *target);
    // Waits until it is there and can be clicked.
    [[nodiscard]] bool click(const QString &name);
    void wheel(int notches);

    // Sends a question and waits for the request; the stream is open then.
    [[nodiscard]] bool ask(const QString &question);
    void write(const QString &token);
    void finish();
    // Asks, answers, and waits for the end.
    [[nodiscard]] bool converse(const QString &question, const QString &answer);
    // "user: …" and "assistant: …" of the newest request.
    [[nodiscard]] QStringList sentTurns() const;

    static const QString path;

    QTemporaryDir folder;
    SseTestServer server;
    std::unique_ptr<Profiles> profiles;
    std::unique_ptr<QQmlApplicationEngine> engine;
    QPointer<QQuickWindow> window;
    ChatSession *session = nullptr;
    QPointer<SseTestExchange> exchange; // the newest

private:
    quint64 m_clock = 0; // of the events, milliseconds
};

#endif
