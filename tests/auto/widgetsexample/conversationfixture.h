// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef CONVERSATIONFIXTURE_H
#define CONVERSATIONFIXTURE_H

#include "chatservice.h"

#include <QtCore/qobject.h>
#include <QtCore/qtemporarydir.h>
#include <QtTest/qsignalspy.h>

#include <memory>

// Conversations in a folder, which can be started again, and a look at their files.
class ConversationFixture : public QObject
{
protected:
    void prepare();
    void tidy();
    void start();
    void stop();

    // Null where it failed.
    ChatSession *askInNew(const QString &question, const QByteArray &answer);
    [[nodiscard]] QStringList titles() const;
    [[nodiscard]] QStringList problems() const; // that were told

    [[nodiscard]] QString path(const QString &fileName) const;
    [[nodiscard]] QStringList files() const;
    [[nodiscard]] QByteArray read(const QString &fileName) const;
    void write(const QString &fileName, const QByteArray &bytes) const;
    // What ChatModel::save() writes.
    static QByteArray conversation(const QString &question);

    std::unique_ptr<QTemporaryDir> folder;
    std::unique_ptr<ChatService> service;
    std::unique_ptr<Conversations> conversations;
    std::unique_ptr<QSignalSpy> told;
};

#endif
