package dev.jos.host;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/// An HTTP server that serves files with ranges, and misbehaves as planned first.
final class FlakyServer implements AutoCloseable {

    /// One planned misbehaviour; each is used up by one request.
    @FunctionalInterface
    interface Mishap {

        void handle(HttpExchange exchange, byte[] content) throws IOException;
    }

    /// One request as it came.
    record Request(String path, Optional<String> range, Optional<String> ifRange, Optional<String> cacheControl) {}

    private final HttpServer server;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final Map<String, Deque<Mishap>> mishaps = new ConcurrentHashMap<>();
    private final List<Request> requests = new ArrayList<>();

    FlakyServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(
                Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory()));
        server.createContext("/", this::handle);
        server.start();
    }

    URI put(String path, byte[] content) {
        files.put(path, content.clone());
        return uri(path);
    }

    URI uri(String path) {
        return URI.create("http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + path);
    }

    void plan(String path, Mishap... planned) {
        mishaps.computeIfAbsent(path, _ -> new ArrayDeque<>()).addAll(List.of(planned));
    }

    synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    /// Announces everything, sends `count` bytes, and breaks the connection.
    static Mishap breakingAfter(int count) {
        return (exchange, content) -> {
            exchange.getResponseHeaders().set("ETag", etag(content));
            exchange.sendResponseHeaders(200, content.length);
            OutputStream out = exchange.getResponseBody();
            out.write(content, 0, count);
            out.flush();
            throw new IOException("planned");
        };
    }

    static Mishap status(int code) {
        return (exchange, _) -> exchange.sendResponseHeaders(code, -1);
    }

    static Mishap instead(byte[] other) {
        return (exchange, _) -> {
            exchange.sendResponseHeaders(200, other.length);
            exchange.getResponseBody().write(other);
        };
    }

    static String etag(byte[] content) {
        return "\"" + Sha256.of(content).hex().substring(0, 12) + "\"";
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Optional<String> range = header(exchange, "Range");
        Optional<String> ifRange = header(exchange, "If-Range");
        synchronized (this) {
            requests.add(new Request(path, range, ifRange, header(exchange, "Cache-Control")));
        }
        byte[] content = files.get(path);
        try (exchange) {
            Mishap mishap = mishaps.getOrDefault(path, new ArrayDeque<>()).poll();
            if (mishap != null && content != null) {
                mishap.handle(exchange, content);
            } else if (content == null) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                boolean fits = ifRange.isEmpty() || ifRange.get().equals(etag(content));
                serve(exchange, content, fits ? range : Optional.empty());
            }
        }
    }

    private static void serve(HttpExchange exchange, byte[] content, Optional<String> range) throws IOException {
        exchange.getResponseHeaders().set("ETag", etag(content));
        int from = range.map(text -> Integer.parseInt(text.substring("bytes=".length(), text.length() - 1)))
                .orElse(0);
        if (range.isPresent() && from >= content.length) {
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        if (range.isPresent()) {
            String header = "bytes " + from + "-" + (content.length - 1) + "/" + content.length;
            exchange.getResponseHeaders().set("Content-Range", header);
        }
        exchange.sendResponseHeaders(range.isPresent() ? 206 : 200, content.length - from);
        exchange.getResponseBody().write(content, from, content.length - from);
    }

    private static Optional<String> header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
