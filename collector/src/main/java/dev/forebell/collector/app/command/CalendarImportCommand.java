package dev.forebell.collector.app.command;

import dev.forebell.collector.config.ImportedDays;
import dev.forebell.collector.engine.calendar.DayOverride;
import dev.forebell.common.config.Problems;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A published year list becomes a CSV that {@code days:} of a calendar names. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Reads a published year list and prints it as date,kind,name,minutes: iCalendar (.ics), the"
          + " JSON of holiday-cn (.json), the XML of xmlcalendar (.xml)."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:written",
      "1:the list has mistakes or cannot be read; nothing was written",
      "2:wrong usage"
    })
final class CalendarImportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "The published list.")
  private Path file = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "CSV",
      description = "Where to write it; standard output otherwise.")
  private Optional<Path> target = Optional.empty();

  @Spec private CommandSpec spec = CommandSpec.create(); // replaced by the command line

  @Override
  public Integer call() {
    Problems problems = new Problems();
    String name = Optional.ofNullable(file.getFileName()).map(Path::toString).orElse("");
    Optional<List<DayOverride>> days = text().map(text -> ImportedDays.read(name, text, problems));
    problems.warnings().forEach(problem -> say(sentence("warning", problem.toString())));
    problems.errors().forEach(problem -> say(problem.toString()));
    if (days.isEmpty() || !problems.isEmpty()) {
      return 1;
    }
    if (days.get().isEmpty()) {
      say(sentence("empty", name));
      return 1;
    }
    return write(ImportedDays.csv(name, days.get()), days.get().size());
  }

  private Optional<String> text() {
    try {
      return Optional.of(Files.readString(file));
    } catch (CharacterCodingException e) {
      say(sentence("not_text", file.toString()));
    } catch (IOException e) {
      say(sentence("unreadable", file.toString()));
    }
    return Optional.empty();
  }

  private int write(String csv, int days) {
    if (target.isEmpty()) {
      spec.commandLine().getOut().print(csv);
      spec.commandLine().getOut().flush();
      return 0;
    }
    try {
      Files.writeString(target.get(), csv);
    } catch (IOException e) {
      say(sentence("unwritable", target.get().toString()));
      return 1;
    }
    spec.commandLine().getOut().println(sentence("written", target.get().toString(), days));
    return 0;
  }

  private void say(String line) {
    spec.commandLine().getErr().println(line);
  }

  static String sentence(String key, Object... values) {
    ResourceBundle texts = Spoken.bundle("dev.forebell.collector.app.command.calendar");
    return new MessageFormat(texts.getString(key), Locale.ENGLISH).format(values);
  }
}
