package dev.forebell.collector.api;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A response's body, written by a thread that may wait: a few pieces are on their way at any time,
 * however long the whole is, and a reader that takes nothing for a while is given up.
 */
final class ChunkedBody extends OutputStream {
  private static final int PIECES = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Context loop;
  private final HttpServerResponse response;
  private final Semaphore free = new Semaphore(PIECES);
  private volatile boolean gone;

  /**
   * @param loop where the response lives
   */
  ChunkedBody(Context loop, HttpServerResponse response) {
    this.loop = loop;
    this.response = response.setChunked(true);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b});
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    if (length == 0) {
      return;
    }
    take();
    Buffer piece = Buffer.buffer(length).appendBytes(bytes, from, length);
    loop.runOnContext(
        _ ->
            response
                .write(piece)
                .onComplete(
                    written -> {
                      gone |= written.failed();
                      free.release();
                    }));
  }

  private void take() throws IOException {
    try {
      if (!free.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("the reader took nothing for " + PATIENCE.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
    if (gone) {
      throw new IOException("the reader is gone");
    }
  }

  /** Ends the body. */
  @Override
  public void close() {
    loop.runOnContext(_ -> response.end());
  }

  /** Cuts the connection: half a body must not pass for a whole one. */
  void abort() {
    loop.runOnContext(_ -> response.reset());
  }
}
