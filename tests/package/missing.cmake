# SPDX-FileCopyrightText: 2026 SseQt contributors
# SPDX-License-Identifier: MIT

# A component that was not built is missed by those who require it, in words, and by nobody else.
include("${CMAKE_CURRENT_LIST_DIR}/findpackage.cmake")
file(REMOVE_RECURSE "${FOLDER}")
file(COPY "${PREFIX}/" DESTINATION "${FOLDER}/prefix" USE_SOURCE_PERMISSIONS)
file(GLOB targets "${FOLDER}/prefix/${LIBDIR}/cmake/SseQt/SseQtWidgetsTargets*")
if(targets)
    file(REMOVE ${targets})
endif()

find_sseqt(result "${FOLDER}/required" "${FOLDER}/prefix" REQUIRED COMPONENTS Core Widgets)
if(NOT result MATCHES "^1 .*This SseQt was built without the component Widgets")
    message(FATAL_ERROR "Who requires it hears only: ${result}")
endif()
find_sseqt(result "${FOLDER}/optional" "${FOLDER}/prefix" REQUIRED COMPONENTS Core OPTIONAL_COMPONENTS Widgets)
if(NOT result MATCHES "^0 " OR result MATCHES "Widgets: TRUE")
    message(FATAL_ERROR "Who does not require it hears: ${result}")
endif()
