#!/bin/sh
# Makes .venv and gets what Mend needs, once; the next call is done at once.
#
#   tools/setup.sh run     to build guides
#   tools/setup.sh check   to format, lint and type-check
#   tools/setup.sh test    to run all tests, browser tests included
#
# PYTHON=... names the Python to use. Nothing outside .venv is changed but system packages,
# and these only by a package manager that needs no password.
set -eu
cd "$(dirname "$0")/.."

PURPOSE=${1:-run}
VENV=.venv
case $PURPOSE in
run) LOCK=requirements/run.txt ;;
check | test) LOCK=requirements/dev.txt ;;
*)
    sed -n '2,9s/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac

say() { printf 'mend set-up: %s\n' "$*" >&2; }

# --- system packages -----------------------------------------------------------------------

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_use_apt() {
    command -v apt-get >/dev/null 2>&1 || return 1
    [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null
}

# get_system_packages "APT NAMES" "HOMEBREW NAMES": installs them, or says how and fails.
get_system_packages() {
    if may_use_apt; then
        say "installing $1"
        as_root apt-get update -qq &&
            # shellcheck disable=SC2086 # the names are words
            as_root env DEBIAN_FRONTEND=noninteractive \
                apt-get install -y -qq -o Dpkg::Use-Pty=0 --no-install-recommends $1 >/dev/null && return 0
    elif command -v brew >/dev/null 2>&1; then
        say "installing $2"
        # shellcheck disable=SC2086
        brew install $2 >&2 && return 0
    fi
    if command -v brew >/dev/null 2>&1; then
        say "please run:  brew install $2"
    else
        say "please run:  sudo apt-get install $1"
    fi
    return 1
}

# --- Python --------------------------------------------------------------------------------

find_python() {
    for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return 0
        fi
    done
    return 1
}

need_python() {
    if ! python=$(find_python); then
        get_system_packages "python3 python3-venv" "python@3.12" || true
        if ! python=$(find_python); then
            say "Mend needs Python 3.11 or newer, and none was found."
            exit 1
        fi
    fi
    # Debian keeps what 'python3 -m venv' needs in a package of its own.
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        get_system_packages "python$version-venv" "python@$version" || exit 1
    fi
}

# What an install depends on: change any of it, this folder's place included, and it is redone.
fingerprint() {
    { pwd && cat "$LOCK" pyproject.toml tools/setup.sh; } | cksum
}

is_done() { [ -f "$VENV/done-$1" ] && [ "$(cat "$VENV/done-$1")" = "$2" ]; }

# A .venv that someone made by hand serves too; one that this folder was moved with does not.
make_venv() {
    here=$(pwd)
    if [ "$(cat "$VENV/place" 2>/dev/null || echo "$here")" != "$here" ] ||
        ! "$VENV/bin/python" -c 'import pip' 2>/dev/null; then
        need_python
        say "making $VENV with $python"
        rm -rf "$VENV"
        "$python" -m venv "$VENV"
    fi
    echo "$here" >"$VENV/place"
}

install_packages() {
    pip="$VENV/bin/python -m pip --disable-pip-version-check --no-input"
    say "installing the packages of $LOCK"
    $pip install -qq --require-hashes --only-binary :all: -r "$LOCK"
    # The lock holds the build backend too, so that nothing unchecked is fetched for the build.
    $pip install -qq --no-deps --no-build-isolation --no-index --editable .
}

python_packages() {
    make_venv
    mark=$(fingerprint)
    # What was set up for checks and tests serves for building guides as well.
    if [ "$PURPOSE" = run ] && is_done dev "$(LOCK=requirements/dev.txt && fingerprint)"; then
        return 0
    fi
    name=$(basename "$LOCK" .txt)
    is_done "$name" "$mark" && return 0
    rm -f "$VENV"/done-run "$VENV"/done-dev
    install_packages
    printf '%s\n' "$mark" >"$VENV/done-$name"
}

# --- what the tools need from the system ---------------------------------------------------

need_pango() {
    [ -f "$VENV/done-pango" ] && return 0
    if ! "$VENV/bin/python" -c 'import weasyprint' >/dev/null 2>&1; then
        get_system_packages "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" "pango" ||
            return 1
        "$VENV/bin/python" -c 'import weasyprint' || return 1
    fi
    touch "$VENV/done-pango"
}

has_browser() {
    for name in chromium chromium-browser google-chrome; do
        command -v "$name" >/dev/null 2>&1 && return 0
    done
    [ -d /Applications/Chromium.app ] || [ -d "/Applications/Google Chrome.app" ]
}

has_firefox() {
    command -v firefox-esr >/dev/null 2>&1 || command -v firefox >/dev/null 2>&1 ||
        [ -d /Applications/Firefox.app ]
}

need_test_tools() {
    [ -f "$VENV/done-test-tools" ] && return 0
    missing=""
    has_browser || missing="chromium"
    has_firefox || missing="$missing firefox-esr"
    command -v pdftotext >/dev/null 2>&1 || missing="$missing poppler-utils"
    # What drives the browser needs a library that a bare Debian is without.
    "$VENV/bin/python" -m playwright --version >/dev/null 2>&1 || missing="$missing libatomic1"
    if [ -n "$missing" ]; then
        # Homebrew calls them otherwise, and has no need of the library.
        get_system_packages "$missing" \
            "$(echo "$missing" | sed 's/poppler-utils/poppler/; s/firefox-esr/firefox/; s/libatomic1//')" || return 1
    fi
    touch "$VENV/done-test-tools"
}

python_packages
case $PURPOSE in
run)
    need_pango || say "going on without Pango: sites will be built, PDFs will not"
    ;;
test)
    need_pango || exit 1
    need_test_tools || exit 1
    ;;
esac
