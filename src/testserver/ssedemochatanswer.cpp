// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssedemochatanswer_p.h"
#include "ssedemostream_p.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QTextBoundaryFinder>

using namespace Qt::StringLiterals;

namespace {

using SseDemo::ChatAnswer;
using SseDemo::ChatPrompt;

const QStringList &fallbacks()
{
    static const QStringList all{
        u"You asked about “%1”. I am a small demo and have no wise words on that, but every one "
        "of these reached you as an event of its own. 🙂\n\nAsk me about **event streams**, "
        "**reconnecting** or **Qt** and I will do better."_s,
        u"“%1” – a good question for a larger model. What I can tell you is how this answer "
        "travels:\n\n1. your question went out as *one* POST,\n2. the answer comes back as "
        "`data:` lines in one long HTTP response,\n3. in the very shape that OpenAI's API uses. ✨"_s,
        u"About “%1” I would only be guessing. Let me offer something I know instead: type "
        "`help`, and I will list my topics. 📚"_s,
    };
    return all;
}

// How many tokens the prompt wants after "/long".
qsizetype longCount(const QString &prompt)
{
    constexpr qsizetype Default = 1000;
    static const QRegularExpression command(u"(?:^|\\s)/long\\s+(\\d+)(?:\\s|$)"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = command.match(prompt);
    bool isNumber = false;
    const int count = match.captured(1).toInt(&isNumber);
    if (!match.hasMatch())
        return Default;
    return isNumber ? qBound(1, count, SseDemo::MaximumCount) : SseDemo::MaximumCount;
}

ChatAnswer longAnswer(const QString &prompt)
{
    ChatAnswer answer;
    answer.repeatedTokens = longCount(prompt);
    answer.reasoning =
        u"%1 tokens are wanted. I shall go round and round, and count the rounds."_s.arg(
            answer.repeatedTokens);
    answer.content = SseDemo::chatLongText();
    return answer;
}

ChatAnswer ordinaryAnswer(const ChatPrompt &prompt)
{
    ChatAnswer answer;
    const QString gist = SseDemo::chatGist(prompt.text);
    static const QRegularExpression word(u"[\\p{L}\\p{N}]"_s);
    if (!prompt.text.contains(word)) {
        answer.reasoning = u"There is no word in this. I had better say what I can do."_s;
        answer.content =
            u"I heard nothing but silence. 🍃 Ask me about event streams, Qt or emoji."_s;
        return answer;
    }
    answer.content = SseDemo::chatTopic(prompt.text, prompt.turn);
    if (!answer.content.isEmpty()) {
        answer.reasoning = u"The user says “%1”. That is one of my topics, so I can answer it from "
                           "memory. An example will help."_s.arg(gist);
        return answer;
    }
    answer.reasoning = u"The user says “%1”. None of my topics fits, so I should say so "
                       "and not make anything up."_s.arg(gist);
    answer.content = fallbacks().at(prompt.turn % fallbacks().size()).arg(gist);
    return answer;
}

} // namespace

SseDemo::ChatAnswer SseDemo::chatAnswer(const ChatRequest &request)
{
    const ChatPrompt &prompt = request.prompt;
    if (!prompt.results.isEmpty())
        return chatToolAnswer(prompt.results);
    if (hasChatCommand(prompt.text, "/long"_L1))
        return longAnswer(prompt.text);
    if (hasChatCommand(prompt.text, "/tour"_L1)) {
        ChatAnswer tour;
        tour.reasoning = u"A tour is wanted: everything that Markdown can, from headings to "
                         "tables, and a few things that a careful view does *not* do."_s;
        tour.content = chatTour();
        return tour;
    }
    if (hasChatCommand(prompt.text, "/busy"_L1)) {
        ChatAnswer thanks;
        thanks.reasoning =
            u"The user has waited for as long as I asked. That deserves an answer."_s;
        thanks.content =
            u"Thank you for waiting. ⏳ `Retry-After` said for how long, and you have sent the "
            "*same* request, not a moment too soon."_s;
        return thanks;
    }
    if (const auto weather = chatWeather(request))
        return *weather;
    return ordinaryAnswer(prompt);
}

bool SseDemo::hasChatCommand(const QString &prompt, QLatin1StringView command)
{
    const QStringList words = prompt.simplified().split(u' ');
    return words.contains(command, Qt::CaseInsensitive);
}

QString SseDemo::chatGist(const QString &text)
{
    constexpr qsizetype MaximumLength = 60;
    const QString line = text.simplified();
    if (line.size() <= MaximumLength)
        return line;
    // Not through the middle of a character, and rather between two words.
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, line);
    finder.setPosition(MaximumLength);
    const qsizetype end = finder.isAtBoundary() ? MaximumLength : finder.toPreviousBoundary();
    const qsizetype space = line.lastIndexOf(u' ', end - 1);
    return line.first(space > MaximumLength / 2 ? space : end) + u'…';
}

QStringList SseDemo::chatTokens(const QString &text)
{
    constexpr qsizetype LongWord = 8;
    QStringList tokens;
    const auto append = [&tokens](const QString &word) {
        if (word.size() <= LongWord) {
            tokens.append(word);
            return;
        }
        QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, word);
        finder.setPosition(word.size() / 2);
        const qsizetype middle =
            finder.isAtBoundary() ? finder.position() : finder.toNextBoundary();
        tokens.append(word.first(middle));
        if (middle < word.size())
            tokens.append(word.sliced(middle));
    };
    qsizetype start = 0;
    for (qsizetype i = 1; i < text.size(); ++i) {
        const bool startsToken =
            text.at(i) == u' ' || text.at(i) == u'\n' || text.at(i - 1) == u'\n';
        if (startsToken) {
            append(text.sliced(start, i - start));
            start = i;
        }
    }
    if (start < text.size())
        append(text.sliced(start));
    return tokens;
}
