package dev.forebell.collector.app.simulation;

import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import java.util.ArrayList;
import java.util.List;

/** What a host's instruments show at a second: fine, unless a fault says otherwise. */
final class Vitals {
  static final SeriesKey SMALL_DISK = disk("/");
  static final SeriesKey BIG_DISK = disk("/data");
  static final SeriesKey CPU = SeriesKey.of("system.cpu.utilization");
  static final SeriesKey LOAD = SeriesKey.of("system.cpu.load_average.1m");
  static final SeriesKey PAGING =
      SeriesKey.of("system.paging.utilization", "system.paging.state", "used");
  static final SeriesKey PEOPLE = SeriesKey.of("forebell.session.count", "session.state", "active");

  /** Above the level of the rule that opens at once. */
  static final double EXHAUSTED = 0.995;

  /** No more bad and not yet good. */
  static final double BETWEEN = 0.98;

  private final FaultPlan plan;
  private final int host;
  private final HostKind kind;

  Vitals(FaultPlan plan, int host, HostKind kind) {
    this.plan = plan;
    this.host = host;
    this.kind = kind;
  }

  static SeriesKey disk(String mount) {
    return SeriesKey.of(
        "system.filesystem.utilization",
        "system.filesystem.mountpoint",
        mount,
        "system.filesystem.state",
        "used");
  }

  List<Sample> at(int second, int count) {
    List<Sample> samples = new ArrayList<>();
    if (on(Fault.Kind.NO_VALUES, second).isEmpty()) {
      samples.add(Sample.of(SMALL_DISK, smallDisk(second, count)));
      samples.add(
          Sample.of(
              BIG_DISK, level(Fault.Kind.DISK_FULL, second, 0.5, List.of(0.88, 0.97, 0.97, 0.91))));
      samples.add(Sample.of(CPU, level(Fault.Kind.CPU_BUSY, second, 0.2, List.of(0.97, 1.0))));
      if (plan.of(Fault.Kind.LOAD_GONE).stream().noneMatch(fault -> fault.during(second))) {
        samples.add(Sample.of(LOAD, level(Fault.Kind.LOAD_HIGH, second, 1, List.of(10.0, 25.0))));
      }
    } else {
      samples.add(Sample.unavailable(SMALL_DISK, Reading.Cause.TIMED_OUT));
      samples.add(Sample.of(CPU, Double.NaN));
    }
    if (!plan.of(Fault.Kind.GROWTH).isEmpty()) {
      samples.add(Sample.of(PAGING, Growth.used(plan, host, second)));
    }
    if (kind == HostKind.VDI_HOST) {
      samples.add(Sample.of(PEOPLE, 20 + second / 300 % 3));
    }
    return samples;
  }

  private double smallDisk(int second, int count) {
    List<Fault> flaps = on(Fault.Kind.FLAP, second);
    boolean full = !on(Fault.Kind.DISK_EXHAUSTED, second).isEmpty();
    if (full || (!flaps.isEmpty() && count % 2 == 0)) {
      return EXHAUSTED;
    }
    return !flaps.isEmpty() && flaps.getFirst().amount() % 2 == 1 ? BETWEEN : 0.5;
  }

  private double level(Fault.Kind kindOfFault, int second, double fine, List<Double> bad) {
    List<Fault> faults = on(kindOfFault, second);
    return faults.isEmpty() ? fine : bad.get(faults.getFirst().amount() % bad.size());
  }

  private List<Fault> on(Fault.Kind kindOfFault, int second) {
    return plan.of(kindOfFault).stream()
        .filter(fault -> fault.during(second) && fault.target() % World.HOSTS == host)
        .toList();
  }
}
