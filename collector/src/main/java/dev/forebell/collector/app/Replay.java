package dev.forebell.collector.app;

import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.config.ConfigurationFiles;
import dev.forebell.collector.config.Loaded;
import dev.forebell.collector.replay.KnownSeries;
import dev.forebell.collector.replay.ReplayLine;
import dev.forebell.collector.replay.ReplayOutline;
import dev.forebell.collector.replay.ReplayReader;
import dev.forebell.common.config.Problem;
import dev.forebell.common.config.Problems;
import dev.forebell.common.model.CustomerId;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Replays a file. It is read twice: a first time for its mistakes and for what must be known
 * beforehand, so that nothing is written if there are any; a second time it is judged as it is
 * read. Memory does not grow with its length.
 */
public final class Replay {
  private static final int REPLAYED = 0;
  private static final int MISTAKES = 1;

  private final Path folder;
  private final Optional<CustomerId> adopter;
  private final boolean progress;
  private final InputStream in;
  private final OutputStream out;
  private final PrintStream err;

  private Optional<Path> report = Optional.empty();

  /** Also writes what would have been sent, by customer and rule, into a file. */
  public Replay reporting(Optional<Path> into) {
    report = into;
    return this;
  }

  /**
   * @param adopter customer of hosts that the configuration does not name
   * @param progress whether to say on {@code err} how far it has come
   * @param in what the file {@code -} is
   */
  public Replay(
      Path folder,
      Optional<CustomerId> adopter,
      boolean progress,
      InputStream in,
      OutputStream out,
      PrintStream err) {
    this.folder = folder;
    this.adopter = adopter;
    this.progress = progress;
    this.in = in;
    this.out = out;
    this.err = err;
  }

  /**
   * Reads, checks and replays.
   *
   * @return 0, or 1 after every mistake was printed
   */
  public int run(String file) {
    return switch (ConfigurationFiles.load(folder)) {
      case Loaded.Bad bad -> refuse(bad.errors());
      case Loaded.Ok ok -> run(ok.configuration(), file);
    };
  }

  private int run(Configuration configuration, String file) {
    if (adopter.filter(id -> !configuration.customers().containsKey(id)).isPresent()) {
      err.println("--customer: '" + adopter.orElseThrow() + "' is in no customers/*.yaml");
      return MISTAKES;
    }
    try (ReplayFile bytes = ReplayFile.of(file, in)) {
      return run(configuration, file, bytes);
    } catch (IOException broken) {
      err.println(file + ": cannot be read: " + broken);
      return MISTAKES;
    }
  }

  private int run(Configuration configuration, String file, ReplayFile bytes) throws IOException {
    KnownSeries known = new KnownSeries();
    try (InputStream first = bytes.open()) {
      ReplayReader reader = new ReplayReader(file, first, known);
      BiConsumer<Long, ReplayLine> tell = progress("checked", bytes.size());
      ReplayOutline outline =
          ReplayOutline.of(reader, line -> tell.accept(reader.position(), line));
      if (!reader.problems().isEmpty()) {
        return refuse(reader.problems());
      }
      Problems problems = new Problems();
      ReplayEstate estate = ReplayEstate.of(configuration, file, outline, adopter, problems);
      if (!problems.isEmpty()) {
        return refuse(problems.errors());
      }
      return replay(new Second(file, bytes, known), estate, outline);
    }
  }

  /** What the second reading needs of the first. */
  private record Second(String file, ReplayFile bytes, KnownSeries known) {}

  private int replay(Second second, ReplayEstate estate, ReplayOutline outline) throws IOException {
    PrintWriter writer =
        new PrintWriter(
            new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)), false);
    BiConsumer<Long, ReplayLine> tell = progress("judged", second.bytes().size());
    try (InputStream again = second.bytes().open()) {
      ReplayReader reader = new ReplayReader(second.file(), again, second.known());
      // '\n' on every system: the same input gives the same bytes.
      ReplayShadow shadow = new ReplayShadow(estate.customers());
      ReplayShell shell =
          new ReplayShell(estate, outline, line -> writer.append(line).append('\n'), shadow::take);
      for (Optional<ReplayLine> line = reader.next(); line.isPresent(); line = reader.next()) {
        tell.accept(reader.position(), line.orElseThrow());
        shell.feed(line.orElseThrow());
      }
      writer.flush();
      if (report.isPresent()) {
        Files.writeString(report.get(), shadow.text());
      }
      // Only a file that changed meanwhile has mistakes now.
      return reader.problems().isEmpty() ? REPLAYED : refuse(reader.problems());
    }
  }

  private BiConsumer<Long, ReplayLine> progress(String doing, long size) {
    return progress ? new ReplayProgress(err, doing, size)::at : (_, _) -> {};
  }

  private int refuse(List<Problem> problems) {
    problems.forEach(err::println);
    return MISTAKES;
  }
}
