package dev.forebell.agent.probe;

import static dev.forebell.common.model.Metrics.SESSION_COUNT;
import static dev.forebell.common.model.Metrics.SESSION_STATE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Reading.Cause;
import dev.forebell.common.model.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class LinuxSessionsIT {
  @TempDir private Path folder;

  @Test
  void sessionsAreCountedByStateAndThePipesBesideThemAreLeftAlone() throws Exception {
    write("1", "CLASS=user\nSTATE=active\n");
    write("2", "CLASS=user\nSTATE=active\n");
    write("c3", "CLASS=user\nSTATE=closing\n");
    write("4", "CLASS=greeter\nSTATE=active\n");
    pipe("1.ref");
    List<Sample> samples = probe(folder).read();
    assertEquals(2, Readings.number(samples, SESSION_COUNT, SESSION_STATE, "active"));
    assertEquals(1, Readings.number(samples, SESSION_COUNT, SESSION_STATE, "closing"));
    assertEquals(0, Readings.number(samples, SESSION_COUNT, SESSION_STATE, "online"));
  }

  @Test
  void aSystemWithoutLogindSaysThatItCannotTell() throws Exception {
    assertEquals(
        Reading.unavailable(Cause.NOT_SUPPORTED),
        Readings.of(probe(folder.resolve("none")).read(), SESSION_COUNT, SESSION_STATE, "active"));
  }

  private static SessionProbe probe(Path folder) {
    return new SessionProbe(new LinuxSessions(folder), LinuxSessions.STATES, false);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private void pipe(String name) throws IOException, InterruptedException {
    Process mkfifo = new ProcessBuilder("mkfifo", folder.resolve(name).toString()).start();
    assumeTrue(mkfifo.waitFor() == 0, "needs mkfifo (Debian: coreutils)");
  }
}
