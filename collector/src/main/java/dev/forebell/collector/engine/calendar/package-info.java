/**
 * Working time: calendars of open intervals in a zone, deadlines and their explanations. Imports
 * nothing else of the engine.
 */
package dev.forebell.collector.engine.calendar;
