package dev.forebell.agent.spool;

import static dev.forebell.agent.spool.SpoolScene.LIVE;
import static dev.forebell.agent.spool.SpoolScene.batch;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Files as agents of the past and of the future left them; {@code -Dgolden.rewrite=true} writes the
 * current one anew, which a change of format must never do: it adds a file.
 */
class GoldenSpoolTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "spool");
  private static final String NAME = "0000000001.spool";

  @Test
  void formatOneIsReadToTheLastBatch() throws IOException {
    Path file = FOLDER.resolve("format-1.spool");
    if (Boolean.getBoolean("golden.rewrite")) {
      SpoolScene writing = new SpoolScene().open();
      writing.append(1, 12);
      Files.createDirectories(FOLDER);
      Files.write(file, writing.folder.content(NAME));
    }
    SpoolScene scene = new SpoolScene();
    scene.folder.content(NAME, Files.readAllBytes(file));
    scene.open();
    assertEquals(SpoolScene.range(1, 12), scene.read(1));
    assertEquals(batch(LIVE, 12, 3), scene.spool.load(LIVE, 12).batches().getFirst());
    assertEquals(0, scene.spool.state().quarantined());
  }

  @Test
  void aNewerFormatIsKeptUnreadAndNothingIsMadeOfIt() throws IOException {
    Path file = FOLDER.resolve("format-2.spool");
    if (Boolean.getBoolean("golden.rewrite")) {
      byte[] bytes = Files.readAllBytes(FOLDER.resolve("format-1.spool"));
      bytes[9] = 2;
      Files.write(file, bytes);
    }
    SpoolScene scene = new SpoolScene();
    scene.folder.content(NAME, Files.readAllBytes(file));
    scene.open();
    assertEquals(List.of(), scene.found);
    assertEquals(List.of(NAME), scene.folder.namesAside());
    assertEquals(1, scene.spool.state().quarantined());
    assertEquals(0, scene.folder.deletes());
  }
}
