// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls
import SSE.Chat

/*!
    \qmltype ChatMarkdownView
    \inqmlmodule SSE.Chat
    \inherits Control
    \brief Shows text in Markdown, also while it is still coming.

    \qml
    ListView {
        model: message
        delegate: ChatMarkdownView {
            required part

            width: ListView.view.width
        }
    }
    \endqml

    It is as high as its text. In a Flickable or a ListView only what is near to the visible part has
    items, so that texts of any length may be shown.

    Text can be selected, and code be copied. Links open when they are clicked, or with Enter while they
    have the focus, which Tab gives them; their addresses are shown before. Nothing is loaded: images
    are links, and HTML is text.

    Colours follow the palette, in light and in dark.

    \since SSE.Chat 1.0
    \sa ChatMarkdownModel
*/
Control {
    id: view

    /*!
        \qmlproperty ChatPart ChatMarkdownView::part
        The part of a message that it shows; none by default.
    */
    property ChatPart part: null

    /*!
        \qmlproperty string ChatMarkdownView::text
        The text that it shows where there is no part.
    */
    property string text: ""

    /*!
        \qmlproperty bool ChatMarkdownView::streaming
        Whether more of the \l text is to come; false by default. Parts know it themselves.
    */
    property bool streaming: false

    /*!
        \qmlproperty bool ChatMarkdownView::openLinks
        Whether links are opened by the system when they are activated; true by default. Otherwise
        \l linkActivated only tells so.
    */
    property bool openLinks: true

    /*!
        \qmlproperty bool ChatMarkdownView::wrapCode
        Whether long lines of code are wrapped; by default they are scrolled.
    */
    property bool wrapCode: false

    /*!
        \qmlproperty color ChatMarkdownView::color
        The colour of text; by default the palette's.
    */
    property color color: palette.text

    /*!
        \qmlproperty color ChatMarkdownView::linkColor
        The colour of links; by default one that can be read where the text can.
    */
    property color linkColor: color.hslLightness > 0.5 ? "#70b8ff" : "#0b5fb4"

    /*!
        \qmlproperty Flickable ChatMarkdownView::flickable
        What it is scrolled in; by default the nearest around it.
    */
    property Flickable flickable: null

    /*!
        \qmlproperty ChatMarkdownModel ChatMarkdownView::markdown
        \readonly
        The blocks of the text.
    */
    readonly property alias markdown: markdown

    /*!
        \qmlsignal ChatMarkdownView::linkActivated(string link)
        A link with the address \a link was clicked, or activated by the keyboard.
    */
    signal linkActivated(string link)

    /*!
        \qmlmethod real ChatMarkdownView::positionOfRow(int row)
        Returns where the block of \a row of \l markdown is, from the top of the view. Of blocks that are
        far from what is seen it is an estimate.
    */
    function positionOfRow(row: int): real {
        const section = sections.itemAt(Math.floor(row / pieces.size)) as ChatMarkdownSection;
        return section ? topPadding + section.y + section.height * (row % pieces.size) / pieces.size : 0;
    }

    implicitWidth: leftPadding + rightPadding + 320
    implicitHeight: topPadding + bottomPadding + column.implicitHeight

    onPartChanged: source.show()
    onTextChanged: source.show()
    onStreamingChanged: source.show()
    onWidthChanged: surroundings.later()
    onHeightChanged: surroundings.later()
    onVisibleChanged: surroundings.later()
    onParentChanged: surroundings.find()
    Component.onCompleted: {
        source.ready = true;
        source.show();
        surroundings.find();
        // Lists place an item by the height that it has when it is made.
        column.forceLayout();
        surroundings.update();
        column.forceLayout();
    }

    Column {
        id: column

        x: view.leftPadding
        y: view.topPadding
        width: view.availableWidth

        Repeater {
            id: sections

            model: ChatMarkdownSlices {
                id: pieces

                markdown: markdown
            }

            ChatMarkdownSection {
                width: column.width
                slices: pieces
                style: look
                columns: Math.max(10, Math.floor(column.width / metrics.averageCharacterWidth))
                lineHeight: metrics.height
                onResized: (difference, wasExpected) => surroundings.keep(index, height - difference, difference, wasExpected)
            }
        }
    }
    ChatMarkdownModel {
        id: markdown

        onCountChanged: surroundings.rowsChanged()
    }
    ChatMarkdownStyle {
        id: look

        font: view.font
        color: view.color
        linkColor: view.linkColor
        selectionColor: view.palette.highlight
        selectedTextColor: view.palette.highlightedText
        wrapCode: view.wrapCode
        onLinkActivated: link => source.activate(link)
        onFocused: item => surroundings.reveal(item)
    }
    FontMetrics {
        id: metrics

        font: view.font
    }

    // Where the text comes from.
    QtObject {
        id: source

        property bool ready: false

        function show() {
            if (!ready)
                return;
            if (view.part) {
                markdown.part = view.part;
                return;
            }
            const life = surroundings.life;
            markdown.part = null;
            if (life.over)
                return;
            const known = markdown.text;
            if (!view.streaming)
                markdown.text = view.text;
            else if (view.text.startsWith(known))
                markdown.append(view.text.slice(known.length));
            else {
                markdown.text = "";
                if (!life.over)
                    markdown.append(view.text);
            }
        }

        function activate(link: string) {
            view.linkActivated(link);
            if (view.openLinks && /^(https?|mailto):/i.test(link))
                Qt.openUrlExternally(link);
        }
    }

    // What is seen of the view, and which sections are near to it.
    QtObject {
        id: surroundings

        property Flickable around: view.flickable
        property Item delegate: null
        property int firstNear: 0
        property int endNear: 0
        property bool settled: false // at its place
        // Whether the list has let go of the view: then it has no context any more, and the function that
        // is running may look up nothing but this, which needs none.
        readonly property var life: ({
                over: false
            })
        property real owed: 0 // by how much more the contents are to be moved
        readonly property int mostMilliseconds: 10

        function find() {
            delegate = null;
            let item = view as Item;
            while (item && !(item.parent instanceof Flickable)) {
                const next = item.parent;
                if (next && next.parent instanceof Flickable && (next.parent as Flickable).contentItem === next)
                    break;
                item = next;
            }
            delegate = item;
            if (!view.flickable && item && item.parent)
                around = item.parent.parent as Flickable;
            later();
        }

        function top(): real {
            return around ? -view.mapToItem(around, 0, 0).y - view.topPadding + owed : -view.mapToItem(null, 0, 0).y - view.topPadding;
        }

        function seenHeight(): real {
            return around ? around.height : view.Window.height;
        }

        function later() {
            if (!soon.running)
                soon.start();
        }

        function section(index: int): ChatMarkdownSection {
            return sections.itemAt(index) as ChatMarkdownSection;
        }

        // The first section that ends behind the position.
        function sectionAt(position: real): int {
            let low = 0;
            let high = sections.count;
            while (low < high) {
                const middle = Math.floor((low + high) / 2);
                const candidate = section(middle);
                if (candidate.y + candidate.height < position)
                    low = middle + 1;
                else
                    high = middle;
            }
            return low;
        }

        // Places the sections. False if that was the end: a list may let go of a view that grows.
        function place(): bool {
            const self = life;
            column.forceLayout();
            return !self.over;
        }

        // False as place() is.
        function update(): bool {
            if (!source.ready || !view.visible)
                return true;
            const self = life;
            // Sections that are new stand at the top until they are placed.
            if (!place())
                return false;
            const margin = Math.max(200, seenHeight() / 2);
            const from = top() - margin;
            const to = top() + seenHeight() + margin;
            const first = sectionAt(from);
            const start = Date.now();
            let end = first;
            while (end < sections.count && section(end).y <= to) {
                // Large blocks take their time: the next ones come in the next turn.
                if (Date.now() - start > mostMilliseconds) {
                    later();
                    break;
                }
                section(end).near = true;
                if (self.over)
                    return false;
                ++end;
            }
            // Those that have gone out of sight a little keep their items.
            const keepFrom = sectionAt(from - margin);
            const keepEnd = sectionAt(to + margin) + 1;
            for (let i = firstNear; i < endNear && i < sections.count; ++i) {
                if ((i < keepFrom || i >= keepEnd) && (i < first || i >= end))
                    section(i).near = false;
                if (self.over)
                    return false;
            }
            firstNear = Math.min(first, Math.max(firstNear, keepFrom));
            endNear = Math.max(end, Math.min(endNear, keepEnd));
            return true;
        }

        function turn() {
            if (!update())
                return;
            settled = true;
            pay();
        }

        function rowsChanged() {
            const self = life;
            const last = section(sections.count - 1);
            if (last)
                last.estimate();
            if (self.over)
                return;
            if (sections.count === 0) {
                firstNear = 0;
                endNear = 0;
            } else if (endNear === 0) {
                update();
            } else if (sections.count > endNear) {
                later();
            }
        }

        // What is seen stays where it is when something above it becomes higher.
        function keep(index: int, oldHeight: real, difference: real, wasExpected: bool) {
            later();
            // New sections have no place yet.
            if (!settled || oldHeight <= 0 || !around || !source.ready || around.flicking || around.dragging)
                return;
            // Else sections are where they were before the one above them grew.
            if (!place())
                return;
            const y = section(index).y;
            // Nothing has been seen of a section that had no items.
            if (wasExpected ? y < top() || isSeenBehind(index) : y + oldHeight < top())
                owe(difference);
        }

        // Not here and now: the list may let go of this view where it is moved, and would do so in
        // the middle of what has made it higher.
        function owe(difference: real) {
            owed += difference;
            later();
        }

        // A delegate that a list has let go of lives on for a turn, without a context.
        function leave() {
            life.over = true;
            soon.stop();
            around = null;
            delegate = null;
        }

        function pay() {
            const difference = owed;
            owed = 0;
            if (difference !== 0 && around)
                around.contentY += difference;
        }

        function isSeenBehind(index: int): bool {
            const end = top() + seenHeight();
            for (let i = Math.max(index + 1, sectionAt(top())); i < sections.count && section(i).y < end; ++i) {
                if (section(i).near && section(i).known >= 0)
                    return true;
            }
            return false;
        }

        function reveal(item: Item) {
            if (!around)
                return;
            const y = item.mapToItem(around, 0, 0).y;
            if (y < 0)
                around.contentY += y - 20;
            else if (y + item.height > around.height)
                around.contentY += y + item.height - around.height + 20;
        }
    }
    Timer {
        id: soon

        interval: 0
        onTriggered: surroundings.turn()
    }
    Connections {
        target: surroundings.around

        function onContentYChanged() {
            surroundings.later();
        }
        function onHeightChanged() {
            surroundings.later();
        }
    }
    Connections {
        target: surroundings.delegate

        function onYChanged() {
            surroundings.later();
        }
    }
    Window.onHeightChanged: surroundings.later()
    Component.onDestruction: surroundings.leave()
}
