# SPDX-FileCopyrightText: 2026 SseQt contributors
# SPDX-License-Identifier: MIT

# Every block of QML and C++ in these pages is, to the letter, a file that the consumer builds.
function(check page)
    file(READ "${ROOT}/${page}" text)
    foreach(file IN LISTS ARGN)
        file(READ "${CONSUMER}/${file}" code)
        # The lines on its licence are the file's, not the page's.
        string(REGEX REPLACE "^(// SPDX-[^\n]*\n)+\n" "" code "${code}")
        string(FIND "${text}" "\n${code}```" position)
        if(position EQUAL -1)
            message(FATAL_ERROR "${page} does not show ${file} as it is built")
        endif()
    endforeach()
    string(REGEX MATCHALL "```(qml|cpp)\n" blocks "${text}")
    list(LENGTH blocks shown)
    list(LENGTH ARGN built)
    if(NOT shown EQUAL built)
        message(FATAL_ERROR "${page} shows ${shown} pieces of code, and ${built} are built")
    endif()
endfunction()

check(README.md QuickStart.qml ../../qml/guide/Value.qml Conversation.qml StreamedAnswer.qml quickstart.cpp chat.cpp widgets.cpp)
check(docs/guide/reconnecting.md Countdown.qml tokens.cpp Tokens.qml worker.cpp)
check(docs/guide/chats.md
    chat.cpp chatprinting.cpp chattools.cpp chatkeys.cpp chaterrors.cpp chatdecoding.cpp)
check(docs/guide/testing.md tst_dashboard.cpp)
# The windows of this page are opened by tests/auto/widgets/tst_widgetsdocumentation.cpp.
set(_windows ../../auto/widgets/guide)
check(docs/guide/widgets.md
    widgets.cpp ${_windows}/chatwindow.cpp ${_windows}/newswindow.cpp ${_windows}/look.cpp)
check(docs/guide/coroutines.md ../../../examples/coro/awaiting.cpp)
# The QML of these pages is run by tests/qml/sse/tst_guide.qml, and by tests/qml/chat/tst_chatguide.qml.
set(_guide ../../qml/guide)
check(docs/guide/qml/handler.md ${_guide}/Handler.qml)
check(docs/guide/qml/value.md ${_guide}/Value.qml)
check(docs/guide/qml/eventmodel.md ${_guide}/EventModel.qml ${_guide}/EventTable.qml)
check(docs/guide/qml/filtermodel.md ${_guide}/FilterModel.qml)
check(docs/guide/qml/source.md ${_guide}/Source.qml)
check(docs/guide/qml/statusindicator.md ${_guide}/StatusIndicator.qml)
check(docs/guide/qml/eventinspector.md ${_guide}/EventInspector.qml)
check(docs/guide/qml/chatsession.md ${_guide}/ChatWindow.qml ${_guide}/ChatTools.qml)
check(docs/guide/qml/chatmarkdown.md ${_guide}/ChatText.qml ${_guide}/ChatBlocks.qml)
check(docs/guide/agents.md ${_guide}/ChatAgents.qml chatagents.cpp ${_guide}/ChatTasks.qml)
