package io.github.ferrypost.doctor;

import io.github.ferrypost.account.Settings;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What to examine: one account's settings and optional inputs. Immutable. */
public final class DoctorRequest {
    private final Settings settings;
    private final String account;
    private final List<String> redirectUris;
    private final @Nullable String adminToken;
    private final @Nullable AdminSignIn adminSignIn;
    private final @Nullable String exchangeOutput;
    private final @Nullable String testAddress;

    private DoctorRequest(
            Settings settings,
            String account,
            List<String> redirectUris,
            @Nullable String adminToken,
            @Nullable AdminSignIn adminSignIn,
            @Nullable String exchangeOutput,
            @Nullable String testAddress) {
        this.settings = Objects.requireNonNull(settings);
        this.account = Objects.requireNonNull(account);
        this.redirectUris = List.copyOf(redirectUris);
        this.adminToken = adminToken;
        this.adminSignIn = adminSignIn;
        this.exchangeOutput = exchangeOutput;
        this.testAddress = testAddress;
    }

    /** @param account the account's name in the settings; empty for the unnamed one */
    public static DoctorRequest of(Settings settings, String account) {
        return new DoctorRequest(settings, account, List.of(), null, null, null, null);
    }

    /** The names of the accounts in the settings, valid or not; at least one. */
    public static Set<String> accounts(Settings settings) {
        return RawAccountSettings.names(settings);
    }

    /** Returns a copy with redirect URIs to probe, each with and without a trailing slash. */
    public DoctorRequest withRedirectUris(List<String> uris) {
        return new DoctorRequest(settings, account, uris, adminToken, adminSignIn, exchangeOutput, testAddress);
    }

    /** Returns a copy with a Graph token that may read the directory; it is kept only during the examination. */
    public DoctorRequest withAdminToken(String token) {
        return new DoctorRequest(settings, account, redirectUris, token, adminSignIn, exchangeOutput, testAddress);
    }

    /**
     * Returns a copy in which an administrator signs in during the examination, which waits up to 15 minutes for
     * that.
     */
    public DoctorRequest withAdminSignIn(AdminSignIn how) {
        return new DoctorRequest(settings, account, redirectUris, adminToken, how, exchangeOutput, testAddress);
    }

    /** Returns a copy with what Exchange Online PowerShell printed for {@link ExchangeLines}. */
    public DoctorRequest withExchangeOutput(String output) {
        return new DoctorRequest(settings, account, redirectUris, adminToken, adminSignIn, output, testAddress);
    }

    /** Returns a copy with an address to which a real test message is sent. */
    public DoctorRequest withTestAddress(String address) {
        return new DoctorRequest(settings, account, redirectUris, adminToken, adminSignIn, exchangeOutput, address);
    }

    public Settings settings() {
        return settings;
    }

    public String account() {
        return account;
    }

    /** Those of the request, else those of the settings. */
    public List<String> redirectUris() {
        return redirectUris.isEmpty()
                ? Stream.of(new RawAccountSettings(settings, account)
                                .get("redirect-uris")
                                .orElse("")
                                .split(",", -1))
                        .map(String::trim)
                        .filter(uri -> !uri.isEmpty())
                        .collect(Collectors.toList())
                : redirectUris;
    }

    Optional<String> adminToken() {
        return Optional.ofNullable(adminToken);
    }

    Optional<AdminSignIn> adminSignIn() {
        return Optional.ofNullable(adminSignIn);
    }

    Optional<String> exchangeOutput() {
        return Optional.ofNullable(exchangeOutput);
    }

    Optional<String> testAddress() {
        return Optional.ofNullable(testAddress);
    }

    @Override
    public String toString() {
        return account.isEmpty() ? "the unnamed account" : "account " + account;
    }
}
