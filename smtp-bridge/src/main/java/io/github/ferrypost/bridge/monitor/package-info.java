/**
 * What the bridge knows about itself: counters and gauges ({@link io.github.ferrypost.bridge.monitor.Metrics}), the log of
 * mail ({@code MailLog}), the judgement behind {@code /health} ({@code HealthCheck}, a function of {@code HealthSnapshot}), the
 * proof that each account can sign in ({@code SignInProof}), and the expiry dates that it warns of ({@code ExpiryWatch}).
 */
package io.github.ferrypost.bridge.monitor;
