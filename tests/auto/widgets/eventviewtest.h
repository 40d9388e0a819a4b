// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_TEST_EVENTVIEWTEST_H
#define SSEQT_TEST_EVENTVIEWTEST_H

#include <SseQt/SseEventView>
#include <SseQt/SseTestServer>

#include <QtGui/qclipboard.h>
#include <QtGui/qguiapplication.h>
#include <QtTest/qtest.h>
#include <QtWidgets/qlabel.h>
#include <QtWidgets/qplaintextedit.h>
#include <QtWidgets/qtableview.h>
#include <QtWidgets/qtoolbutton.h>

#include <algorithm>
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

    // Waits until the rows are there, or held back.
    void send(const QByteArray &bytes)
    {
        const qint64 comments = bytes.count("\n:") + bytes.startsWith(':');
        const qint64 all = takenCount() + bytes.count("data:") + comments;
        m_server->sendToAll(bytes);
        QTRY_COMPARE(takenCount(), all);
    }

    // All that the model ever took.
    [[nodiscard]] qint64 takenCount() const
    {
        const SseEventModel *const model = m_view->model();
        const QModelIndex last = model->index(model->count() - 1, 0);
        m_lastNumber = std::max(m_lastNumber, last.data(SseEventModel::NumberRole).toLongLong());
        return m_lastNumber + model->heldCount();
    }

    void clean()
    {
        m_lastNumber = 0;
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

    [[nodiscard]] QString labelOf(const char *name) const { return child<QLabel>(name)->text(); }
    [[nodiscard]] QString details() const
    {
        return child<QPlainTextEdit>("detailsText")->toPlainText();
    }
    [[nodiscard]] bool hasDetails() const { return child<QWidget>("details")->isVisible(); }
    void click(const char *name) { QTest::mouseClick(child<QToolButton>(name), Qt::LeftButton); }
    static QString pasted() { return QGuiApplication::clipboard()->text(); }

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
    mutable qint64 m_lastNumber = 0; // stays when the rows are cleared
};

#endif
