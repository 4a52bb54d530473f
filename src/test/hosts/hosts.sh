#!/bin/sh
# Copies the jars of a whole Canal server into a folder, once; again when this folder's pom has changed.
# hosts.sh <mvn> <canal version> <folder> <local repository> offline=<true or false> settings=<user settings file> [pom]
set -eu
mvn=$1 version=$2 folder=$3 repository=$4 offline=${5#offline=} settings=${6#settings=}
pom=$(dirname "$0")/${7:-pom.xml}

stamp="$version $(cksum <"$pom")"
[ "$(cat "$folder/complete" 2>/dev/null)" = "$stamp" ] && exit 0

set -- -B -q -f "$pom" "-Dmaven.repo.local=$repository" "-Dcanal.version=$version"
[ "$offline" = true ] && set -- "$@" -o
[ -f "$settings" ] && set -- "$@" -s "$settings"

rm -rf "$folder"
mkdir -p "$folder"
"$mvn" "$@" org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies \
    -DincludeScope=runtime "-DoutputDirectory=$folder/lib"
echo "$stamp" >"$folder/complete"
