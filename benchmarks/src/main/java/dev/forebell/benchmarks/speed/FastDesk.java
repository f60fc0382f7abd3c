package dev.forebell.benchmarks.speed;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A desk that takes every webhook and thinks about none, so that what is measured is the sender. It
 * keeps connections for as long as it is asked to.
 */
final class FastDesk implements AutoCloseable {
  /** What the names of its threads begin with. */
  static final String THREADS = "fast-desk";

  private static final byte[] TAKEN =
      "HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final String LENGTH = "content-length:";
  private static final int BACKLOG = 1024;

  private final ServerSocket server;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().name(THREADS, 0).daemon().factory());
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong connections = new AtomicLong();

  FastDesk() throws IOException {
    server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  long taken() {
    return taken.get();
  }

  long connections() {
    return connections.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        connections.incrementAndGet();
        threads.execute(() -> serve(socket));
      }
    } catch (IOException _) {
      // closed
    }
  }

  private void serve(Socket socket) {
    try (socket;
        InputStream in = new BufferedInputStream(socket.getInputStream());
        OutputStream out = socket.getOutputStream()) {
      socket.setTcpNoDelay(true);
      boolean keep = true;
      while (keep && !line(in).isEmpty()) {
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
          String lower = header.toLowerCase(Locale.ROOT);
          length =
              lower.startsWith(LENGTH)
                  ? Integer.parseInt(lower.substring(LENGTH.length()).strip())
                  : length;
          keep &= !lower.equals("connection: close");
        }
        in.skipNBytes(length);
        taken.incrementAndGet();
        out.write(TAKEN);
      }
    } catch (IOException _) {
      // the sender went away
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }
}
