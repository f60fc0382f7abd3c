package dev.forebell.common.config;

import dev.forebell.common.model.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts values from outside into texts. A reference is a dollar sign and, in braces, {@code
 * env:NAME}, {@code env:NAME:-default} or {@code file:path} (relative to the configuration folder;
 * a line end at the end is cut). A doubled dollar sign before the brace stands for a literal one.
 *
 * @param environment the value of a variable, if it is set
 * @param dir the configuration folder
 */
public record Secrets(Function<String, Optional<String>> environment, Path dir) {
  private static final String EXPECTED = "${env:NAME}, ${env:NAME:-default} or ${file:path}";
  private static final int LARGEST_BYTES = 65_536;
  private static final Pattern REFERENCE = Pattern.compile("\\$?\\$\\{([^}]*)}?");
  private static final Pattern VARIABLE = Pattern.compile("env:([A-Za-z_][A-Za-z0-9_]*)(:-(.*))?");

  /** With the variables of this process. */
  public static Secrets ofProcess(Path dir) {
    return new Secrets(name -> Optional.ofNullable(System.getenv(name)), dir);
  }

  /** A value that never prints. */
  public Optional<Secret> secret(YamlValue value) {
    return text(value).map(Secret::new);
  }

  /** A text with its references replaced; empty if one of them has no value. */
  public Optional<String> text(YamlValue value) {
    return value.text().flatMap(text -> expand(value, text));
  }

  private Optional<String> expand(YamlValue value, String text) {
    Matcher reference = REFERENCE.matcher(text);
    StringBuilder expanded = new StringBuilder();
    boolean complete = true;
    while (reference.find()) {
      Optional<String> replaced =
          reference.group().startsWith("$$")
              ? Optional.of(reference.group().substring(1))
              : resolve(value, reference.group());
      complete &= replaced.isPresent();
      reference.appendReplacement(expanded, Matcher.quoteReplacement(replaced.orElse("")));
    }
    reference.appendTail(expanded);
    return complete ? Optional.of(expanded.toString()) : Optional.empty();
  }

  private Optional<String> resolve(YamlValue value, String reference) {
    String inner = reference.substring(2, reference.length() - (reference.endsWith("}") ? 1 : 0));
    Matcher variable = VARIABLE.matcher(inner);
    if (reference.endsWith("}") && variable.matches()) {
      return variable(value, variable.group(1), Optional.ofNullable(variable.group(3)));
    }
    if (reference.endsWith("}") && inner.startsWith("file:") && inner.length() > 5) {
      return file(value, inner.substring(5));
    }
    value.problem(Quantity.quoted(reference) + " is not a reference", EXPECTED);
    return Optional.empty();
  }

  private Optional<String> variable(YamlValue value, String name, Optional<String> otherwise) {
    Optional<String> found =
        environment.apply(name).filter(text -> !text.isEmpty()).or(() -> otherwise);
    if (found.isEmpty()) {
      value.problem(
          "the environment variable " + name + " is not set",
          "it to be set before the start, or a default: ${env:" + name + ":-...}");
    }
    return found;
  }

  private Optional<String> file(YamlValue value, String name) {
    try {
      Path file = dir.resolve(name);
      if (Files.size(file) > LARGEST_BYTES) {
        value.problem(
            "the secret file " + name + " is larger than 64 KiB", "a file with the secret alone");
        return Optional.empty();
      }
      return Optional.of(Files.readString(file, StandardCharsets.UTF_8).stripTrailing());
    } catch (IOException broken) {
      value.problem(
          "the secret file " + name + " cannot be read: " + ConfigurationFile.reason(broken),
          "a file readable by this user");
    } catch (java.nio.file.InvalidPathException _) {
      value.problem(Quantity.quoted(name) + " is not a path", "a path");
    }
    return Optional.empty();
  }
}
