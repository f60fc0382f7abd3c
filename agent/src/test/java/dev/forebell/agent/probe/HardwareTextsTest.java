package dev.forebell.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.agent.exec.Finished;
import dev.forebell.common.model.HardwareMetrics;
import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Reading.Cause;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.WatchMetrics;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Texts as kernels and chrony write them. */
class HardwareTextsTest {
  private static final Map<String, String> CHIP =
      Map.of(
          "name", "coretemp",
          "temp1_input", "48000",
          "temp1_label", "Package id 0",
          "temp1_crit", "100000",
          "temp1_max", "80000",
          "temp2_input", "31000",
          "temp2_crit", "0",
          "fan1_input", "0",
          "fan2_input", "900",
          "in0_input", "1512");

  @Test
  void sensorsAreInTheirUnitsWithWhatIsLeftToTheLimit() {
    List<Sample> samples = new SensorChips().samples("hwmon2", CHIP);
    assertEquals(
        List.of(
            "hw.fan.speed{hw.id=coretemp/fan2@hwmon2,hw.name=fan2} 900.0",
            "hw.voltage{hw.id=coretemp/in0@hwmon2,hw.name=in0} 1.512",
            "hw.temperature{hw.id=coretemp/temp1@hwmon2,hw.name=Package id 0} 48.0",
            "forebell.hw.temperature.headroom{hw.id=coretemp/temp1@hwmon2,hw.name=Package id 0}"
                + " 52.0",
            "hw.temperature{hw.id=coretemp/temp2@hwmon2,hw.name=temp2} 31.0"),
        samples.stream().map(HardwareTextsTest::text).toList());
  }

  @Test
  void aFanThatStopsIsToldAndAConnectorWithoutOneIsNot() {
    SensorChips chips = new SensorChips();
    chips.samples("hwmon0", Map.of("fan1_input", "1200", "fan2_input", "0"));
    List<Sample> stopped = chips.samples("hwmon0", Map.of("fan1_input", "0", "fan2_input", "0"));
    assertEquals(
        List.of("hw.fan.speed{hw.id=hwmon0/fan1@hwmon0,hw.name=fan1} 0.0"),
        stopped.stream().map(HardwareTextsTest::text).toList());
    assertEquals(
        1,
        new SensorChips().samples("hwmon0", Map.of("fan1_input", "0", "fan1_min", "600")).size());
  }

  @Test
  void aRaidThatLacksADiskSaysHowMany() {
    assertEquals(
        List.of(raid("md1", 0), raid("md0", 1)),
        RedundancyProbe.Texts.raid(
            """
            Personalities : [raid1] [raid6]
            md1 : active raid1 sda2[0] sdb2[1]
                  523712 blocks super 1.2 [2/2] [UU]

            md0 : active raid5 sdc1[3] sda1[0]
                  1953260544 blocks level 5, 64k chunk, algorithm 2 [3/2] [U_U]
                  [=>...................]  recovery =  5.1% (9/97) finish=4.2min speed=100K/sec

            unused devices: <none>
            """
                .lines()
                .toList()));
  }

  @Test
  void aBondCountsItsMembersWithoutALinkAndNotItself() {
    assertEquals(
        Sample.of(HardwareMetrics.BOND_MISSING.series(Metrics.INTERFACE, "bond0"), 1),
        RedundancyProbe.Texts.bond(
            "bond0",
            """
            Ethernet Channel Bonding Driver: v5.10
            MII Status: up
            MII Polling Interval (ms): 100

            Slave Interface: eth0
            MII Status: up

            Slave Interface: eth1
            MII Status: down
            """
                .lines()
                .toList()));
  }

  @Test
  void chronySaysHowFarTheClockIsOffAndWhetherItIsHeld() {
    List<Sample> held =
        ClockProbe.ofChrony(
            new Finished(
                0,
                "A9FEA97B,169.254.169.123,4,1700000000.1,-0.000012345,0.000001,0.00002,-1.2,0.0,"
                    + "0.01,0.0003,0.0002,16.3,Normal\n",
                false));
    assertEquals(Reading.of(1), held.get(0).reading());
    assertEquals(Reading.of(-0.000012345), held.get(1).reading());
    List<Sample> lost =
        ClockProbe.ofChrony(
            new Finished(
                0, "7F7F0101,,0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,1.0,1.0,0.0,Not synchronised", false));
    assertEquals(Reading.of(0), lost.get(0).reading());
    assertEquals(Reading.unavailable(Cause.NOT_SUPPORTED), lost.get(1).reading());
    assertEquals(
        Reading.of(0), ClockProbe.ofChrony(new Finished(1, "", false)).getFirst().reading());
    assertEquals(WatchMetrics.CLOCK_NTP_OFFSET.name(), lost.get(1).series().metric());
  }

  private static Sample raid(String device, int missing) {
    return Sample.of(
        HardwareMetrics.RAID_MISSING.series(HardwareMetrics.RAID_DEVICE, device), missing);
  }

  private static String text(Sample sample) {
    return sample.series().metric()
        + "{"
        + sample.series().attributes()
        + "} "
        + ((Reading.Value) sample.reading()).value();
  }
}
