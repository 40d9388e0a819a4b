// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "conversationfolder.h"

#include "conversationtitle.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QSaveFile>
#include <QtCore/QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 MaximumFileSize = 64 * 1024 * 1024; // that of ChatModel
constexpr auto PrivatePermissions = QFile::ReadOwner | QFile::WriteOwner;

QString indexName()
{
    return u"titles.index"_s;
}

QJsonObject toJson(const ConversationHead &head)
{
    QJsonObject object{ { u"title"_s, head.title },
                        { u"updated"_s, head.updated.toUTC().toString(Qt::ISODateWithMs) } };
    if (head.isRenamed)
        object.insert(u"renamed"_s, true);
    if (head.isUnread)
        object.insert(u"unread"_s, true);
    if (head.hasFailed)
        object.insert(u"failed"_s, true);
    return object;
}

ConversationHead headFrom(const QJsonObject &object)
{
    ConversationHead head;
    head.title = ConversationTitle::ofName(object.value("title"_L1).toString());
    head.updated =
        QDateTime::fromString(object.value("updated"_L1).toString(), Qt::ISODateWithMs).toUTC();
    head.isRenamed = object.value("renamed"_L1).toBool();
    head.isUnread = object.value("unread"_L1).toBool();
    head.hasFailed = object.value("failed"_L1).toBool();
    return head;
}

void note(const QFileInfo &file, ConversationHead *head)
{
    head->fileName = file.fileName();
    head->size = file.size();
    head->modified = file.lastModified().toMSecsSinceEpoch();
}

bool isAsNoted(const QFileInfo &file, const ConversationHead &head)
{
    return file.size() == head.size && file.lastModified().toMSecsSinceEpoch() == head.modified;
}

// Also of a conversation that ChatModel::save() has written.
ConversationHead headOf(const QJsonObject &conversation, const QFileInfo &file)
{
    ConversationHead head = headFrom(conversation);
    if (head.title.isEmpty())
        head.title = ConversationTitle::of(conversation);
    if (!head.updated.isValid())
        head.updated = file.lastModified().toUTC();
    note(file, &head);
    return head;
}

QString readJson(const QString &path, QJsonObject *object)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return file.errorString();
    // Room is made for all that is asked for, each time.
    const QByteArray json = file.read(std::min(file.size(), MaximumFileSize) + 1);
    if (json.size() > MaximumFileSize)
        return ConversationFolder::tr("it has more than 64 MiB");
    if (file.error() != QFile::NoError)
        return file.errorString();
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError) {
        return ConversationFolder::tr("no JSON at byte %1, %2")
            .arg(QString::number(error.offset), error.errorString());
    }
    *object = document.object();
    return {};
}

QString writeJson(const QString &path, const QJsonObject &object)
{
    const QByteArray json = QJsonDocument(object).toJson(QJsonDocument::Compact);
    if (json.size() > MaximumFileSize)
        return ConversationFolder::tr("the conversation has more than 64 MiB");
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return file.errorString();
    file.setPermissions(PrivatePermissions);
    // A commit does not notice when there is no room for what it flushes itself.
    const bool isWritten = file.write(json) == json.size() && file.flush() && file.commit();
    return isWritten ? QString() : file.errorString();
}

} // namespace

ConversationFolder::ConversationFolder(const QString &path)
    : m_path(path)
    , m_lock(pathTo(u"folder.lock"_s))
{
    m_lock.setStaleLockTime(0); // a program may run for days
}

QString ConversationFolder::lockFault()
{
    if (m_lock.isLocked())
        return {};
    QDir().mkpath(m_path);
    if (m_lock.tryLock(0))
        return {};
    return m_lock.error() == QLockFile::LockFailedError
        ? tr("another program has these conversations open, so they are not shown here")
        : tr("the folder cannot be written");
}

QList<ConversationHead> ConversationFolder::list(QStringList *problems)
{
    lockFault();
    if (!m_lock.isLocked() && m_lock.error() == QLockFile::LockFailedError)
        return {};
    m_isListed = true;
    const QHash<QString, ConversationHead> known = readIndex();
    QList<ConversationHead> heads;
    const QFileInfoList files = QDir(m_path).entryInfoList({ u"*.json"_s }, QDir::Files);
    for (const QFileInfo &file : files) {
        ConversationHead head = known.value(file.fileName());
        if (!head.updated.isValid() || !isAsNoted(file, head)) {
            QJsonObject conversation;
            head.fileName = file.fileName();
            if (const QString fault = read(&head, &conversation); !fault.isEmpty()) {
                problems->append(fault);
                continue;
            }
            head = headOf(conversation, file);
        }
        heads.append(head);
    }
    std::stable_sort(heads.begin(), heads.end(),
                     [](const ConversationHead &one, const ConversationHead &other) {
                         return one.updated > other.updated;
                     });
    return heads;
}

QString ConversationFolder::read(ConversationHead *head, QJsonObject *conversation)
{
    ++m_filesRead;
    const QFileInfo file(pathTo(head->fileName));
    QString fault = readJson(file.filePath(), conversation);
    if (fault.isEmpty() && !conversation->value("messages"_L1).isArray())
        fault = tr("it is no conversation");
    if (fault.isEmpty())
        note(file, head);
    return fault.isEmpty() ? fault : tr("Cannot read \"%1\": %2").arg(placeOf(*head), fault);
}

QString ConversationFolder::write(ConversationHead *head, QJsonObject conversation)
{
    if (const QString fault = lockFault(); !fault.isEmpty())
        return fault;
    QDir().mkpath(m_path); // somebody may have removed it
    for (const QString &key : { u"renamed"_s, u"unread"_s, u"failed"_s })
        conversation.remove(key);
    const QJsonObject members = toJson(*head);
    for (auto member = members.begin(); member != members.end(); ++member)
        conversation.insert(member.key(), member.value());
    const QString fileName = isOurs(*head)
        ? head->fileName
        : QUuid::createUuid().toString(QUuid::WithoutBraces) + ".json"_L1;
    const QString fault = writeJson(pathTo(fileName), conversation);
    if (fault.isEmpty())
        note(QFileInfo(pathTo(fileName)), head);
    return fault;
}

bool ConversationFolder::isOurs(const ConversationHead &head) const
{
    const QFileInfo file(pathTo(head.fileName));
    return !head.fileName.isEmpty() && (!file.exists() || isAsNoted(file, head));
}

QString ConversationFolder::remove(const ConversationHead &head)
{
    if (head.fileName.isEmpty())
        return {};
    if (const QString fault = lockFault(); !fault.isEmpty())
        return fault;
    QFile file(pathTo(head.fileName));
    return !file.exists() || file.remove() ? QString() : file.errorString();
}

QHash<QString, ConversationHead> ConversationFolder::readIndex() const
{
    QJsonObject index;
    readJson(pathTo(indexName()), &index); // what is wrong with it does not matter
    QHash<QString, ConversationHead> heads;
    const QJsonObject files = index.value("files"_L1).toObject();
    for (auto file = files.begin(); file != files.end(); ++file) {
        const QJsonObject object = file.value().toObject();
        ConversationHead head = headFrom(object);
        head.fileName = file.key();
        head.size = object.value("size"_L1).toInteger(-1);
        head.modified = object.value("modified"_L1).toInteger(-1);
        heads.insert(head.fileName, head);
    }
    return heads;
}

// It only saves time at the next start, so nobody is told when it cannot be written.
void ConversationFolder::writeIndex(const QList<ConversationHead> &heads)
{
    if (!m_isListed || !lockFault().isEmpty())
        return;
    QJsonObject files;
    for (const ConversationHead &head : heads) {
        QJsonObject object = toJson(head);
        object.insert(u"size"_s, head.size);
        object.insert(u"modified"_s, head.modified);
        if (!head.fileName.isEmpty())
            files.insert(head.fileName, object);
    }
    writeJson(pathTo(indexName()), { { u"files"_s, files } });
}

QString ConversationFolder::placeOf(const ConversationHead &head) const
{
    return QDir::toNativeSeparators(head.fileName.isEmpty() ? m_path : pathTo(head.fileName));
}

QString ConversationFolder::pathTo(const QString &fileName) const
{
    return m_path + u'/' + fileName;
}
