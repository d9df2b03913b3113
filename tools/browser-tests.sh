#!/usr/bin/env bash
# Looks at the desk with a real browser: web/browser/*.test.mjs over a desk of the example case.
#
#   tools/browser-tests.sh [NAME OF A TEST FILE...]
#
# Needs npm and Chromium. If Chromium is not there, and we are root on a Debian, it is installed. Where either cannot be had, the tests are
# skipped with a word. Nothing but npm's registry and Debian's packages is fetched; the desk and the browser are on this machine.
set -euo pipefail
cd "$(dirname "$0")/.."

skipped() { echo "browser: $1; the tests in a browser are skipped" >&2; exit 0; }

command -v npm >/dev/null || skipped "npm is not installed"
if [ ! -x "${CHROMIUM:-/usr/bin/chromium}" ] && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "browser: Chromium is not installed; installing it with apt-get" >&2
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; } >/dev/null 2>&1 || true
fi
[ -x "${CHROMIUM:-/usr/bin/chromium}" ] || skipped "there is no Chromium here and none can be installed"
make --no-print-directory web || skipped "the packages of web/ cannot be had"
cargo build --quiet --locked -p hudna-cli
cd web
files=("$@")
if [ ${#files[@]} -eq 0 ]; then files=(browser/*.test.mjs); fi
# One file after the other: they share two cores with the desk and the browser.
node --test --test-concurrency=1 --test-reporter="${REPORTER:-dot}" "${files[@]}"
