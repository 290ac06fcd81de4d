/** Failures that a test orders, as values. */
@NullMarked
package io.github.ferrypost.sandbox.fault;

import org.jspecify.annotations.NullMarked;
