package dev.forebell.common.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(Frames.class)
@Domain(DomainContext.Global.class)
class FramePropertyTest {
  private final FrameWriter writer = new FrameWriter(WireLimits.DEFAULT);
  private final FrameReader reader = new FrameReader(WireLimits.DEFAULT);

  @Property
  void everyFrameSurvivesTheWire(@ForAll Frame frame) {
    assertEquals(new Decoded.Ok(frame), reader.read(writer.write(frame)));
  }

  @Property
  void everyTruncationIsRefusedWithAReason(
      @ForAll Frame frame, @ForAll @IntRange(max = 100_000) int cut) {
    byte[] whole = writer.write(frame);
    byte[] part = Arrays.copyOf(whole, cut % whole.length);
    assertInstanceOf(Decoded.Bad.class, reader.read(part));
  }

  @Property(tries = 5_000)
  void anyMutationIsAnsweredWithAValue(
      @ForAll Frame frame, @ForAll @Size(min = 1, max = 8) int[] at, @ForAll byte[] with) {
    byte[] bytes = writer.write(frame);
    for (int i = 0; i < Math.min(at.length, with.length); i++) {
      bytes[Math.floorMod(at[i], bytes.length)] = with[i];
    }
    assertNotNull(reader.read(bytes));
  }

  @Property(tries = 5_000)
  void anyBytesAreAnsweredWithAValue(@ForAll byte[] bytes) {
    assertNotNull(reader.read(bytes));
  }

  /** Gets past the outer array and the type, where plain random bytes seldom arrive. */
  @Property(tries = 5_000)
  void anyFieldsOfAnyTypeAreAnsweredWithAValue(
      @ForAll @IntRange(min = 1, max = 23) int fields,
      @ForAll @IntRange(max = 12) int type,
      @ForAll byte[] rest) {
    byte[] bytes = new byte[rest.length + 2];
    bytes[0] = (byte) (0x80 | fields);
    bytes[1] = (byte) type;
    System.arraycopy(rest, 0, bytes, 2, rest.length);
    assertNotNull(reader.read(bytes));
  }
}
