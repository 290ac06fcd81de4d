import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;

/** An endpoint of Apache Camel, as a route would end at it. */
public final class Camel implements Loop.Host, AutoCloseable {
    private final DefaultCamelContext context = new DefaultCamelContext();

    public Camel() {
        context.start();
    }

    @Override
    public void send(String from, String to, int port) {
        context.createProducerTemplate()
                .sendBodyAndHeaders(
                        "smtp://127.0.0.1:" + port,
                        "Gr\u00fc\u00dfe",
                        Map.of("From", from, "To", to, "Subject", "Invoice"));
    }

    @Override
    public void close() {
        context.stop();
    }
}
