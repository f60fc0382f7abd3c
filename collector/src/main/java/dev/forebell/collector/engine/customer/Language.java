package dev.forebell.collector.engine.customer;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** In which language a customer's desk reads evidence and emergencies. */
public enum Language {
  EN,
  ZH,
  RU;

  /** The spelling in configuration. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Language> parse(String id) {
    return Arrays.stream(values()).filter(one -> one.id().equals(id)).findFirst();
  }
}
