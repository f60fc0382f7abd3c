package dev.forebell.agent.probe;

import dev.forebell.common.model.Sample;
import dev.forebell.common.model.WatchMetrics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Whether this is a virtual machine or carries some, from what the kernel knows of the machine. */
final class VirtualizationProbe implements Probe {
  private final Path root;

  /**
   * @param root {@code /}
   */
  VirtualizationProbe(Path root) {
    this.root = root;
  }

  @Override
  public String name() {
    return "virtualization";
  }

  @Override
  public Duration interval() {
    return Duration.ofHours(1);
  }

  @Override
  public List<Sample> read() {
    VirtualizationKind kind =
        VirtualizationKind.of(
            new VirtualizationKind.Clues(
                text("run/systemd/container"),
                text("sys/class/dmi/id/sys_vendor"),
                text("sys/class/dmi/id/product_name"),
                text("sys/hypervisor/type"),
                text("proc/xen/capabilities"),
                text("proc/cpuinfo").contains(" hypervisor"),
                Files.exists(root.resolve("dev/kvm")),
                Files.exists(root.resolve(".dockerenv"))));
    return List.of(
        Sample.of(
            WatchMetrics.VIRTUALIZATION.series(
                WatchMetrics.VIRTUALIZATION_ROLE,
                kind.role(),
                WatchMetrics.VIRTUALIZATION_TYPE,
                kind.type()),
            1));
  }

  private String text(String file) {
    try {
      return new String(Files.readAllBytes(root.resolve(file)), StandardCharsets.ISO_8859_1)
          .strip();
    } catch (IOException e) {
      return "";
    }
  }
}
