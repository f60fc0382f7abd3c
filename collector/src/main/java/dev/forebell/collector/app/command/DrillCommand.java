package dev.forebell.collector.app.command;

import dev.forebell.collector.app.StartRefused;
import dev.forebell.collector.app.drill.Drill;
import dev.forebell.collector.app.drill.DrillStep;
import dev.forebell.collector.app.drill.DrillTarget;
import dev.forebell.collector.app.drill.OwnScene;
import dev.forebell.collector.app.drill.RunningScene;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code forebell drill}: proves the chain from a silent agent to the delivered ticket and back.
 */
@Command(
    name = "drill",
    mixinStandardHelpOptions = true,
    description = {
      "Fire drill: a real agent falls silent and comes back, then is killed; every step to the"
          + " delivered ticket is shown with its time.",
      "Without options it uses a collector of its own on free ports, which is gone afterwards."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every step was seen in time",
      "1:a step was late or missing, or the drill could not start",
      "2:wrong usage"
    })
public final class DrillCommand implements Callable<Integer> {
  @Option(
      names = "--collector",
      paramLabel = "URL",
      description = "Drill a running collector instead; needs --data.")
  private Optional<URI> collector = Optional.empty();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Data folder of that collector, where 'forebell up' keeps the key of its drill host.")
  private Optional<Path> data = Optional.empty();

  @Option(names = "--json", description = "Print one JSON object a step, for programs.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    try {
      return collector.isPresent() ? running(collector.get()) : own();
    } catch (StartRefused e) {
      Foreground.refuse(err, e);
    } catch (ConnectException e) {
      err.println(
          "no collector answers at " + collector.map(URI::toString).orElse("its own address"));
      err.flush();
    } catch (IOException e) {
      err.println("the drill broke off: " + e.getMessage());
      err.flush();
    }
    return 1;
  }

  private int own() throws IOException, StartRefused, InterruptedException {
    try (OwnScene scene = OwnScene.set()) {
      return drill(scene.target());
    }
  }

  private int running(URI address) throws IOException, StartRefused, InterruptedException {
    Path folder =
        data.orElseThrow(
            () ->
                new StartRefused(
                    List.of("--collector needs --data, the data folder of that collector")));
    try (RunningScene scene = RunningScene.at(address, folder)) {
      return drill(scene.target());
    }
  }

  private int drill(DrillTarget target) throws IOException, InterruptedException {
    DrillText text = new DrillText(spec.commandLine().getOut(), json);
    List<DrillStep> steps = new Drill(target, text::step).run();
    boolean passed = text.verdict(steps, target.steps());
    if (!passed && Files.exists(target.log())) {
      Files.readAllLines(target.log()).forEach(spec.commandLine().getErr()::println);
      spec.commandLine().getErr().flush();
    }
    return passed ? 0 : 1;
  }
}
