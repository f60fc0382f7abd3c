package dev.forebell.collector.app.command;

import dev.forebell.collector.engine.calendar.Deadline;
import dev.forebell.common.config.Parsed;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** When an amount of working time is used up: one question by options, or many as JSON lines. */
@Command(
    name = "deadline",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the deadline of an amount of working time. Without --start it reads questions from"
          + " standard input, one JSON object a line: {\"calendar\",\"start\",\"amount\"}; each is"
          + " answered in order with the same and \"deadline\" (UTC), or with {\"error\"}. A"
          + " deadline that crosses a year whose special days are provisional or missing also has"
          + " \"flagged\" and \"doubts\"."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every question has its deadline",
      "1:a question has none, or the configuration has mistakes",
      "2:wrong usage"
    })
final class SlaDeadlineCommand implements Callable<Integer> {
  private final SlaTexts texts = new SlaTexts();

  @ParentCommand private SlaCommand parent = new SlaCommand(); // replaced by the command line
  @Mixin private SlaOptions options = new SlaOptions();
  @Spec private CommandSpec spec = CommandSpec.create(); // replaced by the command line

  @Override
  public Integer call() throws IOException {
    return switch (SlaBook.open(options.config(), options.contract())) {
      case Parsed.Bad<SlaBook>(String why, String _) -> refuse(why, 1);
      case Parsed.Good<SlaBook>(SlaBook book) ->
          options.start().isPresent() ? one(book) : many(book);
    };
  }

  private int many(SlaBook book) throws IOException {
    boolean all =
        new SlaLines(book, options.calendar(), options.amount())
            .answer(parent.input(), spec.commandLine().getOut());
    return all ? 0 : 1;
  }

  private int one(SlaBook book) {
    return switch (SlaQuestion.of(book, options.calendar(), options.start(), options.amount())) {
      case Parsed.Bad<SlaQuestion>(String why, String _) -> refuse(why, 2);
      case Parsed.Good<SlaQuestion>(SlaQuestion question) ->
          switch (question.time().deadline(question.start(), question.amount())) {
            case Deadline.None none -> refuse(SlaLines.none(texts, question, none), 1);
            case Deadline.At at -> print(question, at);
          };
    };
  }

  private int print(SlaQuestion question, Deadline.At deadline) {
    PrintWriter out = spec.commandLine().getOut();
    if (options.json()) {
      out.println(SlaLines.line(question, options.start().orElse(""), deadline));
    } else {
      out.println(
          texts.sentence(
              "deadline",
              Rfc3339.utc(deadline.instant()),
              Rfc3339.local(deadline.instant(), question.time().calendar().zone()),
              question.time().calendar().zone()));
    }
    deadline.doubts().forEach((year, known) -> doubt(question, year, known.name()));
    out.flush();
    return 0;
  }

  private void doubt(SlaQuestion question, int year, String known) {
    spec.commandLine()
        .getErr()
        .println(
            texts.sentence(
                "doubt_" + known, question.time().calendar().id(), String.valueOf(year)));
  }

  private int refuse(String why, int code) {
    spec.commandLine().getErr().println(why);
    return code;
  }
}
