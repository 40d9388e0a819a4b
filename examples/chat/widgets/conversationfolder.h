// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef CHATWIDGETS_CONVERSATIONFOLDER_H
#define CHATWIDGETS_CONVERSATIONFOLDER_H

#include <QtCore/QDateTime>
#include <QtCore/QJsonObject>
#include <QtCore/QList>
#include <QtCore/QLockFile>
#include <QtCore/QString>
#include <QtCore/QStringList>

// What is known of a conversation without its messages.
struct ConversationHead
{
    QString fileName; // in the folder; empty while it was never written
    QString title; // empty while nobody has asked anything
    QDateTime updated;
    bool isRenamed = false;
    bool isUnread = false;
    bool hasFailed = false;
    // Of the file as it was read or written last: another has changed it when they differ.
    qint64 size = -1;
    qint64 modified = -1;
};

// A folder with a file for each conversation. This program alone writes there while it holds the
// folder's lock.
//
// The titles are also in an index. A file that the index does not have as it is, is read: the index
// may be missing, damaged or old.
class ConversationFolder
{
public:
    enum class Access {
        Full,
        ReadOnly, // the lock could not be written
        None, // another program holds the lock
    };

    explicit ConversationFolder(const QString &path);

    // Tries again to get the lock where it was not to be had.
    Access access();
    // Newest first; what cannot be read is in the problems.
    [[nodiscard]] QList<ConversationHead> list(QStringList *problems);
    // These return what went wrong, or nothing.
    QString read(const QString &fileName, QJsonObject *conversation);
    QString write(ConversationHead *head, QJsonObject conversation);
    QString remove(const ConversationHead &head);
    void writeIndex(const QList<ConversationHead> &heads);

    [[nodiscard]] QString path() const { return m_path; }
    [[nodiscard]] int filesRead() const { return m_filesRead; }

private:
    const QString m_path;
    QLockFile m_lock;
    int m_filesRead = 0;
};

#endif
