#!/bin/sh
# Installs @NAME@ from this folder on a Linux with systemd, as the .deb and .rpm do. Running it again upgrades.
set -eu
[ "$(id -u)" = 0 ] || { echo "install.sh: must be run by root" >&2; exit 1; }
here=$(dirname "$(readlink -f "$0")")
getent passwd @NAME@ >/dev/null ||
  useradd --system --user-group --no-create-home --home-dir /var/lib/@NAME@ --shell /usr/sbin/nologin @NAME@
install -d -m 0700 -o @NAME@ -g @NAME@ /var/lib/@NAME@
rm -rf /usr/lib/@NAME@.new
# -p: the start-up cache remembers the times of the jars
cp -Rp "$here/usr/lib/@NAME@" /usr/lib/@NAME@.new
chown -R root:root /usr/lib/@NAME@.new
rm -rf /usr/lib/@NAME@
mv /usr/lib/@NAME@.new /usr/lib/@NAME@
[ -e /usr/bin/forebell ] || ln -s /usr/lib/@NAME@/bin/forebell /usr/bin/forebell
# What was edited stays.
(cd "$here/etc" && find . -type f) | while read -r file; do
  [ -e "/etc/$file" ] || install -D -m 0644 "$here/etc/$file" "/etc/$file"
done
install -D -m 0644 "$here/usr/lib/systemd/system/@NAME@.service" /etc/systemd/system/@NAME@.service
if [ -d /run/systemd/system ]; then
  systemctl daemon-reload
  systemctl enable @NAME@.service
  systemctl restart @NAME@.service
fi
