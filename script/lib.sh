# Shared by every script here; sourced, never run. Each script first says `set -euo pipefail`.
# shellcheck shell=bash

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cd "$root"
venv="$root/.venv"
python="$venv/bin/python"

say() { printf '%s\n' "$*"; }
stop() {
    printf 'Stopped: %s\n' "$*" >&2
    exit 1
}
is_root() { [ "$(id -u)" = 0 ]; }

# Debian packages, when we may install them: three tries, since a mirror may be out of reach for a minute and another
# apt may hold the lock. What apt said of the last try is kept for whoever must explain it.
debian_said=""
debian_install() {
    is_root && command -v apt-get >/dev/null || return 1
    local log try options=(-o Acquire::Retries=3 -o Acquire::http::Timeout=60 -o DPkg::Lock::Timeout=120)
    log="$(mktemp)"
    for try in 1 2 3; do
        say "Installing Debian's $* ..."
        # The list may be stale and still good enough, so a failed update does not end the try.
        DEBIAN_FRONTEND=noninteractive apt-get "${options[@]}" update >"$log" 2>&1 </dev/null || true
        if DEBIAN_FRONTEND=noninteractive apt-get "${options[@]}" install -y --no-install-recommends "$@" >>"$log" 2>&1 </dev/null; then
            rm -f "$log"
            return 0
        fi
        [ "$try" = 3 ] || sleep $((try * 20))
    done
    debian_said="$(tail -n 15 "$log")"
    printf '%s\n' "$debian_said" >&2
    rm -f "$log"
    return 1
}

# .venv with a Python of 3.11 or newer; a broken or half-made one is made again.
make_venv() {
    if [ -x "$python" ] && "$python" -c 'import pip' 2>/dev/null; then return 0; fi
    command -v python3 >/dev/null || stop "python3 is not installed. Install Python 3.11 or newer and run this again."
    python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        stop "python3 is $(python3 --version). Speir needs Python 3.11 or newer."
    if ! python3 -m venv --clear "$venv" >/dev/null 2>&1; then
        # Debian's python3 leaves ensurepip to a package of its own.
        debian_install python3-venv ||
            stop "python3 cannot make a virtual environment. On Debian: apt-get install python3-venv, then run this again."
        python3 -m venv --clear "$venv"
    fi
}

fingerprint() { "$python" -c 'import hashlib, sys; print(hashlib.sha256(b"".join(open(f, "rb").read() for f in sys.argv[1:])).hexdigest())' "$@"; }

# uv is an accelerator, not a need: without it plain pip does the same, slower.
get_uv() {
    [ -x "$venv/bin/uv" ] && return 0
    "$python" -m pip install --quiet --disable-pip-version-check --require-hashes -r script/uv.requirements >/dev/null 2>&1 ||
        say "uv could not be installed; using pip, which takes about a minute longer."
}

install_with_hashes() { # one or more lists, as one
    local lists=() list
    for list in "$@"; do lists+=(-r "$list"); done
    if [ -x "$venv/bin/uv" ] && "$venv/bin/uv" pip install --quiet --python "$python" --require-hashes "${lists[@]}"; then
        return 0
    fi
    "$python" -m pip install --quiet --disable-pip-version-check --require-hashes "${lists[@]}"
}

# Installs one hashed list, and Speir itself as an editable package; nothing to do when neither has changed.
prepare() {
    make_venv
    local list="$1" stamp now
    stamp="$venv/.installed-$(basename "$list")"
    now="$(fingerprint "$list" pyproject.toml)"
    if [ ! -f "$stamp" ] || [ "$(cat "$stamp")" != "$now" ] || [ ! -x "$venv/bin/speir" ]; then
        say "Installing what Speir needs from $list ..."
        get_uv
        install_with_hashes "$list"
        # The build tool is in the list too, so nothing is fetched that has no hash.
        "$python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index --editable .
        printf '%s\n' "$now" >"$stamp"
    fi
    # An extra that was added once stays as new as its list.
    for stamp in "$venv"/.added-*; do
        [ ! -e "$stamp" ] || add_extra "${stamp##*/.added-}" || say "The ${stamp##*/.added-} was left as it is."
    done
}

# An extra is a list of its own, installed together with the core's; 1 when it cannot be had, and the core still runs.
add_extra() {
    local list="requirements-$1.lock" stamp="$venv/.added-$1" now
    now="$(fingerprint requirements.lock "$list")"
    if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$now" ]; then return 0; fi
    say "Installing the $1 from $list ..."
    install_with_hashes requirements.lock "$list" || return 1
    printf '%s\n' "$now" >"$stamp"
}

# What was asked for and never came about (stopped meanwhile, or no planner then) is done now: plans of capacity, and
# months of regulated services and calendars that were to land.
take_up_what_waits() { { "$venv/bin/speir" land-services; "$venv/bin/speir" land-calendars; "$venv/bin/speir" answer-plans; } </dev/null >/dev/null 2>&1 9>&- || true; }

port_is_free() { "$python" -c 'import socket, sys; s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind((sys.argv[1], int(sys.argv[2])))' "$1" "$2" 2>/dev/null; }

need_port() {
    case "$2" in '' | *[!0-9]*) stop "SPEIR_PORT is “$2”; it must be a number such as 8000." ;; esac
    local or="Stop it, or choose another port: SPEIR_PORT=$(($2 == 8001 ? 8002 : 8001)) script/$(basename "$0")"
    port_is_free "$1" "$2" || stop "port $2 on $1 is taken: something serves there already. $or"
    # Set-up takes a while, and the server would share the port with another that began meanwhile: so it is kept from
    # now on. The lock is this process's and goes with it, however it ends. Where it cannot be had, the bind above is all.
    if command -v flock >/dev/null && { exec 9>>"${TMPDIR:-/tmp}/speir-port-$2.lock"; } 2>/dev/null; then
        flock --nonblock 9 || stop "port $2 is taken: another Speir is being started there. $or"
    fi
}
