# What the tests of this directory share; they source it. CTest sets MAPGEN (the program),
# MAPGEN_SAMPLE_LOGS (the generator) and MAPGEN_SOURCE (the checkout).
# shellcheck shell=bash

set -euo pipefail
: "${MAPGEN:?the path of mapgen}" "${MAPGEN_SAMPLE_LOGS:?the path of mapgen-sample-logs}"
: "${MAPGEN_SOURCE:?the path of the checkout}"

sandbox=$(mktemp -d)
trap 'rm -rf "$sandbox"' EXIT
chmod 755 "$sandbox"
cd "$sandbox"
# Nobody's own configuration.
export HOME=$sandbox/home XDG_CONFIG_HOME=$sandbox/home/.config
unset MAPGEN_DATA_DIR

geoip_table=$MAPGEN_SOURCE/tests/fixtures/geoip/dbip-sample.mmdb

fail() {
    printf 'FAILED: %s\n' "$*" >&2
    if [[ -s $sandbox/stderr ]]; then
        printf -- '--- stderr of the last mapgen:\n' >&2
        head -n 20 "$sandbox/stderr" >&2
    fi
    exit 1
}

# sample_logs DIR OPTION…: logs, mapgen.toml with small videos, and truth.csv in DIR.
sample_logs() {
    local directory=$1
    shift
    "$MAPGEN_SAMPLE_LOGS" --output "$directory" --geoip "$geoip_table" "$@"
    printf '\n[video]\nsize = "480x270"\n' >>"$directory/mapgen.toml"
}

# exits STATUS COMMAND…: runs it without input; keeps what it says in $sandbox/stdout and stderr.
exits() {
    local expected=$1 status=0
    shift
    "$@" >"$sandbox/stdout" 2>"$sandbox/stderr" </dev/null || status=$?
    if ((status != expected)); then
        fail "exit code $status instead of $expected: ${*/#"$MAPGEN"/mapgen}"
    fi
}

# mapgen_exits STATUS ARGUMENT…
mapgen_exits() {
    local expected=$1
    shift
    exits "$expected" "$MAPGEN" "$@"
}

says_nothing() {
    if [[ -s $sandbox/stdout ]]; then
        fail "something on stdout: $(head -n 1 "$sandbox/stdout")"
    fi
    if [[ -s $sandbox/stderr ]]; then
        fail 'something on stderr'
    fi
}

# complains TEXT…: stderr holds each text, stdout nothing.
complains() {
    local text
    for text in "$@"; do
        grep -qF -- "$text" "$sandbox/stderr" || fail "stderr does not say: $text"
    done
    if [[ -s $sandbox/stdout ]]; then
        fail "something on stdout: $(head -n 1 "$sandbox/stdout")"
    fi
}

# counts_of CONFIG [OPTION…]: what mapgen has counted, in truth.csv's columns and order.
counts_of() {
    local config=$1
    shift
    "$MAPGEN" stats --config "$config" --format csv "$@" |
        awk -F, 'NR == 1 {
                for (i = 1; i <= NF; i++) column[$i] = i
            }
            { print $column["repo"] "," $column["day"] "," $column["clients"] "," \
                    $column["requests"] "," $column["bytes"] }' | LC_ALL=C sort
}

# same_counts TRUTH CONFIG [OPTION…]: mapgen has counted exactly what the truth says.
same_counts() {
    local truth=$1
    shift
    LC_ALL=C sort "$truth" >"$sandbox/expected"
    counts_of "$@" >"$sandbox/counted"
    if ! diff "$sandbox/expected" "$sandbox/counted" >"$sandbox/difference"; then
        head -n 20 "$sandbox/difference" >&2
        fail "the counts differ from $truth (< truth, > mapgen) in $(grep -c '^[<>]' \
            "$sandbox/difference") lines"
    fi
}

# checksums DIR: of the videos in it
checksums() {
    (cd "$1" && find . -name '*.mp4' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum)
}

# Whether commands can be run as somebody who may not read everything.
can_be_nobody() {
    ((EUID == 0)) && as_nobody test -x "$MAPGEN" 2>/dev/null
}
as_nobody() {
    setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
}
