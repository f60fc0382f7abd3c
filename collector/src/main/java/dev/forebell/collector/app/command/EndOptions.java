package dev.forebell.collector.app.command;

import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which window or silence gets another end, when that is, and who says so. */
final class EndOptions {
  @Parameters(paramLabel = "ID")
  private String id = "";

  @Option(names = "--at", paramLabel = "TIME", description = "The new end (default: now).")
  private Optional<String> at = Optional.empty();

  @Mixin private AuthorOption author = new AuthorOption();

  /**
   * Asks a running collector for it, and gives the exit code.
   *
   * @param path of all windows, or of all silences
   */
  int ask(CommandSpec spec, ClientOptions options, String path) {
    JsonObject request = author.order();
    at.ifPresent(text -> request.put("at", SpanOptions.time(spec, "--at", text).toString()));
    String end = path + "/" + URLEncoder.encode(id, StandardCharsets.UTF_8) + "/end";
    return Asking.run(
        spec.commandLine(), options, client -> client.post(end, request), SuppressionTexts::ended);
  }
}
