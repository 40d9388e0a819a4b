// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "suggestioncard.h"

#include "look.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QStyle>

namespace {

constexpr int Padding = 14;
constexpr int Gap = 4; // between title and text
constexpr int NormalWidth = 220;

int heightOf(const QFont &font, const QString &text, int width)
{
    return QFontMetrics(font)
        .boundingRect(QRect(0, 0, width, QWIDGETSIZE_MAX), Qt::TextWordWrap, text)
        .height();
}

} // namespace

SuggestionCard::SuggestionCard(QWidget *parent)
    : QAbstractButton(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

SuggestionCard::~SuggestionCard() = default;

void SuggestionCard::set(const QString &prompt, const QString &title, const QString &text)
{
    m_prompt = prompt;
    m_explanation = text;
    setText(title);
    setAccessibleName(title);
    setAccessibleDescription(text);
    updateGeometry();
    update();
}

QFont SuggestionCard::titleFont() const
{
    QFont bold = font();
    bold.setBold(true);
    return bold;
}

QSize SuggestionCard::sizeHint() const
{
    return { NormalWidth, heightForWidth(NormalWidth) };
}

QSize SuggestionCard::minimumSizeHint() const
{
    constexpr int MinimumWidth = 130;
    return { MinimumWidth, heightForWidth(MinimumWidth) };
}

bool SuggestionCard::hasHeightForWidth() const
{
    return true;
}

int SuggestionCard::heightForWidth(int width) const
{
    const int inner = width - 2 * Padding;
    return heightOf(titleFont(), text(), inner) + Gap + heightOf(font(), m_explanation, inner)
        + 2 * Padding;
}

bool SuggestionCard::event(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        updateGeometry();
    return QAbstractButton::event(event);
}

// As a button of a dialog does.
void SuggestionCard::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

void SuggestionCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor accent = palette().color(QPalette::Highlight);
    const QColor text = palette().color(QPalette::Text);
    const bool isLit = underMouse() || isDown();
    Look::paintCard(&painter, rect(),
                    Look::mixed(palette(), QPalette::Base, isLit ? accent : text,
                                isDown()    ? 0.18
                                    : isLit ? 0.1
                                            : 0.04),
                    isLit || hasFocus() ? accent
                                        : Look::mixed(palette(), QPalette::Base, text, 0.22),
                    hasFocus() ? 2 : 1);

    const QRect inner = rect().adjusted(Padding, Padding, -Padding, -Padding);
    const int alignment =
        int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft | Qt::AlignTop))
        | Qt::TextWordWrap;
    painter.setFont(titleFont());
    painter.setPen(text);
    painter.drawText(inner, alignment, this->text());
    painter.setFont(font());
    painter.setPen(Look::muted(palette(), QPalette::Text, QPalette::Base));
    painter.drawText(
        inner.adjusted(0, heightOf(titleFont(), this->text(), inner.width()) + Gap, 0, 0),
        alignment, m_explanation);
}
