# What HTTP clients do to a mirror; the tests of HTTP servers source it. A server's test sets $port,
# lets the server wait no longer than a second for a request, and sets these, where it differs from others:
#   http_0_9     status of a request without a protocol: 200 or 400, or "waits" for more
#   slashes      status of a path with "//" and "/./" in it: 200 or a redirect
#   post, delete status of these methods for a file: 405 or 200
# shellcheck shell=bash
# shellcheck source=lib.bash
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.bash"
need curl

# request STATUS BYTES REPOSITORY|none CURL-ARGUMENT…: and the client got just that
request() {
    local status=$1 bytes=$2 repository=$3
    shift 3
    local got
    got=$(curl -sS -g -o /dev/null -w '%{http_code} %{size_download}' --max-time 10 "$@") ||
        fail "curl: ${*: -1}"
    if [[ $repository == none ]]; then
        [[ $got == "$status "* ]] || fail "$got instead of $status for ${*: -1}"
    else
        [[ $got == "$status $bytes" ]] || fail "$got instead of $status $bytes for ${*: -1}"
        downloaded "$repository" "$bytes"
    fi
}

# raw HOST BYTES: sends them (as printf understands them) and prints the first line of the answer
raw() (
    # A server may close before it has read all.
    trap '' PIPE
    answer='' address=${1#[}
    exec 3<>"/dev/tcp/${address%]}/$port"
    # shellcheck disable=SC2059  # the escapes are the point
    printf "$2" >&3 2>/dev/null || true
    IFS= read -r -t 5 answer <&3 || true
    timeout 5 cat <&3 >/dev/null 2>&1 || true
    tr -cd '[:print:]' <<<"$answer"
)

key=epel/9/RPM-GPG-KEY
htop=epel/9/Everything/x86_64/Packages/h/htop-3.3.0-1.el9.x86_64.rpm
updates=fedora/linux/updates/40
crawler='mirrormanager-crawler/0.1 (+https://example.org)'

# A log that does not name user agents cannot leave out any.
count_crawlers() {
    local host
    for host in "${hosts[@]}"; do
        downloaded epel 300
    done
}

http_downloads() {
    local host=$1 url=http://$1:$port header agent
    local modified='If-Modified-Since: Thu, 01 Jan 2026 00:00:00 GMT'

    request 200 300 epel -A 'libdnf (Fedora Linux 40; workstation; Linux.x86_64)' "$url/$key"
    request 200 120000 epel "$url/$htop"
    request 206 100 epel -H 'Range: bytes=0-99' "$url/$key"
    request 206 20000 epel -H 'Range: bytes=100000-' "$url/$htop"
    request 200 0 fedora "$url/$updates/empty"
    request 200 5000 fedora "$url/$updates/name%20with%20%20spaces%20(1).rpm"
    request 200 701 fedora "$url/$updates/$odd_name_escaped"
    request 200 300 epel "$url/$key?x=\"y\"&z=/fedora/linux/updates/&e=%22%5c"
    # What clients send about themselves is theirs to choose.
    agent=$(printf 'a "quoted" \\ \t é [22/Nov/2020:00:00:00 +0000] "GET /epel/ HTTP/1.1" 200 9')
    request 200 41 all -A "$agent" -e '"' "$url/pub/other/README"
    request 200 41 all -A '' -e 'http://example.org/"GET /epel/x HTTP/1.1" 200 7' \
        "$url/pub/other/README"
    # Behind two proxies, if the next one is to be trusted.
    request 200 300 epel -H 'X-Forwarded-For: 198.51.100.1, 203.0.113.9' "$url/$key"
    # Through a proxy that is none: the request names scheme and host.
    request 200 300 epel --proxy "$url" "http://mirror.example.org/$key"
    # Several on one connection.
    for header in one two three; do
        printf 'url = "%s/%s"\noutput = /dev/null\nheader = "X-Request: %s"\n' \
            "$url" "$key" "$header"
    done | curl -sS --max-time 10 -K -
    downloaded epel 300
    downloaded epel 300
    downloaded epel 300

    if [[ ${slashes:-200} == 200 ]]; then
        request 200 300 epel --path-as-is "$url//epel/./9/x/../RPM-GPG-KEY"
    else
        request "$slashes" 0 none --path-as-is "$url//epel/./9/x/../RPM-GPG-KEY"
    fi

    request 200 0 none -I "$url/$key"
    request 304 0 none -H "$modified" "$url/$key"
    request 404 0 none "$url/epel/9/nothing"
    request 404 0 none --path-as-is "$url/epel/nothing\"quoted\\backslash%20%22"
    request 416 0 none -H 'Range: bytes=999999-' "$url/$key"
    request "${post:-405}" 0 none -d 'a form' "$url/$key"
    request "${delete:-405}" 0 none -X DELETE "$url/$key"
    request 200 0 none -A "$crawler" "$url/$key"

    [[ ${http_0_9:-} == waits ]] || expect_raw "${http_0_9:-400}" 300 "$host" "GET /$key\r\n"
    expect_raw 200 701 "$host" \
        "GET /$updates/odd%%20\"name\"%%20[x]%%20\xc3\xa9%%2541.rpm HTTP/1.1\r\nHost: mirror.example.org\r\nConnection: close\r\n\r\n"
    # TLS on the plain port, HTTP/2's preface, a request that is none, nothing at all.
    raw "$host" '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\xde\xad"\x5c\x0d\x0a\x0d\x0a' >/dev/null
    raw "$host" 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n' >/dev/null
    raw "$host" 'hello\r\n\r\n' >/dev/null
    raw "$host" "GET /epel/9/a b HTTP/1.1\r\nHost: mirror.example.org\r\nConnection: close\r\n\r\n" \
        >/dev/null
    raw "$host" '\r\n\r\n' >/dev/null

    aborted_download "$url"
}

# expect_raw STATUS BYTES HOST BYTES-TO-SEND: HTTP/0.9 answers without a status
expect_raw() {
    local answer
    answer=$(raw "$3" "$4")
    case $answer in
    "HTTP/1."?" $1 "* | "HTTP/1."?" $1") ;;
    HTTP/*) fail "$answer instead of $1 for ${4%%\\r*}" ;;
    *) [[ $1 == 200 ]] || fail "no status instead of $1 for ${4%%\\r*}" ;;
    esac
    case $1,$4 in
    200,*fedora*) downloaded fedora "$2" ;;
    200,*) downloaded epel "$2" ;;
    esac
}

# A download that the client gives up: how much of it was sent is known to the server alone.
aborted_download() {
    local status=0
    curl -sS -o /dev/null --limit-rate 100k --max-time 0.5 "$1/pub/big.iso" 2>/dev/null || status=$?
    ((status == 28)) || fail "curl was to give up, and ended with $status"
    downloaded all 0
}

# with_headers_of LOG: where a server logs bytes with the answers' headers (%O), what was downloaded is
# the sum of the log's numbers. Sets done_bytes to it, and checks that the log has as many downloads
# as the clients.
with_headers_of() {
    local repository requests bytes
    while read -r repository requests bytes; do
        ((requests == done_requests[$repository])) ||
            fail "$1 has $requests requests for $repository, and not ${done_requests[$repository]}"
        ((bytes > done_bytes[$repository])) || fail "the bytes of $1 are without headers"
        done_bytes[$repository]=$bytes
    done < <(awk '
        !/[]] "GET / || /mirrormanager-crawler/ { next }
        match($0, /" (200|206) [0-9]+( |$)/) {
            split(substr($0, RSTART, RLENGTH), answer, " ")
            repository = "other"
            if (match($0, /[]] "GET (http:\/\/[^\/]*)?\/+(epel|fedora)\//))
                repository = substr($0, RSTART, RLENGTH) ~ /epel/ ? "epel" : "fedora"
            requests[repository]++
            bytes[repository] += answer[3]
            requests["all"]++
            bytes["all"] += answer[3]
        }
        END { for (i in requests) if (i != "other") printf "%s %d %d\n", i, requests[i], bytes[i] }' "$1")
}
