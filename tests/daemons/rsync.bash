# What rsync clients do to a mirror; the tests of rsync's daemon source it.
# shellcheck shell=bash
# shellcheck source=lib.bash
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.bash"
need rsync

mirror_tree tree
mkdir logs tree/incoming
chmod 1777 tree/incoming
htop=epel/9/Everything/x86_64/Packages/h/htop-3.3.0-1.el9.x86_64.rpm

# module NAME PATH SETTING…: in rsyncd.conf
module() {
    printf '[%s]\npath = %s\ncomment = %s\n' "$1" "$sandbox/tree/$2" "$1"
    shift 2
    (($# == 0)) || printf '%s\n' "$@"
}

# start LOG|syslog HOST SETTING…: a daemon with these settings for all modules; rsyncd.conf's modules
# are on standard input
start() {
    local log=$1 address=${2#[}
    shift 2
    {
        printf '%s\n' 'use chroot = no' 'reverse lookup = no' 'timeout = 2' "$@"
        [[ $log == syslog ]] || printf 'log file = %s\n' "$sandbox/logs/$log"
        cat
    } >rsyncd.conf
    free_port port
    serve "$port" "${log_daemon[@]}" rsync --daemon --no-detach --config="$sandbox/rsyncd.conf" \
        --port="$port" --address="${address%]}"
}

# get STATUS RSYNC-ARGUMENT…: the client's exit code is STATUS
declare -A sessions
get() {
    local expected=$1 status=0
    shift
    # 137 is of a client that is killed together with its children: this one would take forever.
    if ((expected == 137)); then
        { timeout -s KILL 0.5 rsync "$@" >client.out 2>&1 || status=$?; } 2>/dev/null
    else
        rsync "$@" >client.out 2>&1 || status=$?
    fi
    if ((status != expected)); then
        cat client.out >&2
        fail "rsync ends with $status instead of $expected: $*"
    fi
    case "$*" in
    *rsync://*/*epel*) sessions[epel]=$((sessions[epel] + 1)) ;;
    *rsync://*/*fedora*) sessions[fedora]=$((sessions[fedora] + 1)) ;;
    *rsync://*/pub/*) sessions[pub]=$((sessions[pub] + 1)) ;;
    esac
}

rsync_downloads() {
    local url=rsync://$1:$port
    local epel=$url/fedora-epel fedora=$url/fedora-enchilada
    rm -rf copy
    mkdir copy

    # What is no download.
    get 0 "$url/"
    get 0 "$epel/"
    get 0 -r "$epel/"
    get 0 -rn "$epel/" copy/
    get 5 "$url/nowhere/" copy/
    get 5 "$url/closed/" copy/
    get 23 "$epel/nothing" copy/

    get 0 -r "$epel/" copy/epel
    downloaded epel 300
    downloaded epel 120000
    # What is there already does not come again, and what only has another time is not sent.
    get 0 -rc "$epel/" copy/epel
    get 0 -rtc "$epel/" copy/epel
    get 0 -r "$fedora/linux/updates/" copy/fedora
    downloaded fedora 5000
    downloaded fedora 701
    downloaded fedora 0
    get 0 -s "$fedora/linux/updates/40/name with  spaces (1).rpm" copy/
    downloaded fedora 5000
    # A file of which only the end is missing.
    truncate -s 100000 "copy/$htop"
    get 0 -r --no-whole-file "$epel/" copy/epel
    downloaded epel 120000
    get 0 "$epel/9/RPM-GPG-KEY" "$epel/${htop#epel/}" copy/
    downloaded epel 300
    downloaded epel 120000
    # An upload, and a download that the client gives up.
    get 0 copy/RPM-GPG-KEY "$url/incoming/upload"
    get 137 --bwlimit=1000 "$url/pub/big.iso" copy/
}

# serve_all LOG|syslog SETTING… <MODULES: on each address in turn
serve_all() {
    local log=$1 host modules
    shift
    modules=$(cat)
    forget_downloads
    sessions=([epel]=0 [fedora]=0 [pub]=0)
    for host in "${hosts[@]}"; do
        start "$log" "$host" "$@" <<<"$modules"
        rsync_downloads "$host"
        stop TERM
    done
}

modules() {
    module fedora-epel epel
    module fedora-enchilada fedora
    other_modules
}
other_modules() {
    module closed pub 'hosts deny = *'
    module pub pub
    module incoming incoming 'read only = no'
}

# bytes_of LOG AWK-PROGRAM: sets done_bytes to the sums of what the program prints, "REPOSITORY BYTES".
bytes_of() {
    local repository bytes
    done_bytes=([all]=0 [epel]=0 [fedora]=0)
    while read -r repository bytes; do
        done_bytes[$repository]=$bytes
        done_bytes[all]=$((done_bytes[all] + bytes))
    done < <(awk "$2" "$1" | awk '{ sum[$1] += $2 } END { for (i in sum) printf "%s %d\n", i, sum[i] }')
}
