// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SYSTEMSCHEME_H
#define SYSTEMSCHEME_H

#include <QtCore/QObject>
#include <QtQml/qqmlregistration.h>

// Whether the system wants dark windows, as far as Qt can tell.
class SystemScheme : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SystemScheme)
    Q_PROPERTY(bool dark READ isDark NOTIFY darkChanged)
    QML_ELEMENT
public:
    explicit SystemScheme(QObject *parent = nullptr);
    ~SystemScheme() override;

    [[nodiscard]] bool isDark() const { return m_isDark; }

    bool eventFilter(QObject *object, QEvent *event) override;

Q_SIGNALS:
    void darkChanged();

private:
    void update();

    bool m_isDark = false;
};

#endif
