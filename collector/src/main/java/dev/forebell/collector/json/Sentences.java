package dev.forebell.collector.json;

import dev.forebell.collector.engine.customer.Language;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** Sentences of one language from the resource bundle; arguments are texts already. */
record Sentences(ResourceBundle bundle, Language language) {
  static final String BUNDLE = "dev.forebell.collector.json.Evidence";

  static Sentences in(Language language) {
    ResourceBundle.Control noFallback =
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    return new Sentences(ResourceBundle.getBundle(BUNDLE, locale(language), noFallback), language);
  }

  /** For names of weekdays and months. */
  Locale locale() {
    return locale(language);
  }

  private static Locale locale(Language language) {
    return switch (language) {
      case EN -> Locale.ENGLISH;
      case ZH -> Locale.CHINESE;
      case RU -> Locale.of("ru");
    };
  }

  String say(String key, Object... texts) {
    return new MessageFormat(bundle.getString(key), locale(language)).format(texts);
  }

  /** The word that goes with a number: {@code people.few}. */
  String counted(String word, int number) {
    return say(word + "." + PluralForm.of(language, number).id());
  }

  /** Sentences in one, as the language parts them. */
  String joined(List<String> sentences) {
    return String.join(say("list.semicolon"), sentences);
  }

  /** {@code a}, {@code a and b}, {@code a, b and c}. */
  String list(List<String> items) {
    return items.size() < 2
        ? String.join("", items)
        : say(
            "list.and",
            String.join(say("list.comma"), items.subList(0, items.size() - 1)),
            items.getLast());
  }

  /** A ratio as a percentage, anything else as a plain number of at most three decimals. */
  String number(String quantity, double value) {
    boolean ratio = quantity.contains("utilization");
    BigDecimal shown = BigDecimal.valueOf(ratio ? value * 100 : value);
    return rounded(shown, ratio ? 1 : 3).replace(".", say("decimal")) + (ratio ? " %" : "");
  }

  private static String rounded(BigDecimal value, int decimals) {
    return value.setScale(decimals, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
  }

  /** {@code 90 s}; whole seconds suffice for people. */
  String seconds(Duration duration) {
    return say("seconds", Long.toString(duration.toSeconds()));
  }
}
