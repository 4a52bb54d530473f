#!/usr/bin/env bash
# The demo: builds the product, assembles a whole Canal 1.1.4, starts two MySQL servers, and shows what happens to a
# group instance when Canal is killed, when a source is cut off, and when one purges binlogs that nobody has read. Needs
# a JDK 17 or later, Maven, Linux on x86-64.
#
#   bash src/demo/demo.sh          one to two minutes once it is built; exit code 0 if everything matched, but for
#                                  what was purged, which the journal has to name exactly
#   bash src/demo/demo.sh --keep   leaves it running afterwards, with commands to try
set -euo pipefail
cd "$(dirname "$0")/../.."

fail() {
    echo "demo: $*" >&2
    exit 2
}

for argument in "$@"; do
    [ "$argument" = --keep ] || fail "unknown option $argument; there is only --keep"
done
[ "$(uname -s) $(uname -m)" = "Linux x86_64" ] || fail "the MySQL servers that it starts are for Linux on x86-64"
command -v mvn >/dev/null || fail "no mvn; on Debian or Ubuntu: apt-get install maven openjdk-17-jdk-headless"
java=java
[ -z "${JAVA_HOME:-}" ] || java="$JAVA_HOME/bin/java"
command -v "$java" >/dev/null || fail "no java; on Debian or Ubuntu: apt-get install openjdk-17-jdk-headless"

terminal=false
[ -t 1 ] && [ "${TERM:-dumb}" != dumb ] && terminal=true

# Maven in the background, and a word now and then about what it is at: the first time it fetches for minutes.
log=target/demo/build.log
mkdir -p target/demo
: >"$log"

at_work() {
    case $(sed -n 's/^\[INFO\] --- \(.*\) @ .*/\1/p' "$log" | tail -n 1) in
        '') echo "starting Maven, fetching its plugins" ;;
        *resources* | *ompile*) echo "compiling" ;;
        *mysql-servers*) echo "fetching MySQL 5.7 and 8.0" ;;
        *libaio*) echo "looking for libaio" ;;
        *canal-1.1.4*) echo "fetching Canal 1.1.4" ;;
        *) echo "packaging" ;;
    esac
}

echo "Building the plugin, and fetching Canal 1.1.4 and two MySQL servers (the first time some 200 MB) ..."
mvn -B -ntp -DskipTests -DskipITs=false package \
    dependency:unpack@mysql-servers exec:exec@libaio exec:exec@canal-1.1.4 \
    dependency:build-classpath -Dmdep.outputFile=target/demo/classpath -Dmdep.includeScope=test \
    >"$log" 2>&1 &
build=$!
trap 'kill $build 2>/dev/null || true' EXIT
started=$SECONDS said=0
while kill -0 $build 2>/dev/null; do
    passed=$((SECONDS - started))
    if $terminal; then
        printf '\r\033[K%02d:%02d  %s' $((passed / 60)) $((passed % 60)) "$(at_work)"
    elif [ $passed -ge $((said + 20)) ]; then
        said=$passed
        printf '%02d:%02d  %s\n' $((passed / 60)) $((passed % 60)) "$(at_work)"
    fi
    sleep 0.5
done
if $terminal; then printf '\r\033[K'; fi
wait $build || {
    grep '^\[ERROR\]' "$log" | head -n 20 >&2 || true
    fail "the build failed; all it said is in $log"
}
trap - EXIT
echo "Built in $((SECONDS - started)) s. The demo itself takes about a minute."

columns=$(tput cols 2>/dev/null || echo 100)
exec "$java" -Dlogback.configurationFile=src/demo/logback.xml -Dlockkeeper.work=target/demo \
    -Ddemo.terminal=$terminal -Ddemo.columns="$columns" \
    -cp "target/test-classes:target/classes:$(cat target/demo/classpath)" io.github.lockkeeper.demo.DemoMain "$@"
