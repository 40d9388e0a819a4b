// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSECHATDOCUMENT_P_H
#define SSEQT_SSECHATDOCUMENT_P_H

#include <QtCore/qlist.h>
#include <QtCore/qrect.h>
#include <QtGui/qtextdocument.h>

class SseChatBlock;
class SseChatCodeState;
class SseChatStyle;

// The text of a block. It loads nothing, whatever the text is.
class SseChatDocument : public QTextDocument
{
    Q_OBJECT
public:
    struct Link
    {
        int from;
        int to;
        QString address;
    };

    // Colours of code go on from before.
    SseChatDocument(const SseChatBlock *block, const SseChatStyle &style,
                    const SseChatCodeState *before);

    void show(const SseChatBlock *block);

    // A character for each position.
    [[nodiscard]] QString characters() const;
    [[nodiscard]] QList<Link> links() const;
    // Where that text is, line by line; of no text, where it would begin.
    [[nodiscard]] QList<QRectF> rects(int from, int to) const;

protected:
    QVariant loadResource(int type, const QUrl &name) override;

private:
    [[nodiscard]] QRectF caretRect(int position) const;
};

#endif
