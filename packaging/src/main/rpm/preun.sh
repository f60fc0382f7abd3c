#!/bin/sh
# 0: the last version goes; 1: another one stays.
if [ "$1" -eq 0 ]; then
  [ ! -d /run/systemd/system ] || systemctl disable --now @NAME@.service || :
  update-alternatives --remove forebell /usr/lib/@NAME@/bin/forebell || :
fi
exit 0
