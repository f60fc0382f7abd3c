package dev.forebell.collector.app.command;

import dev.forebell.collector.engine.calendar.Deadline;
import dev.forebell.collector.engine.calendar.Explanation;
import dev.forebell.common.config.Parsed;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Why a deadline falls when it does: the hours that counted, the days that did not. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = "Prints a deadline with the hours that count and the days that are skipped.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:there is a deadline",
      "1:there is none, or the configuration has mistakes",
      "2:wrong usage"
    })
final class SlaExplainCommand implements Callable<Integer> {
  private final SlaTexts texts = new SlaTexts();

  @Mixin private SlaOptions options = new SlaOptions();
  @Spec private CommandSpec spec = CommandSpec.create(); // replaced by the command line

  @Override
  public Integer call() {
    return switch (SlaBook.open(options.config(), options.contract())) {
      case Parsed.Bad<SlaBook>(String why, String _) -> refuse(why, 1);
      case Parsed.Good<SlaBook>(SlaBook book) -> explain(book);
    };
  }

  private int explain(SlaBook book) {
    return switch (SlaQuestion.of(book, options.calendar(), options.start(), options.amount())) {
      case Parsed.Bad<SlaQuestion>(String why, String _) -> refuse(why, 2);
      case Parsed.Good<SlaQuestion>(SlaQuestion question) -> explain(question);
    };
  }

  private int explain(SlaQuestion question) {
    Explanation why = Explanation.of(question.time(), question.start(), question.amount());
    return switch (why.deadline()) {
      case Deadline.None none -> refuse(SlaLines.none(texts, question, none), 1);
      case Deadline.At at -> {
        spec.commandLine()
            .getOut()
            .println(
                options.json()
                    ? ExplanationJson.of(question.time().calendar(), why, at)
                    : new ExplanationTable(question.time().calendar(), texts).of(why, at));
        yield 0;
      }
    };
  }

  private int refuse(String why, int code) {
    spec.commandLine().getErr().println(why);
    return code;
  }
}
