package dev.forebell.collector.app.command;

import dev.forebell.collector.app.Collector;
import dev.forebell.collector.app.HeapKeeper;
import dev.forebell.collector.app.StartRefused;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code forebell collector}: the collector alone, until it is told to stop. */
@Command(
    name = "collector",
    mixinStandardHelpOptions = true,
    description =
        "Runs the collector until it is told to stop (Ctrl-C, SIGTERM). SIGHUP reads the"
            + " configuration again.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:stopped as asked",
      "1:did not start; the reason is on standard error",
      "2:wrong usage"
    })
public final class CollectorCommand implements Callable<Integer> {
  @Mixin private CollectorArguments arguments = new CollectorArguments();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try (Foreground foreground = new Foreground(out)) {
      HeapKeeper.start().ifPresent(foreground::add);
      Collector collector = foreground.add(Collector.start(arguments.options(Optional.empty())));
      foreground.say("console", collector.address() + "/");
      collector.agentAddress().ifPresent(address -> foreground.say("agents", address));
      foreground.say("data", collector.data().toString());
      foreground.ready(collector);
      foreground.awaitStop();
      return 0;
    } catch (StartRefused e) {
      Foreground.refuse(spec.commandLine().getErr(), e);
      return 1;
    }
  }
}
