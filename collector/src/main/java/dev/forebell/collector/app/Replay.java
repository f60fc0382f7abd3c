package dev.forebell.collector.app;

import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.config.ConfigurationFiles;
import dev.forebell.collector.config.Loaded;
import dev.forebell.collector.replay.ReplayLine;
import dev.forebell.collector.replay.ReplayReader;
import dev.forebell.common.config.Position;
import dev.forebell.common.config.Problem;
import dev.forebell.common.config.Problems;
import dev.forebell.common.model.CustomerId;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Replays a file: configuration and file are read whole before the first line comes out. */
public final class Replay {
  private static final String STANDARD_INPUT = "-";
  private static final int REPLAYED = 0;
  private static final int MISTAKES = 1;

  private final Path folder;
  private final Optional<CustomerId> adopter;
  private final InputStream in;
  private final OutputStream out;
  private final PrintStream err;

  /**
   * @param adopter customer of hosts that the configuration does not name
   * @param in what the file {@code -} is
   */
  public Replay(
      Path folder,
      Optional<CustomerId> adopter,
      InputStream in,
      OutputStream out,
      PrintStream err) {
    this.folder = folder;
    this.adopter = adopter;
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
    try {
      return switch (read(file)) {
        case ReplayReader.Read.Bad bad -> refuse(bad.problems());
        case ReplayReader.Read.Ok ok -> replay(configuration, file, ok.lines());
      };
    } catch (IOException broken) {
      err.println(file + ": cannot be read: " + broken);
      return MISTAKES;
    }
  }

  private ReplayReader.Read read(String file) throws IOException {
    boolean standard = file.equals(STANDARD_INPUT);
    InputStream stream = standard ? in : Files.newInputStream(Path.of(file));
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return ReplayReader.read(file, reader);
    }
  }

  private int replay(Configuration configuration, String file, List<ReplayLine> lines) {
    Problems problems = new Problems();
    ReplayEstate estate = ReplayEstate.of(configuration, file, lines, adopter, problems);
    if (!problems.isEmpty()) {
      return refuse(problems.errors());
    }
    warnOfWitnesses(file, lines);
    PrintWriter writer =
        new PrintWriter(
            new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)), false);
    // '\n' on every system: the same input gives the same bytes.
    ReplayShell shell = new ReplayShell(estate, lines, line -> writer.append(line).append('\n'));
    lines.forEach(shell::feed);
    writer.flush();
    return REPLAYED;
  }

  private void warnOfWitnesses(String file, List<ReplayLine> lines) {
    lines.stream()
        .filter(ReplayLine.Witness.class::isInstance)
        .findFirst()
        .ifPresent(
            first ->
                err.println(
                    new Problem(
                        new Position(file, first.line(), 1),
                        "warning: witness answers are not judged in this version",
                        "")));
  }

  private int refuse(List<Problem> problems) {
    problems.forEach(err::println);
    return MISTAKES;
  }
}
