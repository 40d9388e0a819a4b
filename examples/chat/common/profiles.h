// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef PROFILES_H
#define PROFILES_H

#include "profile.h"

#include <SseQt/ChatSession>

#include <QtCore/QAbstractListModel>
#include <QtCore/QHash>

#include <memory>

QT_FORWARD_DECLARE_CLASS(QSettings)

// The services that one can talk to, kept in the settings. Keys are in the environment, or typed
// for this run; they are never saved, and a window can only ask to have them sent.
class Profiles : public QAbstractListModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Profiles)
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(int current READ current WRITE setCurrent NOTIFY currentChanged)
    // Of the current one.
    Q_PROPERTY(QString name READ name NOTIFY currentChanged)
    Q_PROPERTY(QString model READ model NOTIFY currentChanged)
    Q_PROPERTY(QString host READ host NOTIFY currentChanged)
    Q_PROPERTY(bool isDemo READ isDemo NOTIFY currentChanged)
    Q_PROPERTY(QString warning READ warning NOTIFY currentChanged)
    Q_PROPERTY(QStringList formatNames READ formatNames CONSTANT)
public:
    enum Role {
        NameRole = Qt::UserRole + 1, // "name"
        HostRole, // "host"
        ModelRole, // "model"
        KeyRole, // "key": where it comes from, for people
        EditableRole, // "editable"
    };
    Q_ENUM(Role)

    explicit Profiles(std::unique_ptr<QSettings> settings, QObject *parent = nullptr);
    ~Profiles() override;

    // The demo server's, which is the first, and the current one if no other was.
    void setDemo(const QUrl &endpoint, const QString &model);
    // Adds one for this run, and makes it the current one.
    void use(const Profile &profile);
    // Makes it the current one for this run, with another model unless that is empty.
    void use(int row, const QString &model);

    [[nodiscard]] int count() const { return int(m_profiles.size()); }
    [[nodiscard]] int current() const { return m_current; }
    void setCurrent(int row);
    [[nodiscard]] int indexOf(const QString &name) const; // in any case; -1 if there is none
    [[nodiscard]] QStringList names() const;

    [[nodiscard]] const Profile &profile(int row) const { return m_profiles.at(row); }
    [[nodiscard]] QString name() const;
    [[nodiscard]] QString model() const;
    [[nodiscard]] QString host() const;
    [[nodiscard]] bool isDemo() const;
    [[nodiscard]] QString warning() const;
    [[nodiscard]] QStringList formatNames() const { return Profile::formatNames(); }

    // For a form: name, format, endpoint, model and keyVariable.
    [[nodiscard]] Q_INVOKABLE QVariantMap values(int row) const;
    // What is wrong with what a form has for the profile in that row, -1 for a new one.
    [[nodiscard]] Q_INVOKABLE QVariantMap problems(const QVariantMap &values, int row) const;
    // Returns its row, or -1 if something is wrong.
    Q_INVOKABLE int store(const QVariantMap &values, int row);
    Q_INVOKABLE bool remove(int row);
    // For this run.
    Q_INVOKABLE void setKey(int row, const QString &key);
    [[nodiscard]] Q_INVOKABLE bool hasTypedKey(int row) const;
    // Lets the session talk to the current service. It asks for the key when it needs one.
    Q_INVOKABLE void applyTo(ChatSession *session);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void countChanged();
    // Also when what it is has changed.
    void currentChanged();

private:
    void load();
    void save();
    void insert(int row, Profile profile);
    [[nodiscard]] QString key(int id) const;
    [[nodiscard]] QString keyState(const Profile &profile) const;
    [[nodiscard]] const Profile *currentProfile() const;
    [[nodiscard]] const Profile *byId(int id) const;

    const std::unique_ptr<QSettings> m_settings;
    QList<Profile> m_profiles;
    QHash<int, QString> m_keys; // typed, by the profile's id
    int m_current = -1;
    int m_lastId = 0;
    QString m_wanted; // the current one of the last run
};

#endif
