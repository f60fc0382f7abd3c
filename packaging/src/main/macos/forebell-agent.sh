#!/bin/sh
# Starts the Forebell agent on macOS with a Java 25 (or newer) of the system.
set -eu
home=$(cd "$(dirname "$0")/.." && pwd -P)
java_home=${FOREBELL_JAVA_HOME:-$(/usr/libexec/java_home -v 25+ 2>/dev/null || true)}
if [ -z "$java_home" ]; then
  echo "forebell-agent: Java 25 or newer is needed and none was found; install one or set FOREBELL_JAVA_HOME" >&2
  exit 1
fi
export FOREBELL_AGENT_STATE="${FOREBELL_AGENT_STATE:-/var/lib/forebell-agent}"
# What these write or read belongs to the service's user.
case ${1:-} in
  enrol | seal | status)
    if [ "$(id -u)" = 0 ]; then
      exec sudo -u _forebell "FOREBELL_AGENT_STATE=$FOREBELL_AGENT_STATE" "FOREBELL_JAVA_HOME=$java_home" "$0" "$@"
    fi
    ;;
esac
exec "$java_home/bin/java" "@$home/agent.jvmflags" -cp "$home/lib/*" dev.forebell.agent.AgentMain "$@"
