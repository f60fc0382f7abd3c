package dev.forebell.collector.engine.people;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.collector.engine.calendar.DayInterval;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Who is on duty, against a clerk who walks minute by minute, looks at the clock on the wall and
 * hands over whenever it says so; around the nights in which clocks change.
 */
class RotaPropertyTest {
  private static final List<String> PEOPLE = List.of("anna", "john", "li", "wang");

  /** A place, and a day next to a change of its clocks or of nothing at all. */
  private record Place(ZoneId zone, LocalDate day) {}

  private static final List<Place> PLACES =
      List.of(
          new Place(ZoneId.of("Europe/Berlin"), LocalDate.of(2026, 3, 29)),
          new Place(ZoneId.of("Europe/Berlin"), LocalDate.of(2026, 10, 25)),
          // Half an hour, at two o'clock.
          new Place(ZoneId.of("Australia/Lord_Howe"), LocalDate.of(2026, 4, 5)),
          // At midnight: the day begins at one, and ends twice.
          new Place(ZoneId.of("America/Santiago"), LocalDate.of(2026, 9, 6)),
          new Place(ZoneId.of("America/Santiago"), LocalDate.of(2026, 4, 5)),
          // The 30th of December was left out.
          new Place(ZoneId.of("Pacific/Apia"), LocalDate.of(2011, 12, 30)),
          new Place(ZoneId.of("Asia/Shanghai"), LocalDate.of(2026, 10, 1)));

  @Property(tries = 120)
  void agreesWithTheClerk(@ForAll @IntRange(min = 0, max = 6) int place, @ForAll long seed) {
    Place at = PLACES.get(place);
    Random random = new Random(seed);
    Rota rota = rota(at, random);
    Instant from = at.day().minusDays(3).atStartOfDay(at.zone()).toInstant();
    Clerk clerk = new Clerk(rota, from.minus(Duration.ofDays(20)));
    for (int minute = 0; minute < 6 * 24 * 60; minute += 1) {
      Instant now = from.plus(Duration.ofMinutes(minute));
      clerk.walkTo(now);
      assertEquals(clerk.onDuty(), rota.onDuty(now), () -> now.atZone(at.zone()) + " " + rota);
    }
  }

  @Property(tries = 100)
  void shiftsCoverEveryMinuteOnce(
      @ForAll @IntRange(min = 0, max = 6) int place, @ForAll long seed) {
    Place at = PLACES.get(place);
    Rota rota = rota(at, new Random(seed));
    Instant from = at.day().minusDays(2).atStartOfDay(at.zone()).toInstant().plusSeconds(17);
    Instant to = from.plus(Duration.ofDays(4));
    Instant last = from;
    for (Rota.Shift shift : rota.shifts(from, to)) {
      assertEquals(last, shift.from());
      assertEquals(shift.who(), rota.onDuty(shift.from()));
      assertEquals(shift.who(), rota.onDuty(shift.to().minusMillis(1)));
      Instant middle = shift.from().plus(Duration.between(shift.from(), shift.to()).dividedBy(2));
      assertEquals(shift.who(), rota.onDuty(middle));
      last = shift.to();
    }
    assertEquals(to, last);
  }

  private static Rota rota(Place at, Random random) {
    List<Layer> layers = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      layers.add(layer(at, random));
    }
    List<Substitution> swaps = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      Instant from =
          at.day().atStartOfDay(at.zone()).toInstant().plusSeconds(60L * random.nextInt(3000));
      swaps.add(
          new Substitution(from, from.plusSeconds(60L * (1 + random.nextInt(2000))), pick(random)));
    }
    return new Rota("duty", at.zone(), layers, swaps);
  }

  private static Layer layer(Place at, Random random) {
    LocalDate from = at.day().minusDays(random.nextInt(16));
    List<String> members = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      members.add(pick(random));
    }
    return new Layer(
        from,
        random.nextInt(3) == 0 ? Optional.of(from.plusDays(random.nextInt(20))) : Optional.empty(),
        1 + random.nextInt(3),
        LocalTime.of(random.nextInt(24), 10 * random.nextInt(6)),
        members,
        random.nextInt(3) == 0 ? Optional.of(hours(at.zone(), random)) : Optional.empty());
  }

  private static WeekHours hours(ZoneId zone, Random random) {
    TreeMap<DayOfWeek, List<DayInterval>> week = new TreeMap<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      int begin = random.nextInt(20) * 3600;
      if (random.nextInt(4) > 0) {
        week.put(day, List.of(new DayInterval(begin, begin + 1800 * (1 + random.nextInt(8)))));
      }
    }
    return new WeekHours(zone, week);
  }

  private static String pick(Random random) {
    return PEOPLE.get(random.nextInt(PEOPLE.size()));
  }

  /** Keeps one card for each layer, and moves it on when the wall clock first shows the time. */
  private static final class Clerk {
    private final Rota rota;
    private final List<Card> cards = new ArrayList<>();
    private Instant now;

    private static final class Card {
      private LocalDateTime next;
      private int handovers; // since the layer's first day
      private boolean ended;

      Card(Layer layer) {
        next = layer.from().atTime(layer.handover());
      }
    }

    Clerk(Rota rota, Instant start) {
      this.rota = rota;
      this.now = start;
      rota.layers().forEach(layer -> cards.add(new Card(layer)));
      look();
    }

    void walkTo(Instant to) {
      while (now.isBefore(to)) {
        now = now.plus(Duration.ofMinutes(1));
        look();
      }
    }

    private void look() {
      LocalDateTime wall = LocalDateTime.ofInstant(now, rota.zone());
      for (int i = 0; i < cards.size(); i++) {
        Layer layer = rota.layers().get(i);
        Card card = cards.get(i);
        while (!wall.isBefore(card.next)) {
          card.ended |= layer.until().filter(card.next.toLocalDate()::equals).isPresent();
          card.handovers++;
          card.next = card.next.plusDays(1);
        }
      }
    }

    Optional<String> onDuty() {
      Optional<String> who = Optional.empty();
      LocalDateTime wall = LocalDateTime.ofInstant(now, rota.zone());
      int second = wall.toLocalTime().toSecondOfDay();
      for (int i = 0; i < cards.size(); i++) {
        Layer layer = rota.layers().get(i);
        Card card = cards.get(i);
        boolean inHours =
            layer.hours().isEmpty()
                || layer.hours().get().hours().getOrDefault(wall.getDayOfWeek(), List.of()).stream()
                    .anyMatch(span -> span.fromSecond() <= second && second < span.toSecond());
        if (card.handovers > 0 && !card.ended && inHours) {
          int turn = (card.handovers - 1) / layer.days();
          who = Optional.of(layer.members().get(turn % layer.members().size()));
        }
      }
      for (Substitution swap : rota.substitutions()) {
        if (!now.isBefore(swap.from()) && now.isBefore(swap.to())) {
          who = Optional.of(swap.who());
        }
      }
      return who;
    }
  }
}
