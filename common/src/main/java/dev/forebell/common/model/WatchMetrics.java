package dev.forebell.common.model;

import static dev.forebell.common.model.MetricDescriptor.counter;
import static dev.forebell.common.model.MetricDescriptor.gauge;

import java.util.List;

/** What the agent's file tells it to look at; part of the table in {@link Metrics}. */
public final class WatchMetrics {
  public static final String USER_NAME = "user.name";
  public static final String SERVICE_NAME = "service.name";
  public static final String WATCH_NAME = "watch.name";
  public static final String SERVER_ADDRESS = "server.address";
  public static final String SERVER_PORT = "server.port";
  public static final String CERTIFICATE_PLACE = "certificate.place";
  public static final String CERTIFICATE_NAME = "certificate.name";
  public static final String CERTIFICATE_RENEWAL = "certificate.renewal";
  public static final String BOOT_REASON = "boot.reason";
  public static final String VIRTUALIZATION_ROLE = "virtualization.role";
  public static final String VIRTUALIZATION_TYPE = "virtualization.type";
  public static final String GUEST_NAME = "guest.name";
  public static final String PLUGIN_NAME = "plugin.name";
  public static final String PLUGIN_LABEL = "plugin.label";
  public static final String PLUGIN_UNIT = "plugin.unit";
  public static final String TEXTFILE_NAME = "textfile.name";
  public static final String BACKUP_NAME = "backup.name";
  public static final String CHECK_NAME = "check.name";
  public static final String CHECK_TYPE = "check.type";

  /**
   * Names the element that a series is about, where it is not the agent's own host: a switch, a
   * gateway. The collector takes it off and gives the series to that element.
   */
  public static final String ELEMENT = "element.name";

  public static final MetricDescriptor SESSION_USER_COUNT =
      gauge(
          "forebell.session.user.count",
          "{session}",
          "Sessions of one user; only where the agent's file asks for names",
          USER_NAME,
          Metrics.SESSION_STATE);
  public static final MetricDescriptor SERVICE_UP =
      gauge(
          "forebell.service.up",
          "{service}",
          "1: the watched service runs, 0: it does not",
          SERVICE_NAME);
  public static final MetricDescriptor SERVICE_FAILED =
      gauge(
          "forebell.service.failed",
          "{service}",
          "1: the service manager calls the unit failed; 0: no more",
          SERVICE_NAME);
  public static final MetricDescriptor SERVICE_FAILED_COUNT =
      gauge(
          "forebell.service.failed.count",
          "{service}",
          "Units that the service manager calls failed");
  public static final MetricDescriptor PROCESS_MATCHED =
      gauge(
          "forebell.process.count",
          "{process}",
          "Processes that a watch of the agent's file matches",
          WATCH_NAME);
  public static final MetricDescriptor PORT_LISTENING =
      gauge(
          "forebell.port.listening",
          "{port}",
          "1: something listens on the expected port, 0: nothing does",
          Metrics.TRANSPORT,
          SERVER_ADDRESS,
          SERVER_PORT);
  public static final MetricDescriptor CERTIFICATE_REMAINING =
      gauge(
          "forebell.certificate.remaining",
          "s",
          "Time until the certificate expires; 0: it has",
          CERTIFICATE_PLACE,
          CERTIFICATE_NAME,
          CERTIFICATE_RENEWAL,
          ELEMENT);
  public static final MetricDescriptor CLOCK_SYNCHRONIZED =
      gauge(
          "forebell.clock.synchronized",
          "{clock}",
          "1: the time service holds the clock, 0: it does not");
  public static final MetricDescriptor CLOCK_NTP_OFFSET =
      gauge(
          "forebell.clock.ntp.offset",
          "s",
          "The clock's distance from its time source, as the time service says");
  public static final MetricDescriptor BOOT_UNCLEAN =
      gauge(
          "forebell.boot.unclean",
          "{boot}",
          "1: the system had not shut down in order before it started, 0: it had",
          BOOT_REASON);
  public static final MetricDescriptor VIRTUALIZATION =
      gauge(
          "forebell.virtualization",
          "{host}",
          "Always 1: the attributes say whether the host is a guest or carries guests, and of which"
              + " kind",
          VIRTUALIZATION_ROLE,
          VIRTUALIZATION_TYPE);
  public static final MetricDescriptor GUEST_UP =
      gauge(
          "forebell.guest.up",
          "{guest}",
          "1: the virtual machine runs here, 0: it did and does no more",
          GUEST_NAME);
  public static final MetricDescriptor PLUGIN_STATUS =
      gauge(
          "forebell.plugin.status",
          "{status}",
          "What a Nagios plugin answered: 0 ok, 1 warning, 2 critical; unavailable: unknown",
          PLUGIN_NAME,
          ELEMENT);
  public static final MetricDescriptor PLUGIN_VALUE =
      gauge(
          "forebell.plugin.value",
          "{value}",
          "A number of a plugin's performance data, in its base unit: s, By, 1 (a ratio), or as the"
              + " plugin has it",
          PLUGIN_NAME,
          PLUGIN_LABEL,
          PLUGIN_UNIT,
          ELEMENT);
  public static final MetricDescriptor PLUGIN_TOTAL =
      counter(
          "forebell.plugin.total",
          "{value}",
          "A count of a plugin's performance data that only grows (its unit is c)",
          PLUGIN_NAME,
          PLUGIN_LABEL,
          ELEMENT);
  public static final MetricDescriptor TEXTFILE_AGE =
      gauge("forebell.textfile.age", "s", "Time since a textfile was written", TEXTFILE_NAME);
  public static final MetricDescriptor TEXTFILE_ERRORS =
      counter(
          "forebell.textfile.errors",
          "{error}",
          "Readings of a textfile that had a mistake or could not be read",
          TEXTFILE_NAME);
  public static final MetricDescriptor BACKUP_AGE =
      gauge(
          "forebell.backup.age",
          "s",
          "Time since the last success of a backup, as its textfile says",
          BACKUP_NAME);
  public static final MetricDescriptor BACKUP_SIZE =
      gauge(
          "forebell.backup.size",
          "By",
          "Size of the last backup, as its textfile says",
          BACKUP_NAME);
  public static final MetricDescriptor BACKUP_FAILED =
      gauge(
          "forebell.backup.failed",
          "{backup}",
          "1: the last try failed, 0: it did not, as its textfile says",
          BACKUP_NAME);
  public static final MetricDescriptor CHECK_UP =
      gauge(
          "forebell.check.up",
          "{check}",
          "1: the element answered as expected, 0: it did not",
          CHECK_NAME,
          CHECK_TYPE,
          ELEMENT);
  public static final MetricDescriptor CHECK_DURATION =
      gauge(
          "forebell.check.duration",
          "s",
          "How long the element took to answer",
          CHECK_NAME,
          CHECK_TYPE,
          ELEMENT);
  public static final MetricDescriptor CHECK_HTTP_STATUS =
      gauge(
          "forebell.check.http.status",
          "{status}",
          "Status code of the HTTP answer",
          CHECK_NAME,
          CHECK_TYPE,
          ELEMENT);

  static final List<MetricDescriptor> ALL =
      List.of(
          SESSION_USER_COUNT,
          SERVICE_UP,
          SERVICE_FAILED,
          SERVICE_FAILED_COUNT,
          PROCESS_MATCHED,
          PORT_LISTENING,
          CERTIFICATE_REMAINING,
          CLOCK_SYNCHRONIZED,
          CLOCK_NTP_OFFSET,
          BOOT_UNCLEAN,
          VIRTUALIZATION,
          GUEST_UP,
          PLUGIN_STATUS,
          PLUGIN_VALUE,
          PLUGIN_TOTAL,
          TEXTFILE_AGE,
          TEXTFILE_ERRORS,
          BACKUP_AGE,
          BACKUP_SIZE,
          BACKUP_FAILED,
          CHECK_UP,
          CHECK_DURATION,
          CHECK_HTTP_STATUS);

  private WatchMetrics() {}
}
