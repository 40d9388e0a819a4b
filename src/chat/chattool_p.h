// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_CHATTOOL_P_H
#define SSEQT_CHATTOOL_P_H

#include "chattool.h"

class ChatToolPrivate
{
public:
    QString name;
    QString description;
    QJsonObject parameters;
    ChatTool::Handler handler;
    bool isEnabled = true;
};

#endif
