#!/bin/sh
# `forebell` where it is installed: `forebell agent ..` is the agent's, everything else the collector's.
set -eu

# A command that writes into the service's state folder must leave files that the service can read: root becomes it.
as_service() {
  service=$1
  shift
  if [ "$(id -u)" = 0 ] && id "$service" >/dev/null 2>&1; then
    exec setpriv --reuid "$service" --regid "$service" --init-groups "$@"
  fi
  exec "$@"
}

program() {
  if [ ! -x "/usr/lib/$1/bin/$1" ]; then
    echo "forebell: this needs the package $1, which is not installed here" >&2
    exit 1
  fi
  printf '/usr/lib/%s/bin/%s' "$1" "$1"
}

if [ "${1:-}" = agent ]; then
  shift
  agent=$(program forebell-agent)
  command=${1:-}
  case $command in
    enrol | seal)
      # about the service, wherever it is typed
      export FOREBELL_AGENT_STATE="${FOREBELL_AGENT_STATE:-/var/lib/forebell-agent}"
      case " $* " in
        *" --config"*) ;;
        *) set -- "$@" --config /etc/forebell/agent.yaml ;;
      esac
      (as_service forebell-agent "$agent" "$@")
      case " $command $* " in
        " enrol "*" --token"*)
          if [ "$(id -u)" = 0 ] && [ -d /run/systemd/system ]; then systemctl restart forebell-agent.service; fi
          ;;
      esac
      exit 0
      ;;
    status) as_service forebell-agent "$agent" "$@" ;;
    *) exec "$agent" "$@" ;;
  esac
fi
collector=$(program forebell-collector)
case ${1:-} in
  enrol | collector) as_service forebell-collector "$collector" "$@" ;;
  *) exec "$collector" "$@" ;;
esac
