# SPDX-FileCopyrightText: 2026 SseQt contributors
# SPDX-License-Identifier: MIT

# aimock for any test program: include this, and where SSEQT_AIMOCK_FOUND is true sseqt_use_aimock(<test>)
# lets the test include aimockserver.h.

set(SSEQT_NODE "" CACHE FILEPATH "Node.js, version 20.15 or newer, for the integration tests")
set(SSEQT_NODE_FOLDER "" CACHE PATH "The folder whose node_modules hold what package.json names")

set(SSEQT_AIMOCK_FOUND FALSE)
if(SSEQT_NODE AND EXISTS "${SSEQT_NODE_FOLDER}/node_modules/@copilotkit/aimock/package.json")
    set(SSEQT_AIMOCK_FOUND TRUE)
endif()

function(sseqt_use_aimock name)
    target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}/tests/integration")
    target_compile_definitions(${name} PRIVATE
        SSEQT_NODE="${SSEQT_NODE}"
        SSEQT_NODE_FOLDER="${SSEQT_NODE_FOLDER}"
        SSEQT_AIMOCK_SERVER="${PROJECT_SOURCE_DIR}/tests/integration/aimock_server.mjs"
        SSEQT_AIMOCK_FIXTURES="${PROJECT_SOURCE_DIR}/tests/integration/aimock")
    set_tests_properties(${name} PROPERTIES LABELS integration)
endfunction()
