package dev.forebell.agent.watch;

import dev.forebell.common.model.Pure;
import java.util.ArrayList;
import java.util.List;

/** The text of {@code /proc/net/tcp} and {@code tcp6}: one socket a line. */
@Pure
record ListeningPorts(List<Listener> listeners) {
  private static final String LISTENING = "0A";

  /**
   * A socket that waits for connections.
   *
   * @param address in the kernel's hexadecimal; only zeros: every address
   */
  record Listener(String address, int port) {
    private boolean isEverywhere() {
      return address.chars().allMatch(c -> c == '0');
    }
  }

  /** Lines of another shape are passed over. */
  static ListeningPorts parse(List<String> lines) {
    List<Listener> found = new ArrayList<>();
    for (String line : lines) {
      String[] fields = line.strip().split("\\s+", 5);
      if (fields.length == 5
          && fields[3].equals(LISTENING)
          && fields[1].matches("[0-9A-F]+:[0-9A-F]{4}")) {
        int colon = fields[1].indexOf(':');
        found.add(
            new Listener(
                fields[1].substring(0, colon),
                Integer.parseInt(fields[1].substring(colon + 1), 16)));
      }
    }
    return new ListeningPorts(found);
  }

  boolean has(PortWatch watch) {
    return listeners.stream()
        .anyMatch(
            listener ->
                listener.port() == watch.port()
                    && (watch.address().isEmpty()
                        || listener.isEverywhere()
                        || watch.kernelForms().contains(listener.address())));
  }
}
