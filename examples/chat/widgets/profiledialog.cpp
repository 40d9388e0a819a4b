// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "profiledialog.h"

#include "lossquestion.h"
#include "profileform.h"
#include "profiles.h"

#include <QtCore/QEvent>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QListView>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

ProfileDialog::ProfileDialog(Profiles *profiles, QWidget *parent)
    : QDialog(parent)
    , m_profiles(profiles)
    , m_list(new QListView(this))
    , m_form(new ProfileForm(profiles, this))
    , m_add(new QPushButton(this))
    , m_remove(new QPushButton(this))
    , m_save(new QPushButton(this))
    , m_use(new QPushButton(this))
    , m_close(new QPushButton(this))
{
    setObjectName(u"profileDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    m_list->setObjectName(u"profileList"_s);
    m_list->setModel(profiles);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setSpacing(2);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_add->setObjectName(u"addProfileButton"_s);
    m_remove->setObjectName(u"removeProfileButton"_s);
    m_save->setObjectName(u"saveProfileButton"_s);
    m_use->setObjectName(u"useProfileButton"_s);
    m_close->setObjectName(u"closeProfilesButton"_s);
    for (QPushButton *const button : { m_add, m_remove, m_use, m_close })
        button->setAutoDefault(false);
    retranslate();
    m_save->setDefault(true);

    auto *const changes = new QHBoxLayout;
    changes->addWidget(m_add);
    changes->addWidget(m_remove);
    auto *const side = new QVBoxLayout;
    side->addWidget(m_list, 1);
    side->addLayout(changes);
    m_list->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Expanding);
    auto *const buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_save);
    buttons->addWidget(m_use);
    buttons->addWidget(m_close);
    auto *const main = new QVBoxLayout;
    main->addWidget(m_form);
    main->addStretch(1);
    main->addLayout(buttons);
    auto *const layout = new QHBoxLayout(this);
    layout->setSpacing(16);
    layout->addLayout(side);
    layout->addLayout(main, 1);

    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &current) {
                if (current.row() != m_form->row())
                    leave([this, row = current.row()] { m_form->setRow(row); });
            });
    connect(m_form, &ProfileForm::changed, this, &ProfileDialog::updateButtons);
    connect(m_add, &QPushButton::clicked, this, [this] {
        leave([this] {
            choose(-1);
            m_form->takeFocus();
        });
    });
    connect(m_remove, &QPushButton::clicked, this, &ProfileDialog::remove);
    connect(m_save, &QPushButton::clicked, this, &ProfileDialog::save);
    connect(m_use, &QPushButton::clicked, this, &ProfileDialog::use);
    connect(m_close, &QPushButton::clicked, this, &QDialog::close);
    choose(profiles->current());
    m_list->setFocus();
    resize(700, 440);
}

ProfileDialog::~ProfileDialog() = default;

void ProfileDialog::choose(int row)
{
    m_form->setRow(row);
    m_list->setCurrentIndex(m_profiles->index(row));
}

// Calls what leads away from the form, when nothing is lost by it that somebody wants to keep.
void ProfileDialog::leave(std::function<void()> next)
{
    if (!m_form->isChanged()) {
        next();
        return;
    }
    if (findChild<QMessageBox *>())
        return;
    const int row = m_form->row();
    auto *const question = new QMessageBox(
        QMessageBox::Question, windowTitle(),
        row < 0 ? tr("Save the new profile?")
                : tr("Save the changes to \"%1\"?").arg(m_profiles->profile(row).name),
        QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setTextFormat(Qt::PlainText);
    question->setDefaultButton(QMessageBox::Save);
    connect(question, &QDialog::finished, this, [this, next = std::move(next)](int answer) {
        if (answer == QMessageBox::Discard)
            m_form->setRow(m_form->row());
        if (answer == QMessageBox::Discard || (answer == QMessageBox::Save && m_form->store()))
            next();
        else // the list may have gone ahead
            m_list->setCurrentIndex(m_profiles->index(m_form->row()));
    });
    question->open();
}

void ProfileDialog::save()
{
    if (m_form->store())
        choose(m_form->row());
}

void ProfileDialog::use()
{
    if (m_form->isChanged() && !m_form->store())
        return;
    m_profiles->setCurrent(m_form->row());
    close();
}

void ProfileDialog::remove()
{
    const int row = m_form->row();
    const LossQuestion question{ u"removeQuestion"_s, tr("Remove Profile"),
                                 tr("Remove \"%1\"?").arg(m_profiles->profile(row).name),
                                 tr("It cannot be brought back."), tr("Remove") };
    question.ask(this, [this, row] {
        choose(-1); // its neighbour moves while it is removed
        m_profiles->remove(row);
        choose(std::min(row, m_profiles->count() - 1));
    });
}

void ProfileDialog::reject()
{
    leave([this] { QDialog::reject(); });
}

void ProfileDialog::updateButtons()
{
    m_remove->setEnabled(m_form->isEditable() && m_form->row() >= 0);
    m_save->setEnabled(m_form->isChanged());
    m_use->setEnabled(m_form->row() >= 0 || m_form->isChanged());
}

void ProfileDialog::retranslate()
{
    setWindowTitle(tr("Profiles"));
    m_list->setAccessibleName(tr("Profiles"));
    m_add->setText(tr("&Add"));
    m_remove->setText(tr("&Remove"));
    m_save->setText(tr("&Save"));
    m_use->setText(tr("&Use"));
    m_close->setText(tr("&Close"));
}

void ProfileDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}
