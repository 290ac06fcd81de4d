package io.github.ferrypost.transport;

import java.util.List;

/**
 * Angus' and Jakarta Mail's properties, and what each means where one of our accounts carries the mail. Where Angus carries
 * it, all hold as ever. docs/settings.md is made from this table; {@link AngusManualTest} holds it against the manuals of
 * both, so that a new property is noticed.
 */
final class AngusProperties {
    enum Meaning {
        /** We do what it says. */
        HOLDS("holds"),
        /** Read by Jakarta Mail and by the message, whoever the transport is. */
        OF_THE_API("holds, by Jakarta Mail itself"),
        /** There is nothing of ours that it could be said of. */
        NONE("no meaning here"),
        /** It could be said of something of ours, and is passed over on purpose or because it cannot be done. */
        PASSED_OVER("not followed");

        final String text;

        Meaning(String text) {
            this.text = text;
        }
    }

    /**
     * @param names as in the manual, with {@code smtp} for the protocol; {@code *} at the end for all that begin so
     * @param proof the test that fails when it is ignored, for those that hold
     */
    record Row(List<String> names, Meaning meaning, String why, String proof) {}

    static final List<Row> ROWS = List.of(
            holds(
                    "AccountSelectorTest.otherHostsAreLeftAlone",
                    "Whose mail is taken over; see `ferrypost.hosts`.",
                    "host"),
            holds(
                    "HonouredPropertiesTest.hostAndUserOfEveryProtocol",
                    "The same, where the protocol's own is not set.",
                    "mail.host",
                    "mail.user"),
            holds(
                    "AccountSelectorTest.byTheLoginOfTheSessionWhereConnectNamesTheUserOfTheMachine",
                    "May name the account, by its mailbox or one of its `logins`.",
                    "user"),
            none("Account, cloud and road say where the mail goes.", "port"),
            holds(
                    "HonouredPropertiesTest.connectiontimeout",
                    "For each connection to Microsoft; 10 s where it is not set or 0.",
                    "connectiontimeout"),
            holds(
                    "HonouredPropertiesTest.timeoutOfGraph",
                    "For each answer of Entra, Graph and Exchange, beside the time in which a body goes out; never longer"
                            + " than 20 s, 2 minutes and 10 minutes, which hold where it is not set or 0. What had gone out"
                            + " whole when it ends is in doubt: the shorter it is, the more mail ends so. It also limits"
                            + " `ferrypost.patience`.",
                    "timeout"),
            holds(
                    "HonouredPropertiesTest.writetimeout",
                    "For each block of a message on the SMTP road; 60 s where it is not set or 0. On Graph `timeout` tells.",
                    "writetimeout"),
            none("Ours needs no thread for each connection.", "executor.writetimeout"),
            holds("ContractTest.envelopeSenderOfTheMessage", "The envelope's sender, and with it the account.", "from"),
            holds("AccountSelectorTest.bySenderOfTheSession", "The account, where no login names it.", "mail.from"),
            none(
                    "Microsoft takes no notice of the name in EHLO, and HTTP has none.",
                    "localhost",
                    "mail.mime.address.usecanonicalhostname"),
            passedOver("Connections to Entra and Graph go out from any local address.", "localaddress", "localport"),
            none("Exchange speaks ESMTP.", "ehlo"),
            holds(
                    "FerrypostTransportTest.theAuthenticatorNamesTheAccount",
                    "With `true` the Session's Authenticator is asked for a login, which may name the account.",
                    "auth"),
            holds(
                    "AccountSelectorTest.aSessionThatSignsInWithTokensItselfIsLeftAlone",
                    "A Session that allows nothing but `XOAUTH2` has a token of its own, and is left to Angus.",
                    "auth.mechanisms"),
            holds(
                    "AccountSelectorTest.saslWithTokensIsLeftAloneToo",
                    "As `auth.mechanisms`, where both are set so.",
                    "sasl.enable",
                    "sasl.mechanisms"),
            none(
                    "We sign in with OAuth2.",
                    "auth.login.disable",
                    "auth.plain.disable",
                    "auth.digest-md5.disable",
                    "auth.ntlm.*",
                    "auth.xoauth2.disable",
                    "sasl.authorizationid",
                    "sasl.realm",
                    "saslrealm",
                    "sasl.usecanonicalhostname"),
            none("Exchange takes the mailbox that signed in for the submitter.", "submitter"),
            holds(
                    "HonouredPropertiesTest.dsnGoesWithTheEnvelope",
                    "On the SMTP road, where the server offers DSN; Graph knows no such wishes.",
                    "dsn.notify",
                    "dsn.ret"),
            holds(
                    "HonouredPropertiesTest.mailextension",
                    "Its `RET` and `ENVID`, as `dsn.ret`; other parameters were meant for another server.",
                    "mailextension"),
            holds(
                    "ContractTest.textOfTheMessageArrivesUnencodedWithAllow8bitmime",
                    "Both roads take it.",
                    "allow8bitmime"),
            holds(
                    "ContractTest.sendpartialSendsToTheOthers",
                    "On Graph, which tells of no single recipient, it concerns addresses that are refused before.",
                    "sendpartial"),
            holds("ContractTest.reportsuccessThrowsOnSuccess", "As with Angus.", "reportsuccess"),
            none(
                    "There is no connection of the program's own; ours are kept and closed by our rules.",
                    "quitwait",
                    "quitonsessionreject",
                    "userset",
                    "noop.strict",
                    "chunksize"),
            passedOver(
                    "What goes to Microsoft is always encrypted, and Microsoft always verified: by Java's authorities, and"
                            + " those in `ferrypost.endpoint.trust`.",
                    "ssl.*",
                    "usesocketchannels",
                    "starttls.enable",
                    "starttls.required"),
            passedOver("They would have to serve HTTP as well.", "socketFactory", "socketFactory.*"),
            holds(
                    "HonouredPropertiesTest.proxy",
                    "For login and Graph, before `ferrypost.proxy`. The SMTP road connects without.",
                    "proxy.host",
                    "proxy.port"),
            passedOver("A proxy of the settings or of the Session gets no login.", "proxy.user", "proxy.password"),
            passedOver("Set `ferrypost.proxy`, or Java's own `socksProxyHost`.", "socks.host", "socks.port"),
            holds(
                    "FerrypostTransportTest.debugOutputTellsAccountRoadAndReplyAndNoSecret",
                    "One line for each step.",
                    "mail.debug"),
            none(
                    "The debug output never shows what one signs in with.",
                    "mail.debug.auth",
                    "mail.debug.auth.username",
                    "mail.debug.auth.password",
                    "mail.debug.quote"),
            api("mail.mime.*"),
            api("mail.alternates", "mail.replyallcc"),
            api("mail.store.protocol", "mail.transport.protocol", "mail.transport.protocol.address-type"),
            api("mail.event.scope", "mail.event.executor"),
            api("mail.protocol.class", "mail.protocol.host", "mail.protocol.port", "mail.protocol.user"));

    private AngusProperties() {}

    private static Row holds(String proof, String why, String... names) {
        return new Row(full(names), Meaning.HOLDS, why, proof);
    }

    private static Row none(String why, String... names) {
        return new Row(full(names), Meaning.NONE, why, "");
    }

    private static Row passedOver(String why, String... names) {
        return new Row(full(names), Meaning.PASSED_OVER, why, "");
    }

    private static Row api(String... names) {
        return new Row(full(names), Meaning.OF_THE_API, "", "");
    }

    private static List<String> full(String... names) {
        return List.of(names).stream()
                .map(name -> name.startsWith("mail.") ? name : "mail.smtp." + name)
                .toList();
    }
}
