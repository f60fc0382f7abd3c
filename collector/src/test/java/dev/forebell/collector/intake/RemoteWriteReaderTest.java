package dev.forebell.collector.intake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RemoteWriteReaderTest {
  private static final IntakeLimits LIMITS = new IntakeLimits(1000, 10_000, 3, 3, 4, 20);
  private static final Map<String, String> LABELS =
      new TreeMap<>(Map.of("__name__", "node_load1", "instance", "web-1:9100"));
  private static final List<SentSeries> EXPECTED =
      List.of(
          new SentSeries(
              Labels.of(LABELS), List.of(new SentSeries.Point(1_700_000_000_123L, 0.25))));

  @Test
  void bothVersionsSayTheSame() throws BadRequest {
    assertEquals(
        EXPECTED,
        RemoteWriteReader.version1(
            SentMessages.version1(LABELS, 1_700_000_000_123L, 0.25), LIMITS));
    assertEquals(
        EXPECTED,
        RemoteWriteReader.version2(
            SentMessages.version2(LABELS, 1_700_000_000_123L, 0.25), LIMITS));
  }

  @Test
  void whatIsTooMuchIsRefusedBeforeItIsKept() {
    Map<String, String> many = new TreeMap<>();
    for (int i = 0; i < 6; i++) {
      many.put("l" + i, "v");
    }
    Map<String, String> wordy = Map.of("__name__", "x".repeat(21));
    for (Map<String, String> labels : List.of(many, wordy)) {
      assertThrows(
          BadRequest.class,
          () -> RemoteWriteReader.version1(SentMessages.version1(labels, 1, 1), LIMITS));
      assertThrows(
          BadRequest.class,
          () -> RemoteWriteReader.version2(SentMessages.version2(labels, 1, 1), LIMITS));
    }
    byte[] one = SentMessages.version1(LABELS, 1, 1);
    byte[] four = new byte[one.length * 4];
    for (int i = 0; i < 4; i++) {
      System.arraycopy(one, 0, four, i * one.length, one.length);
    }
    BadRequest refused =
        assertThrows(BadRequest.class, () -> RemoteWriteReader.version1(four, LIMITS));
    assertEquals(413, refused.status());
  }

  @Test
  void aSymbolThatIsNotThereIsRefused() {
    byte[] message =
        SentMessages.message(
            out -> out.writeByteArray(5, SentMessages.message(s -> s.writeUInt32(1, 9))));
    BadRequest refused =
        assertThrows(BadRequest.class, () -> RemoteWriteReader.version2(message, LIMITS));
    assertEquals(400, refused.status());
  }

  @Test
  void damagedMessagesAreRefusedAndNothingElseHappens() {
    Random random = new Random(3);
    byte[] whole = SentMessages.version2(LABELS, 1_700_000_000_123L, 0.25);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] broken = whole.clone();
      for (int hits = random.nextInt(1, 4); hits > 0; hits--) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt();
      }
      try {
        RemoteWriteReader.version1(broken, LIMITS);
        RemoteWriteReader.version2(broken, LIMITS);
      } catch (BadRequest expected) {
        refused++;
      }
    }
    assertTrue(refused > 1000, "refused " + refused);
  }

  @Test
  void aBlockIsDecompressedWhole() throws BadRequest {
    byte[] plain = "node_load1 ".repeat(500).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    byte[] block = SentMessages.snappy(plain);
    assertTrue(block.length < plain.length / 5);
    assertArrayEquals(plain, SnappyBlock.decompressed(block, 10_000));
  }

  @Test
  void aBombIsSeenByItsLength() {
    byte[] block = SentMessages.snappy(new byte[100_000]);
    BadRequest refused =
        assertThrows(BadRequest.class, () -> SnappyBlock.decompressed(block, 10_000));
    assertEquals(413, refused.status());
    // One that lies about its length cannot write beyond it.
    byte[] liar = block.clone();
    liar[0] = (byte) 0x10;
    byte[] shortened = new byte[block.length - 2];
    shortened[0] = 0x10;
    System.arraycopy(block, 3, shortened, 1, block.length - 3);
    assertThrows(BadRequest.class, () -> SnappyBlock.decompressed(shortened, 10_000));
    assertThrows(BadRequest.class, () -> SnappyBlock.decompressed(new byte[0], 10_000));
  }

  @Test
  void damagedBlocksAreRefusedAndNothingElseHappens() {
    Random random = new Random(4);
    byte[] whole =
        SentMessages.snappy(
            "node_load1 web-1 ".repeat(50).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    for (int i = 0; i < 20_000; i++) {
      byte[] broken = java.util.Arrays.copyOf(whole, random.nextInt(whole.length + 1));
      for (int hits = 2; hits > 0 && broken.length > 0; hits--) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt();
      }
      try {
        assertTrue(SnappyBlock.decompressed(broken, 10_000).length <= 10_000);
      } catch (BadRequest expected) {
        assertTrue(expected.status() >= 400);
      }
    }
  }
}
