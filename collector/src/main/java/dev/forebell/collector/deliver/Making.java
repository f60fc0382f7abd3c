package dev.forebell.collector.deliver;

import dev.forebell.collector.port.WebhookEndpoint.Call;
import dev.forebell.common.model.Pure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Which calls of a create may make the ticket, and which come after it: one call may order what a
 * later one names. Read from the calls alone, so that it holds for whatever a desk answers.
 */
@Pure
final class Making {
  // The ticket's reference as a name in an expression: no key of an object, no other's reference.
  private static final Pattern TICKET =
      Pattern.compile("(?<![\\w\".])(ticket\\.)?reference\\b(?!\")");
  private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");
  private static final Pattern GOT = Pattern.compile("\\bgot\\.([A-Za-z0-9_]+)");

  private final List<Call> calls;
  private final int end;

  private Making(List<Call> calls, int end) {
    this.calls = calls;
    this.end = end;
  }

  /** Of the calls of a create, in order. */
  static Making of(List<Call> create) {
    return new Making(create, end(create));
  }

  // Behind the last call that names a ticket without knowing it; where none names one, any may have
  // made it.
  private static int end(List<Call> calls) {
    List<Integer> naming =
        IntStream.range(0, calls.size())
            .filter(n -> calls.get(n).reference().isPresent())
            .boxed()
            .toList();
    return naming.stream()
        .filter(n -> !needsTicket(calls.get(n)))
        .reduce((_, last) -> last)
        .or(() -> naming.stream().findFirst())
        .map(last -> last + 1)
        .orElse(calls.size());
  }

  private static boolean needsTicket(Call call) {
    return TICKET.matcher(call.body().orElse("")).find()
        || PLACE.matcher(call.path()).results().anyMatch(at -> TICKET.matcher(at.group(1)).find());
  }

  /** Whether this call of the create may make the ticket while none is known. */
  boolean mayMake(Call call) {
    int at = calls.indexOf(call);
    return at >= 0 && at < end && !isQuestion(call);
  }

  /** Whether a desk that took this call has what makes the ticket. */
  boolean orders(Call call) {
    int last =
        IntStream.range(0, end).filter(n -> !isQuestion(calls.get(n))).reduce(-1, (_, n) -> n);
    return mayMake(call) && (call.reference().isPresent() || calls.indexOf(call) == last);
  }

  /**
   * What is left of the create once there is a ticket: what comes after it, and the questions
   * before it that ask for nothing which is left out.
   */
  List<Call> afterwards() {
    Set<String> leftOut = new TreeSet<>();
    List<Call> left = new ArrayList<>();
    for (Call call : calls.subList(0, end)) {
      boolean again = isQuestion(call) && call.reference().isEmpty() && !asks(call, leftOut);
      if (again || guardsItself(call)) {
        left.add(call);
      } else {
        call.condition().save().ifPresent(leftOut::add);
      }
    }
    left.addAll(calls.subList(end, calls.size()));
    return List.copyOf(left);
  }

  // No call says which one makes it: what looks for itself first is made, nothing else.
  private boolean guardsItself(Call call) {
    return call.condition().unless().isPresent()
        && calls.stream().allMatch(one -> one.reference().isEmpty());
  }

  private static boolean isQuestion(Call call) {
    return call.method().equals("GET");
  }

  private static boolean asks(Call call, Set<String> names) {
    String all = call.path() + " " + call.condition().when().orElse("");
    return GOT.matcher(all).results().anyMatch(found -> names.contains(found.group(1)));
  }
}
