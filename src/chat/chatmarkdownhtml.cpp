// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "chatmarkdownhtml_p.h"

#include "chatmarkdowntext_p.h"
#include "chatmarkdownwriter_p.h"

#include <md4c.h>

#include <algorithm>
#include <tuple>

using Kind = ChatMarkdownModel::Kind;

namespace {

// Raw HTML is text like any other.
constexpr unsigned ParserFlags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS
    | MD_FLAG_PERMISSIVEAUTOLINKS | MD_FLAG_NOHTML;
// Wider tables are cut off: no screen has room for them.
constexpr int MaximumColumns = 64;

QString textOf(const MD_ATTRIBUTE &attribute)
{
    QString text;
    if (!attribute.text || attribute.size == 0)
        return text;
    for (int i = 0; attribute.substr_offsets[i] < attribute.size; ++i) {
        const MD_OFFSET start = attribute.substr_offsets[i];
        const QString part = QString::fromUtf8(attribute.text + start,
                                               qsizetype(attribute.substr_offsets[i + 1] - start));
        if (attribute.substr_types[i] == MD_TEXT_ENTITY)
            text += ChatMarkdownText::resolved(part);
        else if (attribute.substr_types[i] == MD_TEXT_NULLCHAR)
            text += QChar(QChar::ReplacementCharacter);
        else
            text += part;
    }
    return text;
}

// What the parser calls, for one piece.
class Renderer
{
public:
    Renderer(const ChatMarkdownPiece &piece, int nextNumber)
        : m_writer(piece, nextNumber)
    { }

    // Whether it was parsed to its end.
    bool parse(const QByteArray &utf8);
    ChatMarkdownHtml::Result take() { return m_writer.take(); }

private:
    void enterBlock(MD_BLOCKTYPE type, const void *detail);
    void leaveBlock(MD_BLOCKTYPE type);
    void enterItem(const MD_BLOCK_LI_DETAIL &item);
    void enterCell(const QString &tag, MD_ALIGN align);
    void leaveCell(const QString &tag);
    void enterSpan(MD_SPANTYPE type, const void *detail);
    void leaveSpan(MD_SPANTYPE type);
    void enterLink(const QString &target);
    void leaveLink();
    void text(MD_TEXTTYPE type, const QString &text);

    [[nodiscard]] int result() const { return m_writer.isTooLarge() ? 1 : 0; }
    [[nodiscard]] bool isCutOff() const { return m_isInCell && m_column > MaximumColumns; }

    ChatMarkdownWriter m_writer;
    QList<bool> m_links; // whether those that are open are drawn as such
    bool m_isInCell = false;
    int m_column = 0;
};

QString tagOf(MD_SPANTYPE type)
{
    switch (type) {
    case MD_SPAN_EM:
        return QStringLiteral("em");
    case MD_SPAN_STRONG:
        return QStringLiteral("strong");
    case MD_SPAN_CODE:
        return QStringLiteral("code");
    case MD_SPAN_DEL:
        return QStringLiteral("s");
    default:
        return {};
    }
}

// A heading of the first level would be a title, for which an answer has no room; those from the
// fourth on would be smaller than text.
QString headingTag(unsigned level)
{
    return QStringLiteral("h%1").arg(std::min(level + 1, 4U));
}

bool Renderer::parse(const QByteArray &utf8)
{
    MD_PARSER parser{};
    parser.flags = ParserFlags;
    parser.enter_block = [](MD_BLOCKTYPE type, void *detail, void *self) {
        static_cast<Renderer *>(self)->enterBlock(type, detail);
        return static_cast<Renderer *>(self)->result();
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void *, void *self) {
        static_cast<Renderer *>(self)->leaveBlock(type);
        return static_cast<Renderer *>(self)->result();
    };
    parser.enter_span = [](MD_SPANTYPE type, void *detail, void *self) {
        static_cast<Renderer *>(self)->enterSpan(type, detail);
        return static_cast<Renderer *>(self)->result();
    };
    parser.leave_span = [](MD_SPANTYPE type, void *, void *self) {
        static_cast<Renderer *>(self)->leaveSpan(type);
        return static_cast<Renderer *>(self)->result();
    };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *self) {
        static_cast<Renderer *>(self)->text(type, QString::fromUtf8(text, qsizetype(size)));
        return static_cast<Renderer *>(self)->result();
    };
    return md_parse(utf8.constData(), MD_SIZE(utf8.size()), &parser, this) == 0;
}

void Renderer::enterBlock(MD_BLOCKTYPE type, const void *detail)
{
    switch (type) {
    case MD_BLOCK_QUOTE:
        m_writer.enterQuote();
        break;
    case MD_BLOCK_UL:
        m_writer.enterList(false, 1);
        break;
    case MD_BLOCK_OL:
        m_writer.enterList(true, int(static_cast<const MD_BLOCK_OL_DETAIL *>(detail)->start));
        break;
    case MD_BLOCK_LI:
        enterItem(*static_cast<const MD_BLOCK_LI_DETAIL *>(detail));
        break;
    case MD_BLOCK_HR:
        m_writer.enterRow(Kind::Rule);
        m_writer.leaveRow();
        break;
    case MD_BLOCK_H:
        m_writer.enterBlock(headingTag(static_cast<const MD_BLOCK_H_DETAIL *>(detail)->level));
        break;
    case MD_BLOCK_CODE:
        m_writer.enterRow(Kind::Code,
                          textOf(static_cast<const MD_BLOCK_CODE_DETAIL *>(detail)->lang));
        break;
    case MD_BLOCK_P:
        m_writer.enterBlock(QStringLiteral("p"));
        break;
    case MD_BLOCK_TABLE:
        m_writer.enterRow(Kind::Table);
        m_writer.writeHtml(
            QStringLiteral("<table border=\"1\" cellspacing=\"0\" cellpadding=\"6\">"));
        break;
    case MD_BLOCK_TR:
        m_column = 0;
        m_writer.writeHtml(QStringLiteral("<tr>"));
        break;
    case MD_BLOCK_TH:
        enterCell(QStringLiteral("th"), static_cast<const MD_BLOCK_TD_DETAIL *>(detail)->align);
        break;
    case MD_BLOCK_TD:
        enterCell(QStringLiteral("td"), static_cast<const MD_BLOCK_TD_DETAIL *>(detail)->align);
        break;
    case MD_BLOCK_DOC:
    case MD_BLOCK_HTML:
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY:
        break;
    }
}

void Renderer::leaveBlock(MD_BLOCKTYPE type)
{
    switch (type) {
    case MD_BLOCK_QUOTE:
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
    case MD_BLOCK_LI:
        m_writer.leaveContainer();
        break;
    case MD_BLOCK_H:
        m_writer.leaveBlock();
        break;
    case MD_BLOCK_P:
        m_writer.leaveBlock();
        break;
    case MD_BLOCK_CODE:
        m_writer.leaveRow();
        break;
    case MD_BLOCK_TABLE:
        m_writer.writeHtml(QStringLiteral("</table>"));
        m_writer.leaveRow();
        break;
    case MD_BLOCK_TR:
        m_writer.writeHtml(QStringLiteral("</tr>"));
        m_writer.writeText(QStringLiteral("\n"));
        break;
    case MD_BLOCK_TH:
        leaveCell(QStringLiteral("th"));
        break;
    case MD_BLOCK_TD:
        leaveCell(QStringLiteral("td"));
        break;
    case MD_BLOCK_DOC:
    case MD_BLOCK_HR:
    case MD_BLOCK_HTML:
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY:
        break;
    }
}

void Renderer::enterItem(const MD_BLOCK_LI_DETAIL &item)
{
    QString mark;
    if (item.is_task)
        mark = item.task_mark == ' ' ? QStringLiteral(u"\u2610 ") : QStringLiteral(u"\u2611 ");
    m_writer.enterItem(mark);
}

void Renderer::enterCell(const QString &tag, MD_ALIGN align)
{
    m_isInCell = true;
    ++m_column;
    if (isCutOff())
        return;
    if (m_column > 1)
        m_writer.writeText(QStringLiteral("\t"));
    const QString side = align == MD_ALIGN_CENTER ? QStringLiteral(" align=\"center\"")
        : align == MD_ALIGN_RIGHT                 ? QStringLiteral(" align=\"right\"")
                                                  : QStringLiteral(" align=\"left\"");
    m_writer.writeHtml(u'<' + tag + side + u'>');
}

void Renderer::leaveCell(const QString &tag)
{
    if (!isCutOff())
        m_writer.writeHtml(QStringLiteral("</") + tag + u'>');
    m_isInCell = false;
}

void Renderer::enterSpan(MD_SPANTYPE type, const void *detail)
{
    if (isCutOff())
        return;
    if (type == MD_SPAN_A)
        enterLink(textOf(static_cast<const MD_SPAN_A_DETAIL *>(detail)->href));
    else if (type == MD_SPAN_IMG)
        enterLink(textOf(static_cast<const MD_SPAN_IMG_DETAIL *>(detail)->src));
    else if (const QString tag = tagOf(type); !tag.isEmpty())
        m_writer.writeHtml(u'<' + tag + u'>');
}

void Renderer::leaveSpan(MD_SPANTYPE type)
{
    if (isCutOff())
        return;
    if (type == MD_SPAN_A || type == MD_SPAN_IMG)
        leaveLink();
    else if (const QString tag = tagOf(type); !tag.isEmpty())
        m_writer.writeHtml(QStringLiteral("</") + tag + u'>');
}

// Images are links to themselves: nothing is loaded until somebody wants to see it. One that is
// itself the text of a link leads where that one does.
void Renderer::enterLink(const QString &target)
{
    const QString address = m_links.contains(true) ? QString() : ChatMarkdownText::address(target);
    m_links.append(!address.isEmpty());
    if (!address.isEmpty())
        m_writer.writeHtml(QStringLiteral("<a href=\"") + address.toHtmlEscaped()
                           + QStringLiteral("\">"));
}

void Renderer::leaveLink()
{
    if (!m_links.isEmpty() && m_links.takeLast())
        m_writer.writeHtml(QStringLiteral("</a>"));
}

void Renderer::text(MD_TEXTTYPE type, const QString &text)
{
    if (isCutOff())
        return;
    switch (type) {
    case MD_TEXT_NULLCHAR:
        m_writer.write(QString(QChar(QChar::ReplacementCharacter)));
        break;
    case MD_TEXT_BR:
        m_writer.writeHtml(QStringLiteral("<br>"));
        m_writer.writeText(QStringLiteral("\n"));
        break;
    case MD_TEXT_ENTITY:
        m_writer.write(ChatMarkdownText::resolved(text));
        break;
    case MD_TEXT_SOFTBR:
        m_writer.write(QStringLiteral("\n"));
        break;
    case MD_TEXT_NORMAL:
    case MD_TEXT_CODE:
    case MD_TEXT_HTML:
    case MD_TEXT_LATEXMATH:
        m_writer.write(text);
        break;
    }
}

// Code is shown as it came; so is what the parser cannot take.
ChatMarkdownRow verbatim(const ChatMarkdownPiece &piece, Kind kind)
{
    ChatMarkdownRow row;
    row.kind = kind;
    row.text = piece.source;
    if (kind == Kind::Text)
        row.html = ChatMarkdownText::escaped(piece.source);
    row.language = piece.language;
    row.continues = piece.continues;
    row.continuesLine = piece.continuesLine;
    row.indent = piece.indent;
    row.quote = piece.quote;
    return row;
}

} // namespace

bool operator==(const ChatMarkdownRow &lhs, const ChatMarkdownRow &rhs)
{
    const auto members = [](const ChatMarkdownRow &row) {
        return std::tie(row.kind, row.html, row.text, row.language, row.continues,
                        row.continuesLine, row.isFinished, row.indent, row.quote);
    };
    return members(lhs) == members(rhs);
}

ChatMarkdownHtml::Result ChatMarkdownHtml::rendered(const ChatMarkdownPiece &piece,
                                                    const QString &definitions, int nextNumber)
{
    if (piece.kind == ChatMarkdownPiece::Kind::Code)
        return { { verbatim(piece, Kind::Code) }, nextNumber };
    Renderer renderer(piece, nextNumber);
    if (!renderer.parse(ChatMarkdownText::wellFormed(definitions + piece.source).toUtf8()))
        return { { verbatim(piece, Kind::Text) }, nextNumber };
    return renderer.take();
}
