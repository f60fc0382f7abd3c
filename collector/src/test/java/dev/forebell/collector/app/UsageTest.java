package dev.forebell.collector.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.common.config.UserLanguage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Locale.Category;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What commands say about themselves is there in every language. */
@ResourceLock(Resources.LOCALE)
class UsageTest {
  private final Locale before = Locale.getDefault(Category.DISPLAY);

  @AfterEach
  void restore() {
    Locale.setDefault(Category.DISPLAY, before);
  }

  @ParameterizedTest
  @CsvSource({"zh, \\p{IsHan}", "ru, \\p{IsCyrillic}"})
  void everyCommandAndOptionIsDescribed(String language, String letters) {
    Locale.setDefault(Category.DISPLAY, Locale.of(language));
    List<String> missing = new ArrayList<>();
    look(Main.commandLine(), Pattern.compile(letters), missing);
    assertEquals(List.of(), missing);
  }

  private static void look(CommandLine command, Pattern letters, List<String> missing) {
    CommandSpec spec = command.getCommandSpec();
    String name = spec.qualifiedName(".");
    note(missing, letters, name + ".usage.description", spec.usageMessage().description());
    spec.usageMessage()
        .exitCodeList()
        .forEach(
            (code, text) -> note(missing, letters, name + ".usage.exitCodeList." + code, text));
    spec.options().forEach(one -> note(missing, letters, name + one, one.description()));
    spec.positionalParameters()
        .forEach(
            one ->
                note(missing, letters, name + one.paramLabel() + one.index(), one.description()));
    command.getSubcommands().values().forEach(below -> look(below, letters, missing));
  }

  private static void note(List<String> missing, Pattern letters, String what, String... texts) {
    if (!letters.matcher(String.join(" ", texts)).find()) {
      missing.add(what + ": " + String.join(" ", texts));
    }
  }

  @Test
  void theOptionWinsAndUnknownLanguagesAreRefused() {
    Map<String, String> chinese = Map.of("LC_ALL", "", "LANG", "zh_CN.UTF-8");
    assertEquals(UserLanguage.zh, UserLanguage.of(chinese, "check"));
    assertEquals(UserLanguage.ru, UserLanguage.of(chinese, "check", "--lang", "ru"));
    assertEquals(UserLanguage.en, UserLanguage.of(chinese, "--lang=en", "check"));
    assertEquals(UserLanguage.zh, UserLanguage.of(chinese, "check", "--lang"));
    assertEquals(UserLanguage.en, UserLanguage.of(Map.of("LANG", "de_DE.UTF-8")));
    assertEquals(
        UserLanguage.en, UserLanguage.of(Map.of("LC_ALL", "C.UTF-8", "LANG", "ru_RU.UTF-8")));
    StringWriter said = new StringWriter();
    int code =
        Main.commandLine().setErr(new PrintWriter(said)).execute("--lang=fr", "check", "/nowhere");
    assertEquals(CommandLine.ExitCode.USAGE, code);
    assertTrue(said.toString().contains("[en, zh, ru]"), said.toString());
  }
}
