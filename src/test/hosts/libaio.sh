#!/bin/sh
# mysqld needs libaio.so.1. Nothing to do where the system has it; else it is put into the folder given as $1, which
# the test kit adds to LD_LIBRARY_PATH. Fails only with a sentence that says what to do.
set -eu
folder=$1

present() {
    [ -e "$folder/libaio.so.1" ] && return 0
    PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null | grep -q 'libaio\.so\.1 ' && return 0
    for place in /lib /usr/lib /lib64 /usr/lib64 "/lib/$(uname -m)-linux-gnu" "/usr/lib/$(uname -m)-linux-gnu"; do
        [ -e "$place/libaio.so.1" ] && return 0
    done
    return 1
}

# Newer Debian and Ubuntu call the file libaio.so.1t64: the same library under a name that mysqld does not ask for.
link_t64() {
    found=$(find "$@" -name 'libaio.so.1t64*' 2>/dev/null | sort | head -n 1)
    [ -n "$found" ] || return 1
    mkdir -p "$folder"
    ln -sf "$found" "$folder/libaio.so.1"
}

installed_t64() {
    link_t64 /lib /usr/lib
}

package() {
    if apt-cache show libaio1t64 >/dev/null 2>&1; then echo libaio1t64; else echo libaio1; fi
}

install_as_root() {
    apt-get update -q >&2 || true
    DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$(package)" >&2
    present || installed_t64
}

unpack_as_user() {
    mkdir -p "$folder/deb"
    (cd "$folder/deb" && apt-get download -q "$(package)" >&2 && for deb in libaio1*.deb; do dpkg -x "$deb" .; done)
    found=$(find "$folder/deb" -name 'libaio.so.1' | head -n 1)
    if [ -n "$found" ]; then ln -sf "$found" "$folder/libaio.so.1"; else link_t64 "$folder/deb"; fi
}

present && exit 0
installed_t64 && exit 0
if command -v apt-get >/dev/null 2>&1; then
    if [ "$(id -u)" = 0 ] && install_as_root; then exit 0; fi
    if unpack_as_user; then exit 0; fi
fi
echo "libaio.so.1 is missing and could not be fetched. Install it (Debian: libaio1 or libaio1t64, Fedora: libaio)" \
    "or put it into $folder" >&2
exit 1
