package dev.forebell.common.config;

import java.util.ArrayList;
import java.util.List;

/**
 * The keys a map may have, in the order people are told them.
 *
 * @param required missing ones are mistakes
 */
public record Keys(List<String> required, List<String> optional) {
  public Keys {
    required = List.copyOf(required);
    optional = List.copyOf(optional);
  }

  public static Keys required(String... names) {
    return new Keys(List.of(names), List.of());
  }

  /** No key is required. */
  public static Keys optional(String... names) {
    return new Keys(List.of(), List.of(names));
  }

  /** These keys and further ones that may be left out. */
  public Keys andOptional(String... names) {
    List<String> more = new ArrayList<>(optional);
    more.addAll(List.of(names));
    return new Keys(required, more);
  }

  /** All of them. */
  public List<String> all() {
    List<String> all = new ArrayList<>(required);
    all.addAll(optional);
    return all;
  }
}
