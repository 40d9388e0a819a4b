// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "conversations.h"

#include "conversationtitle.h"

#include <algorithm>
#include <memory>
#include <utility>

using namespace Qt::StringLiterals;

Conversations::Conversations(const QString &folder, QObject *parent)
    : QAbstractListModel(parent)
    , m_folder(folder)
{
    m_saving.setSingleShot(true);
    m_lettingGo.setSingleShot(true);
    connect(&m_saving, &QTimer::timeout, this, &Conversations::saveAll);
    connect(&m_lettingGo, &QTimer::timeout, this, &Conversations::letGo);
    QStringList problems;
    const QList<ConversationHead> heads = m_folder.list(&problems);
    for (const ConversationHead &head : heads)
        m_entries.append({ head, {}, nullptr, false, false });
    const QString lockFault = m_folder.lockFault();
    // Nobody listens yet.
    QMetaObject::invokeMethod(
        this, [this, problems, lockFault] { tellOfStart(problems, lockFault); },
        Qt::QueuedConnection);
}

Conversations::~Conversations()
{
    // Whoever listens may be half destroyed.
    blockSignals(true);
    flush();
    for (ChatSession *const session : std::as_const(m_used))
        session->disconnect(this);
}

int Conversations::create()
{
    const auto isUnused = [](const Entry &entry) {
        return entry.head.fileName.isEmpty() && !hasContent(entry);
    };
    const auto unused = std::find_if(m_entries.begin(), m_entries.end(), isUnused);
    if (unused != m_entries.end()) {
        unused->head.updated = QDateTime::currentDateTimeUtc();
        moveToTop(int(unused - m_entries.begin()));
        return 0;
    }
    Entry entry;
    entry.head.updated = QDateTime::currentDateTimeUtc();
    beginInsertRows({}, 0, 0);
    m_entries.prepend(entry);
    endInsertRows();
    return 0;
}

ChatSession *Conversations::session(int row)
{
    if (!isRow(row))
        return nullptr;
    const QPointer<ChatSession> session =
        m_entries.at(row).session ? m_entries.at(row).session : load(row);
    if (session)
        use(session);
    return session;
}

ChatSession *Conversations::load(int row)
{
    Entry &entry = m_entries[row];
    auto session = std::make_unique<ChatSession>();
    if (!entry.head.fileName.isEmpty()) {
        QJsonObject conversation;
        QString fault = m_folder.read(&entry.head, &conversation);
        if (fault.isEmpty()) {
            fault = session->messages()->fromJson(conversation);
            if (!fault.isEmpty())
                fault = tr("Cannot read \"%1\": %2").arg(m_folder.placeOf(entry.head), fault);
        }
        if (!fault.isEmpty()) {
            tellOfFiles({ fault });
            return nullptr;
        }
        entry.draft = conversation.value("draft"_L1).toString();
    }
    entry.session = session.get();
    session->setParent(this);
    follow(session.get());
    const QPointer<ChatSession> made = session.release();
    Q_EMIT sessionCreated(made);
    return made;
}

void Conversations::follow(ChatSession *session)
{
    connect(session, &ChatSession::phaseChanged, this, [this, session] { takePhase(session); });
    connect(session, &ChatSession::errorChanged, this, [this, session] { takeError(session); });
    const auto takeRows = [this, session] { takeMessages(session); };
    connect(session->messages(), &ChatModel::rowsInserted, this, takeRows);
    connect(session->messages(), &ChatModel::rowsRemoved, this, takeRows);
    connect(session->messages(), &ChatModel::replaced, this, takeRows);
}

int Conversations::rowOf(const ChatSession *session) const
{
    for (int row = 0; session && row < rowCount(); ++row) {
        if (m_entries.at(row).session == session)
            return row;
    }
    return -1;
}

// A question was asked, asked again in other words, or removed.
void Conversations::takeMessages(const ChatSession *session)
{
    const int row = rowOf(session);
    if (row < 0)
        return;
    m_entries[row].head.updated = QDateTime::currentDateTimeUtc();
    takeTitle(row);
    saveSoon(row);
    moveToTop(row);
}

void Conversations::takePhase(const ChatSession *session)
{
    const int row = rowOf(session);
    if (row < 0 || m_entries.at(row).isBusy == session->isBusy())
        return;
    Entry &entry = m_entries[row];
    entry.isBusy = session->isBusy();
    if (entry.isBusy) {
        tellOf(row, { BusyRole });
        return;
    }
    entry.head.updated = QDateTime::currentDateTimeUtc();
    entry.head.isUnread = session != m_shown;
    m_lettingGo.start(0);
    saveSoon(row);
    tellOf(row, { BusyRole, UnreadRole, UpdatedRole });
    moveToTop(rowOf(session));
}

void Conversations::takeError(const ChatSession *session)
{
    const int row = rowOf(session);
    const bool hasFailed = session->error().isError();
    if (row < 0 || std::exchange(m_entries[row].head.hasFailed, hasFailed) == hasFailed)
        return;
    saveSoon(row);
    tellOf(row, { FailedRole });
}

void Conversations::takeTitle(int row)
{
    const Entry &entry = m_entries.at(row);
    if (!entry.head.isRenamed && entry.session)
        m_entries[row].head.title = ConversationTitle::of(entry.session->messages());
    tellOf(row, { TitleRole, Qt::DisplayRole, Qt::EditRole, UpdatedRole });
}

void Conversations::moveToTop(int row)
{
    if (row <= 0)
        return;
    beginMoveRows({}, row, row, {}, 0);
    m_entries.move(row, 0);
    endMoveRows();
}

void Conversations::tellOf(int row, const QList<int> &roles)
{
    Q_EMIT dataChanged(index(row), index(row), roles);
}

void Conversations::setShown(ChatSession *session)
{
    m_shown = session;
    const int row = rowOf(session);
    if (row < 0)
        return;
    use(session);
    if (!std::exchange(m_entries[row].head.isUnread, false))
        return;
    saveSoon(row);
    tellOf(row, { UnreadRole });
}

ChatSession *Conversations::shown() const
{
    return m_shown;
}

QString Conversations::title(int row) const
{
    if (!isRow(row))
        return {};
    const QString &title = m_entries.at(row).head.title;
    return title.isEmpty() ? tr("New conversation") : title;
}

void Conversations::rename(int row, const QString &title)
{
    const QString line = ConversationTitle::ofName(title);
    if (!isRow(row) || line == this->title(row))
        return;
    ConversationHead &head = m_entries[row].head;
    head.isRenamed = !line.isEmpty();
    if (head.isRenamed)
        head.title = line;
    saveSoon(row);
    takeTitle(row);
}

bool Conversations::remove(int row)
{
    if (!isRow(row))
        return false;
    const QString fault = m_folder.remove(m_entries.at(row).head);
    if (!fault.isEmpty()) {
        Q_EMIT problemOccurred(
            tr("Cannot delete \"%1\": %2.").arg(m_folder.placeOf(m_entries.at(row).head), fault));
        return false;
    }
    const QPointer<ChatSession> session = m_entries.at(row).session;
    if (session) {
        session->disconnect(this);
        session->messages()->disconnect(this);
        m_used.removeOne(session);
    }
    beginRemoveRows({}, row, row);
    m_entries.removeAt(row);
    endRemoveRows();
    if (session) {
        session->stop();
        session->deleteLater();
    }
    return true;
}

int Conversations::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

QVariant Conversations::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Entry &entry = m_entries.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
    case TitleRole:
        return title(index.row());
    case UpdatedRole:
        return entry.head.updated;
    case BusyRole:
        return entry.isBusy;
    case UnreadRole:
        return entry.head.isUnread;
    case FailedRole:
        return entry.head.hasFailed;
    default:
        return {};
    }
}

bool Conversations::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    rename(index.row(), value.toString());
    return true;
}

Qt::ItemFlags Conversations::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractListModel::flags(index);
    return index.isValid() ? flags | Qt::ItemIsEditable : flags;
}

QHash<int, QByteArray> Conversations::roleNames() const
{
    return { { TitleRole, "title" },
             { UpdatedRole, "updated" },
             { BusyRole, "busy" },
             { UnreadRole, "unread" },
             { FailedRole, "failed" } };
}
