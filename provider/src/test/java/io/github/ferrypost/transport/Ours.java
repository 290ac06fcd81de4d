package io.github.ferrypost.transport;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.road.Roads;
import jakarta.mail.Provider;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.util.Map;
import java.util.TreeMap;

/** Our transport over roads of a test, from given settings and nothing else. */
public final class Ours extends FerrypostTransport {
    static final String HOST = "smtp.office365.com";
    static final String MAILBOX = "erp@contoso.com";
    private static final String HOLD = "test.hold";

    /** As a Session calls it. */
    public Ours(Session session, URLName urlname) {
        super(session, urlname, (ProviderContext) session.getProperties().get(HOLD));
    }

    /** One account, for the mailbox {@link #MAILBOX}. */
    static Map<String, String> account() {
        Map<String, String> map = new TreeMap<>();
        map.put("ferrypost.tenant", "11111111-1111-1111-1111-111111111111");
        map.put("ferrypost.client", "22222222-2222-2222-2222-222222222222");
        map.put("ferrypost.secret", "~SANDBOXSECRET~");
        map.put("ferrypost.mailbox", MAILBOX);
        return map;
    }

    /** A second account, beside the first. */
    static Map<String, String> twoAccounts() {
        Map<String, String> map = account();
        map.put("ferrypost.account.shop.mailbox", "shop@contoso.com");
        map.put("ferrypost.account.shop.senders", "shop.example");
        map.put("ferrypost.account.shop.logins", "shopuser");
        return map;
    }

    static ProviderContext hold(Map<String, String> settings, WorldRoads roads) {
        return hold(settings, (Roads) roads, new TickingTime());
    }

    /** @param time for the waits between attempts */
    static ProviderContext hold(Map<String, String> settings, Roads roads, Retries.Time time) {
        return new ProviderContext(nearest -> Settings.of(settings).with(nearest), wishes -> roads, time);
    }

    static Ours of(Session session, ProviderContext hold) {
        session.getProperties().put(HOLD, hold);
        return new Ours(session, new URLName("smtp", null, -1, null, null, null));
    }

    /** Makes the Session find this class where it would find our transport. */
    static void install(Session session, ProviderContext hold) throws Exception {
        session.getProperties().put(HOLD, hold);
        session.setProvider(new Provider(Provider.Type.TRANSPORT, "smtp", Ours.class.getName(), "test", null));
    }
}
