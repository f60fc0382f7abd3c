package dev.forebell.collector.app;

import dev.forebell.collector.app.FleetMonth.Quiet;
import dev.forebell.collector.app.FleetMonth.Why;
import dev.forebell.collector.app.FleetRun.Witnesses;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * False host-down verdicts of a made-up fleet, beside what a fixed time-out would have said of the
 * same silences. The time-outs are given every advantage: they know goodbyes, closes and the
 * collector's own restarts.
 */
final class FalseHostDownTable {
  private int sites;
  private int falseDown;
  private int siteVerdicts;
  private int deaths;
  private final List<Long> delays = new ArrayList<>();
  private int falseAt3;
  private int falseAt60;

  private FalseHostDownTable() {}

  /**
   * Site-months, each of {@link FleetMonth#HOSTS} hosts, from seed 1 on.
   *
   * @param before for how many months they were watched before
   */
  static FalseHostDownTable of(int siteMonths, Witnesses witnesses, int before) {
    FalseHostDownTable table = new FalseHostDownTable();
    for (int seed = 1; seed <= siteMonths; seed++) {
      table.add(new FleetMonth(seed, before + 1), witnesses, before * FleetMonth.MONTH);
    }
    return table;
  }

  private void add(FleetMonth month, Witnesses witnesses, long from) {
    sites++;
    FleetRun run = new FleetRun(month, witnesses).run();
    siteVerdicts += (int) run.sites.stream().filter(at -> at >= from).count();
    for (FleetRun.Verdict verdict : run.down) {
      if (verdict.at() < from) {
        continue;
      }
      if (month.quiet.stream().noneMatch(one -> isTrue(one, verdict))) {
        falseDown++;
      }
    }
    for (Quiet one : month.quiet) {
      if (one.from() < from) {
        continue;
      }
      if (one.why() == Why.DIED) {
        deaths++;
        run.down.stream()
            .filter(verdict -> isTrue(one, verdict))
            .mapToLong(verdict -> verdict.at() - one.from())
            .min()
            .ifPresent(delays::add);
      }
      boolean silent = one.why() == Why.STALLED || one.why() == Why.LOST || one.why() == Why.CUT;
      falseAt3 += silent && one.length() > 3000 ? 1 : 0;
      falseAt60 += silent && one.length() > 60_000 ? 1 : 0;
    }
  }

  /** Whether the host was really down then. */
  private static boolean isTrue(Quiet one, FleetRun.Verdict verdict) {
    boolean gone =
        one.why() == Why.DIED || one.why() == Why.CRASHED || one.why() == Why.SAID_REBOOT;
    return gone
        && one.host() == verdict.host()
        && one.from() <= verdict.at()
        && verdict.at() < one.to() + 1000;
  }

  int hostMonths() {
    return sites * FleetMonth.HOSTS;
  }

  double falsePerThousand() {
    return per1000(falseDown);
  }

  private double per1000(int count) {
    return 1000.0 * count / hostMonths();
  }

  int deaths() {
    return deaths;
  }

  int deathsSeen() {
    return delays.size();
  }

  /** The delay, in seconds, within which this share of the deaths was told. */
  double delay(double share) {
    List<Long> sorted = delays.stream().sorted().toList();
    int index = (int) Math.ceil(share * sorted.size()) - 1;
    return sorted.get(Math.max(0, index)) / 1000.0;
  }

  String text(String name) {
    return String.format(
        Locale.ROOT,
        "%-34s %8d %10.1f %7d/%-7d %8.1f %8.1f %8d",
        name,
        hostMonths(),
        falsePerThousand(),
        deathsSeen(),
        deaths(),
        delay(0.5),
        delay(0.95),
        siteVerdicts);
  }

  private String fixed(String name, int count, int seconds) {
    return String.format(
        Locale.ROOT,
        "%-34s %8d %10.1f %7d/%-7d %8.1f %8.1f %8s",
        name,
        hostMonths(),
        per1000(count),
        deaths(),
        deaths(),
        (double) seconds,
        (double) seconds,
        "-");
  }

  /** The whole table, of so many site-months. */
  static String of(int siteMonths) {
    FalseHostDownTable plain = of(siteMonths, Witnesses.NONE, 0);
    String head =
        String.format(
            Locale.ROOT,
            "%-34s %8s %10s %15s %8s %8s %8s",
            "",
            "host-mon",
            "false/1000",
            "deaths told",
            "median s",
            "p95 s",
            "sites");
    return String.join(
        "\n",
        head,
        plain.fixed("fixed time-out 3 s", plain.falseAt3, 3),
        plain.fixed("fixed time-out 60 s", plain.falseAt60, 60),
        plain.text("Forebell, nobody asked"),
        of(siteMonths, Witnesses.NEAR, 0).text("a witness asked at 4 s, month 1"),
        of(siteMonths, Witnesses.NEAR, 1).text("a witness asked at 4 s, month 2"),
        of(siteMonths, Witnesses.BLIND, 0).text("blind to losses too, month 1"),
        of(siteMonths, Witnesses.BLIND, 1).text("blind to losses too, month 2"));
  }
}
