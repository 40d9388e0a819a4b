// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "sseeventtypefilter_p.h"

#include "sseeventview.h"
#include "sseeventwords_p.h"

#include <QtCore/qset.h>
#include <QtWidgets/qabstractitemview.h>

#include <algorithm>

namespace {

constexpr int MaximumRows = 10'000; // that are looked through
constexpr qsizetype MaximumTypes = 100;

} // namespace

SseEventTypeFilter::SseEventTypeFilter(const SseEventModel *events, QWidget *parent)
    : QComboBox(parent)
    , m_events(events)
{
    addItem({});
    setSizeAdjustPolicy(AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(12);
    connect(this, &QComboBox::currentIndexChanged, this, [this](int index) {
        const QString chosen = itemData(index).toString();
        if (m_chosen == chosen)
            return;
        m_chosen = chosen;
        Q_EMIT typesChanged();
    });
    retranslate();
}

QStringList SseEventTypeFilter::types() const
{
    return m_chosen.isEmpty() ? QStringList() : QStringList(m_chosen);
}

void SseEventTypeFilter::retranslate()
{
    setItemText(0, SseEventView::tr("All types"));
    setAccessibleName(SseEventView::tr("Type"));
    setToolTip(SseEventView::tr("Show events of one type"));
}

// Looks for types only when somebody chooses, so that events cost nothing. What is chosen stays,
// whether rows have it or not.
void SseEventTypeFilter::refresh()
{
    QSet<QString> found;
    if (!m_chosen.isEmpty())
        found.insert(m_chosen);
    const int count = m_events->rowCount();
    for (int row = count - 1; row >= std::max(0, count - MaximumRows); --row) {
        if (found.size() >= MaximumTypes)
            break;
        const QVariant type = m_events->index(row, 0).data(SseEventModel::TypeRole);
        if (type.isValid())
            found.insert(type.toString());
    }
    QStringList sorted(found.cbegin(), found.cend());
    sorted.sort();
    const QSignalBlocker quiet(this);
    while (this->count() > 1)
        removeItem(this->count() - 1);
    for (const QString &type : std::as_const(sorted))
        addItem(SseEventWords::brief(type), type);
    setCurrentIndex(m_chosen.isEmpty() ? 0 : int(sorted.indexOf(m_chosen)) + 1);
}

void SseEventTypeFilter::showPopup()
{
    refresh();
    QComboBox::showPopup();
}

void SseEventTypeFilter::focusInEvent(QFocusEvent *event)
{
    QComboBox::focusInEvent(event);
    if (!view()->isVisible())
        refresh();
}
