package dev.forebell.collector.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.app.command.ReplayCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The command in processes of its own: equal input, equal bytes, whatever the process. */
class ReplayIT {
  private static final Path FOLDER = Path.of("src/test/resources/replay");

  /** What the processes run. */
  static final class Launch {
    private Launch() {}

    public static void main(String[] args) {
      System.exit(new CommandLine(new ReplayCommand()).execute(args));
    }
  }

  @Test
  void twoProcessesWriteTheSameBytes() throws IOException, InterruptedException {
    byte[] one = replay("-Duser.timezone=UTC", "-Duser.language=en");
    byte[] other = replay("-Duser.timezone=Asia/Kathmandu", "-Duser.language=tr");
    assertTrue(one.length > 0);
    assertArrayEquals(one, other);
  }

  private static byte[] replay(String... options) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            options[0],
            options[1],
            "-cp",
            System.getProperty("java.class.path"),
            Launch.class.getName(),
            "--config",
            FOLDER.resolve("config").toString(),
            FOLDER.resolve("host-down-to-closed.in.jsonl").toString());
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    byte[] out = process.getInputStream().readAllBytes();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue());
    return out;
  }
}
