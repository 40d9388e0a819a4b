#include <QDesktopServices>
#include <SseQt/SseChatWidget>

// A look of its own, and links that lead to one place alone.
void adorn(SseChatWidget *chat)
{
    SseChatView *const view = chat->view();
    QPalette palette = view->palette();
    palette.setColor(QPalette::Link, QColor(0x8a, 0xb4, 0xf8)); // style sheets have none for it
    view->setPalette(palette);
    view->setStyleSheet(
        QStringLiteral("SseChatView { background-color: #10141a; color: #e6e9ee; border: none;"
                       " selection-background-color: #35507a; font-size: 12pt }"));

    view->setOpensLinks(false);
    QObject::connect(view, &SseChatView::linkActivated, chat, [](const QUrl &url) {
        if (url.host() == QStringLiteral("docs.example.org"))
            QDesktopServices::openUrl(url);
    });
}
