package dev.forebell.common.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.common.model.ByeReason;
import dev.forebell.common.model.HostFacts;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.SeriesKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/protocol.md says what the code does: its example decodes, its tables are complete. */
class ProtocolDocumentTest {
  private static final long EPOCH = 0x1122334455667788L;
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private static final Pattern EXAMPLE =
      Pattern.compile("```hex ([a-z-]+)\\n(.*?)```", Pattern.DOTALL);

  /** The conversation of the document, in its order. */
  static Map<String, Frame> conversation() {
    Map<String, Frame> frames = new LinkedHashMap<>();
    frames.put(
        "hello",
        new Frame.Hello(
            1,
            "web-1",
            "b7",
            NOON,
            List.of(new Frame.LaneState(Lane.LIVE, EPOCH, 1, 2)),
            new HostFacts(
                "web-1",
                "linux",
                "Debian 12",
                "amd64",
                4,
                8L << 30,
                NOON.minus(Duration.ofDays(1)),
                "0.1.0")));
    frames.put(
        "welcome",
        new Frame.Welcome(
            "0000002a",
            NOON.plusMillis(12),
            List.of(new Frame.ReplayFrom(Lane.LIVE, EPOCH, 2)),
            Duration.ofSeconds(1),
            Duration.ofMinutes(5),
            Duration.ofSeconds(10),
            Duration.ofMillis(20),
            15));
    frames.put(
        "series",
        new Frame.Series(
            0,
            List.of(
                SeriesKey.of("system.cpu.utilization", "cpu.mode", "user"),
                SeriesKey.of("system.uptime"))));
    frames.put(
        "samples",
        new Frame.Samples(
            Lane.LIVE,
            EPOCH,
            2,
            NOON.minusSeconds(10),
            List.of(0, 1),
            List.of(Reading.of(0.25), Reading.unavailable(Reading.Cause.TIMED_OUT))));
    frames.put(
        "changes",
        new Frame.Changes(
            10_000, List.of(0, 1), List.of(new Change.Decimal(257, 3), new Change.Step(86_410))));
    frames.put(
        "changes-again", new Frame.Changes(10_001, List.of(0), List.of(new Change.Step(-7))));
    frames.put("ack", new Frame.Ack(Lane.LIVE, EPOCH, 4));
    frames.put("heartbeat", new Frame.Heartbeat(NOON.plusSeconds(1), Duration.ofMillis(61_000)));
    frames.put("beat", new Frame.Beat(Duration.ofSeconds(1)));
    frames.put("gap", new Frame.Gap(Lane.LIVE, EPOCH, 3, 5, 3, Frame.GapReason.BUFFER_FULL));
    frames.put("bye", new Frame.Bye(ByeReason.UPGRADE, Optional.of(Duration.ofMinutes(1))));
    frames.put(
        "reject",
        new Frame.Reject(
            Frame.RejectCode.BUSY, "come back later", Optional.of(Duration.ofMillis(2_500))));
    return frames;
  }

  private static String document() throws IOException {
    Path here = Path.of("").toAbsolutePath();
    Path root = Files.exists(here.resolve("docs")) ? here : here.getParent();
    return Files.readString(root.resolve("docs/protocol.md"));
  }

  /** Bytes before {@code #} on each line. */
  private static byte[] bytes(String block) {
    StringBuilder hex = new StringBuilder();
    block.lines().forEach(line -> hex.append(line.replaceFirst("#.*", "").replaceAll("\\s", "")));
    return HexFormat.of().parseHex(hex);
  }

  @Test
  void theExampleConversationDecodesToWhatTheTextSays() throws IOException {
    FrameReader reader = new FrameReader(WireLimits.DEFAULT);
    Map<String, Decoded> read = new LinkedHashMap<>();
    Matcher example = EXAMPLE.matcher(document());
    while (example.find()) {
      read.put(example.group(1), reader.read(bytes(example.group(2))));
    }
    Map<String, Decoded> expected = new LinkedHashMap<>();
    conversation().forEach((name, frame) -> expected.put(name, new Decoded.Ok(frame)));
    assertEquals(expected, read);
  }

  @Test
  void theExamplesAreTheBytesThatTheAgentWrites() throws IOException {
    FrameWriter writer = new FrameWriter(WireLimits.DEFAULT);
    Matcher example = EXAMPLE.matcher(document());
    while (example.find()) {
      Frame frame = conversation().get(example.group(1));
      assertEquals(
          HexFormat.of().formatHex(writer.write(frame)),
          HexFormat.of().formatHex(bytes(example.group(2))),
          example.group(1));
    }
  }

  @Test
  void theChangesOfTheExampleMeanWhatTheTextSays() {
    BatchChain chain = new BatchChain();
    chain.whole((Frame.Samples) conversation().get("samples"));
    assertEquals(
        List.of(Reading.of(0.257), Reading.of(86_410)), restored(chain, "changes").readings());
    Frame.Samples last = restored(chain, "changes-again");
    assertEquals(List.of(Reading.of(0.25), Reading.of(86_410)), last.readings());
    assertEquals(4, last.sequence());
    assertEquals(NOON.plusMillis(10_001), last.sampledAt());
  }

  private static Frame.Samples restored(BatchChain chain, String example) {
    Frame.Changes changes = (Frame.Changes) conversation().get(example);
    return ((BatchChain.Restored.Batch) chain.restore(changes)).samples();
  }

  @Test
  void everyCodeAndLimitIsListed() throws IOException {
    String document = document();
    codes(Lane.values(), document);
    codes(ByeReason.values(), document);
    codes(Reading.Cause.values(), document);
    codes(Frame.GapReason.values(), document);
    codes(Frame.RejectCode.values(), document);
    WireLimits limits = WireLimits.DEFAULT;
    for (int limit :
        List.of(
            limits.frameBytes(),
            limits.messageBytes(),
            limits.depth(),
            limits.stringBytes(),
            limits.series(),
            limits.attributes(),
            limits.samples(),
            limits.lanes())) {
      assertTrue(document.contains("| " + limit + " |"), "limit " + limit + " is not in the table");
    }
  }

  private static void codes(Enum<?>[] constants, String document) {
    List<Enum<?>> inOrder = Arrays.asList(constants);
    for (Enum<?> constant : inOrder) {
      String entry = inOrder.indexOf(constant) + " " + constant.name();
      assertTrue(document.contains(entry), "'" + entry + "' is not listed");
    }
  }
}
