# SPDX-FileCopyrightText: 2026 SseQt contributors
# SPDX-License-Identifier: MIT

# find_sseqt(<result> <folder> <prefix> …)
#
# Sets <result> to the exit code of CMake, and what it says, for a program in <folder> that asks what is
# installed in <prefix> by find_package(SseQt …).
function(find_sseqt result folder prefix)
    list(JOIN ARGN " " arguments)
    file(WRITE "${folder}/CMakeLists.txt" "
        cmake_minimum_required(VERSION 3.21)
        project(SseQtFinder LANGUAGES CXX)
        find_package(SseQt 0.1 ${arguments})
        message(STATUS \"Widgets: \${SseQt_Widgets_FOUND}\")")
    execute_process(
        COMMAND "${CMAKE_COMMAND}" -G "${GENERATOR}" "-DCMAKE_CXX_COMPILER=${COMPILER}"
            "-DCMAKE_PREFIX_PATH=${prefix}" -S "${folder}" -B "${folder}/build"
        RESULT_VARIABLE code OUTPUT_VARIABLE output ERROR_VARIABLE output)
    set(${result} "${code} ${output}" PARENT_SCOPE)
endfunction()
