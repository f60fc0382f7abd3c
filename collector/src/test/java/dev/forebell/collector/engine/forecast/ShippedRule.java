package dev.forebell.collector.engine.forecast;

import dev.forebell.collector.config.ConfigurationFiles;
import dev.forebell.collector.config.HostProfiles;
import dev.forebell.collector.config.Loaded;
import dev.forebell.collector.engine.detect.HostProfile;
import dev.forebell.collector.engine.detect.Rule;
import dev.forebell.common.config.Secrets;
import dev.forebell.common.model.HostId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A server of the sample configuration, with the forecast rules that ship and no others. */
final class ShippedRule {
  private static final Path SAMPLE = Path.of("..", "config");

  private ShippedRule() {}

  static HostProfile profile() {
    Secrets secrets = new Secrets(name -> Optional.empty(), SAMPLE);
    if (!(ConfigurationFiles.load(SAMPLE, secrets)
        instanceof Loaded.Ok(var configuration, var _))) {
      throw new AssertionError("the sample configuration has mistakes");
    }
    HostProfile host = HostProfiles.of(configuration).get(new HostId("files-01"));
    List<Rule> forecasts = host.rules().stream().filter(Rule.Forecast.class::isInstance).toList();
    return new HostProfile(
        host.host(),
        host.customer(),
        host.site(),
        host.kind(),
        host.labels(),
        host.confirm(),
        host.heartbeat(),
        host.interval(),
        host.service(),
        forecasts,
        List.of());
  }
}
