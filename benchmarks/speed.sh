#!/usr/bin/env bash
# The speed table, measured in one go on this machine: benchmarks/speed.sh [PART..]. Parts: stream agents agents-tls curve
# memory disk silent lost storm storm-tls conditions outbox deliveries deliveries-1000; each takes up to four minutes (curve a
# quarter of an hour, and it draws docs/fleet-curve.svg), all together about three quarters of an hour. The table goes to standard
# output, progress to standard error. Needs a built checkout (./forebell builds on first use) and, as peers of `stream`, the Debian
# packages prometheus and victoria-metrics; one that is missing is left out. Loopback only. Nothing else should run.
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd)
"$home/forebell" --version >/dev/null
java=${FOREBELL_JAVA_HOME:+$FOREBELL_JAVA_HOME/bin/}java
if ! "$java" --version 2>/dev/null | head -1 | grep -qE ' (2[5-9]|[3-9][0-9])'; then
  java=$(ls -d /usr/lib/jvm/*25*/bin/java 2>/dev/null | head -1)
fi
[ -n "$java" ] || { echo "speed: a JDK 25 is needed; point FOREBELL_JAVA_HOME at it" >&2; exit 1; }
# The sources of one folder are compiled as they are started.
exec "$java" --source 25 --enable-native-access=ALL-UNNAMED -cp "$home/collector/target/collector.jar:$home/collector/target/lib/*" \
  "$home/benchmarks/src/main/java/dev/forebell/benchmarks/speed/Speed.java" "$home" "$@"
