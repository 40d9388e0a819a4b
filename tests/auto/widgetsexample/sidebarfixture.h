// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SIDEBARFIXTURE_H
#define SIDEBARFIXTURE_H

#include "chatservice.h"
#include "sidebar.h"

#include <QtCore/qobject.h>
#include <QtCore/qtemporarydir.h>
#include <QtTest/qsignalspy.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qlistview.h>

#include <memory>

// A side bar with four conversations, of today and of days before.
class SideBarFixture : public QObject
{
protected:
    void open();
    void close();

    [[nodiscard]] int rowOf(const QString &title) const;
    [[nodiscard]] QPoint placeOf(const QString &title) const;

    std::unique_ptr<ChatService> service;
    std::unique_ptr<Conversations> conversations;
    std::unique_ptr<SideBar> bar;
    std::unique_ptr<QSignalSpy> changed;
    QListView *list = nullptr;
    QLineEdit *search = nullptr;

private:
    void add(const QString &title, int daysAgo) const;

    std::unique_ptr<QTemporaryDir> folder;
};

#endif
