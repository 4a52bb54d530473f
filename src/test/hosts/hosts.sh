#!/bin/sh
# Copies the jars of a Canal server into a folder, once; again when the pom that names them has changed: a whole server's,
# or those of another pom below this folder, such as Kafka's, with options for it.
# hosts.sh <mvn> <version> <folder> <local repository> offline=<true or false> settings=<user settings file> \
#     [<pom> [<Maven option>]]
set -eu
mvn=$1 version=$2 folder=$3 repository=$4 offline=${5#offline=} settings=${6#settings=}
pom=$(dirname "$0")/${7:-pom.xml} option=${8:-}

stamp="$version $option $(cksum <"$pom")"
[ "$(cat "$folder/complete" 2>/dev/null)" = "$stamp" ] && exit 0

set -- -B -q -f "$pom" "-Dmaven.repo.local=$repository" "-Dcanal.version=$version"
[ -n "$option" ] && set -- "$@" "$option"
[ "$offline" = true ] && set -- "$@" -o
[ -f "$settings" ] && set -- "$@" -s "$settings"

rm -rf "$folder"
mkdir -p "$folder"
"$mvn" "$@" org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies \
    -DincludeScope=runtime "-DoutputDirectory=$folder/lib"
echo "$stamp" >"$folder/complete"
