/**
 * The benchmark: how fast the doors and roads are beside plain Angus and plain {@code java.net.http} that send the same
 * mails to the same sandbox. Not part of the tests; the profile {@code bench} runs it, and {@code docs/performance.md} has
 * what came of it.
 *
 * <p>Three kinds of process: {@link io.github.ferrypost.bridge.bench.SandboxMain} is Microsoft 365 and checks what arrives
 * ({@code Tally}), {@code BridgeProcess} is the jar as users run it, and {@link io.github.ferrypost.bridge.bench.Bench}
 * makes the load. A {@code Lane} is a way of sending, a {@code Round} lets some clients send on it for a while, and a
 * {@code Race} lets lanes run in turn, so that what disturbs the machine disturbs all of them. Ratios are those within a
 * round, and of these the median.
 */
package io.github.ferrypost.bridge.bench;
