// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "sseeventdetails_p.h"

#include "sseelidedlabel_p.h"
#include "sseeventview.h"
#include "sseeventwords_p.h"
#include "sseicon_p.h"

#include <QtGui/qevent.h>
#include <QtGui/qfontdatabase.h>
#include <QtWidgets/qboxlayout.h>
#include <QtWidgets/qtoolbutton.h>

namespace {

constexpr qsizetype CutLength = 65536; // at which the model cuts a text

} // namespace

SseEventDetails::SseEventDetails(QWidget *parent)
    : QWidget(parent)
    , m_typeLabel(new SseElidedLabel(Qt::ElideRight, this))
    , m_summaryLabel(new SseElidedLabel(Qt::ElideRight, this))
    , m_closeButton(new QToolButton(this))
    , m_edit(new SseEventText(this))
{
    auto *const labels = new QVBoxLayout;
    labels->setSpacing(0);
    labels->addWidget(m_typeLabel);
    labels->addWidget(m_summaryLabel);
    auto *const heading = new QHBoxLayout;
    heading->setContentsMargins(8, 4, 4, 4);
    heading->addLayout(labels, 1);
    heading->addWidget(m_closeButton, 0, Qt::AlignTop);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(heading);
    layout->addWidget(m_edit, 1);

    m_typeLabel->setObjectName(QStringLiteral("detailsType"));
    m_summaryLabel->setObjectName(QStringLiteral("detailsSummary"));
    m_closeButton->setObjectName(QStringLiteral("closeButton"));
    m_edit->setObjectName(QStringLiteral("detailsText"));
    QFont bold = font();
    bold.setBold(true);
    m_typeLabel->setFont(bold);
    m_summaryLabel->setMuted(true);
    m_closeButton->setAutoRaise(true);
    setFocusProxy(m_edit);
    connect(m_closeButton, &QToolButton::clicked, this, &SseEventDetails::closePressed);
    updateFont();
    updateIcon();
    retranslate();
}

// The text has a font of its own, and the size of the others.
void SseEventDetails::updateFont()
{
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (font().pixelSize() > 0)
        fixed.setPixelSize(font().pixelSize());
    else
        fixed.setPointSizeF(font().pointSizeF());
    m_edit->setFont(fixed);
}

void SseEventDetails::updateIcon()
{
    m_closeButton->setIcon(SseIcon::icon(SseIcon::Shape::Cross, palette()));
    m_closeButton->setIconSize(SseIcon::sizeFor(this));
}

void SseEventDetails::retranslate()
{
    m_closeButton->setText(SseEventView::tr("Close the details"));
    m_closeButton->setToolTip(m_closeButton->text());
    m_edit->setAccessibleName(SseEventView::tr("Details"));
    if (!m_hasRow)
        return;
    m_typeLabel->setText(SseEventWords::brief(isEvent() ? m_type : SseEventWords::kind(m_kind)));
    m_summaryLabel->setText(summary());
}

void SseEventDetails::show(const SseEventModel *model, int row)
{
    const QModelIndex index = model->index(row, 0);
    m_kind = index.data(SseEventModel::KindRole).value<SseEventModel::Kind>();
    m_received = index.data(SseEventModel::ReceivedRole).toDateTime();
    m_event = model->eventAt(row);
    m_type = m_event.type();
    m_text = model->prettyTextAt(row);
    m_hasRow = true;
    m_edit->setPlainText(SseEventWords::plain(m_text));
    retranslate();
}

void SseEventDetails::clear()
{
    m_hasRow = false;
    m_event = {};
    m_text.clear();
    m_edit->clear();
}

QString SseEventDetails::wholeText() const
{
    return isEvent() ? m_event.data() : m_text;
}

QString SseEventDetails::rowText() const
{
    const QStringList cells{ SseEventWords::time(m_received),
                             isEvent() ? m_type : SseEventWords::kind(m_kind),
                             isEvent() ? m_event.id() : QString(), wholeText() };
    return cells.join(u'\t');
}

QString SseEventDetails::beginning() const
{
    return m_hasRow ? SseEventWords::brief(m_typeLabel->text() + u' ' + m_text.left(200))
                    : QString();
}

QString SseEventDetails::summary() const
{
    QStringList parts{ SseEventWords::time(m_received) };
    if (isEvent()) {
        if (!m_event.id().isEmpty())
            parts += SseEventView::tr("ID %1").arg(SseEventWords::brief(m_event.id()));
        QString size =
            SseEventView::tr("%1 characters").arg(SseEventWords::number(m_event.data().size()));
        if (m_text.size() >= CutLength && m_text.endsWith(QChar(0x2026)))
            size += SseEventView::tr(", the beginning of which is shown");
        parts += size;
    }
    return parts.join(QStringLiteral("  \u00b7  "));
}

void SseEventDetails::keyPressEvent(QKeyEvent *event)
{
    event->setAccepted(event->key() == Qt::Key_Escape);
    if (event->isAccepted())
        Q_EMIT closePressed();
}

void SseEventDetails::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateFont();
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        updateIcon();
}

SseEventText::SseEventText(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setUndoRedoEnabled(false);
}

// Without a selection the field would take the key and copy nothing.
bool SseEventText::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && !textCursor().hasSelection()
        && static_cast<QKeyEvent *>(event)->matches(QKeySequence::Copy)) {
        event->ignore();
        return false;
    }
    return QPlainTextEdit::event(event);
}

void SseEventText::keyPressEvent(QKeyEvent *event)
{
    if ((!textCursor().hasSelection() && event->matches(QKeySequence::Copy))
        || event->key() == Qt::Key_Escape) {
        event->ignore();
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}
