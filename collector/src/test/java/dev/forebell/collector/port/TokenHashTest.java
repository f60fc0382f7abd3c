package dev.forebell.collector.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.common.model.Secret;
import org.junit.jupiter.api.Test;

class TokenHashTest {
  @Test
  void isTheSha256OfTheText() {
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        TokenHash.of(new Secret("abc")).hex());
  }

  @Test
  void knowsItsTokenAndNoOther() {
    TokenHash hash = TokenHash.of(new Secret("abc"));
    assertTrue(hash.isOf(new Secret("abc")));
    assertFalse(hash.isOf(new Secret("abd")));
    assertFalse(hash.isOf(new Secret("")));
  }

  @Test
  void nothingElseIsOne() {
    assertThrows(IllegalArgumentException.class, () -> new TokenHash("abc"));
    assertThrows(IllegalArgumentException.class, () -> new TokenHash("Z".repeat(64)));
  }
}
