#include <QListView>
#include <QMainWindow>
#include <QStatusBar>
#include <QToolBar>
#include <SseQt/SseConnectionActions>
#include <SseQt/SseEventModel>
#include <SseQt/SseStatusLabel>

// A list of news, and how the stream is doing that brings them.
class NewsWindow : public QMainWindow
{
public:
    explicit NewsWindow(SseSource *source)
    {
        auto *const news = new SseEventModel(this);
        news->setSource(source);
        auto *const list = new QListView;
        list->setModel(news);
        setCentralWidget(list);

        auto *const actions = new SseConnectionActions(source, this);
        QToolBar *const bar = addToolBar(tr("Connection"));
        bar->addAction(actions->connectAction());
        bar->addAction(actions->disconnectAction());
        statusBar()->addPermanentWidget(new SseStatusLabel(source));
    }
};
