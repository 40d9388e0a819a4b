// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "profileform.h"

#include "look.h"
#include "profiles.h"

#include <QtCore/QEvent>
#include <QtGui/QAccessible>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>

#include <algorithm>

using namespace Qt::StringLiterals;

ProfileForm::ProfileForm(Profiles *profiles, QWidget *parent)
    : QWidget(parent)
    , m_profiles(profiles)
    , m_hint(new QLabel(this))
    , m_formatLabel(new QLabel(this))
    , m_format(new QComboBox(this))
{
    auto *const layout = new QFormLayout(this);
    layout->setContentsMargins({});
    layout->setRowWrapPolicy(QFormLayout::WrapAllRows);
    layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_hint->setWordWrap(true);
    layout->addRow(m_hint);
    addField(u"name"_s, layout);
    m_format->setObjectName(u"profileFormat"_s);
    m_format->addItems(profiles->formatNames());
    m_formatLabel->setBuddy(m_format);
    layout->addRow(m_formatLabel, m_format);
    for (const QString &name : { u"endpoint"_s, u"model"_s, u"keyVariable"_s, u"key"_s })
        addField(name, layout);
    field(u"key"_s).edit->setEchoMode(QLineEdit::Password);
    field(u"endpoint"_s).edit->setPlaceholderText(u"https://example.org/v1/chat/completions"_s);
    field(u"keyVariable"_s).edit->setPlaceholderText(u"OPENAI_API_KEY"_s);
    connect(m_format, &QComboBox::activated, this, &ProfileForm::touch);
    updateColors();
    retranslate();
    setRow(-1);
}

ProfileForm::~ProfileForm() = default;

void ProfileForm::addField(const QString &name, QFormLayout *layout)
{
    const QString objectName = u"profile"_s + name.at(0).toUpper() + name.sliced(1);
    Field field{ name, new QLabel(this), new QLineEdit(this), new QLabel(this) };
    field.edit->setObjectName(objectName);
    field.problem->setObjectName(objectName + "Problem"_L1);
    field.label->setBuddy(field.edit);
    field.problem->setWordWrap(true);
    field.problem->setTextFormat(Qt::PlainText);
    field.problem->hide();
    auto *const column = new QVBoxLayout;
    column->setSpacing(2);
    column->addWidget(field.edit);
    column->addWidget(field.problem);
    layout->addRow(field.label, column);
    connect(field.edit, &QLineEdit::textEdited, this, &ProfileForm::touch);
    m_fields.append(field);
}

const ProfileForm::Field &ProfileForm::field(const QString &name) const
{
    return *std::find_if(m_fields.cbegin(), m_fields.cend(),
                         [&name](const Field &field) { return field.name == name; });
}

bool ProfileForm::isEditable() const
{
    return m_row < 0 || m_profiles->index(m_row).data(Profiles::EditableRole).toBool();
}

void ProfileForm::setRow(int row)
{
    m_row = row;
    const QVariantMap values = m_profiles->values(row);
    const bool isEditable = this->isEditable();
    m_hint->setVisible(!isEditable);
    m_format->setCurrentIndex(values.value(u"format"_s).toInt());
    m_format->setEnabled(isEditable);
    for (const Field &field : std::as_const(m_fields)) {
        field.edit->setText(values.value(field.name).toString());
        field.edit->setCursorPosition(0);
        field.edit->setReadOnly(!isEditable);
        const bool isOfKey = field.name.startsWith("key"_L1);
        field.label->setVisible(isEditable || !isOfKey);
        field.edit->setVisible(isEditable || !isOfKey);
    }
    showProblems({});
    m_isChanged = false;
    retranslate();
    Q_EMIT changed();
}

QVariantMap ProfileForm::values() const
{
    QVariantMap values{ { u"format"_s, m_format->currentIndex() } };
    for (const Field &field : m_fields)
        values.insert(field.name, field.edit->text());
    return values;
}

bool ProfileForm::store()
{
    const QVariantMap values = this->values();
    showProblems(m_profiles->problems(values, m_row));
    const QString key = field(u"key"_s).edit->text();
    const int row = m_profiles->store(values, m_row);
    if (row < 0) {
        takeFocus();
        return false;
    }
    if (!key.isEmpty())
        m_profiles->setKey(row, key);
    setRow(row);
    return true;
}

void ProfileForm::showProblems(const QVariantMap &problems)
{
    for (const Field &field : std::as_const(m_fields)) {
        const QString problem = problems.value(field.name).toString();
        field.problem->setText(problem);
        field.problem->setVisible(!problem.isEmpty());
        field.edit->setAccessibleDescription(problem);
        if (!problem.isEmpty()) {
            QAccessibleEvent event(field.problem, QAccessible::Alert);
            QAccessible::updateAccessibility(&event);
        }
    }
}

void ProfileForm::takeFocus()
{
    const auto wrong = std::find_if(m_fields.cbegin(), m_fields.cend(), [](const Field &field) {
        return !field.problem->text().isEmpty();
    });
    QLineEdit *const edit = (wrong == m_fields.cend() ? m_fields.constFirst() : *wrong).edit;
    edit->setFocus(Qt::OtherFocusReason);
    edit->selectAll();
}

void ProfileForm::touch()
{
    showProblems({});
    m_isChanged = true;
    Q_EMIT changed();
}

void ProfileForm::retranslate()
{
    m_hint->setText(
        tr("This server is inside the program, and needs neither a network nor a key."));
    m_formatLabel->setText(tr("&Format"));
    field(u"name"_s).label->setText(tr("&Name"));
    field(u"endpoint"_s).label->setText(tr("&Endpoint"));
    field(u"model"_s).label->setText(tr("&Model"));
    field(u"keyVariable"_s).label->setText(tr("En&vironment variable with the key"));
    field(u"key"_s).label->setText(tr("&Key for this run"));
    field(u"key"_s).edit->setPlaceholderText(
        m_profiles->hasTypedKey(m_row)
            ? tr("Typed already")
            : tr("In place of the variable's; forgotten when the program ends"));
}

void ProfileForm::updateColors()
{
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, Look::bad(colors));
    for (const Field &field : std::as_const(m_fields))
        field.problem->setPalette(colors);
}

void ProfileForm::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange)
        updateColors();
}
