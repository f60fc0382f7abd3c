package dev.forebell.agent.probe;

import dev.forebell.common.model.HostFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Who the host is; read once, at start. */
public final class HostFactsProbe {
  private static final Path OS_RELEASE = Path.of("/etc/os-release");
  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

  private final OshiSystem system;

  private HostFactsProbe(OshiSystem system) {
    this.system = system;
  }

  public static HostFactsProbe ofThisMachine() {
    return new HostFactsProbe(OshiSystem.ofThisMachine());
  }

  /** The facts for the handshake. */
  public HostFacts read(String agentVersion) {
    return new HostFacts(
        system.software().getNetworkParams().getHostName(),
        osType(System.getProperty("os.name")),
        description(),
        architecture(System.getProperty("os.arch")),
        system.hardware().getProcessor().getLogicalProcessorCount(),
        system.hardware().getMemory().getTotal(),
        Instant.ofEpochSecond(system.software().getSystemBootTime()),
        agentVersion);
  }

  /** The same text for as long as the system runs, another one after a reboot. */
  public String bootId() {
    try {
      return Files.readString(BOOT_ID).strip();
    } catch (IOException e) {
      return "boot-" + system.software().getSystemBootTime();
    }
  }

  /** The conventions' {@code os.type} for Java's {@code os.name}. */
  static String osType(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.startsWith("windows")) {
      return "windows";
    }
    return lower.startsWith("mac") ? "darwin" : lower;
  }

  /** The conventions' {@code host.arch} for Java's {@code os.arch}. */
  static String architecture(String name) {
    return name.equals("aarch64") ? "arm64" : name;
  }

  private String description() {
    return system.linux()
        ? prettyName().orElseGet(() -> system.software().toString())
        : system.software().toString();
  }

  private static Optional<String> prettyName() {
    try {
      return prettyName(Files.readAllLines(OS_RELEASE));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The distribution's own name, from the text of {@code /etc/os-release}. */
  static Optional<String> prettyName(List<String> osRelease) {
    return osRelease.stream()
        .filter(line -> line.startsWith("PRETTY_NAME="))
        .map(line -> line.substring(line.indexOf('=') + 1).replace("\"", ""))
        .findFirst();
  }
}
