#!/bin/sh
# The later Canal versions, as far as they are published: the embedded server of 1.1.5, 1.1.6 and 1.1.7, where 1.1.6 has
# no server of its own and takes the class of 1.1.5; and the parts of 1.1.8, which has neither parser nor instance.
# later.sh <mvn> <folder of all hosts> <local repository> offline=<true or false> settings=<user settings file>
set -eu
mvn=$1 hosts=$2 repository=$3 offline=$4 settings=$5

host() {
    sh "$(dirname "$0")/hosts.sh" "$mvn" "$1" "$hosts/canal-$1" "$repository" "$offline" "$settings" "$2" "${3:-}"
}

host 1.1.5 embedded/pom.xml
host 1.1.6 embedded/pom.xml -Dcanal.server.version=1.1.5
host 1.1.7 embedded/pom.xml
host 1.1.8 parts/pom.xml
