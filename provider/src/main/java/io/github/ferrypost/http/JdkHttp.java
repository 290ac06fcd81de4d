package io.github.ferrypost.http;

import io.github.ferrypost.tls.Loopback;
import io.github.ferrypost.tls.Trust;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;

/** {@link Http} on {@code java.net.http}. Safe for use by many threads. */
final class JdkHttp implements Http {
    private static final Logger LOG = System.getLogger("io.github.ferrypost.http");

    /** Far above any answer of Entra or Graph that we read; what is longer is a page for people. */
    private static final int ANSWER_LIMIT = 1 << 20;

    private final HttpOptions options;
    private final Proxies proxies;
    private final Executor threads = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), JdkHttp::thread);
    /** For each origin its own, as a link to one may be stale while links to another are busy. */
    private final Map<String, FreshClient> origins = new ConcurrentHashMap<>();

    private final IdleWatch watch;
    /** Null before the first use, and after a failure. */
    private final AtomicReference<FutureTask<SSLContext>> tls = new AtomicReference<>();

    JdkHttp(HttpOptions options) {
        WeakReference<JdkHttp> self = new WeakReference<>(this); // the watch must not keep what it watches
        this.watch = new IdleWatch(options.idleLimit(), () -> {
            JdkHttp http = self.get();
            return http == null || http.rest();
        });
        this.options = options;
        this.proxies = options.proxies();
    }

    @Override
    public Answer send(Request request) throws HttpFailure {
        URI uri = request.uri();
        String host = hostOf(uri);
        long start = options.nanoTime().getAsLong();
        try (MeasuredBody body = new MeasuredBody(request.body())) {
            HttpRequest outgoing = outgoing(request, body); // before TLS, which may still be in preparation
            Answer answer = exchange(request, outgoing, body, origin(uri, tls()), host);
            LOG.log(Level.DEBUG, () -> request + " -> " + answer + " in " + milliseconds(start) + " ms");
            return answer;
        } catch (HttpFailure e) {
            LOG.log(Level.DEBUG, () -> request + " failed after " + milliseconds(start) + " ms: " + e.getMessage());
            throw e;
        } finally {
            watch.wake();
        }
    }

    private FreshClient origin(URI uri, SSLContext context) {
        return origins.computeIfAbsent(
                uri.getScheme() + "://" + uri.getRawAuthority(),
                key -> new FreshClient(() -> client(context), options.nanoTime(), options.idleLimit()));
    }

    private boolean rest() {
        boolean none = true;
        for (FreshClient origin : origins.values()) {
            none &= origin.rest();
        }
        return none;
    }

    private Answer exchange(Request request, HttpRequest outgoing, MeasuredBody body, FreshClient origin, String host)
            throws HttpFailure {
        AnswerBody incoming = new AnswerBody(ANSWER_LIMIT);
        long end = options.nanoTime().getAsLong() + request.timeout().toNanos();
        try (FreshClient.Loan loan = origin.borrow()) {
            // not sendAsync, which hands the request to another thread first: a quarter of what a small mail costs
            return answer(loan.client().send(outgoing, head -> until(end, head, incoming)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(e, request, body, host);
        } catch (IOException | RuntimeException e) {
            throw failure(e, request, body, host);
        } finally {
            incoming.abandon();
        }
    }

    /** The way is asked for only here: where a proxy is set, that looks its address up. */
    private HttpFailure failure(Exception cause, Request request, MeasuredBody body, String host) {
        return Failures.of(cause, host + proxies.way(request.uri()), body.wholeRead());
    }

    /** Java's own time-out ends with the head of the answer; a body that never ends needs another. */
    private AnswerBody until(long end, HttpResponse.ResponseInfo head, AnswerBody incoming) {
        boolean empty = head.headers().firstValueAsLong("Content-Length").orElse(1) == 0;
        if (!empty) {
            incoming.endedBy(watch.after(end - options.nanoTime().getAsLong(), incoming::tooLate));
        }
        return incoming;
    }

    private static HttpRequest outgoing(Request request, MeasuredBody body) throws HttpFailure {
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri())
                .method(request.method(), body.publisher())
                .timeout(request.timeout());
        for (Map.Entry<String, String> field : request.headers().entrySet()) {
            try {
                builder.header(field.getKey(), field.getValue());
            } catch (IllegalArgumentException e) {
                // Java's text quotes the value, which may be a token
                throw new HttpFailure("the header field " + field.getKey() + " cannot be sent", false, null);
            }
        }
        return builder.build();
    }

    private static Answer answer(HttpResponse<byte[]> response) {
        Map<String, String> headers = new LinkedHashMap<>();
        response.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
        return new Answer(response.statusCode(), headers, response.body());
    }

    /** Host and port, where the request may go there at all: tokens and mail go in clear to this machine only. */
    private static String hostOf(URI uri) throws HttpFailure {
        String host = uri.getHost();
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        if (host == null || !(secure || "http".equalsIgnoreCase(uri.getScheme()))) {
            throw new HttpFailure(
                    "not an address of HTTP: " + uri.getScheme() + "://" + uri.getRawAuthority(), false, null);
        }
        if (!secure && !Loopback.isNear(host)) {
            throw new HttpFailure(
                    "plain http is for this machine only, and " + host + " is not: use https", false, null);
        }
        return uri.getPort() < 0 ? host : host + ":" + uri.getPort();
    }

    private HttpClient client(SSLContext context) {
        return HttpClient.newBuilder()
                // over HTTP/2 all requests share one link: one stall would hold up every mailbox, a lost link would
                // put all that is under way in doubt at once, and uploads wait for small flow-control windows
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(options.connectTimeout())
                .proxy(proxies)
                .sslContext(context)
                .executor(threads)
                .build();
    }

    /** The longest of what a first request has to wait for, and all of it can be done before the request is known. */
    @Override
    public void prepare() {
        FutureTask<SSLContext> task = task();
        if (!task.isDone()) {
            threads.execute(task);
        }
    }

    private FutureTask<SSLContext> task() {
        return tls.updateAndGet(
                known -> known == null ? new FutureTask<>(() -> Trust.context(options.trust())) : known);
    }

    /** Made at the first use and not before: reading the authorities takes time that a program's start need not pay. */
    private SSLContext tls() throws HttpFailure {
        FutureTask<SSLContext> task = task();
        task.run(); // here and now, unless somebody has begun
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HttpFailure("interrupted before anything was sent", false, e);
        } catch (ExecutionException e) {
            tls.compareAndSet(task, null); // the file may be mended
            Throwable cause = e.getCause();
            throw new HttpFailure(cause.getMessage() + " (ferrypost.endpoint.trust)", false, cause);
        }
    }

    private long milliseconds(long start) {
        return Duration.ofNanos(options.nanoTime().getAsLong() - start).toMillis();
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "ferrypost-http");
        thread.setDaemon(true);
        thread.setContextClassLoader(JdkHttp.class.getClassLoader());
        return thread;
    }
}
