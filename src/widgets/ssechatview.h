// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#ifndef SSEQT_SSECHATVIEW_H
#define SSEQT_SSECHATVIEW_H

#include <SseQt/chatmodel.h>
#include <SseQt/sseqtwidgetsglobal.h>

#include <QtCore/qurl.h>
#include <QtWidgets/qabstractscrollarea.h>

#include <memory>

class SseChatViewPrivate;

class SSEQT_WIDGETS_EXPORT SseChatView : public QAbstractScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SseChatView)
    Q_PROPERTY(ChatModel *model READ model WRITE setModel NOTIFY modelChanged)
    Q_PROPERTY(qreal zoomFactor READ zoomFactor WRITE setZoomFactor RESET resetZoom NOTIFY
                   zoomFactorChanged)
    Q_PROPERTY(bool followsEnd READ followsEnd NOTIFY followsEndChanged)
    Q_PROPERTY(bool opensLinks READ opensLinks WRITE setOpensLinks NOTIFY opensLinksChanged)
    Q_PROPERTY(bool canRetry READ canRetry WRITE setCanRetry NOTIFY canRetryChanged)
    Q_PROPERTY(QString retryText READ retryText WRITE setRetryText NOTIFY retryTextChanged)
    Q_PROPERTY(bool wrapsCode READ wrapsCode WRITE setWrapsCode NOTIFY wrapsCodeChanged)
    Q_PROPERTY(QString selectedText READ selectedText NOTIFY selectionChanged)
public:
    explicit SseChatView(QWidget *parent = nullptr);
    ~SseChatView() override;

    [[nodiscard]] ChatModel *model() const;
    void setModel(ChatModel *model);
    [[nodiscard]] qreal zoomFactor() const;
    [[nodiscard]] bool followsEnd() const;
    [[nodiscard]] bool opensLinks() const;
    void setOpensLinks(bool opens);
    [[nodiscard]] bool canRetry() const;
    [[nodiscard]] QString retryText() const;
    [[nodiscard]] bool wrapsCode() const;
    [[nodiscard]] QString selectedText() const;
    [[nodiscard]] QString toPlainText() const;

    [[nodiscard]] QSize sizeHint() const override;

public Q_SLOTS:
    void setZoomFactor(qreal factor);
    void zoomIn();
    void zoomOut();
    void resetZoom();
    void setCanRetry(bool can);
    void setRetryText(const QString &text);
    void setWrapsCode(bool wraps);
    void scrollToEnd();
    void copy();
    void selectAll();
    void clearSelection();

Q_SIGNALS:
    void modelChanged();
    void zoomFactorChanged(qreal factor);
    void followsEndChanged(bool follows);
    void opensLinksChanged(bool opens);
    void canRetryChanged(bool can);
    void retryTextChanged(const QString &text);
    void wrapsCodeChanged(bool wraps);
    void selectionChanged();
    void linkActivated(const QUrl &url);
    void retryRequested();

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void showEvent(QShowEvent *event) override;
    void timerEvent(QTimerEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    friend class SseChatViewPrivate;
    friend class SseChatViewAccessible;
    const std::unique_ptr<SseChatViewPrivate> d;
};

#endif
