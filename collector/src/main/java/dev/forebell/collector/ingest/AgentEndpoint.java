package dev.forebell.collector.ingest;

import dev.forebell.collector.port.EnrolmentDesk;
import dev.forebell.common.model.HostId;
import dev.forebell.common.wire.Frame;
import dev.forebell.common.wire.FrameReader;
import dev.forebell.common.wire.FrameWriter;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * {@code GET /agent/v1}: the handler to mount on the collector's HTTP server, whose options come
 * from {@link AgentServerOptions}. Nobody without a known key gets past the upgrade.
 */
public final class AgentEndpoint implements Handler<HttpServerRequest>, AutoCloseable {
  public static final String PATH = "/agent/v1";

  private static final long SWEEP_MILLIS = 500;
  private static final Duration AFTER_UNKNOWN_KEY = Duration.ofSeconds(60);
  private static final Duration AFTER_RESTART = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final AgentDirectory directory;
  private final IngestRoom room;
  private final Optional<EnrolEndpoint> enrol;
  private final FrameWriter writer;
  private final ReconnectPacer pacer;
  private final AtomicInteger connections = new AtomicInteger();
  private final Set<AgentSession> sessions = ConcurrentHashMap.newKeySet();
  private final long sweep;

  /**
   * @param clock the wall clock that stamps what is received
   */
  public AgentEndpoint(
      Vertx vertx,
      AgentSettings settings,
      AgentDirectory directory,
      AgentSink sink,
      IngestCounters counters,
      InstantSource clock) {
    this(vertx, settings, directory, Optional.empty(), sink, counters, clock);
  }

  /**
   * With a place where machines enrol.
   *
   * @param enrolment who decides about them
   * @param clock the wall clock that stamps what is received
   */
  public AgentEndpoint(
      Vertx vertx,
      AgentSettings settings,
      AgentDirectory directory,
      Optional<EnrolmentDesk> enrolment,
      AgentSink sink,
      IngestCounters counters,
      InstantSource clock) {
    this.enrol = enrolment.map(desk -> new EnrolEndpoint(vertx, desk));
    this.vertx = vertx;
    this.directory = directory;
    this.room =
        new IngestRoom(
            settings,
            sink,
            counters,
            new IngestLanes(settings.lanes(), settings.queuedBytes()),
            directory,
            new LiveSessions(),
            new Contenders(),
            new FrameReader(settings.wire()),
            new KnownSeries(),
            clock,
            new AtomicLong());
    this.writer = new FrameWriter(settings.wire());
    this.pacer = new ReconnectPacer(settings.acceptPerSecond(), settings.acceptAtOnce());
    this.sweep = vertx.setPeriodic(SWEEP_MILLIS, _ -> sweep());
  }

  /** Whether a request to this path is for this endpoint. */
  public boolean serves(String path) {
    return PATH.equals(path) || (enrol.isPresent() && EnrolEndpoint.PATH.equals(path));
  }

  AgentSettings settings() {
    return room.settings();
  }

  IngestCounters counters() {
    return room.counters();
  }

  @Override
  public void handle(HttpServerRequest request) {
    handle(request, () -> {});
  }

  /** Answers a request; {@code upgraded} runs when it has become a WebSocket. */
  void handle(HttpServerRequest request, Runnable upgraded) {
    if (EnrolEndpoint.PATH.equals(request.path()) && enrol.isPresent()) {
      enrol.get().handle(request, identity(request));
      return;
    }
    Optional<HttpRefusal> refusal = HttpRefusal.of(request);
    if (refusal.isPresent()) {
      refusal.get().answer(request);
      return;
    }
    if (connections.incrementAndGet() > room.settings().connections()) {
      connections.decrementAndGet();
      HttpRefusal.FULL.answer(request);
      return;
    }
    Optional<AgentIdentity> identity = identity(request);
    request
        .toWebSocket()
        .onSuccess(
            socket -> {
              upgraded.run();
              opened(socket, identity);
            })
        .onFailure(_ -> connections.decrementAndGet());
  }

  /** By the connection alone: its certificate if it has one, else the key in the request. */
  private Optional<AgentIdentity> identity(HttpServerRequest request) {
    Optional<X509Certificate> certificate = PeerCertificate.of(request);
    return certificate.isPresent()
        ? directory.byCertificate(certificate.get())
        : directory.byKey(HttpRefusal.key(request));
  }

  private void opened(ServerWebSocket socket, Optional<AgentIdentity> identity) {
    room.counters().connectionOpened();
    AgentSocket agent = new AgentSocket(socket, vertx.getOrCreateContext(), writer);
    if (identity.isEmpty()) {
      refuse(
          socket,
          agent,
          Frame.RejectCode.UNKNOWN_KEY,
          "this agent key is unknown or was revoked; make one on the collector for its file",
          AFTER_UNKNOWN_KEY);
      return;
    }
    Optional<Duration> wait = admit(room.clock().instant());
    if (wait.isPresent()) {
      refuse(
          socket,
          agent,
          Frame.RejectCode.BUSY,
          "many agents connect at this moment; come back after the time given",
          wait.get());
      return;
    }
    new Binding(identity.get(), agent).start();
  }

  private Optional<Duration> admit(Instant now) {
    synchronized (pacer) {
      return pacer.admit(now, room.lanes().isBehind());
    }
  }

  private void refuse(
      ServerWebSocket socket,
      AgentSocket agent,
      Frame.RejectCode code,
      String text,
      Duration retryAfter) {
    room.counters().reject(code);
    socket.closeHandler(_ -> gone());
    agent.send(new Frame.Reject(code, text, Optional.of(retryAfter)));
    agent.close(CloseCode.REJECTED, code + ": " + text);
  }

  private void gone() {
    connections.decrementAndGet();
    room.counters().connectionClosed();
  }

  private void sweep() {
    long now = System.nanoTime();
    for (AgentSession session : sessions) {
      if (session.quiet().over(now) && session.quiet().givingUp.compareAndSet(false, true)) {
        room.lanes().run(session.identity().host(), () -> giveUp(session), session::failed);
      }
    }
  }

  /** On the lane, behind what was received: what waited there counts as heard. */
  private static void giveUp(AgentSession session) {
    session.quiet().givingUp.set(false);
    if (session.quiet().over(System.nanoTime())) {
      long seconds = session.quiet().giveUpAfter().toSeconds();
      session.end(CloseCode.SILENT, "nothing heard for " + seconds + " s");
    }
  }

  /**
   * Runs {@code then} on an ingest thread after what had arrived from this host by now has been
   * handed to the sink, also what its event loop had not read yet: before a verdict of silence. Of
   * an agent that is ahead of its lane only the part that was read: it is not silent anyway.
   */
  public void afterArrived(HostId host, Runnable then) {
    Runnable onLane = () -> room.lanes().run(host, then, () -> {});
    room.live().of(host).ifPresentOrElse(session -> session.socket().afterNextRead(onLane), onLane);
  }

  /** Ends the session of a host, if there is one, and says why and when to come again. */
  public void turnAway(HostId host, Frame.Reject why) {
    room.live()
        .of(host)
        .ifPresent(session -> session.reject(why.code(), why.text(), why.retryAfter()));
  }

  /** The credential on which the session of a host stands; empty: it has none, or no session. */
  public Optional<String> credential(HostId host) {
    return room.live()
        .of(host)
        .flatMap(session -> session.identity().enrolled())
        .map(AgentIdentity.Enrolled::credential);
  }

  /** Whether a host has a session that is heard. */
  public boolean isLive(HostId host) {
    return room.live().of(host).filter(session -> !session.quiet().silent()).isPresent();
  }

  /** Tells every agent to come back in a moment, and stops the ingest threads. */
  @Override
  public void close() {
    vertx.cancelTimer(sweep);
    for (AgentSession session : sessions) {
      session.reject(
          Frame.RejectCode.RESTARTING, "the collector stops", Optional.of(AFTER_RESTART));
    }
    room.lanes().close();
  }

  /** Joins one socket to one session. */
  private final class Binding implements AgentSocket.Events {
    private final AgentSocket socket;
    private final AgentSession session;
    private final HostInbox inbox;

    Binding(AgentIdentity identity, AgentSocket socket) {
      this.socket = socket;
      this.session = new AgentSession(identity, socket, room);
      this.inbox =
          new HostInbox(identity.host(), socket, room.lanes(), room.settings().inboxMessages());
    }

    void start() {
      sessions.add(session);
      socket.listen(this);
    }

    @Override
    public void message(byte[] message) {
      Instant receivedAt = room.clock().instant();
      session.quiet().heard();
      room.counters().message(message.length);
      inbox.add(message.length, () -> session.message(message, receivedAt), session::failed);
    }

    @Override
    public void bad(BadFrame reason, String detail) {
      onLane(() -> session.bad(reason, detail));
    }

    @Override
    public void closed(CloseCause cause) {
      Instant at = room.clock().instant();
      sessions.remove(session);
      gone();
      onLane(() -> session.closed(cause, at));
    }

    private void onLane(Runnable task) {
      room.lanes().run(session.identity().host(), task, session::failed);
    }
  }
}
