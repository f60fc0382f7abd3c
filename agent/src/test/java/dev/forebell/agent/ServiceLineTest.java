package dev.forebell.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What a service is started with means what it means to those who type it. */
final class ServiceLineTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "run|--config|/etc/forebell/agent.yaml",
        "run|--config=/etc/forebell/agent.yaml",
        "run|--config|C:\\Program Files\\Forebell\\agent.yaml",
        "run|--config|agent 配置.yaml",
        "run|--config=a=b"
      })
  void meansWhatTheCommandLineMeans(String words) {
    String[] line = words.split("\\|", -1);
    CommandLine.ParseResult typed = AgentCommand.commandLine().parseArgs(line);

    assertEquals(List.of("run"), typed.subcommands().stream().map(this::name).toList());
    Path config = typed.subcommand().commandSpec().findOption("--config").<Path>getValue();
    assertEquals(Optional.of(config), ServiceLine.of(line));
  }

  private String name(CommandLine.ParseResult command) {
    return command.commandSpec().name();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--help",
        "probe",
        "run|--help",
        "run|--config",
        "run|--config=",
        "run|--config|",
        "run|--config|--help",
        "run|--config|@file",
        "run|--config=\"a\"",
        "run|--confi|a",
        "run|a",
        "run|--lang|ru",
        "run|--config|a|--config|b",
        "--lang|ru|run",
        "enrol|--config|a"
      })
  void everythingElseIsLeftToTheCommandLine(String words) {
    assertEquals(Optional.empty(), ServiceLine.of(words.split("\\|", -1)));
  }

  @Test
  void nothingIsNoServiceEither() {
    assertEquals(Optional.empty(), ServiceLine.of());
  }
}
