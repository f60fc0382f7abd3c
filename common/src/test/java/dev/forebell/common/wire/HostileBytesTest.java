package dev.forebell.common.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class HostileBytesTest {
  private final FrameReader reader = new FrameReader(WireLimits.DEFAULT);

  private WireProblem problem(String hex) {
    return problem(HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  private WireProblem problem(byte[] bytes) {
    return assertInstanceOf(Decoded.Bad.class, reader.read(bytes)).problem();
  }

  @Test
  void theEmptyMessageAndOtherValuesThanAnArrayAreRefused() {
    assertEquals(new WireProblem.Malformed(0, "a message is one CBOR array"), problem(""));
    assertEquals(new WireProblem.Malformed(0, "a message is one CBOR array"), problem("a0"));
    assertEquals(new WireProblem.Malformed(0, "a message is one CBOR array"), problem("05"));
  }

  @Test
  void indefiniteLengthsAreRefusedEverywhere() {
    assertEquals(new WireProblem.Malformed(0, "indefinite length"), problem("9f 05 00 00 ff"));
    assertEquals(
        new WireProblem.Malformed(3, "indefinite length"), problem("84 09 00 7f 61 61 ff f6"));
  }

  @Test
  void declaredLengthsAreCheckedBeforeAnythingIsAllocated() {
    assertInstanceOf(WireProblem.Malformed.class, problem("9b 7fffffffffffffff"));
    assertInstanceOf(WireProblem.Malformed.class, problem("9b ffffffffffffffff"));
    assertInstanceOf(WireProblem.Malformed.class, problem("82 04 9a 7fffffff"));
    assertInstanceOf(WireProblem.Malformed.class, problem("82 04 bb 4000000000000000"));
    assertEquals(new WireProblem.TooLong("text", -1, 1024), problem("82 09 7b ffffffffffffffff"));
    assertEquals(
        new WireProblem.TooLong("text", Integer.MAX_VALUE, 1024), problem("82 09 5a 7fffffff"));
    assertTrue(problem("82 09 7b ffffffffffffffff").describe().contains("18446744073709551615"));
  }

  @Test
  void textsThatAreNoUtf8AreRefused() {
    WireProblem refused = new WireProblem.Malformed(2, "a text that is not UTF-8");
    assertEquals(refused, problem("83 09 64 f4747474 f6"));
    assertEquals(refused, problem("83 09 63 eda080 f6"));
    assertEquals(refused, problem("83 09 62 c080 f6"));
    assertEquals(refused, problem("83 09 61 80 f6"));
  }

  @Test
  void nestingBeyondTheLimitIsRefusedWithoutRecursion() {
    byte[] bomb = new byte[200_000];
    Arrays.fill(bomb, (byte) 0x81);
    assertEquals(new WireProblem.TooLong("nesting", 17, 16), problem(bomb));
    Arrays.fill(bomb, 1, bomb.length, (byte) 0xa1);
    assertEquals(new WireProblem.TooLong("nesting", 17, 16), problem(bomb));
    Arrays.fill(bomb, 1, bomb.length, (byte) 0xc1);
    assertEquals(new WireProblem.Malformed(1, "CBOR tags are not used"), problem(bomb));
  }

  @Test
  void aMessageAboveTheLimitIsNotLookedAt() {
    assertEquals(new WireProblem.TooLong("message", 262_145, 262_144), problem(new byte[262_145]));
  }

  @Test
  void numbersThatAreNoneAreRefused() {
    String samples = "87 04 00 01 01 00 81 00 81 ";
    assertInstanceOf(
        Decoded.Ok.class, reader.read(HexFormat.of().parseHex(samples.replace(" ", "") + "05")));
    for (String value :
        new String[] {"f97e00", "fa7fc00000", "fb7ff8000000000000", "f97c00", "f9fc00"}) {
      assertTrue(problem(samples + value).describe().contains("not a finite number"), value);
    }
  }

  @Test
  void sequencesIdsAndLanesOutOfRangeAreRefused() {
    assertTrue(problem("84 06 00 01 00").describe().contains("sequence: 0"));
    assertTrue(problem("84 06 02 01 01").describe().contains("lane: 2"));
    assertTrue(problem("84 06 00 01 20").describe().contains("sequence: -1"));
    assertTrue(problem("84 06 00 01 1b ffffffffffffffff").describe().contains("63 bits"));
    assertTrue(problem("87 04 00 01 01 00 81 19 07d0 81 05").describe().contains("id: 2000"));
  }

  @Test
  void valuesAndIdsMustBeAsMany() {
    assertInstanceOf(WireProblem.Malformed.class, problem("87 04 00 01 01 00 82 00 01 81 05"));
    assertInstanceOf(WireProblem.TooLong.class, problem("87 04 00 01 01 00 81 00 82 05 05"));
  }

  @Test
  void anAttributeTwiceOrWithoutAValueIsRefused() {
    assertTrue(
        problem("83 03 00 81 82 61 6d 84 61 61 61 62 61 61 61 63").describe().contains("twice"));
    assertTrue(problem("83 03 00 81 82 61 6d 81 61 61").describe().contains("without a value"));
  }

  @Test
  void futureTypesAreSkippedIfWellFormed() {
    assertEquals(new Decoded.Skipped(20), reader.read(HexFormat.of().parseHex("821400")));
    assertEquals(new Decoded.Skipped(21), reader.read(HexFormat.of().parseHex("8215a16161f5")));
    assertEquals(new Decoded.Skipped(1000), reader.read(HexFormat.of().parseHex("811903e8")));
    assertInstanceOf(Decoded.Bad.class, reader.read(HexFormat.of().parseHex("821481")));
  }

  @Test
  void trailingFieldsOfALaterVersionAreSkipped() {
    byte[] ack = HexFormat.of().parseHex("8606000102" + "a1616182f5f6" + "43010203");
    assertEquals(
        new Decoded.Ok(new Frame.Ack(dev.forebell.common.model.Lane.LIVE, 1, 2)), reader.read(ack));
  }

  @Test
  void anotherMajorVersionIsNamedAndNotReadFurther() {
    assertEquals(new WireProblem.BadVersion(2, 1), problem("82 01 02"));
  }
}
