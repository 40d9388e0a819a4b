#include <QDesktopServices>
#include <SseQt/SseChatWidget>

// A look of its own, and links that lead to one place alone.
void adorn(SseChatWidget *chat)
{
    chat->setStyleSheet(
        QStringLiteral("SseChatView { background-color: #10141a; color: #e6e9ee; border: none;"
                       " selection-background-color: #35507a; font-size: 12pt }"));
    chat->view()->setOpensLinks(false);
    QObject::connect(chat->view(), &SseChatView::linkActivated, chat, [](const QUrl &url) {
        if (url.host() == QStringLiteral("docs.example.org"))
            QDesktopServices::openUrl(url);
    });
}
