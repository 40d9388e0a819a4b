// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef CHATDESKTOP_H
#define CHATDESKTOP_H

#include <QtCore/qstringlist.h>
#include <QtCore/qtemporarydir.h>
#include <QtWidgets/qplaintextedit.h>

#include <memory>

class ChatMessage;
class ChatSession;
class Conversations;
class MainWindow;
class Profiles;
class QListView;
class QMessageBox;
class SseChatView;
class SseDemoServer;

// The program as main() puts it together, with a demo server and a folder of its own, and what a
// person does with it.
class ChatDesktop
{
public:
    ChatDesktop();
    ~ChatDesktop();
    Q_DISABLE_COPY_MOVE(ChatDesktop)

    // With this query the server is asked. Anew where it runs already. Whether the window is there.
    bool start(const QString &query = QStringLiteral("interval=0"));
    void stop();

    // Types a question and sends it.
    void ask(const QString &question) const;
    // Clicks a conversation in the side bar.
    void open(const QString &title) const;
    // Presses a key where the focus is.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const;
    // Clicks a button of a dialog.
    void answer(const QString &button) const;

    [[nodiscard]] ChatSession *session() const;
    [[nodiscard]] bool isBusy() const;
    [[nodiscard]] SseChatView *view() const;
    [[nodiscard]] QPlainTextEdit *edit() const;
    [[nodiscard]] QListView *list() const;
    [[nodiscard]] QMessageBox *question() const;
    [[nodiscard]] QStringList titles() const; // as the side bar has them
    [[nodiscard]] ChatMessage *lastAnswer() const;
    [[nodiscard]] QString textOfAnswer() const; // none where there is no answer
    // Whether something of the answer is there, and more is to come.
    [[nodiscard]] bool isStreaming() const;
    [[nodiscard]] QStringList files() const;

    QTemporaryDir folder;
    std::unique_ptr<SseDemoServer> server;
    std::unique_ptr<Profiles> profiles;
    std::unique_ptr<Conversations> conversations;
    std::unique_ptr<MainWindow> window;
};

#endif
