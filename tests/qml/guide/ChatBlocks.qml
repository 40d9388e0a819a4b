import QtQuick
import SSE.Chat

ListView {
    id: root

    property alias markdown: markdown

    width: 400
    height: 300
    spacing: 8
    model: ChatMarkdownModel {
        id: markdown
        text: "Rows of a *text*:\n\n```sh\nls -l\n```\n"
    }
    delegate: Text {
        required property int kind
        required property string html
        required property string display

        width: ListView.view.width
        wrapMode: Text.Wrap
        font.family: kind === ChatMarkdownModel.Code ? "monospace" : "sans-serif"
        textFormat: kind === ChatMarkdownModel.Code ? Text.PlainText : Text.RichText
        text: kind === ChatMarkdownModel.Code ? display : html
        onLinkActivated: link => Qt.openUrlExternally(link)
    }
}
