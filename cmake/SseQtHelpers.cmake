# SPDX-FileCopyrightText: 2026 SseQt contributors
# SPDX-License-Identifier: MIT

# What every target of SseQt is built with. Private to the targets: no consumer inherits a warning.
add_library(sseqt_flags INTERFACE)
if(MSVC)
    target_compile_options(sseqt_flags INTERFACE /W4 $<$<BOOL:${SSEQT_WERROR}>:/WX>)
else()
    target_compile_options(sseqt_flags INTERFACE
        -Wall -Wextra -Wpedantic -Wshadow $<$<BOOL:${SSEQT_WERROR}>:-Werror>
        # Qt's own macros: QTRY_ narrows in 6.8; for clang, qCWarning() and QSKIP() have an argument
        # list that is empty.
        $<$<NOT:$<BOOL:$<TARGET_PROPERTY:SSEQT_USES_QT_TEST>>>:-Wconversion>
        $<$<CXX_COMPILER_ID:Clang,AppleClang>:-Wno-gnu-zero-variadic-macro-arguments>)
endif()
target_compile_definitions(sseqt_flags INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_KEYWORDS QT_NO_FOREACH
    QT_NO_URL_CAST_FROM_STRING QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_CONTEXTLESS_CONNECT)
if(SSEQT_SANITIZE)
    # Everything in the program has to agree, so this is the one setting for the whole directory.
    add_compile_options(-fsanitize=${SSEQT_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    add_link_options(-fsanitize=${SSEQT_SANITIZE})
endif()

# For what is built only to be run here and now. Where warnings matter it is optimized a little: GCC sees
# some only then.
if(MSVC)
    set(SSEQT_QUICK_OPTIONS "")
elseif(SSEQT_PRECOMPILE_HEADERS)
    set(SSEQT_QUICK_OPTIONS "$<$<CONFIG:Debug,RelWithDebInfo>:-O0>")
else()
    set(SSEQT_QUICK_OPTIONS "$<$<CONFIG:RelWithDebInfo>:-O1;-g1>")
endif()

# sseqt_precompile(<target> <headers> [<options>])
#
# Gives <target> the headers of Qt Core and Qt Network from one file that is compiled once for all who
# name the same <headers>: they are most of what a short source costs. <target> uses both, as C++17, and
# is compiled with <options>: GCC crashes where those are not the same.
function(sseqt_precompile target headers)
    # A compiler cache saves more, and cannot save what uses such a file. Other compilers are stricter
    # about what those who share one have in common.
    if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "GNU" OR CMAKE_CXX_COMPILER_LAUNCHER)
        return()
    endif()
    # Libraries and programs take it alike only where all of them can be anywhere in memory. Qt asked for
    # that itself until it was built otherwise.
    set(position "")
    if(NOT WIN32)
        set(position -fPIC)
    endif()
    target_compile_options(${target} PRIVATE ${position})
    if(NOT TARGET ${headers})
        set(source "${PROJECT_BINARY_DIR}/${headers}.cpp")
        file(CONFIGURE OUTPUT "${source}" CONTENT "" @ONLY)
        add_library(${headers} OBJECT "${source}")
        set_target_properties(${headers} PROPERTIES AUTOMOC OFF)
        target_link_libraries(${headers} PRIVATE Qt6::Core Qt6::Network sseqt_flags)
        target_compile_options(${headers} PRIVATE ${ARGN} ${position})
        target_precompile_headers(${headers} PRIVATE <QtCore/QtCore> <QtNetwork/QtNetwork>)
    endif()
    target_precompile_headers(${target} REUSE_FROM ${headers})
endfunction()

# For a library or a tool, and only where it is asked for: elsewhere these are compiled as their users do
# it, and tell when an include is missing.
function(sseqt_precompile_if_wanted target)
    if(SSEQT_PRECOMPILE_HEADERS)
        sseqt_precompile(${target} sseqt_headers)
    endif()
endfunction()

set(SSEQT_HEADER_DIR "${PROJECT_BINARY_DIR}/include")
set(SSEQT_INSTALL_CMAKEDIR "${CMAKE_INSTALL_LIBDIR}/cmake/SseQt")
set_property(GLOBAL PROPERTY SSEQT_EXPORTED_COMPONENTS "")

# sseqt_add_library(<target> COMPONENT <name> [STATIC] SOURCES … HEADERS … [CLASSES <Class>=<header> …])
#
# A library with everything a component of SseQt needs: alias SseQt::<name>, headers that are
# included as <SseQt/header.h> and <SseQt/Class> alike from the build tree and once installed,
# export and install rules.
function(sseqt_add_library target)
    cmake_parse_arguments(PARSE_ARGV 1 arg "STATIC" "COMPONENT" "SOURCES;HEADERS;CLASSES")
    if(arg_STATIC OR NOT SSEQT_SHARED)
        set(type STATIC)
    else()
        set(type SHARED)
    endif()
    # The type must be said: qt_add_library() of 6.4 would follow Qt's own kind, not BUILD_SHARED_LIBS.
    if(COMMAND qt_add_library)
        qt_add_library(${target} ${type})
    else()
        add_library(${target} ${type})
    endif()
    target_sources(${target} PRIVATE ${arg_SOURCES} ${arg_HEADERS})
    add_library(SseQt::${arg_COMPONENT} ALIAS ${target})
    set_target_properties(${target} PROPERTIES
        EXPORT_NAME ${arg_COMPONENT}
        POSITION_INDEPENDENT_CODE ON
        CXX_VISIBILITY_PRESET hidden
        VISIBILITY_INLINES_HIDDEN ON
        UNITY_BUILD OFF # files have helpers of the same names
        VERSION ${PROJECT_VERSION}
        # Before 1.0 a minor version may break the ABI.
        SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR})
    target_compile_features(${target} PUBLIC cxx_std_17)
    target_include_directories(${target} PUBLIC
        "$<BUILD_INTERFACE:${SSEQT_HEADER_DIR}>"
        "$<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>")
    target_link_libraries(${target} PRIVATE $<BUILD_INTERFACE:sseqt_flags>)

    # In the build tree <SseQt/…> are one-line files that include the real ones.
    set(install_headers "")
    foreach(header IN LISTS arg_HEADERS)
        _sseqt_forward("${SSEQT_HEADER_DIR}/SseQt/${header}" "${CMAKE_CURRENT_SOURCE_DIR}/${header}")
        list(APPEND install_headers "${CMAKE_CURRENT_SOURCE_DIR}/${header}")
    endforeach()
    foreach(pair IN LISTS arg_CLASSES)
        string(REPLACE "=" ";" pair "${pair}")
        list(GET pair 0 class)
        list(GET pair 1 header)
        _sseqt_forward("${SSEQT_HEADER_DIR}/SseQt/${class}" "${header}")
        list(APPEND install_headers "${SSEQT_HEADER_DIR}/SseQt/${class}")
    endforeach()

    if(SSEQT_INSTALL)
        install(FILES ${install_headers} DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/SseQt" COMPONENT dev)
        install(TARGETS ${target} EXPORT SseQt${arg_COMPONENT}Targets
            LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT runtime NAMELINK_COMPONENT dev
            ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT dev
            RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT runtime)
        set_property(GLOBAL APPEND PROPERTY SSEQT_EXPORTED_COMPONENTS ${arg_COMPONENT})
    endif()
endfunction()

function(_sseqt_forward file target)
    file(CONFIGURE OUTPUT "${file}" CONTENT "#include \"${target}\"\n" @ONLY)
endfunction()

# The JSON by which a QML module's type registrar, and so qmllint, sees the classes of a library.
function(sseqt_extract_metatypes target)
    qt_extract_metatypes(${target} OUTPUT_FILES metatypes)
    if(SSEQT_INSTALL)
        # Qt does the installed half for its own modules only.
        get_filename_component(name "${metatypes}" NAME)
        set(dir "${CMAKE_INSTALL_LIBDIR}/qt6/metatypes/SseQt")
        install(FILES "${metatypes}" DESTINATION "${dir}" COMPONENT dev)
        target_sources(${target} INTERFACE
            "$<INSTALL_INTERFACE:$<$<BOOL:$<TARGET_PROPERTY:QT_CONSUMES_METATYPES>>:$<INSTALL_PREFIX>/${dir}/${name}>>")
    endif()
endfunction()

# sseqt_add_qml_component(<component> URI … CLASS_NAME … LIBRARY … [IMPORTS …] VIEWS … INTERNALS … SOURCES …)
#
# A QML module as a plugin and nothing behind it. SseQt::<component> is what programs link: it brings
# the library, and the plugin where that is static, so that a consumer's CMake is the same either way.
# SOURCES are written by hand and get the project's flags. INTERNALS are the QML files
# that only the views use.
function(sseqt_add_qml_component component)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "URI;CLASS_NAME;LIBRARY" "IMPORTS;VIEWS;INTERNALS;SOURCES")
    set(target SseQt${component})
    set(plugin SseQt${component}Plugin)
    string(REPLACE "." "/" folder "${arg_URI}")
    if(SSEQT_SHARED)
        set(type SHARED)
    else()
        set(type STATIC)
    endif()
    if(arg_INTERNALS)
        set_source_files_properties(${arg_INTERNALS} PROPERTIES QT_QML_INTERNAL_TYPE TRUE)
    endif()
    set(options "")
    if(arg_IMPORTS)
        list(APPEND options IMPORTS ${arg_IMPORTS})
    endif()
    # Code that is compiled ahead of time takes long to compile, and is Qt's to check.
    if(SSEQT_SANITIZE)
        list(APPEND options NO_CACHEGEN)
    endif()
    qt_add_qml_module(${plugin} ${type}
        URI ${arg_URI}
        VERSION 1.0
        PLUGIN_TARGET ${plugin}
        CLASS_NAME ${arg_CLASS_NAME}
        TYPEINFO plugins.qmltypes
        RESOURCE_PREFIX ${SSEQT_QML_RESOURCE_PREFIX}
        OUTPUT_DIRECTORY "${SSEQT_QML_OUTPUT_DIRECTORY}/${folder}"
        DEPENDENCIES QtQml
        ${options}
        QML_FILES ${arg_VIEWS} ${arg_INTERNALS}
        SOURCES ${arg_SOURCES}
        OUTPUT_TARGETS output_targets # resources and plugin initialisation: in static builds part of the export
    )
    target_link_libraries(${plugin} PUBLIC ${arg_LIBRARY} Qt6::Qml)
    # The project's flags for what is written by hand: the code that Qt's QML compiler writes has
    # warnings.
    set(code ${arg_SOURCES})
    list(FILTER code INCLUDE REGEX "\\.cpp$")
    set_source_files_properties(${code} PROPERTIES
        COMPILE_OPTIONS "$<TARGET_PROPERTY:sseqt_flags,INTERFACE_COMPILE_OPTIONS>"
        COMPILE_DEFINITIONS "$<TARGET_PROPERTY:sseqt_flags,INTERFACE_COMPILE_DEFINITIONS>")
    # The type registration that is generated includes headers by their names, those of Core that
    # are not installed among them.
    target_include_directories(${plugin} PRIVATE
        "${CMAKE_CURRENT_SOURCE_DIR}" "${PROJECT_SOURCE_DIR}/src/core")
    set_target_properties(${plugin} PROPERTIES EXPORT_NAME ${component}Plugin)
    if(SSEQT_PRECOMPILE_HEADERS)
        # What Qt makes of QML includes the same for each file. What is written by hand stays apart, since
        # it has flags of its own.
        set_target_properties(${plugin} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 0)
    endif()

    add_library(${target} INTERFACE)
    add_library(SseQt::${component} ALIAS ${target})
    set_target_properties(${target} PROPERTIES EXPORT_NAME ${component})
    target_link_libraries(${target} INTERFACE ${arg_LIBRARY} Qt6::Qml)
    if(NOT SSEQT_SHARED)
        target_link_libraries(${target} INTERFACE ${plugin})
    else()
        # Built before whoever links it, though not linked.
        add_dependencies(${target} ${plugin})
    endif()

    if(SSEQT_INSTALL)
        set(destination "${SSEQT_INSTALL_QMLDIR}/${folder}")
        sseqt_set_install_rpath(${plugin} "${destination}")
        install(TARGETS ${plugin} ${target} EXPORT ${target}Targets
            LIBRARY DESTINATION "${destination}" COMPONENT qml
            ARCHIVE DESTINATION "${destination}" COMPONENT dev
            RUNTIME DESTINATION "${destination}" COMPONENT qml)
        if(output_targets)
            install(TARGETS ${output_targets} EXPORT ${target}Targets
                OBJECTS DESTINATION "${CMAKE_INSTALL_LIBDIR}/qt6/objects" COMPONENT dev)
        endif()
        qt_query_qml_module(${plugin} QMLDIR qmldir TYPEINFO typeinfo)
        # The engine takes the QML files from the plugin; these are for tools.
        install(FILES "${qmldir}" "${typeinfo}" ${arg_VIEWS} ${arg_INTERNALS}
            DESTINATION "${destination}" COMPONENT qml)
        set_property(GLOBAL APPEND PROPERTY SSEQT_EXPORTED_COMPONENTS ${component})
    endif()
endfunction()

# Lets what is installed in <folder>, relative to the prefix, find the libraries from where it lies.
function(sseqt_set_install_rpath target folder)
    if(APPLE)
        set(origin "@loader_path")
    else()
        set(origin "$ORIGIN")
    endif()
    file(RELATIVE_PATH to_lib "/prefix/${folder}" "/prefix/${CMAKE_INSTALL_LIBDIR}")
    set_target_properties(${target} PROPERTIES INSTALL_RPATH "${origin}/${to_lib}")
endfunction()

# An executable with the project's flags, that finds its libraries once installed.
function(sseqt_add_executable target)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LIBRARIES")
    qt_add_executable(${target} ${arg_SOURCES})
    target_link_libraries(${target} PRIVATE ${arg_LIBRARIES} sseqt_flags)
    sseqt_precompile_if_wanted(${target})
    set_target_properties(${target} PROPERTIES WIN32_EXECUTABLE OFF)
    sseqt_set_install_rpath(${target} "${CMAKE_INSTALL_BINDIR}")
endfunction()

# What parses the Markdown of chats, wherever this project is a part of another.
function(sseqt_find_md4c)
    if(TARGET md4c::md4c)
        return()
    endif()
    list(PREPEND CMAKE_MODULE_PATH "${PROJECT_SOURCE_DIR}/cmake")
    find_package(md4c MODULE QUIET)
    if(NOT TARGET md4c::md4c)
        message(FATAL_ERROR "The chat library needs md4c, which was not found. Install it (on Debian and "
            "Ubuntu the package libmd4c-dev), or set SSEQT_BUILD_CHAT=OFF to build without the chat.")
    endif()
    set_target_properties(md4c::md4c PROPERTIES IMPORTED_GLOBAL TRUE)
endfunction()

# Sets <result> to ON when QCoro is found and the compiler has coroutines for it, else to OFF.
function(sseqt_find_coroutines result)
    find_package(QCoro6 0.8 QUIET COMPONENTS Core)
    if(TARGET QCoro6::Core AND "cxx_std_20" IN_LIST CMAKE_CXX_COMPILE_FEATURES)
        include(CheckCXXSourceCompiles)
        set(CMAKE_CXX_STANDARD 20)
        set(CMAKE_REQUIRED_LIBRARIES QCoro6::Core)
        check_cxx_source_compiles(
            "#include <QCoroTask>\nQCoro::Task<int> task() { co_return 0; }\nint main() { task(); }"
            SSEQT_HAS_COROUTINES)
    endif()
    if(SSEQT_HAS_COROUTINES)
        set(${result} ON PARENT_SCOPE)
    else()
        set(${result} OFF PARENT_SCOPE)
    endif()
endfunction()

# The package: one export set for each component that was built, and the file that finds them.
function(sseqt_install_package)
    include(CMakePackageConfigHelpers)
    get_property(components GLOBAL PROPERTY SSEQT_EXPORTED_COMPONENTS)
    foreach(component IN LISTS components)
        install(EXPORT SseQt${component}Targets NAMESPACE SseQt::
            DESTINATION "${SSEQT_INSTALL_CMAKEDIR}" FILE SseQt${component}Targets.cmake COMPONENT dev)
    endforeach()
    if(NOT SSEQT_INSTALL_QMLDIR)
        set(SSEQT_INSTALL_QMLDIR "${CMAKE_INSTALL_LIBDIR}/qt6/qml")
    endif()
    configure_package_config_file(
        "${PROJECT_SOURCE_DIR}/cmake/SseQtConfig.cmake.in" "${PROJECT_BINARY_DIR}/SseQtConfig.cmake"
        INSTALL_DESTINATION "${SSEQT_INSTALL_CMAKEDIR}" PATH_VARS SSEQT_INSTALL_QMLDIR)
    write_basic_package_version_file("${PROJECT_BINARY_DIR}/SseQtConfigVersion.cmake"
        COMPATIBILITY SameMinorVersion)
    install(FILES "${PROJECT_BINARY_DIR}/SseQtConfig.cmake"
                  "${PROJECT_BINARY_DIR}/SseQtConfigVersion.cmake"
        DESTINATION "${SSEQT_INSTALL_CMAKEDIR}" COMPONENT dev)
    if(NOT SSEQT_SHARED AND "Chat" IN_LIST components)
        install(FILES "${PROJECT_SOURCE_DIR}/cmake/Findmd4c.cmake"
            DESTINATION "${SSEQT_INSTALL_CMAKEDIR}" COMPONENT dev)
    endif()
    install(FILES "${PROJECT_SOURCE_DIR}/LICENSE"
        DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/sseqt" COMPONENT runtime)
endfunction()
