/** Shared by Graph and SMTP: limits, deliveries, and the request log. */
package io.github.ferrypost.sandbox.exchange;
