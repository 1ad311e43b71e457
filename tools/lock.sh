#!/bin/sh
# Makes requirements/*.txt anew from pyproject.toml: the newest allowed versions of everything,
# for every platform, each with the hashes of its files, and no address of any registry.
set -eu
cd "$(dirname "$0")/.."
VENV=.venv

"$VENV/bin/python" -m pip install -qq --disable-pip-version-check "uv>=0.9"

# lock FILE [OPTION...]: this machine's own settings and wheels have no say in it.
lock() {
    file=$1
    shift
    env -u UV_INDEX -u UV_INDEX_URL -u UV_DEFAULT_INDEX -u UV_EXTRA_INDEX_URL -u UV_FIND_LINKS \
        "$VENV/bin/uv" --no-config --quiet pip compile pyproject.toml "$@" \
        --universal --python-version 3.11 --upgrade --generate-hashes --no-build \
        --no-emit-index-url --no-emit-find-links --no-annotate --no-header \
        --output-file "$file.new"
    if grep -nE '://|file:|^-|@ |^ *(/|[A-Za-z]:)' "$file.new" >&2; then
        echo "mend lock: $file would name an address or a place on this machine" >&2
        exit 1
    fi
    { echo "# Made by 'make lock'; change pyproject.toml instead." && cat "$file.new"; } >"$file"
    rm "$file.new"
}

lock requirements/dev.txt --extra dev
lock requirements/run.txt --extra install --constraint requirements/dev.txt
