#!/bin/sh
# Removes @NAME@; with --purge also its configuration, state and user.
set -eu
[ "$(id -u)" = 0 ] || { echo "uninstall.sh: must be run by root" >&2; exit 1; }
if [ -d /run/systemd/system ]; then
  systemctl disable --now @NAME@.service || true
fi
rm -f /etc/systemd/system/@NAME@.service
if [ "$(readlink /usr/bin/forebell || true)" = /usr/lib/@NAME@/bin/forebell ]; then rm -f /usr/bin/forebell; fi
rm -rf /usr/lib/@NAME@
if [ "${1:-}" = --purge ]; then
  rm -rf /var/lib/@NAME@ @CONFIGURATION@
  rmdir /etc/forebell 2>/dev/null || true
  userdel @NAME@ || true
fi
