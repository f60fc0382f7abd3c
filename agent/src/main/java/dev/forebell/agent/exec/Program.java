package dev.forebell.agent.exec;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program and its words; no shell reads them. It gets no input, its error output is dropped, and
 * its language is plain English. Where the system has {@code setsid} it leads a group of its own,
 * and a time-out kills the whole group: what it started as well, even what it no longer owns.
 *
 * @param words the program and its arguments
 * @param timeout when to kill it
 * @param largestOutput bytes of its output that are kept; the rest is read and dropped
 */
public record Program(List<String> words, Duration timeout, int largestOutput) {
  private static final int USUAL_OUTPUT = 64 << 10;
  private static final List<Path> SETSID = List.of(Path.of("/usr/bin/setsid"));
  private static final Duration KILL_PATIENCE = Duration.ofSeconds(2);

  public Program {
    words = List.copyOf(words);
    if (words.isEmpty()) {
      throw new IllegalArgumentException("a program needs at least its own name");
    }
  }

  /** With as much output as a short answer has. */
  public Program(List<String> words, Duration timeout) {
    this(words, timeout, USUAL_OUTPUT);
  }

  /**
   * Runs it to its end.
   *
   * @throws ProgramTimeout if it had to be killed
   * @throws IOException if it cannot be started or read
   */
  public Finished run() throws IOException {
    Optional<Path> setsid = SETSID.stream().filter(Files::isExecutable).findFirst();
    List<String> command = new ArrayList<>();
    setsid.ifPresent(path -> command.add(path.toString()));
    command.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("LC_ALL", "C");
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    boolean ended = false;
    try {
      Finished finished = await(process);
      ended = true;
      return finished;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped while " + words.getFirst() + " was running");
    } finally {
      if (!ended) {
        kill(process, setsid.isPresent());
      }
    }
  }

  private Finished await(Process process) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    CompletableFuture<Kept> output = new CompletableFuture<>();
    Thread.ofPlatform().daemon().name("output").start(() -> output.complete(kept(process)));
    try {
      Kept kept = output.get(left(deadline), TimeUnit.NANOSECONDS);
      if (!process.waitFor(left(deadline), TimeUnit.NANOSECONDS)) {
        throw new ProgramTimeout(words.getFirst(), timeout);
      }
      return new Finished(process.exitValue(), kept.text(), kept.truncated());
    } catch (TimeoutException e) {
      throw new ProgramTimeout(words.getFirst(), timeout);
    } catch (ExecutionException e) {
      throw new IOException("the output of " + words.getFirst() + " cannot be read", e);
    }
  }

  private static long left(long deadline) {
    return Math.max(0, deadline - System.nanoTime());
  }

  /** What is kept of the output. */
  private record Kept(String text, boolean truncated) {}

  // Read to its end whatever its length: a program that cannot write on would never end.
  private Kept kept(Process process) {
    try (InputStream output = process.getInputStream()) {
      byte[] head = output.readNBytes(largestOutput);
      long rest = output.transferTo(java.io.OutputStream.nullOutputStream());
      return new Kept(new String(head, StandardCharsets.UTF_8), rest > 0);
    } catch (IOException | UncheckedIOException e) {
      return new Kept("", false);
    }
  }

  private static void kill(Process process, boolean leadsGroup) throws IOException {
    List<ProcessHandle> started = process.descendants().toList();
    if (leadsGroup) {
      Process killer =
          new ProcessBuilder("kill", "-KILL", "--", "-" + process.pid())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        killer.waitFor(KILL_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    started.forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
