/** What stands behind both roads: limits, deliveries, the right to send as somebody, the log of requests. */
package io.github.ferrypost.sandbox.exchange;
