// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef CHATPROGRAM_H
#define CHATPROGRAM_H

#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <chrono>

// The program in a folder of its own, without keys in its environment.
class ChatProgram : public QProcess
{
public:
    QTemporaryDir folder;

    ChatProgram()
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.remove(QStringLiteral("SSEQT_API_KEY"));
        environment.remove(keyVariable());
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        environment.insert(QStringLiteral("QT_QUICK_BACKEND"), QStringLiteral("software"));
        environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), folder.path());
        environment.insert(QStringLiteral("XDG_CONFIG_HOME"), folder.path());
        setProcessEnvironment(environment);
        setWorkingDirectory(folder.path());
        setProgram(QStringLiteral(CHAT_PROGRAM));
        connect(this, &QProcess::readyReadStandardOutput, this, [this] {
            output += readAllStandardOutput();
            outputs.append(output);
        });
    }
    ~ChatProgram() override
    {
        kill();
        waitForFinished();
    }

    // A name for the environment variable that no other program knows.
    [[nodiscard]] static QString keyVariable() { return QStringLiteral("CHAT_TEST_KEY"); }

    void set(const QString &name, const QByteArray &value)
    {
        QProcessEnvironment environment = processEnvironment();
        environment.insert(name, QString::fromUtf8(value));
        setProcessEnvironment(environment);
    }

    bool run(const QStringList &arguments,
             std::chrono::milliseconds limit = std::chrono::seconds(90))
    {
        setArguments(arguments);
        start();
        const bool isDone =
            QTest::qWaitFor([this] { return state() == NotRunning; }, int(limit.count()));
        output += readAllStandardOutput();
        errors = readAllStandardError();
        return isDone && exitStatus() == NormalExit;
    }

    QByteArray output;
    QByteArray errors;
    QByteArrayList outputs; // the output after each piece of it
};

#endif // CHATPROGRAM_H
