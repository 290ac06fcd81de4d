/** Shared by Graph and SMTP: limits, deliveries, and the request log. */
@NullMarked
package io.github.ferrypost.sandbox.exchange;

import org.jspecify.annotations.NullMarked;
