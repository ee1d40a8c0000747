# What the tests of this directory share; they source it. Each starts a real server on a free port of
# the loopback device, lets real clients download, and compares what mapgen reads in the server's
# logs with what the clients did. CTest sets MAPGEN_SERVERS (where scripts/install-dependencies
# unpacks servers) and what tests/cli/lib.bash asks for.
# shellcheck shell=bash

# A test may need the clients of several protocols, and each of those files sources this one.
if declare -F check_log >/dev/null; then
    return
fi
# shellcheck source=../cli/lib.bash
source "$(dirname -- "${BASH_SOURCE[0]}")/../cli/lib.bash"

# Servers, clients and mapgen agree about local time.
export TZ=UTC LC_ALL=C.UTF-8
unset http_proxy https_proxy all_proxy no_proxy ftp_proxy
servers=${MAPGEN_SERVERS:-}
if [[ -d $servers/usr ]]; then
    PATH=$PATH:$servers/usr/bin:$servers/usr/sbin
    for folder in "$servers"/usr/lib/*-linux-gnu; do
        LD_LIBRARY_PATH=${LD_LIBRARY_PATH:+$LD_LIBRARY_PATH:}$folder
    done
    export LD_LIBRARY_PATH
fi
PATH=$PATH:/usr/sbin:/sbin

# Some servers close each descriptor that they might have, whenever they fork.
ulimit -n 1024

# Each leads a process group of its own.
server_pids=()
finish() {
    # What is still running is stopped without ceremony: the test has its results, or has failed.
    local pid
    for pid in "${server_pids[@]}"; do
        kill -KILL -- "-$pid" 2>/dev/null || true
        eventually 5 has_ended "$pid" || true
    done
    rm -rf "$sandbox"
}
trap finish EXIT

# skip REASON: where changes are accepted nothing may be left out.
skip() {
    if [[ ${CI:-} == true ]]; then
        fail "$1; run scripts/install-dependencies --test"
    fi
    printf 'SKIPPED: %s\n' "$1" >&2
    exit 77
}

# need PROGRAM…
need() {
    local program
    for program in "$@"; do
        command -v "$program" >/dev/null || skip "there is no $program"
    done
}

# program VARIABLE NAME…: the first of the names that is a program
program() {
    local -n chosen=$1
    local name
    shift
    for name in "$@"; do
        if chosen=$(command -v "$name"); then
            return
        fi
    done
    skip "there is no $1"
}

# library VARIABLE NAME: a shared library's path, unpacked or installed
library() {
    local -n found=$1
    found=$(find "$servers"/usr/lib /usr/lib /usr/lib64 -maxdepth 2 -name "$2*" 2>/dev/null |
        head -n 1)
    [[ -n $found ]] || skip "there is no $2"
}

need_root() {
    ((EUID == 0)) || skip "$1 serves only when root starts it"
}

# The clients' addresses: as a server's URL has them.
hosts=(127.0.0.1)
if grep -q '^0\{31\}1 ' /proc/net/if_inet6 2>/dev/null; then
    hosts+=('[::1]')
fi

# listening PORT: whether something does, without bothering it
listening() {
    local tables=(/proc/net/tcp)
    [[ ! -e /proc/net/tcp6 ]] || tables+=(/proc/net/tcp6)
    grep -qE "^ *[0-9]+: [0-9A-F]+:$(printf '%04X' "$1") [0-9A-F]+:0000 0A " "${tables[@]}"
}

# free_port VARIABLE: below the ports that the kernel gives to clients
free_port() {
    local -n port_found=$1
    while port_found=$((20000 + (RANDOM * 32768 + RANDOM) % 12000)); do
        listening "$port_found" || return 0
    done
}

# eventually SECONDS COMMAND…: until it succeeds
eventually() {
    local deadline=$((SECONDS + $1))
    shift
    until "$@"; do
        if ((SECONDS > deadline)); then
            return 1
        fi
        sleep 0.05
    done
}

# What stands in front of a server's command, for its messages to reach a log daemon (see syslog).
log_daemon=()

# serve PORT COMMAND…: starts a server that stays in the foreground; its pid is in $server_pid.
serve() {
    local port=$1
    shift
    setsid "$@" >>server.out 2>&1 </dev/null &
    server_pid=$!
    disown "$server_pid"
    server_pids+=("$server_pid")
    if ! eventually 10 server_answers_or_ended "$port" || ! listening "$port"; then
        head -n 20 server.out >&2
        fail "$1 does not serve"
    fi
}
server_answers_or_ended() {
    listening "$1" || ! kill -0 "$server_pid" 2>/dev/null
}

# stop SIGNAL: ends the last server, by the signal that lets it write its logs to the end. Servers with
# a process for each client leave those behind: they end when they have logged what they have to.
stop() {
    local rest=() pid
    kill -"$1" "$server_pid"
    eventually 10 has_ended "$server_pid" || fail "the server does not end by SIG$1"
    eventually 10 logs_are_closed || fail 'somebody still writes to the logs'
    for pid in "${server_pids[@]}"; do
        [[ $pid == "$server_pid" ]] || rest+=("$pid")
    done
    server_pids=("${rest[@]}")
}
has_ended() {
    ! kill -0 "$1" 2>/dev/null
}
logs_are_closed() {
    [[ -z $(find /proc/[0-9]*/fd -lname "$sandbox/logs/*" 2>/dev/null || true) ]]
}

# What the clients downloaded, by repository, as they saw it themselves.
declare -A done_requests=([all]=0 [epel]=0 [fedora]=0) done_bytes=([all]=0 [epel]=0 [fedora]=0)
forget_downloads() {
    done_requests=([all]=0 [epel]=0 [fedora]=0)
    done_bytes=([all]=0 [epel]=0 [fedora]=0)
}
# downloaded REPOSITORY BYTES: REPOSITORY may be "all", for what belongs to no other
downloaded() {
    local repository
    for repository in all "$1"; do
        done_requests[$repository]=$((done_requests[$repository] + 1))
        done_bytes[$repository]=$((done_bytes[$repository] + $2))
        if [[ $1 == all ]]; then
            break
        fi
    done
}

# mirror_tree DIR: the files that the servers serve; sizes tell them apart.
mirror_tree() {
    local root=$1
    mkdir -p "$root"/{epel/9/Everything/x86_64/Packages/h,fedora/linux/updates/40,pub/other}
    bytes 300 "$root/epel/9/RPM-GPG-KEY"
    bytes 120000 "$root/epel/9/Everything/x86_64/Packages/h/htop-3.3.0-1.el9.x86_64.rpm"
    bytes 5000 "$root/fedora/linux/updates/40/name with  spaces (1).rpm"
    bytes 701 "$root/fedora/linux/updates/40/odd \"name\" [x] é%41.rpm"
    bytes 0 "$root/fedora/linux/updates/40/empty"
    bytes 41 "$root/pub/other/README"
    bytes 40000000 "$root/pub/big.iso"
    chmod -R a+rX "$root"
    find "$root" -exec touch -d 2026-01-01T00:00:00Z {} +
}
bytes() {
    head -c "$1" /dev/zero >"$2"
}
odd_name='odd "name" [x] é%41.rpm'
odd_name_escaped='odd%20%22name%22%20%5Bx%5D%20%C3%A9%2541.rpm'

# aborted_of LOG AWK-PROGRAM: sets $aborted_bytes to the sum of what the program prints, which is the
# number that the log has for each download of big.iso.
aborted_of() {
    aborted_bytes=$(zcat -f -- "$1" | awk "/big\\.iso/ { $2 }" | awk '
        { sum += $1; if ($1 <= 0 || $1 > 40000000) exit 1 }
        END { if (NR == 0) exit 1; printf "%d", sum }') ||
        fail "$1 does not tell how much of the aborted downloads was sent"
}

# check_log NAME LOG FORMAT FORMAT_NAME [KEY=VALUE…]: mapgen counts in LOG what was downloaded. FORMAT
# is what a configuration says (a TOML literal string), FORMAT_NAME what mapgen calls it; further
# arguments are lines of the configuration's [[input]]. Asks in the end for these variables:
#   clients         a day, by default as many as there are addresses
#   aborted_bytes   how much of aborted downloads the server says that it sent
check_log() {
    local name=$1 log=$sandbox/$2 format=$3 format_name=$4
    shift 4
    local config=$sandbox/$name.toml repository
    [[ -s $log ]] || fail "$name: the server has logged nothing to $2"
    {
        printf 'timezone = "UTC"\nstate = "%s"\noutput = "%s"\n' "$sandbox/$name.db" "$sandbox/maps"
        printf '[geoip]\ntables = ["%s"]\n' "$geoip_table"
        printf '[[input]]\nname = "%s"\npaths = ["%s"]\nformat = %s\n' "$name" "$log" "$format"
        (($# == 0)) || printf '%s\n' "$@"
    } >"$config"

    mapgen_exits 0 ingest --config "$config"
    says_nothing

    for repository in all epel fedora; do
        local bytes=${done_bytes[$repository]}
        if [[ $repository == all ]]; then
            bytes=$((bytes + ${aborted_bytes:-0}))
        fi
        printf '%s %s %s\n' "$repository" "${done_requests[$repository]}" "$bytes"
    done >expected
    "$MAPGEN" stats --config "$config" --format csv >"$name.csv" ||
        fail "$name: there are no statistics"
    sums_of "$name.csv" >counted
    if ! diff expected counted >difference; then
        explain "$name" "$config" "$log" "$format_name" || true
        cat difference "explained-$name" >&2
        fail "$name: repository, requests and bytes differ (< clients, > mapgen)"
    fi
    awk -F, -v clients="${clients:-${#hosts[@]}}" 'NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next }
        $column["repo"] == "all" && $column["clients"] != clients { bad = 1 }
        END { exit bad || NR < 2 }' "$name.csv" ||
        fail "$name: not ${clients:-${#hosts[@]}} clients: $(tail -n +2 "$name.csv" | head -n 1)"

    explain "$name" "$config" "$log" "$format_name"
    local lines
    lines=$(zcat -f -- "$log" | wc -l)
    tail -n 1 "explained-$name" >last
    if ! grep -q "^$lines read = ${done_requests[all]} counted + .* 0 rejected" last; then
        grep rejected "explained-$name" >&2
        fail "$name: not all of $lines lines have an outcome: $(cat last)"
    fi
}

# sums_of CSV: "REPOSITORY REQUESTS BYTES" of all days of what mapgen stats has printed
sums_of() {
    awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next }
        { requests[$column["repo"]] += $column["requests"]; bytes[$column["repo"]] += $column["bytes"] }
        END { split("all epel fedora", names, " ")
              for (i = 1; i <= 3; i++) printf "%s %d %d\n", names[i], requests[names[i]], bytes[names[i]] }
        ' "$1"
}

# explain NAME CONFIG LOG FORMAT_NAME: keeps what mapgen says of each line in explained-NAME.
explain() {
    local first
    "$MAPGEN" explain --config "$2" "$3" >"explained-$1" || fail "$1: mapgen cannot explain it"
    read -r first <"explained-$1"
    if [[ $first != "$3: $4 ("* && $first != "$3: $4, "* ]]; then
        fail "$1: not read as $4: $first"
    fi
}

# Sums are of whole days: a test that runs across midnight has its clients on two of them.
if [[ $(date -u +%H:%M) == 23:59 ]]; then
    sleep $((61 - 10#$(date -u +%S)))
fi
