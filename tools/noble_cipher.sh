#!/bin/sh
# Makes templates/assets/js/noble-aes-gcm.js anew: the AES-GCM of @noble/ciphers as one plain script,
# since a page that was opened from the disk can't load modules. Asks npm's registry; needs node.
set -eu
cd "$(dirname "$0")/.."
CIPHERS=2.4.0
ESBUILD=0.28.2
TARGET=$(pwd)/templates/assets/js/noble-aes-gcm.js

room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
cd "$room"
npm install --silent --no-save --prefix . "@noble/ciphers@$CIPHERS" "esbuild@$ESBUILD" >&2
echo 'import { gcm } from "@noble/ciphers/aes.js"; globalThis.nobleGcm = gcm;' >entry.js
{
    echo "// @noble/ciphers $CIPHERS (MIT, Paul Miller): AES-GCM, as made by tools/noble_cipher.sh."
    npx esbuild entry.js --bundle --minify --format=iife --target=es2020 --legal-comments=none
} >"$TARGET"
