// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssechatview_p.h"

#include "ssechataccessible_p.h"

#include <QtCore/qcoreevent.h>
#include <QtCore/qmimedata.h>
#include <QtGui/qclipboard.h>
#include <QtGui/qguiapplication.h>
#include <QtWidgets/qscrollbar.h>

#include <algorithm>

namespace {

constexpr qreal MinimumZoom = 0.5;
constexpr qreal MaximumZoom = 4;

} // namespace

/*!
    \class SseChatView
    \inmodule SseQt
    \inheaderfile SseQt/SseChatView
    \brief Shows a ChatModel: what is said, with Markdown, code, reasoning, tool calls and errors.

    Answers are drawn from their Markdown, questions as they were written. Code has a button that
    copies it, and colours where KSyntaxHighlighting was there when the library was built. Reasoning
    and tool calls are a line that unfolds. The last error has a button to retry where \l canRetry
    says so.

    \code
    auto *view = new SseChatView;
    view->setModel(session->messages());
    \endcode

    SseChatWidget does this, with a field to write in.

    \section1 Growing text

    While an answer is streamed, only the block at its end is laid out again, at most once a frame,
    and blocks that are far from what is visible are not laid out at all. The view follows the end
    until the user scrolls up, and again when they come back to the end. Otherwise what is read
    stays where it is.

    \section1 Selecting and copying

    A selection goes over any number of messages. It is copied as Markdown: parts that are selected
    as a whole as they were written. A piece of one block of code is copied as that code.

    \section1 Keys

    Tab and Shift+Tab go through links and buttons, from those that are visible on, and leave the
    view behind the last one. Enter and Space press the one that has the focus, Escape leaves it.
    Otherwise Space scrolls, as the keys for moving do. QKeySequence::Copy and
    QKeySequence::SelectAll do what they say; QKeySequence::ZoomIn, QKeySequence::ZoomOut and Ctrl+0
    change the size of text, as the wheel does with Ctrl.

    \section1 Look

    Fonts and colours are those of the widget: QPalette::Base, QPalette::Text, QPalette::Highlight,
    QPalette::HighlightedText and QPalette::Link, and what is mixed of them; code has the system's
    fixed font in the same size. Where the layout goes from right to left so does the view; each
    paragraph has the direction of its text.

    A style sheet may set \c color, \c background-color, \c selection-color,
    \c selection-background-color, \c font, \c border and \c padding of \c SseChatView, and
    properties such as \c qproperty-wrapsCode. Buttons, frames, lines and muted text are painted in
    colours mixed of \c color, \c background-color and \c selection-background-color, and are not
    reached otherwise, nor are links: their colour is that of the palette. Scroll bars are reached
    as in any scroll area.

    \section1 Colours of code

    Colours are those of KSyntaxHighlighting's theme for light or for dark, by QPalette::Base. A
    language is found by its name, by the ending of its files, and by what models call it beside
    that. A language that is not known, or not named, has no colours. What colours cost is bounded:
    in each line the first 512 characters have them; and who opens long code in its middle
    may see a comment or a string taken for code that began more than 16 pieces, which are some
    2,000 lines, before. The first code of a language loads its rules: up to half a second for
    those that embed many others, as LaTeX does.

    \section1 Screen readers

    The view is a list of what it is made of: paragraphs with their text and selection, headings
    for who speaks, and buttons and links that can be pressed. Text that comes is told twice a
    second at most.

    \section1 Text that nobody vouches for

    Nothing that a message says is loaded or run. Links open on a click or a key alone, and show
    where they lead before.

    The model is not owned. The view is to be used in the GUI thread.

    \since 0.1
    \sa SseChatWidget, SseChatInput, ChatModel
*/

/*!
    \fn void SseChatView::linkActivated(const QUrl &url)

    Emitted when the user clicks on a link to \a url, or presses it by key. It is opened unless \l
    opensLinks is false.
*/

/*!
    \fn void SseChatView::retryRequested()

    Emitted when the user presses the button of the last error. ChatSession::retry() fits.
*/

/*!
    Constructs an empty view with \a parent.
*/
SseChatView::SseChatView(QWidget *parent)
    : QAbstractScrollArea(parent)
    , d(std::make_unique<SseChatViewPrivate>(this))
{
    SseChatViewAccessible::install();
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // Always there: lines would break anew at the moment when it comes.
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    viewport()->setBackgroundRole(QPalette::Base);
    viewport()->setAutoFillBackground(true);
    viewport()->setMouseTracking(true);
    viewport()->setCursor(Qt::ArrowCursor);
    d->retranslate();
    d->restyle();
}

SseChatView::~SseChatView() = default;

/*!
    \property SseChatView::model
    \brief the model of the messages that are shown; none by default.

    It is not owned. When it is destroyed, the view is empty.
*/
ChatModel *SseChatView::model() const
{
    return d->content.model();
}

void SseChatView::setModel(ChatModel *model)
{
    if (d->content.model() == model)
        return;
    d->content.setModel(model);
    d->setFollowsEnd(true);
    d->scheduleLayout();
    Q_EMIT modelChanged();
}

/*!
    \property SseChatView::zoomFactor
    \brief by how much text is larger than the widget's font; 1 by default, from 0.5 to 4.
*/
qreal SseChatView::zoomFactor() const
{
    return d->zoom;
}

void SseChatView::setZoomFactor(qreal factor)
{
    const qreal bounded = std::clamp(factor, MinimumZoom, MaximumZoom);
    if (qFuzzyCompare(d->zoom, bounded))
        return;
    d->zoom = bounded;
    d->restyle();
    Q_EMIT zoomFactorChanged(bounded);
}

/*!
    Makes text a tenth larger.
*/
void SseChatView::zoomIn()
{
    setZoomFactor(d->zoom * SseChatViewPrivate::ZoomStep);
}

/*!
    Makes text smaller by what zoomIn() makes it larger.
*/
void SseChatView::zoomOut()
{
    setZoomFactor(d->zoom / SseChatViewPrivate::ZoomStep);
}

/*!
    Gives text the size of the widget's font.
*/
void SseChatView::resetZoom()
{
    setZoomFactor(1);
}

/*!
    \property SseChatView::followsEnd
    \brief whether the end stays visible as the conversation grows; true by default.

    It is false while the user has scrolled up.
*/
bool SseChatView::followsEnd() const
{
    return d->followsEnd;
}

/*!
    Scrolls to the end, and follows it from now on.
*/
void SseChatView::scrollToEnd()
{
    d->setFollowsEnd(true);
    d->layOutNow();
}

/*!
    \property SseChatView::opensLinks
    \brief whether links that are clicked on open in the user's browser; true by default.
*/
bool SseChatView::opensLinks() const
{
    return d->opensLinks;
}

void SseChatView::setOpensLinks(bool opens)
{
    if (d->opensLinks == opens)
        return;
    d->opensLinks = opens;
    Q_EMIT opensLinksChanged(opens);
}

/*!
    \property SseChatView::canRetry
    \brief whether an error that the conversation ends with has a button to retry; false by default.
*/
bool SseChatView::canRetry() const
{
    return d->canRetry;
}

void SseChatView::setCanRetry(bool can)
{
    if (d->canRetry == can)
        return;
    d->canRetry = can;
    viewport()->update();
    Q_EMIT canRetryChanged(can);
}

/*!
    \property SseChatView::retryText
    \brief what the button to retry says; "Retry" in the user's language by default.
*/
QString SseChatView::retryText() const
{
    return d->retryText.value_or(tr("Retry"));
}

void SseChatView::setRetryText(const QString &text)
{
    if (d->retryText == text)
        return;
    d->retryText = text;
    viewport()->update();
    Q_EMIT retryTextChanged(text);
}

/*!
    \property SseChatView::wrapsCode
    \brief whether lines of code that are too long go on in the next one; false by default.

    Otherwise code that is too wide is moved sideways, by a wheel that turns that way or with Shift,
    by the bar below it, by selecting beyond its edge, and by Left and Right while its button has
    the focus. Lines of more than some thousand characters are broken in any case. The user can
    change this in the context menu.
*/
bool SseChatView::wrapsCode() const
{
    return d->wrapsCode;
}

void SseChatView::setWrapsCode(bool wraps)
{
    if (d->wrapsCode == wraps)
        return;
    d->wrapsCode = wraps;
    d->restyle();
    Q_EMIT wrapsCodeChanged(wraps);
}

/*!
    \property SseChatView::selectedText
    \brief what is selected, as Markdown; empty by default.
*/
QString SseChatView::selectedText() const
{
    return d->selection.markdown();
}

/*!
    Returns what is shown as plain text, each block on lines of its own. What is folded is not in
    it.
*/
QString SseChatView::toPlainText() const
{
    QStringList texts;
    for (int i = 0; i < d->content.count(); ++i)
        texts.append(d->content.at(i)->text);
    return texts.join(u'\n');
}

/*!
    Copies what is selected as Markdown.
*/
void SseChatView::copy()
{
    const QString text = selectedText();
    if (text.isEmpty())
        return;
    auto *const copied = new QMimeData;
    copied->setText(text);
    copied->setData(QStringLiteral("text/markdown"), text.toUtf8());
    QGuiApplication::clipboard()->setMimeData(copied);
}

/*!
    Selects all text.
*/
void SseChatView::selectAll()
{
    d->setSelectionChanged(d->selection.selectAll());
}

/*!
    Selects nothing.
*/
void SseChatView::clearSelection()
{
    d->setSelectionChanged(d->selection.clear());
}

QSize SseChatView::sizeHint() const
{
    const int em = d->layout.style().em;
    return { 40 * em, 30 * em };
}

#include "moc_ssechatview.cpp"
