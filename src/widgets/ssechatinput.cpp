// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssechatinput_p.h"

#include <QtCore/qcoreevent.h>
#include <QtCore/qpointer.h>
#include <QtGui/qevent.h>
#include <QtGui/qtextlayout.h>
#include <QtWidgets/qboxlayout.h>
#include <QtWidgets/qstyle.h>
#include <QtWidgets/qtoolbutton.h>

#include <algorithm>
#include <cmath>

namespace {

constexpr qsizetype MaximumHistory = 100;

} // namespace

/*!
    \class SseChatInput
    \inmodule SseQt
    \inheaderfile SseQt/SseChatInput
    \brief A field for what a user writes in a chat, with a button that sends it.

    Enter sends; Shift+Enter breaks the line. The field grows with its text up to \l maximumLines,
    and scrolls beyond. Up in its first line and Down in its last go through what was sent before;
    what was being written comes back behind the newest.

    While \l busy the button stops, and so does Escape. Enter does nothing then, and what is written
    stays until it can be sent:

    \code
    QObject::connect(input, &SseChatInput::submitted, session, &ChatSession::send);
    QObject::connect(input, &SseChatInput::stopRequested, session, &ChatSession::stop);
    \endcode

    Its parts are a QPlainTextEdit named \c edit and a QToolButton named \c button, which it owns. A
    style sheet may set \c background, \c border and \c padding of \c SseChatInput, which are drawn
    around both, and \c color with \c background-color, \c selection-color,
    \c selection-background-color and \c font, which the field takes; \c{SseChatInput #edit} and
    \c{SseChatInput #button} reach the parts alone.

    The input is to be used in the GUI thread.

    \since 0.1
    \sa SseChatWidget, SseChatView
*/

/*!
    \fn void SseChatInput::submitted(const QString &text)

    Emitted when the user sends \a text, which is never blank. The field is empty by then, and the
    text is in the \l history.
*/

/*!
    \fn void SseChatInput::stopRequested()

    Emitted when the user wants to stop what makes it \l busy.
*/

/*!
    Constructs an empty input with \a parent.
*/
SseChatInput::SseChatInput(QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<SseChatInputPrivate>(this))
{ }

SseChatInput::~SseChatInput() = default;

/*!
    \property SseChatInput::text
    \brief what is written; empty by default.
*/
QString SseChatInput::text() const
{
    return d->edit->toPlainText();
}

void SseChatInput::setText(const QString &text)
{
    if (this->text() == text)
        return;
    const QPointer<SseChatInput> self(this);
    d->edit->setPlainText(text);
    if (self)
        d->edit->moveCursor(QTextCursor::End);
}

/*!
    \property SseChatInput::placeholderText
    \brief what an empty field says; by default that a message can be written there, in the user's
    language.
*/
QString SseChatInput::placeholderText() const
{
    return d->edit->placeholderText();
}

void SseChatInput::setPlaceholderText(const QString &text)
{
    if (d->placeholder == text)
        return;
    d->placeholder = text;
    d->retranslate();
    Q_EMIT placeholderTextChanged(text);
}

/*!
    \property SseChatInput::busy
    \brief whether the button stops in place of sending; false by default.
*/
bool SseChatInput::isBusy() const
{
    return d->isBusy;
}

void SseChatInput::setBusy(bool busy)
{
    if (d->isBusy == busy)
        return;
    d->isBusy = busy;
    d->edit->isStoppable = busy;
    d->updateButton();
    Q_EMIT busyChanged(busy);
}

/*!
    \property SseChatInput::history
    \brief what was sent, the oldest first; empty by default, at most the newest 100.
*/
QStringList SseChatInput::history() const
{
    return d->history;
}

void SseChatInput::setHistory(const QStringList &history)
{
    const QStringList newest = history.mid(std::max<qsizetype>(history.size() - MaximumHistory, 0));
    if (d->history == newest)
        return;
    d->history = newest;
    d->leaveHistory();
    Q_EMIT historyChanged();
}

/*!
    \property SseChatInput::maximumLines
    \brief the number of lines up to which the field grows; 8 by default, at least 1.
*/
int SseChatInput::maximumLines() const
{
    return d->edit->maximumLines;
}

void SseChatInput::setMaximumLines(int lines)
{
    const int bounded = std::max(lines, 1);
    if (d->edit->maximumLines == bounded)
        return;
    d->edit->maximumLines = bounded;
    d->edit->updateGeometry();
    Q_EMIT maximumLinesChanged(bounded);
}

/*!
    Sends what is written, as Enter does: not while \l busy, and nothing that is blank.
*/
void SseChatInput::submit()
{
    const QString written = text();
    if (d->isBusy || written.trimmed().isEmpty())
        return;
    const QPointer<SseChatInput> self(this);
    const bool isNew = d->remember(written);
    d->edit->clear();
    if (self && isNew)
        Q_EMIT historyChanged();
    if (self)
        Q_EMIT submitted(written);
}

bool SseChatInput::event(QEvent *event)
{
    const bool isTaken = QWidget::event(event);
    if (SseStyleSheet::concerns(event))
        d->styleSheet.update();
    return isTaken;
}

void SseChatInput::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        d->retranslate();
    else if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange)
        d->updateButton();
}

SseChatInputPrivate::SseChatInputPrivate(SseChatInput *input)
    : q(input)
    , edit(new SseChatInputEdit(input))
    , button(new QToolButton(input))
    , styleSheet(input, { edit })
{
    auto *const layout = new QHBoxLayout(q);
    layout->setContentsMargins({});
    layout->addWidget(edit, 1);
    layout->addWidget(button, 0, Qt::AlignBottom);
    q->setFocusProxy(edit);
    q->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    edit->setObjectName(QStringLiteral("edit"));
    button->setObjectName(QStringLiteral("button"));
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    QObject::connect(edit, &QPlainTextEdit::textChanged, q, [this] {
        if (!m_isRecalling)
            leaveHistory();
        updateButton();
        Q_EMIT q->textChanged();
    });
    QObject::connect(edit, &SseChatInputEdit::submitPressed, q, &SseChatInput::submit);
    QObject::connect(edit, &SseChatInputEdit::historyPressed, q,
                     [this](int step) { recall(step); });
    const auto stop = [this] {
        if (isBusy)
            Q_EMIT q->stopRequested();
    };
    QObject::connect(edit, &SseChatInputEdit::stopPressed, q, stop);
    QObject::connect(button, &QToolButton::clicked, q, [this, stop] {
        if (isBusy)
            stop();
        else
            q->submit();
    });
    retranslate();
}

void SseChatInputPrivate::retranslate()
{
    edit->setPlaceholderText(placeholder.value_or(SseChatInput::tr("Write a message")));
    edit->setAccessibleName(SseChatInput::tr("Message"));
    edit->setToolTip(SseChatInput::tr("Enter sends, Shift+Enter breaks the line"));
    updateButton();
}

void SseChatInputPrivate::updateButton()
{
    button->setText(isBusy ? SseChatInput::tr("Stop") : SseChatInput::tr("Send"));
    button->setToolTip(isBusy ? SseChatInput::tr("Stop the answer (Esc)")
                              : SseChatInput::tr("Send the message (Enter)"));
    button->setEnabled(isBusy || !edit->toPlainText().trimmed().isEmpty());
    // As high as a line of the field, and as wide for either word, so that the field does not move.
    button->setMinimumHeight(edit->minimumSizeHint().height());
    const QFontMetrics metrics = button->fontMetrics();
    button->setMinimumWidth(std::max(metrics.horizontalAdvance(SseChatInput::tr("Stop")),
                                     metrics.horizontalAdvance(SseChatInput::tr("Send")))
                            + 3 * metrics.averageCharWidth());
}

// Whether it is new: the same again is not kept twice.
bool SseChatInputPrivate::remember(const QString &text)
{
    const bool isNew = history.isEmpty() || history.constLast() != text;
    if (isNew) {
        history.append(text);
        if (history.size() > MaximumHistory)
            history.removeFirst();
    }
    leaveHistory();
    return isNew;
}

void SseChatInputPrivate::leaveHistory()
{
    m_place = history.size();
    m_draft.clear();
}

void SseChatInputPrivate::recall(int step)
{
    const qsizetype place = m_place + step;
    if (place < 0 || place > history.size())
        return;
    if (m_place == history.size())
        m_draft = q->text();
    m_place = place;
    const QPointer<SseChatInput> self(q);
    m_isRecalling = true;
    q->setText(place == history.size() ? m_draft : history.at(place));
    if (self)
        m_isRecalling = false;
}

SseChatInputEdit::SseChatInputEdit(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setTabChangesFocus(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    connect(document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this,
            [this] { updateGeometry(); });
}

QSize SseChatInputEdit::sizeHint() const
{
    // The layout of plain text counts in lines.
    const int lines = int(std::ceil(document()->documentLayout()->documentSize().height()));
    return { QPlainTextEdit::sizeHint().width(), heightOf(std::clamp(lines, 1, maximumLines)) };
}

QSize SseChatInputEdit::minimumSizeHint() const
{
    return { QPlainTextEdit::minimumSizeHint().width(), heightOf(1) };
}

int SseChatInputEdit::heightOf(int lines) const
{
    const QMargins margins = viewportMargins() + contentsMargins();
    return int(std::ceil(lines * fontMetrics().lineSpacing() + 2 * document()->documentMargin()))
        + margins.top() + margins.bottom() + 2 * frameWidth();
}

bool SseChatInputEdit::isAtFirstLine() const
{
    QTextCursor cursor = textCursor();
    return !cursor.movePosition(QTextCursor::Up);
}

bool SseChatInputEdit::isAtLastLine() const
{
    QTextCursor cursor = textCursor();
    return !cursor.movePosition(QTextCursor::Down);
}

void SseChatInputEdit::keyPressEvent(QKeyEvent *event)
{
    if (takeKey(event))
        event->accept();
    else
        QPlainTextEdit::keyPressEvent(event);
}

bool SseChatInputEdit::takeKey(const QKeyEvent *event)
{
    const bool isPlain = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (event->modifiers() & (Qt::ShiftModifier | Qt::AltModifier))
            return false;
        Q_EMIT submitPressed();
        return true;
    case Qt::Key_Escape:
        if (!isStoppable)
            return false;
        Q_EMIT stopPressed();
        return true;
    case Qt::Key_Up:
        if (!isPlain || !isAtFirstLine())
            return false;
        Q_EMIT historyPressed(-1);
        return true;
    case Qt::Key_Down:
        if (!isPlain || !isAtLastLine())
            return false;
        Q_EMIT historyPressed(1);
        return true;
    default:
        return false;
    }
}

void SseChatInputEdit::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        updateGeometry();
}
