package dev.forebell.collector.console;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** The page's sentences in one language. */
final class PageTexts {
  private static final String BUNDLE = "dev.forebell.collector.console.console";
  private static final ResourceBundle.Control NO_FALLBACK =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  /** What the page is translated to. */
  static final List<Locale> LANGUAGES =
      List.of(Locale.ENGLISH, Locale.CHINESE, Locale.forLanguageTag("ru"));

  private PageTexts() {}

  /** In the first of the reader's languages that there are texts in, or English. */
  static JsonObject inFirstOf(List<Locale> wanted) {
    return in(
        wanted.stream()
            .map(one -> Locale.of(one.getLanguage()))
            .filter(LANGUAGES::contains)
            .findFirst()
            .orElse(Locale.ENGLISH));
  }

  /** {@code {"language": "en", "texts": {key: text}}} for the reader's language or English. */
  static JsonObject in(Locale wanted) {
    ResourceBundle bundle = ResourceBundle.getBundle(BUNDLE, wanted, NO_FALLBACK);
    JsonObject texts = new JsonObject();
    bundle.keySet().stream().sorted().forEach(key -> texts.put(key, bundle.getString(key)));
    Locale found = bundle.getLocale().equals(Locale.ROOT) ? Locale.ENGLISH : bundle.getLocale();
    return new JsonObject().put("language", found.toLanguageTag()).put("texts", texts);
  }
}
