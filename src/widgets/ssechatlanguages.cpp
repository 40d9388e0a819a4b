// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssechatlanguages_p.h"

#include <QtCore/qlatin1stringview.h>

#include <algorithm>
#include <iterator>

namespace {

struct Language
{
    const char *word;
    const char *name;
};

// Words that models write and KSyntaxHighlighting does not have, neither as a name nor as an
// ending, or has for something else.
constexpr Language Languages[] = {
    { "apache", "Apache Configuration" },
    { "asm", "Intel x86 (NASM)" },
    { "assembly", "Intel x86 (NASM)" },
    { "batch", "MS-DOS Batch" },
    { "cuda", "C++" },
    { "delphi", "Pascal" },
    { "docker", "Dockerfile" },
    { "dotenv", "Bash" },
    { "elisp", "Common Lisp" },
    { "env", "Bash" },
    { "f#", "FSharp" },
    { "fortran", "Fortran (Free Format)" },
    { "gitignore", "Git Ignore" },
    { "golang", "Go" },
    { "graphviz", "dot" },
    { "hcl", "Terraform" },
    { "jinja", "Django HTML Template" },
    { "jinja2", "Django HTML Template" },
    { "json5", "JavaScript" },
    { "jsonc", "JavaScript" },
    { "make", "Makefile" },
    { "mysql", "SQL (MySQL)" },
    { "nasm", "Intel x86 (NASM)" },
    { "ndjson", "JSON" },
    { "node", "JavaScript" },
    { "ocaml", "Objective Caml" },
    { "plsql", "SQL (Oracle)" },
    { "postgres", "SQL (PostgreSQL)" },
    { "postgresql", "SQL (PostgreSQL)" },
    { "pwsh", "PowerShell" },
    { "python3", "Python" },
    { "shell", "Bash" },
    { "sqlite", "SQL" },
    { "svelte", "HTML" },
    { "systemd", "systemd unit" },
    { "vbnet", "MonoBasic" },
};

// Fences of some tools say more behind it: "rust,ignore", "js{1,3}", "python:main.py".
QStringView wordOf(QStringView language)
{
    const auto end = std::find_if(language.cbegin(), language.cend(), [](QChar character) {
        return QStringView(u",:;{[(").contains(character);
    });
    return language.first(std::distance(language.cbegin(), end));
}

} // namespace

QString SseChatLanguages::nameOf(QStringView language)
{
    const QStringView word = wordOf(language);
    const auto *const found =
        std::find_if(std::cbegin(Languages), std::cend(Languages), [word](const Language &known) {
            return word.compare(QLatin1String(known.word), Qt::CaseInsensitive) == 0;
        });
    return found == std::cend(Languages) ? word.toString() : QString::fromLatin1(found->name);
}
