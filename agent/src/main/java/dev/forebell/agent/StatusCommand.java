package dev.forebell.agent;

import dev.forebell.common.config.Problems;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code agent status}: asks the running agent of this host how it is. */
@Command(name = "status", mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  private static final int LARGEST_ANSWER = 1 << 20;

  @Option(names = "--config", paramLabel = "FILE")
  private Optional<Path> config = Optional.empty();

  @Option(names = "--socket", paramLabel = "PATH")
  private Optional<Path> socket = Optional.empty();

  @Option(names = "--json")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Problems problems = new Problems();
    Optional<Path> configured =
        socket.or(() -> config.flatMap(file -> AgentConfigFile.at(file, problems).status()));
    if (!problems.isEmpty()) {
      problems.errors().forEach(problem -> spec.commandLine().getErr().println(problem));
      return AgentMain.BAD_CONFIGURATION;
    }
    List<Path> places = configured.map(List::of).orElseGet(StatusPlaces::usual);
    for (Path place : places) {
      Optional<String> answer = ask(place);
      if (answer.isPresent()) {
        return show(answer.get());
      }
    }
    spec.commandLine()
        .getErr()
        .println(
            spec.resourceBundle().getString("no.agent")
                + " "
                + String.join(", ", places.stream().map(Path::toString).toList()));
    return AgentMain.NO_AGENT;
  }

  private int show(String answer) {
    String[] parts = answer.split("\0", -1);
    PrintWriter out = spec.commandLine().getOut();
    if (parts.length != 3) {
      spec.commandLine().getErr().println(spec.resourceBundle().getString("strange.answer"));
      return AgentMain.NO_AGENT;
    }
    // Error texts come from elsewhere: none of them is to control a terminal.
    out.print(parts[json ? 1 : 0].replaceAll("[\\p{Cntrl}&&[^\\n]]", "?"));
    out.flush();
    return parts[2].equals("1") ? AgentMain.OK : AgentMain.NOT_CONNECTED;
  }

  private static Optional<String> ask(Path place) {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(place))) {
      ByteBuffer answer = ByteBuffer.allocate(LARGEST_ANSWER);
      int read;
      do {
        read = channel.read(answer);
      } while (read >= 0 && answer.hasRemaining());
      return Optional.of(new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
