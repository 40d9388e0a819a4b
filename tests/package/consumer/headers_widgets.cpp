// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// Every public header of the component Widgets, by each of its names; and every class at work.
#include <SseQt/SseChatInput>
#include <SseQt/SseChatView>
#include <SseQt/SseChatWidget>
#include <SseQt/SseConnectionActions>
#include <SseQt/SseEventView>
#include <SseQt/SseStatusLabel>

#include <SseQt/ssechatinput.h>
#include <SseQt/ssechatview.h>
#include <SseQt/ssechatwidget.h>
#include <SseQt/sseconnectionactions.h>
#include <SseQt/sseeventview.h>
#include <SseQt/sseqtwidgetsglobal.h>
#include <SseQt/ssestatuslabel.h>

#include <SseQt/SseTestServer>

#include <QtCore/qdebug.h>
#include <QtGui/qaction.h>
#include <QtWidgets/qapplication.h>

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    SseTestServer server;
    if (!server.listen())
        return 4;
    server.route("/chat",
                 SseTestScript::eventStream()
                     .send("data: {\"choices\": [{\"delta\": {\"content\": \"Because.\"}}]}\n\n"
                           "data: {\"choices\": [{\"delta\": {}, \"finish_reason\": \"stop\"}]}\n\n"
                           "data: [DONE]\n\n")
                     .end());

    ChatSession session;
    session.setEndpoint(server.url("/chat"));
    session.setModel("demo");
    SseChatWidget chat(&session);
    SseEventView events(session.source());
    SseStatusLabel status(session.source());
    SseConnectionActions actions(session.source());
    chat.show();
    events.show();
    status.show();

    const auto look = [&] {
        if (session.isBusy() || events.model()->count() == 0)
            return;
        const bool isShown = chat.view()->toPlainText().contains("Because.");
        const bool isAtRest = status.status() == SseStatusLabel::Status::Closed
            && actions.connectAction()->isEnabled();
        QCoreApplication::exit(isShown && isAtRest ? 0 : 7);
    };
    QObject::connect(&session, &ChatSession::finished, &app, look, Qt::QueuedConnection);
    QObject::connect(events.model(), &SseEventModel::countChanged, &app, look);
    QObject::connect(&session, &ChatSession::errorOccurred, &app, [](const ChatError &error) {
        qWarning() << error.message;
        QCoreApplication::exit(8);
    });
    SseChatInput *const input = chat.input();
    input->setText("Why is the sky blue?");
    input->submit();
    return app.exec();
}
