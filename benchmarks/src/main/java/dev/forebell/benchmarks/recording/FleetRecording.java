package dev.forebell.benchmarks.recording;

import dev.forebell.benchmarks.recording.Trouble.Kind;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A fleet's days as a replay file: every host samples at its own second of the interval, about once
 * a day something goes wrong on it.
 */
public final class FleetRecording {
  /** A Monday. */
  private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

  private static final long DAY = Duration.ofDays(1).toSeconds();

  /** How long a trouble lasts. */
  private static final Duration TROUBLE = Duration.ofMinutes(40);

  private static final List<Kind> KINDS = List.of(Kind.values());

  private static final String USAGE =
      "usage: FleetRecording HOSTS HOURS INTERVAL_SECONDS [SEED] > FILE";

  private final List<RecordedHost> hosts = new ArrayList<>();
  private final List<Trouble> troubles = new ArrayList<>();
  private final long steps;
  private final long interval;
  private final OutputStream out;

  /**
   * @param interval time between two batches of a host, in seconds
   * @param out gets UTF-8 lines
   */
  public FleetRecording(int hosts, Duration length, long interval, long seed, OutputStream out) {
    this.steps = length.toSeconds() / interval;
    this.interval = interval;
    this.out = out;
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 1; i <= hosts; i++) {
      this.hosts.add(new RecordedHost(String.format(Locale.ROOT, "srv-%05d", i), random.split()));
      troubles.add(next(this.hosts.getLast(), 0));
    }
  }

  public static void main(String[] args) throws IOException {
    if (args.length < 3 || args.length > 4) {
      System.err.println(USAGE);
      System.exit(2);
    }
    long seed = args.length == 4 ? Long.parseLong(args[3]) : 1;
    Duration length = Duration.ofHours(Long.parseLong(args[1]));
    int hosts = Integer.parseInt(args[0]);
    OutputStream out = new BufferedOutputStream(System.out, 1 << 20);
    new FleetRecording(hosts, length, Long.parseLong(args[2]), seed, out).write();
  }

  /** Writes all of it. */
  public void write() throws IOException {
    StringBuilder line = new StringBuilder();
    for (long step = 0; step < steps; step++) {
      for (int host = 0; host < hosts.size(); host++) {
        write(line, host, step);
      }
    }
    line(line.append("{\"at\":\"").append(at(steps, 0)).append("\",\"tick\":true}"));
    out.flush();
  }

  private void write(StringBuilder line, int index, long step) throws IOException {
    RecordedHost host = hosts.get(index);
    Trouble trouble = troubles.get(index);
    Instant at = at(step, index);
    host.suffer(trouble, step);
    boolean linkTrouble =
        trouble.kind() == Kind.AGENT_DIES || trouble.kind() == Kind.HOST_FALLS_SILENT;
    if (linkTrouble && step == trouble.from()) {
      link(line, at, host, trouble.kind() == Kind.AGENT_DIES ? "closed" : "silent");
    }
    if (trouble.isOver(step)) {
      if (linkTrouble) {
        link(line, at, host, "connected");
      }
      troubles.set(index, next(host, step));
    }
    if (!linkTrouble || step < trouble.from() || trouble.isOver(step)) {
      double dayShare = (at.getEpochSecond() % DAY) / (double) DAY;
      host.append(line, at.toString(), dayShare, interval);
      line(line);
    }
  }

  private void link(StringBuilder line, Instant at, RecordedHost host, String word)
      throws IOException {
    line.append("{\"at\":\"").append(at).append("\",\"host\":\"").append(host.name());
    line(line.append("\",\"link\":\"").append(word).append("\"}"));
  }

  private void line(StringBuilder line) throws IOException {
    out.write(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    line.setLength(0);
  }

  /** Hosts of one step are spread over its interval. */
  private Instant at(long step, int host) {
    long offset = host * interval * 1000 / hosts.size();
    return START.plusSeconds(step * interval).plusMillis(offset);
  }

  private Trouble next(RecordedHost host, long step) {
    SplittableRandom random = host.random();
    long from = step + 1 + (long) (2 * random.nextDouble() * DAY / interval);
    Kind kind = KINDS.get(random.nextInt(KINDS.size()));
    return new Trouble(kind, from, Math.max(2, TROUBLE.toSeconds() / interval));
  }
}
