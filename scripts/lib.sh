# Shared by the scripts: where things are, how to speak, what to install. Sourced, not run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf '\n== %s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

# Where cargo puts what it builds.
target="${CARGO_TARGET_DIR:-target}"

# Debian's package names by purpose.
packages_build="build-essential pkg-config libwebkit2gtk-4.1-dev libcups2-dev"
packages_run="fonts-noto-cjk"
packages_tour="xvfb dbus dunst webkit2gtk-driver libgl1-mesa-dri cups cups-client cups-filters printer-driver-cups-pdf"
packages_test="chromium poppler-utils postgresql faketime sshfs openssh-sftp-server gnome-keyring"

# Installs what of the named Debian packages is missing; elsewhere names it.
need() {
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        name_missing
        return
    fi
    local missing=() package
    for package in "$@"; do
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    say "Debian packages that are missing: ${missing[*]}"
    local root=()
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null || fail "Not root and no sudo. Install them as root: apt-get install ${missing[*]}"
        root=(sudo)
    fi
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -q
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"
}

# Without apt: the parts to look for, by the names that every system knows.
name_missing() {
    local missing=()
    if [ "$(uname -s)" = Linux ]; then
        command -v pkg-config >/dev/null || missing+=("pkg-config")
        pkg-config --exists webkit2gtk-4.1 2>/dev/null || missing+=("WebKitGTK 4.1 with its development files")
        command -v cups-config >/dev/null || [ -e /usr/include/cups/cups.h ] || missing+=("the development files of CUPS")
    fi
    command -v cc >/dev/null || command -v cl >/dev/null || missing+=("a C compiler")
    [ ${#missing[@]} -eq 0 ] || fail "$(printf 'Missing on this computer:\n'; printf '  %s\n' "${missing[@]}")"
}

need_tools() {
    command -v cargo >/dev/null || fail "Missing: Rust 1.95 or newer (cargo), from https://rustup.rs"
    command -v node >/dev/null || fail "Missing: Node 20.19 or newer"
    node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' \
        || fail "Node $(node -v) is too old: 20.19 or newer is needed"
}

# npm's packages, only when the lock file changed since.
npm_packages() {
    local stamp=ui/node_modules/.aftercare-lock
    cmp -s ui/package-lock.json "$stamp" && return 0
    say "npm packages"
    (cd ui && npm ci --no-audit --no-fund)
    cp ui/package-lock.json "$stamp"
}
