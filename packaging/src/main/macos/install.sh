#!/bin/sh
# Installs the Forebell agent on macOS from this folder. Running it again upgrades.
set -eu
[ "$(id -u)" = 0 ] || { echo "install.sh: must be run with sudo" >&2; exit 1; }
here=$(cd "$(dirname "$0")" && pwd -P)
if ! dscl . -read /Users/_forebell >/dev/null 2>&1; then
  # the first free id of the range that macOS keeps for services
  id=400
  while dscl . -list /Users UniqueID | awk '{print $2}' | grep -qx "$id" ||
    dscl . -list /Groups PrimaryGroupID | awk '{print $2}' | grep -qx "$id"; do id=$((id + 1)); done
  dscl . -create /Groups/_forebell PrimaryGroupID "$id"
  dscl . -create /Users/_forebell UniqueID "$id"
  dscl . -create /Users/_forebell PrimaryGroupID "$id"
  dscl . -create /Users/_forebell UserShell /usr/bin/false
  dscl . -create /Users/_forebell NFSHomeDirectory /var/empty
fi
launchctl bootout system/dev.forebell.agent 2>/dev/null || true
rm -rf /opt/forebell-agent
mkdir -p /opt/forebell-agent /etc/forebell /var/lib/forebell-agent
cp -R "$here/bin" "$here/lib" "$here/agent.jvmflags" /opt/forebell-agent/
chown -R root:wheel /opt/forebell-agent
chown _forebell:_forebell /var/lib/forebell-agent
chmod 700 /var/lib/forebell-agent
touch /var/log/forebell-agent.log
chown _forebell:_forebell /var/log/forebell-agent.log
[ -e /etc/forebell/agent.yaml ] || cp "$here/agent.yaml" /etc/forebell/agent.yaml
install -o root -g wheel -m 644 "$here/dev.forebell.agent.plist" /Library/LaunchDaemons/
launchctl bootstrap system /Library/LaunchDaemons/dev.forebell.agent.plist
