// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef CONTRACTSERVICE_H
#define CONTRACTSERVICE_H

#include <SseQt/SseTestServer>

#include <map>
#include <memory>

class ContractStream;

// What the harness sees: the REST resources, one for the service and one for each stream.
class ContractService : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ContractService)

public:
    explicit ContractService(QObject *parent = nullptr);
    ~ContractService() override;

    [[nodiscard]] bool listen(quint16 port) { return m_server.listen(port); }
    [[nodiscard]] quint16 port() const { return m_server.port(); }
    [[nodiscard]] QString errorString() const { return m_server.errorString(); }

Q_SIGNALS:
    void stopRequested();

private:
    void answerForService(SseTestExchange *exchange);
    void answerForStream(SseTestExchange *exchange);
    void create(SseTestExchange *exchange);

    SseTestServer m_server;
    std::map<QString, std::unique_ptr<ContractStream>> m_streams;
    int m_created = 0;
};

#endif
