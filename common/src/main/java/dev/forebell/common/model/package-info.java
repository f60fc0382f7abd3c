/**
 * The nouns that agent and collector share: who a host is, what a series is called, what was
 * measured. Pure: imports the JDK's language, collection, time and math packages only.
 */
package dev.forebell.common.model;
