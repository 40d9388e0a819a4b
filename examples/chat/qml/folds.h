// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef FOLDS_H
#define FOLDS_H

#include <QtCore/QObject>
#include <QtCore/QSet>
#include <QtQml/qqmlregistration.h>

// Which parts of the conversation are open. Not in the views, which come and go with scrolling.
class Folds : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Folds)
    // Changes when any of them does, so that a binding looks again.
    Q_PROPERTY(int revision READ revision NOTIFY revisionChanged)
    QML_ELEMENT
    QML_SINGLETON
public:
    explicit Folds(QObject *parent = nullptr);
    ~Folds() override;

    [[nodiscard]] int revision() const { return m_revision; }
    [[nodiscard]] Q_INVOKABLE bool isOpen(QObject *part) const;
    Q_INVOKABLE void setOpen(QObject *part, bool open);

Q_SIGNALS:
    void revisionChanged();

private:
    QSet<const QObject *> m_open;
    int m_revision = 0;
};

#endif
