// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "sidebarfixture.h"

#include <QtCore/qjsondocument.h>

using namespace Qt::StringLiterals;

void SideBarFixture::open()
{
    folder = std::make_unique<QTemporaryDir>();
    QVERIFY(folder->isValid());
    add(u"Apples"_s, 0);
    add(u"Bananas"_s, 1);
    add(u"Cherries"_s, 3);
    add(u"Pineapples"_s, 400);
    service = std::make_unique<ChatService>();
    QVERIFY2(service->listen(), qPrintable(service->errorString()));
    conversations = std::make_unique<Conversations>(folder->path());
    service->serve(conversations.get());
    bar = std::make_unique<SideBar>(conversations.get());
    bar->resize(260, 400);
    bar->show();
    QVERIFY(QTest::qWaitForWindowExposed(bar.get()));
    bar->activateWindow();
    list = bar->findChild<QListView *>();
    search = bar->findChild<QLineEdit *>(u"searchField"_s);
    QVERIFY(list && search);
    list->setFocus();
    changed = std::make_unique<QSignalSpy>(bar.get(), &SideBar::currentChanged);
}

void SideBarFixture::close()
{
    changed.reset();
    bar.reset();
    conversations.reset();
    service.reset();
    folder.reset();
}

void SideBarFixture::add(const QString &title, int daysAgo) const
{
    ChatModel messages;
    messages.append(Chat::Role::User, title);
    QJsonObject conversation = messages.toJson();
    const QDateTime time = QDateTime::currentDateTimeUtc().addDays(-daysAgo);
    conversation.insert(u"updated"_s, time.toString(Qt::ISODateWithMs));
    QFile file(folder->filePath(title + u".json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QJsonDocument(conversation).toJson());
}

int SideBarFixture::rowOf(const QString &title) const
{
    for (int row = 0; row < conversations->rowCount(); ++row) {
        if (conversations->title(row) == title)
            return row;
    }
    return -1;
}

// In the list; null where it is not shown. A group's name may be at the top.
QPoint SideBarFixture::placeOf(const QString &title) const
{
    for (int row = 0; row < list->model()->rowCount(); ++row) {
        const QModelIndex index = list->model()->index(row, 0);
        if (index.data().toString() == title)
            return list->visualRect(index).bottomLeft() + QPoint(40, -10);
    }
    return {};
}
