// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "sseeventtoolbar_p.h"

#include "sseeventtypefilter_p.h"
#include "sseeventview.h"

#include <QtGui/qevent.h>
#include <QtWidgets/qboxlayout.h>
#include <QtWidgets/qgridlayout.h>
#include <QtWidgets/qlineedit.h>
#include <QtWidgets/qtoolbutton.h>

SseEventToolBar::SseEventToolBar(const SseEventModel *events, QWidget *parent)
    : QWidget(parent)
    , m_typeFilter(nullptr)
    , m_field(nullptr)
    , m_layout(new QGridLayout(this))
    , m_filters(new QWidget(this))
    , m_buttons(new QWidget(this))
{
    m_field = new QLineEdit(m_filters);
    m_field->setObjectName(QStringLiteral("filterField"));
    m_field->setMinimumWidth(80);
    m_typeFilter = new SseEventTypeFilter(events, m_filters);
    m_typeFilter->setObjectName(QStringLiteral("typeFilter"));
    auto *const filters = new QHBoxLayout(m_filters);
    filters->setContentsMargins({});
    filters->addWidget(m_field, 1);
    filters->addWidget(m_typeFilter);

    auto *const buttons = new QHBoxLayout(m_buttons);
    buttons->setContentsMargins({});
    buttons->setSpacing(0);
    m_pause = addButton(QStringLiteral("pauseButton"), SseIcon::Shape::Bars);
    m_clear = addButton(QStringLiteral("clearButton"), SseIcon::Shape::Bin);
    buttons->addSpacing(8);
    m_connection = addButton(QStringLiteral("connectionButton"), SseIcon::Shape::Plug);
    m_comments = addButton(QStringLiteral("commentsButton"), SseIcon::Shape::Comment);
    buttons->addSpacing(8);
    m_copy = addButton(QStringLiteral("copyButton"), SseIcon::Shape::Copy);
    m_save = addButton(QStringLiteral("saveButton"), SseIcon::Shape::Save);
    for (QToolButton *const button : { m_pause, m_connection, m_comments })
        button->setCheckable(true);
    m_connection->setChecked(true);

    m_layout->setContentsMargins(8, 4, 4, 4);
    m_layout->setVerticalSpacing(2);
    m_layout->setColumnStretch(0, 1);
    m_layout->addWidget(m_filters, 0, 0);
    m_layout->addWidget(m_buttons, 0, 1, Qt::AlignLeft);

    connect(m_field, &QLineEdit::textChanged, this, &SseEventToolBar::filterChanged);
    connect(m_typeFilter, &SseEventTypeFilter::typesChanged, this, &SseEventToolBar::filterChanged);
    connect(m_connection, &QToolButton::toggled, this, &SseEventToolBar::filterChanged);
    connect(m_comments, &QToolButton::toggled, this, &SseEventToolBar::filterChanged);
    connect(m_pause, &QToolButton::clicked, this, &SseEventToolBar::pauseToggled);
    connect(m_clear, &QToolButton::clicked, this, &SseEventToolBar::clearPressed);
    connect(m_copy, &QToolButton::clicked, this, &SseEventToolBar::copyPressed);
    connect(m_save, &QToolButton::clicked, this, &SseEventToolBar::savePressed);
    updateIcons();
    retranslate();
}

QToolButton *SseEventToolBar::addButton(const QString &name, SseIcon::Shape shape)
{
    auto *const button = new QToolButton(m_buttons);
    button->setObjectName(name);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    m_buttons->layout()->addWidget(button);
    m_shapes.append({ button, shape });
    return button;
}

QString SseEventToolBar::text() const
{
    return m_field->text();
}

QStringList SseEventToolBar::types() const
{
    return m_typeFilter->types();
}

SseEventModel::Contents SseEventToolBar::contents() const
{
    SseEventModel::Contents contents = SseEventModel::Events;
    contents.setFlag(SseEventModel::Connection, m_connection->isChecked());
    contents.setFlag(SseEventModel::Comments, m_comments->isChecked());
    return contents;
}

void SseEventToolBar::takeFocus()
{
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void SseEventToolBar::setPaused(bool paused)
{
    m_pause->setChecked(paused);
    m_shapes.front().second = paused ? SseIcon::Shape::Play : SseIcon::Shape::Bars;
    updateIcons();
    retranslate();
}

void SseEventToolBar::setPossible(bool clear, bool copy, bool save)
{
    m_clear->setEnabled(clear);
    m_copy->setEnabled(copy);
    m_save->setEnabled(save);
}

void SseEventToolBar::retranslate()
{
    const auto name = [](QToolButton *button, const QString &text) {
        button->setText(text);
        button->setToolTip(text);
    };
    name(m_pause,
         m_pause->isChecked() ? SseEventView::tr("Go on (Space)")
                              : SseEventView::tr("Pause (Space)"));
    name(m_clear, SseEventView::tr("Clear (Ctrl+L)"));
    name(m_connection, SseEventView::tr("Show what happens to the connection"));
    name(m_comments, SseEventView::tr("Show comments"));
    name(m_copy, SseEventView::tr("Copy the data (Ctrl+C)"));
    name(m_save, SseEventView::tr("Save the rows that are shown (Ctrl+S)"));
    m_field->setPlaceholderText(SseEventView::tr("Filter"));
    m_field->setAccessibleName(SseEventView::tr("Filter by text"));
    m_typeFilter->retranslate();
}

void SseEventToolBar::updateIcons()
{
    for (const auto &[button, shape] : std::as_const(m_shapes)) {
        button->setIcon(SseIcon::icon(shape, palette()));
        button->setIconSize(SseIcon::sizeFor(this));
    }
}

void SseEventToolBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        updateIcons();
}

// The field does not want it.
void SseEventToolBar::keyPressEvent(QKeyEvent *event)
{
    event->setAccepted(event->key() == Qt::Key_Escape && m_field->hasFocus()
                       && !m_field->text().isEmpty());
    if (event->isAccepted())
        m_field->clear();
}

QSize SseEventToolBar::minimumSizeHint() const
{
    // It can do with two lines.
    const QMargins margins = m_layout->contentsMargins();
    return { std::max(m_filters->minimumSizeHint().width(), m_buttons->minimumSizeHint().width())
                 + margins.left() + margins.right(),
             QWidget::minimumSizeHint().height() };
}

void SseEventToolBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const int needed = m_filters->minimumSizeHint().width() + m_buttons->sizeHint().width() + 100;
    const bool isNarrow = width() < needed;
    if (m_isNarrow == isNarrow)
        return;
    m_isNarrow = isNarrow;
    m_layout->removeWidget(m_buttons);
    m_layout->addWidget(m_buttons, isNarrow ? 1 : 0, isNarrow ? 0 : 1, Qt::AlignLeft);
}
