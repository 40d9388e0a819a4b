// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "conversationfixture.h"

#include <QtCore/qdir.h>
#include <QtCore/qjsondocument.h>

using namespace Qt::StringLiterals;

void ConversationFixture::prepare()
{
    folder = std::make_unique<QTemporaryDir>();
    QVERIFY(folder->isValid());
    service = std::make_unique<ChatService>();
    QVERIFY2(service->listen(), qPrintable(service->errorString()));
}

void ConversationFixture::tidy()
{
    stop();
    service.reset();
    folder.reset();
}

void ConversationFixture::start()
{
    stop();
    conversations = std::make_unique<Conversations>(path({}));
    service->serve(conversations.get());
    told = std::make_unique<QSignalSpy>(conversations.get(), &Conversations::problemOccurred);
}

void ConversationFixture::stop()
{
    told.reset();
    conversations.reset();
}

ChatSession *ConversationFixture::askInNew(const QString &question, const QByteArray &answer)
{
    ChatSession *const session = conversations->session(conversations->create());
    return askAndAnswer(*service, session, question, answer) ? session : nullptr;
}

QString ConversationFixture::path(const QString &fileName) const
{
    return folder->filePath(u"conversations/"_s + fileName);
}

QStringList ConversationFixture::files() const
{
    return QDir(path({})).entryList({ u"*.json"_s }, QDir::Files);
}

QByteArray ConversationFixture::read(const QString &fileName) const
{
    QFile file(path(fileName));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be opened");
}

void ConversationFixture::write(const QString &fileName, const QByteArray &bytes) const
{
    QVERIFY(QDir().mkpath(path({})));
    QFile file(path(fileName));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

QStringList ConversationFixture::problems() const
{
    QStringList list;
    for (const QList<QVariant> &arguments : *told)
        list.append(arguments.first().toString());
    return list;
}

QStringList ConversationFixture::titles() const
{
    QStringList list;
    for (int row = 0; row < conversations->rowCount(); ++row)
        list.append(conversations->title(row));
    return list;
}

QByteArray ConversationFixture::conversation(const QString &question)
{
    ChatModel messages;
    messages.append(Chat::Role::User, question);
    messages.append(Chat::Role::Assistant, u"Yes."_s);
    return QJsonDocument(messages.toJson()).toJson();
}
