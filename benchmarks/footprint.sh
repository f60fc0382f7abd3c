#!/usr/bin/env bash
# What the packaged agent costs a host, beside node_exporter, zabbix-agent2 and netdata from Debian, all at once, every
# 10 s: benchmarks/footprint.sh [SECONDS [WARM_UP_SECONDS]]. Needs `mvn package`, and the Debian packages
# prometheus-node-exporter zabbix-agent2 netdata iproute2 curl (a peer that is missing is left out). Loopback only.
set -euo pipefail
export LC_ALL=C

seconds=${1:-600}
warm_up=${2:-120}
home=$(cd "$(dirname "$0")/.." && pwd)
agent=$home/packaging/target/agent/root/usr/lib/forebell-agent/bin/forebell-agent
collector=$home/packaging/target/collector/root/usr/lib/forebell-collector/bin/forebell-collector
[ -x "$agent" ] || { echo "footprint: build the packages first: mvn -DskipTests package" >&2; exit 1; }
work=$(mktemp -d)
started=()
finish() {
  kill "${started[@]}" 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

# A process and all it has started, by id.
tree() {
  echo "$1"
  local child
  for child in $(pgrep -P "$1" || true); do tree "$child"; done
}

# Of a whole tree: PSS in KiB; processor time in clock ticks, ended children included.
pss() {
  local sum=0 pid kb
  for pid in $(tree "$1"); do
    kb=$(awk '/^Pss:/ {print $2}' "/proc/$pid/smaps_rollup" 2>/dev/null || true)
    sum=$((sum + ${kb:-0}))
  done
  echo "$sum"
}
ticks() {
  local pid
  for pid in $(tree "$1"); do
    sed 's/.*) //' "/proc/$pid/stat" 2>/dev/null || true
  done | awk '{sum += $12 + $13 + $14 + $15} END {print sum + 0}'
}

# What went over the agent's connection so far: payload and segments, both ways.
wire() {
  ss -Htinp state established "dport = :$agents_port" | grep -A1 "pid=$1," | tr ' ' '\n' | awk -F: '
    $1 == "bytes_sent" || $1 == "bytes_received" {bytes += $2}
    $1 == "segs_out" || $1 == "segs_in" {segments += $2}
    END {print bytes + 0, segments + 0}'
}

start() { # NAME COMMAND..: in the background; its id in $last
  local name=$1
  shift
  "$@" >"$work/$name.log" 2>&1 </dev/null &
  last=$!
  started+=("$last")
}

free_port() { # the first of a few that nobody listens on
  local candidate
  for candidate in $(seq "$1" "$(($1 + 50))"); do
    [ -n "$(ss -Htln "sport = :$candidate")" ] || { echo "$candidate"; return; }
  done
}

wait_for() { # TEXT FILE
  local tries=0
  until grep -q "$1" "$2" 2>/dev/null; do
    tries=$((tries + 1))
    [ "$tries" -lt 1200 ] || { echo "footprint: '$1' never came; $2:" >&2; cat "$2" >&2; exit 1; }
    read -rt 0.1 <> <(:) || true
  done
}

port=$(free_port 18080)
agents_port=$(free_port 18443)
cp -r "$home/config" "$work/config"
printf '\ntls: {names: [127.0.0.1], address: 127.0.0.1, port: %s}\n' "$agents_port" >>"$work/config/collector.yaml"
start collector "$collector" collector --config "$work/config" --data "$work/data" --port "$port"
wait_for "ready" "$work/collector.log"

# The machine becomes an agent as any other does: by the one line that the collector prints. Every default holds.
export FOREBELL_AGENT_STATE=$work/agent-state
echo '{}' >"$work/agent.yaml"
line=$("$collector" enrol create --customer demo --site hq --collector "http://127.0.0.1:$port" | head -1)
read -ra words <<<"${line#forebell agent }"
"$agent" "${words[@]}" --config "$work/agent.yaml" >&2

# From the start of the process until it is connected, its first sample being taken by then.
starts=()
for _ in 1 2 3 4 5; do
  begun=$(date +%s%3N)
  start agent "$agent" run --config "$work/agent.yaml"
  wait_for "connected to" "$work/agent.log"
  at=$(sed -n 's/^\(\S*\) .*connected to.*/\1/p' "$work/agent.log" | head -1)
  processor=$(ticks "$last")
  starts+=("$(($(date -d "$at" +%s%3N) - begun)) ms, $((processor * 10)) ms of processor")
  kill "$last"
  wait "$last" || true
done
start_to_first=$(printf '%s\n' "${starts[@]}" | sort -n | sed -n 3p)

start agent "$agent" run --config "$work/agent.yaml"
names=(forebell-agent)
pids=("$last")
installed() { dpkg-query --show --showformat='${Installed-Size}' "$1" 2>/dev/null | awk '{printf "%.0f", $1 * 1024 / 1e6}'; }
sizes=("$(du -sb --apparent-size "$home/packaging/target/agent/root" | awk '{printf "%.0f", $1 / 1e6}')")

node_port=$(free_port 19100)
if command -v prometheus-node-exporter >/dev/null; then
  start node prometheus-node-exporter --web.listen-address="127.0.0.1:$node_port"
  names+=("node_exporter $(dpkg-query --show --showformat='${Version}' prometheus-node-exporter)")
  pids+=("$last")
  sizes+=("$(installed prometheus-node-exporter)")
fi
zabbix_port=$(free_port 19150)
if command -v zabbix_agent2 >/dev/null; then
  printf '%s\n' "LogType=console" "Server=127.0.0.1" "ListenIP=127.0.0.1" "ListenPort=$zabbix_port" "Hostname=this" \
    "ControlSocket=$work/zabbix.sock" "PluginSocket=$work/zabbix.plugin.sock" >"$work/zabbix.conf"
  start zabbix zabbix_agent2 -f -c "$work/zabbix.conf"
  names+=("zabbix-agent2 $(dpkg-query --show --showformat='${Version}' zabbix-agent2)")
  pids+=("$last")
  sizes+=("$(installed zabbix-agent2)")
fi
netdata_port=$(free_port 19999)
if command -v netdata >/dev/null; then
  mkdir "$work/netdata"
  printf '%s\n' "[global]" "run as user = $(id -un)" "update every = 10" "[db]" "mode = ram" "update every = 10" "[directories]" \
    "cache = $work/netdata" "lib = $work/netdata" "log = $work/netdata" "[web]" "bind to = 127.0.0.1:$netdata_port" >"$work/netdata.conf"
  start netdata netdata -D -c "$work/netdata.conf" -P "$work/netdata.pid"
  names+=("netdata $(dpkg-query --show --showformat='${Version}' netdata)")
  pids+=("$last")
  sizes+=("$(dpkg-query --show --showformat='${Installed-Size}\n' 'netdata*' 2>/dev/null | awk '{s += $1} END {printf "%.0f", s * 1024 / 1e6}')")
fi

zabbix() { # one value, as the server asks for it
  exec 4<>"/dev/tcp/127.0.0.1/$zabbix_port"
  printf "ZBXD\\x01\\x$(printf %02x "${#1}")\\0\\0\\0\\0\\0\\0\\0%s" "$1" >&4
  cat <&4 >/dev/null
  exec 4>&-
}
ask_peers() {
  curl -s -o /dev/null "http://127.0.0.1:$node_port/metrics" || true
  local item
  if [ -s "$work/zabbix.conf" ]; then
    for item in agent.ping system.uptime system.hostname 'system.cpu.load[all,avg1]' 'system.cpu.load[all,avg5]' \
      'system.cpu.load[all,avg15]' 'system.cpu.util[,user]' 'system.cpu.util[,system]' 'system.cpu.util[,iowait]' system.cpu.switches \
      system.cpu.intr 'vm.memory.size[available]' 'vm.memory.size[pavailable]' 'vm.memory.size[total]' 'system.swap.size[,free]' \
      'system.swap.size[,pfree]' 'vfs.fs.size[/,used]' 'vfs.fs.size[/,pused]' 'vfs.fs.inode[/,pfree]' proc.num 'proc.num[,,run]' \
      net.if.discovery; do
      zabbix "$item" 2>/dev/null || true
    done
  fi
}
watch_for() { # SECONDS: asks the peers each 10 s; with a second argument notes memory too
  local end=$((SECONDS + $1)) i
  while [ "$SECONDS" -lt "$end" ]; do
    ask_peers
    if [ -n "${2:-}" ]; then
      for i in "${!pids[@]}"; do pss "${pids[$i]}" >>"$work/pss.$i"; done
    fi
    read -rt 10 <> <(:) || true
  done
}

watch_for "$warm_up"
before=()
for i in "${!pids[@]}"; do before+=("$(ticks "${pids[$i]}")"); done
read -r bytes segments < <(wire "${pids[0]}")
begun=$(date +%s%3N)
watch_for "$seconds" memory
took=$(($(date +%s%3N) - begun))
after=()
for i in "${!pids[@]}"; do after+=("$(ticks "${pids[$i]}")"); done
read -r bytes_after segments_after < <(wire "${pids[0]}")

host=$(curl -s "http://127.0.0.1:$port/api/v1/hosts" | tr '{' '\n' | grep '"link":"up"' | sed 's/.*"id":"\([^"]*\)".*/\1/' | head -1)
series=$(curl -s "http://127.0.0.1:$port/api/v1/hosts/$host" | grep -o '"metric"' | wc -l)
java=$("${agent%/bin/*}/runtime/bin/java" -version 2>&1 | sed -n 2p)
echo "$(date -u +%F), commit $(git -C "$home" rev-parse --short HEAD), $(nproc) processors ($(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1)), load $(cut -d ' ' -f 1-3 /proc/loadavg), $java, $((took / 1000)) s after $warm_up s of warm-up"
echo
echo "| | PSS, mean (MiB) | processor (s per hour) | installed (MB) |"
echo "|---|---|---|---|"
for i in "${!pids[@]}"; do
  mean=$(awk '{s += $1} END {printf "%.1f", s / NR / 1024}' "$work/pss.$i")
  cpu=$(awk -v t=$((after[i] - before[i])) -v ms=$took 'BEGIN {printf "%.1f", t / 100 / ms * 3600000}')
  echo "| ${names[$i]} | $mean | $cpu | ${sizes[$i]} |"
done
echo
awk -v b=$((bytes_after - bytes)) -v s=$((segments_after - segments)) -v ms=$took -v series="$series" 'BEGIN {
  day = 86400000 / ms
  printf "wire, both ways, %d series, heartbeats included: %.1f MB a day of payload, %.1f MB with TCP/IP headers (52 bytes a segment)\n", series, b * day / 1e6, (b + 52 * s) * day / 1e6}'
echo "start to connected with the first sample, median of five: $start_to_first"
