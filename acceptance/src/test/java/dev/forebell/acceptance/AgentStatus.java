package dev.forebell.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Asks a running agent where {@code agent status} asks, without a process for each question. */
final class AgentStatus {
  private AgentStatus() {}

  /**
   * History was sent and acknowledged: of a batch a second, one or two always wait for their
   * commit.
   */
  static boolean nothingQueued(Path socket) {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      String answer =
          new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
      JsonNode status = Running.JSON.readTree(answer.split("\0", -1)[1]);
      return status.path("connected").asBoolean() && status.path("queued_batches").asInt() <= 2;
    } catch (IOException notNow) {
      return false;
    }
  }
}
