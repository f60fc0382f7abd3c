#!/bin/sh
getent passwd @NAME@ >/dev/null ||
  useradd --system --user-group --no-create-home --home-dir /var/lib/@NAME@ --shell /sbin/nologin @NAME@
install -d -m 0700 -o @NAME@ -g @NAME@ /var/lib/@NAME@
update-alternatives --install /usr/bin/forebell forebell /usr/lib/@NAME@/bin/forebell @PRIORITY@
if [ -d /run/systemd/system ]; then
  systemctl daemon-reload || :
  if [ "$1" -gt 1 ]; then
    systemctl try-restart @NAME@.service || :
  else
    systemctl enable --now @NAME@.service || :
  fi
fi
exit 0
