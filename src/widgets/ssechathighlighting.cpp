// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssechathighlighting_p.h"

#include <QtCore/qglobal.h>

#if defined(SSEQT_HAS_SYNTAX_HIGHLIGHTING)

#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/SyntaxHighlighter>
#include <KSyntaxHighlighting/Theme>

#include <QtGui/qpalette.h>
#include <QtGui/qtextdocument.h>

namespace {

// Loading it takes a while, so it is there once.
KSyntaxHighlighting::Repository &repository()
{
    static KSyntaxHighlighting::Repository loaded;
    return loaded;
}

// Fences name a language, or the ending of its files.
KSyntaxHighlighting::Definition definitionOf(const QString &language)
{
    const auto named = repository().definitionForName(language);
    return named.isValid() ? named
                           : repository().definitionForFileName(QStringLiteral("code.") + language);
}

} // namespace

void SseChatHighlighting::highlight(QTextDocument *document, const QString &language,
                                    const QPalette &palette)
{
    if (language.isEmpty())
        return;
    const auto definition = definitionOf(language);
    if (!definition.isValid())
        return;
    const bool isDark = palette.color(QPalette::Base).lightnessF() < 0.5;
    auto *const highlighter = new KSyntaxHighlighting::SyntaxHighlighter(document);
    highlighter->setTheme(
        repository().defaultTheme(isDark ? KSyntaxHighlighting::Repository::DarkTheme
                                         : KSyntaxHighlighting::Repository::LightTheme));
    highlighter->setDefinition(definition);
}

#else

void SseChatHighlighting::highlight(QTextDocument *document, const QString &language,
                                    const QPalette &palette)
{
    Q_UNUSED(document)
    Q_UNUSED(language)
    Q_UNUSED(palette)
}

#endif
