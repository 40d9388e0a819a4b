// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// The tables of the guide say what the code does: every field, its default, and a test that exists.

#include <SseQt/SseSource>

#include <QtCore/qfile.h>
#include <QtCore/qmetaobject.h>
#include <QtCore/qregularexpression.h>
#include <QtTest/QtTest>

class tst_Documentation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyFieldOfThePolicyIsDocumented();
    void everyTimeoutIsDocumented();
    void defaultsAreTrue();
    void testsExist();
    void testsOfTheTrapsExist();
    void everyErrorIsDocumented();

private:
    struct Row
    {
        QString value;
        QString test;
    };
    QMap<QString, Row> m_rows; // by name of field or property
};

namespace {

QString read(const QString &path)
{
    QFile file(QStringLiteral(SSEQT_SOURCE_DIR "/") + path);
    return file.open(QFile::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

void tst_Documentation::initTestCase()
{
    const QStringList lines = read(QStringLiteral("docs/guide/reconnecting.md")).split(u'\n');
    for (const QString &line : lines) {
        const QStringList cells = line.split(u'|');
        if (cells.size() < 6 || !line.contains(QLatin1String("`tst_")))
            continue;
        const auto unquoted = [&cells](qsizetype index) {
            return cells.at(index).trimmed().remove(u'`');
        };
        m_rows.insert(unquoted(1), { unquoted(2), unquoted(cells.size() - 2) });
    }
    QVERIFY(m_rows.size() > 15);
}

void tst_Documentation::everyFieldOfThePolicyIsDocumented()
{
    const QMetaObject &policy = SseReconnectPolicy::staticMetaObject;
    for (int i = 0; i < policy.propertyCount(); ++i) {
        const char *const name = policy.property(i).name();
        QVERIFY2(m_rows.contains(QLatin1String(name)), name);
    }
}

void tst_Documentation::everyTimeoutIsDocumented()
{
    const QMetaObject &source = SseSource::staticMetaObject;
    int count = 0;
    for (int i = 0; i < source.propertyCount(); ++i) {
        const QString name = QString::fromLatin1(source.property(i).name());
        if (!name.endsWith(QLatin1String("Timeout")))
            continue;
        ++count;
        QVERIFY2(m_rows.contains(name), qPrintable(name));
    }
    QCOMPARE(count, 5);
}

void tst_Documentation::defaultsAreTrue()
{
    const SseReconnectPolicy policy;
    const SseSource source;
    for (auto it = m_rows.cbegin(); it != m_rows.cend(); ++it) {
        const QByteArray name = it.key().toLatin1();
        const int index = SseReconnectPolicy::staticMetaObject.indexOfProperty(name.constData());
        QVariant value;
        if (index >= 0)
            value = SseReconnectPolicy::staticMetaObject.property(index).readOnGadget(&policy);
        else
            value = source.property(name.constData());
        QVERIFY2(value.isValid(), name.constData());
        QString text = value.toString();
        if (value.metaType() == QMetaType::fromType<QList<int>>())
            text = value.value<QList<int>>().isEmpty() ? QStringLiteral("none") : QString();
        else if (value.metaType() == QMetaType::fromType<SseReconnectPolicy::CleanEnd>())
            text = QString::fromLatin1(
                QMetaEnum::fromType<SseReconnectPolicy::CleanEnd>().valueToKey(value.toInt()));
        QVERIFY2(text == it->value, qPrintable(it.key() + u' ' + text + u' ' + it->value));
    }
}

void tst_Documentation::testsExist()
{
    for (auto it = m_rows.cbegin(); it != m_rows.cend(); ++it) {
        const QString file = it->test.section(QLatin1String("::"), 0, 0);
        const QString function = it->test.section(QLatin1String("::"), 1);
        const QString code = read(QStringLiteral("tests/auto/core/%1.cpp").arg(file));
        QVERIFY2(code.contains(QStringLiteral("::%1()\n{").arg(function)), qPrintable(it->test));
    }
}

void tst_Documentation::testsOfTheTrapsExist()
{
    static const QRegularExpression test(QStringLiteral("`(tst_\\w+)::(\\w+)`"));
    auto matches = test.globalMatch(read(QStringLiteral("docs/guide/traps.md")));
    int count = 0;
    while (matches.hasNext()) {
        const auto match = matches.next();
        QString code;
        for (const char *const folder : { "auto/core", "auto/chat", "conformance", "integration" })
            code += read(
                QStringLiteral("tests/%1/%2.cpp").arg(QLatin1String(folder), match.captured(1)));
        code += read(QStringLiteral("tests/qml/chat/%1.qml").arg(match.captured(1)));
        QVERIFY2(code.contains(QStringLiteral("::%1()\n{").arg(match.captured(2)))
                     || code.contains(QStringLiteral("function %1(").arg(match.captured(2))),
                 qPrintable(match.captured()));
        ++count;
    }
    QVERIFY(count > 25);
}

void tst_Documentation::everyErrorIsDocumented()
{
    const QString page = read(QStringLiteral("docs/guide/errors.md"));
    const auto codes = QMetaEnum::fromType<SseError::Code>();
    for (int i = 1; i < codes.keyCount(); ++i)
        QVERIFY2(page.contains(u'`' + QString::fromLatin1(codes.key(i)) + u'`'), codes.key(i));
}

QTEST_GUILESS_MAIN(tst_Documentation)
#include "tst_documentation.moc"
