package dev.forebell.common.model;

import static dev.forebell.common.model.MetricDescriptor.gauge;

import java.util.List;

/** What hardware and its drivers report; part of the table in {@link Metrics}. */
public final class HardwareMetrics {
  public static final String HW_ID = "hw.id";
  public static final String HW_NAME = "hw.name";
  public static final String RAID_DEVICE = "raid.device";

  public static final MetricDescriptor TEMPERATURE =
      gauge("hw.temperature", "Cel", "Temperature of a sensor", HW_ID, HW_NAME);
  public static final MetricDescriptor TEMPERATURE_HEADROOM =
      gauge(
          "forebell.hw.temperature.headroom",
          "Cel",
          "The sensor's critical limit, by its own word, less its temperature; 0: reached",
          HW_ID,
          HW_NAME);
  public static final MetricDescriptor FAN_SPEED =
      gauge(
          "hw.fan.speed",
          "rpm",
          "Speed of a fan that is there: it turned since the agent's start or has a lower limit",
          HW_ID,
          HW_NAME);
  public static final MetricDescriptor VOLTAGE =
      gauge("hw.voltage", "V", "Voltage of a sensor", HW_ID, HW_NAME);
  public static final MetricDescriptor RAID_MISSING =
      gauge("forebell.raid.missing", "{disk}", "Disks that a software RAID lacks", RAID_DEVICE);
  public static final MetricDescriptor BOND_MISSING =
      gauge(
          "forebell.bond.missing",
          "{interface}",
          "Members of a network bond that have no link",
          Metrics.INTERFACE);
  public static final MetricDescriptor FILESYSTEM_READ_ONLY =
      gauge(
          "forebell.filesystem.read_only",
          "{filesystem}",
          "1: the file system is mounted read-only, 0: it can be written",
          Metrics.DEVICE,
          Metrics.MOUNTPOINT,
          Metrics.FILESYSTEM_TYPE);

  static final List<MetricDescriptor> ALL =
      List.of(
          TEMPERATURE,
          TEMPERATURE_HEADROOM,
          FAN_SPEED,
          VOLTAGE,
          RAID_MISSING,
          BOND_MISSING,
          FILESYSTEM_READ_ONLY);

  private HardwareMetrics() {}
}
