// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "noticebar.h"

#include "look.h"

#include <QtCore/QEvent>
#include <QtGui/QAccessible>
#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QToolButton>

using namespace Qt::StringLiterals;

NoticeBar::NoticeBar(QWidget *parent)
    : QFrame(parent)
    , m_label(new QLabel(this))
    , m_close(new QToolButton(this))
{
    m_label->setObjectName(u"noticeText"_s);
    m_label->setTextFormat(Qt::PlainText);
    m_label->setWordWrap(true);
    m_label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_close->setObjectName(u"noticeCloseButton"_s);
    m_close->setAutoRaise(true);
    m_close->setFocusPolicy(Qt::StrongFocus);
    auto *const layout = new QHBoxLayout(this);
    layout->addWidget(m_label, 1);
    layout->addWidget(m_close, 0, Qt::AlignTop);
    connect(m_close, &QToolButton::clicked, this, [this] {
        m_notices.clear();
        hide();
    });
    retranslate();
    hide();
}

NoticeBar::~NoticeBar() = default;

QString NoticeBar::text() const
{
    return m_label->text();
}

void NoticeBar::tell(const QString &text)
{
    m_notices.removeOne(text);
    m_notices.append(text);
    if (m_notices.size() > MostNotices)
        m_notices.removeFirst();
    m_label->setText(m_notices.join(u'\n'));
    show();
    QAccessibleEvent event(m_label, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void NoticeBar::retranslate()
{
    m_close->setText(tr("Close"));
    m_close->setAccessibleName(tr("Close the notice"));
}

void NoticeBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void NoticeBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Look::paintCard(&painter, rect(),
                    Look::mixed(palette(), QPalette::Window, Look::bad(palette()), 0.12),
                    Look::mixed(palette(), QPalette::Window, Look::bad(palette()), 0.45));
}
