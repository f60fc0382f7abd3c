package dev.forebell.collector.engine.customer;

/**
 * When which hosts are being worked on: what goes wrong with them meanwhile is written down and
 * announced only if it outlives the window.
 *
 * @param id unique within the customer
 * @param comment what is done; may be empty
 * @param author who announced it; empty: the file says nothing
 */
public record MaintenanceWindow(
    String id, HostChoice hosts, Schedule schedule, String comment, String author) {}
