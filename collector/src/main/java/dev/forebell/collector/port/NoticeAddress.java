package dev.forebell.collector.port;

import dev.forebell.common.model.CustomerId;
import java.util.Optional;

/**
 * Where a message to people goes, as the outbox names it: {@code people:CHANNEL}, {@code
 * people:CHANNEL:CONTACT} or {@code people:CHANNEL:CUSTOMER/CONTACT}. No id holds a colon or a
 * slash.
 *
 * @param customer whose own contact it is; empty: one of the desk's
 * @param contact empty: the channel is a room
 */
public record NoticeAddress(
    String channel, Optional<CustomerId> customer, Optional<String> contact) {
  /** What endpoints of people begin with. */
  public static final String PREFIX = "people:";

  /** Whether an endpoint of the outbox is one. */
  public static boolean isOne(String endpoint) {
    return endpoint.startsWith(PREFIX);
  }

  /** Reads {@link #endpoint()}. */
  public static NoticeAddress of(String endpoint) {
    String[] parts = endpoint.substring(PREFIX.length()).split(":", 2);
    if (parts.length == 1) {
      return new NoticeAddress(parts[0], Optional.empty(), Optional.empty());
    }
    int slash = parts[1].indexOf('/');
    return slash < 0
        ? new NoticeAddress(parts[0], Optional.empty(), Optional.of(parts[1]))
        : new NoticeAddress(
            parts[0],
            Optional.of(new CustomerId(parts[1].substring(0, slash))),
            Optional.of(parts[1].substring(slash + 1)));
  }

  /** The endpoint's name in the outbox. */
  public String endpoint() {
    String who = customer.map(id -> id.value() + "/").orElse("") + contact.orElse("");
    return PREFIX + channel + (who.isEmpty() ? "" : ":" + who);
  }
}
