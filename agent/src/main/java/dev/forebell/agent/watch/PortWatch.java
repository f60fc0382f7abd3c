package dev.forebell.agent.watch;

import dev.forebell.common.model.Pure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A TCP port on which something should listen.
 *
 * @param address one of this host's, as four or sixteen bytes; empty: any will do
 * @param text the address as the file has it; empty: any
 */
@Pure
public record PortWatch(List<Byte> address, String text, int port) {
  public PortWatch {
    address = List.copyOf(address);
  }

  /** Any address. */
  public static PortWatch of(int port) {
    return new PortWatch(List.of(), "", port);
  }

  /**
   * How the kernel writes the address: words of four bytes, each in the machine's order; little
   * endian on all that matter. An IPv4 address may also stand in an IPv6 socket.
   */
  List<String> kernelForms() {
    List<String> forms = new ArrayList<>(List.of(hex(address)));
    if (address.size() == 4) {
      forms.add("0000000000000000FFFF0000" + hex(address));
    }
    return forms;
  }

  private static String hex(List<Byte> bytes) {
    StringBuilder text = new StringBuilder();
    for (int word = 0; word < bytes.size(); word += 4) {
      for (int i = 3; i >= 0; i--) {
        text.append(String.format(Locale.ROOT, "%02X", bytes.get(word + i)));
      }
    }
    return text.toString();
  }
}
