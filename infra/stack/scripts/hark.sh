# What the commands in infra share. Sourced by them, with `root` set to the project's folder.
# shellcheck shell=bash

# Modules that run, each with its artifact; proto, runtime, words and embedding are in the others' lib folders.
modules=(
  "proto hark-proto"
  "infra/stack hark-stack"
  "infra/runtime hark-runtime"
  "search-service/words hark-words"
  "search-service/embedding hark-embedding"
  "search-service/server hark-search-service"
  "indexer-worker hark-indexer-worker"
  "ask-service/interpretation hark-interpretation"
  "ask-service hark-ask-service"
  "gateway/formats hark-formats"
  "gateway/console hark-console"
  "gateway hark-gateway"
)

# Those that are services, with the variables of their ports, as in their poms: the one of their health first.
services=(
  "search-service/server hark-search-service HARK_SEARCH_HEALTH_PORT HARK_SEARCH_PORT"
  "indexer-worker hark-indexer-worker HARK_INDEXER_PORT"
  "ask-service hark-ask-service HARK_ASK_HEALTH_PORT HARK_ASK_PORT"
  "gateway hark-gateway HARK_GATEWAY_PORT"
)

# Sets `java`, or ends with a message that says what to do.
jdk() {
  java="$("$root/infra/build/jdk25")/bin/java" || exit 1
}

# Prints the jar that the build has made of a module; nothing when there is none.
jar_of() {
  local jar
  for jar in "$root/$1/target/$2"-[0-9]*.jar; do
    [ -f "$jar" ] && printf '%s\n' "$jar"
  done
}

# Whether a module's jar is there, not older than its sources, and in its users' lib folders.
is_current() {
  local jar copy sources
  jar=$(jar_of "$1" "$2")
  [ -n "$jar" ] || return 1
  sources=$root/$1/src/main
  [ -d "$sources" ] || sources="$root/$1/src"
  [ -z "$(find "$sources" "$root/$1/pom.xml" "$root/pom.xml" -type f -newer "$jar" -print -quit 2>/dev/null)" ] ||
    return 1
  for copy in "$root"/*/target/lib/"$2"-[0-9]*.jar "$root"/*/*/target/lib/"$2"-[0-9]*.jar; do
    [ ! -f "$copy" ] || [ ! "$jar" -nt "$copy" ] || return 1
  done
}

# HARK_BUILD=never takes what is there: the tests run inside a build, which must not start another.
build_if_needed() {
  [ "${HARK_BUILD:-}" != never ] || return 0
  local module
  for module in "${modules[@]}"; do
    # shellcheck disable=SC2086
    is_current $module || {
      build
      return
    }
  done
}

build() {
  command -v mvn >/dev/null || {
    echo "Hark is not built yet and Maven is not there to build it. Install it (Debian: apt install maven)." >&2
    exit 1
  }
  echo "building (log: target/up-build.log)" >&2
  mkdir -p "$root/target"
  local projects
  projects=$(printf '%s\n' "${modules[@]}" | cut -d' ' -f1 | paste -sd,)
  (cd "$root" && mvn -B -ntp package -am -pl "$projects" \
    -Dmaven.test.skip=true -Dexec.skip=true 2>&1) |
    tee "$root/target/up-build.log" |
    sed -un 's/^\[INFO\] Building Hark: \([a-zA-Z -]*[a-z]\) *[0-9].*\(\[.*\]\)$/  \2 \1/p' >&2 || {
    grep -m 20 '^\[ERROR\]' "$root/target/up-build.log" >&2
    exit 1
  }
  grep '^\[WARNING\] The console' "$root/target/up-build.log" >&2 || true
  mark_current
  make_startup_caches
}

# After the jars have their last time: the JVM takes no cache of another one.
make_startup_caches() {
  local module
  echo "  startup caches" >&2
  for module in "${services[@]}"; do
    # shellcheck disable=SC2086
    set -- $module
    "$root/infra/build/startup-cache" "$(jar_of "$1" "$2")" "${@:3}"
  done
}

# Maven leaves a jar alone whose content would be the same; its time must still say that it is current.
mark_current() {
  local module
  for module in "${modules[@]}"; do
    # shellcheck disable=SC2086
    touch -c "$(jar_of $module)"
  done
  find "$root" -path '*/target/lib/hark-*.jar' -exec touch -c {} +
}

require_built() {
  [ -n "$(jar_of "$1" "$2")" ] || {
    echo "Hark is not built yet: infra/up builds and starts it." >&2
    exit 1
  }
}

# Tells the commands how wide the terminal is that they write to.
terminal_width() {
  if [ -t 1 ] && command -v tput >/dev/null; then
    COLUMNS=$(tput cols 2>/dev/null || echo 80)
    export COLUMNS
  fi
}

# Replaces the shell by one of the main classes of infra/stack.
run_stack() {
  jdk
  local terminal=''
  [ ! -t 1 ] || terminal=1
  [ ! -t 2 ] || terminal=${terminal}2
  exec "$java" -Dhark.terminal="$terminal" -Xms32m -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -Dhark.root="$root" -cp "$(jar_of infra/stack hark-stack):$root/infra/stack/target/lib/*" "$@"
}

# Replaces the shell by one of the main classes of infra/bench, built first if need be.
run_bench() {
  build_if_needed
  jdk
  local terminal=''
  [ ! -t 2 ] || terminal=2
  exec "$java" -Dhark.terminal="$terminal" -Xmx512m -XX:+UseSerialGC \
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -Dlogback.statusListenerClass=ch.qos.logback.core.status.NopStatusListener \
    -Dhark.root="$root" -Dhark.distribution="$root/infra/stack/target/distribution" \
    -cp "$(jar_of infra/bench hark-bench):$root/infra/bench/target/lib/*" "$@"
}
