// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSEEVENTTABLE_P_H
#define SSEQT_SSEEVENTTABLE_P_H

#include "sseeventrows_p.h"

#include <QtCore/qabstractitemmodel.h>
#include <QtWidgets/qtableview.h>

class QLabel;
class QPushButton;

// The rows. It follows what comes in, unless the reader has scrolled away; then what the reader
// looks at stays where it is, as long as it is there.
class SseEventTable : public QTableView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SseEventTable)
public:
    SseEventTable(SseEventRows *rows, QWidget *parent);

    [[nodiscard]] bool isFollowing() const { return m_isFollowing; }
    void follow();
    void setNote(const QString &note);
    void retranslate();

Q_SIGNALS:
    // The reader has chosen the row.
    void chosen(int row);
    void pausePressed();
    void closePressed();
    void menuRequested(const QPoint &position);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;
    void updateGeometries() override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void setUpHeaders();
    void fit();
    [[nodiscard]] int rowHeight() const;
    [[nodiscard]] int edgeRow() const;
    [[nodiscard]] int rowByKey(int key) const;
    void select(int row);
    void place();
    void reveal(int row);
    void settle();
    void rememberPlace();
    void scrollTo(int offset);
    void placeOverlays();

    SseEventRows *const m_rows;
    QPushButton *const m_latest;
    QLabel *const m_note;
    int m_fontHeight = 0;
    bool m_isFollowing = true;
    bool m_isPlacing = false;
    QPersistentModelIndex
        m_anchor; // the row that stays where it is: the chosen one, or the uppermost
    int m_anchorOffset = 0; // from where it would stand at the top
};

#endif
