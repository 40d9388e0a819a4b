#include <QMainWindow>
#include <QStatusBar>
#include <QToolBar>
#include <SseQt/SseConnectionActions>
#include <SseQt/SseEventView>
#include <SseQt/SseStatusLabel>

// A window for any event stream, in which it can be opened and closed.
class Monitor : public QMainWindow
{
public:
    explicit Monitor(SseSource *source)
    {
        auto *const view = new SseEventView(source);
        view->setMaximumCount(20000);
        setCentralWidget(view);

        auto *const actions = new SseConnectionActions(source, this);
        QToolBar *const bar = addToolBar(tr("Connection"));
        bar->addAction(actions->connectAction());
        bar->addAction(actions->disconnectAction());
        statusBar()->addPermanentWidget(new SseStatusLabel(source));
    }
};
