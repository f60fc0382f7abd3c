package dev.forebell.agent;

import dev.forebell.agent.identity.Enrolment;
import dev.forebell.agent.identity.IdentityFolder;
import dev.forebell.agent.identity.MachinePrint;
import dev.forebell.agent.link.CollectorTrust;
import dev.forebell.agent.link.LinkIdentity;
import dev.forebell.agent.link.LinkSettings;
import dev.forebell.agent.link.ProxySettings;
import dev.forebell.agent.probe.HostFactsProbe;
import dev.forebell.common.build.BuildVersion;
import dev.forebell.common.config.Problems;
import dev.forebell.common.model.Secret;
import dev.forebell.common.wire.WireLimits;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code agent enrol}: this machine becomes an agent of a collector. */
@Command(name = "enrol", mixinStandardHelpOptions = true)
final class EnrolCommand implements Callable<Integer> {
  @Option(names = "--config", paramLabel = "FILE", defaultValue = "config/agent.yaml")
  private Path config = Path.of("config", "agent.yaml");

  @Option(names = "--collector", paramLabel = "ADDRESS", required = true)
  private URI collector = URI.create("wss://unknown");

  @Option(names = "--pin", paramLabel = "FINGERPRINT")
  private Optional<String> pin = Optional.empty();

  @Option(names = "--trust", paramLabel = "FILE")
  private Optional<Path> trust = Optional.empty();

  @Option(names = "--token", paramLabel = "TOKEN", required = true)
  private String token = "";

  @Option(names = "--seat", paramLabel = "SEAT")
  private Optional<String> seat = Optional.empty();

  @Option(names = "--by-secret")
  private boolean bySecret;

  @Option(names = "--again")
  private boolean again;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    IdentityFolder folder = new IdentityFolder(StateFolder.beside(config).identity());
    Optional<IdentityFolder.Kept> before = folder.read();
    if (before.isPresent() && !again) {
      say(
          spec.commandLine().getErr(),
          "enrol.already",
          before.get().host(),
          before.get().collector());
      return AgentMain.REFUSED;
    }
    try {
      IdentityFolder.Kept kept = new Enrolment(folder).withToken(order());
      say(spec.commandLine().getOut(), "enrol.done", kept.host(), kept.collector());
      return AgentMain.OK;
    } catch (IOException e) {
      say(spec.commandLine().getErr(), "enrol.failed", String.valueOf(e.getMessage()));
      return e instanceof Enrolment.Refused ? AgentMain.REFUSED : AgentMain.UNREACHABLE;
    }
  }

  private Enrolment.Order order() {
    HostFactsProbe host = HostFactsProbe.ofThisMachine();
    if (pin.isPresent() && !CollectorTrust.validPin(pin.get())) {
      throw new ParameterException(spec.commandLine(), text("enrol.bad.pin"));
    }
    try {
      LinkSettings settings =
          new LinkSettings(
              collector,
              new LinkIdentity.None(),
              "",
              host.bootId(),
              MachinePrint.ofThisMachine(),
              new CollectorTrust(trust, pin),
              proxy(),
              WireLimits.DEFAULT);
      return new Enrolment.Order(
          settings,
          Optional.of(new Secret(token)),
          host.read(BuildVersion.of("agent")).hostName(),
          seat,
          bySecret);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  /** The way out of this network stands in the configuration, where there is one. */
  private Optional<ProxySettings> proxy() {
    return Files.exists(config)
        ? AgentConfigFile.at(config, new Problems()).proxy()
        : Optional.empty();
  }

  private String text(String key, Object... values) {
    return new MessageFormat(spec.commandLine().getResourceBundle().getString(key), Locale.ROOT)
        .format(values);
  }

  private void say(java.io.PrintWriter out, String key, Object... values) {
    out.println(text(key, values));
    out.flush();
  }
}
