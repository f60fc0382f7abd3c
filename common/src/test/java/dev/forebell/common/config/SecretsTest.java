package dev.forebell.common.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.common.model.Secret;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretsTest {
  private final Problems problems = new Problems();
  private final Secrets secrets =
      new Secrets(
          name -> name.equals("KEY") ? Optional.of("s3cret") : Optional.empty(), Path.of("absent"));

  private Optional<String> expand(String text) {
    YamlMap map = YamlTree.parse("a.yaml", "v: '" + text + "'", problems).orElseThrow();
    return map.get("v").flatMap(secrets::secret).map(Secret::reveal);
  }

  @Test
  void variableIsPutInPlace() {
    assertEquals(Optional.of("Bearer s3cret!"), expand("Bearer ${env:KEY}!"));
  }

  @Test
  void defaultStandsInForAnUnsetVariable() {
    assertEquals(Optional.of("http://127.0.0.1:1"), expand("${env:ABSENT:-http://127.0.0.1:1}"));
  }

  @Test
  void doubledDollarIsLiteral() {
    assertEquals(Optional.of("${env:KEY}"), expand("$${env:KEY}"));
  }

  @Test
  void unsetVariableIsNamedWithTheRemedy() {
    expand("${env:ABSENT}");
    assertEquals(
        "a.yaml:1:4: v: the environment variable ABSENT is not set; expected it to be set before"
            + " the start, or a default: ${env:ABSENT:-...}",
        problems.toString());
  }

  @Test
  void unknownReferenceIsRefused() {
    expand("${vault:x}");
    assertEquals(
        "a.yaml:1:4: v: \"${vault:x}\" is not a reference; expected ${env:NAME},"
            + " ${env:NAME:-default} or ${file:path}",
        problems.toString());
  }

  @Test
  void missingSecretFileIsNamed() {
    expand("${file:key.txt}");
    assertEquals(
        "a.yaml:1:4: v: the secret file key.txt cannot be read: there is no such file; expected a"
            + " file readable by this user",
        problems.toString());
  }
}
