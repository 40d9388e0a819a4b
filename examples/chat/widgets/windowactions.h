// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef WINDOWACTIONS_H
#define WINDOWACTIONS_H

#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtGui/QKeySequence>

class QAction;
class QMainWindow;
class QMenu;
class ProfileMenu;
class Profiles;

// What the menus of the window offer, with the keys for it.
class WindowActions : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WindowActions)
public:
    // Puts the menus into the window's bar.
    explicit WindowActions(Profiles *profiles, QMainWindow *window);
    ~WindowActions() override;

    QAction *newConversation = nullptr;
    QAction *exportMarkdown = nullptr;
    QAction *quit = nullptr;
    QAction *copy = nullptr;
    QAction *selectAll = nullptr;
    QAction *search = nullptr;
    QAction *rename = nullptr;
    QAction *remove = nullptr;
    QAction *retry = nullptr;
    QAction *stop = nullptr;
    QAction *zoomIn = nullptr;
    QAction *zoomOut = nullptr;
    QAction *resetZoom = nullptr;
    QAction *sideBar = nullptr;
    QAction *inspector = nullptr;
    QAction *fullScreen = nullptr;
    QAction *editProfiles = nullptr;
    QAction *shortcuts = nullptr;
    QAction *about = nullptr;
    QAction *aboutQt = nullptr;

    [[nodiscard]] QList<QMenu *> menus() const;
    // Of the profiles, also for a button.
    [[nodiscard]] ProfileMenu *profileMenu() const { return m_profile; }
    // Whether that asks again after an error, or for another answer.
    void setRetries(bool retries);

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Text
    {
        QAction *action;
        const char *text;
    };

    QAction *add(QMenu *menu, const char *name, const char *text,
                 const QList<QKeySequence> &keys = {}, bool isCheckable = false);
    void addConversationMenus();
    void addViewMenu();
    void addOtherMenus();
    void retranslate();

    QMenu *const m_file;
    QMenu *const m_edit;
    QMenu *const m_view;
    ProfileMenu *const m_profile;
    QMenu *const m_help;
    QList<Text> m_texts;
    bool m_retries = false;
};

#endif
