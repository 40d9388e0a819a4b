// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef CHATWIDGETS_CONVERSATIONFOLDER_H
#define CHATWIDGETS_CONVERSATIONFOLDER_H

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QHash>
#include <QtCore/QJsonObject>
#include <QtCore/QList>
#include <QtCore/QLockFile>
#include <QtCore/QString>
#include <QtCore/QStringList>

class QFileInfo;

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

// A folder with a file for each conversation: what ChatModel::save() writes, and the head beside
// it. This program alone writes there while it holds the folder's lock.
//
// The heads are also in an index. A file that the index does not have as it is, is read: the index
// may be missing, damaged or old.
class ConversationFolder
{
    Q_DECLARE_TR_FUNCTIONS(ConversationFolder)
    Q_DISABLE_COPY_MOVE(ConversationFolder)
public:
    explicit ConversationFolder(const QString &path);

    // Why nothing can be written, or nothing. Tries again to get the lock where it was not to be
    // had.
    QString lockFault();
    // Newest first; none while another program holds the lock. What cannot be read is in the
    // problems.
    [[nodiscard]] QList<ConversationHead> list(QStringList *problems);
    // Returns what went wrong, with the name of the file, or nothing.
    QString read(ConversationHead *head, QJsonObject *conversation);
    // Writes into another file where somebody has changed this one. Returns the reason why it was
    // not written, or nothing.
    QString write(ConversationHead *head, QJsonObject conversation);
    QString remove(const ConversationHead &head);
    // Whether nobody else has changed its file.
    [[nodiscard]] bool isOurs(const ConversationHead &head) const;
    void writeIndex(const QList<ConversationHead> &heads);

    // The whole name of a conversation's file, or that of the folder where it has none yet.
    [[nodiscard]] QString placeOf(const ConversationHead &head) const;
    [[nodiscard]] int filesRead() const { return m_filesRead; }

private:
    [[nodiscard]] QString pathTo(const QString &fileName) const;
    [[nodiscard]] QHash<QString, ConversationHead> readIndex() const;

    const QString m_path;
    QLockFile m_lock;
    bool m_isListed = false;
    int m_filesRead = 0;
};

#endif
