# What the scripts in this folder share. To be sourced: it fails fast, and knows where the project is.
set -euo pipefail
export LC_ALL=C.UTF-8
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$top"
logs=$top/build/log
mkdir -p "$logs"

# Debian 12 packages; docs/dependencies.md says what each is for.
build_packages=(cmake ninja-build ccache g++ pkg-config libboost-dev libcli11-dev libexpected-dev libavcodec-dev libavformat-dev
  libavutil-dev libjpeg-dev libpng-dev libqrcodegencpp-dev libseccomp-dev libsecp256k1-dev libsodium-dev libutf8proc-dev
  libzxing-dev nettle-dev nlohmann-json3-dev zlib1g-dev)
demo_packages=("${build_packages[@]}" python3)
bench_packages=("${build_packages[@]}" libbenchmark-dev libzbar-dev nodejs npm python3)
quick_packages=("${build_packages[@]}" binutils ffmpeg imagemagick libbotan-2-dev libgif-dev libgmock-dev libgtest-dev
  libzbar-dev python3 python3-jsonschema qrencode zbar-tools)
test_packages=("${quick_packages[@]}" clang-14 clang-tidy-14 cppcheck electrum libclang-rt-14-dev litecoind
  iproute2 lld-14 mtools nodejs npm strace valgrind)

total_steps=0 this_step=0
steps() { total_steps=$1 this_step=0; }
step() { printf '\n[%d/%d] %s\n' $((++this_step)) "$total_steps" "$1"; }
note() { printf '      %s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

# logged NAME COMMAND...: runs it with its output in build/log/NAME.log, tells now and then how far
# it is and at the end how long it took; gives its exit status.
logged() {
  local log=$logs/$1.log start=$SECONDS next=$((SECONDS + 15)) status=0 pid
  shift
  "$@" >"$log" 2>&1 </dev/null &
  pid=$!
  trap 'kill "$pid" 2>/dev/null; exit 130' INT TERM
  while kill -0 "$pid" 2>/dev/null; do
    sleep 0.2
    ((SECONDS < next)) && continue
    next=$((SECONDS + 15))
    printf '      %4d s  %s\n' $((SECONDS - start)) "$(tail -n 1 "$log" | tr -d '\r' | cut -c 1-88)"
  done
  wait "$pid" || status=$?
  trap - INT TERM
  printf '      %4d s  %s\n' $((SECONDS - start)) "$([[ $status == 0 ]] && echo done || echo "FAILED, status $status")"
  return "$status"
}

# The end of a log, for a person who must see what went wrong.
show_log() { note "the end of build/log/$1.log:" && tail -n "${2:-30}" "$logs/$1.log" | sed 's/^/      | /'; }

is_installed() {
  case $1 in
    nodejs) command -v node >/dev/null ;;
    npm) command -v npm >/dev/null ;;
    *) [[ $(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) == installed ]] ;;
  esac
}

apt_install() {
  apt-get install -y --no-install-recommends "$@" ||
    { apt-get update && apt-get install -y --no-install-recommends "$@"; }
}

# install_packages PACKAGE...: installs those that are missing.
install_packages() {
  local package missing=()
  command -v dpkg-query >/dev/null ||
    { note "not a Debian system; expecting these to be here: $*"; return; }
  for package in "$@"; do is_installed "$package" || missing+=("$package"); done
  ((${#missing[@]})) || { note "all $# packages are here"; return; }
  note "missing: ${missing[*]}"
  local run=(env DEBIAN_FRONTEND=noninteractive bash -c "$(declare -f apt_install); apt_install \"\$@\"" -)
  if ((EUID != 0)); then
    command -v sudo >/dev/null ||
      fail "As root, run: apt-get install --no-install-recommends ${missing[*]}"
    note "installing them needs root: asking sudo"
    sudo -v
    run=(sudo "${run[@]}")
  fi
  logged packages "${run[@]}" "${missing[@]}" || { show_log packages; fail "The packages cannot be installed."; }
}

# build_preset PRESET [FOLDER [TARGET...]]: configures and builds; shows the errors when it fails.
build_preset() {
  local preset=$1 folder=${2:-build/$1}
  shift $(($# < 2 ? 1 : 2))
  local name=build-$(basename "$folder")
  logged "configure-$preset" cmake --preset "$preset" -B "$folder" || { show_log "configure-$preset"; return 1; }
  logged "$name" ninja -C "$folder" "$@" ||
    { grep -E 'error|FAILED' "$logs/$name.log" | head -n 20 | sed 's/^/      | /'; show_log "$name" 5; return 1; }
}
