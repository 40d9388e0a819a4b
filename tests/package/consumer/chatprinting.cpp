#include <SseQt/ChatSession>

#include <QtCore/qtextstream.h>

// Prints a text as far as it has come, and then each fragment by which it grows.
void printText(ChatPart *part, QTextStream *out)
{
    if (part->type() != Chat::PartType::Text)
        return;
    *out << part->text() << Qt::flush;
    QObject::connect(part, &ChatPart::textAppended, part,
                     [out](const QString &fragment) { *out << fragment << Qt::flush; });
}

void printAnswer(ChatMessage *answer, QTextStream *out)
{
    QObject::connect(answer, &ChatMessage::rowsInserted, answer,
                     [answer, out](const QModelIndex &, int first, int last) {
                         for (int row = first; row <= last; ++row)
                             printText(answer->partAt(row), out);
                     });
}

void printAnswers(ChatSession *session, QTextStream *out)
{
    ChatModel *const messages = session->messages();
    QObject::connect(messages, &ChatModel::rowsInserted, messages,
                     [messages, out](const QModelIndex &, int row) {
                         ChatMessage *const message = messages->messageAt(row);
                         if (message->role() == Chat::Role::Assistant)
                             printAnswer(message, out);
                     });
}
