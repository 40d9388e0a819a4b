// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "profiles.h"

#include <SseQt/SseTestExchange>
#include <SseQt/SseTestScript>
#include <SseQt/SseTestServer>

#include <QtCore/QFile>
#include <QtCore/QRegularExpression>
#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

namespace {

const QString secret = u"sk-very-secret-4711"_s;
const char *const variable = "SSEQT_TEST_KEY";

QVariantMap form(const QString &name)
{
    return { { u"name"_s, name },
             { u"format"_s, int(Chat::Format::OpenAiChat) },
             { u"endpoint"_s, u"https://example.org/v1/chat/completions"_s },
             { u"model"_s, u"some-model"_s },
             { u"keyVariable"_s, QString() } };
}

} // namespace

class tst_ChatExampleProfiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void startWithTheKnownServices();
    void theDemoServerIsFirst();
    void storedIsThereTheNextTime();
    void whatIsWrongIsNotStored_data();
    void whatIsWrongIsNotStored();
    void namesAreUsedOnce();
    void faultySettingsAreLeftOut();
    void theDemoServerStays();
    void removingTheCurrentOneChoosesAnother();
    void theChoiceIsKept();
    void aRunOfTheCommandLineIsNotKept();
    void keysAreSentAndNotSaved_data();
    void keysAreSentAndNotSaved();
    void aMissingKeyIsSaidBeforeAnythingIsSent();
    void aTypedKeyStaysWithItsOrigin();
    void aNewKeyIsNotSentToTheOldOrigin();
    void anUnencryptedKeyIsWarnedOf_data();
    void anUnencryptedKeyIsWarnedOf();

private:
    [[nodiscard]] std::unique_ptr<Profiles> load() const;
    [[nodiscard]] QByteArray file() const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_ChatExampleProfiles::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    qunsetenv(variable);
    m_folder = std::make_unique<QTemporaryDir>();
}

std::unique_ptr<Profiles> tst_ChatExampleProfiles::load() const
{
    return std::make_unique<Profiles>(
        std::make_unique<QSettings>(m_folder->filePath(u"settings.ini"_s), QSettings::IniFormat));
}

// All that was written; the settings have to be gone before.
QByteArray tst_ChatExampleProfiles::file() const
{
    QFile file(m_folder->filePath(u"settings.ini"_s));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void tst_ChatExampleProfiles::startWithTheKnownServices()
{
    const auto profiles = load();
    const QAbstractItemModelTester tester(profiles.get());
    QSet<Chat::Format> formats;
    for (int row = 0; row < profiles->count(); ++row) {
        const Profile &profile = profiles->profile(row);
        QCOMPARE(profile.problems(), QVariantMap());
        QVERIFY(!profile.url().host().isEmpty());
        formats.insert(profile.format);
    }
    QCOMPARE(formats.size(), 4);
    QVERIFY(profiles->indexOf(u"local server"_s) >= 0);
}

void tst_ChatExampleProfiles::theDemoServerIsFirst()
{
    const auto profiles = load();
    profiles->setDemo(QUrl(u"http://127.0.0.1:1234/v1/chat/completions"_s), u"demo-1"_s);
    QCOMPARE(profiles->current(), 0);
    QVERIFY(profiles->isDemo());
    QCOMPARE(profiles->model(), u"demo-1"_s);
    QCOMPARE(profiles->index(0).data(Profiles::EditableRole), QVariant(false));
    QCOMPARE(profiles->index(1).data(Profiles::EditableRole), QVariant(true));
}

void tst_ChatExampleProfiles::storedIsThereTheNextTime()
{
    QVariantMap values = form(u"Mine"_s);
    values[u"format"_s] = int(Chat::Format::AnthropicMessages);
    values[u"keyVariable"_s] = u"MY_KEY"_s;
    {
        const auto profiles = load();
        const QAbstractItemModelTester tester(profiles.get());
        QSignalSpy counted(profiles.get(), &Profiles::countChanged);
        const int row = profiles->store(values, -1);
        QCOMPARE(row, profiles->count() - 1);
        QCOMPARE(counted.size(), 1);
        QCOMPARE(profiles->values(row), values);
        values[u"model"_s] = u"another"_s;
        QCOMPARE(profiles->store(values, row), row);
    }
    const auto again = load();
    QCOMPARE(again->values(again->indexOf(u"Mine"_s)), values);
    QCOMPARE(again->count(), Profile::builtIns().size() + 1);
}

void tst_ChatExampleProfiles::whatIsWrongIsNotStored_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QVariant>("value");
    QTest::addColumn<QString>("problem"); // a part of it

    const auto add = [](const char *what, const char *field, const QVariant &value,
                        const QString &problem) {
        QTest::newRow(what) << QString::fromLatin1(field) << value << problem;
    };
    add("no name", "name", u"  "_s, u"needs a name"_s);
    add("long name", "name", QString(41, u'x'), u"up to 40"_s);
    add("no endpoint", "endpoint", QString(), u"needs a URL"_s);
    add("relative endpoint", "endpoint", u"example.org/v1"_s, u"http"_s);
    add("other scheme", "endpoint", u"ftp://example.org/"_s, u"http"_s);
    add("script", "endpoint", u"javascript:alert(1)"_s, u"http"_s);
    add("no host", "endpoint", u"https:///v1"_s, u"host"_s);
    add("bad port", "endpoint", u"https://example.org:99999/"_s, u"no URL"_s);
    add("password", "endpoint", u"https://me:pw@example.org/"_s, u"password"_s);
    add("no model", "model", QString(), u"model"_s);
    add("key for its variable", "keyVariable", secret, u"does not belong"_s);
    add("variable with a space", "keyVariable", u"MY KEY"_s, u"no name"_s);
    add("variable with a digit first", "keyVariable", u"1KEY"_s, u"no name"_s);
    add("Gemini without the model", "format", int(Chat::Format::Gemini), u"{model}"_s);
}

void tst_ChatExampleProfiles::whatIsWrongIsNotStored()
{
    QFETCH(const QString, field);
    QFETCH(const QVariant, value);
    QFETCH(const QString, problem);

    {
        const auto profiles = load();
        const int count = profiles->count();
        QVariantMap values = form(u"Mine"_s);
        values[field] = value;
        const QVariantMap problems = profiles->problems(values, -1);
        QCOMPARE(problems.size(), 1);
        const QString where = field == "format"_L1 ? u"endpoint"_s : field;
        QVERIFY2(problems.value(where).toString().contains(problem),
                 qPrintable(problems.first().toString()));
        QCOMPARE(profiles->store(values, -1), -1);
        QCOMPARE(profiles->count(), count);
    }
    QVERIFY(!file().contains(secret.toUtf8()));
}

void tst_ChatExampleProfiles::namesAreUsedOnce()
{
    const auto profiles = load();
    const int mine = profiles->store(form(u"Mine"_s), -1);
    const int yours = profiles->store(form(u"Yours"_s), -1);
    QVERIFY(mine >= 0 && yours >= 0);
    QCOMPARE(profiles->store(form(u"MINE"_s), -1), -1);
    QCOMPARE(profiles->store(form(u"mine"_s), yours), -1);
    QCOMPARE(profiles->store(form(u"mine"_s), mine), mine);
}

void tst_ChatExampleProfiles::faultySettingsAreLeftOut()
{
    {
        QSettings settings(m_folder->filePath(u"settings.ini"_s), QSettings::IniFormat);
        const QList<QPair<QString, QString>> written{
            { u"openai-chat"_s, u"file:///etc/passwd"_s },
            { u"klingon"_s, u"https://example.org/"_s },
            { u"openai-chat"_s, u"https://example.org/"_s },
            { u"openai-chat"_s, u"https://example.org/"_s }
        };
        settings.beginWriteArray(u"profiles"_s);
        for (int i = 0; i < int(written.size()); ++i) {
            settings.setArrayIndex(i);
            settings.setValue(u"name"_s, i < 2 ? u"Bad %1"_s.arg(i) : u"Good"_s);
            settings.setValue(u"format"_s, written.at(i).first);
            settings.setValue(u"endpoint"_s, written.at(i).second);
            settings.setValue(u"model"_s, u"m"_s);
        }
        settings.endArray();
    }
    QCOMPARE(load()->names(), QStringList{ u"Good"_s });
}

void tst_ChatExampleProfiles::theDemoServerStays()
{
    const auto profiles = load();
    profiles->setDemo(QUrl(u"http://127.0.0.1:1234/v1/chat/completions"_s), u"demo-1"_s);
    QVERIFY(!profiles->remove(0));
    QCOMPARE(profiles->store(form(u"Other"_s), 0), -1);
    QVERIFY(profiles->isDemo());
}

void tst_ChatExampleProfiles::removingTheCurrentOneChoosesAnother()
{
    {
        const auto profiles = load();
        const QAbstractItemModelTester tester(profiles.get());
        profiles->setCurrent(2);
        QSignalSpy changed(profiles.get(), &Profiles::currentChanged);
        QVERIFY(profiles->remove(2));
        QCOMPARE(profiles->current(), 0);
        QVERIFY(!changed.isEmpty());
        profiles->setCurrent(2);
        const QString name = profiles->name();
        QVERIFY(profiles->remove(0));
        QCOMPARE(profiles->name(), name);
        while (profiles->count() > 0)
            QVERIFY(profiles->remove(0));
        QCOMPARE(profiles->current(), -1);
        QCOMPARE(profiles->name(), QString());
    }
    // All were removed, which is not the same as none were ever saved.
    QCOMPARE(load()->count(), 0);
}

void tst_ChatExampleProfiles::theChoiceIsKept()
{
    const QUrl demo(u"http://127.0.0.1:1234/"_s);
    {
        const auto profiles = load();
        profiles->setDemo(demo, u"demo-1"_s);
        profiles->setCurrent(3);
    }
    const auto again = load();
    again->setDemo(demo, u"demo-1"_s);
    QCOMPARE(again->current(), 3);
}

void tst_ChatExampleProfiles::aRunOfTheCommandLineIsNotKept()
{
    {
        const auto profiles = load();
        Profile profile = Profile::fromMap(form(u"Command line"_s));
        profile.kind = Profile::Kind::CommandLine;
        profiles->use(profile);
        QCOMPARE(profiles->name(), u"Command line"_s);
        profiles->use(1, u"another-model"_s);
        QCOMPARE(profiles->current(), 1);
        QCOMPARE(profiles->model(), u"another-model"_s);
        QVERIFY(profiles->store(form(u"Mine"_s), -1) >= 0);
    }
    QVERIFY(!file().contains("Command line"));
    QVERIFY(!file().contains("another-model"));
    QCOMPARE(load()->current(), 0);
}

void tst_ChatExampleProfiles::keysAreSentAndNotSaved_data()
{
    QTest::addColumn<bool>("isTyped");
    QTest::newRow("from the environment") << false;
    QTest::newRow("typed") << true;
}

void tst_ChatExampleProfiles::keysAreSentAndNotSaved()
{
    QFETCH(const bool, isTyped);

    SseTestServer server;
    QVERIFY(server.listen());
    server.route(u"/v1"_s, SseTestScript::reply(500));
    if (!isTyped)
        qputenv(variable, secret.toUtf8() + '\n');
    {
        const auto profiles = load();
        QVariantMap values = form(u"Mine"_s);
        values[u"endpoint"_s] = server.url(u"/v1"_s).toString();
        values[u"keyVariable"_s] = QString::fromLatin1(variable);
        const int row = profiles->store(values, -1);
        profiles->setCurrent(row);
        if (isTyped)
            profiles->setKey(row, secret);
        ChatSession session;
        profiles->applyTo(&session);
        QVERIFY(session.send(u"Hello"_s));
        QTRY_COMPARE(server.requests().size(), 1);
        QCOMPARE(server.requests().constFirst().header("Authorization"),
                 "Bearer " + secret.toUtf8());
        QTRY_VERIFY(!session.isBusy());
        for (const QByteArray &role : profiles->roleNames()) {
            const int key = profiles->roleNames().key(role);
            QVERIFY(!profiles->index(row).data(key).toString().contains(secret));
        }
    }
    QVERIFY(file().contains(variable));
    QVERIFY(!file().contains(secret.toUtf8()));
}

void tst_ChatExampleProfiles::aMissingKeyIsSaidBeforeAnythingIsSent()
{
    SseTestServer server;
    QVERIFY(server.listen());
    const auto profiles = load();
    QVariantMap values = form(u"Mine"_s);
    values[u"endpoint"_s] = server.url(u"/v1"_s).toString();
    values[u"keyVariable"_s] = QString::fromLatin1(variable);
    profiles->setCurrent(profiles->store(values, -1));
    ChatSession session;
    profiles->applyTo(&session);
    session.send(u"Hello"_s);
    QTRY_COMPARE(session.error().code, Chat::ErrorCode::MissingKey);
    QVERIFY(session.error().message.contains(QLatin1String(variable)));
    QCOMPARE(server.requests().size(), 0);
}

void tst_ChatExampleProfiles::aTypedKeyStaysWithItsOrigin()
{
    const auto profiles = load();
    QVariantMap values = form(u"Mine"_s);
    const int row = profiles->store(values, -1);
    profiles->setKey(row, secret);
    values[u"endpoint"_s] = u"https://example.org:443/v2"_s;
    QCOMPARE(profiles->store(values, row), row);
    QVERIFY(profiles->hasTypedKey(row));
    values[u"endpoint"_s] = u"https://example.com/v2"_s;
    QCOMPARE(profiles->store(values, row), row);
    QVERIFY(!profiles->hasTypedKey(row));
}

// As a session may that was busy when the profile was changed.
void tst_ChatExampleProfiles::aNewKeyIsNotSentToTheOldOrigin()
{
    SseTestServer server;
    QVERIFY(server.listen());
    const auto profiles = load();
    QVariantMap values = form(u"Mine"_s);
    values[u"endpoint"_s] = server.url(u"/v1"_s).toString();
    const int row = profiles->store(values, -1);
    profiles->setKey(row, u"sk-of-the-old-one"_s);
    profiles->setCurrent(row);
    ChatSession session;
    profiles->applyTo(&session);
    values[u"endpoint"_s] = u"https://example.com/v1"_s;
    QCOMPARE(profiles->store(values, row), row);
    profiles->setKey(row, secret);
    session.send(u"Hello"_s);
    QTRY_COMPARE(session.error().code, Chat::ErrorCode::MissingKey);
    QCOMPARE(server.requests().size(), 0);
}

void tst_ChatExampleProfiles::anUnencryptedKeyIsWarnedOf_data()
{
    QTest::addColumn<QString>("endpoint");
    QTest::addColumn<bool>("isWarnedOf");

    QTest::newRow("https") << u"https://example.org/"_s << false;
    QTest::newRow("http") << u"http://example.org/"_s << true;
    QTest::newRow("localhost") << u"http://localhost:11434/"_s << false;
    QTest::newRow("IPv4") << u"http://127.0.0.1:11434/"_s << false;
    QTest::newRow("IPv6") << u"http://[::1]:11434/"_s << false;
    QTest::newRow("a name that begins alike") << u"http://localhost.example.org/"_s << true;
}

void tst_ChatExampleProfiles::anUnencryptedKeyIsWarnedOf()
{
    QFETCH(const QString, endpoint);
    QFETCH(const bool, isWarnedOf);

    const auto profiles = load();
    QVariantMap values = form(u"Mine"_s);
    values[u"endpoint"_s] = endpoint;
    const int row = profiles->store(values, -1);
    profiles->setCurrent(row);
    QCOMPARE(profiles->warning(), QString());
    profiles->setKey(row, secret);
    QCOMPARE(!profiles->warning().isEmpty(), isWarnedOf);
    QVERIFY(!profiles->warning().contains(secret));
}

QTEST_GUILESS_MAIN(tst_ChatExampleProfiles)
#include "tst_chatexample_profiles.moc"
