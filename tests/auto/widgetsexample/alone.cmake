# SPDX-FileCopyrightText: 2026 SseQt contributors
# SPDX-License-Identifier: MIT

# Run as: cmake -D PROGRAM=… -D VERSION=… -D FOLDER=… -P alone.cmake
#
# A program that was built with static libraries runs from any folder, without those of this project.

file(REMOVE_RECURSE "${FOLDER}")
file(COPY "${PROGRAM}" DESTINATION "${FOLDER}")
get_filename_component(name "${PROGRAM}" NAME)
set(copy "${FOLDER}/${name}")

execute_process(COMMAND "${copy}" --version WORKING_DIRECTORY "${FOLDER}"
    OUTPUT_VARIABLE output RESULT_VARIABLE result)
if(NOT result EQUAL 0 OR NOT output MATCHES "sseqt-widgets-chat ${VERSION}")
    message(FATAL_ERROR "The copy does not tell its version: ${result}, ${output}")
endif()

execute_process(
    COMMAND "${copy}" --scripted --prompt "Are you alone?" --picture alone.png --time-limit 60
    WORKING_DIRECTORY "${FOLDER}" RESULT_VARIABLE result)
if(NOT result EQUAL 0 OR NOT EXISTS "${FOLDER}/alone.png")
    message(FATAL_ERROR "The copy does not run: ${result}")
endif()

file(GET_RUNTIME_DEPENDENCIES EXECUTABLES "${copy}"
    RESOLVED_DEPENDENCIES_VAR found UNRESOLVED_DEPENDENCIES_VAR missing)
foreach(library IN LISTS found missing)
    if(library MATCHES "SseQt")
        message(FATAL_ERROR "The program needs ${library}")
    endif()
endforeach()
