package dev.forebell.collector.config;

import java.util.Locale;

/** How the files write the names of an enum that has no spelling of its own. */
final class Spelling {
  private Spelling() {}

  static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
