// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef PROFILEFORM_H
#define PROFILEFORM_H

#include <QtCore/QVariantMap>
#include <QtWidgets/QWidget>

class Profiles;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;

// What a profile consists of. A typed key is for this run; all else is saved.
class ProfileForm : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProfileForm)
public:
    explicit ProfileForm(Profiles *profiles, QWidget *parent = nullptr);
    ~ProfileForm() override;

    // Shows the profile in that row; an empty form, for a new one, is that of -1.
    void setRow(int row);
    [[nodiscard]] int row() const { return m_row; }
    [[nodiscard]] bool isChanged() const { return m_isChanged; }
    [[nodiscard]] bool isEditable() const;
    // Stores what is written, or shows what is wrong with it. Whether it was stored.
    bool store();
    // To the first field that is wrong, or else to the first.
    void takeFocus();

Q_SIGNALS:
    void changed();

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Field
    {
        QString name; // of the value, and of the problem with it
        QLabel *label = nullptr;
        QLineEdit *edit = nullptr;
        QLabel *problem = nullptr;
    };

    void addField(const QString &name, QFormLayout *layout);
    [[nodiscard]] const Field &field(const QString &name) const;
    [[nodiscard]] QVariantMap values() const;
    void showProblems(const QVariantMap &problems);
    void touch();
    void retranslate();
    void updateColors();

    Profiles *const m_profiles;
    QLabel *const m_hint;
    QLabel *const m_formatLabel;
    QComboBox *const m_format;
    QList<Field> m_fields;
    int m_row = -1;
    bool m_isChanged = false;
};

#endif
