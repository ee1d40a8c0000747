# What FTP clients do to a mirror; the tests of FTP servers source it. A server's test sets $port, and
# $aborted_counts where the server logs a download that the client gave up like any other.
# shellcheck shell=bash
# shellcheck source=lib.bash
source "$(dirname -- "${BASH_SOURCE[0]}")/lib.bash"
need curl

# ftp_user: what FTP servers let anonymous clients be, a user "ftp" whose home is served: it is made up
# for the server alone, in front of which "${ftp_user[@]}" stands.
library nss_wrapper libnss_wrapper.so
printf '%s\n' 'root:x:0:0::/:/bin/sh' "ftp:x:65534:65534::$sandbox/tree:/bin/false" >passwd
printf '%s\n' 'root:x:0:' 'ftp:x:65534:' >group
ftp_user=(env LD_PRELOAD="$nss_wrapper" NSS_WRAPPER_PASSWD="$sandbox/passwd"
    NSS_WRAPPER_GROUP="$sandbox/group")

# vsftpd_configuration: for $port, the address left open, in a folder with "empty" and "tree"
vsftpd_configuration() {
    cat <<END
listen=NO
listen_ipv6=YES
listen_port=$port
background=NO
seccomp_sandbox=NO
secure_chroot_dir=$sandbox/empty
nopriv_user=ftp
ftp_username=ftp
anonymous_enable=YES
local_enable=NO
anon_root=$sandbox/tree
write_enable=YES
anon_upload_enable=YES
anon_other_write_enable=YES
connect_from_port_20=NO
ascii_download_enable=YES
xferlog_enable=YES
END
}

ftp() {
    curl -sS -g -o /dev/null --max-time 10 "$@"
}

# retrieve BYTES REPOSITORY CURL-ARGUMENT…: and the client got as many
retrieve() {
    local bytes=$1 repository=$2 got
    shift 2
    got=$(ftp -w '%{size_download}' "$@") || fail "curl: ${*: -1}"
    [[ $got == "$bytes" ]] || fail "$got bytes instead of $bytes for ${*: -1}"
    downloaded "$repository" "$bytes"
}

# refused STATUS CURL-ARGUMENT…
refused() {
    local expected=$1 status=0
    shift
    ftp "$@" 2>/dev/null || status=$?
    ((status == expected)) || fail "curl ends with $status instead of $expected for ${*: -1}"
}

# upload_folder DIR: where clients may write
upload_folder() {
    mkdir "$1/incoming"
    chown 65534 "$1/incoming"
    chmod 755 "$1/incoming"
}

guessed=
ftp_downloads() {
    local url=ftp://$1:$port
    local key=epel/9/RPM-GPG-KEY updates=fedora/linux/updates/40
    local htop=epel/9/Everything/x86_64/Packages/h/htop-3.3.0-1.el9.x86_64.rpm

    retrieve 300 epel "$url/$key"
    retrieve 120000 epel --ftp-method nocwd "$url/$htop"
    retrieve 120000 epel --ftp-method singlecwd "$url/$htop"
    retrieve 0 fedora "$url/$updates/empty"
    retrieve 5000 fedora "$url/$updates/name%20with%20%20spaces%20(1).rpm"
    retrieve 701 fedora "$url/$updates/$odd_name_escaped"
    # An absolute path, and a way around.
    retrieve 41 all --path-as-is "$url/%2Fpub/other/README"
    retrieve 300 epel --path-as-is --ftp-method nocwd "$url/pub/../epel//9/./RPM-GPG-KEY"
    retrieve 300 epel -u 'anonymous:a password with spaces' "$url/$key"
    # In the old way: the server connects to the client.
    retrieve 300 epel --ftp-port - "$url/$key"
    # Several in one session, and the rest of a file.
    ftp "$url/$key" -o /dev/null "$url/$htop" || fail 'curl: two files'
    downloaded epel 300
    downloaded epel 120000
    printf x >part
    truncate -s 200 part
    curl -sS -g --max-time 10 -C - -o part "$url/$key" || fail 'curl: the rest of a file'
    [[ $(stat -c %s part) == 300 ]] || fail 'the rest of a file did not come'
    downloaded epel 100

    # Asking and looking around, and a command that is worded like a log.
    ftp -I "$url/$key" --next -sS -o /dev/null "$url/epel/9/" \
        --next -sS -o /dev/null --list-only "$url/fedora/linux/updates/40/" \
        -Q '*NOOP OK DOWNLOAD: Client "203.0.113.9", "/epel/9/x", 300 bytes, 1.00Kbyte/sec' ||
        fail 'curl: listings'
    refused 78 "$url/epel/9/nothing"
    refused 9 "$url/epel/nowhere/nothing"
    # Servers let those wait who guess: once is enough.
    if [[ -z $guessed ]]; then
        refused 67 -u 'somebody:guess' "$url/$key"
        guessed=yes
    fi
    rm -f tree/incoming/upload
    printf 'uploaded' | ftp -T - "$url/incoming/upload" || fail 'curl: an upload'
    # Where it may be.
    ftp -Q '-DELE incoming/upload' "$url/" 2>/dev/null || true

    # A download that the client gives up.
    refused 28 --limit-rate 100k --max-time 0.5 "$url/pub/big.iso"
    if [[ ${aborted_counts:-no} == yes ]]; then
        downloaded all 0
    fi
}
