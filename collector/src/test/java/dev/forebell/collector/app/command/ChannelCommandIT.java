package dev.forebell.collector.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What whoever connects a channel sees of it. */
final class ChannelCommandIT {
  @TempDir private Path dir;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final BlockingQueue<String> sent = new LinkedBlockingQueue<>();
  private volatile String answer = "{\"errcode\":0}";
  private Vertx vertx;

  @BeforeEach
  void configure() throws IOException {
    vertx = Vertx.vertx();
    HttpServer bot = vertx.createHttpServer().requestHandler(this::take);
    bot.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
    Files.createDirectories(dir.resolve("people"));
    Files.writeString(
        dir.resolve("people").resolve("desk.yaml"),
        """
        channels:
          - {id: room, kind: wecom, url: "http://127.0.0.1:%d/send?key=hush", allow: [127.0.0.0/8]}
          - {id: voice, kind: http, url: "http://127.0.0.1:%d/", allow: [127.0.0.0/8], body: '{"to": to, "say": text}', taken: "errcode = 0"}
        contacts:
          - {id: li, name: Li Wei, addresses: {voice: "+8613800000000"}}
          - {id: anna}
        """
            .formatted(bot.actualPort(), bot.actualPort()));
  }

  private void take(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body -> {
              sent.add(body.toString());
              request.response().end(answer);
            });
  }

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private int run(String... more) {
    List<String> all = new java.util.ArrayList<>(List.of("try", "--config", dir.toString()));
    all.addAll(List.of(more));
    return new CommandLine(new ChannelCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all.toArray(String[]::new));
  }

  @Test
  void aRoomGetsAMessageThatSaysWhatItIs() {
    assertEquals(0, run("room"), out.toString() + err);
    assertEquals("channel room took it\n", out.toString());
    assertTrue(sent.remove().contains("This is a trial of the channel."));
  }

  @Test
  void aContactIsCalledAtItsAddress() {
    assertEquals(0, run("voice", "--contact", "li"), out.toString() + err);
    assertTrue(sent.remove().contains("\"to\":\"+8613800000000\""));
  }

  @Test
  void whatTheBotSaysAgainstItIsShownWithoutItsKey() {
    answer = "{\"errcode\":93000,\"errmsg\":\"invalid webhook url\"}";
    assertEquals(1, run("room"));
    assertTrue(out.toString().startsWith("channel room did not take it: "), out.toString());
    assertTrue(out.toString().contains("invalid webhook url"), out.toString());
    assertTrue(!out.toString().contains("hush"), out.toString());
  }

  @Test
  void whoCannotBeReachedIsNamedWithThoseWhoCan() {
    assertEquals(2, run("voice"));
    assertEquals(2, run("voice", "--contact", "anna"));
    assertEquals(2, run("vioce"));
    assertEquals(
        List.of(
            "channel voice reaches contacts, not a room: name one with --contact (with an address"
                + " by it: li)",
            "contact 'anna' has no address by channel voice (with one: li)",
            "there is no channel 'vioce'; there are room, voice"),
        err.toString().lines().toList());
  }
}
