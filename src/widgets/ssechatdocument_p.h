// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSECHATDOCUMENT_P_H
#define SSEQT_SSECHATDOCUMENT_P_H

#include <QtGui/qtextdocument.h>

class SseChatBlock;
class SseChatStyle;

// The text of a block. It loads nothing, whatever the text is.
class SseChatDocument : public QTextDocument
{
    Q_OBJECT
public:
    SseChatDocument(const SseChatBlock *block, const SseChatStyle &style);

    void show(const SseChatBlock *block);

protected:
    QVariant loadResource(int type, const QUrl &name) override;
};

#endif
