// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatmarkdownmodel_p.h"

#include "chatmarkdowntext_p.h"

#include <QtCore/qcoreevent.h>

/*!
    \class ChatMarkdownModel
    \inmodule SseQt
    \inheaderfile SseQt/ChatMarkdownModel
    \brief A list model of the blocks of a text in Markdown that may still be growing.

    A view draws a row for each block: what Qt's rich text can draw as HTML, code apart from it, so
    that it can be copied:

    \code
    ChatMarkdownModel model;
    model.setPart(part); // grows with the answer
    \endcode

    Or without a part, by append() and finish().

    Rows at the top are finished: what follows does not change them. Only the end is parsed again
   when text comes, so that the ten thousandth word costs what the first did. One thing changes a
   finished block: the definition of a link that it names, which often stands at the end of a text.

    It reads CommonMark with the tables, task lists, strikethrough and bare addresses of GitHub's
    Markdown. No row is larger than a few thousand characters: longer blocks are continued in
   further rows, lists at items, tables at rows with their head repeated, code at lines, paragraphs
   at spaces, and words without a space between characters. What is rendered follows from the text
   alone, not from the fragments in which it came.

    \section1 Text that nobody vouches for

    All of the text is shown, and nothing else happens: raw HTML is text, and images are links with
    their description as text, so that nothing is loaded. Links lead to addresses of the schemes
    \c http, \c https and \c mailto; others are text. Control characters, and those that change the
    direction of the text after them, are shown as U+FFFD. Whatever the text, a turn of the event
   loop is not held up: much text that comes at once is taken in over several turns, during which
   the model is \l busy.

    \since 0.1
    \sa ChatPart
*/

/*!
    \enum ChatMarkdownModel::Kind

    What a row is.

    \value Text a paragraph, a heading, a list, or some of these in a quote, in HTML
    \value Code a block of code, as text
    \value Table a table, in HTML
    \value Rule a line across
*/

/*!
    \enum ChatMarkdownModel::BlockRole

    Roles of a row, in QML by the names that are given here. \c display is the text as it may be
    shown.

    \value KindRole \c kind: a Kind
    \value HtmlRole \c html: what rich text of Qt draws; empty for code and rules
    \value TextRole \c text: code as it came, its lines ending in line feeds; of others their text
    \value LanguageRole \c language: the first word behind the fence of code
    \value FinishedRole \c finished: whether no more text is to come that could change the row
    \value ContinuesRole \c continues: whether it goes on with the block of the row before
    \value IndentRole \c indent: in so many lists, with the marks in rows before
    \value QuoteRole \c quote: in so many quotes
*/

/*!
    Constructs an empty model with \a parent.
*/
ChatMarkdownModel::ChatMarkdownModel(QObject *parent)
    : QAbstractListModel(parent)
    , d(std::make_unique<ChatMarkdownModelPrivate>(this))
{ }

ChatMarkdownModel::~ChatMarkdownModel() = default;

/*!
    \property ChatMarkdownModel::part
    \brief the part of a message whose text it follows as that grows; none by default.

    The part is not owned. When it is destroyed, the model is empty.
*/
ChatPart *ChatMarkdownModel::part() const
{
    return d->part;
}

void ChatMarkdownModel::setPart(ChatPart *part)
{
    if (d->part == part)
        return;
    if (d->part)
        d->part->disconnect(this);
    d->part = part;
    d->follow();
}

/*!
    \property ChatMarkdownModel::text
    \brief the text, in Markdown; that of the part when there is one.

    Setting it makes it whole: as after finish(), no more is expected. It releases the part. Where
   the new text begins with the old, rows that are finished stay.
*/
QString ChatMarkdownModel::text() const
{
    return d->part ? d->part->text() : d->text;
}

void ChatMarkdownModel::setText(const QString &text)
{
    const QPointer<ChatMarkdownModel> self(this);
    if (d->part) {
        setPart(nullptr);
        if (!self)
            return;
    }
    const bool isNew = d->text != text;
    if (isNew && !text.startsWith(d->text))
        d->clear();
    if (!self)
        return;
    if (isNew)
        d->take(text.mid(d->text.size()), true);
    else
        d->complete();
}

/*!
    Adds \a fragment to the text. It may be cut anywhere, also in the middle of a character.

    Not for the text of a part, which grows by itself.
*/
void ChatMarkdownModel::append(const QString &fragment)
{
    if (!d->part && !fragment.isEmpty())
        d->take(fragment, false);
}

/*!
    Says that the text is whole. Until then, marks at its end are held back of which nobody can tell
    yet what they begin. More may be appended nevertheless.
*/
void ChatMarkdownModel::finish()
{
    if (!d->part)
        d->complete();
}

/*!
    \property ChatMarkdownModel::count
    \brief the number of rows.
*/
int ChatMarkdownModel::count() const
{
    return int(d->rows.size());
}

/*!
    \property ChatMarkdownModel::busy
    \brief whether text has come that is not taken in yet.
*/
bool ChatMarkdownModel::isBusy() const
{
    return d->isBusy();
}

/*!
    Returns the whole of the block of code that \a row belongs to, also where it is continued in
    further rows, as it came and without the last line feed. Empty when the row has no code.
*/
QString ChatMarkdownModel::codeAt(int row) const
{
    const auto &rows = d->rows;
    if (row < 0 || row >= rows.size() || rows[row].kind != Kind::Code)
        return {};
    qsizetype first = row;
    while (first > 0 && rows[first].continues && rows[first - 1].kind == Kind::Code)
        --first;
    QString code = rows[first].text;
    for (qsizetype i = first + 1; i < rows.size(); ++i) {
        if (rows[i].kind != Kind::Code || !rows[i].continues)
            break;
        if (!rows[i].continuesLine)
            code += u'\n';
        code += rows[i].text;
    }
    return code;
}

int ChatMarkdownModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant ChatMarkdownModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= count())
        return {};
    const ChatMarkdownRow &row = d->rows[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return ChatMarkdownText::shown(row.text);
    case KindRole:
        return QVariant::fromValue(row.kind);
    case HtmlRole:
        return row.html;
    case TextRole:
        return row.text;
    case LanguageRole:
        return ChatMarkdownText::shown(row.language);
    case FinishedRole:
        return row.isFinished;
    case ContinuesRole:
        return row.continues;
    case IndentRole:
        return row.indent;
    case QuoteRole:
        return row.quote;
    default:
        return {};
    }
}

QHash<int, QByteArray> ChatMarkdownModel::roleNames() const
{
    return {
        { Qt::DisplayRole, "display" }, { KindRole, "kind" },         { HtmlRole, "html" },
        { TextRole, "text" },           { LanguageRole, "language" }, { FinishedRole, "finished" },
        { ContinuesRole, "continues" }, { IndentRole, "indent" },     { QuoteRole, "quote" },
    };
}

void ChatMarkdownModel::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == d->timer.timerId())
        d->goOn();
    else
        QAbstractListModel::timerEvent(event);
}
