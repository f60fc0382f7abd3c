package dev.forebell.agent;

import dev.forebell.agent.report.AgentReport;
import dev.forebell.agent.report.StatusJson;
import dev.forebell.agent.report.StatusText;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Answers on a socket in the file system, for this host's users who may open it; no port. Whoever
 * connects gets both forms at once and says nothing: first the one for people, then, after a NUL,
 * the one for programs. One thread, asleep until somebody asks.
 */
final class StatusSocket implements AutoCloseable {
  private static final Logger LOG = System.getLogger(StatusSocket.class.getName());

  private final Path place;
  private final ServerSocketChannel server;
  private final Supplier<AgentReport> report;

  private StatusSocket(Path place, ServerSocketChannel server, Supplier<AgentReport> report) {
    this.place = place;
    this.server = server;
    this.report = report;
  }

  /** An agent that cannot answer works all the same; the log says why it does not. */
  static StatusSocket open(Optional<Path> configured, Supplier<AgentReport> report) {
    Path place = configured.orElseGet(StatusPlaces::forServing);
    try {
      StatusSocket socket =
          new StatusSocket(place, ServerSocketChannel.open(StandardProtocolFamily.UNIX), report);
      try {
        socket.bind();
      } catch (IOException | RuntimeException e) {
        LOG.log(Level.WARNING, "forebell agent status will not answer: {0}: {1}", place, e);
        socket.server.close();
      }
      return socket;
    } catch (IOException e) {
      throw new IllegalStateException("this system has no sockets in its file system", e);
    }
  }

  private void bind() throws IOException {
    if (Files.exists(place)) {
      if (answers()) {
        throw new IOException("another agent answers there");
      }
      Files.delete(place);
    }
    Path folder = place.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    server.bind(UnixDomainSocketAddress.of(place));
    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rw-rw----"));
    Thread.ofPlatform().daemon().name("status").start(this::serve);
  }

  // What an agent left that was killed refuses.
  private boolean answers() {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(place))) {
      return channel.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private void serve() {
    while (server.isOpen()) {
      try (SocketChannel client = server.accept()) {
        answer(client);
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException | RuntimeException e) {
        LOG.log(Level.DEBUG, "a question could not be answered: {0}", e);
      }
    }
  }

  private void answer(SocketChannel client) throws IOException {
    AgentReport now = report.get();
    StringWriter answer = new StringWriter();
    StatusText.lines(now).forEach(line -> answer.append(line).append('\n'));
    answer.append('\0');
    StatusJson.write(answer, now);
    answer.append('\0').append(now.isConnected() ? '1' : '0');
    // Not blocking: one who does not read gets what fits his socket's buffer, and delays nobody.
    client.configureBlocking(false);
    ByteBuffer bytes = ByteBuffer.wrap(answer.toString().getBytes(StandardCharsets.UTF_8));
    int written;
    do {
      written = client.write(bytes);
    } while (written > 0 && bytes.hasRemaining());
  }

  @Override
  public void close() {
    try {
      if (server.isOpen()) {
        server.close();
        Files.deleteIfExists(place);
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "the status socket was not taken away: {0}", e);
    }
  }
}
