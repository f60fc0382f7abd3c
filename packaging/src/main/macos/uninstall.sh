#!/bin/sh
# Removes the Forebell agent from macOS; with --purge also its configuration, state and user.
set -eu
[ "$(id -u)" = 0 ] || { echo "uninstall.sh: must be run with sudo" >&2; exit 1; }
launchctl bootout system/dev.forebell.agent 2>/dev/null || true
rm -rf /Library/LaunchDaemons/dev.forebell.agent.plist /opt/forebell-agent
if [ "${1:-}" = --purge ]; then
  rm -rf /etc/forebell /var/lib/forebell-agent /var/log/forebell-agent.log
  dscl . -delete /Users/_forebell 2>/dev/null || true
  dscl . -delete /Groups/_forebell 2>/dev/null || true
fi
