package dev.forebell.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every command block of the README, in its order, in a copy of the checkout; only the port is
 * another.
 */
class ReadmeIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir private Path folder;

  @Test
  void everyCommandDoesWhatTheReadmeSays() throws Exception {
    Path copy = CheckoutCopy.built(folder.resolve("forebell"));
    List<String> blocks = blocks(Files.readString(copy.resolve("README.md")));
    assertTrue(blocks.remove("./forebell up\n"), "the first command: " + blocks);
    assertTrue(blocks.remove("mvn verify\n"), "the second command is this very run: " + blocks);
    try (Running up = Running.start("up", copy.resolve("config"), folder.resolve("data"))) {
      Eventually.holds(
          "this machine is up",
          SOON,
          () -> up.get("/api/v1/hosts/this-host").path("link").asText().equals("up"));
      for (String block : blocks) {
        if (block.contains("incident acknowledge")) {
          Eventually.gives("the tour's incident", SOON, () -> up.incidentOf("tour-disk"));
        }
        run(copy, here(block, up));
      }
      Eventually.holds(
          "the tour's incident is acknowledged and over",
          SOON,
          () ->
              up.incidentOf("tour-disk")
                  .filter(one -> one.path("acknowledged_at").isTextual())
                  .filter(one -> one.path("state").asText().equals("resolved"))
                  .isPresent());
    }
  }

  @Test
  void everyFileThatItNamesIsThere() throws IOException {
    Path root = Checkout.root();
    Matcher named =
        Pattern.compile("(?:`|\\()((?:docs|config)/[\\w./-]+)[`)]")
            .matcher(Files.readString(root.resolve("README.md")));
    int files = 0;
    while (named.find()) {
      files++;
      assertTrue(Files.exists(root.resolve(named.group(1))), named.group(1));
    }
    assertTrue(files > 5, "the README names its documents");
  }

  /** The fenced blocks without a language: commands. Pictures are marked as text. */
  private static List<String> blocks(String readme) {
    List<String> blocks = new ArrayList<>();
    StringBuilder block = new StringBuilder();
    String fence = "";
    for (String line : readme.lines().toList()) {
      if (!line.startsWith("```")) {
        block.append(line).append('\n');
      } else if (fence.isEmpty()) {
        fence = line;
        block.setLength(0);
      } else {
        if (fence.equals("```")) {
          blocks.add(block.toString());
        }
        fence = "";
      }
    }
    return blocks;
  }

  private static String here(String block, Running up) {
    String console = up.console().toString().replaceAll("/$", "");
    String id =
        up.incidentOf("tour-disk").map(one -> one.path("id").asText()).orElse("INC-DEMO-2026-1");
    return block
        .replace("http://127.0.0.1:8080", console)
        .replaceAll("(\\./forebell incident .*)", "$1 --collector " + console)
        .replaceAll("INC-DEMO-[0-9]+-[0-9]+", id);
  }

  private void run(Path copy, String block) throws IOException, InterruptedException {
    Path said = folder.resolve("said");
    Process shell =
        new ProcessBuilder("bash", "-euc", block)
            .directory(copy.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertTrue(shell.waitFor(10, TimeUnit.MINUTES), "it did not end:\n" + block);
    assertEquals(0, shell.exitValue(), block + "\nsaid:\n" + Files.readString(said));
  }
}
