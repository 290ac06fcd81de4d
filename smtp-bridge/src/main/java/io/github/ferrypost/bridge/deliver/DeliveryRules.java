package io.github.ferrypost.bridge.deliver;

import io.github.ferrypost.account.Accounts;
import java.time.Duration;

/**
 * What the settings say about delivery, as one value that a change of the settings replaces as a whole. Each step takes
 * the current one when it begins. Immutable.
 *
 * @param reports creates bounces
 * @param patience how long a client waits for the first attempt; zero to store every message first
 */
record DeliveryRules(Accounts accounts, BounceFactory reports, SettlementPolicy ending, Duration patience) {}
