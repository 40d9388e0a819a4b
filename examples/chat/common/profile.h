// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef PROFILE_H
#define PROFILE_H

#include <SseQt/Chat>

#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QStringList>
#include <QtCore/QUrl>
#include <QtCore/QVariantMap>

#include <optional>

// A service: where it is, what it speaks, and the variable that has its key. Not the key.
struct Profile
{
    enum class Kind {
        Saved,
        Demo, // the program's own server, whose address is another each time
        CommandLine, // for this run
    };

    int id = 0; // of this run
    Kind kind = Kind::Saved;
    QString name;
    Chat::Format format = Chat::Format::OpenAiChat;
    QString endpoint; // as it was typed; "{model}" stands for the model
    QString model;
    QString keyVariable; // empty where no key is needed
    QString modelOfRun; // in place of the model; never saved

    [[nodiscard]] QString effectiveModel() const
    {
        return modelOfRun.isEmpty() ? model : modelOfRun;
    }

    [[nodiscard]] QUrl url() const;
    [[nodiscard]] QString host() const;
    // Whether a key, if there is one, would cross a network that others can listen to.
    [[nodiscard]] bool isExposed() const;

    // What is wrong, by the name of the field; nothing if it can be used.
    [[nodiscard]] QVariantMap problems() const;

    [[nodiscard]] QVariantMap toMap() const;
    [[nodiscard]] static Profile fromMap(const QVariantMap &values);

    // Those that a new user finds.
    [[nodiscard]] static QList<Profile> builtIns();
    // For people, in the order of the enum.
    [[nodiscard]] static QStringList formatNames();
    // For command lines and settings, in the same order.
    [[nodiscard]] static QStringList formatKeys();
    [[nodiscard]] static std::optional<Chat::Format> formatFromKey(const QString &key);
};

#endif
