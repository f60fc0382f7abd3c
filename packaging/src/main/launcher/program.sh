#!/bin/sh
# Starts @NAME@ with the Java runtime that came with it.
set -eu
export LC_ALL=C
home=$(dirname "$(dirname "$(readlink -f "$0")")")
command=${1:-}
jars=
for jar in "$home"/lib/*.jar; do jars=${jars:+$jars:}$jar; done
# Java 25 takes classes out of a start-up cache although the jars have changed, and says nothing. So a cache bears
# the digest of the very jars and runtime that it was made of: any other is not found, and the jars are read.
digest=$(cat "$home/runtime/release" "$home"/lib/*.jar | sha256sum | cut -c1-32)
cache="$home/cache/$digest.aot"
if [ -r "$cache" ]; then
  # Java warns of parts of a cache that it makes anew instead; nobody who reads that can do anything about it.
  set -- "-XX:AOTCache=$cache" "-Xlog:aot*=error" -cp "$jars" @MAIN@ "$@"
else
  echo "@NAME@: no start-up cache for these jars; starting without, which takes a little longer" >&2
  set -- -cp "$jars" @MAIN@ "$@"
fi
# What runs for long is worth a better compiler than what answers and ends; an agent does too little for that. A young generation of
# a third of the heap would only wait for what hosts said last to grow old (decision 0185).
case "$command" in collector | up | simulate) set -- -XX:TieredStopAtLevel=4 -XX:MaxNewSize=128m "$@" ;; esac
exec "$home/runtime/bin/java" "@$home/@JVMFLAGS@" "$@"
