// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSECHATANNOUNCER_P_H
#define SSEQT_SSECHATANNOUNCER_P_H

#include <QtCore/qbasictimer.h>
#include <QtCore/qhash.h>
#include <QtCore/qobject.h>
#include <QtCore/qset.h>
#include <QtCore/qstring.h>

class SseChatBlock;
class SseChatSection;
class SseChatViewPrivate;

// Tells screen readers of text that grows. They read it aloud, so it is not told by the token.
class SseChatAnnouncer : public QObject
{
    Q_OBJECT
public:
    explicit SseChatAnnouncer(SseChatViewPrivate *view);

    void takeInsertion(int first, int count);
    void takeChange(int first, int last);
    void forget(const SseChatBlock *block);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void take(SseChatBlock *block);
    void tell(SseChatBlock *block);

    SseChatViewPrivate *const m_view;
    QBasicTimer m_timer;
    QSet<SseChatBlock *> m_changed; // since the last time
    QSet<const SseChatSection *> m_growing;
    QHash<const SseChatBlock *, QString> m_told; // what each of theirs was then
};

#endif
