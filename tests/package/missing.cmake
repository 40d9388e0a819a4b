# SPDX-FileCopyrightText: 2026 SseQt contributors
# SPDX-License-Identifier: MIT

# A component that was not built is missed by those who require it, in words, and by nobody else.
file(REMOVE_RECURSE "${FOLDER}")
file(COPY "${PREFIX}/" DESTINATION "${FOLDER}/prefix" USE_SOURCE_PERMISSIONS)
file(GLOB targets "${FOLDER}/prefix/${LIBDIR}/cmake/SseQt/SseQtWidgetsTargets*")
if(targets)
    file(REMOVE ${targets})
endif()

# Sets <message> to what CMake says to a program that finds SseQt with these arguments.
function(configure name message)
    file(WRITE "${FOLDER}/${name}/CMakeLists.txt" "
        cmake_minimum_required(VERSION 3.21)
        project(${name} LANGUAGES CXX)
        find_package(SseQt 0.1 ${ARGN})
        message(STATUS \"Widgets: \${SseQt_Widgets_FOUND}\")")
    execute_process(
        COMMAND "${CMAKE_COMMAND}" -G "${GENERATOR}" "-DCMAKE_CXX_COMPILER=${COMPILER}"
            "-DCMAKE_PREFIX_PATH=${FOLDER}/prefix" -S "${FOLDER}/${name}" -B "${FOLDER}/${name}/build"
        RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
    set(${message} "${result} ${output}" PARENT_SCOPE)
endfunction()

configure(required message REQUIRED COMPONENTS Core Widgets)
if(NOT message MATCHES "^1 .*This SseQt was built without the component Widgets")
    message(FATAL_ERROR "A program that requires it hears only: ${message}")
endif()
configure(optional message REQUIRED COMPONENTS Core OPTIONAL_COMPONENTS Widgets)
if(NOT message MATCHES "^0 " OR message MATCHES "Widgets: TRUE")
    message(FATAL_ERROR "A program that does not require it hears: ${message}")
endif()
