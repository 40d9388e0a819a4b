#include <QDockWidget>
#include <QMainWindow>
#include <QMenuBar>
#include <SseQt/ChatSession>
#include <SseQt/SseChatInput>
#include <SseQt/SseChatView>
#include <SseQt/SseEventView>

// A window with the conversation in the middle, and around it what can be moved.
class ChatWindow : public QMainWindow
{
public:
    explicit ChatWindow(ChatSession *session)
    {
        auto *const view = new SseChatView;
        view->setModel(session->messages());
        connect(view, &SseChatView::retryRequested, session, &ChatSession::retry);
        connect(session, &ChatSession::errorChanged, view,
                [view, session] { view->setCanRetry(session->canRetry()); });
        setCentralWidget(view);

        auto *const input = new SseChatInput;
        connect(input, &SseChatInput::submitted, session, &ChatSession::send);
        connect(input, &SseChatInput::stopRequested, session, &ChatSession::stop);
        connect(session, &ChatSession::phaseChanged, input,
                [input, session] { input->setBusy(session->isBusy()); });
        addDock(Qt::BottomDockWidgetArea, tr("Message"), input);

        // What comes over the wire, behind a key.
        auto *const inspector = new SseEventView(session->source());
        QDockWidget *const dock = addDock(Qt::RightDockWidgetArea, tr("Inspector"), inspector);
        dock->hide();
        dock->toggleViewAction()->setShortcut(Qt::Key_F12);
        menuBar()->addMenu(tr("&View"))->addAction(dock->toggleViewAction());
    }

private:
    QDockWidget *addDock(Qt::DockWidgetArea area, const QString &title, QWidget *content)
    {
        auto *const dock = new QDockWidget(title, this);
        dock->setWidget(content);
        addDockWidget(area, dock);
        return dock;
    }
};
