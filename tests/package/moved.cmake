# SPDX-FileCopyrightText: 2026 SseQt contributors
# SPDX-License-Identifier: MIT

# An installed tree may be moved: its programs find their libraries from wherever they are.
file(REMOVE_RECURSE "${MOVED}")
file(COPY "${PREFIX}/" DESTINATION "${MOVED}" USE_SOURCE_PERMISSIONS)
foreach(program IN ITEMS ssecat sse-demo-server)
    if(EXISTS "${MOVED}/bin/${program}")
        execute_process(COMMAND "${MOVED}/bin/${program}" --version RESULT_VARIABLE result OUTPUT_VARIABLE output)
        if(NOT result EQUAL 0)
            message(FATAL_ERROR "${program} --version exited with ${result}")
        endif()
        message(STATUS "${output}")
    endif()
endforeach()
# And it says nothing of where it was built or installed first.
file(GLOB_RECURSE files "${MOVED}/${LIBDIR}/cmake/*" "${MOVED}/include/*" "${MOVED}/*/qml/*qmldir" "${MOVED}/*.qmltypes")
if(NOT files)
    message(FATAL_ERROR "Nothing was installed")
endif()
foreach(file IN LISTS files)
    file(READ "${file}" text)
    string(FIND "${text}" "${PREFIX}" position)
    if(NOT position EQUAL -1)
        message(FATAL_ERROR "${file} names the place where it was installed first")
    endif()
endforeach()
