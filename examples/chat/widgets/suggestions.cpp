// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "suggestions.h"

#include "look.h"
#include "profiles.h"
#include "suggestioncard.h"

#include <QtCore/QEvent>
#include <QtWidgets/QAbstractScrollArea>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int CardCount = 3;
constexpr int Narrow = 560; // cards stand below each other
constexpr int MaximumWidth = 750;
constexpr int PictureSize = 56;
constexpr qreal TitleSize = 1.6;

} // namespace

Suggestions::Suggestions(const Profiles *profiles, QAbstractScrollArea *view)
    : QWidget(view)
    , m_profiles(profiles)
    , m_picture(new QLabel(this))
    , m_title(new QLabel(this))
    , m_subtitle(new QLabel(this))
{
    setObjectName(u"suggestions"_s);
    for (QLabel *const label : { m_picture, m_title, m_subtitle }) {
        label->setAlignment(Qt::AlignCenter);
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_picture->setPixmap(
        Look::programIcon().pixmap(QSize(PictureSize, PictureSize), devicePixelRatio()));
    m_title->setForegroundRole(QPalette::Text);
    m_cardLayout = new QBoxLayout(QBoxLayout::LeftToRight);
    m_cardLayout->setSpacing(12);
    makeCards();

    auto *const column = new QVBoxLayout;
    column->addWidget(m_picture);
    column->addSpacing(4);
    column->addWidget(m_title);
    column->addWidget(m_subtitle);
    column->addSpacing(18);
    column->addLayout(m_cardLayout);
    auto *const middle = new QWidget(this);
    middle->setMaximumWidth(MaximumWidth);
    middle->setLayout(column);
    auto *const row = new QHBoxLayout;
    row->addStretch();
    row->addWidget(middle, 1000);
    row->addStretch();
    auto *const outer = new QVBoxLayout(this);
    outer->addStretch(1);
    outer->addLayout(row);
    outer->addStretch(1);

    connect(profiles, &Profiles::currentChanged, this, &Suggestions::updateTexts);
    updateFonts();
    updateTexts();
    view->viewport()->installEventFilter(this);
    setGeometry(view->viewport()->geometry());
}

Suggestions::~Suggestions() = default;

void Suggestions::makeCards()
{
    for (int i = 0; i < CardCount; ++i) {
        auto *const card = new SuggestionCard(this);
        card->setObjectName(u"suggestion%1"_s.arg(i));
        connect(card, &QAbstractButton::clicked, this,
                [this, card] { Q_EMIT promptChosen(card->prompt()); });
        m_cardLayout->addWidget(card, 1);
        QWidget *const before = m_cards.isEmpty() ? parentWidget() : m_cards.constLast();
        setTabOrder(before, card);
        m_cards.append(card);
    }
}

void Suggestions::updateTexts()
{
    m_title->setText(tr("What would you like to know?"));
    if (m_profiles->isDemo()) {
        m_subtitle->setText(
            tr("Answers stream in word by word, from a small server inside this program."));
        m_cards.at(0)->set(u"/tour"_s, tr("Take the tour"),
                           tr("Reasoning, Markdown, code, a table"));
        m_cards.at(2)->set(u"/long"_s, tr("A long answer"),
                           tr("Thousands of tokens, as fast as they come"));
    } else {
        m_subtitle->setText(tr("Answers stream in word by word, from %1.").arg(m_profiles->host()));
        m_cards.at(0)->set(tr("What are Server-Sent Events? Show a small example."),
                           tr("Explain something"), tr("What are Server-Sent Events?"));
        m_cards.at(2)->set(tr("Compare WebSockets, polling and event streams in a table."),
                           tr("Compare"), tr("WebSockets, polling and event streams, in a table"));
    }
    m_cards.at(1)->set(tr("What is the weather in Oslo and Rome?"), tr("Ask for the weather"),
                       tr("The model calls a tool of this program"));
}

void Suggestions::updateFonts()
{
    QFont large = font();
    if (large.pointSizeF() > 0)
        large.setPointSizeF(large.pointSizeF() * TitleSize);
    else
        large.setPixelSize(int(large.pixelSize() * TitleSize));
    large.setBold(true);
    m_title->setFont(large);
    QPalette muted = palette();
    muted.setColor(QPalette::WindowText, Look::muted(muted, QPalette::Text, QPalette::Base));
    m_subtitle->setPalette(muted);
}

bool Suggestions::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::Move)
        setGeometry(static_cast<QWidget *>(watched)->geometry());
    return QWidget::eventFilter(watched, event);
}

void Suggestions::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        updateTexts();
    else if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange)
        updateFonts();
}

void Suggestions::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_cardLayout->setDirection(width() < Narrow ? QBoxLayout::TopToBottom
                                                : QBoxLayout::LeftToRight);
}
