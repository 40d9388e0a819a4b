// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_TEST_CATPROCESS_H
#define SSEQT_TEST_CATPROCESS_H

#include <QtCore/qjsondocument.h>
#include <QtCore/qjsonobject.h>
#include <QtCore/qprocess.h>
#include <QtTest/qtest.h>

// The program itself, run beside a server that lives in the test's own event loop.
class CatProcess
{
    Q_DISABLE_COPY_MOVE(CatProcess)
public:
    CatProcess() { process.setProgram(QStringLiteral(SSECAT)); }

    explicit CatProcess(const QStringList &arguments)
        : CatProcess()
    {
        start(arguments);
    }

    CatProcess(const QStringList &arguments, const QByteArray &input)
        : CatProcess(arguments)
    {
        process.write(input);
        process.closeWriteChannel();
    }

    ~CatProcess()
    {
        process.kill();
        process.waitForFinished();
    }

    void start(const QStringList &arguments)
    {
        process.setArguments(arguments);
        process.start();
    }

    // Whether it ends by itself. What it prints is there then.
    [[nodiscard]] bool hasEnded()
    {
        return QTest::qWaitFor([this] { return process.state() == QProcess::NotRunning; }, 30000)
            && process.exitStatus() == QProcess::NormalExit;
    }

    // Whether this much comes while it runs.
    [[nodiscard]] bool hasPrinted(const QByteArray &text)
    {
        return QTest::qWaitFor([this, &text] { return output().contains(text); }, 30000);
    }

    [[nodiscard]] int status() const { return process.exitCode(); }

    [[nodiscard]] QByteArray output()
    {
        m_output += process.readAllStandardOutput();
        return m_output;
    }

    [[nodiscard]] QByteArray errors()
    {
        m_errors += process.readAllStandardError();
        return m_errors;
    }

    // Each ends in a line feed, or the last one here shows what followed it.
    [[nodiscard]] QByteArrayList lines() { return linesOf(output()); }
    [[nodiscard]] QByteArrayList errorLines() { return linesOf(errors()); }

    // The output of --format jsonl, all of it or the objects of one kind.
    [[nodiscard]] QList<QJsonObject> objects(const QString &kind = {})
    {
        QList<QJsonObject> list;
        const QByteArrayList all = lines();
        for (const QByteArray &line : all) {
            QJsonParseError error;
            const QJsonObject object = QJsonDocument::fromJson(line, &error).object();
            if (error.error != QJsonParseError::NoError)
                QTest::qFail(line.constData(), __FILE__, __LINE__);
            if (kind.isEmpty() || object.value(QStringLiteral("kind")).toString() == kind)
                list.append(object);
        }
        return list;
    }

    QProcess process;

private:
    static QByteArrayList linesOf(const QByteArray &text)
    {
        QByteArrayList lines = text.split('\n');
        if (lines.constLast().isEmpty())
            lines.removeLast();
        return lines;
    }

    QByteArray m_output;
    QByteArray m_errors;
};

#endif
