package dev.forebell.collector.app.command;

import dev.forebell.collector.app.AgentProcess;
import dev.forebell.collector.app.Collector;
import dev.forebell.collector.app.HeapKeeper;
import dev.forebell.collector.app.LocalAgent;
import dev.forebell.collector.app.LocalDesk;
import dev.forebell.collector.app.StartRefused;
import dev.forebell.collector.app.drill.RunningScene;
import dev.forebell.collector.ingest.AgentIdentity;
import dev.forebell.common.model.HostId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code forebell up}: everything on this machine, to see it work. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = {
      "Starts the collector with an embedded database, a small demo desk for its tickets, and an"
          + " agent for this machine.",
      "Ctrl-C stops all of them."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:stopped as asked",
      "1:did not start; the reason is on standard error",
      "2:wrong usage"
    })
public final class UpCommand implements Callable<Integer> {
  /** What the sample webhook falls back to. */
  private static final int DESK_PORT = 8081;

  private static final HostId DRILL_HOST = new HostId(RunningScene.HOST);

  @Mixin private CollectorArguments arguments = new CollectorArguments();

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "Host of the configuration that this machine is (default: ${DEFAULT-VALUE}).")
  private String host = "this-host";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    try (Foreground foreground = new Foreground(spec.commandLine().getOut())) {
      start(foreground);
      foreground.awaitStop();
      return 0;
    } catch (StartRefused e) {
      Foreground.refuse(spec.commandLine().getErr(), e);
      return 1;
    } catch (IOException e) {
      Foreground.refuse(
          spec.commandLine().getErr(),
          new StartRefused(List.of("the agent did not start: " + e.getMessage())));
      return 1;
    }
  }

  private void start(Foreground foreground) throws StartRefused, IOException {
    HeapKeeper.start().ifPresent(foreground::add);
    LocalDesk desk = foreground.add(LocalDesk.startPreferably(DESK_PORT));
    Collector collector =
        foreground.add(Collector.start(arguments.options(Optional.of(desk.address()))));
    AgentIdentity identity =
        collector.identityOf(new HostId(host)).orElseThrow(() -> unknownHost());
    LocalAgent local = new LocalAgent(collector, identity);
    AgentProcess agent = foreground.add(local.start(arguments.config()));
    if (collector.identityOf(DRILL_HOST).isPresent()) {
      new LocalAgent(collector, collector.identityOf(DRILL_HOST).get()).key();
    }
    foreground.say("console", collector.address() + "/");
    foreground.say("demo desk", desk.address() + "/");
    foreground.say("data", collector.data().toString());
    foreground.say(
        "agent",
        "pid "
            + agent.pid()
            + ", this machine as "
            + identity.host()
            + " of "
            + identity.customer()
            + "; log "
            + local.log());
    foreground.ready(collector);
  }

  private StartRefused unknownHost() {
    return new StartRefused(
        List.of(
            "no customer in "
                + arguments.config()
                + " has a host '"
                + host
                + "'; add it to customers/*.yaml or name another with --host"));
  }
}
