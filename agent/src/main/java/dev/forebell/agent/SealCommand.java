package dev.forebell.agent;

import dev.forebell.agent.identity.IdentityFolder;
import dev.forebell.agent.spool.Spool;
import dev.forebell.common.config.Problems;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code agent seal}: makes this machine an image, whose copies enrol as their own. */
@Command(name = "seal", mixinStandardHelpOptions = true)
final class SealCommand implements Callable<Integer> {
  @Option(names = "--config", paramLabel = "FILE", defaultValue = "config/agent.yaml")
  private Path config = Path.of("config", "agent.yaml");

  @Option(names = "--yes")
  private boolean yes;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    StateFolder state = StateFolder.beside(config);
    Path spool = spool().orElse(state.spool());
    Optional<String> holder = Spool.holder(spool);
    if (holder.isPresent()) {
      say("seal.running", holder.get());
      return AgentMain.REFUSED;
    }
    if (!yes && !confirmed(state.path())) {
      say("seal.not.done");
      return AgentMain.REFUSED;
    }
    new IdentityFolder(state.identity()).clear();
    remove(spool);
    say("seal.done", state.path());
    return AgentMain.OK;
  }

  /** Where the configuration puts it; a mistake elsewhere in that file is no matter here. */
  private Optional<Path> spool() {
    return Files.exists(config)
        ? Optional.of(AgentConfigFile.at(config, new Problems()).spool())
        : Optional.empty();
  }

  private boolean confirmed(Path state) throws IOException {
    say("seal.ask", state);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    return "yes".equals(Optional.ofNullable(in.readLine()).orElse("").strip());
  }

  private static void remove(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> inside;
    try (Stream<Path> all = Files.walk(folder)) {
      inside = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : inside) {
      Files.delete(path);
    }
  }

  private void say(String key, Object... values) {
    String text = spec.commandLine().getResourceBundle().getString(key);
    spec.commandLine().getOut().println(new MessageFormat(text, Locale.ROOT).format(values));
    spec.commandLine().getOut().flush();
  }
}
