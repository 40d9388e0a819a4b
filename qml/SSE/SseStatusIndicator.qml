// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQuick
import QtQuick.Controls
import QtQuick.Layouts
import SSE

/*!
    \qmltype SseStatusIndicator
    \inqmlmodule SSE
    \inherits Control
    \brief Shows how the connection of a source is doing.

    \qml
    SseStatusIndicator {
        source: source
    }
    \endqml

    It shows a lamp, which has another shape and colour in each state, and a word; while the source
    waits to try again, a countdown. What went wrong stands in the tool tip and in the accessible
    description.

    A click, or Enter or Space while it has the focus, makes a source that waits connect at once.
    Otherwise it takes neither clicks nor the focus.

    Colours follow the style of Qt Quick Controls and its palette, in light and in dark.

    \since SSE 1.0
    \sa SseEventInspector
*/
Control {
    id: indicator

    enum Status {
        NoSource,
        Closed,
        Failed,
        Connecting,
        Connected,
        Paused,
        Waiting,
        Offline
    }

    /*!
        \qmlproperty SseSource SseStatusIndicator::source
        The source whose state it shows; none by default.
    */
    property SseSourceBase source: null

    /*!
        \qmlproperty bool SseStatusIndicator::compact
        Whether only the lamp is shown, and the text in its tool tip; false by default.
    */
    property bool compact: false

    /*!
        \qmlproperty enumeration SseStatusIndicator::status
        \readonly

        \value SseStatusIndicator.NoSource there is no source, or it was destroyed
        \value SseStatusIndicator.Closed it was never opened, was closed, or has ended as it should
        \value SseStatusIndicator.Failed an error has ended it, and no attempt follows
        \value SseStatusIndicator.Connecting an attempt is being made
        \value SseStatusIndicator.Connected the stream is open
        \value SseStatusIndicator.Paused the stream is open, and is not read
        \value SseStatusIndicator.Waiting it waits to try again
        \value SseStatusIndicator.Offline it waits for the network

        A source that had failed before it was set counts as closed.
    */
    readonly property int status: {
        if (!source)
            return SseStatusIndicator.NoSource;
        switch (source.phase) {
        case SseSource.Dialing:
        case SseSource.AwaitingHeaders:
            return SseStatusIndicator.Connecting;
        case SseSource.Streaming:
            return source.paused ? SseStatusIndicator.Paused : SseStatusIndicator.Connected;
        case SseSource.WaitingToReconnect:
            return source.waitsForNetwork ? SseStatusIndicator.Offline : SseStatusIndicator.Waiting;
        }
        return progress.failed ? SseStatusIndicator.Failed : SseStatusIndicator.Closed;
    }

    /*!
        \qmlproperty string SseStatusIndicator::text
        \readonly
        The state in words, with the countdown.
    */
    readonly property string text: {
        switch (status) {
        case SseStatusIndicator.Closed:
            return qsTr("Closed");
        case SseStatusIndicator.Failed:
            return qsTr("Failed");
        case SseStatusIndicator.Connecting:
            return source.waitsForConnection ? qsTr("Waiting for a connection") : source.phase === SseSource.AwaitingHeaders ? qsTr("Waiting for the answer") : qsTr("Connecting");
        case SseStatusIndicator.Connected:
            return qsTr("Connected");
        case SseStatusIndicator.Paused:
            return qsTr("Paused");
        case SseStatusIndicator.Waiting:
            return progress.countdown(source.reconnectAttempt, source.nextReconnectIn);
        case SseStatusIndicator.Offline:
            return qsTr("Offline");
        }
        return qsTr("No source");
    }

    /*!
        \qmlproperty string SseStatusIndicator::errorMessage
        \readonly
        What went wrong last; empty when the stream is open, or was closed as it should.
    */
    readonly property string errorMessage: progress.message

    /*!
        \qmlproperty color SseStatusIndicator::color
        \readonly
        The colour of the lamp.
    */
    readonly property color color: {
        switch (status) {
        case SseStatusIndicator.Failed:
            return colors.bad;
        case SseStatusIndicator.Connecting:
        case SseStatusIndicator.Waiting:
        case SseStatusIndicator.Offline:
            return colors.busy;
        case SseStatusIndicator.Connected:
            return colors.good;
        case SseStatusIndicator.Paused:
            return colors.held;
        }
        return colors.idle;
    }

    padding: 4
    hoverEnabled: true
    // The focus stays where it is until it is taken elsewhere.
    focusPolicy: progress.waits || activeFocus ? Qt.StrongFocus : Qt.NoFocus
    Accessible.role: progress.waits ? Accessible.Button : Accessible.StaticText
    Accessible.name: qsTr("Connection: %1").arg(text)
    Accessible.description: progress.joined(errorMessage, progress.hint, " ")
    Accessible.focusable: progress.waits
    Accessible.onPressAction: progress.press()
    Keys.onSpacePressed: event => event.accepted = progress.press()
    Keys.onReturnPressed: event => event.accepted = progress.press()
    Keys.onEnterPressed: event => event.accepted = progress.press()

    contentItem: RowLayout {
        spacing: 6

        SseStatusLamp {
            objectName: "lamp"
            implicitWidth: Math.max(12, Math.round(indicator.font.pixelSize * 1.1))
            implicitHeight: implicitWidth
            status: indicator.status
            color: indicator.color
        }
        Label {
            objectName: "label"
            Layout.fillWidth: true
            visible: !indicator.compact
            text: indicator.text
            textFormat: Text.PlainText
            elide: Text.ElideRight
            font: indicator.font
            Accessible.ignored: true
        }
    }
    background: Rectangle {
        visible: progress.waits || indicator.activeFocus
        radius: 4
        color: progress.waits && indicator.hovered ? Qt.alpha(probe.color, 0.08) : "transparent"
        border.width: indicator.visualFocus ? 2 : 0
        border.color: indicator.palette.highlight
    }

    HoverHandler {
        cursorShape: progress.waits ? Qt.PointingHandCursor : Qt.ArrowCursor
    }
    TapHandler {
        enabled: progress.waits
        onTapped: progress.press()
    }
    SsePlainToolTip {
        objectName: "toolTip"
        visible: indicator.hovered && text !== ""
        text: progress.joined(indicator.compact ? indicator.text : "", progress.joined(indicator.errorMessage, progress.hint, "\n"), "\n")
    }
    Label {
        id: probe

        visible: false
    }
    SseStatusColors {
        id: colors

        text: probe.color
    }

    // How the source came to where it is, which it does not keep itself, and what can be done.
    QtObject {
        id: progress

        property bool failed: false
        property string message: ""
        readonly property bool waits: indicator.status === SseStatusIndicator.Waiting || indicator.status === SseStatusIndicator.Offline
        readonly property string hint: waits ? qsTr("Click to connect now.") : ""

        function forget() {
            failed = false;
            message = "";
        }

        function countdown(attempt: int, milliseconds: int): string {
            if (milliseconds <= 0)
                return qsTr("Attempt %1").arg(attempt);
            const seconds = Math.ceil(milliseconds / 1000);
            const time = seconds < 120 ? qsTr("%1 s").arg(seconds) : qsTr("%1 min").arg(Math.ceil(seconds / 60));
            return qsTr("Attempt %1 in %2").arg(attempt).arg(time);
        }

        function joined(first: string, second: string, separator: string): string {
            return first === "" || second === "" ? first + second : first + separator + second;
        }

        function press(): bool {
            if (!waits)
                return false;
            indicator.source.reconnectNow();
            return true;
        }
    }
    onSourceChanged: progress.forget()

    Connections {
        target: indicator.source

        function onOpened() {
            progress.forget();
        }
        function onErrorOccurred(error) {
            progress.message = error.message;
        }
        function onClosed(reason) {
            if (reason === SseSource.Failed)
                progress.failed = true;
            else
                progress.forget();
        }
    }
}
