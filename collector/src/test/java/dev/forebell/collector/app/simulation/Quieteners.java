package dev.forebell.collector.app.simulation;

import dev.forebell.collector.app.SimulatedEngine;
import dev.forebell.collector.engine.customer.Glob;
import dev.forebell.collector.engine.customer.HostChoice;
import dev.forebell.collector.engine.customer.Matcher;
import dev.forebell.collector.ingest.AgentIdentity;
import dev.forebell.collector.port.SuppressionDesk.Answer;
import dev.forebell.collector.port.SuppressionDesk.Order;
import dev.forebell.common.model.Attributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** People who want nothing announced for a while, end it early, prolong it, or let it expire. */
final class Quieteners {
  private static final String WHO = "dora";

  private final World world;
  private final TreeSet<String> given = new TreeSet<>();

  Quieteners(World world) {
    this.world = world;
  }

  void act(Fault fault) {
    AgentIdentity host = world.agents().get(fault.target() % World.HOSTS).identity();
    world
        .collector()
        .engine()
        .map(SimulatedEngine::now)
        .ifPresent(now -> submit(order(fault, host, now), fault));
  }

  private static Order order(Fault fault, AgentIdentity host, Instant now) {
    Optional<Instant> from =
        fault.amount() % 5 == 0 ? Optional.of(now.plusSeconds(20)) : Optional.empty();
    Instant until = from.orElse(now).plusSeconds(fault.lasts());
    return switch (fault.kind()) {
      case SILENCE ->
          new Order.GiveSilence(host.customer(), matchers(fault, host), from, until, "known", WHO);
      default ->
          new Order.GiveWindow(host.customer(), hosts(fault, host), from, until, "work", WHO);
    };
  }

  private static List<Matcher> matchers(Fault fault, AgentIdentity host) {
    Matcher own = Matcher.of(Matcher.Field.HOST, List.of(new Glob(host.host().value())));
    return switch (fault.amount() % 4) {
      case 0 -> List.of(own);
      case 1 -> List.of(Matcher.of(Matcher.Field.RULE, List.of(new Glob("disk-*"))));
      case 2 -> List.of(own, Matcher.of(Matcher.Field.RULE, List.of(new Glob("!host_down"))));
      default -> List.of(Matcher.of(Matcher.Field.SITE, List.of(new Glob(host.site().value()))));
    };
  }

  private static HostChoice hosts(Fault fault, AgentIdentity host) {
    boolean whole = fault.amount() % 4 == 3;
    return new HostChoice(
        whole ? List.of() : List.of(host.host()),
        whole ? List.of(host.site()) : List.of(),
        List.of(),
        List.of(),
        List.of(),
        Attributes.NONE);
  }

  private void submit(Order order, Fault fault) {
    world
        .collector()
        .engine()
        .ifPresent(
            engine -> {
              var _ =
                  engine
                      .suppress(order)
                      .toCompletableFuture()
                      .whenComplete(
                          (answer, _) -> {
                            world.oracle().ordered(order, Optional.ofNullable(answer));
                            if (answer instanceof Answer.Done(String id)) {
                              given.add(id);
                              further(id, order, fault);
                            }
                          });
            });
    world.collector().wake();
  }

  private void further(String id, Order order, Fault fault) {
    if (order instanceof Order.End) {
      return;
    }
    Duration half = Duration.ofSeconds(Math.max(1, fault.lasts() / 2));
    switch (fault.amount() % 3) {
      case 0 -> world.timeline().after(half, () -> end(id, Optional.empty(), fault));
      case 1 ->
          world
              .timeline()
              .after(
                  half,
                  () ->
                      end(
                          id,
                          world
                              .collector()
                              .engine()
                              .map(engine -> engine.now().plusSeconds(fault.lasts())),
                          fault));
      default -> {
        // It expires by itself.
      }
    }
  }

  private void end(String id, Optional<Instant> at, Fault fault) {
    if (!world.isOver() && world.second() < world.plan().quietFrom()) {
      submit(new Order.End(id, at, WHO), fault);
    }
  }

  /** All is well: nothing has to be kept back any more. */
  void endAll() {
    Fault none = new Fault(Fault.Kind.SILENCE, 0, 1, 0, 2);
    given.forEach(id -> submit(new Order.End(id, Optional.empty(), WHO), none));
  }
}
