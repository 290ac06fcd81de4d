package io.github.ferrypost.bridge.admit;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Accounts;
import io.github.ferrypost.account.SenderPolicy;
import io.github.ferrypost.bridge.config.BridgeConfig;
import io.github.ferrypost.bridge.config.DeviceConfig;
import io.github.ferrypost.bridge.config.ListenerConfig;
import io.github.ferrypost.bridge.config.LoginMode;
import io.github.ferrypost.bridge.config.Network;
import io.github.ferrypost.bridge.config.TlsMode;
import io.github.ferrypost.reply.Reply;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The rules for who may send at one listener. A client on this machine needs TLS and a login only where the listener
 * demands them of everyone, and so does a listed client at a named listener: one of a listed network or device. Any
 * other client must encrypt and log in. The bridge chooses the account by device, login, sender, listener, then the
 * default one; Microsoft decides whether that mailbox may send as that sender. Immutable; safe for use by many threads.
 */
public final class Admission {
    /** RFC 3207 section 4. */
    private static final Reply ENCRYPT = Reply.of(530, "5.7.0", "Must issue a STARTTLS command first");
    /** RFC 4954 section 6. */
    private static final Reply LOG_IN = Reply.of(530, "5.7.0", "Authentication required");
    /** RFC 4954 section 4: refuses AUTH before TLS, because the mechanisms send the password in clear text. */
    private static final Reply ENCRYPT_LOGIN =
            Reply.of(538, "5.7.11", "Encryption required for login: issue a STARTTLS command first");

    private static final Reply LEARNING = Reply.of(
                    450, "4.7.1", "This listener learns: the attempt is recorded, and nothing is delivered yet")
            .withRemedy("`ferrypost devices` shows the attempt, and the settings that make the client a device.");

    private static final Reply NO_LOGIN = Reply.of(502, "5.5.1", "Logins are not offered here")
            .withRemedy("Switch authentication off in the client, or set login=optional for the listener.");

    private static final Reply WRONG = Reply.of(535, "5.7.8", "Authentication credentials invalid")
            .withRemedy("Check the user name and password in the bridge's setting ferrypost.bridge.logins.");

    private final ListenerConfig listener;
    private final List<DeviceConfig> devices;
    private final Accounts accounts;

    /** The default listener, without devices. */
    public Admission(BridgeConfig.Admit rules, Accounts accounts) {
        this(ListenerConfig.standard(List.of(), rules.logins(), rules.loginRequired()), List.of(), accounts);
    }

    /** @param devices all of the bridge; those of other listeners are ignored */
    public Admission(ListenerConfig listener, List<DeviceConfig> devices, Accounts accounts) {
        this.listener = listener;
        this.devices = devices.stream()
                .filter(device -> device.listener().map(listener.name()::equals).orElse(true))
                .sorted(Comparator.comparingInt(
                                (DeviceConfig device) -> device.address().bits())
                        .reversed())
                .toList();
        this.accounts = accounts;
    }

    /** The client at this address, with the device it is: the one with the longest prefix. */
    public ClientIdentity identify(InetAddress address) {
        return new ClientIdentity(
                address,
                false,
                Optional.empty(),
                devices.stream()
                        .filter(device -> device.address().contains(address))
                        .findFirst());
    }

    /**
     * A client that connected under earlier rules, as these see it: its address may be another device's, and a login
     * that is gone counts no more.
     */
    public ClientIdentity again(ClientIdentity client) {
        ClientIdentity now = client.withDevice(identify(client.address()).device());
        boolean anyLogin = isLearning(now) || (listener.logins().isEmpty() && now.isLocal());
        boolean stays = anyLogin
                || now.login().filter(listener.logins().names()::contains).isPresent();
        return stays ? now : now.withoutLogin();
    }

    /** Why this client may not connect; empty if it may. A client that could never send is told so at once. */
    public Optional<Reply> connect(ClientIdentity client) {
        boolean forAll = !listener.learn()
                && listener.networks().isEmpty()
                && listener.tls() != TlsMode.NONE
                && listener.login() != LoginMode.NONE;
        boolean forLearning = listener.learn() && listener.networks().isEmpty() && Network.isPrivate(client.address());
        return forAll || forLearning || isTrusted(client)
                ? Optional.empty()
                : Optional.of(Reply.of(554, "5.7.1", "Your address may not connect here")
                        .withRemedy("Add its network to ferrypost.bridge.listener." + listener.name()
                                + ".networks, or make it a device: ferrypost.bridge.device.NAME.address."));
    }

    /** Whether the listener only records what this client tries. */
    public boolean isLearning(ClientIdentity client) {
        return listener.learn() && client.device().isEmpty();
    }

    private boolean isListed(ClientIdentity client) {
        return !listener.isDefault()
                && (client.device().isPresent()
                        || listener.networks().stream().anyMatch(network -> network.contains(client.address())));
    }

    /** A client on this machine, or a listed one. */
    private boolean isTrusted(ClientIdentity client) {
        return client.isLocal() || isListed(client);
    }

    private boolean mustEncrypt(ClientIdentity client) {
        boolean always = listener.tls() == TlsMode.REQUIRED || listener.tls() == TlsMode.IMPLICIT;
        return !client.encrypted() && (always || !isTrusted(client));
    }

    private boolean mustLogIn(ClientIdentity client) {
        return client.login().isEmpty() && (listener.login() == LoginMode.REQUIRED || !isTrusted(client));
    }

    /** Whether the client has proven that it may send, or need not: until then it has only a short time. */
    public boolean isPatientWith(ClientIdentity client) {
        return client.isLocal() || client.login().isPresent() || !mustLogIn(client);
    }

    /** Whether EHLO offers AUTH to this client now. */
    public boolean offersLogin(ClientIdentity client) {
        return mayLogIn(client).isEmpty();
    }

    /** Why this client may not log in now; empty if it may. */
    public Optional<Reply> mayLogIn(ClientIdentity client) {
        if (listener.login() == LoginMode.NONE) {
            return Optional.of(NO_LOGIN);
        }
        boolean inClear = client.isLocal() || (listener.plainLogin() && isListed(client));
        return client.encrypted() || (inClear && !mustEncrypt(client)) ? Optional.empty() : Optional.of(ENCRYPT_LOGIN);
    }

    /** Checks a login. Returns the refusal, or empty if the login is accepted. */
    public Optional<Reply> logIn(ClientIdentity client, String user, String password) {
        if (isLearning(client)) {
            // the name is recorded, the password is not looked at, and nothing comes of it
            return Optional.empty();
        }
        if (listener.logins().isEmpty() && client.isLocal()) {
            return Optional.empty();
        }
        return listener.logins().accepts(user, password) ? Optional.empty() : Optional.of(WRONG);
    }

    /**
     * Decides whether the client may send, and by which account.
     *
     * @param sender of the envelope; empty for the null sender of a bounce
     */
    public Decision send(ClientIdentity client, String sender) {
        if (isLearning(client)) {
            return new Decision.Refused(LEARNING);
        }
        if (mustEncrypt(client)) {
            return new Decision.Refused(ENCRYPT);
        }
        if (mustLogIn(client)) {
            boolean tlsFirst = !client.encrypted() && !offersLogin(client);
            return new Decision.Refused(tlsFirst ? ENCRYPT : LOG_IN);
        }
        Optional<DeviceConfig> device = client.device();
        if (device.isPresent() && !device.get().maySendAs(sender)) {
            return new Decision.Refused(notItsSender(device.get(), sender));
        }
        // with mailbox = * a rewritten sender names the mailbox
        String author = ownPolicy(client)
                .flatMap(policy -> policy.replacement(sender, sender))
                .orElse(sender);
        return device.flatMap(DeviceConfig::account)
                .flatMap(accounts::named)
                .or(() -> client.login().flatMap(accounts::byLogin))
                .or(() -> accounts.bySender(author))
                .or(() -> listener.account().flatMap(accounts::named))
                .or(accounts::fallback)
                .flatMap(account -> account.forSender(author))
                .<Decision>map(Decision.Admitted::new)
                .orElseGet(() -> new Decision.Refused(nobodySends(client, sender)));
    }

    /** How the senders of this client's message are rewritten, if this account sends it. */
    public SenderPolicy senderPolicy(ClientIdentity client, Account account) {
        return ownPolicy(client).orElseGet(() -> account.sending().from());
    }

    private Optional<SenderPolicy> ownPolicy(ClientIdentity client) {
        return client.device().flatMap(DeviceConfig::from).or(listener::from);
    }

    private static Reply notItsSender(DeviceConfig device, String sender) {
        return Reply.of(550, "5.7.1", "The device " + device.name() + " may not send as <" + sender + ">")
                .withRemedy("Set this sender in the device, or add it to ferrypost.bridge.device." + device.name()
                        + ".senders.");
    }

    private static Reply nobodySends(ClientIdentity client, String sender) {
        String login = client.login().map(user -> " and the login " + user).orElse("");
        return Reply.of(550, "5.7.1", "No account of this bridge may send as <" + sender + ">" + login)
                .withRemedy("Add the address to ferrypost.senders of an account, or the login to"
                        + " ferrypost.logins, or set ferrypost.default; with mailbox = * set ferrypost.fallback.");
    }

    /** The limit on this client's messages; empty if neither its device nor the listener has one. */
    public Optional<MessageRate> rate(ClientIdentity client) {
        Optional<DeviceConfig> limited =
                client.device().filter(device -> device.rate().isPresent());
        if (limited.isPresent()) {
            return limited.map(device -> new MessageRate(
                    "device/" + device.name(), false, device.rate().getAsInt()));
        }
        OptionalInt rate = listener.limits().rate();
        return rate.isPresent()
                ? Optional.of(new MessageRate("listener/" + listener.name(), true, rate.getAsInt()))
                : Optional.empty();
    }

    /** How many clients the listener may have; empty for no limit of its own. */
    public OptionalInt maxConnections() {
        return listener.limits().maxConnections();
    }

    /** The name of the listener; empty for the default one. */
    public String listener() {
        return listener.isDefault() ? "" : listener.name();
    }

    /** The accounts that the bridge may send by. */
    public Iterable<Account> accounts() {
        return accounts.all();
    }
}
