import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.Properties;

/** A program that runs for long and sends a mail to each address that it reads, by the way of the class it is started with. */
public final class Loop {
    public interface Host {
        void send(String from, String to, int port) throws Exception;
    }

    public static void main(String[] args) throws Exception {
        Host host = (Host) Class.forName(args[0]).getConstructor().newInstance();
        int port = Integer.parseInt(args[1]);
        System.out.println("ready");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        for (String to = in.readLine(); to != null; to = in.readLine()) {
            try {
                long start = System.nanoTime();
                (to.startsWith("large-") ? large(host) : host).send("noreply@contoso.example", to, port);
                System.out.println("sent " + to + " " + (System.nanoTime() - start) / 1_000_000);
            } catch (Throwable e) {
                e.printStackTrace(System.out);
                System.out.println("failed " + to);
            }
        }
        if (host instanceof AutoCloseable) {
            ((AutoCloseable) host).close();
        }
    }

    /** The programs send text alone; a mail with a file goes by the same mail library without them. */
    private static Host large(Host host) throws Exception {
        String name = host.getClass().getName();
        return name.equals("Osgi")
                ? host
                : (Host) Class.forName(name.replaceAll("[^.]+$", "StaticSend")).getConstructor().newInstance();
    }

    static Properties properties(int port) {
        Properties mail = new Properties();
        mail.put("mail.smtp.host", "127.0.0.1");
        mail.put("mail.smtp.port", String.valueOf(port));
        mail.put("mail.smtp.localhost", "localhost");
        String provider = System.getProperty("program.class");
        if (provider != null) {
            mail.put("mail.smtp.class", provider);
        }
        return mail;
    }
}
