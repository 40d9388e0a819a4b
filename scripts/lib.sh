# SPDX-FileCopyrightText: 2026 SseQt contributors
# SPDX-License-Identifier: MIT

# What demo and test have in common. Sourced with bash.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# As many compilers as there are cores.
jobs=$(nproc 2>/dev/null || echo 2)

say() {
    printf '\n\033[1m%s\033[0m\n' "$*"
}

die() {
    printf '%s\n' "$*" >&2
    exit 1
}

# Installs those of the given packages that are missing. Asks nothing, and does nothing when all are there.
need_packages() {
    local missing=() package
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        printf 'This is no Debian: these have to be there already, by whatever name: %s\n' "$*" >&2
        return
    fi
    for package in "$@"; do
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0

    local as_root=()
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null || die "To install ${missing[*]} this needs root, or sudo."
        as_root=(sudo)
    fi
    say "Installing ${missing[*]}"
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# What a build needs, and what its QML needs to run.
build_packages=(
    g++ cmake ninja-build
    qt6-base-dev qt6-declarative-dev libmd4c-dev
    qml6-module-qtquick qml6-module-qtquick-window qml6-module-qtquick-controls
    qml6-module-qtquick-templates qml6-module-qtquick-layouts qml6-module-qtquick-shapes qml6-module-qtqml
    qml6-module-qtqml-models qml6-module-qtqml-workerscript
    qml6-module-qtquick-dialogs qml6-module-qt-labs-folderlistmodel
    fonts-dejavu-core fonts-noto-color-emoji
)
# The widgets' colours of code, from Debian 13 on.
if apt-cache show libkf6syntaxhighlighting-dev >/dev/null 2>&1; then
    build_packages+=(libkf6syntaxhighlighting-dev)
fi

# Configures only when needed: the generator does the rest.
build() {
    local preset=$1
    shift
    cd "$root"
    if [ ! -f "build/$preset/build.ninja" ] || [ $# -gt 0 ]; then
        mkdir -p build
        cmake --preset "$preset" "$@" >"build/$preset.log" 2>&1 || {
            cat "build/$preset.log" >&2
            die "Configuring the preset \"$preset\" failed."
        }
    fi
    cmake --build --preset "$preset" --parallel "$jobs"
}
