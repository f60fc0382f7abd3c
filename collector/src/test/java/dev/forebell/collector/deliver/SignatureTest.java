package dev.forebell.collector.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.common.model.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Checked against the test vector that the Standard Webhooks libraries share. */
final class SignatureTest {
  private static final Secret SECRET = new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final long TIMESTAMP = 1614265330L;
  private static final String BODY = "{\"test\": 2432232314}";
  private static final String EXPECTED = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  @Test
  void theStandardsVectorIsSignedAsItSays() {
    assertEquals(EXPECTED, Signature.of(List.of(SECRET), ID, TIMESTAMP, BODY));
  }

  @Test
  void whileASecretRotatesBothSign() {
    Secret next = new Secret("whsec_" + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    String both = Signature.of(List.of(next, SECRET), ID, TIMESTAMP, BODY);
    assertEquals(2, both.split(" ", -1).length);
    assertEquals(EXPECTED, both.split(" ", -1)[1]);
  }
}
