package dev.forebell.acceptance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A site in network namespaces of this test's own: a switch, the collector at .1 and hosts at .11
 * and on, each with a cable that can be pulled. Nothing of it is seen outside.
 */
final class Networks implements AutoCloseable {
  private static final String SUBNET = "10.77.0.";
  private static final int FIRST_HOST = 10;

  /** Where a process lives, and the end of its cable at the switch. */
  record Place(String namespace, String cable, String address) {}

  private final String prefix = "fb" + ProcessHandle.current().pid() + "-";
  private final List<String> namespaces = new ArrayList<>();
  private final String switchRoom;
  private final Place collector;
  private int hosts;

  Networks() {
    Needs.program("ip", "iproute2");
    Needs.program("nft", "nftables");
    switchRoom = namespace("switch");
    inside(switchRoom, "ip", "link", "add", "br0", "type", "bridge");
    inside(switchRoom, "ip", "link", "set", "br0", "up");
    collector = plugged("collector", SUBNET + "1");
  }

  Place collector() {
    return collector;
  }

  Place addHost() {
    hosts++;
    return plugged("host" + hosts, SUBNET + (FIRST_HOST + hosts));
  }

  private String namespace(String name) {
    String full = prefix + name;
    run("ip", "netns", "add", full);
    namespaces.add(full);
    inside(full, "ip", "link", "set", "lo", "up");
    return full;
  }

  private Place plugged(String name, String address) {
    String room = namespace(name);
    String cable = "c" + namespaces.size();
    inside(
        switchRoom,
        List.of("ip", "link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", room));
    inside(switchRoom, "ip", "link", "set", cable, "master", "br0");
    inside(switchRoom, "ip", "link", "set", cable, "up");
    inside(room, "ip", "address", "add", address + "/24", "dev", "eth0");
    inside(room, "ip", "link", "set", "eth0", "up");
    return new Place(room, cable, address);
  }

  /** Nothing gets through any more, and no end is told: a power loss, or a cable in a door. */
  void cut(Place place) {
    table(place, "counter drop");
  }

  /** What others send to this place is lost; what it sends arrives. */
  void deafen(Place place) {
    table(place, "accept", "counter drop");
  }

  /** What is more than 250 bytes a second, each way, is lost: a line of 2 kbit/s. */
  void narrow(Place place) {
    table(place, "limit rate over 250 bytes/second burst 1 kbytes counter drop");
  }

  /** Each packet, either way, is lost with this chance. */
  void lose(Place place, int percent) {
    table(place, "numgen random mod 100 < " + percent + " counter drop");
  }

  private void table(Place place, String verdict) {
    table(place, verdict, verdict);
  }

  private void table(Place place, String from, String to) {
    String rules =
        """
        table netdev fault_%1$s {
          chain in { type filter hook ingress device %1$s priority 0; %2$s; }
          chain out { type filter hook egress device %1$s priority 0; %3$s; }
        }
        """
            .formatted(place.cable(), from, to);
    inside(switchRoom, "nft", rules);
  }

  /** The cable is whole again. */
  void mend(Place place) {
    inside(switchRoom, "nft", "delete table netdev fault_" + place.cable());
  }

  /** How many packets the fault of this cable took, both ways. */
  long lost(Place place) {
    return inside(switchRoom, "nft", "list table netdev fault_" + place.cable())
        .lines()
        .filter(line -> line.contains("counter packets"))
        .mapToLong(line -> Long.parseLong(line.replaceAll(".*counter packets (\\d+).*", "$1")))
        .sum();
  }

  /** The words that run a command at a place. */
  static List<String> at(Place place, List<String> command) {
    List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", place.namespace()));
    words.addAll(command);
    return words;
  }

  private static String inside(String namespace, String... command) {
    return inside(namespace, List.of(command));
  }

  private static String inside(String namespace, List<String> command) {
    return run(at(new Place(namespace, "", ""), command).toArray(String[]::new));
  }

  /** Runs a command to its end; what it printed. */
  static String run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new AssertionError(String.join(" ", command) + ": " + output);
      }
      return output;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    namespaces.reversed().forEach(name -> run("ip", "netns", "delete", name));
  }
}
