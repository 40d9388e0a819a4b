// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "profiles.h"

#include <QtCore/QPointer>
#include <QtCore/QSettings>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

// What belongs to one service does not go to another.
bool isSameOrigin(const QUrl &one, const QUrl &other)
{
    const auto port = [](const QUrl &url) {
        return url.port(url.scheme() == "https"_L1 ? 443 : 80);
    };
    return one.scheme() == other.scheme() && one.host() == other.host() && port(one) == port(other);
}

} // namespace

Profiles::Profiles(std::unique_ptr<QSettings> settings, QObject *parent)
    : QAbstractListModel(parent)
    , m_settings(std::move(settings))
{
    load();
}

Profiles::~Profiles() = default;

void Profiles::load()
{
    QList<Profile> found;
    const int size = m_settings->beginReadArray(u"profiles"_s);
    for (int i = 0; i < size; ++i) {
        m_settings->setArrayIndex(i);
        QVariantMap values;
        for (const QString &field : { u"name"_s, u"endpoint"_s, u"model"_s, u"keyVariable"_s })
            values.insert(field, m_settings->value(field));
        Profile profile = Profile::fromMap(values);
        const auto format = Profile::formatFromKey(m_settings->value(u"format"_s).toString());
        if (!format)
            continue;
        profile.format = *format;
        // Settings are a file that anyone may have written.
        if (profile.problems().isEmpty())
            found.append(profile);
    }
    m_settings->endArray();
    if (!m_settings->contains(u"profiles/size"_s))
        found = Profile::builtIns();
    for (const Profile &profile : std::as_const(found)) {
        if (indexOf(profile.name) < 0)
            insert(count(), profile);
    }
    m_wanted = m_settings->value(u"current"_s).toString();
    if (!m_profiles.isEmpty())
        m_current = std::max(0, indexOf(m_wanted));
}

void Profiles::save()
{
    m_settings->remove(u"profiles"_s);
    m_settings->beginWriteArray(u"profiles"_s);
    int written = 0;
    for (const Profile &profile : std::as_const(m_profiles)) {
        if (profile.kind != Profile::Kind::Saved)
            continue;
        m_settings->setArrayIndex(written++);
        m_settings->setValue(u"name"_s, profile.name);
        m_settings->setValue(u"format"_s, Profile::formatKeys().at(int(profile.format)));
        m_settings->setValue(u"endpoint"_s, profile.endpoint);
        m_settings->setValue(u"model"_s, profile.model);
        m_settings->setValue(u"keyVariable"_s, profile.keyVariable);
    }
    m_settings->endArray();
    m_settings->setValue(u"profiles/size"_s, written); // also when there are none
}

void Profiles::insert(int row, Profile profile)
{
    profile.id = ++m_lastId;
    beginInsertRows({}, row, row);
    m_profiles.insert(row, profile);
    if (m_current >= row)
        ++m_current;
    endInsertRows();
    Q_EMIT countChanged();
}

void Profiles::setDemo(const QUrl &endpoint, const QString &model)
{
    Profile profile;
    profile.kind = Profile::Kind::Demo;
    profile.name = tr("Demo server");
    profile.endpoint = endpoint.toString();
    profile.model = model;
    insert(0, profile);
    m_current = std::max(0, indexOf(m_wanted));
    Q_EMIT currentChanged();
}

void Profiles::use(const Profile &profile)
{
    const int row = count();
    insert(row, profile);
    m_current = row;
    Q_EMIT currentChanged();
}

void Profiles::use(int row, const QString &model)
{
    if (row < 0 || row >= count())
        return;
    m_current = row;
    m_profiles[row].modelOfRun = model;
    Q_EMIT dataChanged(index(row), index(row));
    Q_EMIT currentChanged();
}

void Profiles::setCurrent(int row)
{
    if (row == m_current || row < 0 || row >= count())
        return;
    m_current = row;
    const Profile &profile = m_profiles.at(row);
    if (profile.kind != Profile::Kind::CommandLine)
        m_settings->setValue(u"current"_s, profile.name);
    Q_EMIT currentChanged();
}

int Profiles::indexOf(const QString &name) const
{
    for (int row = 0; row < count(); ++row) {
        if (m_profiles.at(row).name.compare(name, Qt::CaseInsensitive) == 0)
            return row;
    }
    return -1;
}

QStringList Profiles::names() const
{
    QStringList list;
    for (const Profile &profile : m_profiles)
        list.append(profile.name);
    return list;
}

const Profile *Profiles::currentProfile() const
{
    return m_current < 0 || m_current >= count() ? nullptr : &m_profiles.at(m_current);
}

const Profile *Profiles::byId(int id) const
{
    const auto found = std::find_if(m_profiles.cbegin(), m_profiles.cend(),
                                    [id](const Profile &profile) { return profile.id == id; });
    return found == m_profiles.cend() ? nullptr : &*found;
}

QString Profiles::name() const
{
    const Profile *const profile = currentProfile();
    return profile ? profile->name : QString();
}

QString Profiles::model() const
{
    const Profile *const profile = currentProfile();
    return profile ? profile->effectiveModel() : QString();
}

QString Profiles::host() const
{
    const Profile *const profile = currentProfile();
    return profile ? profile->host() : QString();
}

bool Profiles::isDemo() const
{
    const Profile *const profile = currentProfile();
    return profile && profile->kind == Profile::Kind::Demo;
}

QString Profiles::warning() const
{
    const Profile *const profile = currentProfile();
    if (!profile || !profile->isExposed() || key(profile->id).isEmpty())
        return {};
    return tr("The key goes to %1 unencrypted").arg(profile->host());
}

QVariantMap Profiles::values(int row) const
{
    return row < 0 || row >= count() ? Profile().toMap() : m_profiles.at(row).toMap();
}

QVariantMap Profiles::problems(const QVariantMap &values, int row) const
{
    const Profile profile = Profile::fromMap(values);
    QVariantMap found = profile.problems();
    const int namesake = indexOf(profile.name);
    if (namesake >= 0 && namesake != row)
        found.insert(u"name"_s, tr("There is a profile of this name already."));
    return found;
}

int Profiles::store(const QVariantMap &values, int row)
{
    if (row >= count() || !problems(values, row).isEmpty())
        return -1;
    Profile profile = Profile::fromMap(values);
    if (row < 0) {
        row = count();
        insert(row, profile);
    } else {
        Profile &old = m_profiles[row];
        if (old.kind == Profile::Kind::Demo)
            return -1;
        const bool isSame = isSameOrigin(old.url(), profile.url());
        if (!isSame)
            m_keys.remove(old.id);
        // A session that is busy goes on with the old one, and may ask for its key once more.
        profile.id = isSame ? old.id : ++m_lastId;
        profile.kind = old.kind;
        old = profile;
        Q_EMIT dataChanged(index(row), index(row));
    }
    save();
    if (row == m_current) {
        if (profile.kind == Profile::Kind::Saved)
            m_settings->setValue(u"current"_s, profile.name);
        Q_EMIT currentChanged();
    }
    return row;
}

bool Profiles::remove(int row)
{
    if (row < 0 || row >= count() || m_profiles.at(row).kind == Profile::Kind::Demo)
        return false;
    beginRemoveRows({}, row, row);
    m_keys.remove(m_profiles.takeAt(row).id);
    const bool wasCurrent = row == m_current;
    if (wasCurrent)
        m_current = m_profiles.isEmpty() ? -1 : 0;
    else if (row < m_current)
        --m_current;
    endRemoveRows();
    save();
    Q_EMIT countChanged();
    Q_EMIT currentChanged();
    return true;
}

void Profiles::setKey(int row, const QString &key)
{
    if (row < 0 || row >= count())
        return;
    const QString clean = key.trimmed();
    const int id = m_profiles.at(row).id;
    if (clean.isEmpty())
        m_keys.remove(id);
    else
        m_keys.insert(id, clean);
    Q_EMIT dataChanged(index(row), index(row), { KeyRole });
    if (row == m_current)
        Q_EMIT currentChanged();
}

bool Profiles::hasTypedKey(int row) const
{
    return row >= 0 && row < count() && m_keys.contains(m_profiles.at(row).id);
}

QString Profiles::key(int id) const
{
    const Profile *const profile = byId(id);
    if (!profile)
        return {};
    const QString typed = m_keys.value(id);
    if (!typed.isEmpty() || profile->keyVariable.isEmpty())
        return typed;
    return qEnvironmentVariable(profile->keyVariable.toUtf8().constData()).trimmed();
}

QString Profiles::keyState(const Profile &profile) const
{
    if (m_keys.contains(profile.id))
        return tr("key typed for this run");
    if (profile.keyVariable.isEmpty())
        return tr("no key");
    return key(profile.id).isEmpty() ? tr("%1 is not set").arg(profile.keyVariable)
                                     : tr("key from %1").arg(profile.keyVariable);
}

void Profiles::applyTo(ChatSession *session)
{
    const Profile *const profile = currentProfile();
    if (!profile || !session)
        return;
    session->setApiKeyHandler({});
    session->setFormat(profile->format);
    session->setEndpoint(profile->url());
    session->setModel(profile->effectiveModel());
    if (key(profile->id).isEmpty() && profile->keyVariable.isEmpty())
        return;
    const QPointer<Profiles> self(this);
    session->setApiKeyHandler(
        [self, id = profile->id, variable = profile->keyVariable](ChatKeyRequest *request) {
            const QString key = self ? self->key(id) : QString();
            if (key.isEmpty())
                request->fail(tr("The environment variable %1 is not set.").arg(variable));
            else
                request->provide(key);
        });
}

int Profiles::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant Profiles::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Profile &profile = m_profiles.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return profile.name;
    case HostRole:
        return profile.kind == Profile::Kind::Demo ? tr("inside this program") : profile.host();
    case ModelRole:
        return profile.effectiveModel();
    case KeyRole:
        return keyState(profile);
    case EditableRole:
        return profile.kind != Profile::Kind::Demo;
    default:
        return {};
    }
}

QHash<int, QByteArray> Profiles::roleNames() const
{
    return { { NameRole, "name" },
             { HostRole, "host" },
             { ModelRole, "model" },
             { KeyRole, "key" },
             { EditableRole, "editable" } };
}
