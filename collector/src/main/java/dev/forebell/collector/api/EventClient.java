package dev.forebell.collector.api;

import dev.forebell.collector.port.IncidentReader;
import dev.forebell.collector.port.IncidentReader.Recorded;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * One reader of the live stream. While it catches up, or while its socket is full, messages wait
 * here; one that does not keep up is disconnected and resumes by its last event id. {@link #offer}
 * and {@link #beat} may be called from any thread; everything else runs on the connection's
 * context.
 */
final class EventClient {
  /** Messages that may wait for one reader. */
  static final int MAX_WAITING = 1_024;

  private static final int PAGE = 500;
  private static final int MAX_MISSED_BEATS = 3;

  private final Vertx vertx;
  private final Context context;
  private final IncidentReader incidents;
  private final HttpConnection connection;
  private final HttpServerResponse response;
  private final boolean wantsHosts;
  private final Consumer<EventClient> dropped;
  private final Queue<EventMessage> waiting = new ArrayDeque<>();
  private boolean catchingUp;
  private boolean tooSlow;
  private int missedBeats;
  private long lastPosition = EventMessage.NO_POSITION;

  EventClient(
      Vertx vertx,
      IncidentReader incidents,
      HttpServerRequest request,
      boolean wantsHosts,
      Consumer<EventClient> dropped) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.incidents = incidents;
    this.connection = request.connection();
    this.response = request.response();
    this.wantsHosts = wantsHosts;
    this.dropped = dropped;
  }

  void start(EventMessage greeting, Optional<Long> resumeAfter) {
    response.drainHandler(drained -> flush());
    write(greeting);
    resumeAfter.ifPresent(
        position -> {
          catchingUp = true;
          catchUp(position);
        });
  }

  /** Whether it is told of hosts, too. */
  boolean wantsHosts() {
    return wantsHosts;
  }

  /** Whether it was dropped because it did not keep up. */
  boolean tooSlow() {
    return tooSlow;
  }

  void offer(EventMessage message) {
    context.runOnContext(now -> accept(message));
  }

  void beat(EventMessage message) {
    context.runOnContext(now -> acceptBeat(message));
  }

  private void accept(EventMessage message) {
    if (tooSlow || response.closed()) {
      return;
    }
    waiting.add(message);
    flush();
    if (waiting.size() > MAX_WAITING) {
      drop();
    }
  }

  private void acceptBeat(EventMessage message) {
    if (tooSlow || response.closed() || catchingUp) {
      return;
    }
    missedBeats = response.writeQueueFull() ? missedBeats + 1 : 0;
    if (missedBeats >= MAX_MISSED_BEATS) {
      drop();
    } else if (missedBeats == 0) {
      write(message);
    }
  }

  private void flush() {
    while (!catchingUp && !waiting.isEmpty() && !response.writeQueueFull()) {
      write(waiting.remove());
    }
  }

  private void write(EventMessage message) {
    // What a page of the catch-up already brought also waited here since its commit.
    if (message.position() != EventMessage.NO_POSITION) {
      if (message.position() <= lastPosition) {
        return;
      }
      lastPosition = message.position();
    }
    response.write(message.text());
  }

  private void catchUp(long after) {
    vertx
        .executeBlocking(() -> incidents.after(after, PAGE), false)
        .onFailure(unreadable -> drop())
        .onSuccess(page -> written(page, after));
  }

  private void written(List<Recorded> page, long after) {
    if (tooSlow || response.closed()) {
      return;
    }
    page.forEach(recorded -> write(EventMessage.incident(recorded)));
    long reached = page.isEmpty() ? after : page.getLast().position();
    if (page.size() < PAGE) {
      catchingUp = false;
      flush();
    } else if (response.writeQueueFull()) {
      response.drainHandler(
          drained -> {
            response.drainHandler(again -> flush());
            catchUp(reached);
          });
    } else {
      catchUp(reached);
    }
  }

  private void drop() {
    tooSlow = true;
    waiting.clear();
    // Told at once: a close behind a full socket may take its time.
    dropped.accept(this);
    connection.close();
  }
}
