package dev.forebell.collector.app;

import dev.forebell.collector.port.EnrolmentDesk;
import dev.forebell.collector.trust.Credentials;
import dev.forebell.common.model.HostId;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Enrolment as the running collector does it: a host that is new is watched before its agent is
 * answered, because what it says before would be lost.
 */
final class LiveEnrolment implements EnrolmentDesk {
  private static final long PATIENCE_SECONDS = 20;

  private final EnrolmentDesk desk;
  private final Reloader reloader;
  private final AgentDoor door;
  private final Predicate<HostId> watched;

  LiveEnrolment(EnrolmentDesk desk, Reloader reloader, AgentDoor door, Predicate<HostId> watched) {
    this.desk = desk;
    this.reloader = reloader;
    this.door = door;
    this.watched = watched;
  }

  @Override
  public Answer enrol(Request request, Optional<String> proven) {
    Answer answer = desk.enrol(request, proven);
    if (answer instanceof Answer.Enrolled enrolled) {
      HostId host = enrolled.agent().host();
      door.cutOthers(host, Credentials.hashOf(request.key()));
      if (!watched.test(host)) {
        reloader.rejoin().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
      }
    }
    return answer;
  }
}
