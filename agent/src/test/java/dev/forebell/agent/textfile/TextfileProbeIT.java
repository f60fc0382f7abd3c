package dev.forebell.agent.textfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Reading.Cause;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import dev.forebell.common.model.WatchMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class TextfileProbeIT {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final SeriesKey SIZE = SeriesKey.of("my_size", "job", "db");
  private static final SeriesKey AGE =
      WatchMetrics.TEXTFILE_AGE.series(WatchMetrics.TEXTFILE_NAME, "a.prom");
  private static final SeriesKey ERRORS =
      WatchMetrics.TEXTFILE_ERRORS.series(WatchMetrics.TEXTFILE_NAME, "a.prom");

  @TempDir private Path folder;
  private TextfileProbe probe;

  @BeforeEach
  void start() {
    probe = new TextfileProbe(folder, () -> NOW);
  }

  @Test
  void aFileIsReadWithItsAgeAndMomentsBecomeAges() throws IOException {
    write("my_size{job=\"db\"} 5\njob_last_timestamp_seconds " + (NOW.getEpochSecond() - 90));
    assertEquals(Reading.of(5), reading(SIZE));
    assertEquals(Reading.of(600), reading(AGE));
    assertEquals(Reading.of(90), reading(SeriesKey.of("job_last_age_seconds")));
    assertEquals(Reading.of(0), reading(ERRORS));
  }

  @Test
  void whatIsSaidOfBackupsIsForebellsOwnMetric() throws IOException {
    write(
        "forebell_backup_last_success_timestamp_seconds{backup=\"db\"} "
            + (NOW.getEpochSecond() - 3600)
            + "\nforebell_backup_size_bytes{backup=\"db\"} 1e9\n"
            + "forebell_backup_last_try_failed{backup=\"db\"} 1\n");
    assertEquals(Reading.of(3600), reading(backup(WatchMetrics.BACKUP_AGE.name())));
    assertEquals(Reading.of(1e9), reading(backup(WatchMetrics.BACKUP_SIZE.name())));
    assertEquals(Reading.of(1), reading(backup(WatchMetrics.BACKUP_FAILED.name())));
  }

  @Test
  void aBadFileLosesItsNumbersIsCountedAndRecovers() throws IOException {
    write("my_size{job=\"db\"} 5\n");
    probe.read();
    write("my_size{job=\"db\"} 6\nbroken\n");
    assertEquals(Reading.unavailable(Cause.FAILED), reading(SIZE));
    assertEquals(Reading.of(2), reading(ERRORS));
    write("my_size{job=\"db\"} 7\n");
    assertEquals(Reading.of(7), reading(SIZE));
    assertEquals(Reading.of(2), reading(ERRORS));
  }

  @Test
  void aFileThatIsGoneIsUnavailableNotForgotten() throws IOException {
    write("my_size{job=\"db\"} 5\n");
    probe.read();
    Files.delete(folder.resolve("a.prom"));
    assertEquals(Reading.unavailable(Cause.FAILED), reading(SIZE));
    assertEquals(Reading.unavailable(Cause.FAILED), reading(AGE));
  }

  @Test
  void aPipeIsNotOpened() throws Exception {
    Path pipe = folder.resolve("pipe.prom");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    assertTrue(probe.read().isEmpty());
  }

  @Test
  void aFileOfAnySizeCostsNoMoreThanItsLimit() throws IOException {
    Files.write(folder.resolve("a.prom"), new byte[3 << 20]);
    assertEquals(Reading.of(1), reading(ERRORS));
  }

  private void write(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("a.prom"), text);
    Files.setLastModifiedTime(file, FileTime.from(NOW.minusSeconds(600)));
  }

  private static SeriesKey backup(String metric) {
    return SeriesKey.of(metric, WatchMetrics.BACKUP_NAME, "db");
  }

  private Reading reading(SeriesKey series) throws IOException {
    Optional<Sample> found =
        probe.read().stream().filter(one -> one.series().equals(series)).findFirst();
    return found.orElseThrow().reading();
  }
}
