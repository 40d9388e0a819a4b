// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_CHATMODELJSON_P_H
#define SSEQT_CHATMODELJSON_P_H

#include "chatmodel.h"

#include <QtCore/qjsonarray.h>
#include <QtCore/qjsonobject.h>
#include <QtCore/qlist.h>

#include <memory>
#include <vector>

// How conversations are written to files. Names of types and states are stable; what a version does
// not know is not read by guessing.
class ChatModelJson
{
public:
    static constexpr int Version = 1;
    static constexpr qint64 MaximumFileSize = 64 * 1024 * 1024;

    [[nodiscard]] static QJsonObject write(const QList<ChatMessage *> &messages);

    // Messages with \a parent, or none and what is wrong.
    explicit ChatModelJson(QObject *parent)
        : m_parent(parent)
    { }
    [[nodiscard]] QString read(const QJsonObject &conversation);
    [[nodiscard]] QList<ChatMessage *> takeMessages();

private:
    [[nodiscard]] static QJsonObject write(const ChatMessage *message);
    [[nodiscard]] static QJsonObject write(const ChatPart *part);
    static void writeCall(const ChatPart *part, QJsonObject &object);

    [[nodiscard]] bool readMessage(const QJsonObject &object);
    [[nodiscard]] bool readPart(ChatMessage *message, const QJsonObject &object);
    [[nodiscard]] bool readCall(ChatMessage *message, ChatPart *part, const QJsonObject &object);
    [[nodiscard]] ChatUsage readUsage(const QJsonObject &message);
    [[nodiscard]] ChatError readError(const QJsonObject &part);

    // Members by their type; what is not there has the default, and what is of another type is a
    // fault.
    [[nodiscard]] QString readText(const QJsonObject &object, const QString &key);
    [[nodiscard]] int readNumber(const QJsonObject &object, const QString &key, int otherwise);
    [[nodiscard]] bool readBool(const QJsonObject &object, const QString &key);
    [[nodiscard]] QJsonObject readObject(const QJsonObject &object, const QString &key);
    [[nodiscard]] QJsonArray readArray(const QJsonObject &object, const QString &key);
    [[nodiscard]] QJsonValue member(const QJsonObject &object, const QString &key,
                                    QJsonValue::Type type, const char *typeName);
    template<typename Enum>
    [[nodiscard]] Enum readName(const QJsonObject &object, const QString &key, Enum otherwise);
    void fault(const QString &key, const QString &what);

    QObject *const m_parent;
    std::vector<std::unique_ptr<ChatMessage>> m_messages;
    QString m_place; // of what is being read, as in messages[2].parts[0]
    QString m_fault;
};

#endif
