package dev.forebell.collector.deliver;

import dev.forebell.collector.ledger.LedgerSamples;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A desk on loopback that speaks one product's protocol as strictly as that product does. What a
 * request of ours does that no documentation allows is kept as a violation, also where the product
 * would let it pass.
 */
abstract class FakeDesk extends FaultyServer {
  private final List<String> violations = Collections.synchronizedList(new ArrayList<>());
  private volatile InstantSource clock = InstantSource.fixed(LedgerSamples.T0);

  FakeDesk(Vertx vertx) {
    super(vertx);
  }

  /** What the product answers, or refuses. */
  abstract Said answer(Asked asked);

  /** Whoever is logged in has to log in again. */
  void forget() {}

  /** Whether this is no place for JSON. */
  boolean takesForm(Asked asked) {
    return false;
  }

  /** Title and state (open, resolved, closed) of each ticket, in the order they were made. */
  abstract List<String> tickets();

  /** What people were told on all tickets, in order. */
  abstract List<String> words();

  /** Which tickets stand below which, such as {@code 2 below 1}, in the order they were made. */
  List<String> relations() {
    return List.of();
  }

  /** What people do at a desk that is asked for its news. */
  interface People {
    /**
     * Somebody writes something.
     *
     * @param who id of a user; {@link #OURS} is the one that the adapter writes as
     * @param ticket as the desk's key says
     */
    void says(int who, String ticket, String text);

    /**
     * Somebody changes the status.
     *
     * @param to as the desk names it
     */
    void moves(int who, String ticket, String to);
  }

  /** The user that our requests are made as. */
  static final int OURS = 3;

  /** A person. */
  static final int LI_WEI = 7;

  static String name(int user) {
    return user == OURS ? "Forebell" : "Li Wei";
  }

  /** What time it is at the desk; before this is called it stands still. */
  FakeDesk clock(InstantSource source) {
    clock = source;
    return this;
  }

  Instant now() {
    return clock.instant();
  }

  List<String> violations() {
    return List.copyOf(violations);
  }

  void violated(String what) {
    violations.add(what);
  }

  /** A text field of at most so many characters that must be there. */
  static String text(JsonObject object, String field, int most) {
    if (object.getValue(field) instanceof String text && !text.isEmpty() && text.length() <= most) {
      return text;
    }
    throw new Refusal(422, field + ": expected a text of 1 to " + most + " characters");
  }

  /** A number as JSON has it, not a text of digits. */
  static int number(JsonObject object, String field) {
    if (object.getValue(field) instanceof Integer number) {
      return number;
    }
    throw new Refusal(422, field + ": expected a number in " + object.encode());
  }

  static void want(boolean held, int status, String otherwise) {
    if (!held) {
      throw new Refusal(status, otherwise);
    }
  }

  /** Every key of the object is one of these. */
  void only(JsonObject object, List<String> known) {
    object.fieldNames().stream()
        .filter(name -> !known.contains(name))
        .forEach(name -> violated("unknown field " + name + " in " + object.encode()));
  }

  @Override
  final Said said(Asked asked) {
    if (asked.method().equals("GET") && !asked.body().isEmpty()) {
      violated("a GET with a body: " + asked.path());
    }
    String type = takesForm(asked) ? "application/x-www-form-urlencoded" : "application/json";
    if (!asked.method().equals("GET") && !asked.head().get("Content-Type").startsWith(type)) {
      violated("content type is not " + type + ": " + asked.path());
    }
    try {
      return answer(asked);
    } catch (Refusal refusal) {
      if (refusal.status != 404) {
        violated(asked.method() + " " + asked.path() + " refused: " + refusal.body);
      }
      return new Said(refusal.status, refusal.body);
    }
  }
}
