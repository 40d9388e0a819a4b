// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "lossquestion.h"

#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>

#include <utility>

void LossQuestion::ask(QWidget *parent, std::function<void()> lose) const
{
    if (parent->findChild<QMessageBox *>(objectName))
        return;
    auto *const box =
        new QMessageBox(QMessageBox::Warning, title, text, QMessageBox::Cancel, parent);
    box->setObjectName(objectName);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(details);
    QPushButton *const button = box->addButton(yes, QMessageBox::DestructiveRole);
    box->setDefaultButton(QMessageBox::Cancel);
    QObject::connect(box, &QDialog::finished, parent, [box, button, lose = std::move(lose)] {
        if (box->clickedButton() == button)
            lose();
    });
    box->open();
}
