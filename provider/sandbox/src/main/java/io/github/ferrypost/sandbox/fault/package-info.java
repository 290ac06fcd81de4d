/** Failures that a test orders, as values. */
package io.github.ferrypost.sandbox.fault;
