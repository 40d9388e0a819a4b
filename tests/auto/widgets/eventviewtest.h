// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_TEST_EVENTVIEWTEST_H
#define SSEQT_TEST_EVENTVIEWTEST_H

#include <SseQt/SseEventView>
#include <SseQt/SseTestServer>

#include <QtTest/qtest.h>
#include <QtWidgets/qtableview.h>

#include <memory>

// A view of a stream that says what it is told.
class EventViewTest : public QObject
{
    Q_OBJECT

protected:
    enum Column { Kind, Time, Type, Id, Data };

    void open(const QByteArray &bytes = {})
    {
        m_server = std::make_unique<SseTestServer>();
        QVERIFY(m_server->listen());
        m_server->route(QStringLiteral("/"), SseTestScript::eventStream().stall());
        m_source = std::make_unique<SseSource>(m_server->url());
        m_source->setReconnectInterval(60000);
        m_view = std::make_unique<SseEventView>(m_source.get());
        m_view->resize(900, 560);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
        m_table = child<QTableView>("table");
        m_source->open();
        QTRY_COMPARE(m_view->model()->count(), 1); // that it opened
        send(bytes);
    }

    // Waits until the rows are there.
    void send(const QByteArray &bytes)
    {
        const auto events = qint64(m_source->statistics().events) + bytes.count("data:");
        const qint64 comments = bytes.count("\n:") + bytes.startsWith(':');
        const int count = m_view->model()->count() + m_view->model()->heldCount();
        m_server->sendToAll(bytes);
        QTRY_COMPARE(qint64(m_source->statistics().events), events);
        const auto all =
            std::min<qint64>(count + bytes.count("data:") + comments, m_view->maximumCount());
        QTRY_VERIFY(m_view->model()->count() + m_view->model()->heldCount() >= all);
    }

    void clean()
    {
        m_view.reset();
        m_source.reset();
        m_server.reset();
    }

    template<typename Widget>
    [[nodiscard]] Widget *child(const char *name) const
    {
        return m_view->findChild<Widget *>(QString::fromLatin1(name));
    }
    [[nodiscard]] int rowCount() const { return m_table->model()->rowCount(); }
    [[nodiscard]] QString textOf(int column, int row) const
    {
        return m_table->model()->index(row, column).data().toString();
    }
    [[nodiscard]] QStringList textsOf(int column) const
    {
        QStringList texts;
        for (int row = 0; row < rowCount(); ++row)
            texts += textOf(column, row);
        return texts;
    }
    void clickRow(int row)
    {
        QTest::mouseClick(m_table->viewport(), Qt::LeftButton, {},
                          m_table->visualRect(m_table->model()->index(row, Data)).center());
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(m_table, key, modifiers);
    }

    static QByteArray numbers(int from, int to)
    {
        QByteArray bytes;
        for (int i = from; i < to; ++i)
            bytes += "id: " + QByteArray::number(i) + "\ndata: " + QByteArray::number(i) + "\n\n";
        return bytes;
    }

    std::unique_ptr<SseTestServer> m_server;
    std::unique_ptr<SseSource> m_source;
    std::unique_ptr<SseEventView> m_view;
    QTableView *m_table = nullptr;
};

#endif
