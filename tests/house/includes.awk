# Reads rooms.txt, libraries.txt and then source files, and prints each #include that they do not
# allow; called by check-includes.

function room_of(path,    room, best) {
    for (room in may) {
        if (path == room || index(path, room "/") == 1) {
            if (length(room) > length(best)) best = room
        }
    }
    return best
}
function complain(message) {
    printf "%s:%d: %s\n", FILENAME, FNR, message
    bad = 1
}
function exists(file,    line, found) {
    found = (getline line < file) >= 0
    close(file)
    return found
}
function contains(list, word) { return index(" " list " ", " " word " ") > 0 }

FILENAME ~ /(rooms|libraries)\.txt$/ {
    if ($1 == "" || $1 ~ /^#/) next
    first = $1
    if (FILENAME ~ /rooms\.txt$/) {
        $1 = ""
        may[first] = $0
    } else {
        language[first] = $2
        $1 = $2 = ""
        owners[first] = $0
    }
    next
}
FNR == 1 {
    files++
    room = room_of(FILENAME)
    if (room == "") complain("no room of rooms.txt")
    own = FILENAME
    if (!sub(/\.cpp$/, ".hpp", own) || !exists(own)) own = ""
}
/^[ \t]*#[ \t]*include/ {
    name = $0
    sub(/^[ \t]*#[ \t]*include[ \t]*[<"]/, "", name)
    sub(/[>"].*/, "", name)
    # Then compiling the source file shows that its header includes all that it uses.
    if (own != "" && name != own && "src/" name != own)
        complain("include \"" own "\" before anything else")
    own = ""
    if ($0 ~ /include[ \t]*"/) {
        other = room_of("src/" name)
        if (other == "" || other == "src/main.cpp") other = room_of(name)
        if (other == "") complain("\"" name "\" is in no room: write it from the root or from src/")
        else if (other != room && !contains(may[room], other))
            complain(room " must not use " other " (\"" name "\")")
        next
    }
    # The C++ library, and what POSIX adds to it.
    if (name !~ /[.\/]/) next
    if (name ~ /^(arpa|net|netinet|sys)\// || name ~ /^(fcntl|fnmatch|glob|poll|pthread|signal|unistd)\.h$/) next
    library = ""
    for (prefix in owners) if (index(name, prefix) == 1) library = prefix
    if (library == "") complain("<" name "> is of no library in libraries.txt")
    else {
        if (!contains(owners[library], "any") && !contains(owners[library], room))
            complain("<" name "> belongs to " owners[library] ", not to " room)
        if (language[library] == "C" && FILENAME ~ /\.hpp$/)
            complain("<" name "> is a C header: include it in .cpp files only")
    }
}
END {
    if (files == 0) { print "no source files here"; bad = 1 }
    exit bad
}
