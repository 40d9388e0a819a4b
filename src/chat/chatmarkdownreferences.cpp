// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatmarkdownreferences_p.h"

#include <algorithm>
#include <optional>

namespace {

constexpr qsizetype MaximumCount = 512;
constexpr qsizetype MaximumSize = 64 * 1024;
constexpr qsizetype MaximumLineLength = 1024;
constexpr qsizetype MaximumLabelLength = 200;
constexpr qsizetype MaximumLabels = 64; // that a block may use

// CommonMark 4.7: case and the number of spaces do not matter.
QString normalized(QStringView label)
{
    return label.toString().simplified().toCaseFolded();
}

// Where the label ends that begins behind \a start, or -1.
qsizetype endOfLabel(QStringView text, qsizetype start)
{
    const qsizetype end = std::min(text.size(), start + MaximumLabelLength);
    for (qsizetype i = start; i < end; ++i) {
        if (text[i] == u'\\')
            ++i;
        else if (text[i] == u'[')
            return -1;
        else if (text[i] == u']')
            return i;
    }
    return -1;
}

struct Definition
{
    QString label;
    QString line; // as the parser surely takes it
};

// What may stand behind the address.
bool isTitle(QStringView text)
{
    const bool isQuoted = text.size() >= 2
        && ((text.front() == u'"' && text.back() == u'"')
            || (text.front() == u'\'' && text.back() == u'\'')
            || (text.front() == u'(' && text.back() == u')'));
    return text.isEmpty() || isQuoted;
}

// Definitions on one line, as answers write them.
std::optional<Definition> definition(QStringView line)
{
    const QStringView text = line.trimmed();
    if (text.size() > MaximumLineLength || !text.startsWith(u'['))
        return std::nullopt;
    const qsizetype end = endOfLabel(text, 1);
    if (end < 0 || !text.sliced(end).startsWith(u"]:"))
        return std::nullopt;
    const QStringView label = text.sliced(1, end - 1);
    const QStringView rest = text.sliced(end + 2).trimmed();
    const qsizetype space = rest.indexOf(u' ');
    QStringView address = space < 0 ? rest : rest.first(space);
    if (address.size() > 2 && address.startsWith(u'<') && address.endsWith(u'>'))
        address = address.sliced(1).chopped(1);
    if (label.trimmed().isEmpty() || address.isEmpty() || address.contains(u'<')
        || address.contains(u'>') || (space >= 0 && !isTitle(rest.sliced(space).trimmed())))
        return std::nullopt;
    return Definition{ normalized(label),
                       QStringLiteral("[%1]: <%2>\n").arg(label.toString(), address.toString()) };
}

} // namespace

QSet<QString> ChatMarkdownReferences::collect(const QString &source)
{
    QSet<QString> defined;
    const auto lines = QStringView(source).split(u'\n');
    // Definitions stand at the beginning of what would be a paragraph.
    for (const QStringView line : lines) {
        const auto found = definition(line);
        if (!found)
            break;
        const bool hasRoom =
            m_definitions.size() < MaximumCount && m_size + line.size() < MaximumSize;
        if (!hasRoom || m_definitions.contains(found->label))
            continue;
        m_definitions.insert(found->label, found->line);
        m_size += line.size();
        defined.insert(found->label);
    }
    return defined;
}

QSet<QString> ChatMarkdownReferences::labelsIn(const QString &source)
{
    QSet<QString> labels;
    qsizetype start = source.indexOf(u'[');
    for (; start >= 0 && labels.size() < MaximumLabels; start = source.indexOf(u'[', start + 1)) {
        const qsizetype end = endOfLabel(source, start + 1);
        if (end > start + 1)
            labels.insert(normalized(QStringView(source).sliced(start + 1, end - start - 1)));
    }
    return labels;
}

QString ChatMarkdownReferences::definitionsOf(const QSet<QString> &labels) const
{
    QString lines;
    for (const QString &label : labels)
        lines += m_definitions.value(label);
    return lines.isEmpty() ? lines : lines + u'\n';
}

bool ChatMarkdownReferences::hasAll(const QSet<QString> &labels) const
{
    return std::all_of(labels.begin(), labels.end(),
                       [this](const QString &label) { return m_definitions.contains(label); });
}
