/**
 * Joins the rooms: wiring, the shells that drive the engine, and the process's own life. The only
 * room that knows several edges; holds no meaning of its own.
 */
package dev.forebell.collector.app;
