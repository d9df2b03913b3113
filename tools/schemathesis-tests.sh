#!/usr/bin/env bash
# Tries out the description of the desk's JSON: schemathesis makes up requests from /openapi.json, fitting ones and others, and sends them to a
# desk of the example case. No request may break the desk, and every answer must be one that the description has.
#
#   tools/schemathesis-tests.sh
#
# Needs Python 3.10 or newer. Its packages are installed in target/schemathesis, at the versions of schemathesis-requirements.txt. If Python
# cannot make an environment, and we are root on a Debian, what it lacks is installed. Where any of it cannot be had, this is skipped with a word.
# SEED and EXAMPLES make other requests, and more of them.
set -euo pipefail
cd "$(dirname "$0")/.."

skipped() { echo "schemathesis: $1; the description of the JSON is not tried out" >&2; exit 0; }

home=target/schemathesis wanted=tools/schemathesis-requirements.txt
if ! cmp -s "$wanted" "$home/installed.txt"; then
    rm -rf "$home"
    if ! python3 -c 'import venv, ensurepip' 2>/dev/null && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
        echo "schemathesis: Python is not there in full; installing it with apt-get" >&2
        export DEBIAN_FRONTEND=noninteractive
        { apt-get update -qq && apt-get install -y -qq --no-install-recommends python3 python3-venv; } >/dev/null 2>&1 || true
    fi
    mkdir -p target
    python3 -m venv "$home" >/dev/null 2>&1 || skipped "there is no Python that makes environments"
    "$home/bin/pip" install --quiet --disable-pip-version-check --requirement "$wanted" >"$home/pip.log" 2>&1 ||
        skipped "its packages cannot be had ($home/pip.log)"
    cp "$wanted" "$home/installed.txt"
fi

cargo build --quiet --locked -p hudna-cli
hudna=${CARGO_TARGET_DIR:-target}/debug/hudna
folder=$(mktemp -d /tmp/hudna-described.XXXXXX)
desk=
stop() {
    if [ -n "$desk" ]; then kill "$desk" 2>/dev/null || true; fi
    rm -rf "$folder"
}
trap stop EXIT

"$hudna" demo --case "$folder/case.hudna" --as-of 2021-02-05 >/dev/null 2>&1
"$hudna" desk "$folder/case.hudna" --bind 127.0.0.1:0 >"$folder/desk.log" 2>&1 &
desk=$!
address=
for _ in $(seq 300); do
    address=$(grep -o 'http://127\.0\.0\.1:[0-9]*' "$folder/desk.log" | head -n 1 || true)
    if [ -n "$address" ]; then break; fi
    sleep 0.2
done
if [ -z "$address" ]; then cat "$folder/desk.log" >&2; echo "schemathesis: the desk did not start" >&2; exit 1; fi

# The token of forms. With it a report is added, so that there is a job to be asked for, and the words of all reports can be searched for.
token=$("$home/bin/python" - "$address" <<'PYTHON'
import json, sys, time, urllib.parse, urllib.request

def ask(path, form=None, token=""):
    data = urllib.parse.urlencode(form).encode() if form else None
    request = urllib.request.Request(sys.argv[1] + path, data=data, headers={"x-hudna-token": token})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)

token = ask("/account.json")["token"]
job = ask("/add.json", {"text": "فرضت قوات النظام حصارا على مدينة منبج.", "published": "2021-02-04"}, token)["job"]
for _ in range(600):
    if ask(f"/add/{job}.json")["stage"] == "done":
        break
    time.sleep(0.2)
print(token)
PYTHON
)

status=0
try() {
    local name=$1
    shift
    # News (/live) come without end. It leaves a folder of its own where it is run.
    (cd "$home" && exec bin/schemathesis run "$address/openapi.json" --header "x-hudna-token: $token" --exclude-path /live \
        --checks not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,response_headers_conformance,negative_data_rejection \
        --seed "${SEED:-7}" --generation-database none --request-timeout 60 --warnings off --no-color "$@") \
        >"$home/$name.log" 2>&1 || { status=1; tail -n 400 "$home/$name.log" >&2; }
    kill -0 "$desk" 2>/dev/null || { echo "schemathesis: the desk is gone" >&2; cat "$folder/desk.log" >&2; exit 1; }
    echo "schemathesis: $name: $(grep -o 'Tested: *[0-9]*' "$home/$name.log" | grep -o '[0-9]*') operations, $(grep -A1 '^Test cases' "$home/$name.log" | tail -n 1 | sed 's/^ *//')"
}

# Rows are made by the same code as pages, so they are asked for less.
try pages --exclude-path-regex '\.(csv|jsonl)$' --phases examples,coverage,fuzzing --max-examples "${EXAMPLES:-8}"
try rows --include-path-regex '\.(csv|jsonl)$' --phases examples,fuzzing --max-examples "${EXAMPLES:-4}"
if grep -q 'fault in hudna\|panicked' "$folder/desk.log"; then cat "$folder/desk.log" >&2; status=1; fi
exit "$status"
