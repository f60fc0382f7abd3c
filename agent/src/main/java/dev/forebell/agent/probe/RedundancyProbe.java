package dev.forebell.agent.probe;

import dev.forebell.common.model.HardwareMetrics;
import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Pure;
import dev.forebell.common.model.Sample;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the kernel doubles for safety and how much of it is missing: RAID disks, bonded links. */
final class RedundancyProbe implements Probe {
  private final Path mdstat;
  private final Path bonds;

  /**
   * @param mdstat {@code /proc/mdstat}
   * @param bonds {@code /proc/net/bonding}
   */
  RedundancyProbe(Path mdstat, Path bonds) {
    this.mdstat = mdstat;
    this.bonds = bonds;
  }

  @Override
  public String name() {
    return "redundancy";
  }

  @Override
  public Duration interval() {
    return Duration.ofSeconds(30);
  }

  @Override
  public List<Sample> read() throws IOException {
    List<Sample> samples = new ArrayList<>();
    if (Files.exists(mdstat)) {
      samples.addAll(Texts.raid(Files.readAllLines(mdstat)));
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(bonds)) {
      for (Path bond : files) {
        samples.add(Texts.bond(bond.getFileName().toString(), Files.readAllLines(bond)));
      }
    } catch (NoSuchFileException e) {
      return samples;
    }
    return samples;
  }

  /** What the kernel's texts mean. */
  @Pure
  static final class Texts {
    private static final Pattern RAID = Pattern.compile("(md\\S*) : .*");
    // Disks wanted, disks at work.
    private static final Pattern MEMBERS = Pattern.compile(".*\\[(\\d+)/(\\d+)] \\[[U_]+].*");

    private Texts() {}

    /** One array has several lines; the one with the count of its disks follows its name. */
    static List<Sample> raid(List<String> mdstat) {
      List<Sample> samples = new ArrayList<>();
      String device = "";
      for (String line : mdstat) {
        Matcher name = RAID.matcher(line);
        Matcher members = MEMBERS.matcher(line);
        if (name.matches()) {
          device = name.group(1);
        } else if (members.matches()) {
          int missing = Integer.parseInt(members.group(1)) - Integer.parseInt(members.group(2));
          samples.add(
              Sample.of(
                  HardwareMetrics.RAID_MISSING.series(HardwareMetrics.RAID_DEVICE, device),
                  missing));
        }
      }
      return samples;
    }

    /** The first state is the bond's own, the others its members'. */
    static Sample bond(String name, List<String> text) {
      long down =
          text.stream()
              .dropWhile(line -> !line.startsWith("Slave Interface:"))
              .filter(line -> line.startsWith("MII Status:") && !line.endsWith(": up"))
              .count();
      return Sample.of(HardwareMetrics.BOND_MISSING.series(Metrics.INTERFACE, name), (double) down);
    }
  }
}
