// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef CHATWIDGETS_CONVERSATIONS_H
#define CHATWIDGETS_CONVERSATIONS_H

#include "conversationfolder.h"

#include <SseQt/ChatSession>

#include <QtCore/QAbstractListModel>
#include <QtCore/QPointer>
#include <QtCore/QSet>
#include <QtCore/QTimer>

#include <chrono>

// The conversations, newest first, kept in a folder.
//
// Their sessions are made when they are asked for. One that is neither shown nor busy is let go
// again when MaximumIdle others were used after it: what is not to be lost of it is in its file.
class Conversations : public QAbstractListModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Conversations)
public:
    static constexpr int MaximumIdle = 8;

    enum Role {
        TitleRole = Qt::UserRole + 1, // also Qt::DisplayRole and Qt::EditRole
        UpdatedRole, // QDateTime in UTC
        BusyRole,
        UnreadRole, // an answer ended while another conversation was shown
        FailedRole, // the last answer ended with an error
    };
    Q_ENUM(Role)

    explicit Conversations(const QString &folder, QObject *parent = nullptr);
    // Writes what is to be written.
    ~Conversations() override;

    // Returns its row. One that nobody has written in yet is taken again.
    int create();
    // Owned by the model, and read from its file at the first call. Null if that cannot be read.
    // It lives while it is shown or busy: keep it in a QPointer.
    [[nodiscard]] ChatSession *session(int row);
    [[nodiscard]] int rowOf(const ChatSession *session) const; // -1 if it is none of these
    // The one in sight, or null: it has been read, and is not let go.
    void setShown(ChatSession *session);
    [[nodiscard]] ChatSession *shown() const;

    [[nodiscard]] QString title(int row) const;
    // An empty title is that of the first question again.
    void rename(int row, const QString &title);
    // Stops its answer, and deletes its file. Whether it was done.
    bool remove(int row);

    // What is being written and was not sent.
    [[nodiscard]] QString draft(const ChatSession *session) const;
    void setDraft(const ChatSession *session, const QString &text);

    // Writes now what would be written soon.
    void flush();
    // Whether nothing waits to be written, or could not be.
    [[nodiscard]] bool isWritten() const;
    // How many files were opened to read a conversation or its title.
    [[nodiscard]] int filesRead() const { return m_folder.filesRead(); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    // A session was made, new or from its file: it has no endpoint, key and tools yet.
    void sessionCreated(ChatSession *session);
    // What could not be read or written, and what to do; once for each cause.
    void problemOccurred(const QString &text);

private:
    struct Entry
    {
        ConversationHead head;
        QString draft;
        ChatSession *session = nullptr;
        bool isUnsaved = false;
        bool isBusy = false;
    };

    [[nodiscard]] bool isRow(int row) const { return row >= 0 && row < rowCount(); }
    [[nodiscard]] ChatSession *load(int row);
    void follow(ChatSession *session);
    void takeMessages(const ChatSession *session);
    void takePhase(const ChatSession *session);
    void takeError(const ChatSession *session);
    void takeTitle(int row);
    void moveToTop(int row);
    void tellOf(int row, const QList<int> &roles);
    void saveSoon(int row);
    void saveWithin(std::chrono::milliseconds delay, int row);
    void saveAll();
    [[nodiscard]] QString save(int row);
    [[nodiscard]] static bool hasContent(const Entry &entry);
    void writeIndex();
    void use(ChatSession *session);
    void letGo();
    [[nodiscard]] bool isIdle(const ChatSession *session) const;
    void tellOnce(const QString &place, const QString &reason);
    void tellOfStart(const QStringList &problems, const QString &lockFault);
    void tellOfFiles(const QStringList &problems);

    ConversationFolder m_folder;
    QList<Entry> m_entries;
    QList<ChatSession *> m_used; // the latest first
    QPointer<ChatSession> m_shown;
    QSet<QString> m_toldReasons;
    QTimer m_saving;
    QTimer m_lettingGo;
};

#endif
