package dev.forebell.agent.textfile;

import dev.forebell.agent.probe.CostClass;
import dev.forebell.agent.probe.Probe;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Reading.Cause;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import dev.forebell.common.model.WatchMetrics;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the folder of textfiles. */
public final class TextfileProbe implements Probe {
  private static final Logger LOG = System.getLogger(TextfileProbe.class.getName());
  private static final int LARGEST_FILE = 1 << 20;
  private static final int MOST_FILES = 100;

  private final Path folder;
  private final InstantSource clock;
  private final SortedMap<String, Seen> seen = new TreeMap<>();

  /** What is remembered of one file: its series stay, unavailable, while it cannot be read. */
  private static final class Seen {
    private final Set<SeriesKey> series = new LinkedHashSet<>();
    private String complaint = "";
    private long errors;
  }

  public TextfileProbe(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "textfile";
  }

  @Override
  public CostClass cost() {
    return CostClass.MEDIUM;
  }

  @Override
  public boolean mayBlock() {
    return true;
  }

  @Override
  public Duration interval() {
    return Duration.ofSeconds(30);
  }

  @Override
  public List<Sample> read() throws IOException {
    List<String> there = files().stream().map(file -> file.getFileName().toString()).toList();
    there.forEach(file -> seen.computeIfAbsent(file, _ -> new Seen()));
    // Jobs that give each file another name would otherwise be remembered for ever.
    if (seen.size() > 2 * MOST_FILES) {
      seen.keySet().retainAll(there);
    }
    List<Sample> samples = new ArrayList<>();
    seen.forEach((name, file) -> samples.addAll(samples(name, file)));
    return samples;
  }

  // Only regular files: a pipe with that name would never end.
  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*.prom")) {
      for (Path file : all) {
        if (Files.isRegularFile(file) && files.size() < MOST_FILES) {
          files.add(file);
        }
      }
    }
    return files;
  }

  private List<Sample> samples(String name, Seen file) {
    Path path = folder.resolve(name);
    Instant now = clock.instant();
    Map<SeriesKey, Reading> readings = new LinkedHashMap<>();
    Reading age = Reading.unavailable(Cause.FAILED);
    try {
      age = age(path, now);
      for (PrometheusText.Line line : PrometheusText.parse(text(path))) {
        TextfileSeries.of(line, now).forEach(one -> readings.put(one.series(), one.reading()));
      }
      praise(name, file);
    } catch (TextfileMistake mistake) {
      complain(file, mistake.in(path.toString()));
    } catch (IOException e) {
      complain(file, path + ": cannot be read: " + e);
    }
    file.series.forEach(one -> readings.putIfAbsent(one, Reading.unavailable(Cause.FAILED)));
    file.series.addAll(readings.keySet());
    List<Sample> samples = new ArrayList<>();
    readings.forEach((series, reading) -> samples.add(new Sample(series, reading)));
    samples.add(new Sample(series(WatchMetrics.TEXTFILE_AGE.name(), name), age));
    samples.add(Sample.of(series(WatchMetrics.TEXTFILE_ERRORS.name(), name), (double) file.errors));
    return samples;
  }

  private static SeriesKey series(String metric, String file) {
    return SeriesKey.of(metric, WatchMetrics.TEXTFILE_NAME, file);
  }

  private static Reading age(Path file, Instant now) throws IOException {
    Duration age = Duration.between(Files.getLastModifiedTime(file).toInstant(), now);
    // A file from the future was written by another clock: it is as new as can be.
    return Reading.of(Math.max(0, age.toMillis() / 1000.0));
  }

  private static String text(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] bytes = stream.readNBytes(LARGEST_FILE + 1);
      if (bytes.length > LARGEST_FILE) {
        throw new IOException("larger than 1 MiB");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private static void praise(String name, Seen file) {
    if (!file.complaint.isEmpty()) {
      file.complaint = "";
      LOG.log(Level.INFO, "textfile {0} is read again", name);
    }
  }

  private static void complain(Seen file, String what) {
    file.errors++;
    if (!file.complaint.equals(what)) {
      file.complaint = what;
      LOG.log(Level.WARNING, "textfile {0}", what);
    }
  }
}
