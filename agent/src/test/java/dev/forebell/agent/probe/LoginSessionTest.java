package dev.forebell.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoginSessionTest {
  @Test
  void aPersonsSessionHasItsState() {
    assertEquals(
        Optional.of(new LoginSession("online", Optional.empty())),
        LoginSession.parse(List.of("UID=1000", "CLASS=user", "STATE=online", "REMOTE=1")));
    assertEquals(
        Optional.of(new LoginSession("active", Optional.empty())),
        LoginSession.parse(List.of("CLASS=user-early", "STATE=active")));
  }

  @Test
  void loginScreensAndManagersAreNobody() {
    assertEquals(Optional.empty(), LoginSession.parse(List.of("CLASS=greeter", "STATE=active")));
    assertEquals(Optional.empty(), LoginSession.parse(List.of("CLASS=manager", "STATE=active")));
  }

  @Test
  void aFileThatIsBeingWrittenIsNoSessionYet() {
    assertEquals(Optional.empty(), LoginSession.parse(List.of("CLASS=user")));
    assertEquals(Optional.empty(), LoginSession.parse(List.of()));
  }
}
