package dev.forebell.common.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle.Control;
import java.util.stream.Stream;

/**
 * The language that commands speak: what {@code --lang} says, else what the environment says
 * ({@code LC_ALL}, {@code LC_MESSAGES}, {@code LANG}), else the JVM's. The environment is read here
 * because the JVM believes it only where the system has that locale installed, which small systems
 * have not. English for every language without texts.
 */
public enum UserLanguage {
  en,
  zh,
  ru;

  /** Reads what is there and nothing of the JVM's own language in between. */
  public static final Control ONLY_THIS = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

  private static final String OPTION = "--lang";

  /**
   * What the user wants.
   *
   * @param environment of the process
   * @param args of the command line, before they are parsed: the words of a mistake are in the
   *     language too
   */
  public static UserLanguage of(Map<String, String> environment, String... args) {
    String wanted =
        option(Arrays.asList(args))
            .or(() -> variable(environment))
            .orElseGet(() -> Locale.getDefault(Locale.Category.DISPLAY).getLanguage());
    return Arrays.stream(values())
        .filter(one -> one.name().equals(wanted.split("[_.@-]", 2)[0]))
        .findFirst()
        .orElse(en);
  }

  private static Optional<String> option(List<String> args) {
    int next = args.indexOf(OPTION) + 1;
    return args.stream()
        .filter(arg -> arg.startsWith(OPTION + "="))
        .map(arg -> arg.substring(OPTION.length() + 1))
        .findFirst()
        .or(() -> next > 0 && next < args.size() ? Optional.of(args.get(next)) : Optional.empty());
  }

  private static Optional<String> variable(Map<String, String> environment) {
    return Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
        .map(name -> environment.getOrDefault(name, ""))
        .filter(text -> !text.isEmpty())
        .findFirst();
  }

  /** For bundles, whose English is the one without a language. */
  public Locale locale() {
    return this == en ? Locale.ROOT : Locale.of(name());
  }
}
