package dev.forebell.collector.json;

import dev.forebell.collector.engine.customer.Language;
import java.util.Locale;

/** The form a counted word takes after a number. */
enum PluralForm {
  /** English 1; Russian 1, 21, 101, but not 11. */
  ONE,
  /** Russian 2 to 4, 22 to 24, but not 12 to 14. */
  FEW,
  /** Everything else; Chinese words have no other. */
  MANY;

  static PluralForm of(Language language, int number) {
    return switch (language) {
      case EN -> number == 1 ? ONE : MANY;
      case ZH -> MANY;
      case RU -> russian(number);
    };
  }

  private static PluralForm russian(int number) {
    int lastTwo = Math.floorMod(number, 100);
    int last = lastTwo % 10;
    if (last == 1 && lastTwo != 11) {
      return ONE;
    }
    return last >= 2 && last <= 4 && (lastTwo < 12 || lastTwo > 14) ? FEW : MANY;
  }

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
