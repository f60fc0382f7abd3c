package dev.forebell.agent.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.agent.check.TestCertificate;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Reading.Cause;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.Secret;
import dev.forebell.common.model.WatchMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class CertificateProbeIT {
  @TempDir private Path folder;

  @Test
  void pemAndStoresTellWhenTheyExpireAndWhoRenewsThem() throws Exception {
    TestCertificate hand = TestCertificate.make(folder, "portal", 365);
    TestCertificate machine = TestCertificate.make(folder, "web", 90);
    Path pem = hand.pem(folder.resolve("portal.pem"));
    List<Sample> samples =
        read(
            new CertificateFile(pem, Optional.empty()),
            new CertificateFile(
                machine.store(), Optional.of(new Secret(TestCertificate.PASSWORD))));
    assertEquals(365, days(samples.get(0)), 1);
    assertEquals(90, days(samples.get(1)), 1);
    assertEquals("portal", attribute(samples.get(0), WatchMetrics.CERTIFICATE_NAME));
    assertEquals("manual", attribute(samples.get(0), WatchMetrics.CERTIFICATE_RENEWAL));
    assertEquals("automatic", attribute(samples.get(1), WatchMetrics.CERTIFICATE_RENEWAL));
  }

  @Test
  void aNewCertificateAnswersForTheOldOneInItsPlace() throws Exception {
    Path place = folder.resolve("served.pem");
    TestCertificate.make(folder, "old", 20).pem(place);
    CertificateProbe probe =
        new CertificateProbe(
            List.of(new CertificateFile(place, Optional.empty())), InstantSource.system());
    assertEquals(20, days(probe.read().getFirst()), 1);
    Files.delete(place);
    assertEquals(Reading.unavailable(Cause.FAILED), probe.read().getFirst().reading());
    TestCertificate.make(folder, "new", 300).pem(place);
    List<Sample> renewed = probe.read();
    assertEquals(2, renewed.size());
    for (Sample sample : renewed) {
      assertEquals(300, days(sample), 1);
    }
  }

  @Test
  void whatIsNoCertificateIsNoNumber() throws IOException {
    Path text = Files.writeString(folder.resolve("x.pem"), "no certificate\n");
    assertTrue(read(new CertificateFile(text, Optional.empty())).isEmpty());
  }

  private static List<Sample> read(CertificateFile... files) {
    return new CertificateProbe(List.of(files), InstantSource.system()).read();
  }

  private static double days(Sample sample) {
    return ((Reading.Value) sample.reading()).value() / 86_400;
  }

  private static String attribute(Sample sample, String name) {
    return sample.series().attributes().get(name).orElseThrow();
  }
}
