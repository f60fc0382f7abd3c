package dev.forebell.collector.console;

import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.ResourceBundle;

/** The page's sentences in one language. */
final class PageTexts {
  private static final String BUNDLE = "dev.forebell.collector.console.console";
  private static final ResourceBundle.Control NO_FALLBACK =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private PageTexts() {}

  /** {@code {"language": "en", "texts": {key: text}}} for the reader's language or English. */
  static JsonObject in(Locale wanted) {
    ResourceBundle bundle = ResourceBundle.getBundle(BUNDLE, wanted, NO_FALLBACK);
    JsonObject texts = new JsonObject();
    bundle.keySet().stream().sorted().forEach(key -> texts.put(key, bundle.getString(key)));
    Locale found = bundle.getLocale().equals(Locale.ROOT) ? Locale.ENGLISH : bundle.getLocale();
    return new JsonObject().put("language", found.toLanguageTag()).put("texts", texts);
  }
}
