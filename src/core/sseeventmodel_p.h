// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSEEVENTMODEL_P_H
#define SSEQT_SSEEVENTMODEL_P_H

#include "sseeventmodel.h"
#include "ssejsonpath_p.h"
#include "ssesourcelink_p.h"
#include "sseupdatepacer_p.h"

#include <deque>
#include <variant>

class SseJsonLine;

class SseEventModelPrivate
{
    Q_DISABLE_COPY_MOVE(SseEventModelPrivate)
public:
    // What happened to the connection, in words and as it is saved.
    struct Note
    {
        QString text;
        QByteArray line;
        SseError error;
    };
    struct Row
    {
        SseEventModel::Kind kind;
        qint64 received; // milliseconds since the epoch
        quint64 number; // counts all that the model took, from 1
        std::variant<SseEvent, Note> content;

        [[nodiscard]] const SseEvent *event() const { return std::get_if<SseEvent>(&content); }
        [[nodiscard]] const Note *note() const { return std::get_if<Note>(&content); }
        [[nodiscard]] qsizetype size() const;
        [[nodiscard]] QString text() const;
        [[nodiscard]] QString summary() const;
        [[nodiscard]] QString prettyText() const;
    };
    // A JSON field that is a role.
    struct Field
    {
        QString name;
        SseJsonPath path;
    };
    // Rows in the order of their arrival, and what they take.
    struct Rows
    {
        std::deque<Row> list;
        qsizetype size = 0;

        [[nodiscard]] int count() const { return int(list.size()); }
        void append(Row &&row);
        void removeOldest(int count);
        void clear();
    };

    explicit SseEventModelPrivate(SseEventModel *model);

    // Those that every model has, by number and name.
    [[nodiscard]] static const QList<QPair<int, QByteArray>> &builtInRoles();

    void listen();
    void takeEvent(const SseEvent &event);
    void takeComment(const QString &text);
    void takeRetry(int milliseconds);
    void takeOpening();
    void takeError(const SseError &error);
    void takeClosing(SseSource::CloseReason reason);
    void takeNote(SseEventModel::Kind kind, const QString &text, const SseJsonLine &line,
                  const SseError &error = {});
    void take(SseEventModel::Kind kind, std::variant<SseEvent, Note> &&content);
    void update();
    void showWaiting();
    void limitShown();
    void announceCounts();

    [[nodiscard]] bool fits(qsizetype count, qsizetype size) const
    {
        return count <= maximumCount && size <= maximumSize;
    }
    // How many of the oldest rows have to go, so that \a others and the rest fit.
    [[nodiscard]] int excess(const Rows &others) const;
    // Whether it lives on.
    [[nodiscard]] bool removeOldest(int count);
    [[nodiscard]] const Row *rowAt(int row) const;
    [[nodiscard]] QVariant value(const Row &row, int role) const;
    [[nodiscard]] QVariant displayedValue(const Row &row, int role) const;
    [[nodiscard]] QVariant eventValue(const SseEvent &event, quint64 number, int role) const;
    [[nodiscard]] QJsonValue json(const SseEvent &event, quint64 number) const;
    [[nodiscard]] int roleOf(const QString &name) const;
    void findColumns();

    // Views are told before a change and after it. Whoever calls for another one in between is
    // served when this one is over. Returns whether that is so.
    template<typename Call>
    [[nodiscard]] bool putsOff(Call call)
    {
        if (m_isChanging)
            QMetaObject::invokeMethod(q, call, Qt::QueuedConnection);
        return m_isChanging;
    }

    // Changes all that views know. Returns whether the model lives on.
    template<typename Change>
    [[nodiscard]] bool reset(Change change)
    {
        const QPointer<SseEventModel> self(q);
        m_isChanging = true;
        q->beginResetModel();
        change();
        m_isChanging = false;
        q->endResetModel();
        return !self.isNull();
    }

    SseEventModel *const q;
    SseSourceLink link;
    QStringList types;
    QList<QByteArray> typesUtf8;
    SseEventModel::Contents contents = SseEventModel::Events;
    QVariantMap roles;
    QList<Field> fields;
    QStringList columns;
    QList<int> columnRoles;
    SseEventModel::Order order = SseEventModel::Order::NewestLast;
    int maximumCount = 1000;
    int maximumSize = 16 * 1024 * 1024;
    bool isPaused = false;

    Rows shown;
    Rows waiting; // for the next frame, or until the model is no longer paused

private:
    QList<QMetaObject::Connection> m_connections;
    SseUpdatePacer m_pacer;
    bool m_isChanging = false;
    quint64 m_lastNumber = 0;
    int m_announcedCount = 0;
    int m_announcedHeldCount = 0;
    // A view asks for one role of a row after the other.
    mutable quint64 m_readNumber = 0;
    mutable QJsonValue m_readJson;
};

#endif
