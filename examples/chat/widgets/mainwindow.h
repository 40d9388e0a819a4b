// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef MAINWINDOW_H
#define MAINWINDOW_H

#include <QtCore/QPointer>
#include <QtWidgets/QMainWindow>

#include <memory>

QT_FORWARD_DECLARE_CLASS(QSettings)
class ChatSession;
class Conversations;
class NoticeBar;
class Profiles;
class QDockWidget;
class QPushButton;
class SessionSetup;
class SideBar;
class SseChatWidget;
class SseEventView;
class SseStatusLabel;
class StatsLine;
class Suggestions;
class ThinSplitter;
class WindowActions;

struct WindowOptions
{
    std::unique_ptr<QSettings> settings; // without them nothing of the window is kept
    bool showsInspector = false;
};

// The window of the chat: the conversations, the one that is shown, and what its source receives.
class MainWindow : public QMainWindow
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MainWindow)
public:
    // Neither the conversations nor the profiles are owned; both outlive the window.
    explicit MainWindow(Conversations *conversations, Profiles *profiles,
                        WindowOptions options = {}, QWidget *parent = nullptr);
    ~MainWindow() override;

    [[nodiscard]] ChatSession *session() const;
    [[nodiscard]] SseChatWidget *chat() const { return m_chat; }
    [[nodiscard]] SideBar *sideBar() const { return m_sideBar; }
    [[nodiscard]] WindowActions *windowActions() const { return m_actions; }

    void newConversation();

    bool eventFilter(QObject *watched, QEvent *event) override;

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void makeCenter();
    void makeInspector();
    void showInspector(bool shows);
    void makeStatusBar();
    void connectActions();
    void connectZoom();
    void restore();
    void keep();

    void showConversation(int row);
    void followMessages();
    void alignInput();
    void showDraft();
    void send(const QString &prompt);
    void retry();
    void copy();
    void selectAll();
    void exportConversation(int row);
    void saveMarkdown(ChatSession *session, const QString &file);
    void editProfiles();
    void showAbout();
    void endAnswers();
    void askToClose();

    void updateActions();
    void updateSuggestions();
    void updateTitle();
    void updateProfileButton();
    void retranslate();

    Conversations *const m_conversations;
    Profiles *const m_profiles;
    const std::unique_ptr<QSettings> m_settings;
    SessionSetup *const m_setup;
    WindowActions *const m_actions;
    ThinSplitter *const m_splitter;
    SideBar *const m_sideBar;
    NoticeBar *const m_notice;
    SseChatWidget *const m_chat;
    Suggestions *const m_suggestions;
    QDockWidget *const m_dock;
    SseEventView *const m_events;
    StatsLine *const m_stats;
    QPushButton *const m_profileButton;
    SseStatusLabel *const m_status;
    QPointer<ChatSession> m_session; // that is shown
    bool m_isSwitching = false;
    bool m_hasShownInspector = false;
    bool m_losesUnwritten = false; // as the user has said
};

#endif
