package dev.forebell.agent;

import dev.forebell.common.model.ByeReason;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Why this agent is being stopped, as far as the service manager knows. */
final class StopReason {
  private static final Path SYSTEMD = Path.of("/run/systemd/system");
  private static final long PATIENCE_MILLIS = 500;
  private static final Pattern REBOOT =
      Pattern.compile("(reboot|soft-reboot|kexec)\\.target start");
  private static final Pattern SHUTDOWN = Pattern.compile("(poweroff|halt)\\.target start");
  private static final Pattern RESTART = Pattern.compile("forebell\\S*\\.service restart");

  private StopReason() {}

  /** Asks once, at the end of the agent's life; where nobody answers it was a plain stop. */
  static ByeReason ask() {
    return Files.isDirectory(SYSTEMD) ? ofJobs(jobs()) : ByeReason.STOP;
  }

  /** From the lines of {@code systemctl list-jobs}: number, unit, kind of job, state. */
  static ByeReason ofJobs(List<String> lines) {
    String jobs = String.join("\n", lines).replaceAll("[ \\t]+", " ");
    if (REBOOT.matcher(jobs).find()) {
      return ByeReason.REBOOT;
    }
    if (SHUTDOWN.matcher(jobs).find()) {
      return ByeReason.SHUTDOWN;
    }
    return RESTART.matcher(jobs).find() ? ByeReason.RESTART : ByeReason.STOP;
  }

  private static List<String> jobs() {
    try {
      Process process =
          new ProcessBuilder("systemctl", "list-jobs", "--no-legend", "--no-pager", "--plain")
              .redirectError(Redirect.DISCARD)
              .start();
      if (!process.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        return List.of();
      }
      try (BufferedReader output = process.inputReader()) {
        return output.readAllLines();
      }
    } catch (IOException e) {
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }
}
