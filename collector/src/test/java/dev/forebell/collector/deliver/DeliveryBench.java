package dev.forebell.collector.deliver;

import dev.forebell.collector.engine.incident.Command;
import dev.forebell.collector.ledger.DataFolder;
import dev.forebell.collector.ledger.LedgerSamples;
import dev.forebell.collector.ledger.SqlLedger;
import dev.forebell.collector.port.CommandGate;
import dev.forebell.collector.port.CommandGate.Answer;
import dev.forebell.collector.port.IncidentRow;
import dev.forebell.collector.port.Outbox;
import dev.forebell.collector.port.Outbox.Work;
import dev.forebell.collector.port.WebhookEndpoint;
import io.vertx.core.Vertx;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A real ledger and a real delivery loop with a clock that only the test moves. */
final class DeliveryBench implements AutoCloseable {
  private static final Set<String> NOTES = Set.of("delivered", "retry", "dead", "postpone");

  final SqlLedger ledger;
  final SortedMap<String, WebhookEndpoint> endpoints = new ConcurrentSkipListMap<>();
  final DeliveryCounters counters = new DeliveryCounters();
  final BlockingQueue<String> links = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> notes = new LinkedBlockingQueue<>();
  private final AtomicReference<Instant> now = new AtomicReference<>(LedgerSamples.T0);
  private final DataFolder folder;
  private final WebhookSender sender;
  private final DeliveryLoop loop;

  DeliveryBench(Vertx vertx, Path data) {
    this(vertx, data, host -> List.of(InetAddress.getAllByName(host)));
  }

  DeliveryBench(Vertx vertx, Path data, Resolver resolver) {
    folder = DataFolder.claim(data, LedgerSamples.T0);
    ledger = SqlLedger.open(folder);
    ledger.load();
    sender = new WebhookSender(vertx, now::get, resolver);
    loop =
        new DeliveryLoop(
            new DeliveryParts(
                noting(ledger.outbox()),
                gate(),
                () -> endpoints,
                sender,
                now::get,
                () -> 0.5,
                counters,
                AdapterBench.facts(Optional.empty(), open)));
  }

  /** These incidents are open. */
  final List<IncidentRow> open = new CopyOnWriteArrayList<>();

  DeliveryBench with(WebhookEndpoint endpoint) {
    endpoints.put(endpoint.id(), endpoint);
    return this;
  }

  DeliveryBench start() {
    loop.start();
    return this;
  }

  InstantSource clock() {
    return now::get;
  }

  /** Asks the desks of this bench, with its clock. */
  DeskPolls polls(CommandGate heard) {
    return new DeskPolls(
        () -> endpoints,
        sender,
        new DeskNews(ledger.outbox(), heard, now::get),
        ledger.outbox(),
        now::get);
  }

  void advance(Duration by) {
    now.updateAndGet(at -> at.plus(by));
    loop.wake(Work.COMMITTED);
  }

  /** The next outcome that was noted, such as {@code retry 1}. */
  String note() throws InterruptedException {
    return Optional.ofNullable(notes.poll(20, TimeUnit.SECONDS)).orElse("nothing was noted");
  }

  /**
   * Lets time pass until nothing waits any more, or so much was delivered or tried in vain.
   *
   * @param most outcomes to wait for
   */
  void settle(long most) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofMinutes(4).toNanos();
    for (long seen = 0; seen < most && System.nanoTime() - end < 0; ) {
      if (ledger.outbox().backlog().stream().allMatch(one -> one.waiting() == 0)) {
        return;
      }
      seen += notes.poll(10, TimeUnit.MILLISECONDS) == null ? 0 : 1;
      if (notes.isEmpty()) {
        advance(Duration.ofMinutes(6));
      }
    }
  }

  String link() throws InterruptedException {
    return Optional.ofNullable(links.poll(20, TimeUnit.SECONDS)).orElse("nothing was linked");
  }

  private CommandGate gate() {
    return (customer, incident, command, by) -> {
      switch (command) {
        case Command.Link link ->
            links.add(incident + " " + link.reference() + " " + link.url() + " by " + by);
        case Command.Report report -> links.add(incident + " reported by " + report.who());
        default -> throw new AssertionError(command);
      }
      return CompletableFuture.completedFuture(new Answer.Done());
    };
  }

  // The real outbox; only tells the test once an outcome stands.
  private Outbox noting(Outbox outbox) {
    return (Outbox)
        Proxy.newProxyInstance(
            Outbox.class.getClassLoader(),
            new Class<?>[] {Outbox.class},
            (proxy, method, arguments) -> {
              try {
                Object answer = method.invoke(outbox, arguments);
                if (NOTES.contains(method.getName())) {
                  List<?> ids = arguments[0] instanceof List<?> all ? all : List.of(arguments[0]);
                  ids.forEach(id -> notes.add(method.getName() + " " + id));
                }
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Override
  public void close() {
    loop.close();
    sender.close();
    ledger.close();
    folder.close();
  }
}
