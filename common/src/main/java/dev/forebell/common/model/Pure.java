package dev.forebell.common.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class outside the pure rooms that obeys their rule all the same: no clock, thread, I/O,
 * random, logging or framework. The architecture test of its module holds it, nested classes
 * included.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Pure {}
