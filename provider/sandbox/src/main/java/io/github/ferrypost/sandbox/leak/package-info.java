/**
 * A rule for JUnit Jupiter: a test class leaves no thread, descriptor, temporary file or child process behind. To use
 * it, name {@link io.github.ferrypost.sandbox.leak.LeakRule} in
 * {@code META-INF/services/org.junit.jupiter.api.extension.Extension} of the test resources and set
 * {@code junit.jupiter.extensions.autodetection.enabled = true} in {@code junit-platform.properties}, or annotate a
 * class with {@code @ExtendWith(LeakRule.class)}. JUnit's API is an optional dependency.
 */
@NullMarked
package io.github.ferrypost.sandbox.leak;

import org.jspecify.annotations.NullMarked;
