/**
 * What the bridge reports about itself: metrics ({@link io.github.ferrypost.bridge.monitor.Metrics}), the mail log
 * ({@code MailLog}), the state behind {@code /health} ({@code HealthCheck}, a function of {@code HealthSnapshot}), the
 * proof that each account can sign in ({@code SignInProof}), and warnings about expiry dates ({@code ExpiryWatch}).
 */
@NullMarked
package io.github.ferrypost.bridge.monitor;

import org.jspecify.annotations.NullMarked;
