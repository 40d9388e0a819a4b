// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSEEVENTWORDS_P_H
#define SSEQT_SSEEVENTWORDS_P_H

#include <SseQt/sseeventmodel.h>

#include <QtCore/qdatetime.h>
#include <QtCore/qstring.h>

// What the views of events call things, and how they write what comes from servers.
namespace SseEventWords {

// Characters that would turn or swallow what stands beside them are replaced.
[[nodiscard]] QString plain(QString text);
// What stands on one line and may be of any length.
[[nodiscard]] QString brief(const QString &text);
// A tool tip in which nothing is markup, and not as long as a server likes.
[[nodiscard]] QString toolTip(const QString &text);

[[nodiscard]] QString time(const QDateTime &received);
[[nodiscard]] QString kind(SseEventModel::Kind kind);
[[nodiscard]] QString number(qsizetype count);
[[nodiscard]] QString rows(int count);
// How many rows are shown of how many, and how many wait.
[[nodiscard]] QString counts(int shown, int all, int held);

} // namespace SseEventWords

#endif
