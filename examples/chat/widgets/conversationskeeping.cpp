// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// What is written, when, and which sessions stay in memory.

#include "conversations.h"

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto SavingDelay = 500ms; // for what changes together
// Should the program crash:
constexpr auto DraftDelay = 3s; // for what is being typed
constexpr auto BusyDelay = 10s; // for what has come of an answer
constexpr auto RetryDelay = 30s; // after something could not be written
constexpr int MaximumProblems = 5;

} // namespace

void Conversations::flush()
{
    const QPointer<Conversations> self(this);
    saveAll();
    if (self)
        writeIndex();
}

bool Conversations::isWritten() const
{
    return std::none_of(m_entries.cbegin(), m_entries.cend(),
                        [](const Entry &entry) { return entry.isUnsaved; });
}

void Conversations::writeIndex()
{
    QList<ConversationHead> heads;
    for (const Entry &entry : std::as_const(m_entries))
        heads.append(entry.head);
    m_folder.writeIndex(heads);
}

void Conversations::saveSoon(int row)
{
    saveWithin(SavingDelay, row);
}

void Conversations::saveWithin(std::chrono::milliseconds delay, int row)
{
    m_entries[row].isUnsaved = true;
    if (!m_saving.isActive() || m_saving.remainingTimeAsDuration() > delay)
        m_saving.start(delay);
}

QString Conversations::draft(const ChatSession *session) const
{
    const int row = rowOf(session);
    return row < 0 ? QString() : m_entries.at(row).draft;
}

// Written while it is typed, but not at each key.
void Conversations::setDraft(const ChatSession *session, const QString &text)
{
    const int row = rowOf(session);
    if (row < 0 || m_entries.at(row).draft == text)
        return;
    m_entries[row].draft = text;
    saveWithin(DraftDelay, row);
}

void Conversations::saveAll()
{
    m_saving.stop();
    // Told before the loop, whose rows it could change.
    const QList<ChatSession *> used = m_used;
    for (ChatSession *const session : used) {
        if (m_used.contains(session))
            session->messages()->flush();
    }
    QList<std::pair<QString, QString>> faults;
    bool isWritten = false;
    bool isBusy = false;
    for (int row = 0; row < rowCount(); ++row) {
        isBusy = isBusy || m_entries.at(row).isBusy;
        if (!m_entries.at(row).isUnsaved && !m_entries.at(row).isBusy)
            continue;
        const QString fault = save(row);
        if (fault.isEmpty())
            isWritten = true;
        else
            faults.append({ m_folder.placeOf(m_entries.at(row).head), fault });
    }
    if (faults.isEmpty() && isWritten)
        m_toldReasons.clear();
    if (!faults.isEmpty())
        m_saving.start(RetryDelay);
    else if (isBusy)
        m_saving.start(BusyDelay);
    const QPointer<Conversations> self(this);
    for (auto fault = faults.cbegin(); self && fault != faults.cend(); ++fault)
        tellOnce(fault->first, fault->second);
}

// Returns why it was not written, or nothing. One with nothing in it has no file.
QString Conversations::save(int row)
{
    Entry &entry = m_entries[row];
    const bool isNew = entry.head.fileName.isEmpty();
    QJsonObject conversation;
    if (entry.session || isNew) {
        conversation = entry.session ? entry.session->messages()->toJson() : ChatModel().toJson();
        if (!entry.draft.isEmpty())
            conversation.insert(u"draft"_s, entry.draft);
        entry.isUnsaved = false;
        if (!hasContent(entry)) {
            const QString fault =
                m_folder.isOurs(entry.head) ? m_folder.remove(entry.head) : QString();
            if (fault.isEmpty())
                entry.head.fileName.clear();
            return fault;
        }
    } else if (const QString fault = m_folder.read(&entry.head, &conversation); !fault.isEmpty()) {
        return fault;
    }
    const QString fault = m_folder.write(&entry.head, conversation);
    entry.isUnsaved = !fault.isEmpty();
    return fault;
}

// Something that somebody has written.
bool Conversations::hasContent(const Entry &entry)
{
    return (entry.session && entry.session->messages()->count() > 0)
        || !entry.draft.trimmed().isEmpty() || entry.head.isRenamed;
}

void Conversations::use(ChatSession *session)
{
    m_used.removeOne(session);
    m_used.prepend(session);
    // Not now: whoever has asked for one may still hold another.
    m_lettingGo.start(0);
}

void Conversations::letGo()
{
    int idle = 0;
    const QList<ChatSession *> used = m_used;
    for (ChatSession *const session : used) {
        const int row = rowOf(session);
        if (row < 0 || !isIdle(session) || ++idle <= MaximumIdle)
            continue;
        if (m_entries.at(row).isUnsaved && !save(row).isEmpty())
            continue; // it is nowhere else
        m_entries[row].session = nullptr;
        m_used.removeOne(session);
        delete session;
    }
}

bool Conversations::isIdle(const ChatSession *session) const
{
    return session != m_shown && !session->isBusy() && !session->isRetryScheduled();
}

void Conversations::tellOnce(const QString &place, const QString &reason)
{
    if (m_toldReasons.contains(reason))
        return;
    m_toldReasons.insert(reason);
    Q_EMIT problemOccurred(tr("Cannot write \"%1\": %2. What is new stays in memory, and is "
                              "written as soon as that is possible.")
                               .arg(place, reason));
}

// Nobody shall write for an hour before it is told that nothing is kept.
void Conversations::tellOfStart(const QStringList &problems, const QString &lockFault)
{
    if (m_folder.filesRead() > 0)
        writeIndex();
    const QPointer<Conversations> self(this);
    tellOfFiles(problems);
    if (self && !lockFault.isEmpty())
        tellOnce(m_folder.placeOf({}), lockFault);
}

void Conversations::tellOfFiles(const QStringList &problems)
{
    if (problems.isEmpty())
        return;
    QString text = QStringList(problems.mid(0, MaximumProblems)).join(u'\n');
    if (problems.size() > MaximumProblems)
        text += u'\n' + tr("and %n more", nullptr, int(problems.size()) - MaximumProblems);
    text += u'\n'
        + tr("What cannot be read is left as it is. Mend it, or move it out of the folder, and "
             "start again.");
    Q_EMIT problemOccurred(text);
}
