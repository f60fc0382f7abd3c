package dev.forebell.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelFileTest {
  @TempDir private Path folder;

  @Test
  void eachReadingIsOfWhatIsThereNow() throws IOException {
    Path file = Files.writeString(folder.resolve("text"), "one\ntwo ä\n");
    KernelFile kernel = new KernelFile(file);
    assertEquals(List.of("one", "two ä"), kernel.lines());
    Files.writeString(file, "1\n");
    assertEquals("1\n", kernel.text());
  }

  @Test
  void aTextOfAnyLengthIsReadWhole() throws IOException {
    for (int length : new int[] {0, 4095, 4096, 4097, 8192, 100_000}) {
      String text = "x".repeat(length);
      Path file = Files.writeString(folder.resolve("text"), text);
      assertEquals(text, new KernelFile(file).text());
    }
  }

  @Test
  void whatIsNotThereIsSaidSo() {
    assertThrows(NoSuchFileException.class, new KernelFile(folder.resolve("none"))::text);
  }

  @Test
  void columnsAreCutAtAnyBlanks() {
    assertEquals(List.of("a", "b", "c"), Columns.of("  a \t b c\n"));
    assertEquals(List.of(), Columns.of("  "));
  }

  @Test
  void whatIsMeantToBeReadOnlyIsReadAgainWhenItWasWritten() throws IOException {
    Path fstab = folder.resolve("fstab");
    ReadOnlyByWish wish = new ReadOnlyByWish(fstab);
    assertEquals(java.util.Set.of(), wish.get());
    Files.writeString(fstab, "/dev/sda1 /boot ext4 ro 0 2\n");
    assertEquals(java.util.Set.of("/boot"), wish.get());
    Files.writeString(fstab, "/dev/sda1 /boot ext4 rw 0 2\n");
    Files.setLastModifiedTime(fstab, java.nio.file.attribute.FileTime.fromMillis(1));
    assertEquals(java.util.Set.of(), wish.get());
  }
}
