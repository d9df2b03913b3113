#!/usr/bin/env bash
# Runs a command with a private PostgreSQL server, whose address the command finds in HUDNA_TEST_POSTGRES.
#
#   tools/postgres-for-tests.sh cargo test -p hudna-casefile
#
# The server lives in a folder of its own, listens on a socket there and nowhere else, and goes when the command is done. If
# HUDNA_TEST_POSTGRES is set, that server is used. If PostgreSQL is not installed, and we are root on a Debian, it is installed. If
# there is none in the end, the command runs without: the tests that need one say that they are skipped.
set -euo pipefail

without() {
    echo "postgres: $1; the tests over PostgreSQL are skipped" >&2
    exec "${command[@]}"
}

binaries() {
    local found
    for found in "$(command -v initdb || true)" /usr/lib/postgresql/*/bin/initdb /usr/pgsql-*/bin/initdb; do
        if [ -x "$found" ]; then dirname "$(readlink -f "$found")"; return; fi
    done
}

command=("$@")
if [ ${#command[@]} -eq 0 ]; then echo "usage: $0 COMMAND..." >&2; exit 2; fi
if [ -n "${HUDNA_TEST_POSTGRES:-}" ]; then exec "${command[@]}"; fi

bin=$(binaries)
if [ -z "$bin" ] && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "postgres: not installed; installing it with apt-get" >&2
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql; } >/dev/null 2>&1 || true
    bin=$(binaries)
fi
if [ -z "$bin" ]; then without "there is no server here and none can be installed"; fi

# The server refuses to run as root.
as=()
if [ "$(id -u)" -eq 0 ]; then
    user=nobody
    if id postgres >/dev/null 2>&1; then user=postgres; fi
    as=(runuser -u "$user" --)
fi

folder=$(mktemp -d /tmp/hudna-postgres.XXXXXX)
if [ ${#as[@]} -gt 0 ]; then chown "$user" "$folder"; fi
stop() {
    (cd "$folder" && "${as[@]}" "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop) >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap stop EXIT

log=$folder/log
start() {
    cd "$folder"
    "${as[@]}" "$bin/initdb" -D "$folder/data" -U hudna --auth=trust --encoding=UTF8 --no-locale --no-sync &&
        "${as[@]}" "$bin/pg_ctl" -D "$folder/data" -l "$log" -w -o "-k $folder -c listen_addresses='' -c max_connections=100" start
}
if ! output=$( (start) 2>&1 ); then
    stop
    trap - EXIT
    without "the server does not start: $(echo "$output" | tail -1)"
fi

export HUDNA_TEST_POSTGRES="postgres://hudna@${folder//\//%2F}/postgres"
"${command[@]}"
