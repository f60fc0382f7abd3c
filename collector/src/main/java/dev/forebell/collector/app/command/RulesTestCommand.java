package dev.forebell.collector.app.command;

import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.config.HostProfiles;
import dev.forebell.collector.config.RuleTest;
import dev.forebell.collector.config.RuleTestFile;
import dev.forebell.common.config.Problems;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code forebell rules test}: do the rules say what they should. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description = {
      "Plays made-up time lines through the rules of a configuration and compares what is open with"
          + " what each test expects. A file with mistakes is not played."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every test holds",
      "1:a test fails, or the configuration or a file has mistakes",
      "2:wrong usage"
    })
public final class RulesTestCommand implements Callable<Integer> {
  private final RuleTexts texts = new RuleTexts();

  @Mixin private ConfigurationOption config = new ConfigurationOption();

  @Option(names = "--trace", description = "Also print all that happens, and why.")
  private boolean trace;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files of tests.")
  private List<Path> files = List.of();

  @Spec private CommandSpec spec = CommandSpec.create(); // replaced by the command line

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    Optional<Configuration> configuration = config.load(err);
    if (configuration.isEmpty()) {
      err.println(texts.sentence("bad_configuration"));
    }
    return configuration.map(this::test).orElse(1);
  }

  private int test(Configuration configuration) {
    int mistaken = 0;
    int tests = 0;
    int failed = 0;
    for (Path file : files) {
      Problems mistakes = new Problems();
      List<RuleTest> read = RuleTestFile.read(file, configuration.rules(), mistakes);
      mistakes.errors().forEach(spec.commandLine().getErr()::println);
      mistaken += mistakes.isEmpty() ? 0 : 1;
      for (RuleTest test : mistakes.isEmpty() ? read : List.<RuleTest>of()) {
        tests++;
        failed += holds(configuration, file, test) ? 0 : 1;
      }
    }
    spec.commandLine().getOut().println(texts.sentence("summary", tests, failed));
    return failed == 0 && mistaken == 0 ? 0 : 1;
  }

  private boolean holds(Configuration configuration, Path file, RuleTest test) {
    PrintWriter out = spec.commandLine().getOut();
    RuleTestRun.Outcome outcome =
        RuleTestRun.of(test, HostProfiles.rulesFor(configuration, test.kind(), test.labels()));
    List<RuleTestRun.Failure> failures = outcome.failures();
    out.println(texts.sentence(failures.isEmpty() ? "passed" : "failed", file, test.name()));
    if (trace) {
      outcome.told().forEach(event -> out.println("    " + texts.told(event)));
    }
    failures.forEach(failure -> out.println("    " + text(failure)));
    return failures.isEmpty();
  }

  private String text(RuleTestRun.Failure failure) {
    RuleTest.Expectation expected = failure.expected();
    String clear = texts.sentence("clear");
    String wanted =
        expected
            .severity()
            .map(one -> one.id() + expected.means().map(means -> " " + means.id()).orElse(""))
            .orElse(clear);
    String found = failure.found().isEmpty() ? clear : String.join("; ", failure.found());
    return texts.sentence(
        "expected",
        expected.position(),
        RuleTexts.time(expected.at()),
        expected.rule(),
        wanted,
        found);
  }
}
