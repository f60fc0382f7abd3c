/**
 * The launcher's commands: arguments in, text and an exit code out. Work is done by the rooms they
 * call.
 */
package dev.forebell.collector.app.command;
