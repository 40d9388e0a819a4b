// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_CHATMARKDOWNREFERENCES_P_H
#define SSEQT_CHATMARKDOWNREFERENCES_P_H

#include <QtCore/qhash.h>
#include <QtCore/qset.h>
#include <QtCore/qstring.h>

// The definitions of link references that a text has, so that blocks can be parsed each by itself.
// A bounded number of them: what is defined after those has no links.
class ChatMarkdownReferences
{
public:
    // The labels that the text newly defines. The first definition of a label counts.
    QSet<QString> collect(const QString &source);
    // Labels that the text may use, defined or not.
    [[nodiscard]] static QSet<QString> labelsIn(const QString &source);
    // The definitions of these labels, as Markdown; empty when there are none.
    [[nodiscard]] QString definitionsOf(const QSet<QString> &labels) const;
    [[nodiscard]] bool hasAll(const QSet<QString> &labels) const;

private:
    QHash<QString, QString> m_definitions; // lines, by their labels
    qsizetype m_size = 0;
};

#endif
